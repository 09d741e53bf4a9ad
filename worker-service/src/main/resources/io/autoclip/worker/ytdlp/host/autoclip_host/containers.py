"""What a file is: the containers that are kept, and what each is called outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from av.container import InputContainer
from av.stream import Stream

from . import details
from .details import codec_of, is_cover
from .protocol import Media
from .refusal import Refused


@dataclass(frozen=True, slots=True)
class Container:
    """``demuxer`` is ffmpeg's name. A file ending and a media type each for a picture with or without sound, and for
    sound alone."""

    demuxer: str
    format: str
    content_type: str
    sound_format: str
    sound_content_type: str


_CONTAINERS = (
    Container("mov", "mp4", "video/mp4", "m4a", "audio/mp4"),
    Container("matroska", "webm", "video/webm", "webm", "audio/webm"),
    Container("mpegts", "ts", "video/mp2t", "ts", "video/mp2t"),
    Container("flv", "flv", "video/x-flv", "flv", "video/x-flv"),
    Container("avi", "avi", "video/x-msvideo", "avi", "video/x-msvideo"),
    Container("asf", "wmv", "video/x-ms-wmv", "wma", "audio/x-ms-wma"),
    Container("mp3", "mp3", "audio/mpeg", "mp3", "audio/mpeg"),
    Container("ogg", "ogv", "video/ogg", "ogg", "audio/ogg"),
    Container("aac", "aac", "audio/aac", "aac", "audio/aac"),
    Container("flac", "flac", "audio/flac", "flac", "audio/flac"),
    Container("wav", "wav", "audio/wav", "wav", "audio/wav"),
)
DEMUXERS = ",".join(container.demuxer for container in _CONTAINERS)
"""The only ones that may open a file: one that is really a playlist or a script is not opened at all."""

MOST_PIXELS = 50_000_000
"""Larger frames are not decoded, here or anywhere: 8K has 33 million, and a decoder may hold ten frames."""

# What WebM may hold (webmproject.org/docs/container); anything else in Matroska is MKV.
_WEBM_CODECS = frozenset({"vp8", "vp9", "av1", "opus", "vorbis", "webvtt"})
MOST_STREAMS = 100
"""Films have some 40: sound and subtitles in every language."""
_LONGEST = 10 * 365 * 24 * 3600


def describe(file: InputContainer) -> Media:
    """Raises Refused when there is neither picture nor sound."""
    container = _container_of(file.format.name)
    picture = next((stream for stream in file.streams.video if not is_cover(stream)), None)
    if picture is not None:
        if not 0 < picture.width * picture.height <= MOST_PIXELS:  # ffmpeg itself says 0 of more than it was allowed
            raise Refused("invalid_media", f"frames of {picture.width} x {picture.height} pixels")
        format, content_type = _names(container, file.streams)
        return _media(file, format, content_type, picture.width or None, picture.height or None)
    if file.streams.audio:
        return _media(file, container.sound_format, container.sound_content_type, None, None)
    raise Refused("invalid_media", "neither picture nor sound")


def _media(file: InputContainer, format: str, content_type: str, width: int | None, height: int | None) -> Media:
    rate, streams = details.bit_rate(file.bit_rate), details.streams(file)
    return Media(format, content_type, _seconds(file.duration), width, height, rate, streams)


def _container_of(demuxer: str) -> Container:
    """One demuxer has several names: ``mov,mp4,m4a,3gp,3g2,mj2``."""
    names = demuxer.split(",")
    for container in _CONTAINERS:
        if container.demuxer in names:
            return container
    raise Refused("invalid_media", f"unknown container {demuxer}")


def _names(container: Container, streams: Sequence[Stream]) -> tuple[str, str]:
    if container.format == "webm" and not all(codec_of(stream) in _WEBM_CODECS for stream in streams):
        return "mkv", "video/x-matroska"
    return container.format, container.content_type


def _seconds(microseconds: int | None) -> float | None:
    """Headers of broken files tell durations of centuries."""
    seconds = (microseconds or 0) / 1_000_000
    return seconds if 0 < seconds < _LONGEST else None
