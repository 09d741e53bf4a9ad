"""Makes the storyboard of a video: one JPEG of many small tiles, each a frame of its own part of the video, for a player
to show what is where. Key frames do: to decode them alone costs a small part of decoding all."""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Iterator
from fractions import Fraction

import av
from av.container import InputContainer
from av.filter import Graph
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from . import picture
from .details import is_cover
from .protocol import Tiles
from .upright import QUARTER_TURNS

_SIDE = 160  # pixels of a tile, at most
_COLUMNS, _MOST = 10, 100  # tiles
_CLOSEST = 1.0  # seconds from tile to tile, at least
_CPU = 0.5  # seconds, after which the frames that there are have to do
_CPU_ALL = 0.25  # where a video has but one key frame, which says nothing of the rest
_QUALITY = 5  # ffmpeg's number: 2 is the best, 31 the worst


def of(file: InputContainer) -> tuple[Tiles, bytes] | None:
    """The numbers and the JPEG. None of what does not move: sound, pictures, a single frame."""
    stream = next((each for each in file.streams.video if not is_cover(each)), None)
    seconds = (file.duration or 0) / 1_000_000
    if stream is None or seconds <= 0 or not picture.may_be_decoded(stream):
        return None
    count = max(2, min(_MOST, math.ceil(seconds / _CLOSEST)))
    interval = math.ceil(seconds * 1000 / count) / 1000
    tiles = _of_key_frames(file, stream, count, interval) or _of_all_frames(file, stream, count, interval)
    if not tiles:
        return None
    columns = min(_COLUMNS, len(tiles))
    sheet = _side_by_side(tiles, columns)
    rows = math.ceil(len(tiles) / columns)
    numbers = Tiles(sheet.width // columns, sheet.height // rows, columns, len(tiles), interval)
    return numbers, picture.jpeg(sheet, _QUALITY)


def _of_key_frames(file: InputContainer, stream: VideoStream, count: int, interval: float) -> list[VideoFrame] | None:
    """For each tile the last key frame before its middle. None if they are all the same."""
    decoder, start, end = stream.codec_context, (file.start_time or 0) / 1_000_000, time.process_time() + _CPU
    decoder.skip_frame = "DEFAULT"
    decoded: dict[int, VideoFrame] = {}  # by their time stamps
    tiles: dict[int, VideoFrame] = {}
    with contextlib.suppress(av.FFmpegError):  # what there is has to do
        for number in _coarse_first(count):
            file.seek(round((start + (number + 0.5) * interval) * 1_000_000))
            packet = _next_key(file, stream)
            if packet is not None and packet.pts not in decoded and (frame := _decoded(decoder, packet)):
                decoded[packet.pts] = _tile(frame, stream)
            if packet is not None and packet.pts in decoded:
                tiles[number] = decoded[packet.pts]
            if time.process_time() > end:
                break
    return _filled(tiles, count) if len(decoded) > 1 else None


def _coarse_first(count: int) -> list[int]:
    """All numbers, so that the first few of them are spread over the whole: by their bits, backwards."""
    return sorted(range(count), key=lambda number: f"{number:07b}"[::-1])


def _next_key(file: InputContainer, stream: VideoStream) -> Packet | None:
    return next((packet for packet in file.demux(stream) if packet.is_keyframe and packet.pts is not None), None)


def _decoded(decoder: av.VideoCodecContext, packet: Packet) -> VideoFrame | None:
    """A decoder may wait for more before it gives a frame away: it is told that nothing comes."""
    decoder.flush_buffers()
    try:
        return next(iter([*decoder.decode(packet), *decoder.decode(None)]), None)
    except av.FFmpegError:
        return None
    finally:
        decoder.flush_buffers()


def _filled(tiles: dict[int, VideoFrame], count: int) -> list[VideoFrame]:
    """Each tile that has no frame of its own shows that of the one before."""
    shown = tiles[min(tiles)]
    return [shown := tiles.get(number, shown) for number in range(count)]


def _of_all_frames(file: InputContainer, stream: VideoStream, count: int, interval: float) -> list[VideoFrame] | None:
    """From the start, as far as the time suffices."""
    with contextlib.suppress(av.FFmpegError):
        file.seek(file.start_time or 0)
        stream.codec_context.flush_buffers()
        tiles = [_tile(frame, stream) for frame in _at_intervals(file, stream, count, interval)]
        return tiles if len(tiles) > 1 else None
    return None


def _at_intervals(file: InputContainer, stream: VideoStream, count: int, interval: float) -> Iterator[VideoFrame]:
    """The first frame of each interval."""
    number, start, end = 0, (file.start_time or 0) / 1_000_000, time.process_time() + _CPU_ALL
    stream.codec_context.skip_frame = "NONREF"  # no other frame needs those
    for frame in file.decode(stream):
        if frame.time is not None and frame.time - start >= number * interval:
            yield frame
            number += 1
        if number == count or time.process_time() > end:
            return


def _tile(frame: VideoFrame, stream: VideoStream) -> VideoFrame:
    """As small as it will be, and not yet turned upright. Pixels need not be square."""
    ratio = float(stream.sample_aspect_ratio or 1)
    width = frame.width * (ratio if 0.1 < ratio < 10 else 1)
    scale = min(1.0, _SIDE / max(width, frame.height))
    size = (max(2, 2 * round(side * scale / 2)) for side in (width, frame.height))
    return frame.reformat(*size, "yuvj420p", dst_color_range="JPEG", threads=1)


def _side_by_side(tiles: list[VideoFrame], columns: int) -> VideoFrame:
    first, rows = tiles[0], math.ceil(len(tiles) / columns)
    graph = Graph()
    source = graph.add_buffer(width=first.width, height=first.height, format=first.format, time_base=Fraction(1, 25))
    turns = [graph.add("transpose", turn) for turn in QUARTER_TURNS.get(first.rotation, ())]
    sheet = graph.add("tile", f"layout={columns}x{rows}:nb_frames={len(tiles)}")
    graph.link_nodes(source, *turns, sheet, graph.add("buffersink")).configure()
    for number, tile in enumerate(tiles):
        same = tile if (tile.width, tile.height) == (first.width, first.height) else tile.reformat(first.width, first.height)
        same.pts, same.time_base = number, Fraction(1, 25)
        graph.vpush(same)
    graph.vpush(None)
    return graph.vpull()
