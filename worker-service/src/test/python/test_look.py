"""What a file is and what it looks like; and that a hostile one breaks nothing but its own picture."""

from __future__ import annotations

import io
import os
import re
import resource
import shutil
import signal
import tempfile
import time
import unittest
from pathlib import Path
from typing import Any
from unittest import mock

import av
from support import media
from autoclip_host import apart, containers, details, look, picture
from autoclip_host.protocol import Limits, Media
from autoclip_host.refusal import Refused

LIMITS = Limits(file_size=10**9, memory=2 << 30, cpu=600, duration=3_600)
UPRIGHT = b"".join(number.to_bytes(4, "big") for number in (1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30))
ON_ITS_SIDE = b"".join(
    number.to_bytes(4, "big", signed=True) for number in (0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30)
)


def swollen(content: bytes) -> bytes:
    """JPEG's headers (SOF0) say 12,000 pixels each way."""
    changed = re.sub(rb"(\xff\xc0\x00.\x08)....", b"\\1\x2e\xe0\x2e\xe0", content, flags=re.DOTALL)
    assert changed != content
    return changed


class LookTest(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="autoclip-look-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.thumbnail = self.folder / "thumbnail.jpg"
        self.small = self.folder / "thumbnail.small.jpg"
        self.board = self.folder / "storyboard.jpg"

    def look(
        self, content: bytes, given: bytes | None = None, ending: str = ".png", limits: Limits = LIMITS
    ) -> tuple[Media, bool]:
        file, image = self.folder / "media.mp4", self.folder / f"picture{ending}"
        file.write_bytes(content)
        if given is not None:
            image.write_bytes(given)
        found = look.at(file, image if given is not None else None, (self.thumbnail, self.small), limits, self.board)
        return found.media, found.pictured

    def assert_refused(self, content: bytes) -> None:
        with self.assertRaises(Refused) as caught:
            self.look(content)
        self.assertEqual("invalid_media", caught.exception.code)

    def size_of_thumbnail(self) -> tuple[int, int]:
        return self.size_of(self.thumbnail)

    def size_of(self, image: Path) -> tuple[int, int]:
        with av.open(str(image)) as file:
            stream = file.streams.video[0]
            self.assertEqual("mjpeg", stream.codec_context.name)
            return stream.width, stream.height

    def test_names_format_and_type_by_content(self) -> None:
        for format, image, sound, named, kind in (
            ("mp4", "libx264", "aac", "mp4", "video/mp4"),
            ("mp4", None, "aac", "m4a", "audio/mp4"),
            ("mov", "mjpeg", None, "mp4", "video/mp4"),
            ("webm", "libvpx", "libopus", "webm", "video/webm"),
            ("webm", "libvpx-vp9", None, "webm", "video/webm"),
            ("webm", None, "libopus", "webm", "audio/webm"),
            ("matroska", "libx264", "libopus", "mkv", "video/x-matroska"),
            ("mpegts", "libx264", "aac", "ts", "video/mp2t"),
            ("flv", "flv", None, "flv", "video/x-flv"),
            ("avi", "mpeg4", "libmp3lame", "avi", "video/x-msvideo"),
            ("asf", "wmv2", None, "wmv", "video/x-ms-wmv"),
            ("mp3", None, "libmp3lame", "mp3", "audio/mpeg"),
            ("ogg", None, "libopus", "ogg", "audio/ogg"),
            ("adts", None, "aac", "aac", "audio/aac"),
            ("flac", None, "flac", "flac", "audio/flac"),
            ("wav", None, "pcm_s16le", "wav", "audio/wav"),
        ):
            with self.subTest(format=format, picture=image, sound=sound):
                found, pictured = self.look(media.encoded(format, image, sound))
                self.assertEqual((named, kind), (found.format, found.content_type))
                self.assertEqual((64, 48) if image else (None, None), (found.width, found.height))
                self.assertEqual(bool(image), pictured)

    def test_refuses_what_names_other_files_and_what_is_no_media(self) -> None:
        (self.folder / "other.mp4").write_bytes(media.clip())
        for name, content in (
            ("hls", b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nother.mp4\n#EXT-X-ENDLIST\n"),
            ("hls elsewhere", b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.mp4\n#EXT-X-ENDLIST\n"),
            ("concat", b"ffconcat version 1.0\nfile other.mp4\n"),
            ("svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
            ("picture", media.picture()),
            ("zeros", bytes(100_000)),
            ("text", b"this is no video, whatever it is called\n" * 100),
            ("cut before its index", media.encoded("mp4", "mpeg4")[:1000]),
            ("subtitles", b"WEBVTT\n\n00:00.000 --> 00:01.000\nhello\n"),
        ):
            with self.subTest(name):
                self.assert_refused(content)
        self.assertFalse(self.thumbnail.exists())

    def test_nothing_is_opened_by_a_demuxer_that_is_not_named(self) -> None:
        """Though it only reads files, and would find them: a list opens what it names before anyone has looked at it."""
        inner, file = self.folder / "inner.ts", self.folder / "media.mp4"
        inner.write_bytes(media.encoded("mpegts", "mpeg2video"))
        file.write_bytes(b"ffconcat version 1.0\nfile inner.ts\n")
        with look.open_media(file, f"{containers.DEMUXERS},concat") as opened:
            self.assertEqual("concat", opened.format.name)
        with self.assertRaises(av.FFmpegError):
            look.open_media(file, containers.DEMUXERS)

    def test_the_given_picture_comes_first_and_is_made_anew(self) -> None:
        for codec, ending in (("png", ".png"), ("mjpeg", ".jpg"), ("gif", ".gif"), ("libwebp", ".webp")):
            with self.subTest(codec):
                self.assertTrue(self.look(media.clip(), media.picture(codec, (1920, 1080)), ending)[1])
                self.assertEqual((1280, 720), self.size_of_thumbnail())
                self.assertEqual((320, 180), self.size_of(self.small))

    def test_a_frame_where_the_given_picture_is_none(self) -> None:
        for given in (b"", b"\x89PNG\r\n\x1a\n" + bytes(100), b"#EXTM3U\n", media.clip()):
            self.assertTrue(self.look(media.clip(), given)[1])
            self.assertEqual((64, 48), self.size_of_thumbnail())
            self.assertEqual((64, 48), self.size_of(self.small), "never enlarged")

    def test_a_frame_some_way_in(self) -> None:
        """The frames grow brighter by one each: 80, 81, …"""
        for gop in (1, 1000):
            content = media.encoded("mp4", "mpeg4", frames=200, gop=gop)
            self.look(content)
            with av.open(str(self.thumbnail)) as file:
                brightness = next(file.decode(video=0)).reformat(format="gray").planes[0]
                self.assertAlmostEqual(80 + 20, bytes(brightness)[0], delta=4)

    def test_a_video_on_its_side_is_turned_upright(self) -> None:
        content = media.clip()
        track = content.index(b"tkhd")
        self.look(content[:track] + content[track:].replace(UPRIGHT, ON_ITS_SIDE, 1))
        self.assertEqual((48, 64), self.size_of_thumbnail())

    def test_too_many_pixels_are_never_decoded(self) -> None:
        """Neither of a picture, nor of a video whose frames are larger than its container says."""
        before = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        for given, ending in ((media.png_bomb(12_000), ".png"), (swollen(media.picture("mjpeg")), ".jpg")):
            with self.subTest(ending):
                self.assertTrue(self.look(media.clip(), given, ending)[1])
                self.assertEqual((64, 48), self.size_of_thumbnail())
        self.assertFalse(self.look(swollen(media.encoded("mov", "mjpeg")))[1])
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        self.assertLess(most - before, 50_000, "kilobytes")

    def test_death_over_the_picture_leaves_the_media_good(self) -> None:
        def die(_: Any) -> None:
            os.kill(os.getpid(), signal.SIGSEGV)

        with mock.patch.object(picture, "of", die):
            self.assertFalse(self.look(media.clip())[1])
        with mock.patch.object(containers, "describe", die):
            self.assert_refused(media.clip())

    def test_what_takes_too_long_is_ended(self) -> None:
        with mock.patch.object(apart, "_WALL", 0.2), mock.patch.object(picture, "of", lambda _: time.sleep(60)):
            begun = time.monotonic()
            self.assertFalse(self.look(media.clip())[1])
            self.assertLess(time.monotonic() - begun, 10)

    def test_tells_what_the_streams_are(self) -> None:
        found, _ = self.look(media.encoded("matroska", "libx264", "libopus"))
        video, audio = found.streams
        video.pop("bit_rate", None)
        self.assertEqual({"type": "video", "codec": "h264", "width": 64, "height": 48, "fps": 10.0}, video)
        self.assertEqual(("audio", "opus", 2, 48_000), tuple(audio[name] for name in ("type", "codec", "channels", "sample_rate")))
        self.assertGreater(found.bit_rate, 1_000)

    def test_tells_neither_covers_nor_more_streams_than_anybody_reads(self) -> None:
        target = io.BytesIO()
        with av.open(target, "w", format="matroska") as file:
            tracks = [file.add_stream("pcm_s16le", rate=48_000, layout="stereo") for _ in range(50)]
            for frame in media.silence(tracks[0]):
                file.mux(tracks[0].encode(frame))
        (self.folder / "many.mkv").write_bytes(target.getvalue())
        with look.open_media(self.folder / "many.mkv", containers.DEMUXERS) as opened:
            self.assertEqual(20, len(details.streams(opened)))

    @media.needs_ffmpeg
    def test_tells_the_chapters_of_the_file(self) -> None:
        file = self.folder / "chapters.mp4"
        file.write_bytes(media.with_chapters("one", "t\u00fc<o>"))
        self.assertEqual(
            [{"start_time": 0, "end_time": 1.5, "title": "one"}, {"start_time": 1.5, "end_time": 3.0, "title": "t\u00fc<o>"}],
            look.at(file, None, (), LIMITS, self.board).chapters,
        )
        self.assertEqual({file, self.board}, set(self.folder.iterdir()))

    def test_nothing_is_left_of_it(self) -> None:
        self.look(media.clip())
        with self.assertRaises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)


if __name__ == "__main__":
    unittest.main()
