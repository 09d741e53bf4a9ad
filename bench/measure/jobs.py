"""One job against one run of the command line and one PUT."""

from __future__ import annotations

import statistics
import time
from typing import Any

from .figures import Figures, Row, ratio, seconds, spread
from .stack import Stack

RUNS = {"1": 9, "20": 5, "200": 5}
TARGETS = {"1": 0.20, "20": 0.30, "200": 0.80}
CPU_TARGET = 0.15
ALSO = ("api-service", "redis", "rabbitmq", "minio")
EACH = ("worker-service", "egress", *ALSO)
SETTLED = 0.3  # s, for what a worker does after the event that says succeeded


def measure(stack: Stack, quick: bool) -> Figures:
    stack.warm_up(quick)
    return {size: _size(stack, size, 2 if quick else runs) for size, runs in RUNS.items()} | {
        "idle_cpu_per_second": _idle(stack)
    }


def _alone(stack: Stack, size: str, runs: int) -> Figures:
    """What the file's network, disk, hashing and upload take where nothing else is done."""
    times = [stack.bare().call("parts", path=size) for _ in range(runs)]
    return {name: _spread(times, name) for name in times[0]}


def _size(stack: Stack, size: str, runs: int) -> Figures:
    ours: list[Any] = []
    bare: list[Any] = []
    stack.client().call("job", path=size)
    stack.bare().call("job", path=size)
    for _ in range(runs):
        ours.append(_job(stack, size))
        bare.append(stack.bare().call("job", path=size))
    return {
        "job": {
            "wall": _spread(ours, "wall"),
            "cpu": _spread(ours, "cpu"),
            "cpu_of_the_rest": _spread(ours, "rest"),
            "cpu_of_each": {name: _spread([each["each"] for each in ours], name) for name in EACH},
            "seconds": _phases(ours),
        },
        "alone": _alone(stack, size, runs),
        "bare": {"wall": _spread(bare, "wall"), "cpu": _spread(bare, "cpu"), "put": _spread(bare, "put")},
        "wall_ratio": ratio([each["wall"] for each in ours], [each["wall"] for each in bare]),
        "cpu_ratio": ratio([each["cpu"] for each in ours], [each["cpu"] for each in bare]),
    }


def _job(stack: Stack, size: str) -> Any:
    time.sleep(SETTLED)
    before = {service: stack.cpu(service) for service in EACH}
    job = stack.client().call("job", path=size)
    time.sleep(SETTLED)
    used = {service: stack.cpu(service) - before[service] for service in EACH}
    ours = used["worker-service"] + used["egress"]
    return job | {"cpu": ours, "rest": sum(used.values()) - ours, "each": used}


def _idle(stack: Stack) -> float:
    used, start = stack.cpu("worker-service", "egress"), time.monotonic()
    time.sleep(3)
    return (stack.cpu("worker-service", "egress") - used) / (time.monotonic() - start)


def _spread(runs: list[Any], name: str) -> dict[str, float]:
    return spread([each[name] for each in runs])


def _phases(runs: list[Any]) -> dict[str, float]:
    names = {name: None for each in runs for name in each["seconds"]}
    return {name: statistics.median(each["seconds"].get(name, 0.0) for each in runs) for name in names}


def rows(figures: Figures) -> list[Row]:
    sizes = {size: figures[size] for size in RUNS}
    walls = [
        Row(
            f"job, {size} MB, wall",
            seconds(each["job"]["wall"]),
            f"CLI + PUT {seconds(each['bare']['wall'])}",
            each["wall_ratio"],
            at_most=TARGETS[size],
        )
        for size, each in sizes.items()
    ]
    cpus = [
        Row(
            f"job, {size} MB, CPU of worker and egress",
            seconds(each["job"]["cpu"]),
            f"CLI + PUT {seconds(each['bare']['cpu'])}",
            each["cpu_ratio"],
            at_most=CPU_TARGET if size == "1" else None,
        )
        for size, each in sizes.items()
    ]
    return walls + cpus
