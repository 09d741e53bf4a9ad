"""A list is told page by page, each link once, and nothing of what they lead to is fetched."""

from __future__ import annotations

import unittest
from typing import Any
from unittest import mock

from support import media
from support.hosts import HostProcess
from support.origin import Origin
from autoclip_host import listing
from autoclip_host.refusal import Refused


class ListingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.host, cls.origin = HostProcess(), Origin()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.host.close()
        cls.origin.close()

    def feed(self, path: str, links: list[str]) -> str:
        items = "".join(f"<item><title>{i}</title><link>{link}</link></item>" for i, link in enumerate(links))
        rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>f</title>{items}</channel></rss>'
        return self.origin.serve(path, rss.encode(), "application/rss+xml")

    def list(self, url: str, most: int = 500) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        event, before = self.host.outcome(self.host.start(url, work="list", most=most))
        return event, [page for page in before if page["type"] == "entries"]

    def links(self, count: int) -> list[str]:
        return [f"{self.origin.address}/{i}.mp4" for i in range(count)]

    def test_titles_that_the_list_tells(self) -> None:
        _, (entries,) = self.list(self.feed("/titled", self.links(2)))
        self.assertEqual(dict(zip(self.links(2), ("0", "1"))), entries["titles"])
        _, (entries,) = self.list(self.origin.serve("/untitled.mp4", media.filled()))
        self.assertEqual({}, entries["titles"])

    def test_feed_comes_in_pages(self) -> None:
        event, pages = self.list(self.feed("/feed", self.links(120)))
        self.assertEqual(("listed", 120, False), (event["type"], event["entries"], event["more"]))
        self.assertEqual([50, 50, 20], [len(page["links"]) for page in pages])
        self.assertEqual(self.links(120), [link for page in pages for link in page["links"]])
        self.assertEqual(0, self.origin.asked["/0.mp4"])

    def test_no_more_than_wanted(self) -> None:
        event, pages = self.list(self.feed("/long", self.links(120)), most=70)
        self.assertEqual((70, True), (event["entries"], event["more"]))
        self.assertEqual(self.links(70), [link for page in pages for link in page["links"]])
        event, _ = self.list(self.feed("/exact", self.links(50)), most=50)
        self.assertEqual((50, False), (event["entries"], event["more"]))

    def test_each_link_once(self) -> None:
        event, pages = self.list(self.feed("/twice", self.links(3) * 2))
        self.assertEqual(3, event["entries"])
        self.assertEqual(self.links(3), pages[0]["links"])

    def test_page_with_several_videos(self) -> None:
        page = self.origin.page("/both", '<video src="/one.mp4"></video><video src="/two.mp4"></video>')
        _, (entries,) = self.list(page)
        self.assertEqual([f"{self.origin.address}/{name}.mp4" for name in ("one", "two")], entries["links"])

    def test_single_video_is_a_list_of_itself(self) -> None:
        link = self.origin.serve("/single.mp4", media.filled())
        event, (entries,) = self.list(link)
        self.assertEqual((1, [link]), (event["entries"], entries["links"]))

    def test_odd_links_are_left_out(self) -> None:
        odd = ["ytsearch:x", "file:///etc/passwd", "ftp://x.example/", f"{self.origin.address}/{'x' * 3000}", "a b"]
        event, (entries,) = self.list(self.feed("/odd", [*odd, *self.links(1)]))
        self.assertEqual((1, self.links(1)), (event["entries"], entries["links"]))

    def test_list_without_entries(self) -> None:
        event, _ = self.list(self.feed("/none", []))
        self.assertEqual("no_video", event["code"])

    def test_list_in_the_list_that_is_gone(self) -> None:
        with mock.patch.object(listing._Listing, "links", side_effect=Refused("private", "gone")):
            below = listing._Listing(mock.Mock())
            self.assertEqual([], list(below._entries_below("https://a.example/")))
        below._followed = {str(number) for number in range(100)}
        self.assertEqual([], list(below._entries_below("https://a.example/")))
        self.assertTrue(below.is_cut)

    def test_list_that_is_gone(self) -> None:
        self.assertEqual("not_found", self.list(self.origin.address + "/gone")[0]["code"])


if __name__ == "__main__":
    unittest.main()
