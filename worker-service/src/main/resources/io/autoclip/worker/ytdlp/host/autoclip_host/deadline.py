"""An end for what a site may draw out: one that sends a byte now and then never meets the timeout of a read."""

from __future__ import annotations

import math
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from .refusal import Refused


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises Refused when the time is up. Not to be nested: there is one alarm."""

    def end(*_: object) -> None:
        raise Refused("stalled", f"not there within {math.ceil(seconds)} s")

    if seconds <= 0:
        end()
    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
