"""Reads a media file for cutting: its picture and its sound from a point on, in the order of time.

Times are seconds from the beginning of the file, whose own clock may begin anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.container import InputContainer
from av.stream import Discard, Stream
from av.video.frame import VideoFrame

from . import look
from .containers import DEMUXERS, MOST_PIXELS
from .details import is_cover

_THREADS = 2
_STEPS_BACK = (0.5, 10.0)
"""Seconds before what is wanted, where reading begins: some files' indexes lead too far."""
_USUAL_RATE = 25
_FASTEST = 240


class Track:
    """One stream of a file, in a container of its own, so that neither waits for the other."""

    def __init__(self, file: Path, kind: str) -> None:
        self._file = file
        self._kind = kind
        self.damage = 0
        """How much could not be decoded since the first that could."""
        self.end = 0.0
        """Where the last that was read ends."""
        self._open()

    @staticmethod
    def of(file: Path, kind: str) -> Track | None:
        """None where the file has no such stream."""
        with look.open_media(file, DEMUXERS) as container:
            found = stream_of(container, kind)
        return Track(file, kind) if found is not None else None

    def _open(self) -> None:
        self.container = look.open_media(self._file, DEMUXERS)
        self.stream = stream_of(self.container, self._kind)
        self.base = self.stream.time_base
        self.origin = max(0, self.container.start_time or 0) / 1_000_000
        for other in self.container.streams:
            if other is not self.stream:
                other.discard = Discard.all
        context = self.stream.codec_context
        context.thread_count = _THREADS
        context.options = {"max_pixels": str(MOST_PIXELS)}

    def close(self) -> None:
        self.container.close()

    def time(self, pts: int) -> float:
        return float(pts * self.base) - self.origin

    def frames_from(self, start: float) -> Iterator[VideoFrame | AudioFrame]:
        """Those that have a time, from at or before ``start`` on if there are such."""
        for back in _STEPS_BACK:
            if start <= back:
                break
            self.container.seek(round((start - back + self.origin) / self.base), stream=self.stream)
            frames = self._frames()
            first = next(frames, None)
            if first is not None and self.time(first.pts) <= start:
                yield first
                yield from frames
                return
            self.close()
            self._open()
        yield from self._frames()

    def _frames(self) -> Iterator[VideoFrame | AudioFrame]:
        seen = False
        for packet in self._packets():
            try:
                for frame in self.stream.decode(packet):
                    self.damage = self.damage + bool(frame.is_corrupt) if seen else 0
                    if frame.pts is not None:
                        seen = True
                        yield frame
            except av.FFmpegError as error:
                refuse_limits(error)
                self.damage += 1

    def _packets(self) -> Iterator[av.Packet]:
        try:
            for packet in self.container.demux(self.stream):
                self.damage += packet.is_corrupt
                yield packet
        except av.FFmpegError as error:
            refuse_limits(error)
            self.damage += 1


def refuse_limits(error: av.FFmpegError) -> None:
    """That there is no memory left says nothing of the file."""
    if isinstance(error, MemoryError):
        raise error


def stream_of(container: InputContainer, kind: str) -> Stream | None:
    """The picture, or the sound that players take."""
    if kind == "video":
        return next((stream for stream in container.streams.video if not is_cover(stream)), None)
    return container.streams.best("audio")


@dataclass(frozen=True, slots=True)
class Shown:
    """A frame and when it is seen. ``pts`` is its own, in the stream's time base. ``damage``: how much could not be decoded
    until it was there; ``damage_after``: until the next was."""

    start: float
    end: float
    frame: VideoFrame
    pts: int
    damage: int
    damage_after: int


def pictures(track: Track, start: float) -> Iterator[Shown]:
    """From the frame on that is seen at ``start``. A frame that is not later than the one before is left out."""
    usual = 1 / rate_of(track.stream)
    held: tuple[VideoFrame, int, int] | None = None
    for frame in track.frames_from(start):
        if held is not None and frame.pts <= held[1]:
            continue
        if held is not None:
            yield _shown(track, held, track.time(frame.pts))
        held = (frame, frame.pts, track.damage)
    if held is not None:
        track.end = track.time(held[1]) + (float((held[0].duration or 0) * track.base) or usual)
        yield _shown(track, held, track.end)


def _shown(track: Track, held: tuple[VideoFrame, int, int], end: float) -> Shown:
    frame, pts, damage = held
    return Shown(track.time(pts), end, frame, pts, damage, track.damage)


def rate_of(stream: Stream) -> float:
    """Frames a second, on the whole."""
    rate = float(stream.average_rate or stream.base_rate or 0)
    return rate if 0 < rate <= _FASTEST else _USUAL_RATE


@dataclass(frozen=True, slots=True)
class Heard:
    """Samples, in the form that the encoder takes them."""

    start: float
    frame: AudioFrame


_LAYOUTS = {1: "mono", 2: "stereo", 6: "5.1"}
_RATES = (48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000)


def sound_form(stream: Stream) -> tuple[str, int]:
    """Layout and samples a second, such as every player takes: the file's own where that is such a one."""
    context = stream.codec_context
    return _LAYOUTS.get(context.channels, "stereo"), context.rate if context.rate in _RATES else _RATES[0]


def sounds(track: Track, start: float) -> Iterator[Heard]:
    for each in _resampled(track, start):
        begin = float(each.pts * each.time_base) - track.origin
        track.end = begin + each.samples / each.sample_rate
        yield Heard(begin, each)


def _resampled(track: Track, start: float) -> Iterator[AudioFrame]:
    layout, rate = sound_form(track.stream)
    form: tuple[object, ...] | None = None
    resampler = av.AudioResampler("fltp", layout, rate)
    for frame in track.frames_from(start):
        found = (frame.format.name, frame.layout.name, frame.sample_rate)
        if found != form:  # it may change in the middle
            form, resampler = found, av.AudioResampler("fltp", layout, rate)
        yield from resampler.resample(frame)
    if form is not None:
        yield from resampler.resample(None)
