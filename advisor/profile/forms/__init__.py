"""Blank profiles to fill in, one module for each format."""
