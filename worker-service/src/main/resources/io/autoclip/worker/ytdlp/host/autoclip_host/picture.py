"""Makes the picture of a video: a JPEG that we encoded, whatever a site sent, so that nothing of a site's own reaches a
browser as a picture."""

from __future__ import annotations

import contextlib
import math
import time
from fractions import Fraction

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from .containers import MOST_PIXELS
from .details import is_cover
from .upright import Upright

SIZES = ((1280, 1280), (320, 640))
"""Pixels, at most: for the page of one video, and for many side by side."""
_EARLIEST, _LATEST = 0.1, 10.0  # seconds into a video: a tenth of it, and no more than past most title cards
_CPU = 0.5  # seconds of decoding, after which what there is has to do


def of(file: InputContainer, sizes: tuple[tuple[int, int], ...] = SIZES) -> tuple[bytes, ...] | None:
    """JPEGs of a frame some way in, of these sizes, the largest first. None if there is nothing to be shown."""
    stream = min(file.streams.video, key=is_cover, default=None)  # the video; of sound its cover
    if stream is None or not may_be_decoded(stream):
        return None
    frame = _key_frame_after(file, stream, _position(file, stream)) or _last_frame_before(file, stream)
    if frame is None:
        return None
    large = Upright().turn(_reduced(frame, sizes[0]), frame.rotation)
    return tuple(jpeg(_reduced(large, size)) for size in sizes)


def may_be_decoded(stream: VideoStream) -> bool:
    """Whether its frames are small enough; if so, by this thread alone."""
    if not stream.codec_context.is_open:
        stream.codec_context.thread_count = 1
        stream.codec_context.options = {"max_pixels": str(MOST_PIXELS)}  # a frame's own header may say something else
    return 0 < stream.width * stream.height <= MOST_PIXELS


def jpeg(frame: VideoFrame, quality: int = 4) -> bytes:
    """``quality``: ffmpeg's number, 2 is the best and 31 the worst."""
    encoder = av.CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height, encoder.pix_fmt = frame.width, frame.height, frame.format.name
    encoder.time_base = Fraction(1, 25)
    encoder.thread_count = 1
    encoder.qmin = encoder.qmax = quality
    frame.pts = 0
    frame.time_base = encoder.time_base
    return b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode(None)])


def _position(file: InputContainer, stream: VideoStream) -> float:
    """Seconds. Pictures have but one frame, which some demuxers give a duration."""
    seconds = min((file.duration or 0) / 10_000_000, _LATEST)
    return 0.0 if seconds < _EARLIEST or is_cover(stream) else seconds


def _key_frame_after(file: InputContainer, stream: VideoStream, position: float) -> VideoFrame | None:
    """The cheap way: one frame's work. Short clips often have none that comes soon enough."""
    if not position:
        return None
    try:
        file.seek(round(position * 1_000_000), backward=False)
        frame = next(file.decode(stream), None)
        return frame if frame and frame.time is not None and frame.time < position + _LATEST else None
    except av.FFmpegError:
        return None


def _last_frame_before(file: InputContainer, stream: VideoStream) -> VideoFrame | None:
    """The dear way: all frames from the start to the position, or until the time is used up, or the rest is broken."""
    position, end = _position(file, stream), time.process_time() + _CPU
    stream.codec_context.skip_frame = "NONREF"  # no other frame needs those, so they need not be decoded
    last = None
    with contextlib.suppress(av.FFmpegError):
        if position:
            file.seek(0)
        for last in file.decode(stream):
            if last.time is None or last.time >= position or time.process_time() > end:
                break
    return last


def _reduced(frame: VideoFrame, size: tuple[int, int]) -> VideoFrame:
    """Never enlarged. JPEG has all of a byte's values, where video leaves some out."""
    scale = min(1.0, size[0] / frame.width, size[1] / frame.height)
    width, height = (max(2, 2 * math.floor(side * scale / 2)) for side in (frame.width, frame.height))
    return frame.reformat(width, height, "yuvj420p", dst_color_range="JPEG", threads=1)
