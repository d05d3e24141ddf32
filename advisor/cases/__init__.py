"""Worked cases: companies with what must come out for them, which are also tests."""
