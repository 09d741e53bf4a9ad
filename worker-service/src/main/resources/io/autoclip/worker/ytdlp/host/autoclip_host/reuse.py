"""What a child takes over from the warm parent, and what it makes anew.

Building a YoutubeDL costs 150 ms, nearly all of it for finding the extractor classes; compiling their URL patterns
costs 700 ms, and is kept in the classes. So a child takes the classes and the list of trusted certificates, and
nothing else: it builds a YoutubeDL of its own (1.5 ms), and with it cookies, cache, connections, hooks and counters
that no other download has seen.

Checked with yt-dlp 2026.08.19. test_reuse.py fails when a later version shares more.
"""

from __future__ import annotations

import functools
import traceback
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from yt_dlp import YoutubeDL
from yt_dlp.extractor.common import InfoExtractor
from yt_dlp.globals import plugin_dirs
from yt_dlp.networking import Request, RequestDirector, RequestHandler, Response, common
from yt_dlp.networking.exceptions import RequestError

from . import guards, sandbox
from .refusal import Refused

Extractors = dict[str, type[InfoExtractor]]
"""By their keys, in the order in which yt-dlp asks them whether a link is theirs."""

_HANDLERS = frozenset({"Requests", "Urllib"})
# Results that an extractor hands on to another, each a page or more. The longest chains of honest sites have four; the
# redirects of one request are limited by requests itself, to 30.
_MOST_STEPS = 12


class Downloader(YoutubeDL):
    """A YoutubeDL that only speaks to the web, only through its one proxy, and remembers the last refusal."""

    last_error: RequestError | None = None
    choose: Callable[[str], str | None] | None = None
    on_list = staticmethod(guards.refuse_playlist)
    """Called for a result that is a list of several videos, or an entry of one; raises."""
    _steps = 0

    def extract_info(
        self,
        url: str,
        download: bool = True,
        ie_key: str | None = None,
        extra_info: dict[str, Any] | None = None,
        process: bool = True,
        force_generic_extractor: bool = False,
    ) -> Any:
        """With the extractor named that yt-dlp would have found by asking all (choice.py)."""
        if not ie_key and not force_generic_extractor and self.choose:
            ie_key = self.choose(url)
        try:
            return super().extract_info(url, download, ie_key, extra_info, process, force_generic_extractor)
        except MemoryError as error:
            sandbox.grant_grace()
            traceback.clear_frames(error.__traceback__)  # they hold what filled it
            raise Refused("too_large", "it would take more memory than a download may") from None

    def process_ie_result(
        self, ie_result: dict[str, Any], download: bool = True, extra_info: Mapping[str, Any] | None = None
    ) -> Any:
        """Every result of an extractor passes here, entries of lists as well."""
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise Refused("site_error", f"the link leads on and on, over more than {_MOST_STEPS} pages")
        if guards.is_of_several(ie_result, extra_info or {}):
            self.on_list(ie_result, extra_info or {})
        return super().process_ie_result(ie_result, download, extra_info)

    def urlopen(self, req: Request | str) -> Response:
        """Every request of yt-dlp passes here. An extractor may not choose a proxy, nor another protocol."""
        request = Request(req) if isinstance(req, str) else req
        scheme = request.url.partition(":")[0].lower()
        if scheme not in ("http", "https", "data"):
            raise Refused("unsupported_protocol", f"a request to {scheme}:")
        request.proxies = {}
        request.headers.pop("Ytdl-Request-Proxy", None)
        try:
            return super().urlopen(request)
        except RequestError as error:
            self.last_error = error
            raise

    def build_request_director(
        self, handlers: Iterable[type[RequestHandler]], preferences: Iterable[Any] | None = None
    ) -> RequestDirector:
        """Without libcurl (curl_cffi) and web sockets, should they be installed: no address rule was tried on them."""
        return super().build_request_director([one for one in handlers if one.RH_KEY in _HANDLERS], preferences)

    def _forceprint(self, key: str, info_dict: dict[str, Any] | None) -> None:
        """We print nothing, but yt-dlp draws its table of formats for it, at each of seven stages."""


def keep_certificates() -> None:
    """Reads the trusted certificates once for all children; each child would spend a quarter of its time on it.

    The context is made in the parent and never used there for a connection. Verification is as yt-dlp sets it.
    """
    if not hasattr(common.make_ssl_context, "cache_info"):
        common.make_ssl_context = functools.cache(common.make_ssl_context)


def all_extractors() -> Extractors:
    """The classes of the installed yt-dlp; plugins are code from elsewhere and are never loaded."""
    plugin_dirs.value = []
    with YoutubeDL({"quiet": True, "proxy": "", "cachedir": False, "js_runtimes": {}}) as whole:
        return {key: one if isinstance(one, type) else type(one) for key, one in whole._ies.items()}


def fresh_downloader(
    params: dict[str, Any], extractors: Extractors, choose: Callable[[str], str | None] | None = None
) -> Downloader:
    """``params`` as YoutubeDL documents them. The downloader keeps ``extractors`` and puts its own instances there."""
    downloader = Downloader(params, auto_init=False)
    downloader._ies = extractors
    downloader.choose = choose
    return downloader
