"""The extractor of a link is the one that yt-dlp finds by asking all of them."""

from __future__ import annotations

import unittest
from collections.abc import Iterator

import support  # noqa: F401 - puts the host on the path
from autoclip_host import choice, reuse
from yt_dlp.extractor import _extractors
from yt_dlp.extractor.common import InfoExtractor

_EACH = 10  # of yt-dlp's own 6,000 links for tests, one in so many


def links() -> Iterator[str]:
    """Some of many sites, those that yt-dlp tests its extractors with."""
    for one in vars(_extractors).values():
        if isinstance(one, type) and issubclass(one, InfoExtractor):
            yield from (test["url"] for test in [*vars(one).get("_TESTS", ()), *filter(None, [vars(one).get("_TEST")])])


class ChoiceTest(unittest.TestCase):
    def test_is_that_of_yt_dlp(self) -> None:
        extractors = reuse.all_extractors()
        quick = choice.Choice(extractors)
        wishes = [*sorted(links())[::_EACH], "http://127.0.0.1:8000/1.mp4", "https://example.com/", "ytsearch:x", "", "x"]
        self.assertGreater(len(wishes), 300)
        for url in wishes:
            asked = next((key for key, one in extractors.items() if one.suitable(url)), None)
            self.assertEqual(asked, quick.of(url), url)

    def test_asks_no_class_that_answers_by_its_patterns(self) -> None:
        quick = choice.Choice(reuse.all_extractors())
        asked = [key for rule, key in quick._rules if isinstance(getattr(rule, "__self__", None), type)]
        self.assertIn("YoutubePlaylist", asked)
        self.assertLess(len(asked), 150)


if __name__ == "__main__":
    unittest.main()
