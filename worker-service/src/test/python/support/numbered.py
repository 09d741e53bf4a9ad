"""Media whose frames can be told apart after any encoding: each shows its number in blocks of light and dark. Its sound
is silent but for a beep that begins with frames of one's choice."""

from __future__ import annotations

import array
import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import av

RATE = 25
FRAMES = 100
BEEPS = (30, 70)
"""Frames with which a beep of 0.1 s begins."""
_BITS = 8
_BLOCK = 16
_SAMPLES = 48_000
_BASE = Fraction(1, 1_000)


def write(path: Path, picture: str | None = "libx264", sound: str | None = "aac", *, format: str = "mp4",
          pix_fmt: str = "yuv420p", times: Sequence[int] | None = None, **options: str) -> Path:
    """``times``: of the frames, in milliseconds. ``options``: of the encoder of the picture."""
    times = times or [40 * number for number in range(FRAMES)]
    container = {"movflags": "+faststart"} if format == "mp4" else {}
    with av.open(str(path), "w", format=format, options=container) as file:
        video = file.add_stream(picture, rate=RATE, options={"g": "20", **options}) if picture else None
        if video:
            video.width, video.height, video.pix_fmt = _BITS * _BLOCK, 4 * _BLOCK, pix_fmt
            video.codec_context.time_base = _BASE
            video.codec_context.thread_count = 1
        audio = file.add_stream(sound, rate=_SAMPLES, layout="mono") if sound else None
        if video:
            for number, time in enumerate(times):
                file.mux(video.encode(_frame(number, time, pix_fmt)))
            file.mux(video.encode(None))
        if audio:
            for frame in _beeps():
                file.mux(audio.encode(frame))
            file.mux(audio.encode(None))
    return path


def _frame(number: int, time: int, pix_fmt: str) -> av.VideoFrame:
    frame = av.VideoFrame(_BITS * _BLOCK, 4 * _BLOCK, "gray")
    row = b"".join(bytes([235 if number >> bit & 1 else 16]) * _BLOCK for bit in range(_BITS))
    plane = frame.planes[0]
    plane.update(row.ljust(plane.line_size, b"\0") * frame.height)
    frame = frame.reformat(format=pix_fmt)
    frame.pts, frame.time_base = time, _BASE
    return frame


def _beeps() -> Iterable[av.AudioFrame]:
    starts = [number * _SAMPLES // RATE for number in BEEPS]
    for first in range(0, FRAMES * _SAMPLES // RATE, 4_800):
        heard = any(start <= first < start + 4_800 for start in starts)
        tone = (0.5 * math.sin(first_ * math.pi / 24) * heard for first_ in range(first, first + 4_800))
        frame = av.AudioFrame("fltp", "mono", 4_800)
        frame.planes[0].update(array.array("f", tone).tobytes().ljust(frame.planes[0].buffer_size, b"\0"))
        frame.sample_rate, frame.pts, frame.time_base = _SAMPLES, first, Fraction(1, _SAMPLES)
        yield frame


def read(path: str, turned: bool = False) -> tuple[list[int], list[float]]:
    """The numbers of the frames, and when they are seen."""
    with av.open(path) as file:
        frames = list(file.decode(video=0))
    return [_number(frame, turned) for frame in frames], [round(frame.time, 3) for frame in frames]


def _number(frame: av.VideoFrame, turned: bool) -> int:
    plane = frame.reformat(format="gray").planes[0]
    pixels = bytes(plane)

    def bright(bit: int) -> bool:
        across, down = _BLOCK * bit + _BLOCK // 2, 2 * _BLOCK
        column, row = (frame.width - 1 - down, across) if turned else (across, down)
        return pixels[row * plane.line_size + column] > 128

    return sum(bright(bit) << bit for bit in range(_BITS))


def onsets(path: str) -> list[float]:
    """When a beep begins, in seconds."""
    found: list[float] = []
    with av.open(path) as file:
        resampler = av.AudioResampler("flt", "mono", _SAMPLES)
        for frame in file.decode(audio=0):
            for each in resampler.resample(frame):
                values = array.array("f", bytes(each.planes[0])[: 4 * each.samples])
                found += [each.time + index / _SAMPLES for index, value in enumerate(values) if abs(value) > 0.1]
    return [time for number, time in enumerate(found) if not number or time > found[number - 1] + 0.2]
