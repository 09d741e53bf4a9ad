"""The storyboard: that it shows what is where, of all that moves, at a price that nobody feels."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import unittest
from pathlib import Path
from typing import Any
from unittest import mock

import av
from support import media
from test_look import LIMITS, ON_ITS_SIDE, UPRIGHT
from autoclip_host import look, storyboard
from autoclip_host.protocol import Tiles


class StoryboardTest(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="autoclip-storyboard-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.board = self.folder / "storyboard.jpg"

    def storyboard(self, content: bytes) -> Tiles | None:
        file = self.folder / "media"
        file.write_bytes(content)
        found = look.at(file, None, (), LIMITS, self.board).tiles
        self.assertEqual(found is not None, self.board.exists())
        return found

    def brightness(self, tiles: Tiles) -> list[int]:
        """Of the middle of each tile, which support.media makes grow with time: 80, 81, …"""
        with av.open(str(self.board)) as file:
            image = next(file.decode(video=0)).reformat(format="gray")
        rows = -(-tiles.count // tiles.columns)
        self.assertEqual((tiles.tile_width * tiles.columns, tiles.tile_height * rows), (image.width, image.height))
        plane = image.planes[0]
        return [
            bytes(plane)[(row * tiles.tile_height + tiles.tile_height // 2) * plane.line_size
                         + column * tiles.tile_width + tiles.tile_width // 2]
            for row, column in (divmod(number, tiles.columns) for number in range(tiles.count))
        ]

    def assert_rises(self, expected: list[int], tiles: Tiles) -> None:
        for wanted, seen in zip(expected, self.brightness(tiles), strict=True):
            self.assertAlmostEqual(wanted, seen, delta=6)

    def test_each_tile_shows_the_middle_of_its_part(self) -> None:
        """Whatever the container: with an index or without."""
        for format, codec in (("mp4", "libx264"), ("mp4", "mpeg4"), ("mpegts", "libx264"), ("matroska", "libx264")):
            with self.subTest(format=format, codec=codec):
                tiles = self.storyboard(media.encoded(format, codec, frames=120, gop=5))
                self.assertEqual(Tiles(64, 48, 10, 12, 1.0), tiles)
                self.assert_rises([80 + 10 * second + 5 for second in range(12)], tiles)

    def test_a_long_video_is_covered_by_a_hundred_tiles(self) -> None:
        tiles = self.storyboard(media.encoded("mp4", "mpeg4", frames=1_500, gop=5))
        self.assertEqual(Tiles(64, 48, 10, 100, 1.5), tiles)

    def test_frames_between_the_key_frames_where_there_is_but_one(self) -> None:
        tiles = self.storyboard(media.encoded("mp4", "libx264", frames=40, gop=1_000))
        self.assertEqual(4, tiles.count)
        self.assert_rises([80, 90, 100, 110], tiles)

    def test_few_frames_are_spread_over_the_whole_when_the_time_is_used_up(self) -> None:
        with mock.patch.object(storyboard, "_CPU", -1), mock.patch.object(storyboard, "_CPU_ALL", -1):
            self.assertIsNone(self.storyboard(media.encoded("mp4", "mpeg4", frames=120, gop=5)))
        self.assertEqual({0, 64, 32, 96}, set(storyboard._coarse_first(100)[:4]))
        frames: dict[int, Any] = {3: "b", 1: "a"}
        self.assertEqual(["a", "a", "a", "b", "b"], storyboard._filled(frames, 5))

    def test_the_shape_is_that_of_the_video(self) -> None:
        for size, expected in (((320, 180), (160, 90)), ((180, 320), (90, 160)), ((20, 300), (10, 160)), ((40, 30), (40, 30))):
            with self.subTest(size):
                tiles = self.storyboard(media.encoded("mp4", "mpeg4", size=size, frames=30, gop=5))
                self.assertEqual(expected, (tiles.tile_width, tiles.tile_height))

    def test_a_video_on_its_side_is_turned_upright(self) -> None:
        content = media.encoded("mp4", "mpeg4", frames=30, gop=5)
        track = content.index(b"tkhd")
        tiles = self.storyboard(content[:track] + content[track:].replace(UPRIGHT, ON_ITS_SIDE, 1))
        self.assertEqual((48, 64), (tiles.tile_width, tiles.tile_height))

    def test_none_of_what_does_not_move(self) -> None:
        for name, content in (
            ("sound", media.encoded("mp4", None, "aac")),
            ("one frame", media.encoded("mp4", "libx264", frames=1)),
        ):
            with self.subTest(name):
                self.board.unlink(missing_ok=True)
                self.assertIsNone(self.storyboard(content))

    def test_death_over_it_leaves_the_media_and_its_picture_good(self) -> None:
        file, images = self.folder / "media.mp4", (self.folder / "large.jpg", self.folder / "small.jpg")
        file.write_bytes(media.clip())
        for end in (lambda _: os.kill(os.getpid(), signal.SIGSEGV), mock.Mock(side_effect=MemoryError)):
            with mock.patch.object(storyboard, "of", end):
                found = look.at(file, None, images, LIMITS, self.board)
            self.assertEqual(("mp4", True, None), (found.media.format, found.pictured, found.tiles))

    def test_what_is_broken_in_the_middle_is_shown_as_far_as_it_goes(self) -> None:
        content = bytearray(media.encoded("mpegts", "libx264", frames=120, gop=5))
        content[len(content) // 3 : len(content) // 2] = bytes(len(content) // 2 - len(content) // 3)
        self.assertIsNotNone(self.storyboard(bytes(content)))


if __name__ == "__main__":
    unittest.main()
