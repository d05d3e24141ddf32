"""Advisor: a rule-based expert system for the marketing mix of a small firm."""

__version__ = "0.1.0"
