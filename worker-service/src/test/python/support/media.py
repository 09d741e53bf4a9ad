"""Small real media, made once by ffmpeg."""

from __future__ import annotations

import atexit
import functools
import json
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

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


@functools.cache
def mp4() -> bytes:
    file = folder() / "video.mp4"
    _ffmpeg(*_SOURCES, *_CODECS, "-movflags", "+faststart", str(file))
    return file.read_bytes()


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
