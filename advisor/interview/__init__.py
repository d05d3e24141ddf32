"""Which question comes next, and the conversation that asks it."""
