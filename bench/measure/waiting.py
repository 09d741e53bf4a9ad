"""What ten thousand waiting tasks cost those that come and go."""

from __future__ import annotations

from collections.abc import Callable

from . import api
from .figures import Figures, Row, number, ratio, spread
from .stack import Stack

COUNT = 10_000
ROUNDS = 3
POST_ROUNDS = 7  # of POST, whose rate differs by a fifth from run to run, whatever waits
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
    measured = _alternately(1 if quick else ROUNDS, lambda waiting: _rates(stack, waiting))
    measured |= _alternately(1 if quick else POST_ROUNDS, lambda waiting: {"POST": _posts(stack, waiting)})
    stack.forget()
    return measured


def _alternately(rounds: int, measure: Callable[[int], dict[str, float]]) -> Figures:
    """None and many take turns at being first, since the machine grows slower and quicker under the measurement."""
    runs: dict[int, list[dict[str, float]]] = {0: [], COUNT: []}
    for number in range(rounds):
        for waiting in sorted(runs, reverse=number % 2 == 1):
            runs[waiting].append(measure(waiting))
    return {what: _compared(*([each[what] for each in some] for some in runs.values())) for what in runs[0][0]}


def _compared(none: list[float], many: list[float]) -> Figures:
    return {"none": spread(none), "many": spread(many), "ratio": ratio(many, none)}


def _rates(stack: Stack, waiting: int) -> dict[str, float]:
    ids = _let_wait(stack, waiting)
    get = stack.wrk(16, 4, "GET", *ids)
    jobs = stack.client().call("loop", path="1", in_flight=IN_FLIGHT, seconds=8)
    return {"GET": get["requests"] / get["seconds"], "jobs": jobs}


def _posts(stack: Stack, waiting: int) -> float:
    """To the very site at which the others wait. What is posted waits as well, so that each run begins anew."""
    _let_wait(stack, waiting)
    post = stack.wrk(16, 3, "POST", str(api.PAUSED))
    return float(post["requests"] / post["seconds"])


def _let_wait(stack: Stack, waiting: int) -> list[str]:
    ids = api.fresh(stack)
    if waiting:
        stack.client().call("submit", count=waiting, port=api.PAUSED)
    return ids


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
