"""Many small jobs at once against two command lines at a time; and the memory that it takes."""

from __future__ import annotations

import threading
import time

from .figures import Figures, Row, ratio, seconds, spread
from .stack import PARTS, Stack

COUNT, AT_ONCE = 50, 2
TARGET = 0.15
EACH = ("worker-service", "egress", "api-service", "redis", "rabbitmq", "minio", "origin", "client")


class Peak(threading.Thread):
    """The most memory of each container, looked at four times a second."""

    def __init__(self, stack: Stack) -> None:
        super().__init__(daemon=True)
        self.stack, self.ended = stack, threading.Event()
        self.memory = dict.fromkeys(PARTS, 0.0)

    def run(self) -> None:
        while not self.ended.wait(0.25):
            for part in PARTS:
                self.memory[part] = max(
                    self.memory[part], self.stack.engine.memory(self.stack.container(part))
                )

    def end(self) -> dict[str, float]:
        self.ended.set()
        self.join()
        return self.memory


def measure(stack: Stack, quick: bool) -> Figures:
    stack.warm_up(quick)
    ours: list[float] = []
    cpu: list[float] = []
    each: list[dict[str, float]] = []
    bare: list[dict[str, float]] = []
    for _ in range(1 if quick else 3):
        before = {service: stack.cpu(service) for service in EACH}
        ours.append(stack.client().call("batch", path="1", count=COUNT))
        time.sleep(1)
        each.append({service: stack.cpu(service) - before[service] for service in EACH})
        cpu.append(each[-1]["worker-service"] + each[-1]["egress"])
        bare.append(stack.bare().call("batch", path="1", count=COUNT, at_once=AT_ONCE))
    peak = Peak(stack)  # in a run of its own, since looking costs something
    peak.start()
    stack.client().call("batch", path="1", count=COUNT)
    return {
        "job": {
            "wall": spread(ours),
            "cpu": spread(cpu),
            "cpu_of_each": {service: spread([one[service] for one in each]) for service in EACH},
        },
        "bare": {
            "wall": spread([each["wall"] for each in bare]),
            "cpu": spread([each["cpu"] for each in bare]),
        },
        "wall_ratio": ratio(ours, [each["wall"] for each in bare]),
        "cpu_ratio": ratio(cpu, [each["cpu"] for each in bare]),
        "peak_memory": peak.end(),
    }


def rows(figures: Figures) -> list[Row]:
    ours, bare = figures["job"], figures["bare"]
    return [
        Row(
            f"{COUNT} × 1 MB at once, wall",
            seconds(ours["wall"]),
            f"{AT_ONCE} CLIs at a time {seconds(bare['wall'])}",
            figures["wall_ratio"],
            at_most=TARGET,
        ),
        Row(
            f"{COUNT} × 1 MB at once, CPU of worker and egress",
            seconds(ours["cpu"]),
            f"CLIs {seconds(bare['cpu'])}",
            figures["cpu_ratio"],
        ),
    ]
