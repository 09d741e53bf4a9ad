"""The job "frames": every picture once, small, with its time, in files that the worker takes away."""

from __future__ import annotations

import struct
import subprocess
import unittest

from support import media
from support.hosts import HostProcess

JOB = {"type": "frames", "width": 64, "height": 36}
_PICTURE = struct.Struct(">d3456s")


def _made(*arguments: str, format: str = "mp4") -> bytes:
    file = media.folder() / f"frames.{format}"
    command = [media.FFMPEG, "-v", "error", "-nostdin", "-y", *arguments, "-f", format, file]
    subprocess.run(command, check=True)
    return file.read_bytes()


@media.needs_ffmpeg
class FramesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.host = HostProcess()
        cls.addClassCleanup(cls.host.close)

    def pictures(self, source: bytes) -> list[tuple[float, bytes]]:
        id = self.host.edit(source, **JOB)
        event, before = self.host.outcome(id)
        self.assertEqual("frames_done", event["type"], event)
        told = [each for each in before if each["type"] == "frames_file"]
        files = [self.host.directory(id) / "work" / f"frames.{number}" for number in range(len(told))]
        found = [picture for file in files for picture in _PICTURE.iter_unpack(file.read_bytes())]
        self.assertEqual((event["count"], event["count"]), (len(found), sum(each["count"] for each in told)))
        return found

    def test_every_picture_with_its_time(self) -> None:
        found = self.pictures(_made("-f", "lavfi", "-i", "color=red:size=320x180:rate=10:duration=3", "-pix_fmt", "yuv420p"))
        self.assertEqual([number / 10 for number in range(30)], [round(seconds, 3) for seconds, _ in found])
        planes = found[7][1]
        for part, value in ((planes[:2304], 81), (planes[2304:2880], 90), (planes[2880:], 240)):
            self.assertTrue(all(abs(byte - value) < 4 for byte in part))

    def test_times_count_from_the_beginning_of_the_file(self) -> None:
        late = ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=1", "-output_ts_offset", "7", "-c:v", "mpeg2video"]
        self.assertAlmostEqual(0, self.pictures(_made(*late, format="mpegts"))[0][0], delta=0.01)

    def test_no_picture_is_no_video(self) -> None:
        for wrong in (media.sounding((0, 4)), b"", b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", media.png_bomb(100)):
            event, _ = self.host.outcome(self.host.edit(wrong, **JOB))
            self.assertEqual(("failed", "invalid_media"), (event["type"], event["code"]), event)

    def test_what_is_cut_short_gives_what_there_is(self) -> None:
        whole = _made("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=10:duration=4", "-c:v", "libx264", "-g", "5", format="matroska")
        self.assertIn(len(self.pictures(whole[: len(whole) // 2])), range(5, 40))


if __name__ == "__main__":
    unittest.main()
