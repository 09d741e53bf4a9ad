"""What a site may answer with: bodies that yt-dlp reads whole, and lists of parts, up to a size."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sized
from typing import Any
from xml.etree.ElementTree import Element

from yt_dlp.networking import Response

from .refusal import Refused

MOST = 32 * 1024 * 1024
"""Bytes of a page, list or key, unpacked. yt-dlp reads each of them whole, and a page's text again for each of 1,800
extractors. The largest that are known of honest sites have 10 MB."""
MOST_PARTS = 50_000
"""Segments of one format: twelve hours of one second each have 43,200."""

Read = Callable[[Response, int | None], bytes]

_BLOCK = 256 * 1024
_DURATION = re.compile(r"P(?:(?P<days>\d+)D)?T?(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>[\d.]+)S)?$")
_PARTS = {"days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1}
_LENGTHS = ("mediaPresentationDuration", "duration")


def bound_what_is_read_whole() -> None:
    """For the whole process: ``read()`` of everything refuses more than MOST. Reads of a part are for media, which have
    limits of their own; urllib3 unpacks no more than is asked for."""
    for response in (Response, *Response.__subclasses__()):
        if "read" in vars(response):
            response.read = _bounded(response.read)  # type: ignore[method-assign]


def _bounded(read: Read) -> Read:
    def read_bounded(self: Response, amt: int | None = None) -> bytes:
        return read(self, amt) if amt is not None and amt >= 0 else _all_of(self, read)

    return read_bounded


def _all_of(response: Response, read: Read) -> bytes:
    blocks, size = [], 0
    while block := read(response, _BLOCK):
        size += len(block)
        if size > MOST:
            raise Refused("too_large", f"a page or list of more than {MOST} bytes")
        blocks.append(block)
    return b"".join(blocks)


def refuse_many_parts(number: int) -> None:
    if number > MOST_PARTS:
        raise Refused("too_large", f"{number} segments are more than {MOST_PARTS}")


def refuse_parts_of(format: Mapping[str, Any]) -> None:
    fragments = format.get("fragments")
    if isinstance(fragments, Sized):
        refuse_many_parts(len(fragments))


def refuse_parts_of_dash(manifest: Element) -> None:
    """Before yt-dlp makes a list of what a few letters can tell: ``r="999999999"``."""
    longest = max((_seconds(each.get(name)) for each in manifest.iter() for name in _LENGTHS), default=0.0)
    for element in manifest.iter():
        kind = element.tag.rpartition("}")[2]
        if kind == "SegmentTimeline":
            refuse_many_parts(sum(1 + max(0, _whole(part.get("r"))) for part in element))
        elif kind in ("SegmentTemplate", "SegmentList") and (length := _whole(element.get("duration"))) > 0:
            refuse_many_parts(int(longest * (_whole(element.get("timescale")) or 1) / length))


def _whole(text: str | None) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,15}", text) else 0


def _seconds(text: str | None) -> float:
    """Of what XML calls a duration, without years and months. A plain number is no such thing."""
    found = _DURATION.match(text or "")
    if not found or not any(found.groups()):
        return 0.0
    try:
        return sum(float(found[name] or 0) * seconds for name, seconds in _PARTS.items())
    except (ValueError, OverflowError):
        return 0.0
