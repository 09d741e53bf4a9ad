"""What succeeds: the bytes, the file's place, the metadata, the progress."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import unittest
from pathlib import Path

import av

from support import media
from support.hosts import HostProcess
from support.origin import Origin


class DownloadTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.host = HostProcess()
        cls.origin = Origin()
        cls.addClassCleanup(cls.origin.close)
        cls.addClassCleanup(cls.host.close)

    def succeed(self, url: str, **options: object) -> tuple[dict, list[dict]]:
        event, before = self.host.download(url, **options)
        self.assertEqual("succeeded", event["type"], event)
        return event, before

    def assert_same_bytes(self, body: bytes, path: str) -> None:
        self.assertEqual(hashlib.sha256(body).hexdigest(), hashlib.sha256(Path(path).read_bytes()).hexdigest())

    def test_direct_file_keeps_its_bytes_and_stays_inside_its_directory(self) -> None:
        body = media.filled(1_000_000)
        event, before = self.succeed(self.origin.serve("/a.mp4", body))
        self.assert_same_bytes(body, event["path"])
        directory = self.host.directory(event["id"])
        self.assertTrue(Path(event["path"]).is_relative_to(directory))
        self.assertEqual(0o600, stat.S_IMODE(os.stat(event["path"]).st_mode))
        self.assertEqual(
            ["resolving", "downloading", "processing"], [each["phase"] for each in before if each["type"] == "phase"]
        )
        self.assertEqual("a", event["metadata"]["title"])
        told = {"format": "mp4", "content_type": "video/mp4", "duration": 1.0, "width": 64, "height": 48}
        self.assertEqual(told, {name: event["media"][name] for name in told})
        self.assertEqual(["mpeg4"], [stream["codec"] for stream in event["media"]["streams"]])
        for absent in ("uploader", "tags", "description", "duration"):
            self.assertNotIn(absent, event["metadata"])
        self.assertEqual([], self.host.left_over(event["id"]))

    def test_direct_file_without_content_length(self) -> None:
        body = media.filled(300_000)
        event, before = self.succeed(self.origin.serve("/nolength.mp4", body, length=None))
        self.assert_same_bytes(body, event["path"])
        self.assertTrue(all(each["total_bytes"] is None for each in before if each["type"] == "progress"))

    def test_two_links_with_the_same_base_name(self) -> None:
        first, second = media.filled(), media.filled()
        ids = [self.host.start(self.origin.serve(f"/{name}/v.mp4", body)) for name, body in (("x", first), ("y", second))]
        for id, body in zip(ids, (first, second)):
            self.assert_same_bytes(body, self.host.outcome(id)[0]["path"])

    def test_page_with_video_and_poster(self) -> None:
        body = media.filled(200_000)
        self.origin.serve("/page.mp4", body)
        self.origin.serve("/poster.svg", media.picture(), "image/png")
        link = self.origin.page(
            "/page",
            '<title>A &amp; B</title><video src="/page.mp4" poster="/poster.svg"></video>',
        )
        event, _ = self.succeed(link)
        self.assert_same_bytes(body, event["path"])
        self.assertEqual(["thumbnail.jpg", "thumbnail.small.jpg"], [Path(each).name for each in event["thumbnails"]])
        with av.open(event["thumbnails"][0]) as thumbnail:
            self.assertEqual((80, 60), (thumbnail.streams.video[0].width, thumbnail.streams.video[0].height))
        self.assertIn("A & B", event["metadata"]["title"])

    def test_missing_picture_is_a_warning_and_a_frame_takes_its_place(self) -> None:
        self.origin.serve("/w.mp4", media.filled())
        event, before = self.succeed(self.origin.page("/w", '<video src="/w.mp4" poster="/gone.png"></video>'))
        self.assertEqual(b"\xff\xd8\xff", Path(event["thumbnails"][0]).read_bytes()[:3])
        self.assertTrue(any(each["type"] == "warning" and "thumbnail" in each["message"] for each in before))

    def test_info_json_holds_no_paths_headers_or_cookies(self) -> None:
        event, _ = self.succeed(self.origin.serve("/info.mp4", media.filled(), headers={"Set-Cookie": "secret=1"}))
        text = Path(event["info"]).read_text(encoding="utf-8")
        self.assertEqual("info", json.loads(text)["id"])
        self.assertNotIn(str(self.host.folder), text)
        self.assertNotIn("http_headers", text)
        self.assertNotIn("secret", text)

    def test_hostile_title_reaches_no_path(self) -> None:
        self.origin.serve("/evil.mp4", media.filled())
        event, _ = self.succeed(self.origin.page("/..%2f..%2fevil", '<title>../../$(id)/\u202e</title><video src="/evil.mp4"></video>'))
        self.assertEqual("media.mp4", Path(event["path"]).name)
        self.assertEqual("work", Path(event["path"]).parent.name)

    @media.needs_ffmpeg
    def test_hls_plays_and_lasts(self) -> None:
        event, before = self.succeed(self.origin.serve_folder(media.hls()) + "/index.m3u8")
        found = media.probe(event["path"])
        self.assertAlmostEqual(media.SECONDS, float(found["format"]["duration"]), delta=0.5)
        self.assertEqual({"video", "audio"}, {stream["codec_type"] for stream in found["streams"]})
        self.assertEqual(media.SECONDS, round(event["metadata"]["duration"]))

    @media.needs_ffmpeg
    def test_dash_is_merged_and_its_progress_never_goes_back(self) -> None:
        folder = self.origin.serve_folder(media.dash())
        for path, answer in self.origin.routes.items():
            if path.endswith(".m4s"):
                answer.pause = 0.2
        event, before = self.succeed(folder + "/index.mpd")
        found = media.probe(event["path"])
        self.assertEqual({"video", "audio"}, {stream["codec_type"] for stream in found["streams"]})
        self.assertAlmostEqual(media.SECONDS, float(found["format"]["duration"]), delta=0.5)
        counted = [each["bytes"] for each in before if each["type"] == "progress"]
        self.assertGreater(len(counted), 2)
        self.assertEqual(sorted(counted), counted)
        self.assertEqual([], [each for each in os.listdir(Path(event["path"]).parent) if each != Path(event["path"]).name])

    @media.needs_ffmpeg
    def test_audio_takes_the_sound_out_of_the_only_file(self) -> None:
        event, _ = self.succeed(self.origin.serve("/sound.mp4", media.mp4()), format="audio")
        self.assertEqual(["audio"], [stream["codec_type"] for stream in media.probe(event["path"])["streams"]])
        self.assertEqual("media.m4a", Path(event["path"]).name)

    @media.needs_ffmpeg
    def test_max_height_takes_the_best_below(self) -> None:
        variants = "#EXTM3U\n" + "".join(
            f"#EXT-X-STREAM-INF:BANDWIDTH={height * 1000},RESOLUTION={height * 16 // 9}x{height},CODECS=\"avc1.42c00a,mp4a.40.2\"\nhls/index.m3u8?{height}\n"
            for height in (180, 360, 720)
        )
        self.origin.serve_folder(media.hls())
        for height in (180, 360, 720):
            self.origin.routes[f"/hls/index.m3u8?{height}"] = self.origin.routes["/hls/index.m3u8"]
        event, _ = self.succeed(self.origin.serve("/master.m3u8", variants.encode(), "application/vnd.apple.mpegurl"), max_height=400)
        self.assertEqual(360, event["metadata"]["height"])


if __name__ == "__main__":
    unittest.main()
