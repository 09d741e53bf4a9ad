"""More workers on slow sites: what waits is the site, and so throughput must grow with the workers."""

from __future__ import annotations

from .figures import Figures, Row, number, ratio, spread
from .stack import Stack

WORKERS = (1, 2, 4)
SECONDS = 4  # of waiting in each download
ROUNDS = 3  # jobs for each slot
TARGET = 3.6


def measure(stack: Stack, quick: bool) -> Figures:
    slots = _slots(stack)
    rates = {workers: _rates(stack, workers, slots, 1 if quick else 3) for workers in WORKERS}
    stack.scale(1)
    return {"slots": slots, "seconds": SECONDS} | {
        str(workers): {"per_second": spread(each), "times": ratio(each, rates[1])}
        for workers, each in rates.items()
    }


def _slots(stack: Stack) -> int:
    stack.warm_up(quick=True)
    worker = stack.redis("redis-cli", "zrange", "{autoclip}:workers", "-1", "-1").strip()
    return int(stack.redis("redis-cli", "hget", "{autoclip}:worker:" + worker, "slots"))


def _rates(stack: Stack, workers: int, slots: int, runs: int) -> list[float]:
    stack.scale(workers)
    stack.client().call("batch", path="1", count=20 * workers)  # each has run some
    count = workers * slots * ROUNDS
    return [
        count / float(stack.client().call("batch", path=f"slow/{SECONDS}", count=count)) for _ in range(runs)
    ]


def rows(figures: Figures) -> list[Row]:
    one = number(figures["1"]["per_second"]["median"])
    return [
        Row(
            f"{workers} workers on sites that take {figures['seconds']} s",
            f"{number(figures[str(workers)]['per_second']['median'])} jobs/s",
            f"1 worker {one} jobs/s",
            figures[str(workers)]["times"],
            " ×",
            at_least=TARGET if workers == 4 else None,
        )
        for workers in WORKERS[1:]
    ]
