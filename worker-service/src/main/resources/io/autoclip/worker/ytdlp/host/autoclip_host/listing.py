"""Tells the links of a list, page by page, without a look at what each of them leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from yt_dlp.utils import PlaylistEntries, YoutubeDLError, sanitize_url, unsmuggle_url

from . import guards, metadata
from .protocol import Entries, Event, Listed, Start
from .refusal import Refused
from .reuse import Downloader

PAGE = 50
"""Links of an event: few enough for its size, and for one step of the store."""
MAX_LINK = 2_048
_MOST_LISTS = 20
"""Lists in the list, such as the tabs of a channel."""
_MOST_STEPS = 12
_LED_ON = ("url", "url_transparent")
# What these lead to is mostly a list, though their class does not promise it.
_LISTING = frozenset({"YoutubeTab"})


def of(start: Start, downloader: Downloader, send: Callable[[Event], None]) -> Listed:
    """Raises Refused when there is no entry at all. One more than is wanted is looked for, to tell that there are more."""
    listing = _Listing(downloader)
    looked_at = islice(listing.links(start.url), 20 * start.most + 1_000)
    links = islice(_distinct(looked_at), start.most + 1)
    told = 0
    while page := list(islice(links, PAGE)):
        wanted = page[: start.most - told]
        told += len(wanted)
        if wanted:
            send(Entries(start.id, wanted, listing.titles_of(wanted), listing.count and min(listing.count, start.most)))
        if len(wanted) < len(page):
            return Listed(start.id, told, more=True)
    if told == 0:
        raise Refused("no_video", "the list has no entry that a link leads to")
    return Listed(start.id, told, more=listing.is_cut)


def _distinct(links: Iterable[str]) -> Iterator[str]:
    seen = set()
    for link in links:
        if link not in seen:
            seen.add(link)
            yield link


class _Listing:
    """``count``: how many entries the list says that it has, once that is known. ``is_cut``: whether lists in it were
    passed over, for being too many."""

    def __init__(self, downloader: Downloader) -> None:
        self.count: int | None = None
        self.is_cut = False
        self._downloader = downloader
        self._followed: set[str] = set()
        self._titles: dict[str, str] = {}

    def titles_of(self, links: list[str]) -> dict[str, str]:
        """By link, of those that have one. They are not asked for twice."""
        return {link: title for link in links if (title := self._titles.pop(link, None))}

    def links(self, url: str) -> Iterator[str]:
        """A link to a single video is a list of that one."""
        result = self._resolve(url)
        if not guards.is_list(result):
            yield url
            return
        count = result.get("playlist_count")
        self.count = count if isinstance(count, int) and count > 0 and not self._followed else None
        self._followed.add(url)
        yield from self._entries(result)

    def _resolve(self, url: str, key: str | None = None) -> Mapping[str, Any]:
        for _ in range(_MOST_STEPS):
            result = self._downloader.extract_info(url, download=False, ie_key=key, process=False)
            if not result:
                raise Refused("no_video", "yt-dlp found nothing")
            if result.get("_type") not in _LED_ON:
                return result
            url, key = str(result["url"]), result.get("ie_key")
        raise Refused("site_error", f"the link leads on and on, over more than {_MOST_STEPS} pages")

    def _entries(self, result: Mapping[str, Any]) -> Iterator[str]:
        for _, entry in PlaylistEntries(self._downloader, result).get_requested_items():
            if not isinstance(entry, Mapping):
                continue
            if guards.is_list(entry):
                yield from self._entries(entry)
            elif link := _link_of(entry, str(result.get("webpage_url"))):
                if title := metadata.title_of(entry):
                    self._titles.setdefault(link, title)
                yield from self._followed_or_told(link, entry.get("ie_key"))

    def _followed_or_told(self, link: str, key: str | None) -> Iterator[str]:
        if not self._is_list(link, key):
            yield link
        elif link not in self._followed:
            yield from self._entries_below(link)

    def _entries_below(self, link: str) -> Iterator[str]:
        """A list that cannot be read is no reason to leave out the others."""
        if len(self._followed) > _MOST_LISTS:
            self.is_cut = True
            return
        try:
            yield from self.links(link)
        except (YoutubeDLError, Refused) as error:
            self._downloader.report_warning(f"A list in the list cannot be read: {error}")

    def _is_list(self, link: str, key: str | None) -> bool:
        """By what its extractor promises; without a look at it."""
        key = key or (self._downloader.choose and self._downloader.choose(link))
        extractor = self._downloader._ies.get(key or "")
        return key in _LISTING or bool(extractor and extractor.is_single_video(link) is False)


def _link_of(entry: Mapping[str, Any], page: str) -> str | None:
    """The entry's own page, else its media: an entry that was taken from the list's page has no other link."""
    if entry.get("_type") in _LED_ON:
        return _web_link(entry.get("url"))
    own = [entry.get(name) for name in ("webpage_url", "original_url")]
    media = [entry.get("url"), *(format.get("url") for format in reversed(entry.get("formats") or ()))]
    links = (_web_link(link) for link in (*own, *media) if link != page)
    return next((link for link in links if link), None)


def _web_link(link: Any) -> str | None:
    """Without what extractors hide in links for each other."""
    if not isinstance(link, str):
        return None
    plain = sanitize_url(unsmuggle_url(link)[0], scheme="https")
    try:
        guards.check_link(plain)
    except Refused:
        return None
    return plain if len(plain) <= MAX_LINK else None
