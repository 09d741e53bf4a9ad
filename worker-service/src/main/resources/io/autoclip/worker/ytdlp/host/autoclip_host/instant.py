"""Cuts without encoding: packets are copied, from the keyframe before the start to the first frame after which nothing
before the end is missing. What a clip hides from players is nothing: its own time begins with that keyframe."""

from __future__ import annotations

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
from .reading import stream_of
from .told import MISSING_END, NOTHING, SLACK, Done, Lost, Told, Wanted

_FURTHER = 1.0
"""Seconds that are read past the end: frames do not lie in the order in which they are shown."""
_MOST_FURTHER = 5.0
_KEPT = {"mp3": "mp3", "ogg": "ogg", "wav": "wav"}
"""Muxers, by the demuxer, of sound that stays in its own container."""
_ENDINGS = {"mp4": ".mp4", "webm": ".webm", "matroska": ".mkv"}


def cut(source: Path, wanted: Sequence[Wanted], length: float | None) -> Iterator[Told]:
    """``length``: how long the source says that it is."""
    for each in wanted:
        with look.open_media(source, DEMUXERS) as media:
            yield from _Copy(media, each, length).run()


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
    return "matroska", ".mkv"


@dataclass(slots=True)
class _Lane:
    """A stream on its way. Times in its own time base."""

    source: Stream
    target: Stream
    zero: int
    written: int = 0
    last: int = 0
    """Where the last that was written ends."""

    def time(self, pts: int) -> float:
        return float((pts - self.zero) * self.source.time_base)


class _Copy:
    def __init__(self, media: InputContainer, wanted: Wanted, length: float | None) -> None:
        self._media = media
        self._wanted = wanted
        self._length = length
        self._video = stream_of(media, "video")
        self._audio = stream_of(media, "audio")
        self._origin = Fraction(max(0, media.start_time or 0), 1_000_000)
        self._broken = False

    def run(self) -> Iterator[Told]:
        zero = self._zero()
        if zero is None or float(zero - self._origin) >= self._wanted.end - SLACK:
            yield Lost(self._wanted, NOTHING)
            return
        muxer, ending = _muxer(self._media, self._video, self._audio)
        path = self._wanted.path.with_suffix(ending)
        options = {"movflags": "+faststart"} if muxer == "mp4" else {}
        try:
            with av.open(f"file:{path}", "w", format=muxer, options=options) as target:
                lanes = self._lanes(target, zero)
                yield from self._copy(target, lanes)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        yield self._told(path, zero, lanes)

    def _main(self) -> Stream:
        return self._video or self._audio

    def _zero(self) -> Fraction | None:
        """The time of the last keyframe that is not after the start; by the file's own clock."""
        main = self._main()
        latest = round((Fraction(self._wanted.start + SLACK) + self._origin) / main.time_base)
        found = None
        self._seek(latest)
        for packet in self._packets(main):
            if packet.is_keyframe and not packet.is_discard and (packet.pts <= latest or found is None):
                found = packet.pts
            if (packet.dts if packet.dts is not None else packet.pts) > latest and found is not None:
                break
        self._broken = False
        return None if found is None else found * main.time_base

    def _seek(self, pts: int) -> None:
        main = self._main()
        self._media.seek(max(pts, main.start_time or 0), stream=main)

    def _packets(self, *streams: Stream) -> Iterator[av.Packet]:
        """Those that have a time."""
        try:
            for packet in self._media.demux(*streams):
                self._broken |= packet.is_corrupt
                if packet.pts is not None:
                    yield packet
        except av.FFmpegError as error:
            if isinstance(error, MemoryError):
                raise
            self._broken = True

    def _lanes(self, target, zero: Fraction) -> dict[int, _Lane]:
        streams = [stream for stream in (self._video, self._audio) if stream]
        return {
            stream.index: _Lane(stream, target.add_stream_from_template(stream), round(zero / stream.time_base))
            for stream in streams
        }

    def _copy(self, target, lanes: dict[int, _Lane]) -> Iterator[float]:
        main = lanes[self._main().index]
        self._seek(main.zero)
        end = round((Fraction(self._wanted.end - SLACK) + self._origin) / main.source.time_base)
        begun, tail, sounds, done = False, [], [], 0.0
        for packet in self._packets(*(lane.source for lane in lanes.values())):
            lane = lanes[packet.stream_index]
            if lane is not main:
                if packet.pts >= lane.zero:
                    sounds.append(packet)
            else:
                begun = begun or (packet.is_keyframe and packet.pts == main.zero)
                if not begun or packet.pts < main.zero:
                    continue
                if tail or packet.pts >= end:
                    tail.append(packet)
                else:
                    self._write(target, lane, packet)
                    at = min(lane.time(lane.last), self._wanted.end)
                    yield max(0.0, at - done)
                    done = max(done, at)
            if begun and not tail:
                sounds = self._write_until(target, lanes, sounds, main.last * main.source.time_base)
            if tail and self._is_far(packet, lanes):
                break
        for packet in _needed(tail, end):
            self._write(target, main, packet)
        self._write_until(target, lanes, sounds, main.last * main.source.time_base)

    def _is_far(self, packet: av.Packet, lanes: dict[int, _Lane]) -> bool:
        past = float((packet.dts if packet.dts is not None else packet.pts) * packet.time_base - self._origin) - self._wanted.end
        return past > (_FURTHER if len(lanes) == 1 or packet.stream_index != self._main().index else _MOST_FURTHER)

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
        lane.last = max(lane.last, packet.pts + (packet.duration or 0))
        packet.pts -= lane.zero
        if packet.dts is not None:
            packet.dts -= lane.zero
        packet.stream = lane.target
        target.mux(packet)

    def _told(self, path: Path, zero: Fraction, lanes: dict[int, _Lane]) -> Told:
        main = lanes[self._main().index]
        start, end = float(zero - self._origin), float(main.last * main.source.time_base - self._origin)
        far = max(float(lane.last * lane.source.time_base - self._origin) for lane in lanes.values())
        short = self._length is not None and far < min(self._wanted.end, self._length - MISSING_END)
        if self._broken or short or not main.written:
            path.unlink(missing_ok=True)
            return Lost(self._wanted, "a part of it cannot be read")
        return Done(self._wanted, path, start, end, main.written if self._video else 0)


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
