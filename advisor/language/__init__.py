"""The reader's language: what the program says in it, and how it writes numbers."""
