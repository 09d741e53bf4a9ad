"""Cuts at the very frame: reads the source once, in the order of time, and encodes each clip anew.

A clip's first frame is the first at or after its start, its last the last before its end. Where frames are seldom (slides,
screens), one that is seen at the start is held from there on, and the last only until the end.

Nothing of the source's own encoding is kept. Where only the ends are encoded anew, one track holds two encodings, with
parameter sets of their own and sound that is joined within a packet: not every player takes that, and none says so.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .encoding import ClipFile
from .reading import Heard, Shown, Track, pictures, sounds
from .told import MISSING_END, NOTHING, SLACK, Done, Lost, Told, Wanted

_SELDOM = 0.25
_SKIPPED = 10.0
"""Seconds between clips that are decoded rather than sought through."""
_REMEMBERED = 16


@dataclass(slots=True)
class _Open:
    """A clip that is being written. ``damage`` of the picture and ``unheard`` of the sound are what there was before it.
    ``known``: how far it goes by now. ``until``: where it ends, once that is known."""

    wanted: Wanted
    file: ClipFile
    damage: int
    unheard: int
    known: float
    until: float | None = None
    is_broken: bool = False
    waiting: deque[Heard] = field(default_factory=deque)


def cut(source: Path, wanted: Sequence[Wanted], crf: int, length: float | None) -> Iterator[Told]:
    """``wanted`` in the order of their starts. ``length``: how long the source says that it is."""
    for group in _groups(wanted):
        yield from _Pass(source, group, crf, length).run()


def _groups(wanted: Sequence[Wanted]) -> Iterator[list[Wanted]]:
    group: list[Wanted] = []
    for each in wanted:
        if group and each.start > max(other.end for other in group) + _SKIPPED:
            yield group
            group = []
        group.append(each)
    if group:
        yield group


class _Pass:
    def __init__(self, source: Path, wanted: list[Wanted], crf: int, length: float | None) -> None:
        self._wanted = deque(wanted)
        self._crf = crf
        self._length = length
        self._open: list[_Open] = []
        self._heard: deque[Heard] = deque(maxlen=_REMEMBERED)
        self._video = Track.of(source, "video")
        self._audio = Track.of(source, "audio")
        self._before = 0  # the damage when the frame before was there

    def run(self) -> Iterator[Told]:
        start = self._wanted[0].start
        shown = pictures(self._video, start) if self._video else iter(())
        heard = sounds(self._audio, start) if self._audio else iter(())
        try:
            for each in heapq.merge(shown, heard, key=lambda one: one.start):
                yield from self._take(each)
                if not self._wanted and not self._open:
                    return
            yield from self._finish()
        finally:
            for clip in self._open:
                clip.file.abandon()
            for track in self._tracks():
                track.close()

    def _tracks(self) -> list[Track]:
        return [track for track in (self._video, self._audio) if track]

    def _take(self, each: Shown | Heard) -> Iterator[Told]:
        yield from self._close_those_before(each.start)
        if isinstance(each, Shown):
            yield from self._show(each)
        else:
            yield from self._hear(each)

    def _show(self, shown: Shown) -> Iterator[Told]:
        for wanted in [each for each in self._wanted if _begins_with(each, shown)]:
            self._begin(wanted, wanted.start if shown.start < wanted.start - SLACK else shown.start)
        self._before = shown.damage
        for clip in self._open:
            if clip.until is None:
                yield self._write(clip, shown)

    def _begin(self, wanted: Wanted, zero: float) -> None:
        self._wanted.remove(wanted)
        video, audio = (track.stream if track else None for track in (self._video, self._audio))
        file = ClipFile(wanted.path.with_suffix(".mp4") if video else wanted.path.with_suffix(".m4a"), video, audio, self._crf, zero)
        unheard = self._audio.damage if self._audio else 0
        self._open.append(_Open(wanted, file, self._before, unheard, zero, waiting=deque(self._heard)))

    def _write(self, clip: _Open, shown: Shown) -> float:
        base, end = self._video.base, clip.wanted.end
        start, until = max(shown.start, clip.file.zero), shown.end
        if until > end and until - shown.start > _SELDOM:
            until = max(end, start + 1 / 1_000)
        pts = shown.pts + round((start - shown.start) / base)
        clip.file.show(shown.frame, pts, max(1, round((until - start) / base)))
        clip.is_broken |= shown.damage_after != clip.damage
        if until >= end - SLACK:
            clip.until = until
        self._say(clip, until)
        done, clip.known = until - clip.known, until
        return done

    def _hear(self, heard: Heard) -> Iterator[Told]:
        end = heard.start + heard.frame.samples / heard.frame.sample_rate
        if self._video is None:
            self._begin_alone(heard.start, end)
        self._heard.append(heard)
        for clip in self._open:
            clip.waiting.append(heard)
            if self._video is None:
                done = max(0.0, min(end, clip.wanted.end) - clip.known)
                clip.known += done
                self._say(clip, clip.known)
                yield done

    def _begin_alone(self, start: float, end: float) -> None:
        """Sound without a picture begins and ends at the very sample."""
        for wanted in [each for each in self._wanted if each.start < end and each.end > start]:
            self._begin(wanted, max(wanted.start, start))
            self._open[-1].until = wanted.end

    def _say(self, clip: _Open, until: float) -> None:
        """What was heard up to there; of the last of it, the rest may be needed."""
        while clip.waiting and clip.waiting[0].start < until:
            heard = clip.waiting[0]
            clip.file.hear(heard.start, heard.frame, until)
            if heard.start + heard.frame.samples / heard.frame.sample_rate > until:
                return
            clip.waiting.popleft()

    def _close_those_before(self, time: float) -> Iterator[Told]:
        for clip in [clip for clip in self._open if clip.until is not None and clip.until <= time]:
            yield self._close(clip)

    def _close(self, clip: _Open) -> Told:
        until = clip.known if clip.until is None else clip.until
        self._open.remove(clip)
        if clip.is_broken or (self._audio and self._audio.damage != clip.unheard):
            clip.file.abandon()
            return Lost(clip.wanted, "a part of it cannot be decoded")
        self._say(clip, until)
        clip.file.fill(until)
        clip.file.close()
        return Done(clip.wanted, clip.file.path, clip.file.zero, until, clip.file.frames)

    def _finish(self) -> Iterator[Told]:
        """The source has ended."""
        end = max((track.end for track in self._tracks()), default=0.0)
        broken = self._length is not None and end < self._length - MISSING_END
        for clip in list(self._open):
            if clip.until is None or clip.until > end:
                clip.until = min(clip.known if self._video else end, clip.wanted.end)
                clip.is_broken |= broken
            yield self._close(clip)
        reason = "the file ends before it" if broken else NOTHING
        yield from (Lost(wanted, reason) for wanted in self._wanted)
        self._wanted.clear()


def _begins_with(wanted: Wanted, shown: Shown) -> bool:
    if shown.start >= wanted.start - SLACK:
        return shown.start < wanted.end - SLACK
    return shown.end > wanted.start and (shown.end - wanted.start > _SELDOM or shown.end >= wanted.end - SLACK)
