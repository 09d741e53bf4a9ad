"""The host's two ends of the conversation, taken away from everything else in the process."""

from __future__ import annotations

import os
from collections import deque

from .protocol import Event, encode


class Channel:
    """Commands in, events out.

    Events are written without ever blocking: a JVM that is stopped does not read, and the host must still notice
    that no beat comes. What waits is small: progress twice a second an attempt, for ten seconds at most.
    """

    def __init__(self, commands: int, events: int) -> None:
        self.commands = commands
        self.events = events
        self._waiting: deque[bytes] = deque()
        os.set_blocking(events, False)

    @classmethod
    def from_standard_streams(cls) -> Channel:
        """Moves both away from 0 and 1, so that a stray print goes to standard error and a stray read gets nothing."""
        channel = cls(os.dup(0), os.dup(1))
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)
        return channel

    def send(self, event: Event) -> None:
        self.forward(encode(event))

    def forward(self, line: bytes) -> None:
        self._waiting.append(line)
        self.flush()

    @property
    def is_waiting(self) -> bool:
        return bool(self._waiting)

    def flush(self) -> None:
        """Raises BrokenPipeError when nobody listens any more."""
        while self._waiting:
            line = self._waiting.popleft()
            try:
                written = os.write(self.events, line)
            except BlockingIOError:
                written = 0
            if written < len(line):
                self._waiting.appendleft(line[written:])
                return
