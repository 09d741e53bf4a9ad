"""Requests to the API, beside what its store can do at the same time."""

from __future__ import annotations

import csv
from typing import Any

from .figures import Figures, Row, number, spread
from .stack import Stack

CONNECTIONS = (1, 16, 64)
SECONDS = 5.0
TARGETS = {"POST": 2000, "GET": 4000}  # at 16 connections, where Redis does as many sets a second as this:
REDIS_SETS = 15_000
PAUSED = 9  # the port that names a site of which no task may run
SERVICES = ("api-service", "redis", "rabbitmq")


def measure(stack: Stack, quick: bool) -> Figures:
    runs = 1 if quick else 3
    ids = warm_up(stack, quick)
    sets: list[float] = []
    measured: dict[str, dict[str, list[Any]]] = {verb: {str(c): [] for c in CONNECTIONS} for verb in TARGETS}
    for _ in range(runs):
        for connections in CONNECTIONS:
            measured["GET"][str(connections)].append(_run(stack, connections, "GET", *ids))
        for connections in CONNECTIONS:
            stack.forget()
            stack.pause(f"127.0.0.1:{PAUSED}")
            measured["POST"][str(connections)].append(_run(stack, connections, "POST", str(PAUSED)))
        stack.forget()
        sets.append(redis_sets(stack))
        ids = fresh(stack)
    return {"redis_sets_per_second": spread(sets)} | {
        verb: {c: _summary(each) for c, each in by_connections.items()}
        for verb, by_connections in measured.items()
    }


def warm_up(stack: Stack, quick: bool) -> list[str]:
    """Until the code of the API is compiled; returns tasks to ask for."""
    ids = fresh(stack)
    for words in (["POST", str(PAUSED)], ["GET", *ids]):
        stack.wrk(16, 3 if quick else 10, *words)
    return fresh(stack)


def fresh(stack: Stack) -> list[str]:
    """Forgets all tasks, and makes a hundred that wait for good."""
    stack.forget()
    stack.pause(f"127.0.0.1:{PAUSED}")
    return list(stack.client().call("submit", count=100, port=PAUSED))


def _run(stack: Stack, connections: int, *words: str) -> Any:
    used = {service: stack.cpu(service) for service in SERVICES}
    run = stack.wrk(connections, SECONDS, *words)
    if run["errors"]:
        raise RuntimeError(
            f"{run['errors']} of {run['requests']} requests failed: {words[0]}, {connections} connections"
        )
    cpu = {service: (stack.cpu(service) - before) / run["requests"] for service, before in used.items()}
    return run | {"rate": run["requests"] / run["seconds"], "cpu": cpu}


def redis_sets(stack: Stack) -> float:
    output = stack.redis("redis-benchmark", "-c", "16", "-t", "set", "-n", "60000", "--csv")
    return float(next(row["rps"] for row in csv.DictReader(output.splitlines()) if row["test"] == "SET"))


def _summary(runs: list[Any]) -> Figures:
    return {
        "per_second": spread([each["rate"] for each in runs]),
        "p50_ms": spread([each["p50"] for each in runs]),
        "p99_ms": spread([each["p99"] for each in runs]),
        "cpu_ms": {service: spread([each["cpu"][service] * 1000 for each in runs]) for service in SERVICES},
    }


def target(figures: Figures, verb: str) -> float:
    return float(TARGETS[verb] * min(1.0, figures["redis_sets_per_second"]["median"] / REDIS_SETS))


def rows(figures: Figures) -> list[Row]:
    sets = number(figures["redis_sets_per_second"]["median"])
    return [
        _row(figures, verb, connections, f"Redis {sets} SET/s at 16")
        for verb in TARGETS
        for connections in CONNECTIONS
    ]


def _row(figures: Figures, verb: str, connections: int, against: str) -> Row:
    each = figures[verb][str(connections)]
    cpu = ", ".join(
        f"{service.removesuffix('-service')} {figure['median']:.2f}"
        for service, figure in each["cpu_ms"].items()
    )
    p50, p99 = number(each["p50_ms"]["median"]), number(each["p99_ms"]["median"])
    ours = f"p50 {p50} ms, p99 {p99} ms; CPU ms a request: {cpu}"
    path = "/task" if verb == "POST" else "/tasks/{id}"
    return Row(
        f"{verb} {path}, {connections} connection{'s'[: connections - 1]}",
        ours,
        against,
        each["per_second"],
        " req/s",
        at_least=target(figures, verb) if connections == 16 else None,
    )
