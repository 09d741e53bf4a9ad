"""Fetches the site's picture of a video. It is an ornament: whatever goes wrong with it is only a warning."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from yt_dlp.networking import Request
from yt_dlp.utils import YoutubeDLError

from . import deadline
from .refusal import Refused
from .reuse import Downloader

MAX_SIZE = 16 * 1024 * 1024
_TRIES = 3
_SECONDS = 60
"""For all tries together."""
DEMUXERS = {".jpg": "jpeg_pipe", ".png": "png_pipe", ".gif": "gif", ".webp": "webp_pipe"}
"""How the picture is read, by the ending of its name: ffmpeg's names."""


def fetch(downloader: Downloader, video: Mapping[str, Any], directory: Path) -> Path | None:
    """The path of ``picture.<ending>`` in ``directory``. The best ones often do not exist: then the next is tried."""
    end = time.monotonic() + _SECONDS
    candidates = [thumbnail for thumbnail in video.get("thumbnails") or () if _is_web(thumbnail)]
    for thumbnail in reversed(candidates[-_TRIES:]):
        try:
            with deadline.within(end - time.monotonic()):
                return _fetch(downloader, thumbnail, directory)
        except (YoutubeDLError, Refused, OSError, ValueError) as error:
            downloader.report_warning(f"thumbnail: {error}")
    return None


def _is_web(thumbnail: Any) -> bool:
    url = thumbnail.get("url") if isinstance(thumbnail, Mapping) else None
    return isinstance(url, str) and url.startswith(("http://", "https://"))


def _fetch(downloader: Downloader, thumbnail: Mapping[str, Any], directory: Path) -> Path:
    with downloader.urlopen(Request(thumbnail["url"], headers=thumbnail.get("http_headers") or {})) as response:
        image = response.read(MAX_SIZE + 1)
    if len(image) > MAX_SIZE:
        raise ValueError(f"more than {MAX_SIZE} bytes")
    file = directory / f"picture{_ending_of(image)}"
    file.write_bytes(image)
    return file


def _ending_of(image: bytes) -> str:
    """By the first bytes, never by the address. SVG is a document with scripts and no picture to us."""
    if image.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    if image.startswith(b"\x89PNG\r\n\x1a\n"):
        return ".png"
    if image.startswith((b"GIF87a", b"GIF89a")):
        return ".gif"
    if image[:4] == b"RIFF" and image[8:12] == b"WEBP":
        return ".webp"
    raise ValueError("not a picture of a kind that is read")
