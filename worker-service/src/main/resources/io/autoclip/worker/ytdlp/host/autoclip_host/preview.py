"""Tells what a link leads to, and in which formats it is to be had, without downloading it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import guards, identity, metadata
from .protocol import Previewed, Start
from .results import single_video
from .reuse import Downloader

_MOST_FORMATS = 100


class _ListFound(Exception):
    """Not a yt_dlp error, as Refused: what is known of the list that the link leads to."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        super().__init__("a list")
        self.known = known


def of(start: Start, downloader: Downloader) -> Previewed:
    """A list ends it as soon as it is known to be one; its entries are not looked at."""
    downloader.on_list = _found
    try:
        video = single_video(downloader.extract_info(start.url, download=False))
    except _ListFound as found:
        return Previewed(start.id, {**metadata.of_preview(found.known), "playlist": True, "formats": []})
    extractor, media_id = identity.of(video, start.url)
    told = {"playlist": False, "formats": _formats(video), "extractor": extractor, "media_id": media_id}
    return Previewed(start.id, {**metadata.of_preview(video), **told})


def _found(result: Mapping[str, Any], context: Mapping[str, Any]) -> None:
    """yt-dlp tells an entry of its list, under names of their own."""
    if guards.is_list(result):
        raise _ListFound(result)
    names = {"playlist_title": "title", "playlist_uploader": "uploader", "playlist_count": "playlist_count"}
    raise _ListFound({ours: context.get(theirs) for theirs, ours in names.items()})


def _formats(video: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The best first, as many as a page can show. yt-dlp has sorted them the other way round."""
    formats = [format for format in video.get("formats") or [video] if isinstance(format, Mapping)]
    return [metadata.of_format(format) for format in reversed(formats[-_MOST_FORMATS:])]
