"""How a language writes numbers."""
