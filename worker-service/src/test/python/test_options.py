"""What is chosen of what a site has."""

from __future__ import annotations

import unittest
from pathlib import Path
from typing import Any

import support  # noqa: F401 - puts the host on the path
from autoclip_host import options
from autoclip_host.protocol import Limits, Options, Start
from autoclip_host.reuse import fresh_downloader
from autoclip_host.tools import Tools

PICTURES = (("h264", "avc1.640028", "mp4"), ("vp9", "vp09.00.40.08", "webm"), ("av1", "av01.0.08M.08", "mp4"))
SOUNDS = (("aac", "mp4a.40.2", "m4a"), ("opus", "opus", "webm"), ("mp3", "mp3", "mp3"))


def start(**wanted: Any) -> Start:
    given = Options(**{
        "format": "video", "max_height": None, "container": None, "audio_codec": None, "subtitles": (), "thumbnail": True,
    } | wanted)
    return Start("t.1", "http://x/", "/scratch/t.1", "", given, Limits(1, 1, 1, 1))


def chosen(formats: list[dict[str, Any]], **wanted: Any) -> tuple[str, str]:
    """The ids of the formats, and the container that yt-dlp would write."""
    silent = {"quiet": True, "no_warnings": True, "simulate": True}
    downloader = fresh_downloader(options.parameters(start(**wanted), Tools(Path("/tools"), None, {})) | silent, {})
    info = downloader.process_video_result({"id": "x", "title": "x", "extractor": "x", "formats": formats}, download=False)
    return info["format_id"].replace("only-", ""), info["ext"]


def apart(*heights: int) -> list[dict[str, Any]]:
    pictures = [
        {"format_id": f"{name}-{height}", "vcodec": codec, "acodec": "none", "height": height, "width": height * 2, "ext": ext,
         "url": "http://x/"}
        for name, codec, ext in PICTURES for height in heights
    ]
    return pictures + [
        {"format_id": f"only-{name}", "vcodec": "none", "acodec": codec, "ext": ext, "url": "http://x/"} for name, codec, ext in SOUNDS
    ]


class ChoiceTest(unittest.TestCase):
    def test_what_plays_widely_is_the_default(self) -> None:
        self.assertEqual(("h264-1080+aac", "mp4"), chosen(apart(360, 1080)))

    def test_height_is_a_limit(self) -> None:
        self.assertEqual(("h264-720+aac", "mp4"), chosen(apart(360, 720, 1080), max_height=800))
        self.assertEqual(("h264-720+aac", "mp4"), chosen(apart(720, 1080), max_height=360))

    def test_height_comes_before_the_codec(self) -> None:
        formats = [each for each in apart(360, 1080) if each["format_id"] != "h264-360"]
        self.assertEqual("360", chosen(formats, max_height=400)[0].partition("+")[0].partition("-")[2])

    def test_container_is_chosen_to_fit(self) -> None:
        self.assertEqual(("vp9-1080+opus", "webm"), chosen(apart(360, 1080), container="webm"))
        self.assertEqual(("h264-1080+aac", "mp4"), chosen(apart(360, 1080), container="mp4"))
        self.assertEqual(("h264-1080+aac", "mkv"), chosen(apart(360, 1080), container="mkv"))

    def test_what_fits_only_after_a_change_is_kept_whole_until_then(self) -> None:
        pictures = [each for each in apart(360) if each["format_id"] in ("h264-360", "only-opus")]
        self.assertEqual(("h264-360+opus", "mkv"), chosen(pictures, container="webm"))
        self.assertEqual(("h264-360+opus", "mkv"), chosen(pictures, container="mp4"))

    def test_sound_of_the_codec_is_taken_if_there_is_one(self) -> None:
        self.assertEqual("h264-360+opus", chosen(apart(360), audio_codec="opus")[0])
        for codec in ("aac", "mp3", "opus"):
            self.assertEqual(codec, chosen(apart(360), format="audio", audio_codec=codec)[0])

    def test_sound_alone_plays_widely(self) -> None:
        self.assertEqual("aac", chosen(apart(360), format="audio")[0])

    def test_whole_files_are_taken_where_there_is_nothing_else(self) -> None:
        whole = [{"format_id": str(height), "vcodec": "avc1", "acodec": "mp4a", "height": height, "ext": "mp4", "url": "http://x/"}
                 for height in (360, 720)]
        self.assertEqual(("720", "mp4"), chosen(whole, container="webm"))
        self.assertEqual(("360", "mp4"), chosen(whole, max_height=400, container="webm"))
        self.assertEqual("720", chosen(whole, format="audio", audio_codec="opus")[0])


if __name__ == "__main__":
    unittest.main()
