"""A whole register of companies in one run."""
