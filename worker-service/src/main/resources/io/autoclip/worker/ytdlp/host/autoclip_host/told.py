"""What is said of clips while they are cut."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SLACK = 0.0005
"""Seconds: times are asked for in milliseconds, frames lie between them."""
MISSING_END = 0.5
"""Seconds by which whole files may claim to be longer than they are."""

NOTHING = "there is nothing of the video"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Seconds of the source. ``path``: where the clip goes, but for its ending."""

    index: int
    start: float
    end: float
    path: Path


@dataclass(frozen=True, slots=True)
class Done:
    """``start`` and ``end``: where it really begins and ends in the source. ``frames``: how many pictures it has."""

    wanted: Wanted
    path: Path
    start: float
    end: float
    frames: int


@dataclass(frozen=True, slots=True)
class Lost:
    wanted: Wanted
    reason: str


Told = Done | Lost | float
"""What becomes of a clip; or seconds of clips that were written."""
