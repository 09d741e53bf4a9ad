"""Reads a command. Strict: the JVM and the host are built together, so what is unknown is a mistake."""

from __future__ import annotations

import json
import os
import re
from typing import Any

from . import jobs
from .fields import flag, nested, one_of, only, optional, text, whole
from .protocol import MAX_URL, Beat, Command, Edit, Go, Kill, Limits, Malformed, Options, Start

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
            return Kill(text(fields, "id", _MAX_ID))
        if kind == "go":
            return Go(text(fields, "id", _MAX_ID))
        if kind == "start":
            return _start(fields, allow_direct)
        if kind == "edit":
            return _edit(fields)
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
    only(fields, {"type", "id", "url", "directory", "proxy", "options", "limits", "work", "most"})
    return Start(
        id=text(fields, "id", _MAX_ID),
        url=text(fields, "url", MAX_URL),
        directory=_directory(fields),
        proxy=_proxy(fields, allow_direct),
        options=_options(nested(fields, "options")),
        limits=_limits(nested(fields, "limits")),
        work=_work(fields),
        most=whole(fields, "most", _MOST_ENTRIES) if "most" in fields else 1,
    )


def _edit(fields: dict[str, Any]) -> Edit:
    only(fields, {"type", "id", "directory", "source", "job", "limits"})
    directory = _directory(fields)
    return Edit(
        id=text(fields, "id", _MAX_ID),
        directory=directory,
        source=_file_in(directory, fields),
        job=jobs.read(nested(fields, "job")),
        limits=_limits(nested(fields, "limits")),
    )


def _file_in(directory: str, fields: dict[str, Any]) -> str:
    """By its name; whether it is a file, and no link that leads elsewhere, is for the child to see."""
    source = text(fields, "source", 4_000)
    inside = os.path.normpath(directory) + os.sep
    if "\0" in source or os.path.normpath(source) != source or not source.startswith(inside):
        raise Malformed("source must be an absolute path in the directory")
    return source


def _work(fields: dict[str, Any]) -> str:
    work = fields.get("work", "download")
    if work not in _WORKS:
        raise Malformed("work must be download, preview or list")
    return str(work)


def _options(fields: dict[str, Any]) -> Options:
    only(fields, {"format", "max_height", "container", "audio_codec", "subtitles", "thumbnail"})
    height = fields.get("max_height")
    return Options(
        format=one_of(fields, "format", _FORMATS),
        max_height=None if height is None else whole(fields, "max_height", _MAX_HEIGHT),
        container=optional(fields, "container", _CONTAINERS),
        audio_codec=optional(fields, "audio_codec", _AUDIO_CODECS),
        subtitles=_tags(fields),
        thumbnail=flag(fields, "thumbnail"),
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
    only(fields, {"file_size", "memory", "cpu", "duration"})
    return Limits(*(whole(fields, name, 2**62) for name in ("file_size", "memory", "cpu", "duration")))


def _directory(fields: dict[str, Any]) -> str:
    directory = text(fields, "directory", 4_000)
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
