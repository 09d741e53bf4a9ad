"""Commands that are wrong do not stop the host, and say what is wrong."""

from __future__ import annotations

import json
import unittest

from support import media
from support.hosts import HostProcess
from support.origin import Origin
from autoclip_host.commands import read
from autoclip_host.lines import LineBuffer, LineTooLong
from autoclip_host.protocol import Beat, Failed, Kill, Malformed, Options, Silence, encode

START = {
    "type": "start", "id": "t.1", "url": "https://example.org/", "directory": "/scratch/t.1", "proxy": "http://u:p@127.0.0.1:1",
    "options": {"format": "video", "max_height": 720, "subtitles": ["en"], "thumbnail": False}, "limits": {"file_size": 1, "memory": 1, "cpu": 1, "duration": 1},
}

EDIT = {
    "type": "edit", "id": "t.1", "directory": "/scratch/t.1", "source": "/scratch/t.1/a", "limits": START["limits"],
    "job": {"type": "silence", "threshold": -50, "least": 0.5},
}


def line(**changes: object) -> bytes:
    return json.dumps(START | changes).encode()


class CommandTest(unittest.TestCase):
    def test_start(self) -> None:
        command = read(line(), allow_direct=False)
        self.assertEqual(("t.1", 1), (command.id, command.limits.cpu))
        self.assertEqual(Options("video", 720, None, None, ("en",), False), command.options)

    def test_others(self) -> None:
        self.assertEqual(Beat(), read(b'{"type":"beat"}', allow_direct=False))
        self.assertEqual(Kill("t.1"), read(b'{"type":"kill","id":"t.1"}', allow_direct=False))

    def test_malformed(self) -> None:
        for wrong in (
            b"", b"x", b"[]", b"{}", b'{"type":"dance"}', b'{"type":"kill"}', b'{"type":"kill","id":7}', b"\xff\xfe", b"[" * 60_000,
            line(proxy=None), line(proxy=""), line(proxy="socks5://x"), line(directory="relative"), line(url=""), line(url=1),
            line(url="x" * 9000), line(options={}), line(options={"format": "exe"}), line(options={"format": "video", "exec": "id"}),
            line(options={"format": "video", "max_height": -1}), line(options={"format": "video", "max_height": True}),
            line(limits={"file_size": 1, "memory": 1}), line(options={}), line(limits={"file_size": 1.5, "memory": 1, "cpu": 1, "duration": 1}), line(more=1), line(work="dance"), line(work="list", most=0),
        ):
            with self.subTest(wrong=wrong[:100]), self.assertRaises(Malformed):
                read(wrong, allow_direct=False)

    def test_malformed_options(self) -> None:
        for wrong in (
            {"format": "exe"}, {"format": None}, {"exec": "id"}, {"max_height": -1}, {"max_height": True}, {"container": "exe"},
            {"audio_codec": ["aac"]}, {"subtitles": None}, {"subtitles": ["../x"]}, {"subtitles": ["en\n"]}, {"subtitles": ["e" * 36]},
            {"subtitles": [1]}, {"subtitles": ["en"] * 21}, {"thumbnail": None}, {"thumbnail": 1},
        ):
            with self.subTest(wrong=wrong), self.assertRaises(Malformed):
                read(line(options=START["options"] | wrong), allow_direct=False)

    def test_edit(self) -> None:
        command = read(json.dumps(EDIT).encode(), allow_direct=False)
        self.assertEqual(("/scratch/t.1/a", Silence(-50.0, 0.5)), (command.source, command.job))

    def test_malformed_edit(self) -> None:
        for wrong in (
            {"source": "/scratch/t.10/a"}, {"source": "/scratch/t.1"}, {"source": "/scratch/t.1/../t.2/a"}, {"source": "a"},
            {"source": "/scratch/t.1/a\0"}, {"directory": "t.1", "source": "t.1/a"}, {"url": "http://x/"}, {"job": None},
            {"job": {"type": "dance"}}, {"job": {"type": ["silence"]}}, {"job": {}},
            *({"job": {"type": "frames", "width": 64, "height": 36} | job} for job in (
                {"width": 63}, {"height": 0}, {"width": 1_000}, {"height": "36"}, {"depth": 8},
            )),
            *({"job": EDIT["job"] | job} for job in (
                {"threshold": 1}, {"threshold": "-50dB"}, {"threshold": float("nan")}, {"threshold": True}, {"least": 0},
                {"least": float("inf")}, {"least": None}, {"filter": "x"},
            )),
        ):
            with self.subTest(wrong=wrong), self.assertRaises(Malformed):
                read(json.dumps(EDIT | wrong).encode(), allow_direct=True)

    def test_malformed_names_the_attempt(self) -> None:
        with self.assertRaises(Malformed) as caught:
            read(line(proxy=None), allow_direct=True)
        self.assertEqual("t.1", caught.exception.id)

    def test_direct_only_where_allowed(self) -> None:
        self.assertEqual("", read(line(proxy=""), allow_direct=True).proxy)


class LineBufferTest(unittest.TestCase):
    def test_lines_across_blocks(self) -> None:
        buffer = LineBuffer(10)
        self.assertEqual([b"ab", b"c"], list(buffer.feed(b"ab\n\nc\nd")))
        self.assertEqual([b"de"], list(buffer.feed(b"e\n")))

    def test_long_line_is_skipped_and_memory_bounded(self) -> None:
        buffer = LineBuffer(10)
        for _ in range(1000):
            self.assertEqual([], list(buffer.feed(b"x" * 100)))
        self.assertLessEqual(len(buffer._pending), 110)
        first, second = buffer.feed(b"x\nok\n")
        self.assertIsInstance(first, LineTooLong)
        self.assertEqual(b"ok", second)


class EventTest(unittest.TestCase):
    def test_lone_surrogate_does_not_stop_an_event(self) -> None:
        self.assertEqual("?", json.loads(encode(Failed("t.1", "internal", "\ud800")))["message"])


class ConversationTest(unittest.TestCase):
    def test_host_goes_on_after_nonsense(self) -> None:
        host, origin = HostProcess(), Origin()
        self.addCleanup(host.close)
        self.addCleanup(origin.close)
        versions = host.ready["versions"]
        self.assertEqual({"python", "yt_dlp", "av", "deno", "ffmpeg"}, versions.keys())
        for wrong in (b"nonsense", b"x" * 200_000, b'{"type":"start","id":"t.9"}'):
            host.send(wrong)
        self.assertIn("JSON", host.next("malformed", None)["detail"])
        self.assertIn("more than", host.next("malformed", None)["detail"])
        self.assertEqual("malformed", host.next("malformed", "t.9")["type"])
        slow = host.start(origin.serve("/s.mp4", media.filled(500_000), pause=0.1))
        host.next("phase", slow)
        again = {"id": slow, "url": "http://x/", "directory": "/x", "proxy": ""}
        host.send(line(**again))
        self.assertIn("running", host.next("malformed", slow)["detail"])
        host.kill(slow)
        self.assertEqual("killed", host.outcome(slow)[0]["code"])
        self.assertEqual("succeeded", host.download(origin.serve("/a.mp4", media.filled()))[0]["type"])


if __name__ == "__main__":
    unittest.main()
