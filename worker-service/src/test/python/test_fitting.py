"""Files become what was asked for, by real ffmpeg."""

from __future__ import annotations

import unittest
from pathlib import Path
from typing import Any

from support import media
from support.hosts import HostProcess
from support.origin import Origin


@media.needs_ffmpeg
class FittingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.host, cls.origin = HostProcess(), Origin()
        cls.addClassCleanup(cls.host.close)
        cls.addClassCleanup(cls.origin.close)

    def download(self, name: str, body: bytes, **wanted: Any) -> dict[str, Any]:
        event, before = self.host.download(self.origin.serve(f"/{name}", body, f"video/{name.rpartition('.')[2]}"), **wanted)
        return event | {"warnings": [each["message"] for each in before if each["type"] == "warning"]}

    def assert_made(self, event: dict[str, Any], format: str, codecs: list[str]) -> None:
        self.assertEqual("succeeded", event["type"], event)
        self.assertEqual(format, event["media"]["format"])
        self.assertEqual(codecs, [stream["codec_name"] for stream in media.probe(event["path"])["streams"]])
        self.assertEqual([Path(event["path"]).name], [each.name for each in Path(event["path"]).parent.iterdir()])

    def test_what_fits_is_not_touched(self) -> None:
        body = media.encoded("mp4", "libx264", "aac")
        event = self.download("fits.mp4", body, container="mp4", audio_codec="aac")
        self.assertEqual(body, Path(event["path"]).read_bytes())

    def test_container_is_changed_without_encoding(self) -> None:
        webm, mp4 = media.encoded("webm", "libvpx-vp9", "libopus"), media.encoded("mp4", "libx264", "aac")
        self.assert_made(self.download("a.webm", webm, container="mp4"), "mp4", ["vp9", "opus"])
        self.assert_made(self.download("b.webm", webm, container="mkv"), "mkv", ["vp9", "opus"])
        self.assert_made(self.download("c.mp4", mp4, container="mkv"), "mkv", ["h264", "aac"])
        mkv = media.encoded("matroska", "libvpx-vp9", "libopus")
        self.assert_made(self.download("d.mkv", mkv, container="webm"), "webm", ["vp9", "opus"])

    def test_sound_is_encoded_where_it_must_be(self) -> None:
        mp4 = media.encoded("mp4", "libx264", "aac")
        self.assert_made(self.download("e.mp4", mp4, audio_codec="opus"), "mp4", ["h264", "opus"])
        self.assert_made(self.download("f.mp4", mp4, audio_codec="mp3", container="mkv"), "mkv", ["h264", "mp3"])
        webm = media.encoded("webm", "libvpx", "libopus")
        self.assert_made(self.download("g.webm", webm, audio_codec="aac"), "mkv", ["vp8", "aac"])
        mkv = media.encoded("matroska", "libvpx-vp9", "aac")
        self.assert_made(self.download("h.mkv", mkv, container="webm"), "webm", ["vp9", "opus"])

    def test_codec_of_what_has_no_picture(self) -> None:
        mp3 = media.encoded("mp3", None, "libmp3lame")
        self.assert_made(self.download("n.mp3", mp3, audio_codec="aac"), "m4a", ["aac"])

    def test_picture_that_does_not_fit_is_refused(self) -> None:
        for name, format, picture, container in (("i.mp4", "mp4", "libx264", "webm"), ("j.webm", "webm", "libvpx", "mp4")):
            event = self.download(name, media.encoded(format, picture), container=container)
            self.assertEqual(("failed", "format_unavailable"), (event["type"], event.get("code")))

    def test_sound_alone_in_the_codec(self) -> None:
        mp4 = media.encoded("mp4", "libx264", "aac")
        self.assert_made(self.download("k.mp4", mp4, format="audio", audio_codec="mp3"), "mp3", ["mp3"])
        self.assert_made(self.download("l.mp4", mp4, format="audio", audio_codec="opus"), "ogg", ["opus"])
        self.assert_made(self.download("m.mp4", mp4, format="audio", audio_codec="aac"), "m4a", ["aac"])

    def test_larger_picture_than_wanted_is_told(self) -> None:
        event = self.download("n.mp4", media.encoded("mp4", "libx264", size=(640, 480)), max_height=144)
        self.assertEqual(480, event["media"]["height"])
        self.assertIn("480", "".join(event["warnings"]))
        self.assertEqual([], self.download("o.mp4", media.encoded("mp4", "libx264"), max_height=144)["warnings"])

    def test_no_thumbnail_is_made_if_none_is_wanted(self) -> None:
        self.origin.serve("/p.mp4", media.filled())
        self.origin.serve("/p.png", media.picture(), "image/png")
        event, _ = self.host.download(self.origin.page("/p", '<video src="/p.mp4" poster="/p.png"></video>'), thumbnail=False)
        self.assertEqual([], event["thumbnails"])
        self.assertEqual(0, self.origin.asked["/p.png"])


if __name__ == "__main__":
    unittest.main()
