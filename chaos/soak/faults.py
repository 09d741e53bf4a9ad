"""What is broken, in which order, and for how long. Drawn from the seed alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

API, WORKER, EGRESS = "api-service", "worker-service", "egress"
REDIS, RABBITMQ, MINIO = "redis", "rabbitmq", "minio"
SCALED = {API: 2, WORKER: 2}

LEASE = 10
"""s; the compose's own is 30. Whatever must outlast a lease is in proportion."""


@dataclass(frozen=True)
class Fault:
    """``part``: the service that is hit. ``how``: what is done to it, or who is on the other end of a cut."""

    kind: str
    part: str
    index: int = 1
    how: str = ""
    seconds: float = 0

    def __str__(self) -> str:
        place = f"{self.part} {self.index}" if self.part in SCALED else self.part
        words = [self.kind, place, self.how, f"{self.seconds:g} s" if self.seconds else ""]
        return " ".join(word for word in words if word)

    @property
    def row(self) -> tuple[str, str]:
        """Class and detail, as the table counts them."""
        return self.kind, f"{self.part} {self.how}".strip()


Maker = Callable[[Random], Fault]


def _index(random: Random, part: str) -> int:
    return random.randint(1, SCALED.get(part, 1))


def _kill(part: str) -> Maker:
    """SIGKILL to everything in the container, which is started again after so many seconds."""
    return lambda random: Fault("kill", part, _index(random, part), "", round(random.uniform(0.5, 4), 1))


def _victim(name: str) -> Maker:
    """SIGKILL to one process inside of a worker."""
    return lambda random: Fault("kill", WORKER, _index(random, WORKER), name)


def _freeze(part: str, how: str = "") -> Maker:
    """SIGSTOP for longer than a lease, then SIGCONT."""
    return lambda random: Fault("freeze", part, _index(random, part), how, LEASE + random.randint(2, 5))


def _cut(part: str, how: str) -> Maker:
    """Packets are dropped silently; a third of the cuts outlasts a lease."""
    return lambda random: Fault("cut", part, _index(random, part), how, random.choice((4, 7, LEASE + 2)))


def _restart(part: str) -> Maker:
    return lambda random: Fault("restart", part, 1, "one after the other")


def _full(random: Random) -> Fault:
    return Fault("full", WORKER, 1, "scratch", random.randint(3, 6))


BOTH, DEAF, MUTE = "<->", "<-/-", "-/->"
"""A cut both ways; one where the part hears nothing from the other; one where it is not heard."""

QUICK: tuple[Maker, ...] = (
    _kill(WORKER),
    _cut(WORKER, f"{BOTH} {REDIS}"),
    _victim("child"),
    _freeze(WORKER),
    _kill(REDIS),
    _restart(WORKER),
    _kill(RABBITMQ),
    _full,
    _kill(EGRESS),
    _freeze(EGRESS),
    _cut(WORKER, f"{BOTH} {EGRESS}"),
)
"""Each class at least once, in an order that leaves the parts time to come back."""

ALL: tuple[Maker, ...] = (
    *(_kill(part) for part in (WORKER, WORKER, API, EGRESS, REDIS, RABBITMQ, MINIO)),
    *(_victim(name) for name in ("host", "child", "child", "ffmpeg")),
    *(_freeze(part) for part in (WORKER, WORKER, API, EGRESS, REDIS, RABBITMQ, MINIO)),
    _freeze(WORKER, "java"),
    *(
        _cut(WORKER, f"{way} {peer}")
        for peer in (REDIS, RABBITMQ, MINIO, EGRESS)
        for way in (BOTH, DEAF, MUTE)
    ),
    *(_cut(API, f"{way} {peer}") for peer in (REDIS, RABBITMQ) for way in (BOTH, DEAF, MUTE)),
    _cut(EGRESS, f"{BOTH} origin"),
    *(_restart(part) for part in (API, WORKER)),
    _full,
    _full,
)


def draw(random: Random, count: int, quick: bool) -> list[Fault]:
    if quick:
        return [make(random) for make in QUICK][:count]
    faults: list[Fault] = []
    while len(faults) < count:
        faults += [make(random) for make in random.sample(ALL, len(ALL))]
    return faults[:count]


def rows(faults: Iterator[Fault] | list[Fault]) -> list[tuple[str, str]]:
    return sorted({fault.row for fault in faults})
