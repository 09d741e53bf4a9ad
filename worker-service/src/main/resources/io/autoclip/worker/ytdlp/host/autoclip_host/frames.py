"""The job "frames": all pictures of a video, in one pass and made small, for whoever looks for something in them.

They go into files of a few hundred pictures each; the worker is told of each file, and deletes it when it has read it.
We wait for that before we go too far ahead. A picture is its time (big-endian double, seconds from the beginning of the
source) and its planes Y, U and V, without gaps.
"""

from __future__ import annotations

import struct
import time
from collections import deque
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.plane import VideoPlane
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream

from . import containers, look
from .details import is_cover
from .guards import refuse_long
from .protocol import Edit, Frames, FramesDone, FramesFile
from .refusal import Refused
from .teller import Teller

_IN_A_FILE = 256
_FILES = 4
_POLL = 0.005
_MOST_BROKEN = 10_000
_TIME_BASE = Fraction(1, 1_000_000)


class _Files:
    def __init__(self, edit: Edit, teller: Teller) -> None:
        self._edit = edit
        self._teller = teller
        self._unread: deque[Path] = deque()
        self._pictures: list[bytes] = []
        self._number = 0

    def add(self, picture: bytes) -> None:
        self._pictures.append(picture)
        if len(self._pictures) == _IN_A_FILE:
            self.flush()

    def flush(self) -> None:
        if not self._pictures:
            return
        while len(self._unread) >= _FILES:
            if self._unread[0].exists():
                time.sleep(_POLL)
            else:
                self._unread.popleft()
        file = Path(self._edit.directory, "work", f"frames.{self._number}")
        file.write_bytes(b"".join(self._pictures))
        self._teller.log.send(FramesFile(self._edit.id, self._number, len(self._pictures)))
        self._unread.append(file)
        self._pictures.clear()
        self._number += 1


def of(edit: Edit, teller: Teller) -> FramesDone:
    """Raises Refused if there are no pictures."""
    assert isinstance(edit.job, Frames)
    with _open(Path(edit.source)) as media:
        stream = _stream(media)
        total = (media.duration or 0) / 1_000_000
        refuse_long(total or None, edit.limits.duration)
        return _written(edit, teller, media, stream, total)


def _open(source: Path) -> InputContainer:
    try:
        return look.open_media(source, containers.DEMUXERS)
    except (av.FFmpegError, ValueError) as error:
        raise Refused("invalid_media", f"{type(error).__name__}: {error}"[:500]) from error


def _stream(media: InputContainer) -> VideoStream:
    """Without the filter that smooths the edges of blocks: nobody sees them in small pictures, and it costs a fifth."""
    stream = next((each for each in media.streams.video if not is_cover(each)), None)
    if stream is None or stream.codec_context is None:
        raise Refused("invalid_media", "the file has no pictures that can be read")
    stream.thread_type = "AUTO"
    stream.codec_context.options = {
        "skip_loop_filter": "all", "flags2": "fast", "max_pixels": str(containers.MOST_PIXELS),
    }
    return stream


def _written(edit: Edit, teller: Teller, media: InputContainer, stream: VideoStream, total: float) -> FramesDone:
    begin = float(max(0, media.start_time or 0) * _TIME_BASE)
    files, scale = _Files(edit, teller), _Scale(edit.job)
    count = broken = 0
    for frame in _decoded(media, stream):
        if frame is None:
            broken += 1
            if broken > _MOST_BROKEN:
                break
        elif frame.time is not None:
            seconds = frame.time - begin
            files.add(struct.pack(">d", seconds) + scale.planes(frame))
            teller.progress(seconds, total)
            count += 1
    files.flush()
    if not count:
        raise Refused("invalid_media", "none of the pictures could be read")
    if broken:
        teller.log.warning("Some pictures could not be read")
    return FramesDone(edit.id, count)


def _decoded(media: InputContainer, stream: VideoStream) -> Iterator[VideoFrame | None]:
    """All that can be decoded, and None for what cannot: of a file that ends early, too, what the decoder still has."""
    packets = media.demux(stream)
    while packet := _next(packets):
        try:
            yield from packet.decode()
        except av.error.InvalidDataError:
            yield None
    try:
        yield from stream.decode(None)
    except av.error.EOFError:  # it was asked already
        return


def _next(packets: Iterator[Packet]) -> Packet | None:
    try:
        return next(packets, None)
    except (av.error.InvalidDataError, av.error.EOFError):
        return None


class _Scale:
    """Averages over what becomes one pixel, whatever the shape of the video."""

    def __init__(self, job: Frames) -> None:
        self._job = job
        self._scale = VideoReformatter()

    def planes(self, frame: VideoFrame) -> bytes:
        width, height = self._job.width, self._job.height
        small = self._scale.reformat(frame, width, height, "yuv420p", interpolation="AREA", threads=1)
        sizes = ((width, height), (width // 2, height // 2), (width // 2, height // 2))
        return b"".join(part for plane, size in zip(small.planes, sizes, strict=True) for part in _rows(plane, *size))


def _rows(plane: VideoPlane, width: int, height: int) -> Iterator[memoryview]:
    data, line = memoryview(plane), plane.line_size
    if line == width:
        yield data[: width * height]
        return
    for row in range(height):
        yield data[row * line : row * line + width]
