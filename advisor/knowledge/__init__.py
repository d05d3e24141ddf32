"""YAML text becomes a knowledge base, every name resolved, or a list of located mistakes."""
