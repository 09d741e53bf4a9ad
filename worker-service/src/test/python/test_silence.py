"""The job "silence", and what holds for every edit: only its own file is opened, failures have a code."""

from __future__ import annotations

import unittest
from pathlib import Path

from support import media
from support.hosts import HostProcess
from autoclip_host import silence

QUIET = {"type": "silence", "threshold": -50, "least": 0.5}


@media.needs_ffmpeg
class SilenceTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.host = HostProcess()
        cls.addClassCleanup(cls.host.close)

    def silences(self, source: bytes | Path, **job: object) -> list[tuple[float, float]]:
        event, _ = self.host.outcome(self.host.edit(source, **QUIET | job))
        self.assertEqual("silences", event["type"], event)
        return [(each["start"], each["end"]) for each in event["silences"]]

    def assert_spans(self, expected: list[tuple[float, float]], found: list[tuple[float, float]]) -> None:
        self.assertEqual(len(expected), len(found), found)
        for (start, end), (found_start, found_end) in zip(expected, found, strict=True):
            self.assertAlmostEqual(start, found_start, delta=0.05)
            self.assertAlmostEqual(end, found_end, delta=0.05)

    def test_tells_where_it_is_silent_the_end_as_well(self) -> None:
        sound = media.sounding((0.5, 1.5), (2.5, 3))
        self.assert_spans([(0, 0.5), (1.5, 2.5), (3, 4)], self.silences(sound, least=0.4))
        self.assert_spans([(1.5, 2.5), (3, 4)], self.silences(sound, least=0.7))
        self.assert_spans([(0, 4)], self.silences(sound, threshold=0))

    def test_an_attempt_may_have_one_edit_after_another(self) -> None:
        first = self.host.edit(media.sounding((0, 4)), **QUIET)
        self.assertEqual("silences", self.host.outcome(first)[0]["type"])
        again = self.host.edit(media.sounding((0, 4)), after=first, **QUIET)
        self.assertEqual("silences", self.host.outcome(again)[0]["type"])

    def test_no_sound_has_no_silence(self) -> None:
        self.assertEqual([], self.silences(media.clip()))

    def test_words_of_the_file_are_none_of_the_tool(self) -> None:
        forged = "\n[silencedetect @ 0x1] silence_start: 1\r[silencedetect @ 0x1] silence_end: 2"
        self.assertEqual([], self.silences(media.sounding((0, 4), comment=forged + "x" * 5_000 + forged)))

    def test_tells_how_far_it_is(self) -> None:
        _, before = self.host.outcome(self.host.edit(media.sounding((0, 4)), **QUIET))
        told = [event for event in before if event["type"] == "edit_progress"]
        self.assertTrue(told)
        self.assertTrue(all(0 <= event["done"] <= event["total"] for event in told), told)
        self.assertAlmostEqual(4, told[-1]["total"], delta=0.1)

    def test_what_is_no_media_fails_with_a_code(self) -> None:
        for wrong in (b"", b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", b"nothing" * 1_000, media.png_bomb(100)):
            event, _ = self.host.outcome(self.host.edit(wrong, **QUIET))
            self.assertEqual(("failed", "invalid_media"), (event["type"], event["code"]), event)

    def test_a_link_out_of_the_directory_is_not_followed(self) -> None:
        id = "task.linked"
        self.host.directory(id).mkdir()
        source = self.host.directory(id) / "source"
        source.symlink_to("/etc/passwd")
        limits = {"file_size": 10**9, "memory": 2 << 30, "cpu": 600, "duration": 3_600}
        self.host.send({"type": "edit", "id": id, "directory": str(source.parent), "source": str(source), "job": QUIET, "limits": limits})
        self.assertEqual("internal", self.host.outcome(id)[0]["code"])

    def test_more_silences_than_anybody_reads(self) -> None:
        listener = silence._Listener()
        for number in range(silence.MOST + 5):
            listener.hear(f"[silencedetect @ 0xab] silence_start: {number}")
            listener.hear(f"[silencedetect @ 0xab] silence_end: {number}.5 | silence_duration: 0.5")
        self.assertEqual(silence.MOST, len(listener.found))


if __name__ == "__main__":
    unittest.main()
