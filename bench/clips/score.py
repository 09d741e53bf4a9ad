"""Scores what was found against the truth, as TRECVID did: pairs nearest first, each used once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

TOLERANCE = 1
"""Frames."""


@dataclass(slots=True)
class Score:
    """Hits, misses and false alarms: of hard cuts, and of slow changes. ``overlap``: of each slow hit, the part of both
    intervals together that is in both."""

    cut: tuple[int, int, int] = (0, 0, 0)
    slow: tuple[int, int, int] = (0, 0, 0)
    overlap: tuple[float, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(
            tuple(a + b for a, b in zip(self.cut, other.cut)), tuple(a + b for a, b in zip(self.slow, other.slow)),
            self.overlap + other.overlap,
        )


def f1(counts: tuple[int, int, int]) -> float:
    hits, misses, false = counts
    return 2 * hits / (2 * hits + misses + false) if hits else 0.0


def of(truth: dict[str, Any], cuts: list[float], slow: list[tuple[float, float]] | None = None) -> Score:
    """``slow`` is None for a detector that only knows cuts: one of those within a slow change finds it. For everybody, a
    cut within a slow change is no false alarm."""
    times = np.array(truth["times"])
    found = sorted({int(np.argmin(np.abs(times - cut))) for cut in cuts})
    true_cuts = [change["first"] for change in truth["changes"] if change["kind"] == "cut"]
    true_slow = [(change["first"], change["last"]) for change in truth["changes"] if change["kind"] != "cut"]
    matched = _nearest(true_cuts, found)
    outside = [f for f in found if not any(first - TOLERANCE <= f <= last + TOLERANCE for first, last in true_slow)]
    false = len(set(outside) - matched)
    if slow is None:
        intervals = [(f, f) for f in found if f not in matched]
    else:
        intervals = [tuple(int(np.argmin(np.abs(times - each))) for each in interval) for interval in slow]
    hits, overlaps = _overlapping(true_slow, intervals)
    wrong = len(intervals) - hits if slow is not None else 0
    return Score((len(matched), len(true_cuts) - len(matched), false), (hits, len(true_slow) - hits, wrong), tuple(overlaps))


def _nearest(truth: list[int], found: list[int]) -> set[int]:
    """Those of ``found`` that have a partner."""
    pairs = sorted((abs(t - f), t, f) for t in truth for f in found if abs(t - f) <= TOLERANCE)
    used_truth: set[int] = set()
    used: set[int] = set()
    for _, t, f in pairs:
        if t not in used_truth and f not in used:
            used_truth.add(t)
            used.add(f)
    return used


def _overlapping(truth: list[tuple[int, int]], found: list[tuple[int, int]]) -> tuple[int, list[float]]:
    left, overlaps = list(found), []
    for first, last in truth:
        shares = [(min(last, b) - max(first, a) + 1) / (max(last, b) - min(first, a) + 1) for a, b in left]
        if shares and max(shares) > 0:
            overlaps.append(max(shares))
            left.pop(shares.index(max(shares)))
    return len(overlaps), overlaps
