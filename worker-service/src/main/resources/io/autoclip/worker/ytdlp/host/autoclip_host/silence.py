"""The job "silence": where a file's sound is quiet, as ffmpeg's silencedetect hears it, in one pass over the sound alone."""

from __future__ import annotations

import re
from pathlib import Path

from . import ffmpeg, look
from .protocol import Edit, Silence, Silences, Span
from .teller import Teller

MOST = 10_000
"""More silences than that are noise: those that come later are not told."""

# ffmpeg also prints what the file says of itself, but never at the beginning of a line.
_SAID = re.compile(r"\[silencedetect @ 0x[0-9a-f]+\] silence_(start|end): (-?\d+(?:\.\d+)?)")


class _Listener:
    def __init__(self) -> None:
        self.found: list[Span] = []
        self._start = 0.0

    def hear(self, line: str) -> None:
        match _SAID.match(line):
            case re.Match() as said if said[1] == "start":
                self._start = max(0.0, float(said[2]))
            case re.Match() as said if len(self.found) < MOST and float(said[2]) > self._start:
                self.found.append(Span(round(self._start, 3), round(float(said[2]), 3)))


def of(edit: Edit, teller: Teller) -> Silences:
    """None where there is no sound."""
    media = look.at(Path(edit.source), None, (), edit.limits).media
    if all(stream["type"] != "audio" for stream in media.streams):
        return Silences(edit.id, [])
    assert isinstance(edit.job, Silence)
    listener = _Listener()
    detect = f"silencedetect=noise={edit.job.threshold}dB:duration={edit.job.least}"
    ffmpeg.run(
        [*ffmpeg.source(edit.source), "-map", "0:a:0", "-af", detect, "-threads", "1", "-f", "null", "-"],
        lambda done: teller.progress(done, media.duration or 0.0),
        listener.hear,
    )
    return Silences(edit.id, listener.found)
