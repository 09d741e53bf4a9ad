"""Makes WebVTT of subtitles, whatever a site sent: so nothing of a site's own reaches a player as such.

Cues are read by ffmpeg's libraries and written anew: their times, and their text with italics, bold and underlines.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from pathlib import Path

import av
from yt_dlp.utils import dfxp2srt

from .refusal import Refused

MAX_SIZE = 10 * 1024 * 1024
"""Bytes of one file of a site. Those of long films have some 200 kB."""
MAX_CUES = 20_000
MAX_TEXT = 2_000
"""Characters of one cue."""

_MARK = re.compile(r"\{\\(i|b|u)([01])\}|\{[^}]*\}")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def convert(file: Path, target: Path) -> None:
    """Raises Refused, or whatever a hostile file has broken."""
    if file.stat().st_size > MAX_SIZE:
        raise Refused("too_large", f"subtitles of more than {MAX_SIZE} bytes")
    text = _UNSEEN.sub("", _text(file.read_bytes()))
    demuxer = _demuxer(text)
    if demuxer == "ttml":
        text, demuxer = dfxp2srt(text.encode()), "srt"
    written = "".join(_cues(text, demuxer))
    if not written:
        raise Refused("invalid_media", "there are no subtitles in it")
    target.write_text(f"WEBVTT\n\n{written}", encoding="utf-8")


def _text(content: bytes) -> str:
    """UTF-8 nearly always, else as Windows wrote them."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _demuxer(text: str) -> str:
    """By what is in it, as names and types are often wrong."""
    start = text[:4_000].lstrip()
    if start.startswith("WEBVTT"):
        return "webvtt"
    if start.startswith("<"):
        return "ttml"
    return "ass" if start.startswith("[Script Info]") else "srt"


def _cues(text: str, demuxer: str) -> Iterator[str]:
    options = {"format_whitelist": demuxer, "protocol_whitelist": ""}
    with av.open(io.BytesIO(text.encode()), format=demuxer, options=options, metadata_errors="replace") as file:
        stream = file.streams.subtitles[0]
        count = 0
        for packet in file.demux(stream):
            if packet.size and packet.pts is not None and packet.duration:
                start = packet.pts * packet.time_base
                said = "\n".join(filter(None, (_said(each.dialogue) for each in stream.decode(packet))))
                count += bool(said)
                if count > MAX_CUES:
                    raise Refused("too_large", f"more than {MAX_CUES} subtitles")
                if said and start >= 0:
                    yield f"{_time(start)} --> {_time(start + packet.duration * packet.time_base)}\n{said}\n\n"


def _said(dialogue: bytes) -> str:
    """An empty line would end the cue."""
    text = dialogue.decode("utf-8", "replace").replace("\\h", " ")[:MAX_TEXT]
    marked = _MARK.sub(_tag, html.escape(text, quote=False))
    return "\n".join(line for line in map(str.strip, marked.splitlines()) if line)


def _tag(mark: re.Match[str]) -> str:
    name, on = mark.groups()
    return f"<{'' if on == '1' else '/'}{name}>" if name else ""


def _time(seconds: float) -> str:
    thousandths = min(round(seconds * 1000), 359_999_999)  # 99 hours
    return f"{thousandths // 3_600_000:02}:{thousandths // 60_000 % 60:02}:{thousandths // 1000 % 60:02}.{thousandths % 1000:03}"
