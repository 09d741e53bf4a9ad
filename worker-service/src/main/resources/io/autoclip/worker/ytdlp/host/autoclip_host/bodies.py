"""What a site may answer with: bodies that yt-dlp reads whole, up to a size."""

from __future__ import annotations

from collections.abc import Callable

from yt_dlp.networking import Response

from .refusal import Refused

MOST = 32 * 1024 * 1024
"""Bytes of a page, list or key, unpacked. yt-dlp reads each of them whole, and a page's text again for each of 1,800
extractors. The largest that are known of honest sites have 10 MB."""

Read = Callable[[Response, int | None], bytes]

_BLOCK = 256 * 1024


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
