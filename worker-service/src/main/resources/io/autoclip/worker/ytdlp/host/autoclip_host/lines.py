"""Cuts a stream of bytes into lines of bounded length."""

from __future__ import annotations

from collections.abc import Iterator


class LineTooLong(Exception):
    """The rest of that line is skipped; the stream goes on with the next."""


class LineBuffer:
    """Holds at most ``longest`` bytes of an unfinished line."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._pending = bytearray()
        self._skipping = False

    def feed(self, data: bytes) -> Iterator[bytes | LineTooLong]:
        """Complete lines without their end, blank ones left out. A LineTooLong stands for each that was dropped."""
        *ended, rest = data.split(b"\n")
        for part in ended:
            yield from self._end(part)
        self._pending += rest
        if len(self._pending) > self._longest:
            self._pending.clear()
            self._skipping = True

    def _end(self, part: bytes) -> Iterator[bytes | LineTooLong]:
        line = bytes(self._pending) + part
        self._pending.clear()
        if self._skipping or len(line) > self._longest:
            self._skipping = False
            yield LineTooLong(f"a line of more than {self._longest} bytes")
        elif line.strip():
            yield line
