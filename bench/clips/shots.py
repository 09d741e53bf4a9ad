"""Shots made of nothing but a seed: a painted world, a camera that moves over it, things that move in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import cv2
import numpy as np

WIDTH, HEIGHT = 640, 360
Random = np.random.Generator
Camera = Callable[[float], tuple[float, float, float]]
"""Of the seconds: how far to the right and down, in parts of the picture's width, and how near."""


def palette(random: Random) -> np.ndarray:
    """Five colours that go together."""
    base = random.integers(0, 180)
    hues = (base + random.integers(-25, 26, 5)) % 180
    hsv = np.stack([hues, random.integers(40, 200, 5), np.sort(random.integers(25, 235, 5))], axis=1)
    return cv2.cvtColor(hsv[None].astype(np.uint8), cv2.COLOR_HSV2BGR)[0]


def _clouds(random: Random, height: int, width: int) -> np.ndarray:
    total = np.zeros((height, width), np.float32)
    for octave in range(1, 8):
        cells = 2**octave
        rough = random.random((cells, cells * 16 // 9 + 1), np.float32) - 0.5
        total += cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC) * 0.62**octave
    return total


def world(random: Random, colours: np.ndarray, things: int = 28) -> np.ndarray:
    """A picture twice as wide and high as the screen: clouds of the colours, with things before them."""
    height, width = HEIGHT * 2, WIDTH * 2
    clouds = _clouds(random, height, width)
    places = np.quantile(clouds[::4, ::4], np.linspace(0, 1, len(colours)))
    painted = np.stack([np.interp(clouds, places, colours[:, c]) for c in range(3)], axis=2).astype(np.uint8)
    for _ in range(things):
        _thing(random, painted, [int(v) for v in colours[random.integers(len(colours))]])
    return painted


def _thing(random: Random, on: np.ndarray, colour: list[int]) -> None:
    height, width = on.shape[:2]
    x, y = int(random.integers(width)), int(random.integers(height))
    size = int(random.integers(height // 30, height // 6))
    shade = [int(np.clip(v + random.integers(-60, 60), 0, 255)) for v in colour]
    kind = random.integers(4)
    if kind == 0:
        cv2.rectangle(on, (x, y), (x + size * 2, y + size), shade, -1)
    elif kind == 1:
        cv2.circle(on, (x, y), size, shade, -1)
    elif kind == 2:
        cv2.line(on, (x, y), (int(random.integers(width)), int(random.integers(height))), shade, max(2, size // 8))
    else:
        corners = random.integers(-size, size, (5, 2)) + (x, y)
        cv2.fillPoly(on, [corners.astype(np.int32)], shade)


@dataclass(slots=True)
class Sprite:
    """A thing that crosses the picture. Place and speed in parts of the picture's width, speed a second."""

    picture: np.ndarray
    start: tuple[float, float]
    speed: tuple[float, float]
    bounce: bool = True

    def draw(self, on: np.ndarray, seconds: float) -> None:
        height, width = self.picture.shape[:2]
        x, y = (self._place(axis, seconds) for axis in (0, 1))
        left, top = int(x * WIDTH) - width // 2, int(y * WIDTH) - height // 2
        a, b = max(left, 0), max(top, 0)
        c, d = min(left + width, WIDTH), min(top + height, HEIGHT)
        if a < c and b < d:
            on[b:d, a:c] = self.picture[b - top : d - top, a - left : c - left]

    def _place(self, axis: int, seconds: float) -> float:
        place = self.start[axis] + self.speed[axis] * seconds
        if not self.bounce:
            return place
        room = 1.0 if axis == 0 else HEIGHT / WIDTH
        return abs((place + room) % (2 * room) - room)


@dataclass(slots=True)
class Shot:
    """``light``: how bright it is at a time, 1 as it is; ``grain``: noise, of 255."""

    world: np.ndarray
    camera: Camera
    sprites: list[Sprite] = field(default_factory=list)
    light: Callable[[float], float] | None = None
    grain: float = 0.0

    def frame(self, seconds: float) -> np.ndarray:
        x, y, near = self.camera(seconds)
        centre = (WIDTH + x * WIDTH, HEIGHT + y * WIDTH)
        move = np.array([[near, 0, WIDTH / 2 - near * centre[0]], [0, near, HEIGHT / 2 - near * centre[1]]])
        picture = cv2.warpAffine(self.world, move, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        for sprite in self.sprites:
            sprite.draw(picture, seconds)
        if self.light is not None:
            picture = cv2.convertScaleAbs(picture, alpha=self.light(seconds))
        return picture


def still(random: Random) -> Camera:
    x, y = random.uniform(-0.3, 0.3), random.uniform(-0.2, 0.2)
    near = random.uniform(0.9, 1.3)
    return lambda seconds: (x, y, near)


def drifting(random: Random) -> Camera:
    """A slow move, as on a tripod."""
    x, y, near = still(random)(0)
    dx, dy, dn = random.uniform(-0.05, 0.05), random.uniform(-0.02, 0.02), random.uniform(-0.04, 0.04)
    return lambda seconds: (x + dx * seconds, y + dy * seconds, near + dn * seconds)


def panning(random: Random, slowest: float, fastest: float) -> Camera:
    """Widths a second, to and fro."""
    x, y, near = still(random)(0)
    speed = random.uniform(slowest, fastest) * random.choice((-1, 1))
    tilt = random.uniform(-0.15, 0.15) * abs(speed)
    return lambda seconds: (x + speed * seconds, y + tilt * seconds, near)


def whipping(random: Random) -> Camera:
    """Rests, is torn away within 0.2–0.4 s, rests again; and so on."""
    x, y, near = still(random)(0)
    length, rest = random.uniform(0.2, 0.4), random.uniform(0.8, 1.2)
    far = random.uniform(0.6, 1.1) * random.choice((-1, 1))

    def camera(seconds: float) -> tuple[float, float, float]:
        turns, within = divmod(seconds, rest + length)
        part = min(within / length, 1.0)
        return x + far * (turns + part * part * (3 - 2 * part)), y, near

    return camera


def zooming(random: Random, most: float = 0.9) -> Camera:
    x, y, near = still(random)(0)
    rate = random.uniform(0.25, most) * random.choice((-1, 1))
    near = near if rate > 0 else near * 2.2
    return lambda seconds: (x, y, max(near * np.exp(rate * seconds), 0.5))


def shaking(random: Random) -> Camera:
    """A hand that runs: up to a tenth of the width, several times a second."""
    x, y, near = still(random)(0)
    waves = [(random.uniform(1, 7), random.uniform(0, 6.3), random.uniform(0.01, 0.035), axis) for axis in (0, 1) * 3]

    def camera(seconds: float) -> tuple[float, float, float]:
        place = [x, y]
        for rate, phase, size, axis in waves:
            place[axis] += size * np.sin(6.283 * rate * seconds + phase)
        return place[0], place[1], near

    return camera


def sprites(random: Random, colours: np.ndarray, count: int, fast: float, large: float = 0.3) -> list[Sprite]:
    """Things that move at up to ``fast`` widths a second, up to ``large`` of the picture's width."""
    made = []
    source = world(random, colours, 60) if count else None
    for _ in range(count):
        size = int(WIDTH * random.uniform(0.08, large))
        x, y = random.integers(0, WIDTH), random.integers(0, HEIGHT)
        picture = source[y : y + size, x : x + size].copy()
        speed = (random.uniform(-fast, fast), random.uniform(-fast, fast) * 0.5)
        made.append(Sprite(picture, (random.uniform(0, 1), random.uniform(0, 0.56)), speed))
    return made
