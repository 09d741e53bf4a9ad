"""Our few typed options as yt-dlp's parameters (documented at the class YoutubeDL)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yt_dlp.postprocessor.ffmpeg import FFmpegPostProcessor

from .protocol import Options, Start
from .tools import INPUT_GUARD, Tools

MEDIA = "media"
"""The one name of what is downloaded. The extension is one of yt-dlp's list of safe ones."""


def parameters(start: Start, tools: Tools) -> dict[str, Any]:
    """All but the hooks and the logger. Names of files are relative: yt-dlp expands ``$`` and ``~`` in folders."""
    return {
        **_format(start.options),
        **_network(start),
        **_tools(tools),
        "outtmpl": {"default": f"{MEDIA}.%(ext)s"},
        "overwrites": True,
        "updatetime": False,
        "cachedir": False,
        "color": "never",
        "noprogress": True,
        "progress_delta": 3_600,  # yt-dlp's own progress texts, which nobody reads, cost time for each block
        "noplaylist": True,
        "playlist_items": "1:2",  # enough to see that it is a list (reuse.py)
    }


def _format(options: Options) -> dict[str, Any]:
    """What plays everywhere comes first: the order of yt-dlp's own preset "mp4", without its remux.

    ``res:N`` prefers the best up to N, and where a site has only larger ones the smallest of them.
    """
    if options.format == "audio":
        return {
            "format": "ba[acodec^=mp4a]/ba[acodec^=aac]/ba/b",
            "postprocessors": [{"key": "FFmpegExtractAudio", "preferredcodec": "best"}],
        }
    height = f"res:{options.max_height}" if options.max_height else "res"
    return {
        "format": "bv*+ba/b",
        "format_sort": ["vcodec:h264", "lang", "quality", height, "fps", "hdr:12", "acodec:aac"],
        "merge_output_format": "mp4/webm/mkv",
    }


def _network(start: Start) -> dict[str, Any]:
    return {
        "proxy": start.proxy,
        "socket_timeout": 20,
        "retries": 3,
        "fragment_retries": 3,
        "skip_unavailable_fragments": False,
        "hls_prefer_native": True,
        "external_downloader": {"default": "native"},
    }


def _tools(tools: Tools) -> dict[str, Any]:
    """ffprobe's guard is in its wrapper, since yt-dlp gives it no arguments everywhere."""
    return {
        "ffmpeg_location": str(tools.folder),
        "postprocessor_args": {f"{name}+ffmpeg_i": list(INPUT_GUARD) for name in _users_of_ffmpeg()},
        "js_runtimes": {"deno": {"path": str(tools.deno)}} if tools.deno else {},
    }


def _users_of_ffmpeg() -> Iterator[str]:
    """Arguments for inputs are not taken for "ffmpeg" as such, only for each of yt-dlp's steps that run it."""
    waiting = [FFmpegPostProcessor]
    while waiting:
        step = waiting.pop()
        yield step.pp_key().lower()
        waiting += step.__subclasses__()
