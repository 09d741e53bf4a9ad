"""One progress over all files of a video."""

from __future__ import annotations

import unittest
from unittest import mock

import support  # noqa: F401 - finds the package
from autoclip_host.progress import Reporter
from autoclip_host.protocol import Phase, Progress
from autoclip_host.refusal import Refused

VIDEO, SOUND = {"format_id": "0", "filesize": 100}, {"format_id": "1", "filesize_approx": 50}


class ReporterTest(unittest.TestCase):
    def setUp(self) -> None:
        self.sent: list[object] = []
        self.reporter = Reporter("t.1", 1_000, self.sent.append)
        clock = mock.patch("autoclip_host.progress.time.monotonic", side_effect=range(0, 10_000))
        clock.start()
        self.addCleanup(clock.stop)

    def hook(self, format: dict, bytes: object, **more: object) -> Progress:
        self.reporter.on_download({"status": "downloading", "downloaded_bytes": bytes, "info_dict": format, **more})
        return self.sent[-1]

    def test_second_file_goes_on_where_the_first_ended(self) -> None:
        self.reporter.expect({"requested_formats": [VIDEO, SOUND]})
        self.assertEqual(Phase("t.1", "downloading"), self.sent[-1])
        self.assertEqual((60, 150), (self.hook(VIDEO, 60).bytes, self.sent[-1].total_bytes))
        self.assertEqual((100, 170), (self.hook(VIDEO, 100, total_bytes=120).bytes, self.sent[-1].total_bytes))
        last = self.hook(SOUND, 10, speed=10.0)
        self.assertEqual((110, 170, 6.0), (last.bytes, last.total_bytes, last.eta))

    def test_never_back_and_never_above_the_total(self) -> None:
        self.reporter.expect(VIDEO)
        self.assertEqual(90, self.hook(VIDEO, 90).bytes)
        self.assertEqual(90, self.hook(VIDEO, 10).bytes)
        self.assertEqual((130, 130), (self.hook(VIDEO, 130).bytes, self.sent[-1].total_bytes))

    def test_one_unknown_size_makes_the_total_unknown(self) -> None:
        self.reporter.expect({"requested_formats": [VIDEO, {"format_id": "1"}]})
        self.assertIsNone(self.hook(VIDEO, 60).total_bytes)
        self.assertEqual(140, self.hook({"format_id": "1"}, 10, total_bytes_estimate=40.5).total_bytes)

    def test_odd_numbers_count_as_unknown(self) -> None:
        self.reporter.expect({"format_id": "0", "filesize": "many"} | {"filesize": None, "filesize_approx": float("inf")})
        for odd in (float("nan"), "7", None, -3, True):
            self.assertEqual((0, None, None), (self.hook({"format_id": "0"}, odd, speed=odd).bytes, self.sent[-1].total_bytes, self.sent[-1].speed))

    def test_at_most_twice_a_second(self) -> None:
        with mock.patch("autoclip_host.progress.time.monotonic", side_effect=(i / 100 for i in range(10_000))):
            self.reporter.expect(VIDEO)
            self.sent.clear()
            for i in range(300):
                self.reporter.on_download({"status": "downloading", "downloaded_bytes": i, "info_dict": VIDEO})
        self.assertTrue(5 <= len(self.sent) <= 7, len(self.sent))

    def test_too_large_over_all_files(self) -> None:
        with self.assertRaises(Refused):
            self.reporter.expect({"requested_formats": [VIDEO, {"format_id": "1", "filesize": 901}]})
        self.hook(VIDEO, 600)
        with self.assertRaises(Refused):
            self.hook(SOUND, 401)
        with self.assertRaises(Refused):
            self.hook(SOUND, 1, total_bytes=1_001)


if __name__ == "__main__":
    unittest.main()
