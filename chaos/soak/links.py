"""Which links are posted, and what must become of each. Drawn from the seed alone."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

SITES = ("origin-1", "origin-2", "origin-3")
BUSY_SITE = "busy"
"""429 slows the whole site for a minute or more, so that it has a name of its own."""


@dataclass(frozen=True)
class Kind:
    """``codes``: why it fails; none if it must succeed. ``same_bytes``: stored is what the site sent."""

    name: str
    weight: float
    suffix: str = ".mp4"
    codes: tuple[str, ...] = ()
    same_bytes: bool = True
    slow: bool = False


KINDS = (
    Kind("good", 20),
    Kind("good", 46, slow=True),
    Kind("busy-once", 6),
    Kind("cut-once", 5),
    Kind("hls", 8, "/index.m3u8", same_bytes=False, slow=True),
    Kind("dash", 8, "/index.mpd", same_bytes=False, slow=True),
    Kind("missing", 3, codes=("not_found",)),
    Kind("page", 2, codes=("no_video",)),
    Kind("noise", 2, codes=("invalid_media",)),
)
LIMITED = Kind("limited-once", 0)
SHORTEST, LONGEST = 2, 7  # s that a slow link takes
CANCELLED = 0.06  # of the slow ones


@dataclass(frozen=True)
class Link:
    url: str
    key: str
    kind: str
    codes: tuple[str, ...]
    same_bytes: bool
    cancel: float | None

    @property
    def path(self) -> str:
        """As the origin's log has it."""
        return "/" + self.url.split("/", 3)[3]


def draw(random: Random, count: int, limited: int) -> list[Link]:
    """One of each kind at least; those that slow their site first, since they take longest."""
    kinds = [LIMITED] * limited
    rest = [
        *KINDS,
        *random.choices(KINDS, [kind.weight for kind in KINDS], k=max(0, count - limited - len(KINDS))),
    ]
    random.shuffle(rest)
    return [_link(random, kind, number) for number, kind in enumerate((kinds + rest)[:count], 1)]


def _link(random: Random, kind: Kind, number: int) -> Link:
    seconds = random.randint(SHORTEST, LONGEST) if kind.slow else 0
    site = BUSY_SITE if kind is LIMITED else random.choice(SITES)
    name = f"{number:04}-{random.randbytes(4).hex()}"
    cancel = round(random.uniform(0, 3), 1) if kind.slow and random.random() < CANCELLED else None
    return Link(
        f"http://{site}:8000/{kind.name}/{seconds}/{name}{kind.suffix}",
        f"soak-{name}",
        kind.name,
        kind.codes,
        kind.same_bytes,
        cancel,
    )
