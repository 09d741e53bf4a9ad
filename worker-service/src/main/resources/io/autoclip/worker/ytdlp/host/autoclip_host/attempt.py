"""The host's side of one running attempt: its process group, the line to it and its outcome."""

from __future__ import annotations

import contextlib
import json
import os
import signal
from collections.abc import Iterator

from .lines import LineBuffer, LineTooLong
from .protocol import MAX_EVENT, ONGOING, OUTCOMES, Failed, encode

_BLOCK = 64 * 1024


class Attempt:
    """``pid`` leads a session and process group of its own. ``line`` is a socket: the child writes its events there."""

    def __init__(self, id: str, pid: int, line: int) -> None:
        self.id = id
        self.pid = pid
        self.line = line
        self._lines = LineBuffer(MAX_EVENT)
        self._outcome: bytes | None = None
        self._status: int | None = None
        self._kill_was_asked = False
        os.set_blocking(line, False)

    def read(self) -> Iterator[bytes]:
        """What the child has written by now, without the outcome: that is kept until nothing of the attempt is left."""
        with contextlib.suppress(BlockingIOError, ConnectionResetError):  # the latter: it died with our Go unread
            while block := os.read(self.line, _BLOCK):
                for line in self._lines.feed(block):
                    yield from self._event(line)

    def go(self) -> None:
        """Lets the child download what it has identified. It may just have ended."""
        with contextlib.suppress(OSError):
            os.write(self.line, b"\n")

    def _event(self, line: bytes | LineTooLong) -> Iterator[bytes]:
        kind = None if isinstance(line, LineTooLong) else self._kind(line)
        if kind in OUTCOMES:
            self._outcome = self._outcome or line + b"\n"
        elif kind in ONGOING:
            yield line + b"\n"

    def _kind(self, line: bytes) -> str | None:
        """The event's type. The child has read what strangers wrote: only events of its own attempt count."""
        with contextlib.suppress(ValueError, RecursionError):
            event = json.loads(line)
            if isinstance(event, dict) and event.get("id") == self.id:
                return str(event.get("type"))
        return None

    def kill(self, *, asked: bool = False) -> None:
        """Ends the whole group. The leader is named as well: it may not have made its group yet."""
        self._kill_was_asked |= asked
        if self._status is None:
            for end in (os.killpg, os.kill):
                with contextlib.suppress(ProcessLookupError):
                    end(self.pid, signal.SIGKILL)

    def reaped(self, status: int) -> None:
        """``status`` as os.waitpid gives it."""
        self._status = status

    @property
    def is_gone(self) -> bool:
        """Whether the child has been reaped and its group has no member left."""
        if self._status is None:
            return False
        try:
            os.killpg(self.pid, 0)
        except ProcessLookupError:
            return True
        return False

    @property
    def is_reaped(self) -> bool:
        return self._status is not None

    def outcome(self) -> bytes:
        """The line to send last: what the child said, or what its death says."""
        return self._outcome or encode(self._death())

    def _death(self) -> Failed:
        assert self._status is not None
        number = os.WTERMSIG(self._status) if os.WIFSIGNALED(self._status) else None
        if number is None:
            return Failed(self.id, "internal", f"the child ended without an outcome, status {self._status}")
        if number == signal.SIGKILL and self._kill_was_asked:
            return Failed(self.id, "killed", "killed as asked")
        code = {signal.SIGXCPU: "timed_out", signal.SIGXFSZ: "too_large"}.get(signal.Signals(number), "internal")
        return Failed(self.id, code, f"the child was ended by {signal.Signals(number).name}")
