"""The job "cut": which frames a clip has, when they are seen, and what is heard with them."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import Any
from unittest import mock

import av

from support import media, numbered
from support.hosts import HostProcess, descendants
from autoclip_host import cutting
from autoclip_host import exact as exact_cuts
from autoclip_host.protocol import Cut, Edit, Limits, Span
from autoclip_host.told import Wanted

UPRIGHT = b"".join(number.to_bytes(4, "big") for number in (1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30))
ON_ITS_SIDE = b"".join(
    number.to_bytes(4, "big", signed=True) for number in (0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30)
)


def source(name: str, *arguments: Any, **options: Any) -> Path:
    """Made once."""
    path = media.folder() / name
    return path if path.exists() else numbered.write(path, *arguments, **options)


def plain() -> Path:
    return source("plain.mp4")


class CuttingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.host = HostProcess()
        cls.addClassCleanup(cls.host.close)

    def outcome(self, file: Path, *spans: tuple[float, float], exact: bool = True) -> tuple[dict, list[dict]]:
        cuts = [{"start": start, "end": end} for start, end in spans]
        return self.host.outcome(self.host.edit(file, type="cut", exact=exact, crf=18, cuts=cuts))

    def cut(self, file: Path, *spans: tuple[float, float], exact: bool = True) -> list[dict]:
        event, _ = self.outcome(file, *spans, exact=exact)
        self.assertEqual("clips", event["type"], event)
        return event["clips"]

    def assert_frames(self, clip: dict, first: int, last: int, turned: bool = False) -> None:
        """Of a source of 25 frames a second: exactly these, one after the other."""
        numbers, times = numbered.read(clip["path"], turned)
        self.assertEqual(list(range(first, last + 1)), numbers)
        self.assertEqual([round(0.04 * number, 3) for number in range(len(numbers))], times)
        self.assertAlmostEqual(0.04 * len(numbers), clip["duration"], delta=0.025)

    def assert_exact(self, file: Path, turned: bool = False) -> list[dict]:
        clips = self.cut(file, (0, 0.5), (1.0, 3.0), (0.99, 1.041), (3.5, 9))
        for clip, (first, last) in zip(clips, ((0, 12), (25, 74), (25, 26), (88, 99)), strict=True):
            self.assert_frames(clip, first, last, turned)
            self.assertAlmostEqual(first * 0.04, clip["start"], places=2)
            self.assertAlmostEqual(last * 0.04 + 0.04, clip["end"], places=2)
            self.assertEqual("video/mp4", clip["content_type"])
            self.assert_plays_everywhere(clip)
        return clips

    def assert_plays_everywhere(self, clip: dict) -> None:
        with av.open(clip["path"]) as file:
            context = file.streams.video[0].codec_context
            self.assertEqual(("h264", "yuv420p"), (context.codec.canonical_name, context.pix_fmt))
            self.assertEqual(0, file.streams.video[0].start_time)
        content = Path(clip["path"]).read_bytes()
        self.assertLess(content.index(b"moov"), content.index(b"mdat"))

    def assert_in_sync(self, clip: dict, *beeps: float) -> None:
        heard = numbered.onsets(clip["path"])
        self.assertEqual(len(beeps), len(heard), heard)
        for expected, found in zip(beeps, heard, strict=True):
            self.assertAlmostEqual(expected, found, delta=0.02)

    def test_exact_has_the_very_frames_and_sound_in_sync_at_both_ends(self) -> None:
        clips = self.assert_exact(plain())
        self.assert_in_sync(clips[1], 0.2, 1.8)
        self.assertTrue(all(Path(clip["thumbnail"]).read_bytes().startswith(b"\xff\xd8") for clip in clips))
        self.assertEqual([(128, 64)] * 4, [(clip["width"], clip["height"]) for clip in clips])

    def test_exact_of_other_codecs_and_containers(self) -> None:
        for name, arguments, options in (
            ("hevc.mp4", ("libx265",), {"x265-params": "log-level=none"}),
            ("vp9.webm", ("libvpx-vp9", "libopus"), {"format": "webm", "deadline": "realtime", "cpu-used": "8"}),
            ("av1.mp4", ("libsvtav1", "aac"), {"preset": "12"}),
            ("ten-bit.mp4", ("libx264", "aac"), {"pix_fmt": "yuv420p10le"}),
            ("full-range.mp4", ("libx264", "aac"), {"pix_fmt": "yuvj420p"}),
            ("b-frames.mp4", ("libx264", "aac"), {"x264-params": "open-gop=1:bframes=3:b-adapt=0:keyint=25:log-level=none"}),
            ("sound-of-mkv.mkv", ("libx264", "flac"), {"format": "matroska"}),
            ("transport.ts", ("libx264", "aac"), {"format": "mpegts"}),
        ):
            with self.subTest(name):
                clips = self.cut(source(name, *arguments, **options), (1.0, 3.0))
                numbers, times = numbered.read(clips[0]["path"])
                self.assertAlmostEqual(25, numbers[0], delta=1)
                self.assertEqual(list(range(numbers[0], numbers[0] + 50)), numbers)
                self.assertEqual(0, times[0])
                self.assert_plays_everywhere(clips[0])
                self.assert_in_sync(clips[0], 1.2 - numbers[0] * 0.04, 2.8 - numbers[0] * 0.04)

    def test_exact_without_sound(self) -> None:
        self.assert_exact(source("mute.mp4", "libx264", None))

    def test_exact_of_a_video_on_its_side_stands_upright(self) -> None:
        turned = media.folder() / "turned.mp4"
        content = source("mute.mp4", "libx264", None).read_bytes()
        track = content.index(b"tkhd")
        turned.write_bytes(content[:track] + content[track:].replace(UPRIGHT, ON_ITS_SIDE, 1))
        clips = self.assert_exact(turned, turned=True)
        self.assertEqual((64, 128), (clips[0]["width"], clips[0]["height"]))

    def test_exact_keeps_the_times_of_a_variable_frame_rate(self) -> None:
        times = [*range(0, 1000, 40), *range(1000, 2000, 200), *range(2000, 2500, 20), 5000]
        clips = self.cut(source("variable.mp4", times=times), (0.5, 2.1), (3.0, 4.0))
        self.assertEqual([time - 520 for time in times if 500 <= time < 2100], [round(1000 * time) for time in numbered.read(clips[0]["path"])[1]])
        self.assertEqual([times.index(time) for time in times if 500 <= time < 2100], numbered.read(clips[0]["path"])[0])
        self.assertAlmostEqual(1.58, clips[0]["duration"], delta=0.021)
        held = [times.index(2480)]
        self.assertEqual((held, [0.0]), numbered.read(clips[1]["path"]))
        self.assertEqual((3.0, 4.0), (clips[1]["start"], clips[1]["end"]))
        self.assertAlmostEqual(1.0, clips[1]["duration"], delta=0.021)

    def test_sound_alone(self) -> None:
        for name, sound, format, copied in (
            ("sound.m4a", "aac", "mp4", "audio/mp4"), ("sound.mp3", "libmp3lame", "mp3", "audio/mpeg"),
            ("sound.ogg", "libopus", "ogg", "audio/ogg"), ("sound.flac", "flac", "flac", "audio/mp4"),
            ("sound.wav", "pcm_s16le", "wav", "audio/wav"),
        ):
            with self.subTest(name):
                file = source(name, None, sound, format=format)
                (clip,) = self.cut(file, (1.0, 3.0))
                self.assertEqual(("audio/mp4", None, None), (clip["content_type"], clip["thumbnail"], clip["width"]))
                self.assertAlmostEqual(2.0, clip["duration"], delta=0.002)
                self.assert_in_sync(clip, 0.2, 1.8)
                (clip,) = self.cut(file, (1.0, 3.0), exact=False)
                self.assertEqual(copied, clip["content_type"])
                self.assertAlmostEqual(2.0, clip["duration"], delta=0.15)

    def test_one_frame(self) -> None:
        for exact in (True, False):
            (clip,) = self.cut(source("one.mp4", "libx264", None, times=[0]), (0, 5), exact=exact)
            self.assertEqual([0], numbered.read(clip["path"])[0])

    def test_instant_begins_at_the_keyframe_before_and_hides_nothing(self) -> None:
        """There is one every 20 frames."""
        for name, arguments, options in (
            ("plain.mp4", ("libx264",), {}),
            ("vp9.webm", ("libvpx-vp9", "libopus"), {"format": "webm", "deadline": "realtime", "cpu-used": "8"}),
            ("hevc.mp4", ("libx265",), {"x265-params": "log-level=none"}),
            ("av1.mp4", ("libsvtav1", "aac"), {"preset": "12"}),
        ):
            with self.subTest(name):
                (clip,) = self.cut(source(name, *arguments, **options), (1.0, 3.0), exact=False)
                numbers, times = numbered.read(clip["path"])
                self.assertEqual(list(range(numbers[0], numbers[0] + len(numbers))), numbers, "none is missing")
                self.assertEqual(0, times[0])
                self.assertLessEqual(numbers[0], 25)
                self.assertAlmostEqual(numbers[0] * 0.04, clip["start"], delta=0.03)
                self.assertGreaterEqual(numbers[-1], 74)
                self.assertLessEqual(numbers[-1], 78)
                self.assertAlmostEqual(numbers[-1] * 0.04 + 0.04, clip["end"], delta=0.03)
                self.assertAlmostEqual(clip["end"] - clip["start"], clip["duration"], delta=0.04)
                self.assertEqual(Path(name).suffix, Path(clip["path"]).suffix)
                self.assert_in_sync(clip, *(beep * 0.04 - clip["start"] for beep in numbered.BEEPS))

    @media.needs_ffmpeg
    def test_what_an_edit_list_hides_stays_hidden(self) -> None:
        file = media.folder() / "edited.mp4"
        command = [media.FFMPEG, "-v", "error", "-y", "-ss", "1.4", "-i", str(plain()), "-c", "copy", str(file)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        begins, _ = numbered.read(str(file))
        for exact in (True, False):
            (clip,) = self.cut(file, (0, 1), exact=exact)
            self.assertEqual(begins[0], numbered.read(clip["path"])[0][0])
            self.assertAlmostEqual(0, clip["start"], delta=0.03)

    def test_a_truncated_file_gives_the_whole_clips_and_names_the_others(self) -> None:
        short = media.folder() / "short.mp4"
        content = plain().read_bytes()
        short.write_bytes(content[: content.index(b"mdat") + (len(content) - content.index(b"mdat")) // 2])
        for exact in (True, False):
            event, before = self.outcome(short, (0, 1), (1, 3.5), (3, 4), exact=exact)
            self.assertEqual([0], [clip["index"] for clip in event["clips"]])
            warnings = [each["message"] for each in before if each["type"] == "warning"]
            self.assertEqual(["Clip 2 (1 s to 3.5 s)", "Clip 3 (3 s to 4 s)"], [text.partition(" is")[0] for text in warnings])
            self.assertEqual([], list(Path(event["clips"][0]["path"]).parent.glob("clip-[12]*")))

    def test_a_hole_in_the_middle_costs_only_its_clip(self) -> None:
        """Of one, the decoder says nothing at all: it makes up what is missing."""
        with av.open(str(plain())) as opened:
            hit = [packet.pos for packet in opened.demux(video=0) if packet.pts and 1.4 < packet.pts * packet.time_base < 1.5][0]
        for begin, end in ((4, 60), (12, 18)):
            with self.subTest(begin):
                content = bytearray(plain().read_bytes())
                content[hit + begin : hit + end] = bytes(each ^ 0x5A for each in content[hit + begin : hit + end])
                file = media.folder() / "hole.mp4"
                file.write_bytes(content)
                self.assertEqual([0, 2], [clip["index"] for clip in self.cut(file, (0, 1), (1.2, 2), (2.5, 3.5))])

    def test_ranges_without_anything_fail_with_a_code_and_what_is_no_video_as_well(self) -> None:
        self.assertEqual("invalid_range", self.outcome(plain(), (50, 60))[0]["code"])
        text = media.folder() / "text.mp4"
        text.write_bytes(b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n")
        self.assertEqual("invalid_media", self.outcome(text, (0, 1))[0]["code"])

    def test_a_full_disk_is_no_failure_of_the_video(self) -> None:
        for exact in (True, False):
            job = {"type": "cut", "exact": exact, "crf": 18, "cuts": [{"start": 0, "end": 1}]}
            event, _ = self.host.outcome(self.host.edit(plain(), full="clip-0.mp4", **job))
            self.assertEqual(("failed", "no_space"), (event["type"], event["code"]), event)

    def test_too_little_processor_time_is_said(self) -> None:
        long = media.folder() / "long.mp4"
        long.write_bytes(media.encoded("mp4", "mpeg4", size=(1280, 720), frames=600, gop=600))
        job = {"type": "cut", "exact": True, "crf": 18, "cuts": [{"start": 0, "end": 60}], "cpu": 1}
        self.assertEqual("timed_out", self.host.outcome(self.host.edit(long, **job))[0]["code"])

    def test_kill_in_the_middle_leaves_no_process(self) -> None:
        job = {"type": "cut", "exact": True, "crf": 18, "cuts": [{"start": 0, "end": 4}] * 500}
        id = self.host.edit(plain(), **job)
        self.host.next("edit_progress", id)
        self.assertGreater(len(descendants(self.host.process.pid)), 1)
        self.host.kill(id)
        self.assertEqual("killed", self.host.outcome(id)[0]["code"])
        self.assertEqual(set(), descendants(self.host.process.pid))

    def test_what_breaks_the_decoder_costs_only_its_clip(self) -> None:
        whole = exact_cuts.cut

        def breaking(source: Path, wanted: list[Wanted], crf: int, length: float) -> Any:
            for each in wanted:
                if each.index == 1:
                    os.kill(os.getpid(), signal.SIGSEGV)
                yield from whole(source, [each], crf, length)

        folder = Path(tempfile.mkdtemp(dir=media.folder()))
        job = Cut(True, 18, (Span(0, 1), Span(1, 2), Span(2, 3)))
        teller = mock.Mock()
        with mock.patch.object(exact_cuts, "cut", breaking):
            found = cutting.of(Edit("t.1", str(folder), str(plain()), job, Limits(10**9, 2 << 30, 600, 3_600)), teller)
        self.assertEqual([0, 2], [clip.index for clip in found.clips])
        self.assertIn("breaks its decoder", teller.log.warning.call_args.args[0])

    def test_progress_is_by_time_over_all_clips(self) -> None:
        _, before = self.outcome(plain(), (0, 1), (2, 4))
        told = [event for event in before if event["type"] == "edit_progress"]
        self.assertTrue(told)
        self.assertEqual([3.0] * len(told), [event["total"] for event in told])
        self.assertEqual(sorted(event["done"] for event in told), [event["done"] for event in told])

    def test_overlapping_clips_are_cut_by_so_many_encoders_at_once(self) -> None:
        wanted = [Wanted(number, number / 10, 5.0, Path("x")) for number in range(5)] + [Wanted(9, 5.0, 6.0, Path("x"))]
        self.assertEqual([0, 1, 9], [each.index for each in cutting._together(wanted, 2)])
        self.assertEqual([1, 1, 8], [len(cutting._together([Wanted(n, 0, 400, Path("x")) for n in range(2)], 8)),
                                     len(cutting._together([Wanted(n, n * 500, n * 500 + 500, Path("x")) for n in range(9)], 8)),
                                     len(cutting._together([Wanted(n, 0, 1, Path("x")) for n in range(9)], 8))])


if __name__ == "__main__":
    unittest.main()
