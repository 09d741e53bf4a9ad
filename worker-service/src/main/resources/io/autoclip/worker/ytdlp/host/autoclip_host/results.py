"""What an attempt leaves in its folder: the media file, info.json, pictures and subtitles."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from . import look, metadata, subtitles, thumbnail
from .protocol import Start, Storyboard, Succeeded
from .refusal import Refused
from .reuse import Downloader
from .redaction import Redaction

MAX_INFO = 4 * 1024 * 1024


def succeeded(start: Start, downloader: Downloader, info: Mapping[str, Any] | None, redact: Redaction) -> Succeeded:
    """Raises Refused when there is no media after all: yt-dlp can end well without a file."""
    video = single_video(info)
    directory = Path(start.directory)
    file = _media_file(video, directory, start.limits.file_size)
    wanted = start.options
    looked = _look(start, downloader, video, file)
    if wanted.max_height and (looked.media.height or 0) > wanted.max_height:
        downloader.report_warning(f"The site has no smaller picture than {looked.media.height} pixels high")
    texts = subtitles.of(downloader, video, wanted.subtitles, directory, start.limits)
    told = metadata.of(video)
    return Succeeded(
        id=start.id,
        path=str(file),
        media=looked.media,
        info=str(_write_info(downloader, video, directory, redact)),
        thumbnails=[str(image) for image in _images(start)] if looked.pictured else [],
        subtitles=texts,
        metadata={"chapters": looked.chapters} | told if looked.chapters else told,
        storyboard=Storyboard(str(_board(start)), looked.tiles) if looked.tiles else None,
    )


def _look(start: Start, downloader: Downloader, video: Mapping[str, Any], file: Path) -> look.Look:
    images = _images(start)
    given = thumbnail.fetch(downloader, video, Path(start.directory)) if images else None
    found = look.at(file, given, images, start.limits, _board(start))
    if start.options.container == "mkv" and found.media.format == "webm":  # which is Matroska, too
        return replace(found, media=replace(found.media, format="mkv", content_type="video/x-matroska"))
    return found


def _images(start: Start) -> tuple[Path, ...]:
    """The largest first; none if they are not wanted."""
    names = ("thumbnail.jpg", "thumbnail.small.jpg") if start.options.thumbnail else ()
    return tuple(Path(start.directory, name) for name in names)


def _board(start: Start) -> Path:
    return Path(start.directory, "storyboard.jpg")


def single_video(info: Mapping[str, Any] | None) -> Mapping[str, Any]:
    while info and info.get("_type", "video") != "video":
        info = next((entry for entry in info.get("entries") or () if entry), None)
    if not info:
        raise Refused("no_video", "yt-dlp found no video")
    return info


def _media_file(video: Mapping[str, Any], directory: Path, most: int) -> Path:
    downloads = video.get("requested_downloads") or [{}]
    name = downloads[0].get("filepath")
    if not name:
        raise Refused("no_video", "yt-dlp ended without a file")
    inside = os.path.relpath(os.path.realpath(name), os.path.realpath(directory))
    file = directory / inside
    status = file.lstat()
    if inside.startswith("..") or not stat.S_ISREG(status.st_mode):
        raise Refused("internal", f"{name!r} is no file of this attempt")
    if status.st_size == 0:
        raise Refused("no_video", "the file is empty")
    if status.st_size > most:
        raise Refused("too_large", f"{status.st_size} bytes are more than {most}")
    return file


def _write_info(downloader: Downloader, video: Mapping[str, Any], directory: Path, redact: Redaction) -> Path:
    """All that yt-dlp knows, as far as 4 MiB hold it: without the formats that were not taken, else our metadata."""
    file = directory / "info.json"
    whole = metadata.publishable(downloader.sanitize_info(dict(video), remove_private_keys=True))
    choices = (whole, {name: whole[name] for name in whole if name not in metadata.BULKY}, metadata.of(video))
    texts = (redact(json.dumps(choice, ensure_ascii=False, allow_nan=False)).encode() for choice in choices)
    file.write_bytes(next(text for text in texts if len(text) <= MAX_INFO))
    return file
