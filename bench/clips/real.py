"""Real footage, cut anew: pieces without a cut of their own, one after another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from .shots import HEIGHT, WIDTH, Random
from .timeline import Clip, Part

FPS = 25.0
PIECES = (
    ("bbb.mp4", 2.2, 11.7), ("bbb.mp4", 12.0, 15.6), ("bbb.mp4", 15.9, 17.9), ("bikes.mp4", 0.0, 1.1), ("bikes.mp4", 1.3, 3.0),
    ("bikes.mp4", 3.2, 5.4), ("bikes.mp4", 5.6, 7.4), ("bikes.mp4", 7.6, 9.5), ("bigbuckbunny.mp4", 0.2, 5.0),
    ("carphone_pristine.mp4", 0.1, 3.8),
)
"""Files and seconds; looked at frame by frame: none of them holds a cut."""


@dataclass(slots=True)
class Footage:
    """Stands in for a shot."""

    pictures: list[np.ndarray]
    first: int
    grain: float = 0.0

    def frame(self, seconds: float) -> np.ndarray:
        return self.pictures[min(self.first + round(seconds * FPS), len(self.pictures) - 1)].copy()


def load(folder: Path) -> list[list[np.ndarray]]:
    """The pictures of every piece."""
    return [_pictures(folder / name, start, end) for name, start, end in PIECES]


def _pictures(file: Path, start: float, end: float) -> list[np.ndarray]:
    found = []
    with av.open(str(file)) as media:
        for frame in media.decode(video=0):
            if start <= frame.time < end:
                found.append(frame.to_ndarray(format="bgr24", width=WIDTH, height=HEIGHT))
            elif frame.time >= end:
                break
    return found


def clips(pieces: list[list[np.ndarray]], seed: int, count: int = 3) -> list[Clip]:
    return [_clip(pieces, np.random.default_rng([seed, 1_000 + number]), seed) for number in range(count)]


def _clip(pieces: list[list[np.ndarray]], random: Random, seed: int) -> Clip:
    parts: list[Part] = []
    last = -1
    for _ in range(16):
        which = int(random.choice([i for i in range(len(pieces)) if i != last]))
        kind = "cut" if not parts else str(random.choice(["cut"] * 7 + ["dissolve", "dissolve", "fade"]))
        length = 0 if kind == "cut" else int(random.uniform(0.4, 1.0) * FPS)
        shown = int(random.uniform(0.8, 1.6) * FPS)
        longest = len(pieces[which]) - 1
        frames = min(length + shown, longest)
        first = int(random.integers(0, max(1, longest - frames - length)))
        if frames < length + 16:
            kind, length = "cut", 0
        parts.append(Part(Footage(pieces[which], first), frames, kind, length))
        last = which
    total = sum(part.frames for part in parts)
    return Clip("real footage", parts, [number / FPS for number in range(total)], FPS, seed=seed)
