"""A clip: shots one after another, what lies between them, and the truth about it."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np

from .shots import HEIGHT, WIDTH, Shot


@dataclass(frozen=True, slots=True)
class Change:
    """``kind``: cut, fade, dissolve or wipe. Of a cut, ``first`` and ``last`` are the new shot's first frame; else the
    first and the last frame that are of neither shot alone."""

    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Part:
    """``frames`` of a shot, of which the first ``length`` belong to the change that brings it (none of a cut)."""

    shot: Shot
    frames: int
    kind: str = "cut"
    length: int = 0
    colour: int = 0


@dataclass(slots=True)
class Clip:
    """``times``: of each frame, in seconds. ``after``: what is done to a finished frame, by its number."""

    name: str
    parts: list[Part]
    times: list[float]
    fps: float
    after: list = field(default_factory=list)
    interlaced: bool = False
    seed: int = 0

    @property
    def changes(self) -> list[Change]:
        found, at = [], self.parts[0].frames
        for part in self.parts[1:]:
            found.append(Change(part.kind, at, at if part.kind == "cut" else at + part.length - 1))
            at += part.frames
        return found

    def frames(self):
        """All frames. Both shots go on while the one gives way to the other."""
        cv2.setRNGSeed(self.seed)
        number, begin = 0, 0.0
        before: Part | None = None
        earlier = 0.0
        for part in self.parts:
            begin = self.times[number]
            for inside in range(part.frames):
                seconds = self.times[number] - begin
                picture = part.shot.frame(seconds)
                if inside < part.length and before is not None:
                    old = before.shot.frame(self.times[number] - earlier)
                    picture = mixed(part, old, picture, (inside + 1) / (part.length + 1))
                yield self._finished(picture, number, part.shot.grain)
                number += 1
            before, earlier = part, begin

    def _finished(self, picture: np.ndarray, number: int, grain: float) -> np.ndarray:
        for step in self.after:
            picture = step(picture, number, self.times[number])
        if grain:
            noise = np.empty(picture.shape, np.int16)
            cv2.randn(noise, 0, grain)
            picture = cv2.add(picture, noise, dtype=cv2.CV_8U)
        return picture


def mixed(part: Part, old: np.ndarray, new: np.ndarray, share: float) -> np.ndarray:
    if part.kind == "dissolve":
        return cv2.addWeighted(old, 1 - share, new, share, 0)
    if part.kind == "fade":
        flat = np.full_like(new, part.colour)
        if share < 0.5:
            return cv2.addWeighted(old, 1 - 2 * share, flat, 2 * share, 0)
        return cv2.addWeighted(new, 2 * share - 1, flat, 2 - 2 * share, 0)
    return wiped(old, new, share, part.colour)


def wiped(old: np.ndarray, new: np.ndarray, share: float, style: int) -> np.ndarray:
    """Styles: from the left, from the right, from above, an opening circle."""
    picture = old.copy()
    if style == 0:
        picture[:, : int(WIDTH * share)] = new[:, : int(WIDTH * share)]
    elif style == 1:
        picture[:, int(WIDTH * (1 - share)) :] = new[:, int(WIDTH * (1 - share)) :]
    elif style == 2:
        picture[: int(HEIGHT * share)] = new[: int(HEIGHT * share)]
    else:
        mask = np.zeros(old.shape[:2], np.uint8)
        cv2.circle(mask, (WIDTH // 2, HEIGHT // 2), int(share * np.hypot(WIDTH, HEIGHT) / 2), 255, -1)
        picture[mask > 0] = new[mask > 0]
    return picture
