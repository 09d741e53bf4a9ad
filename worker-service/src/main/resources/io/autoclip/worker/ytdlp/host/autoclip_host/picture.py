"""Makes the picture of a video: a JPEG that we encoded, whatever a site sent, so that nothing of a site's own reaches a
browser as a picture."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from fractions import Fraction

import av
from av.container import InputContainer
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from .containers import is_cover

MAX_PIXELS = 50_000_000
"""Larger frames are not decoded: 8K has 33 million, and a decoder may hold ten frames."""

_WIDEST, _HIGHEST = 640, 1280
_LATEST = 10.0  # seconds into a video, past most title cards
_CPU = 0.5  # seconds of decoding, after which what there is has to do
_QUARTER_TURNS = {90: ("cclock",), -90: ("clock",), 180: ("clock", "clock"), -180: ("clock", "clock")}


def of(file: InputContainer) -> bytes | None:
    """A JPEG of a frame some way in, at most 640 pixels wide. None if there is nothing to be shown."""
    stream = _stream(file)
    if stream is None or not 0 < stream.width * stream.height <= MAX_PIXELS:
        return None
    stream.thread_type = "NONE"
    stream.codec_context.thread_count = 1
    frame = _frame(file, stream)
    return _jpeg(_upright(_small(frame), frame.rotation)) if frame else None


def _stream(file: InputContainer) -> VideoStream | None:
    """The video; of sound its cover."""
    return min(file.streams.video, key=is_cover, default=None)


def _frame(file: InputContainer, stream: VideoStream) -> VideoFrame | None:
    """The first key frame from the wanted position on costs one frame's work. Short clips have none; then all frames
    up to the position are decoded, within limits."""
    position = min((file.duration or 0) / 10_000_000, _LATEST)
    return _key_frame_after(file, stream, position) or _last_frame_before(file, stream, position)


def _key_frame_after(file: InputContainer, stream: VideoStream, position: float) -> VideoFrame | None:
    try:
        file.seek(round(position * 1_000_000), backward=False)
        return next(file.decode(stream), None)
    except av.FFmpegError:
        return None


def _last_frame_before(file: InputContainer, stream: VideoStream, position: float) -> VideoFrame | None:
    last = None
    for last in _frames(file, stream):
        if last.time is None or last.time >= position:
            break
    return last


def _frames(file: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
    """From the start, until the time is used up or the rest cannot be decoded."""
    end = time.process_time() + _CPU
    try:
        file.seek(0)
        for frame in file.decode(stream):
            yield frame
            if time.process_time() > end:
                return
    except av.FFmpegError:
        return


def _small(frame: VideoFrame) -> VideoFrame:
    """Never enlarged. JPEG has all of a byte's values, where video leaves some out."""
    scale = min(1.0, _WIDEST / frame.width, _HIGHEST / frame.height)
    width, height = (max(2, 2 * math.floor(side * scale / 2)) for side in (frame.width, frame.height))
    return frame.reformat(width, height, "yuvj420p", dst_color_range="JPEG", threads=1)


def _upright(frame: VideoFrame, rotation: int) -> VideoFrame:
    """Phones film as they are held, and only note how (in degrees, counter-clockwise)."""
    turns = _QUARTER_TURNS.get(rotation)
    if turns is None:
        return frame
    graph = Graph()
    filters = [graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=Fraction(1, 25))]
    filters += [graph.add("transpose", turn) for turn in turns]
    graph.link_nodes(*filters, graph.add("buffersink")).configure()
    graph.vpush(frame)
    return graph.vpull()


def _jpeg(frame: VideoFrame) -> bytes:
    encoder = av.CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height, encoder.pix_fmt = frame.width, frame.height, frame.format.name
    encoder.time_base = Fraction(1, 25)
    encoder.thread_count = 1
    encoder.qmin = encoder.qmax = 4
    frame.pts = 0
    frame.time_base = encoder.time_base
    return b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode(None)])
