"""Beside the bare ``yt-dlp URL``: no more requests to the origin; the time is printed, not judged."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
import unittest
from collections import Counter

from support import media
from support.hosts import HostProcess
from support.origin import Origin


class AgainstTheToolTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.host = HostProcess()
        cls.origin = Origin()
        cls.addClassCleanup(cls.origin.close)
        cls.addClassCleanup(cls.host.close)

    def asked_by_tool(self, link: str) -> Counter[str]:
        self.origin.asked.clear()
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "yt_dlp", "--ignore-config", "--no-update", "--no-warnings", "--no-cache-dir", "--proxy", "", "-q", link]
            subprocess.run(command, cwd=folder, check=True, stdin=subprocess.DEVNULL)
        return Counter(self.origin.asked)

    def asked_by_host(self, link: str) -> Counter[str]:
        self.origin.asked.clear()
        self.assertEqual("succeeded", self.host.download(link)[0]["type"])
        return Counter(self.origin.asked)

    def assert_no_more_requests(self, link: str) -> None:
        tool, host = self.asked_by_tool(link), self.asked_by_host(link)
        self.assertEqual(Counter(), host - tool)

    def test_direct_file(self) -> None:
        self.assert_no_more_requests(self.origin.serve("/a.mp4", media.filled(100_000)))

    def test_page(self) -> None:
        self.origin.serve("/v.mp4", media.filled(100_000))
        self.assert_no_more_requests(self.origin.page("/page", '<video src="/v.mp4"></video>'))

    @media.needs_ffmpeg
    def test_hls_and_dash(self) -> None:
        self.assert_no_more_requests(self.origin.serve_folder(media.hls()) + "/index.m3u8")
        self.assert_no_more_requests(self.origin.serve_folder(media.dash()) + "/index.mpd")

    def test_time_of_a_warm_child(self) -> None:
        link = self.origin.serve("/1mb.mp4", media.filled(1_000_000))
        taken = []
        for _ in range(8):
            started = time.monotonic()
            self.host.download(link)
            taken.append(1000 * (time.monotonic() - started))
        started = time.monotonic()
        self.asked_by_tool(link)
        tool = 1000 * (time.monotonic() - started)
        print(f"\n1 MB: warm child {statistics.median(taken):.0f} ms (best {min(taken):.0f}), bare tool {tool:.0f} ms", file=sys.stderr)
        self.assertLess(min(taken), tool)


if __name__ == "__main__":
    unittest.main()
