"""Whatever an extractor gives, the result is bounded, typed, and plain JSON."""

from __future__ import annotations

import json
import unittest

import support  # noqa: F401 - finds the package
from autoclip_host import metadata
from autoclip_host.protocol import MAX_EVENT, Media, Succeeded, encode

FULL = {
    "id": "x", "title": "A title", "extractor_key": "Youtube", "extractor": "youtube", "uploader": "U", "duration": 12.5, "width": 1920,
    "height": 1080, "fps": 29.97, "description": "words\nmore", "tags": ["a", "b"], "categories": ["c"],
    "chapters": [{"start_time": 0, "end_time": 5, "title": "one"}, {"start_time": 5}], "webpage_url": "https://x.example/",
    "upload_date": "20260102", "timestamp": 1_700_000_000, "view_count": 3, "like_count": 0, "channel": "C", "language": "en", "age_limit": 0,
}
NONSENSE = (None, "", "text", -1, 0, 1.5, float("nan"), float("inf"), 10**400, True, [], {}, [None], [[]], {"a": 1}, b"bytes", object(), "\ud800", "\0")


class MetadataTest(unittest.TestCase):
    def test_full(self) -> None:
        expected = {name: value for name, value in FULL.items() if name not in ("extractor_key", "extractor")}
        self.assertEqual(expected | {"extractor": "Youtube"}, metadata.of(FULL))

    def test_nothing(self) -> None:
        self.assertEqual({}, metadata.of({}))

    def test_nonsense_in_every_field_breaks_nothing(self) -> None:
        for name in FULL:
            for value in NONSENSE:
                with self.subTest(name=name, value=repr(value)[:30]):
                    found = metadata.of(FULL | {name: value})
                    self.assertNotIn(None, found.values())
                    json.dumps(found, allow_nan=False).encode()

    def test_wrong_types_are_dropped(self) -> None:
        found = metadata.of({"title": 7, "duration": "long", "width": -5, "tags": "abc", "webpage_url": "javascript:alert(1)", "upload_date": "yesterday"})
        self.assertEqual({}, found)

    def test_the_largest_still_fits_an_event(self) -> None:
        long = "\U0001f600" * 1_000_000
        huge = {name: long for name in FULL} | {
            "tags": [long] * 1000, "categories": [long] * 1000,
            "chapters": [{"start_time": i, "end_time": i + 1, "title": long} for i in range(5000)],
        }
        found = metadata.of(huge)
        self.assertEqual((5_000, 50, 500), (len(found["description"]), len(found["tags"]), len(found["chapters"])))
        self.assertLess(len(encode(Succeeded("t.1", "/x", Media("mp4", "video/mp4", None, None, None, None, []), "/y", [], [], found))), MAX_EVENT)

    def test_publishable_is_plain_and_bounded(self) -> None:
        loop: dict = {}
        loop["again"] = loop
        found = metadata.publishable({"a": float("nan"), "b": loop, "c": object(), "cookies": "x", "__private": 1, "d": ["\ud800"], "e": "x" * 10**6})
        self.assertLess(len(json.dumps(found, allow_nan=False).encode()), 110_000)
        self.assertNotIn("cookies", found)
        self.assertEqual(["?"], found["d"])


if __name__ == "__main__":
    unittest.main()
