"""An ending that we decide, with its failure code."""

from __future__ import annotations


class Refused(Exception):
    """Not a yt_dlp error on purpose: yt-dlp passes it through all its handlers as it is."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
