"""What makes two downloads the same video, however their links are written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from yt_dlp.postprocessor.common import PostProcessor

# They read any page, and make up an id from the last part of its link: two sites' "video" is not the same.
_WITHOUT_IDS = frozenset({"Generic", "HTML5MediaEmbed"})
# What advertisers add to links, and no site asks for; SourceUrl knows them as well.
_WHERE_FROM = re.compile(r"(utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_eid)(=|$)")
_LONGEST = 4_000


class IdentityPP(PostProcessor):
    """Says what was found, and waits for leave to download it (yt-dlp's stage "pre_process")."""

    def __init__(self, ask: Callable[[str, str], None]) -> None:
        super().__init__()
        self._ask = ask

    def run(self, info: dict[str, Any]) -> tuple[list[str], dict[str, Any]]:
        self._ask(*of(info))
        return [], info


def of(info: Mapping[str, Any]) -> tuple[str, str]:
    """The extractor, by the name that yt-dlp's own archive of downloads uses, and its id of the video.

    Where an id is made up, the page that it was found on is part of it: without its fragment, which no server sees,
    and what only tells how somebody came to it.
    """
    extractor = str(info.get("extractor_key") or "Generic")
    video = str(info.get("id"))
    if extractor in _WITHOUT_IDS:
        video = f"{_plain(str(info.get('webpage_url') or info.get('url')))} {video}"
    return extractor[:_LONGEST], video if len(video) <= _LONGEST else _digest(video)


def _plain(link: str) -> str:
    parts = urlsplit(link)
    query = "&".join(one for one in parts.query.split("&") if not _WHERE_FROM.match(one))
    return parts._replace(query=query, fragment="").geturl()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
