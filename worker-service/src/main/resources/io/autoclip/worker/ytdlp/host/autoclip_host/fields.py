"""Reads the fields of a command, each by what it may be. All raise Malformed."""

from __future__ import annotations

import math
from typing import Any

from .protocol import Malformed


def only(fields: dict[str, Any], known: set[str]) -> None:
    if unknown := sorted(fields.keys() - known):
        raise Malformed(f"unknown field {unknown[0][:50]!r}")


def nested(fields: dict[str, Any], name: str) -> dict[str, Any]:
    value = fields.get(name)
    if not isinstance(value, dict):
        raise Malformed(f"{name} must be an object")
    return value


def text(fields: dict[str, Any], name: str, longest: int) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise Malformed(f"{name} must be a string of 1 to {longest} characters")
    return value


def one_of(fields: dict[str, Any], name: str, known: tuple[str, ...]) -> str:
    value = fields.get(name)
    if value not in known:
        raise Malformed(f"{name} must be one of {', '.join(known)}")
    return str(value)


def optional(fields: dict[str, Any], name: str, known: tuple[str, ...]) -> str | None:
    return None if fields.get(name) is None else one_of(fields, name, known)


def flag(fields: dict[str, Any], name: str) -> bool:
    value = fields.get(name)
    if not isinstance(value, bool):
        raise Malformed(f"{name} must be true or false")
    return value


def whole(fields: dict[str, Any], name: str, largest: int) -> int:
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= largest:
        raise Malformed(f"{name} must be a whole number from 1 to {largest}")
    return value


def number(fields: dict[str, Any], name: str, least: float, most: float) -> float:
    value = fields.get(name)
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not math.isfinite(value) or not least <= value <= most:
        raise Malformed(f"{name} must be a number from {least} to {most}")
    return float(value)
