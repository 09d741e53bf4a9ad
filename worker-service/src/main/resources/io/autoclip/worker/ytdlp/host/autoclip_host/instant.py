"""Cuts without encoding: packets are copied, from the keyframe before the start to the first frame after which nothing
before the end is missing. What a clip hides from players is nothing: its own time begins with that keyframe."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer
from av.stream import Stream

from . import fitting, look
from .containers import DEMUXERS
from .details import codec_of
from .reading import rate_of, refuse_limits, stream_of
from .told import MISSING_END, NOTHING, SLACK, Done, Lost, Told, Wanted

_FURTHER = 1.0
"""Seconds that are read past the end: frames do not lie in the order in which they are shown."""
_MOST_FURTHER = 5.0
_STEPS_BACK = (0.0, 10.0, None)
"""Seconds before the start where reading begins, since some files' indexes lead too far; None is the very beginning."""
_KEPT = {"mp3": "mp3", "ogg": "ogg", "wav": "wav"}
"""Muxers, by the demuxer, of sound that stays in its own container."""
_OLD = {"flv": ("flv", ".flv"), "asf": ("asf", ".wmv"), "avi": ("avi", ".avi")}
"""Those whose codecs often fit nowhere else."""
_ENDINGS = {"mp4": ".mp4", "webm": ".webm", "matroska": ".mkv"}


def cut(source: Path, wanted: Sequence[Wanted], length: float | None) -> Iterator[Told]:
    """``length``: how long the source says that it is."""
    for each in wanted:
        yield from _Copy(source, each, length).run()


def _muxer(media: InputContainer, video: Stream | None, audio: Stream | None) -> tuple[str, str]:
    """The container that takes these streams as they are, and its ending: the file's own, else what plays most widely."""
    names = media.format.name.split(",")
    own = next((_KEPT[name] for name in names if name in _KEPT), None)
    if video is None and own:
        return own, f".{own}"
    pictures = {codec_of(video)} if video else set()
    sounds = {codec_of(audio)} if audio else set()
    for muxer in ("webm", "mp4") if "matroska" in names else ("mp4",):
        if pictures <= fitting.PICTURES[muxer] and sounds <= fitting.SOUNDS[muxer]:
            return muxer, ".m4a" if muxer == "mp4" and not video else _ENDINGS[muxer]
    return next((_OLD[name] for name in names if name in _OLD), ("matroska", ".mkv"))


@dataclass(slots=True)
class _Lane:
    """A stream on its way. Times in its own time base."""

    source: Stream
    target: Stream
    zero: int
    usual: int
    written: int = 0
    last: int = 0
    """Where the last that was written ends."""

    def time(self, pts: int) -> float:
        return float((pts - self.zero) * self.source.time_base)


class _Copy:
    def __init__(self, source: Path, wanted: Wanted, length: float | None) -> None:
        self._source = source
        self._wanted = wanted
        self._length = length
        self._broken = False

    def run(self) -> Iterator[Told]:
        for back in _STEPS_BACK:
            with look.open_media(self._source, DEMUXERS) as self._media:
                self._video, self._audio = (stream_of(self._media, kind) for kind in ("video", "audio"))
                self._main = self._video or self._audio
                self._origin = Fraction(max(0, self._media.start_time or 0), 1_000_000)
                if self._find(back):
                    break
        if self._key is None or self._time(self._zero) >= self._wanted.end - SLACK:
            yield Lost(self._wanted, NOTHING)
            return
        with look.open_media(self._source, DEMUXERS) as self._media:
            self._video, self._audio = (stream_of(self._media, kind) for kind in ("video", "audio"))
            self._main = self._video or self._audio
            yield from self._write_file(back)

    def _time(self, pts: int) -> float:
        return float(pts * self._main.time_base - self._origin)

    def _pts(self, time: float) -> int:
        return round((Fraction(time) + self._origin) / self._main.time_base)

    def _find(self, back: float | None) -> bool:
        """The last keyframe that is not after the start, and the first frame from there on that is not hidden; if there is
        no such keyframe, the first of all. Returns whether there is."""
        latest = self._pts(self._wanted.start + (SLACK if self._video else 0))
        self._key: int | None = None
        self._zero = 0
        self._seek(back)
        for packet in self._packets(self._main):
            if packet.is_keyframe and (packet.pts <= latest or self._key is None):
                self._key, self._zero = packet.pts, packet.pts
            if packet.pts > self._zero and self._is_hidden(self._zero):
                self._zero = packet.pts
            if (packet.dts if packet.dts is not None else packet.pts) > latest:
                break
        return self._key is not None and self._key <= latest

    def _is_hidden(self, pts: int) -> bool:
        """By an edit list: the source's own beginning is later."""
        return self._time(pts) < -SLACK

    def _seek(self, back: float | None) -> None:
        if back is not None and self._wanted.start > back:
            with contextlib.suppress(av.FFmpegError):
                self._media.seek(self._pts(self._wanted.start - back), stream=self._main)

    def _packets(self, *streams: Stream) -> Iterator[av.Packet]:
        """Those that have a time."""
        try:
            yield from (packet for packet in self._media.demux(*streams) if packet.pts is not None)
        except av.FFmpegError as error:
            refuse_limits(error)
            self._broken = True

    def _write_file(self, back: float | None) -> Iterator[Told]:
        muxer, ending = _muxer(self._media, self._video, self._audio)
        path = self._wanted.path.with_suffix(ending)
        options = {"movflags": "+faststart"} if muxer == "mp4" else {}
        self._broken = False
        try:
            with av.open(f"file:{path}", "w", format=muxer, options=options) as target:
                lanes = self._lanes(target, self._zero * self._main.time_base)
                self._seek(back)
                yield from self._copy(target, lanes)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        yield self._told(path, lanes)

    def _lanes(self, target, zero: Fraction) -> dict[int, _Lane]:
        streams = [stream for stream in (self._video, self._audio) if stream]
        return {
            stream.index: _Lane(
                stream, target.add_stream_from_template(stream, opaque=True), round(zero / stream.time_base),
                round(1 / rate_of(stream) / stream.time_base) if stream is self._video else 0,
            )
            for stream in streams
        }

    def _copy(self, target, lanes: dict[int, _Lane]) -> Iterator[float]:
        main = lanes[self._main.index]
        end = self._pts(self._wanted.end - SLACK)
        begun, tail, sounds, done = False, [], [], 0.0
        for packet in self._packets(*(lane.source for lane in lanes.values())):
            if packet.stream_index != self._main.index:
                if packet.pts >= lanes[packet.stream_index].zero:
                    sounds.append(packet)
            else:
                begun = begun or packet.pts == self._key
                if not begun or packet.pts < self._key:
                    continue
                self._broken |= packet.is_corrupt
                if tail or packet.pts >= end:
                    tail.append(packet)
                else:
                    self._write(target, main, packet)
                    at = min(main.time(main.last), self._wanted.end)
                    yield max(0.0, at - done)
                    done = max(done, at)
            if tail and self._is_far(packet, lanes):
                break
            if begun and not tail:
                sounds = self._write_until(target, lanes, sounds, main.last * main.source.time_base)
        for packet in _needed(tail, end):
            self._write(target, main, packet)
        self._write_until(target, lanes, sounds, main.last * main.source.time_base)

    def _is_far(self, packet: av.Packet, lanes: dict[int, _Lane]) -> bool:
        past = float((packet.dts if packet.dts is not None else packet.pts) * packet.time_base - self._origin) - self._wanted.end
        return past > (_FURTHER if len(lanes) == 1 or packet.stream_index != self._main.index else _MOST_FURTHER)

    def _write_until(self, target, lanes: dict[int, _Lane], sounds: list[av.Packet], end: Fraction) -> list[av.Packet]:
        """Sound that begins before ``end``. Returns the rest."""
        left = []
        for packet in sounds:
            if packet.pts * packet.time_base < end:
                self._write(target, lanes[packet.stream_index], packet)
            else:
                left.append(packet)
        return left

    def _write(self, target, lane: _Lane, packet: av.Packet) -> None:
        lane.written += 1
        lane.last = max(lane.last, packet.pts + (packet.duration or lane.usual))
        packet.pts -= lane.zero
        if packet.dts is not None:
            packet.dts -= lane.zero
        packet.stream = lane.target
        target.mux(packet)

    def _told(self, path: Path, lanes: dict[int, _Lane]) -> Told:
        main = lanes[self._main.index]
        end = self._time(main.last)
        far = max(float(lane.last * lane.source.time_base - self._origin) for lane in lanes.values())
        short = self._length is not None and far < min(self._wanted.end, self._length - MISSING_END)
        if self._broken or short or not main.written:
            path.unlink(missing_ok=True)
            return Lost(self._wanted, "a part of it cannot be read")
        return Done(self._wanted, path, self._time(self._zero), end, main.written if self._video else 0)


def _needed(tail: list[av.Packet], end: int) -> list[av.Packet]:
    """The first of ``tail``, which begins with a frame past the end: all that are shown before the end, what those are
    made from, and what is shown between."""
    count, limit = 0, end
    while True:
        count = max((number for number, packet in enumerate(tail, 1) if packet.pts < limit), default=0)
        latest = max((packet.pts for packet in tail[:count]), default=end)
        if latest <= limit:
            return tail[:count]
        limit = latest
