"""What a site may not make us do: playlists, live streams, odd protocols, and downloads around the proxy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn
from urllib.parse import urlsplit

from yt_dlp.downloader.external import ExternalFD, FFmpegFD
from yt_dlp.downloader.fc2 import FC2LiveFD
from yt_dlp.downloader.hls import HlsFD
from yt_dlp.downloader.niconico import NiconicoLiveFD
from yt_dlp.downloader.rtmp import RtmpFD
from yt_dlp.downloader.websocket import FFmpegSinkFD
from yt_dlp.postprocessor.common import PostProcessor

from . import segments
from .refusal import Refused

# Those whose downloader fetches through yt-dlp's own networking, and so through the proxy.
PROTOCOLS = frozenset({"http", "https", "m3u8", "m3u8_native", "http_dash_segments", "ism", "bunnycdn", "soopvod"})
_LIVE = frozenset({"is_live", "is_upcoming", "post_live"})


def check_link(url: str) -> None:
    """Only plain web links; yt-dlp itself would also take searches (``ytsearch:``), files and options."""
    if any(character.isspace() or not character.isprintable() for character in url):
        raise Refused("unsupported_url", "the link holds a space or control character")
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable:
        raise Refused("unsupported_url", "not a link of http or https with a host")


def is_list(result: Mapping[str, Any]) -> bool:
    return result.get("_type") in ("playlist", "multi_video", "compat_list")


def is_of_several(result: Mapping[str, Any], context: Mapping[str, Any]) -> bool:
    """For each result of an extractor, before its entries are read or its link is followed.

    ``context`` is what yt-dlp knows of the list that the result is an entry of. A list of one is a video: the generic
    extractor gives that for many a page. ``playlist_items`` (options.py) keeps yt-dlp from reading further than two.
    """
    return (is_list(result) and _count(result, "playlist_count") > 1) or _count(context, "n_entries") > 1


def refuse_playlist(result: Mapping[str, Any], context: Mapping[str, Any]) -> NoReturn:
    raise Refused("playlist", "the link is a list of several videos")


def _count(info: Mapping[str, Any], name: str) -> int:
    value = info.get(name)
    return value if isinstance(value, int) else 0


class FormatGuardPP(PostProcessor):
    """Runs once per video, when its formats are known and none has been chosen (yt-dlp's stage "pre_process")."""

    def __init__(self, longest: int) -> None:
        """``longest``: seconds that the video may last, if the site tells."""
        super().__init__()
        self._longest = longest
        self._seen = False

    def run(self, info: dict[str, Any]) -> tuple[list[str], dict[str, Any]]:
        if self._seen:
            raise Refused("playlist", "the link gave more than one video")
        self._seen = True
        if info.get("is_live") or info.get("live_status") in _LIVE:
            raise Refused("live_stream", f"live_status is {info.get('live_status')}")
        refuse_long(info.get("duration"), self._longest)
        self._keep_fetchable(info)
        return [], info

    def _keep_fetchable(self, info: dict[str, Any]) -> None:
        formats = info.get("formats") or [info]
        fetchable = [format for format in formats if is_fetchable(format)]
        if not fetchable:
            raise Refused("unsupported_protocol", f"only {sorted({_protocol(format) for format in formats})}")
        for format in fetchable:
            segments.refuse_many_of(format)
        if "formats" in info:
            info["formats"] = fetchable


def refuse_long(duration: Any, longest: int) -> None:
    if isinstance(duration, (int, float)) and duration > longest:
        raise Refused("too_long", f"{duration} s are more than {longest}")


def is_fetchable(format: Mapping[str, Any]) -> bool:
    return _protocol(format) in PROTOCOLS


def _protocol(format: Mapping[str, Any]) -> str:
    return str(format.get("protocol") or urlsplit(format["url"]).scheme)


class NamingPP(PostProcessor):
    """Numbers the chosen formats: yt-dlp puts their ids, which come from the site, into names of files."""

    def run(self, info: dict[str, Any]) -> tuple[list[str], dict[str, Any]]:
        if chosen := info.get("requested_formats"):
            info["requested_formats"] = [{**format, "format_id": str(i)} for i, format in enumerate(chosen)]
        return [], info


def forbid_what_opens_addresses_by_itself() -> None:
    """For the whole process: ffmpeg, rtmpdump, curl … never see an address, whatever a site or an extractor says."""
    for downloader in (ExternalFD, FFmpegFD, FFmpegSinkFD, RtmpFD, NiconicoLiveFD, FC2LiveFD):
        downloader.real_download = _refuse_to_download
    HlsFD.can_download = classmethod(_can_download_hls)


def _refuse_to_download(self: Any, filename: str, info: Mapping[str, Any]) -> NoReturn:
    raise Refused("unsupported_protocol", f"would need {self.FD_NAME if hasattr(self, 'FD_NAME') else type(self)}")


_hls_can_download = HlsFD.can_download


def _can_download_hls(cls: type[HlsFD], manifest: str, info: Mapping[str, Any], *_: object) -> bool:
    """yt-dlp would hand to ffmpeg what its own downloader cannot do, and take a live list for a finished one."""
    segments.refuse_many_of_hls(manifest)
    if HlsFD._has_drm(manifest):
        raise Refused("drm", "the HLS list is DRM protected")
    if _is_growing(manifest) and info.get("live_status") not in ("not_live", "was_live"):
        raise Refused("live_stream", "the HLS list has no end")
    if not _hls_can_download(manifest, dict(info)):
        raise Refused("unsupported_protocol", "the HLS list needs ffmpeg")
    return True


def _is_growing(manifest: str) -> bool:
    return "#EXT-X-ENDLIST" not in manifest and "#EXT-X-PLAYLIST-TYPE:VOD" not in manifest
