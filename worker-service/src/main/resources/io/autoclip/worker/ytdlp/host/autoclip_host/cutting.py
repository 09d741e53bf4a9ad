"""The job "cut". The source is read in a process apart, several clips in one pass; what breaks it costs only the clips
that were just being cut, and another goes on with the rest."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from . import apart, containers, exact, failures, instant, look, picture
from .protocol import Clip, Clips, Cut, Edit
from .refusal import Refused
from .teller import Teller
from .told import NOTHING, Done, Lost, Wanted

_PIXELS_AT_ONCE = 16_000_000
"""Of all clips that are encoded at the same time: an encoder holds some 30 frames."""
_MOST_AT_ONCE = 8
_SECONDS_A_PASS = 600.0
"""Each pass is a process of its own, which may use the processor for as long as the limit says."""
_MOST_FAILURES = 4
_MOST_WARNINGS = 8
_INTERVAL = 0.25
_TOLERATED = 0.25
"""Seconds by which a clip's length may differ from what was written: its sound ends with a frame of its own."""
_OUTSIDE = ("invalid_range", NOTHING)
_THUMBNAIL = (640, 640)


def of(edit: Edit, teller: Teller) -> Clips:
    """Raises Refused when there is no clip at all."""
    assert isinstance(edit.job, Cut)
    return Clips(edit.id, _Cutting(edit, edit.job, teller).run())


class _Cutting:
    def __init__(self, edit: Edit, job: Cut, teller: Teller) -> None:
        self._source = Path(edit.source)
        self._directory = Path(edit.directory)
        self._limits = edit.limits
        self._job = job
        self._teller = teller
        self._media = look.at(self._source, None, (), edit.limits).media
        self._clips: list[Clip] = []
        self._lost: dict[int, tuple[str, str]] = {}
        self._done = self._total = 0.0

    def run(self) -> list[Clip]:
        waiting, failures_left = self._wanted(), _MOST_FAILURES
        self._total = sum(each.end - each.start for each in waiting)
        while waiting and failures_left:
            reason = self._follow(_together(waiting, self._at_once()) if self._job.exact else waiting)
            waiting = [each for each in waiting if not self._is_told(each)]
            if reason and waiting:
                failures_left -= 1
                self._lost[waiting.pop(0).index] = reason
        self._lost |= {each.index: ("invalid_media", "the file is too broken") for each in waiting}
        self._warn()
        if not self._clips:
            raise Refused(*next(iter(self._lost.values())))
        return sorted(self._clips, key=lambda clip: clip.index)

    def _wanted(self) -> list[Wanted]:
        """By their starts. Those that begin after the end are lost at once."""
        length, wanted = self._media.duration or float("inf"), []
        for index, span in enumerate(self._job.cuts):
            if span.start >= length:
                self._lost[index] = _OUTSIDE
            else:
                wanted.append(Wanted(index, span.start, min(span.end, length + 1), self._directory / f"clip-{index}"))
        return sorted(wanted, key=lambda each: (each.start, each.end))

    def _at_once(self) -> int:
        pixels = (self._media.width or 1) * (self._media.height or 1)
        return max(1, min(_MOST_AT_ONCE, _PIXELS_AT_ONCE // pixels))

    def _is_told(self, wanted: Wanted) -> bool:
        return wanted.index in self._lost or any(clip.index == wanted.index for clip in self._clips)

    def _follow(self, wanted: Sequence[Wanted]) -> tuple[str, str] | None:
        """Cuts these. Returns why it came to no end, as code and reason; the clip that it broke at is the first untold."""
        try:
            return self._hear(apart.follow(lambda: self._work(wanted), self._limits))
        except apart.OutOfTime:
            return "timed_out", "it takes more processor time than the limit allows"

    def _hear(self, words: Iterator[dict[str, Any]]) -> tuple[str, str] | None:
        for told in words:
            match told:
                case {"done": seconds}:
                    self._done += seconds
                    self._teller.progress(self._done, self._total)
                case {"clip": fields}:
                    self._clips.append(Clip(**fields))
                case {"lost": index, "code": code, "reason": reason}:
                    self._lost[index] = (code, reason)
                case {"over": "no_space" as code, "reason": reason}:
                    raise Refused(code, reason)
                case {"over": code, "reason": reason}:
                    return (code, reason) if code else None
        return "invalid_media", "the file breaks its decoder"

    def _work(self, wanted: Sequence[Wanted]) -> None:
        """In the process apart."""
        try:
            for told in self._cut(wanted):
                apart.say(told)
            apart.say({"over": "", "reason": ""})
        except Exception as error:  # a hostile file may break more than its decoder
            failure = failures.classify(error)
            code = "invalid_media" if failure.code == "internal" else failure.code
            apart.say({"over": code, "reason": failure.message[:500]})

    def _cut(self, wanted: Sequence[Wanted]) -> Iterator[dict[str, Any]]:
        length, seconds, next_at = self._media.duration, 0.0, 0.0
        for told in exact.cut(self._source, wanted, self._job.crf, length) if self._job.exact else instant.cut(self._source, wanted, length):
            match told:
                case Done():
                    yield _looked_at(told)
                case Lost(each, reason):
                    yield {"lost": each.index, "code": _code_of(reason), "reason": reason}
                case _:
                    seconds += told
            if time.monotonic() >= next_at:
                yield {"done": seconds}
                seconds, next_at = 0.0, time.monotonic() + _INTERVAL
        yield {"done": seconds}

    def _warn(self) -> None:
        for index in sorted(self._lost)[:_MOST_WARNINGS]:
            span = self._job.cuts[index]
            self._teller.log.warning(f"Clip {index + 1} ({span.start:g} s to {span.end:g} s) is missing: {self._lost[index][1]}")
        if len(self._lost) > _MOST_WARNINGS:
            self._teller.log.warning(f"{len(self._lost)} clips are missing in all")


def _together(wanted: Sequence[Wanted], at_once: int) -> list[Wanted]:
    """The first of them that can be cut in one pass, with so many encoders."""
    chosen: list[Wanted] = []
    for each in wanted:
        if chosen and sum(other.end - other.start for other in (*chosen, each)) > _SECONDS_A_PASS:
            break
        if sum(other.end > each.start for other in chosen) < at_once:
            chosen.append(each)
    return chosen


def _looked_at(done: Done) -> dict[str, Any]:
    """The clip as any program would see it; it is lost if that is not what was written."""
    with look.open_media(done.path, containers.DEMUXERS) as file:
        media = containers.describe(file)
        images = picture.of(file, (_THUMBNAIL,)) if media.width else None
    lasts, asked = media.duration or 0.0, done.end - done.start
    if abs(lasts - asked) > max(_TOLERATED, 0.02 * asked if not done.frames else 0):
        done.path.unlink()
        return {"lost": done.wanted.index, "code": "invalid_media", "reason": f"it lasts {lasts:.3f} s instead of {asked:.3f} s"}
    thumbnail = done.path.with_suffix(".jpg") if images else None
    if thumbnail:
        thumbnail.write_bytes(images[0])
    clip = Clip(
        done.wanted.index, str(done.path), media.content_type, round(max(0.0, done.start), 6), round(done.end, 6), lasts,
        media.width, media.height, str(thumbnail) if thumbnail else None,
    )
    return {"clip": asdict(clip)}


def _code_of(reason: str) -> str:
    return "invalid_range" if reason == _OUTSIDE[1] else "invalid_media"
