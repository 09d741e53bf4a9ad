"""Clips as files."""

from __future__ import annotations

import json
import subprocess
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path

import av

from .shots import HEIGHT, WIDTH
from .timeline import Clip


def write(clip: Clip, path: Path) -> None:
    """The file, and beside it the truth as JSON. Encoded as sites do it: H.264, a keyframe every two seconds or so."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=Fraction(clip.fps).limit_denominator(1001))
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, 90_000)
        stream.options = {"preset": "veryfast", "crf": "24", "g": str(int(clip.fps * 5))}
        if clip.interlaced:
            stream.options |= {"x264-params": "tff=1"}
        for number, picture in enumerate(woven(clip)):
            frame = av.VideoFrame.from_ndarray(picture, "bgr24")
            frame.pts, frame.time_base = round(clip.times[number] * 90_000), Fraction(1, 90_000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    truth = {"name": clip.name, "times": clip.times, "changes": [asdict(change) for change in clip.changes]}
    path.with_suffix(".json").write_text(json.dumps(truth), encoding="utf-8")


def woven(clip: Clip):
    """Of interlaced clips every second line is of the next picture, so that every cut falls within a frame."""
    if not clip.interlaced:
        yield from clip.frames()
        return
    before = None
    for picture in clip.frames():
        if before is not None:
            frame = before.copy()
            frame[1::2] = picture[1::2]
            yield frame
        before = picture
    yield before
