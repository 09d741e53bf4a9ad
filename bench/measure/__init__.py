"""Measures AutoClip's production compose against the bare yt-dlp and its own store: see README.md above this folder."""
