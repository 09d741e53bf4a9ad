"""Measures how well scene changes are found: README.md."""
