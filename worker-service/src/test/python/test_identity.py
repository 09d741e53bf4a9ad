"""What a link leads to is told before anything of it is downloaded, and is the same for all links that lead there."""

from __future__ import annotations

import unittest

from support import media
from support.hosts import HostProcess
from support.origin import Origin
from autoclip_host import identity


class IdentityTest(unittest.TestCase):
    def test_id_of_a_site(self) -> None:
        self.assertEqual(("Youtube", "a"), identity.of({"extractor_key": "Youtube", "id": "a", "webpage_url": "https://y.example/a"}))

    def test_made_up_id_counts_with_its_page(self) -> None:
        found = {"extractor_key": "Generic", "id": "video"}
        first = identity.of(found | {"webpage_url": "http://a.example/video.mp4#t=7"})
        self.assertEqual(first, identity.of(found | {"webpage_url": "http://a.example/video.mp4"}))
        self.assertEqual(first, identity.of(found | {"webpage_url": "http://a.example/video.mp4?utm_source=a&fbclid"}))
        self.assertNotEqual(first, identity.of(found | {"webpage_url": "http://b.example/video.mp4"}))
        self.assertNotEqual(first, identity.of(found | {"webpage_url": "http://a.example/video.mp4?2"}))

    def test_long_id_is_told_shorter_and_still_its_own(self) -> None:
        one, other = (identity.of({"extractor_key": "A", "id": "x" * 100_000 + end})[1] for end in "ab")
        self.assertNotEqual(one, other)
        self.assertLess(len(one), 100)


class LeaveTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.origin = Origin()
        cls.addClassCleanup(cls.origin.close)
        cls.host = HostProcess(goes=False)
        cls.addClassCleanup(cls.host.close)

    def test_nothing_is_downloaded_before_leave_is_given(self) -> None:
        id = self.host.start(self.origin.serve("/leave.mp4", media.mp4()))
        found = self.host.next("identified", id)
        self.assertEqual("Generic", found["extractor"])
        self.assertEqual([], list(self.host.directory(id).glob("work/media*")))
        self.host.go(id)
        self.assertEqual("succeeded", self.host.outcome(id)[0]["type"])

    def test_who_waits_can_be_killed(self) -> None:
        id = self.host.start(self.origin.serve("/kill.mp4", media.mp4()))
        self.host.next("identified", id)
        self.host.kill(id)
        self.assertEqual("killed", self.host.outcome(id)[0]["code"])
        self.host.go(id)

    def test_spellings_of_a_link(self) -> None:
        link = self.origin.serve("/same.mp4", media.mp4())
        found = set()
        for spelling in (link, link + "#t=1", link.replace("http:", "HTTP:", 1)):
            id = self.host.start(spelling)
            event = self.host.next("identified", id)
            found.add((event["extractor"], event["video"]))
            self.host.kill(id)
        self.assertEqual(1, len(found), found)


if __name__ == "__main__":
    unittest.main()
