"""The proxy: everything goes through it, with the attempt's credentials, and its refusals have codes of their own."""

from __future__ import annotations

import base64
import unittest
from pathlib import Path

from support import media
from support.hosts import HostProcess
from support.origin import Origin
from support.proxy import Proxy

USER, PASSWORD = "task.1", "s3cret%2Fword"
BASIC = "Basic " + base64.b64encode(b"task.1:s3cret/word").decode()


class EgressTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.host = HostProcess(direct=False)
        cls.addClassCleanup(cls.host.close)

    def setUp(self) -> None:
        self.origin, self.proxy = Origin(), Proxy()
        self.addCleanup(self.origin.close)
        self.addCleanup(self.proxy.close)

    def download(self, url: str) -> dict:
        return self.host.download(url, proxy=self.proxy.address(f"{USER}:{PASSWORD}"))[0]

    def test_every_request_carries_the_credentials(self) -> None:
        self.origin.serve("/v.mp4", media.filled())
        self.origin.serve("/p.png", media.picture(), "image/png")
        event = self.download(self.origin.page("/page", '<video src="/v.mp4" poster="/p.png"></video>'))
        self.assertEqual("succeeded", event["type"], event)
        self.assertEqual({BASIC}, {credentials for _, credentials in self.proxy.seen})
        self.assertEqual(sum(self.origin.asked.values()), len(self.proxy.seen))
        self.assertEqual(1, self.origin.asked["/p.png"])

    @media.needs_ffmpeg
    def test_segments_go_through_it_too(self) -> None:
        event = self.download(self.origin.serve_folder(media.hls()) + "/index.m3u8")
        self.assertEqual("succeeded", event["type"], event)
        self.assertEqual(sum(self.origin.asked.values()), len(self.proxy.seen))

    def test_refusals(self) -> None:
        link = self.origin.serve("/x.mp4", b"x")
        for verdict, code in (((403, "denied"), "egress_denied"), ((502, "unresolved"), "network"), ((502, "unreachable"), "network")):
            with self.subTest(verdict=verdict):
                self.proxy.verdict = lambda _, verdict=verdict: verdict
                self.assertEqual(code, self.download(link)["code"])
        self.assertEqual(0, self.origin.asked["/x.mp4"])

    def test_refused_tunnels(self) -> None:
        for verdict, code in (((403, "denied"), "egress_denied"), ((502, "unresolved"), "network")):
            with self.subTest(verdict=verdict):
                self.proxy.verdict = lambda _, verdict=verdict: verdict
                self.assertEqual(code, self.download("https://video.example/x.mp4")["code"])
        self.assertEqual({("video.example:443", BASIC)}, set(self.proxy.seen))

    def test_refused_media_behind_a_page_that_is_allowed(self) -> None:
        self.proxy.verdict = lambda url: (403, "denied") if "v.mp4" in url else None
        event = self.download(self.origin.page("/page", '<video src="/v.mp4"></video>'))
        self.assertEqual("egress_denied", event["code"])

    @media.needs_ffmpeg
    def test_refused_segment(self) -> None:
        self.proxy.verdict = lambda url: (403, "denied") if url.endswith("index2.ts") else None
        event = self.download(self.origin.serve_folder(media.hls()) + "/index.m3u8")
        self.assertEqual("egress_denied", event["code"], event)

    def test_password_appears_nowhere(self) -> None:
        self.proxy.close()
        event = self.download("https://video.example/x.mp4")
        self.assertEqual("network", event["code"])
        log = Path(self.host.directory(event["id"]), "ytdlp.log").read_text()
        for text in (str(event), log):
            for secret in ("s3cret", BASIC.split()[1]):
                self.assertNotIn(secret, text)


if __name__ == "__main__":
    unittest.main()
