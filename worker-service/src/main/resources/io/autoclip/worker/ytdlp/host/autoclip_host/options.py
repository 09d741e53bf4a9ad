"""Our few typed options as yt-dlp's parameters (documented at the class YoutubeDL)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yt_dlp.postprocessor.ffmpeg import FFmpegPostProcessor

from .fitting import QUALITY
from .protocol import Options, Start
from .tools import INPUT_GUARD, Tools

_SOUNDS = {"aac": "ba[acodec^=mp4a]/ba[acodec^=aac]", "mp3": "ba[acodec^=mp3]", "opus": "ba[acodec^=opus]"}
_ENDINGS = {"aac": "m4a", "mp3": "mp3", "opus": "opus"}
# The last one takes everything; of those before, the first that takes the streams.
_MERGED = {None: "mp4/webm/mkv", "mp4": "mp4/mkv", "webm": "webm/mkv", "mkv": "mkv"}

MEDIA = "media"
"""The one name of what is downloaded. The extension is one of yt-dlp's list of safe ones."""


def parameters(start: Start, tools: Tools) -> dict[str, Any]:
    """All but the hooks and the logger. Names of files are relative: yt-dlp expands ``$`` and ``~`` in folders."""
    return {
        **_format(start.options),
        **_network(start),
        **_tools(tools),
        # Some extractors only look for them if they are wanted; which, is ours to say (subtitles.py).
        "writesubtitles": bool(start.options.subtitles),
        "writeautomaticsub": bool(start.options.subtitles),
        "subtitleslangs": ["-all"],
        "outtmpl": {"default": f"{MEDIA}.%(ext)s"},
        "overwrites": True,
        "updatetime": False,
        "cachedir": False,
        "color": "never",
        "noprogress": True,
        "progress_delta": 3_600,  # yt-dlp's own progress texts, which nobody reads, cost time for each block
        **_lists(start),
    }


def _lists(start: Start) -> dict[str, Any]:
    """A link to a video in a list means the video, unless the list is asked for."""
    if start.work == "list":
        return {"noplaylist": False, "lazy_playlist": True}
    return {"noplaylist": True, "playlist_items": "1:2"}  # enough to see that it is a list (reuse.py)


def _format(options: Options) -> dict[str, Any]:
    return _sound(options) if options.format == "audio" else _picture(options)


def _sound(options: Options) -> dict[str, Any]:
    codec = options.audio_codec
    return {
        "format": f"{_SOUNDS[codec or 'aac']}/ba/b",
        "postprocessors": [
            {
                "key": "FFmpegExtractAudio",
                "preferredcodec": _ENDINGS[codec] if codec else "best",
                "preferredquality": str(QUALITY),
            }
        ],
    }


def _picture(options: Options) -> dict[str, Any]:
    """What plays everywhere comes first: the order of yt-dlp's own preset "mp4", without its remux.

    What has to be changed least comes before (fitting.py does the rest). Where a site has only larger ones than were
    asked for, it is the smallest of them.
    """
    fitting = "[vcodec~='^(vp|av0?1)']" if options.container == "webm" else ""
    low = f"[height<=?{options.max_height}]" if options.max_height else ""
    height = f"height:{options.max_height}" if options.max_height else "res"
    picture = "vp9" if options.container == "webm" else "h264"
    sound = options.audio_codec or ("opus" if options.container == "webm" else "aac")
    return {
        "format": "/".join(f"bv*{filter}+ba/b{filter}" for filter in dict.fromkeys([low + fitting, low, ""])),
        "format_sort": [f"vcodec:{picture}", "lang", "quality", height, "fps", "hdr:12", f"acodec:{sound}"],
        "merge_output_format": _MERGED[options.container],
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
