"""The kinds of clips: one function a kind, which makes a clip of a source of chance."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from . import shots
from .shots import HEIGHT, WIDTH, Random, Shot
from .timeline import Clip, Part


def _length(random: Random, fps: float, least: float = 0.9, most: float = 2.6) -> int:
    return int(random.uniform(least, most) * fps)


def _clip(name: str, parts: list[Part], fps: float = 25.0, **more) -> Clip:
    count = sum(part.frames for part in parts)
    return Clip(name, parts, [number / fps for number in range(count)], fps, **more)


def _any_shot(random: Random, **more) -> Shot:
    """As in any film: mostly at rest, some pans, something moves."""
    colours = shots.palette(random)
    camera = random.choice(["still", "drift", "drift", "pan"])
    made = {"still": shots.still, "drift": shots.drifting, "pan": lambda r: shots.panning(r, 0.1, 0.4)}[str(camera)](random)
    return Shot(shots.world(random, colours), made, shots.sprites(random, colours, int(random.integers(0, 3)), 0.4, 0.25), **more)


def _cuts(random: Random, make: Callable[[], Shot], count: int, fps: float = 25.0, **lengths) -> list[Part]:
    return [Part(make(), _length(random, fps, **lengths)) for _ in range(count)]


def unlike(random: Random) -> Clip:
    return _clip("unlike", _cuts(random, lambda: _any_shot(random), 9))


def similar(random: Random) -> Clip:
    """Other pictures in the same colours: their histograms are nearly equal."""
    colours = shots.palette(random)
    return _clip("similar", _cuts(random, lambda: Shot(shots.world(random, colours), shots.drifting(random)), 9))


def same_set(random: Random) -> Clip:
    """The same place from elsewhere: nearer, farther, beside."""
    colours = shots.palette(random)
    place = shots.world(random, colours)
    spots = [(-0.25, -0.1, 1.0), (0.2, 0.1, 1.7), (0.3, -0.1, 1.1), (-0.1, 0.12, 2.2), (0.0, 0.0, 0.9), (-0.4, 0.1, 1.5)]
    order = [spots[i % len(spots)] for i in range(8)]
    parts = []
    for x, y, near in order:
        dx = random.uniform(-0.04, 0.04)
        camera = lambda seconds, x=x, y=y, near=near, dx=dx: (x + dx * seconds, y, near)
        parts.append(Part(Shot(place, camera, shots.sprites(random, colours, 1, 0.2, 0.2)), _length(random, 25)))
    return _clip("same set", parts)


def fast_motion(random: Random) -> Clip:
    """Cuts while all is moving fast, before and after."""

    def shot() -> Shot:
        colours = shots.palette(random)
        things = shots.sprites(random, colours, 3, 1.5, 0.4)
        return Shot(shots.world(random, colours), shots.panning(random, 0.6, 1.6), things)

    return _clip("fast motion", _cuts(random, shot, 8))


def large_things(random: Random) -> Clip:
    """Things as large as half of the picture pass by; hardly any cut."""

    def shot() -> Shot:
        colours = shots.palette(random)
        return Shot(shots.world(random, colours), shots.drifting(random), shots.sprites(random, shots.palette(random), 3, 1.2, 0.6))

    return _clip("large things", _cuts(random, shot, 3, least=3.0, most=5.0))


def _bursts(random: Random, frames: int, every: float, longest: int) -> dict[int, float]:
    """By frame: how much light there is besides. One burst in ``every`` frames or so."""
    found: dict[int, float] = {}
    at = int(random.uniform(5, every))
    while at < frames:
        strong = random.uniform(0.35, 1.3)
        for inside in range(int(random.integers(1, longest + 1))):
            found[at + inside] = strong * 0.7**inside
        at += int(random.uniform(0.5 * every, 1.5 * every))
    return found


def flashes(random: Random) -> Clip:
    """Photographers: one to three frames of much more light, on all or on a part of the picture."""
    parts = _cuts(random, lambda: _any_shot(random), 4, least=2.0, most=4.0)
    bursts = _bursts(random, sum(p.frames for p in parts), 14, 3)
    near = int(random.integers(0, 2))

    def flash(picture, number, seconds):
        if number not in bursts:
            return picture
        light = np.full((HEIGHT, WIDTH), 255 * bursts[number], np.float32)
        if near and number % 2:
            light *= np.linspace(1.5, 0.1, WIDTH, dtype=np.float32)
        return np.clip(picture * (1 + bursts[number]) + light[..., None], 0, 255).astype(np.uint8)

    return _clip("flashes", parts, after=[flash])


def lightning(random: Random) -> Clip:
    """Night, lit several times within half a second; lamps that go on and off."""
    parts = _cuts(random, lambda: _any_shot(random, light=lambda s: 0.3), 4, least=2.5, most=4.0)
    frames = sum(p.frames for p in parts)
    light = np.ones(frames + 50)
    at = 8
    while at < frames:
        for _ in range(int(random.integers(1, 5))):
            length = int(random.integers(1, 6))
            light[at : at + length] = random.uniform(1.6, 4.0)
            at += length + int(random.integers(1, 4))
        at += int(random.uniform(15, 45))
    on = int(random.uniform(0.3, 0.6) * frames)
    light[on : on + 40] *= 1.8
    return _clip("lightning", parts, after=[lambda picture, n, s: cv2.convertScaleAbs(picture, alpha=float(light[n]))])


def shaking(random: Random) -> Clip:
    def shot() -> Shot:
        colours = shots.palette(random)
        return Shot(shots.world(random, colours), shots.shaking(random), shots.sprites(random, colours, 1, 0.3))

    return _clip("shaking hand", _cuts(random, shot, 5, least=2.0, most=4.0))


def pans(random: Random) -> Clip:
    def shot() -> Shot:
        whip = random.random() < 0.5
        return Shot(shots.world(random, shots.palette(random)), shots.whipping(random) if whip else shots.panning(random, 0.3, 1.3))

    return _clip("pans", _cuts(random, shot, 5, least=2.0, most=4.0))


def zooms(random: Random) -> Clip:
    def shot() -> Shot:
        return Shot(shots.world(random, shots.palette(random)), shots.zooming(random))

    return _clip("zooms", _cuts(random, shot, 5, least=1.5, most=3.0))


def _gradual(random: Random, name: str, kind: str, count: int, fps: float = 25.0, colours=(0,)) -> Clip:
    parts = [Part(_any_shot(random), _length(random, fps, 1.5, 2.5))]
    for _ in range(count):
        length = int(random.uniform(0.3, 1.6) * fps)
        parts.append(Part(_any_shot(random), length + _length(random, fps, 1.2, 2.2), kind, length, int(random.choice(colours))))
    return _clip(name, parts, fps)


def fades(random: Random) -> Clip:
    return _gradual(random, "fades", "fade", 6, colours=(0, 0, 0, 255))


def dissolves(random: Random) -> Clip:
    return _gradual(random, "dissolves", "dissolve", 7)


def wipes(random: Random) -> Clip:
    return _gradual(random, "wipes", "wipe", 6, colours=(0, 1, 2, 3))


def static(random: Random) -> Clip:
    """Slides: nothing moves, and the next is often much like the last."""
    colours = shots.palette(random)
    background = shots.world(random, colours, 4)
    parts = []
    for _ in range(7):
        picture = background.copy()
        for _ in range(12):
            shots._thing(random, picture[HEIGHT // 2 : -HEIGHT // 2, WIDTH // 2 : -WIDTH // 2], [int(v) for v in colours[random.integers(5)]])
        parts.append(Part(Shot(picture, lambda s: (0.0, 0.0, 1.0)), _length(random, 25)))
    return _clip("static", parts)


def noise(random: Random) -> Clip:
    grain = random.uniform(18, 35)
    return _clip("noise", _cuts(random, lambda: _any_shot(random, grain=grain), 8))


def low_light(random: Random) -> Clip:
    return _clip("low light", _cuts(random, lambda: _any_shot(random, light=lambda s: 0.13, grain=4.0), 8))


def letterbox(random: Random) -> Clip:
    bar = int(HEIGHT * random.uniform(0.1, 0.2))

    def bars(picture, number, seconds):
        picture[:bar] = 0
        picture[-bar:] = 0
        return picture

    clip = _mixture(random, "letterbox", 25.0, 8)
    clip.after.append(bars)
    return clip


def picture_in_picture(random: Random) -> Clip:
    """In the corner a picture of its own, whose cuts are no changes of the scene."""
    inset = _clip("", _cuts(random, lambda: _any_shot(random), 14))
    small: list[np.ndarray] = [cv2.resize(frame, (WIDTH // 4, HEIGHT // 4), interpolation=cv2.INTER_AREA) for frame in inset.frames()]

    def paste(picture, number, seconds):
        picture[20 : 20 + HEIGHT // 4, -20 - WIDTH // 4 : -20] = small[number % len(small)]
        return picture

    return _clip("picture in picture", _cuts(random, lambda: _any_shot(random), 7), after=[paste])


def _mixture(random: Random, name: str, fps: float, count: int = 9, **more) -> Clip:
    """As in any film: mostly cuts, some dissolves and fades."""
    parts = [Part(_any_shot(random), _length(random, fps, 1.0, 2.0))]
    for _ in range(count - 1):
        kind = str(random.choice(["cut"] * 7 + ["dissolve", "dissolve", "fade"]))
        length = 0 if kind == "cut" else int(random.uniform(0.4, 1.2) * fps)
        parts.append(Part(_any_shot(random), length + _length(random, fps, 1.0, 2.2), kind, length))
    return _clip(name, parts, fps, **more)


def fps24(random: Random) -> Clip:
    return _mixture(random, "24 fps", 24.0)


def fps30(random: Random) -> Clip:
    return _mixture(random, "30 fps", 30.0)


def fps60(random: Random) -> Clip:
    return _mixture(random, "60 fps", 60.0, 7)


def variable(random: Random) -> Clip:
    """A phone: 30 frames a second, some of which are missing, in places half of them."""
    clip = _mixture(random, "variable rate", 24.0)
    now, times, slow = 0.0, [], False
    for _ in clip.times:
        times.append(now)
        if random.random() < 0.03:
            slow = not slow
        now += round((1 + (random.random() < (0.7 if slow else 0.08))) / 30, 4)
    clip.times = times
    return clip


def interlaced(random: Random) -> Clip:
    """50 fields a second, woven; a cut may fall between the two fields of a frame."""
    return _mixture(random, "interlaced", 25.0, 8, interlaced=True)


KINDS = (
    unlike, similar, same_set, fast_motion, large_things, flashes, lightning, shaking, pans, zooms, fades, dissolves, wipes,
    static, noise, low_light, letterbox, picture_in_picture, fps24, fps30, fps60, variable, interlaced,
)


def clips(seed: int) -> list[Clip]:
    """A clip of each kind; the same for the same seed."""
    made = []
    for number, kind in enumerate(KINDS):
        clip = kind(np.random.default_rng([seed, number]))
        clip.seed = seed
        made.append(clip)
    return made
