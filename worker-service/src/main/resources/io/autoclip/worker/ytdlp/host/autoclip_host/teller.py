"""Says how an edit goes."""

from __future__ import annotations

import time

from .protocol import EditProgress
from .tasklog import TaskLog

_LEAST_INTERVAL = 0.5


class Teller:
    """``log`` takes warnings and what is for the log."""

    def __init__(self, id: str, log: TaskLog) -> None:
        self._id = id
        self.log = log
        self._next_at = 0.0

    def progress(self, done: float, total: float) -> None:
        """May be called as often as there is something new."""
        if time.monotonic() >= self._next_at:
            self._next_at = time.monotonic() + _LEAST_INTERVAL
            self.log.send(EditProgress(self._id, round(max(0.0, min(done, total or done)), 3), round(total, 3)))
