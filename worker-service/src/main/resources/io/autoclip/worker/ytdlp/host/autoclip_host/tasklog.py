"""What yt-dlp says: the last of it into a bounded file, warnings also to the JVM, both fit for people to read."""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Callable
from pathlib import Path

from .protocol import MAX_WARNING, Event, Phase, Warning

MAX_LOG = 16 * 1024
"""Bytes of the end that are always there; the file holds four times as many before its beginning is cut off."""
MAX_LINE = 2_000
MAX_WARNINGS = 10
# Said of every link that no site's own extractor takes: for the log, but no news to anybody.
_NOISE = "Falling back on generic information extractor"
_TRACE = re.compile(r"Traceback \(most recent call last\).*", re.DOTALL)
_FRAME = re.compile(r'^[ \t]*File "[^\n]*", line \d[^\n]*\n?(?: {4}[^\n]*\n?)*', re.MULTILINE)


class TaskLog:
    """Has the methods that yt-dlp expects of a logger. ``tidy`` hides what must not be told.

    A full disk must not fail an attempt for the sake of its log, so nothing here raises OSError.
    """

    def __init__(self, id: str, file: Path, tidy: Callable[[str], str], send: Callable[[Event], None]) -> None:
        self._id = id
        self._tidy = tidy
        self._send = send
        self._begun = time.monotonic()
        self._file = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC, 0o600)
        self._end = b""
        self._size = 0
        self._warnings: set[str] = set()

    def send(self, event: Event) -> None:
        """Passes an event on; phases are noted."""
        if isinstance(event, Phase):
            self.debug(f"-- {event.phase}")
        self._send(event)

    def debug(self, message: str) -> None:
        seconds = time.monotonic() - self._begun
        for line in self._told(message[: 8 * MAX_LINE]).strip().splitlines():
            self._write(f"{seconds:8.1f} s  {line[:MAX_LINE]}\n".encode("utf-8", "replace"))

    info = debug
    error = debug

    def warning(self, message: str) -> None:
        self.debug(f"WARNING: {message}")
        if _NOISE in message or len(self._warnings) >= MAX_WARNINGS:
            return
        text = " ".join(self._told(message[: 8 * MAX_WARNING]).split())[:MAX_WARNING]
        if text and text not in self._warnings:
            self._warnings.add(text)
            self._send(Warning(self._id, text))

    def _told(self, message: str) -> str:
        """Some of yt-dlp's errors tell where in its code they were raised. That is nothing for people."""
        return _FRAME.sub("", _TRACE.sub("", self._tidy(message)))

    def _write(self, line: bytes) -> None:
        self._end = (self._end + line)[-MAX_LOG:]
        with contextlib.suppress(OSError):
            if self._size > 4 * MAX_LOG:
                os.ftruncate(self._file, 0)
                self._size, line = 0, self._end
            self._size += os.write(self._file, line)
