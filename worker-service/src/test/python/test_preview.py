"""What a link leads to is told without downloading it."""

from __future__ import annotations

import unittest
from typing import Any

from support import media
from support.hosts import HostProcess
from support.origin import Origin


class PreviewTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.host, cls.origin = HostProcess(), Origin()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.host.close()
        cls.origin.close()

    def preview(self, url: str, **options: Any) -> dict[str, Any]:
        event, _ = self.host.outcome(self.host.start(url, work="preview", **options))
        return event

    def test_file(self) -> None:
        link = self.origin.serve("/walk.mp4", media.filled(100_000))
        event = self.preview(link)
        self.assertEqual("previewed", event["type"])
        self.assertEqual(("walk", False), (event["preview"]["title"], event["preview"]["playlist"]))
        (format,) = event["preview"]["formats"]
        self.assertEqual("mp4", format["ext"])
        self.assertEqual(("Generic", f"{link} walk"), (event["preview"]["extractor"], event["preview"]["media_id"]))

    def test_nothing_of_the_media_is_kept(self) -> None:
        id = self.host.start(self.origin.serve("/kept.mp4", media.filled(100_000)), work="preview")
        self.host.outcome(id)
        self.assertEqual([], [file for file in self.host.directory(id).rglob("*.mp4*")])

    def test_formats_are_told_best_first(self) -> None:
        variants = "".join(
            f"#EXT-X-STREAM-INF:BANDWIDTH={height * 1000},RESOLUTION={height * 2}x{height},CODECS=\"avc1.4d401f,mp4a.40.2\"\n{height}.m3u8\n"
            for height in (360, 720, 180)
        )
        link = self.origin.serve("/v.m3u8", f"#EXTM3U\n{variants}".encode(), "application/vnd.apple.mpegurl")
        formats = self.preview(link)["preview"]["formats"]
        self.assertEqual([720, 360, 180], [format["height"] for format in formats])
        self.assertEqual({"avc1.4d401f"}, {format["vcodec"] for format in formats})
        self.assertEqual(0, self.origin.asked["/720.m3u8"])

    def test_page_with_one_video_is_that_video(self) -> None:
        page = self.origin.page("/one", '<title>One</title><video src="/one.mp4"></video>')
        self.assertFalse(self.preview(page)["preview"]["playlist"])

    def test_list_says_so(self) -> None:
        page = self.origin.page("/both", '<title>Both</title><video src="/one.mp4"></video><video src="/two.mp4"></video>')
        event = self.preview(page)
        self.assertEqual(("previewed", True, []), (event["type"], event["preview"]["playlist"], event["preview"]["formats"]))
        self.assertIn("Both", event["preview"]["title"])

    def test_fails_as_a_download_would(self) -> None:
        self.assertEqual("not_found", self.preview(self.origin.address + "/gone")["code"])


if __name__ == "__main__":
    unittest.main()
