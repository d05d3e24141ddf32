"""Why, how, why not, and what if."""
