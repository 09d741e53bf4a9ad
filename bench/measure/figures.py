"""Median and spread, and a row of the table."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Figures = dict[str, Any]


def spread(values: Sequence[float]) -> dict[str, float]:
    """What results.json keeps of repeated measurements."""
    return {
        "median": statistics.median(values),
        "least": min(values),
        "most": max(values),
        "runs": len(values),
    }


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> dict[str, float]:
    """The ratio of the medians, and least and most of the pairs that were measured one after the other."""
    pairs = [a / b for a, b in zip(ours, theirs)]
    return spread(pairs) | {"median": statistics.median(ours) / statistics.median(theirs)}


@dataclass(frozen=True)
class Row:
    """One line of the table. The figure is what the target is about."""

    what: str
    ours: str
    against: str
    figure: dict[str, float]
    unit: str = ""
    at_most: float | None = None
    at_least: float | None = None

    def met(self) -> bool | None:
        if self.at_most is not None:
            return self.figure["median"] <= self.at_most
        return None if self.at_least is None else self.figure["median"] >= self.at_least

    def cells(self) -> list[str]:
        met = self.met()
        return [
            self.what,
            self.ours,
            self.against,
            shown(self.figure, self.unit),
            self._target(),
            "" if met is None else "yes" if met else "**no**",
        ]

    def _target(self) -> str:
        if self.at_most is not None:
            return f"≤ {number(self.at_most)}{self.unit}"
        return "" if self.at_least is None else f"≥ {number(self.at_least)}{self.unit}"


def number(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def shown(figure: dict[str, float], unit: str = "") -> str:
    """The median, and in brackets least and most."""
    if figure["runs"] < 2:
        return f"**{number(figure['median'])}**{unit}"
    return f"**{number(figure['median'])}**{unit} ({number(figure['least'])}–{number(figure['most'])})"


def seconds(figure: dict[str, float]) -> str:
    value = figure["median"]
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"
