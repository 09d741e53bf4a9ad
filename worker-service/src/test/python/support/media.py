"""Small real media, made once: what needs ffmpeg as a program says so, the rest is made by PyAV."""

from __future__ import annotations

import atexit
import functools
import io
import json
import os
import shutil
import struct
import subprocess
import tempfile
import unittest
import zlib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av

SECONDS = 4
FFMPEG = shutil.which("ffmpeg")
needs_ffmpeg = unittest.skipUnless(FFMPEG and shutil.which("ffprobe"), "ffmpeg and ffprobe are not installed")

_SOURCES = [
    "-f", "lavfi", "-i", f"testsrc=duration={SECONDS}:size=160x90:rate=10",
    "-f", "lavfi", "-i", f"sine=duration={SECONDS}",
]
_CODECS = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "10", "-pix_fmt", "yuv420p", "-c:a", "aac"]


@functools.cache
def folder() -> Path:
    path = Path(tempfile.mkdtemp(prefix="autoclip-media-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


def encoded(format: str, picture: str | None = None, sound: str | None = None, *, size: tuple[int, int] = (64, 48),
            frames: int = 10, gop: int = 12) -> bytes:
    """A second of grey and silence. The codecs by ffmpeg's names of its encoders."""
    target = io.BytesIO()
    with av.open(target, "w", format=format) as file:
        tracks = []
        if picture:
            video = file.add_stream(picture, rate=10, width=size[0], height=size[1], options={"g": str(gop)})
            video.pix_fmt = video.codec.video_formats[0].name if video.codec.video_formats else "yuv420p"
            video.codec_context.thread_count = 1
            tracks.append((video, _pictures(frames, size, video.pix_fmt)))
        if sound:
            audio = file.add_stream(sound, rate=48_000, layout="stereo")
            tracks.append((audio, silence(audio)))
        for stream, content in tracks:
            for frame in content:
                file.mux(stream.encode(frame))
            file.mux(stream.encode(None))
    return target.getvalue()


def _pictures(count: int, size: tuple[int, int], format: str) -> Iterator[av.VideoFrame]:
    for number in range(count):
        frame = av.VideoFrame(*size, "gray")
        frame.planes[0].update(bytes([(80 + number) % 256]) * frame.planes[0].buffer_size)
        frame = frame.reformat(format=format)
        frame.pts, frame.time_base = number, Fraction(1, 10)
        yield frame


def silence(stream: av.AudioStream) -> Iterator[av.AudioFrame]:
    context = stream.codec_context
    context.open(strict=False)
    samples = context.frame_size or 1024
    for number in range(48_000 // samples):
        frame = av.AudioFrame(format=context.format.name, layout="stereo", samples=samples)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.sample_rate, frame.pts, frame.time_base = 48_000, number * samples, Fraction(1, 48_000)
        yield frame


@functools.cache
def clip() -> bytes:
    """One second of mp4, less than 10 kB."""
    return encoded("mp4", "mpeg4")


def filled(size: int = 20_000) -> bytes:
    """A clip of exactly that size, with bytes of its own: the rest is a box that players skip."""
    filling = size - len(clip())
    return clip() + filling.to_bytes(4, "big") + b"free" + os.urandom(filling - 8)


@functools.cache
def picture(codec: str = "png", size: tuple[int, int] = (80, 60)) -> bytes:
    encoder = av.CodecContext.create(codec, "w")
    encoder.width, encoder.height, encoder.time_base = *size, Fraction(1, 25)
    encoder.pix_fmt = encoder.codec.video_formats[0].name
    (frame,) = _pictures(1, size, encoder.pix_fmt)
    return b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode(None)])


def png_bomb(side: int) -> bytes:
    """Black: a few kilobytes that a decoder makes ``side`` squared bytes of."""
    packer = zlib.compressobj()
    rows = b"".join([*(packer.compress(bytes(1 + side)) for _ in range(side)), packer.flush()])
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


@functools.cache
def mp4() -> bytes:
    file = folder() / "video.mp4"
    _ffmpeg(*_SOURCES, *_CODECS, "-movflags", "+faststart", str(file))
    return file.read_bytes()


def with_chapters(*titles: str) -> bytes:
    """Of one second and a half each."""
    target, chapters = folder() / "chapters.mp4", folder() / "chapters.txt"
    chapters.write_text(";FFMETADATA1\n" + "".join(
        f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={1500 * number}\nEND={1500 * number + 1500}\ntitle={title}\n"
        for number, title in enumerate(titles)
    ), encoding="utf-8")
    _ffmpeg(*_SOURCES, "-i", str(chapters), "-map_metadata", "2", *_CODECS, "-y", str(target))
    return target.read_bytes()


@functools.cache
def hls() -> Path:
    """A folder with index.m3u8 and its segments."""
    return _package("hls", "index.m3u8", "-f", "hls", "-hls_time", "1", "-hls_list_size", "0", "-hls_playlist_type", "vod")


@functools.cache
def dash() -> Path:
    """A folder with index.mpd; video and sound lie in streams of their own."""
    return _package("dash", "index.mpd", "-f", "dash", "-seg_duration", "1", "-adaptation_sets", "id=0,streams=v id=1,streams=a")


def probe(path: str) -> dict[str, object]:
    command = ["ffprobe", "-v", "error", "-show_format", "-show_streams", "-print_format", "json", path]
    return json.loads(subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL).stdout)


def _package(name: str, index: str, *options: str) -> Path:
    target = folder() / name
    target.mkdir()
    _ffmpeg(*_SOURCES, *_CODECS, *options, str(target / index))
    return target


def _ffmpeg(*arguments: str) -> None:
    subprocess.run([FFMPEG, "-v", "error", "-nostdin", *arguments], check=True, stdin=subprocess.DEVNULL)


@functools.cache
def sounding(*spans: tuple[float, float], comment: str = "") -> bytes:
    """Four seconds of sound, which is heard only in these spans."""
    target = folder() / f"sound-{abs(hash((spans, comment)))}.m4a"
    heard = "+".join(f"between(t,{start},{end})" for start, end in spans)
    _ffmpeg(
        "-f", "lavfi", "-i", f"aevalsrc='0.5*sin(880*PI*t)*({heard})':d={SECONDS}:s=48000", "-c:a", "aac",
        "-metadata", f"comment={comment}", str(target),
    )
    return target.read_bytes()
