"""What a file is made of: its streams and chapters, as its container tells of them. All of it is bounded."""

from __future__ import annotations

from typing import Any

from av.container import InputContainer
from av.stream import Disposition, Stream

from . import metadata
_KINDS = ("video", "audio", "subtitle")
_MOST_STREAMS = 20
_MOST_CHAPTERS = 200
_LARGEST = 10**10  # bits a second
_MOST_FRAMES = 1_000  # a second


def streams(file: InputContainer) -> list[dict[str, Any]]:
    """What a container does not tell of a stream is absent."""
    shown = [stream for stream in file.streams if stream.type in _KINDS and not is_cover(stream)]
    return [_stream(stream) for stream in shown[:_MOST_STREAMS]]


def chapters(file: InputContainer) -> list[dict[str, Any]]:
    """In the shape in which sites tell them: times in seconds."""
    found = [
        {
            "start_time": round(float(chapter["start"] * chapter["time_base"]), 3),
            "end_time": round(float(chapter["end"] * chapter["time_base"]), 3),
            "title": chapter["metadata"].get("title"),
        }
        for chapter in file.chapters()[:_MOST_CHAPTERS]
    ]
    return metadata.chapters(found) or []


def is_cover(stream: Stream) -> bool:
    """A still picture that belongs to the sound."""
    return bool(stream.disposition & Disposition.attached_pic)


def codec_of(stream: Stream) -> str | None:
    """The codec itself, not the decoder: of AV1 and VP9 there are several."""
    context = stream.codec_context
    return context.codec.canonical_name if context else None


def bit_rate(bits: Any) -> int | None:
    return int(bits) if isinstance(bits, int) and 0 < bits < _LARGEST else None


def _stream(stream: Stream) -> dict[str, Any]:
    told = {"type": stream.type, "codec": codec_of(stream), "language": _language(stream)}
    context = stream.codec_context
    if context is not None:
        told["bit_rate"] = bit_rate(context.bit_rate)
    if context is not None and stream.type == "video":
        told |= {"width": context.width or None, "height": context.height or None, "fps": _rate(stream.average_rate)}
    if context is not None and stream.type == "audio":
        told |= {"channels": context.channels or None, "sample_rate": context.sample_rate or None}
    return {name: value for name, value in told.items() if value is not None}


def _language(stream: Stream) -> str | None:
    tag = stream.language
    return tag if tag and tag != "und" and tag.isascii() and tag.isalpha() and len(tag) <= 8 else None


def _rate(frames: Any) -> float | None:
    return round(float(frames), 3) if frames and 0 < frames <= _MOST_FRAMES else None
