"""Reads the job of an edit."""

from __future__ import annotations

from typing import Any

from .fields import number, one_of, only
from .protocol import Job, Silence

_QUIETEST = -120.0
_LONGEST = 3_600.0


def read(fields: dict[str, Any]) -> Job:
    """Raises Malformed."""
    return _READERS[one_of(fields, "type", tuple(_READERS))](fields)


def _silence(fields: dict[str, Any]) -> Silence:
    only(fields, {"type", "threshold", "least"})
    return Silence(number(fields, "threshold", _QUIETEST, 0), number(fields, "least", 0.01, _LONGEST))


_READERS = {"silence": _silence}
