"""Reads the job of an edit."""

from __future__ import annotations

from typing import Any

from .fields import flag, number, one_of, only, whole
from .protocol import Cut, Frames, Job, Malformed, Silence, Span

_QUIETEST = -120.0
_LONGEST = 3_600.0
_MOST_CUTS = 1_000
_LATEST = 10 * 365 * 24 * 3_600.0
_WORST = 51
_LARGEST = 512


def read(fields: dict[str, Any]) -> Job:
    """Raises Malformed."""
    return _READERS[one_of(fields, "type", tuple(_READERS))](fields)


def _silence(fields: dict[str, Any]) -> Silence:
    only(fields, {"type", "threshold", "least"})
    return Silence(number(fields, "threshold", _QUIETEST, 0), number(fields, "least", 0.01, _LONGEST))


def _cut(fields: dict[str, Any]) -> Cut:
    only(fields, {"type", "exact", "crf", "cuts"})
    cuts = fields.get("cuts")
    if not isinstance(cuts, list) or not 0 < len(cuts) <= _MOST_CUTS:
        raise Malformed(f"cuts must be a list of 1 to {_MOST_CUTS}")
    return Cut(flag(fields, "exact"), round(number(fields, "crf", 0, _WORST)), tuple(map(_span, cuts)))


def _span(fields: Any) -> Span:
    if not isinstance(fields, dict):
        raise Malformed("a cut must be an object")
    only(fields, {"start", "end"})
    span = Span(number(fields, "start", 0, _LATEST), number(fields, "end", 0, _LATEST))
    if span.end <= span.start:
        raise Malformed("a cut must end after its start")
    return span


def _frames(fields: dict[str, Any]) -> Frames:
    only(fields, {"type", "width", "height"})
    width, height = (whole(fields, name, _LARGEST) for name in ("width", "height"))
    if width % 2 or height % 2:
        raise Malformed("width and height must be even")
    return Frames(width, height)


_READERS = {"silence": _silence, "cut": _cut, "frames": _frames}
