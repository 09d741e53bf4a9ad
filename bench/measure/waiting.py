"""What ten thousand waiting tasks cost those that come and go."""

from __future__ import annotations

from . import api
from .figures import Figures, Row, number, ratio, spread
from .stack import Stack

COUNT = 10_000
IN_FLIGHT = 4
TARGET = 0.9
WHAT = {
    "GET": "GET /tasks/{id}, req/s",
    "jobs": "jobs of 1 MB a second, four in flight",
    "POST": "POST /task, req/s",
}


def measure(stack: Stack, quick: bool) -> Figures:
    stack.warm_up(quick)
    api.warm_up(stack, quick)
    none: list[dict[str, float]] = []
    many: list[dict[str, float]] = []
    for _ in range(1 if quick else 3):
        none.append(_rates(stack, 0))
        many.append(_rates(stack, COUNT))
    stack.forget()
    return {
        what: {
            "none": spread([each[what] for each in none]),
            "many": spread([each[what] for each in many]),
            "ratio": ratio([each[what] for each in many], [each[what] for each in none]),
        }
        for what in WHAT
    }


def _rates(stack: Stack, waiting: int) -> dict[str, float]:
    """POST comes last, since it leaves waiting tasks; it goes to the very site at which the others wait."""
    ids = api.fresh(stack)
    if waiting:
        stack.client().call("submit", count=waiting, port=api.PAUSED)
    get = stack.wrk(16, 4, "GET", *ids)
    jobs = stack.client().call("loop", path="1", in_flight=IN_FLIGHT, seconds=8)
    post = stack.wrk(16, 3, "POST", str(api.PAUSED))
    return {"GET": get["requests"] / get["seconds"], "jobs": jobs, "POST": post["requests"] / post["seconds"]}


def rows(figures: Figures) -> list[Row]:
    return [
        Row(
            f"{words} with {COUNT:,} waiting",
            number(figures[what]["many"]["median"]),
            f"none waiting {number(figures[what]['none']['median'])}",
            figures[what]["ratio"],
            at_least=TARGET,
        )
        for what, words in WHAT.items()
    ]
