"""Reads a command. Strict: the JVM and the host are built together, so what is unknown is a mistake."""

from __future__ import annotations

import json
import os
import re
from typing import Any

from .protocol import MAX_URL, Beat, Command, Go, Kill, Limits, Malformed, Options, Start

_FORMATS = ("video", "audio")
_CONTAINERS = ("mp4", "webm", "mkv")
_AUDIO_CODECS = ("aac", "mp3", "opus")
_MOST_SUBTITLES = 20
_TAG = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
_LONGEST_TAG = 35
_WORKS = ("download", "preview", "list")
_MOST_ENTRIES = 100_000
_MAX_HEIGHT = 16_384
_MAX_ID = 200


def read(line: bytes, *, allow_direct: bool) -> Command:
    """Raises Malformed."""
    fields = _json_object(line)
    kind = fields.get("type")
    try:
        if kind == "beat":
            return Beat()
        if kind == "kill":
            return Kill(_text(fields, "id", _MAX_ID))
        if kind == "go":
            return Go(_text(fields, "id", _MAX_ID))
        if kind == "start":
            return _start(fields, allow_direct)
    except Malformed as error:
        raise Malformed(str(error), _id_of(fields)) from None
    raise Malformed("unknown type of command", _id_of(fields))


def _json_object(line: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Malformed("not a line of JSON") from None
    if not isinstance(fields, dict):
        raise Malformed("not a JSON object")
    return fields


def _id_of(fields: dict[str, Any]) -> str | None:
    id = fields.get("id")
    return id if isinstance(id, str) and len(id) <= _MAX_ID else None


def _start(fields: dict[str, Any], allow_direct: bool) -> Start:
    _only(fields, {"type", "id", "url", "directory", "proxy", "options", "limits", "work", "most"})
    return Start(
        id=_text(fields, "id", _MAX_ID),
        url=_text(fields, "url", MAX_URL),
        directory=_directory(fields),
        proxy=_proxy(fields, allow_direct),
        options=_options(_nested(fields, "options")),
        limits=_limits(_nested(fields, "limits")),
        work=_work(fields),
        most=_whole(fields, "most", _MOST_ENTRIES) if "most" in fields else 1,
    )


def _work(fields: dict[str, Any]) -> str:
    work = fields.get("work", "download")
    if work not in _WORKS:
        raise Malformed("work must be download, preview or list")
    return str(work)


def _options(fields: dict[str, Any]) -> Options:
    _only(fields, {"format", "max_height", "container", "audio_codec", "subtitles", "thumbnail"})
    height = fields.get("max_height")
    return Options(
        format=_one_of(fields, "format", _FORMATS),
        max_height=None if height is None else _whole(fields, "max_height", _MAX_HEIGHT),
        container=_optional(fields, "container", _CONTAINERS),
        audio_codec=_optional(fields, "audio_codec", _AUDIO_CODECS),
        subtitles=_tags(fields),
        thumbnail=_flag(fields, "thumbnail"),
    )


def _tags(fields: dict[str, Any]) -> tuple[str, ...]:
    """They become parts of names of files."""
    tags = fields.get("subtitles")
    if not isinstance(tags, list) or len(tags) > _MOST_SUBTITLES:
        raise Malformed(f"subtitles must be a list of at most {_MOST_SUBTITLES} tags of languages")
    for tag in tags:
        if not isinstance(tag, str) or len(tag) > _LONGEST_TAG or not _TAG.fullmatch(tag):
            raise Malformed("subtitles must be tags of languages")
    return tuple(tags)


def _limits(fields: dict[str, Any]) -> Limits:
    _only(fields, {"file_size", "memory", "cpu", "duration"})
    return Limits(*(_whole(fields, name, 2**62) for name in ("file_size", "memory", "cpu", "duration")))


def _directory(fields: dict[str, Any]) -> str:
    directory = _text(fields, "directory", 4_000)
    if not os.path.isabs(directory) or "\0" in directory:
        raise Malformed("directory must be an absolute path")
    return directory


def _proxy(fields: dict[str, Any], allow_direct: bool) -> str:
    """A direct connection would go around the address rules, so only tests may ask for one."""
    proxy = fields.get("proxy")
    if proxy == "" and allow_direct:
        return ""
    if not isinstance(proxy, str) or not proxy.startswith("http://"):
        raise Malformed("proxy must be an http:// address")
    return proxy


def _only(fields: dict[str, Any], known: set[str]) -> None:
    if unknown := sorted(fields.keys() - known):
        raise Malformed(f"unknown field {unknown[0][:50]!r}")


def _nested(fields: dict[str, Any], name: str) -> dict[str, Any]:
    value = fields.get(name)
    if not isinstance(value, dict):
        raise Malformed(f"{name} must be an object")
    return value


def _text(fields: dict[str, Any], name: str, longest: int) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise Malformed(f"{name} must be a string of 1 to {longest} characters")
    return value


def _one_of(fields: dict[str, Any], name: str, known: tuple[str, ...]) -> str:
    value = fields.get(name)
    if value not in known:
        raise Malformed(f"{name} must be one of {', '.join(known)}")
    return str(value)


def _optional(fields: dict[str, Any], name: str, known: tuple[str, ...]) -> str | None:
    return None if fields.get(name) is None else _one_of(fields, name, known)


def _flag(fields: dict[str, Any], name: str) -> bool:
    value = fields.get(name)
    if not isinstance(value, bool):
        raise Malformed(f"{name} must be true or false")
    return value


def _whole(fields: dict[str, Any], name: str, largest: int) -> int:
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= largest:
        raise Malformed(f"{name} must be a whole number from 1 to {largest}")
    return value
