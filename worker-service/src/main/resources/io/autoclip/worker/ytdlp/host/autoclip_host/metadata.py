"""What the site said about a video, made safe: every value of the expected type, of bounded size, or left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

_MAX_NUMBER = 2**53  # what a double, and so every JSON reader, holds exactly
_MAX_DEPTH = 12
_MAX_ITEMS = 10_000
_MAX_TEXT = 100_000

BULKY = frozenset({
    "formats", "requested_formats", "subtitles", "automatic_captions", "heatmap", "thumbnails", "comments",
})
# Paths of this machine, and headers and cookies that belong to our visit.
_PRIVATE = frozenset({
    "cookies", "http_headers", "requested_downloads", "filepath", "filename", "_filename", "infojson_filename",
})


def of(video: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that AutoClip shows. What the site did not give, or gave in a wrong shape, is absent."""
    return _read(video, _FIELDS)


def of_preview(info: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a video, or of a list, that is only looked at."""
    return _read(info, _PREVIEW_FIELDS)


def title_of(entry: Mapping[str, Any]) -> str | None:
    """What a list calls one of its entries."""
    return _text(500)(entry.get("title"))


def of_format(format: Mapping[str, Any]) -> dict[str, Any]:
    """``size`` is what the site tells, ``estimated_size`` what follows from bit rate and duration; in bytes."""
    return _read(format, _FORMAT_FIELDS)


def _read(info: Mapping[str, Any], fields: tuple[tuple[str, str, Callable[[Any], Any]], ...]) -> dict[str, Any]:
    found = {name: read(info.get(source)) for name, source, read in fields}
    return {name: value for name, value in found.items() if value is not None}


def publishable(value: Any, depth: int = 0) -> Any:
    """A copy that is plain JSON: no NaN, no lone surrogates, bounded depth and lengths, nothing private."""
    if isinstance(value, Mapping):
        return {
            _clean(str(name)[:500]): publishable(item, depth + 1)
            for name, item in list(value.items())[:_MAX_ITEMS]
            if depth < _MAX_DEPTH and item is not None and name not in _PRIVATE and not str(name).startswith("__")
        }
    if isinstance(value, (list, tuple)):
        return [publishable(item, depth + 1) for item in value[:_MAX_ITEMS]] if depth < _MAX_DEPTH else []
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        return _number(value)
    return _clean(str(value)[:_MAX_TEXT])


def _clean(text: str) -> str:
    """Without control characters (but for tabs and line ends) and lone surrogates."""
    kept = "".join(character for character in text if character >= " " or character in "\n\t")
    return kept.replace("\x7f", "").encode("utf-8", "replace").decode()


def _flag(value: Any) -> bool | None:
    return True if value is True else None


def _text(longest: int) -> Callable[[Any], str | None]:
    def read(value: Any) -> str | None:
        return (_clean(value[: 2 * longest]).strip()[:longest] or None) if isinstance(value, str) else None

    return read


def _number(value: Any) -> int | float | None:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    return value if abs(value) <= _MAX_NUMBER else None  # no comparison holds for NaN


def _positive(value: Any) -> int | float | None:
    number = _number(value)
    return number if number is not None and number > 0 else None


def _count(value: Any) -> int | None:
    number = _number(value)
    return int(number) if number is not None and number >= 0 else None


def _size(value: Any) -> int | None:
    return _count(value) or None


def _instant(value: Any) -> int | None:
    """Seconds since 1970, up to the year 9999."""
    number = _number(value)
    return int(number) if number is not None and abs(number) < 253_402_300_800 else None


def _date(value: Any) -> str | None:
    """yt-dlp's YYYYMMDD."""
    return value if isinstance(value, str) and len(value) == 8 and value.isascii() and value.isdigit() else None


def _texts(most: int) -> Callable[[Any], list[str] | None]:
    def read(value: Any) -> list[str] | None:
        items = value if isinstance(value, (list, tuple)) else ()
        return [text for item in items[: 4 * most] if (text := _text(200)(item))][:most] or None

    return read


def _link(value: Any) -> str | None:
    text = _text(2_000)(value)
    return text if text and text.startswith(("http://", "https://")) else None


def chapters(value: Any) -> list[dict[str, Any]] | None:
    items = value if isinstance(value, (list, tuple)) else ()
    return [chapter for item in items[:500] if (chapter := _chapter(item))] or None


def _chapter(item: Any) -> dict[str, Any] | None:
    """Times in seconds. The title and the end may be missing."""
    if not isinstance(item, Mapping) or (start := _number(item.get("start_time"))) is None or start < 0:
        return None
    chapter = {"start_time": start, "end_time": _positive(item.get("end_time")), "title": _text(200)(item.get("title"))}
    return {name: value for name, value in chapter.items() if value is not None}


_FIELDS: tuple[tuple[str, str, Callable[[Any], Any]], ...] = (
    # name, yt-dlp's name, reader
    ("id", "id", _text(500)),
    ("title", "title", _text(500)),
    ("extractor", "extractor_key", _text(100)),
    ("direct", "direct", _flag),  # a bare file: the title is the name of it
    ("uploader", "uploader", _text(300)),
    ("uploader_url", "uploader_url", _link),
    ("channel", "channel", _text(300)),
    ("channel_url", "channel_url", _link),
    ("duration", "duration", _positive),
    ("width", "width", _positive),
    ("height", "height", _positive),
    ("fps", "fps", _positive),
    ("vcodec", "vcodec", _text(100)),
    ("acodec", "acodec", _text(100)),
    ("ext", "ext", _text(20)),
    ("format", "format", _text(200)),
    ("description", "description", _text(5_000)),
    ("tags", "tags", _texts(50)),
    ("categories", "categories", _texts(50)),
    ("chapters", "chapters", chapters),
    ("webpage_url", "webpage_url", _link),
    ("upload_date", "upload_date", _date),
    ("timestamp", "timestamp", _instant),
    ("view_count", "view_count", _count),
    ("like_count", "like_count", _count),
    ("comment_count", "comment_count", _count),
    ("average_rating", "average_rating", _number),
    ("language", "language", _text(50)),
    ("age_limit", "age_limit", _count),
    ("license", "license", _text(200)),
)
_PREVIEW_FIELDS: tuple[tuple[str, str, Callable[[Any], Any]], ...] = (
    ("title", "title", _text(500)),
    ("uploader", "uploader", _text(300)),
    ("duration", "duration", _positive),
    ("thumbnail_url", "thumbnail", _link),
    ("entries", "playlist_count", _size),
)
_FORMAT_FIELDS: tuple[tuple[str, str, Callable[[Any], Any]], ...] = (
    ("id", "format_id", _text(100)),
    ("ext", "ext", _text(20)),
    ("width", "width", _size),
    ("height", "height", _size),
    ("fps", "fps", _positive),
    ("vcodec", "vcodec", _text(100)),
    ("acodec", "acodec", _text(100)),
    ("size", "filesize", _size),
    ("estimated_size", "filesize_approx", _size),
)
