"""A trace becomes an assessment: what holds, how well, what to do, in which order."""
