"""What a link leads to is told before anything of it is downloaded, and is the same for all links that lead there."""

from __future__ import annotations

import unittest

from support import media
from support.hosts import HostProcess
from support.origin import Origin
from autoclip_host import identity


LINK = "https://asked.example/"


class IdentityTest(unittest.TestCase):
    def test_id_of_a_site(self) -> None:
        found = {"extractor_key": "Youtube", "id": "dQw4w9WgXcQ", "webpage_url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ"}
        self.assertEqual(("Youtube", "dQw4w9WgXcQ"), identity.of(found, LINK))

    def test_made_up_id_counts_with_its_page(self) -> None:
        found = {"extractor_key": "Generic", "id": "video"}
        first = identity.of(found | {"webpage_url": "http://a.example/video.mp4#t=7"}, LINK)
        self.assertEqual(first, identity.of(found | {"webpage_url": "http://a.example/video.mp4"}, LINK))
        self.assertEqual(first, identity.of(found | {"webpage_url": "http://a.example/video.mp4?utm_source=a&fbclid"}, LINK))
        self.assertNotEqual(first, identity.of(found | {"webpage_url": "http://b.example/video.mp4"}, LINK))
        self.assertNotEqual(first, identity.of(found | {"webpage_url": "http://a.example/video.mp4?2"}, LINK))

    def test_no_page_passes_its_file_off_for_another(self) -> None:
        for found in (
            {"extractor_key": "WordpressMiniAudioPlayerEmbed", "id": "intro", "webpage_url": None},
            {"extractor_key": "Kaltura", "id": "1_a", "webpage_url": "kaltura:1:1_a#__youtubedl_smuggle=%7B%22service_url%22%3A+%22http%3A%2F%2Fevil.example%22%7D"},
            {"extractor_key": "PeerTube", "id": "1", "webpage_url": "peertube:evil.example:1"},
            {"extractor_key": "NoSuchOne", "id": "1", "webpage_url": "https://a.example/1"},
        ):
            with self.subTest(found=found):
                self.assertNotEqual(identity.of(found, "https://a.example/"), identity.of(found, "https://b.example/"))

    def test_long_id_is_told_shorter_and_still_its_own(self) -> None:
        one, other = (identity.of({"extractor_key": "A", "id": "x" * 100_000 + end}, LINK)[1] for end in "ab")
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
