"""What makes two downloads the same video, however their links are written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from yt_dlp.extractor import get_info_extractor
from yt_dlp.postprocessor.common import PostProcessor
from yt_dlp.utils import unsmuggle_url

# They read any page, and make up an id from the last part of its link: two sites' "video" is not the same.
_WITHOUT_IDS = frozenset({"Generic", "HTML5MediaEmbed"})
# What advertisers add to links, and no site asks for; SourceUrl knows them as well.
_WHERE_FROM = re.compile(r"(utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_eid)(=|$)")
_LONGEST = 4_000


class IdentityPP(PostProcessor):
    """Says what was found, and waits for leave to download it (yt-dlp's stage "pre_process")."""

    def __init__(self, link: str, ask: Callable[[str, str], None]) -> None:
        """``link``: the one that was asked for."""
        super().__init__()
        self._link = link
        self._ask = ask

    def run(self, info: dict[str, Any]) -> tuple[list[str], dict[str, Any]]:
        self._ask(*of(info, self._link))
        return [], info


def of(info: Mapping[str, Any], link: str) -> tuple[str, str]:
    """The extractor, by the name that yt-dlp's own archive of downloads uses, and its id of the video.

    Where an id is made up, the page that it was found on is part of it: without its fragment, which no server sees,
    and what only tells how somebody came to it. Where a page has told an extractor what to look for, and perhaps where
    (smuggled options: Kaltura, PeerTube and many players), that page could pass its file off for another's, so the
    link that was asked for is part of it as well.
    """
    extractor = str(info.get("extractor_key") or "Generic")
    video, page = str(info.get("id")), str(info.get("webpage_url") or info.get("url"))
    if extractor in _WITHOUT_IDS:
        video = f"{_plain(page)} {video}"
    elif not _is_own_page(extractor, page):
        video = f"{_plain(link)} {page} {video}"
    return extractor[:_LONGEST], video if len(video) <= _LONGEST else _digest(video)


def _is_own_page(extractor: str, page: str) -> bool:
    """Whether the extractor itself takes the page's address, as it stands there."""
    try:
        known = get_info_extractor(extractor)
    except (AttributeError, KeyError):
        return False
    is_plain = page.startswith(("http://", "https://")) and unsmuggle_url(page)[1] is None
    return is_plain and bool(known._VALID_URL) and known.suitable(page)


def _plain(link: str) -> str:
    parts = urlsplit(link)
    query = "&".join(one for one in parts.query.split("&") if not _WHERE_FROM.match(one))
    return parts._replace(query=query, fragment="").geturl()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
