"""How long pages of the library take, on api-service's own loopback. Arguments: rounds, and paths in JSON; tells JSON."""

from __future__ import annotations

import http.client
import json
import statistics
import sys
import time
from typing import Any


def get(connection: http.client.HTTPConnection, path: str) -> tuple[float, Any]:
    began = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    seconds = time.perf_counter() - began
    if answer.status != 200:
        raise RuntimeError(f"GET {path}: {answer.status} {body!r}")
    return seconds, json.loads(body)


def deep(connection: http.client.HTTPConnection, path: str, pages: int) -> str:
    """The address of a page so far behind the first, or of the last."""
    there = path
    for _ in range(pages):
        cursor = get(connection, there)[1].get("next_cursor")
        if cursor is None:
            break
        there = f"{path}&cursor={cursor}"
    return there


def main() -> None:
    rounds, wishes = int(sys.argv[1]), json.loads(sys.argv[2])
    connection = http.client.HTTPConnection("127.0.0.1", 8004, timeout=60)
    paths = {name: deep(connection, path, pages) for name, (path, pages) in wishes.items()}
    times: dict[str, list[float]] = {name: [] for name in paths}
    items: dict[str, int] = {}
    for _ in range(rounds):  # in turn, so that what the machine does beside is spread over all
        for name, path in paths.items():
            seconds, page = get(connection, path)
            times[name].append(seconds)
            items[name] = len(page.get("items", ()))
    medians = {name: statistics.median(each) * 1000 for name, each in times.items()}
    print(json.dumps({name: {"ms": ms, "items": items[name]} for name, ms in medians.items()}))


if __name__ == "__main__":
    main()
