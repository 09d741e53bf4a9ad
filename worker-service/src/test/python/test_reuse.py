"""Nothing of one download is seen by another: neither in the object that is built, nor in what goes over the wire."""

from __future__ import annotations

import io
import unittest
from typing import Any

from support import media
from support.hosts import HostProcess
from support.origin import Answer, Handler, Origin
from autoclip_host import reuse
from yt_dlp.version import __version__ as version

# Taken over by design: classes, that is, and after a fork the child's alone.
_SHARED = {"_ies"}


def containers(value: Any, found: dict[int, str], name: str, depth: int = 0) -> None:
    """Ids of all that can be changed and is reachable from ``value``."""
    if isinstance(value, (str, bytes, int, float, type(None), type, io.IOBase)) or callable(value) or depth > 4:
        return
    if isinstance(value, (tuple, frozenset)) and all(isinstance(item, str) for item in value):
        return
    found[id(value)] = name
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, (list, tuple, set)) else ()
    for key, child in [*children, *getattr(value, "__dict__", {}).items()]:
        containers(child, found, f"{name}.{key}", depth + 1)


class FreshDownloaderTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.extractors = reuse.all_extractors()

    def state(self) -> tuple[reuse.Downloader, dict[int, str]]:
        downloader = reuse.fresh_downloader({"proxy": "", "cachedir": False, "outtmpl": {"default": "x"}}, dict(self.extractors))
        _ = downloader.cookiejar, downloader.proxies, downloader._request_director, downloader._js_runtimes
        found: dict[int, str] = {}
        for name, value in vars(downloader).items():
            if name not in _SHARED:
                containers(value, found, name)
        return downloader, found

    def test_two_downloaders_share_nothing_that_can_change(self) -> None:
        first, of_first = self.state()
        second, of_second = self.state()
        ours = {id(first): "self", id(second): "self"}
        shared = {of_first[key] for key in of_first.keys() & of_second.keys() - ours.keys()}
        self.assertEqual(set(), shared, f"yt-dlp {version} shares more than was checked")

    def test_extractors_are_classes_and_instances_are_made_anew(self) -> None:
        first, _ = self.state()
        generic = first.get_info_extractor("Generic")
        second, _ = self.state()
        self.assertIsNot(generic, second.get_info_extractor("Generic"))
        self.assertTrue(all(isinstance(extractor, type) for extractor in reuse.all_extractors().values()))
        self.assertGreater(len(self.extractors), 1000)

    def test_no_plugins(self) -> None:
        from yt_dlp.globals import plugin_dirs, plugin_ies

        self.assertEqual(([], {}), (plugin_dirs.value, plugin_ies.value))

    def test_an_extractor_may_not_choose_a_proxy_or_protocol(self) -> None:
        from autoclip_host.refusal import Refused
        from yt_dlp.networking import Request

        origin = Origin()
        self.addCleanup(origin.close)
        downloader, _ = self.state()
        request = Request(origin.serve("/x", b"here"), proxies={"all": "http://127.0.0.1:1"}, headers={"Ytdl-Request-Proxy": "http://127.0.0.1:1"})
        self.assertEqual(b"here", downloader.urlopen(request).read())
        for link in ("ftp://127.0.0.1/x", "file:///etc/hostname", "ws://127.0.0.1/x"):
            with self.assertRaises(Refused):
                downloader.urlopen(link)


class IsolationTest(unittest.TestCase):
    def test_cookies_and_connections_of_one_task_are_unknown_to_the_next(self) -> None:
        host, origin = HostProcess(), Origin()
        self.addCleanup(host.close)
        self.addCleanup(origin.close)

        def page(handler: Handler) -> Answer:
            return Answer(b'<video src="/v.mp4"></video>', headers={"Set-Cookie": "visit=1; Path=/"})

        origin.routes["/page"] = page
        origin.serve("/v.mp4", media.filled(50_000), pause=0.1)
        ids = [host.start(origin.address + "/page") for _ in range(2)]
        for id in ids:
            self.assertEqual("succeeded", host.outcome(id)[0]["type"])
        self.assertEqual("succeeded", host.download(origin.address + "/page")[0]["type"])
        self.assertEqual(3, origin.cookies.count("visit=1"), origin.cookies)
        self.assertEqual(3, origin.asked["/v.mp4"])
        self.assertEqual(sum(origin.asked.values()) - 3, origin.cookies.count(None))


if __name__ == "__main__":
    unittest.main()
