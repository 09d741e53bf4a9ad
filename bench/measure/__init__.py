"""Measures AutoClip's production compose against the bare tools: see README.md above this folder."""
