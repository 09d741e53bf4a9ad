"""What counts as a result, and how large info.json may be."""

from __future__ import annotations

import json
import os
import tempfile
import unittest
from pathlib import Path
from typing import Any

from support import media
from autoclip_host import results
from autoclip_host.protocol import Limits, Options, Start
from autoclip_host.refusal import Refused
from autoclip_host.redaction import Redaction
from yt_dlp import YoutubeDL


SIZE = 10_000


class ResultTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.directory = Path(folder.name, "attempt")
        self.directory.mkdir()
        self.outside = Path(folder.name, "outside.mp4")
        self.outside.write_bytes(b"x")
        self.file = self.directory / "media.mp4"
        self.file.write_bytes(media.filled(SIZE))

    def succeeded(self, path: Any = None, most: int = SIZE, **more: Any) -> Any:
        start = Start("t.1", "http://x/", str(self.directory), "http://u:secret@x:1", Options("video", None), Limits(most, 2 << 30, 60, 3_600))
        info = {"id": "x", "requested_downloads": [{"filepath": str(path or self.file)}], **more}
        with YoutubeDL({"quiet": True}, auto_init=False) as downloader:
            return results.succeeded(start, downloader, info, Redaction(start.proxy))

    def refused(self, code: str, *arguments: Any, **more: Any) -> None:
        with self.assertRaises(Refused) as caught:
            self.succeeded(*arguments, **more)
        self.assertEqual(code, caught.exception.code)

    def test_file(self) -> None:
        self.assertEqual(str(self.file), self.succeeded().path)

    def test_directory_behind_a_link_keeps_its_name(self) -> None:
        link = self.directory.parent / "link"
        link.symlink_to(self.directory)
        self.directory = link
        self.assertEqual(str(link / "media.mp4"), self.succeeded().path)

    def test_no_file(self) -> None:
        self.refused("no_video", requested_downloads=[{}])
        self.refused("no_video", requested_downloads=None)
        self.refused("no_video", _type="playlist", entries=[])

    def test_empty_or_too_large(self) -> None:
        self.refused("too_large", most=SIZE - 1)
        self.file.write_bytes(b"")
        self.refused("no_video")

    def test_outside(self) -> None:
        self.refused("internal", self.outside)
        escape = self.directory / "escape.mp4"
        os.symlink(self.outside, escape)
        self.refused("internal", escape)
        self.refused("internal", self.directory)

    def test_playlist_of_one(self) -> None:
        entry = {"id": "y", "title": "inner", "requested_downloads": [{"filepath": str(self.file)}]}
        self.assertEqual("inner", self.succeeded(_type="playlist", entries=[None, entry]).metadata["title"])

    def test_info_is_bounded_and_redacted(self) -> None:
        formats = [{"format_id": str(i), "url": "http://x/" + "y" * 2000} for i in range(5000)]
        for more, kept in (
            ({"formats": formats, "extra": "secret"}, {"id", "extra"}),
            ({"formats": formats, "odd": {str(i): "y" * 2000 for i in range(5000)}}, {"id"}),
        ):
            file = Path(self.succeeded(**more).info)
            self.assertLess(file.stat().st_size, results.MAX_INFO)
            self.assertEqual(kept, json.loads(file.read_text()).keys() - {"_version", "_type", "epoch"})
            self.assertNotIn("secret", file.read_text())


if __name__ == "__main__":
    unittest.main()
