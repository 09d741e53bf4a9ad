"""Fetches the subtitles that are wanted and makes WebVTT files of them. Like the picture they are an ornament: what goes
wrong with them is only a warning."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from yt_dlp.downloader import get_suitable_downloader
from yt_dlp.utils import ISO639Utils, YoutubeDLError

from . import apart, captions, deadline, guards
from .protocol import Limits, Subtitles
from .refusal import Refused
from .reuse import Downloader

_KINDS = ("vtt", "srt", "ass", "ssa", "ttml", "dfxp", "unknown_video")
"""By their endings, the best first. The last is what yt-dlp calls any address that tells none."""
_SECONDS = 60
"""For all languages of a video together."""
_OLD_NAMES = {"iw": "he", "in": "id", "ji": "yi"}


def of(
    downloader: Downloader, video: Mapping[str, Any], wanted: tuple[str, ...], directory: Path, limits: Limits
) -> list[Subtitles]:
    """Files ``subtitles.<language>.vtt`` in ``directory``, in the order of ``wanted``."""
    end = time.monotonic() + _SECONDS
    found = [each for language in wanted if (each := _fetched(downloader, video, language, directory, end))]
    if not found:
        return []
    answers = apart.run(lambda: _convert(found), limits)
    for answer in answers:
        if "refused" in answer:
            downloader.report_warning(f"subtitles in {answer['language']}: {answer['refused']}")
    made = {answer["language"] for answer in answers if "refused" not in answer}
    return [each for each in found if each.language in made]


def find(video: Mapping[str, Any], language: str) -> tuple[Mapping[str, Any], bool] | None:
    """What to fetch, and whether a machine wrote it. Automatic captions only where there are no others."""
    for name, automatic in (("subtitles", False), ("automatic_captions", True)):
        offered = video.get(name)
        tags = [tag for tag in offered if isinstance(tag, str)] if isinstance(offered, Mapping) else []
        for tag in _fitting(tags, language):
            if best := _best(offered[tag]):
                return best, automatic
    return None


def _fitting(tags: list[str], language: str) -> Iterator[str]:
    """The language itself; else a variant of it; else what it is a variant of (RFC 4647, 3.4)."""
    wanted = _folded(language)
    yield from (tag for tag in tags if _folded(tag) == wanted)
    yield from (tag for tag in tags if _folded(tag).startswith(f"{wanted}-"))
    while "-" in wanted:
        wanted = wanted.rpartition("-")[0]
        yield from (tag for tag in tags if _folded(tag) == wanted)


def _folded(tag: str) -> str:
    """Sites write eng, en_US and iw."""
    first, dash, rest = tag.lower().replace("_", "-").partition("-")
    if len(first) == 3:
        first = ISO639Utils.long2short(first) or first
    return _OLD_NAMES.get(first, first) + dash + rest


def _best(offered: Any) -> Mapping[str, Any] | None:
    each = [one for one in offered if isinstance(one, Mapping)] if isinstance(offered, (list, tuple)) else []
    usable = [one for one in each if one.get("ext") in _KINDS and _is_readable(one)]
    return min(usable, key=lambda one: _KINDS.index(one["ext"]), default=None)


def _is_readable(offered: Mapping[str, Any]) -> bool:
    url = offered.get("url")
    return isinstance(offered.get("data"), str) or (isinstance(url, str) and guards.is_fetchable(offered))


def _fetched(
    downloader: Downloader, video: Mapping[str, Any], language: str, directory: Path, end: float
) -> Subtitles | None:
    """``end``: by the monotonic clock. What a site offers may be of any shape."""
    try:
        found = find(video, language)
        if found is None:
            downloader.report_warning(f"The site has no subtitles in {language}")
            return None
        with deadline.within(end - time.monotonic()):
            _fetch(downloader, {"http_headers": video.get("http_headers") or {}, **found[0]}, f"{language}.subtitles")
    except (YoutubeDLError, Refused, OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        downloader.report_warning(f"subtitles in {language}: {error}")
        return None
    return Subtitles(language, found[1], str(directory / f"subtitles.{language}.vtt"))


def _fetch(downloader: Downloader, offered: Mapping[str, Any], name: str) -> None:
    """Into the working folder, by yt-dlp's own downloaders: some sites cut subtitles into segments."""
    if isinstance(offered.get("data"), str):
        Path(name).write_text(offered["data"][: captions.MAX_SIZE], encoding="utf-8", errors="replace")
        return
    info = {**offered, "ext": "vtt" if offered["ext"] == "unknown_video" else offered["ext"]}
    params = downloader.params | {"max_filesize": captions.MAX_SIZE, "retries": 1, "fragment_retries": 1}
    fetcher = get_suitable_downloader(info, params)(downloader, params)
    fetcher.add_progress_hook(_refuse_large)
    fetcher.download(name, info, subtitle=True)


def _refuse_large(status: Mapping[str, Any]) -> None:
    if (status.get("downloaded_bytes") or 0) > captions.MAX_SIZE:
        raise Refused("too_large", f"subtitles of more than {captions.MAX_SIZE} bytes")


def _convert(found: list[Subtitles]) -> None:
    for each in found:
        try:
            captions.convert(Path(f"{each.language}.subtitles"), Path(each.path))
            apart.say({"language": each.language})
        except Exception as error:  # a hostile file may break more than its reader
            apart.say({"language": each.language, "refused": f"{type(error).__name__}: {error}"[:300]})
