"""Subtitles that are wanted come as WebVTT of our own, whatever the site has; what goes wrong is a warning."""

from __future__ import annotations

import tempfile
import time
import unittest
from pathlib import Path
from typing import Any
from unittest import mock

from support import media
from support.hosts import HostProcess
from support.origin import Origin
from autoclip_host import captions, deadline, subtitles
from autoclip_host.refusal import Refused

SRT = "1\n00:00:01,000 --> 00:00:02,500\n<i>Hello</i> & <b>you</b> <font color=red>x</font>\n\n2\n01:01:03,000 --> 01:01:04,000\na < b\n"
VTT = """WEBVTT

STYLE
::cue { background: url(http://evil.example/) }

NOTE secret

00:01.000 --> 00:02.500 align:start position:0%
<c.yellow><i>Hello</i></c> &amp; <b>you</b> <00:01.500><v Ann>x

id
01:01:03.000 --> 01:01:04.000
a &lt; b
"""
ASS = """[Script Info]
ScriptType: v4.00+

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\\i1}Hello{\\i0} & {\\b1}you{\\b0} x
Dialogue: 0,1:01:03.00,1:01:04.00,Default,,0,0,0,,a < b
"""
TTML = """<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"><body><div>
<p begin="00:00:01.000" end="00:00:02.500"><span tts:fontStyle="italic">Hello</span> &amp; <span tts:fontWeight="bold">you</span> x</p>
<p begin="01:01:03.000" end="01:01:04.000">a &lt; b</p></div></body></tt>"""
WRITTEN = """WEBVTT

00:00:01.000 --> 00:00:02.500
<i>Hello</i> &amp; <b>you</b> x

01:01:03.000 --> 01:01:04.000
a &lt; b

"""


class CaptionTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def convert(self, content: bytes) -> str:
        file, target = self.folder / "in", self.folder / "out"
        file.write_bytes(content)
        captions.convert(file, target)
        return target.read_text(encoding="utf-8")

    def test_every_kind_becomes_the_same(self) -> None:
        for kind, text in (("srt", SRT), ("vtt", VTT), ("ass", ASS), ("ttml", TTML)):
            with self.subTest(kind):
                self.assertEqual(WRITTEN, self.convert(text.encode()))

    def test_letters_of_every_kind_are_read(self) -> None:
        for coding in ("utf-8-sig", "utf-16", "cp1252"):
            with self.subTest(coding):
                self.assertIn("\nGr\u00fc\u00dfe\n", self.convert("1\n00:00:01,000 --> 00:00:02,000\nGr\u00fc\u00dfe\n".encode(coding)))

    def test_text_cannot_leave_its_cue(self) -> None:
        hostile = "1\n00:00:01,000 --> 00:00:02,000\n\x00\u202e--> 00:00:09 <script>x</script>\n  \n00:00:05.000 --> 00:00:06.000\nhi\n"
        lines = self.convert(hostile.encode()).splitlines()
        self.assertEqual(["00:00:01.000 --> 00:00:02.000"], [line for line in lines[:4] if " --> " in line])
        self.assertNotIn("<script>", "".join(lines))
        self.assertNotIn("\u202e", "".join(lines))

    def test_refuses_what_is_none(self) -> None:
        for name, content in (
            ("nothing", b""), ("a page", b"<html><body>not here</body></html>"), ("zeros", bytes(1_000)), ("text", b"hello"),
            ("a list", b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"), ("media", media.clip()),
            ("a bomb", b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "' + b"x" * 1000 + b'">' + b"".join(
                b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(6)) + b"]><tt>&g;</tt>"),
        ):
            with self.subTest(name), self.assertRaises(Exception):
                self.convert(content)
        self.assertFalse((self.folder / "out").exists())

    def test_bounds(self) -> None:
        with mock.patch.object(captions, "MAX_CUES", 1), self.assertRaises(Refused):
            self.convert(SRT.encode())
        with mock.patch.object(captions, "MAX_SIZE", 10), self.assertRaises(Refused):
            self.convert(SRT.encode())


class FindTest(unittest.TestCase):
    def found(self, language: str, real: dict[str, Any], automatic: dict[str, Any] | None = None) -> tuple[str, bool] | None:
        def offered(tags: dict[str, Any]) -> dict[str, Any]:
            return {tag: [{"url": f"http://x/{tag}.{ext}", "ext": ext} for ext in exts] for tag, exts in tags.items()}

        found = subtitles.find({"subtitles": offered(real), "automatic_captions": offered(automatic or {})}, language)
        return found and (found[0]["url"].removeprefix("http://x/"), found[1])

    def test_language(self) -> None:
        vtt = ("vtt",)
        self.assertEqual(("en.vtt", False), self.found("en", {"en-GB": vtt, "en": vtt}))
        self.assertEqual(("en-GB.vtt", False), self.found("en", {"de": vtt, "en-GB": vtt}))
        self.assertEqual(("pt_br.vtt", False), self.found("pt-BR", {"pt": vtt, "pt_br": vtt}))
        self.assertEqual(("de.vtt", False), self.found("de-AT", {"de-CH": vtt, "de": vtt}))
        self.assertEqual(("iw.vtt", False), self.found("he", {"iw": vtt}))
        self.assertEqual(("deu.vtt", False), self.found("de", {"deu": vtt}))
        self.assertIsNone(self.found("de", {"den": vtt, "live_chat": ("json",)}))

    def test_automatic_only_where_there_are_no_others(self) -> None:
        self.assertEqual(("en-GB.vtt", False), self.found("en", {"en-GB": ("vtt",)}, {"en": ("vtt",)}))
        self.assertEqual(("en.vtt", True), self.found("en", {"en": ("json3",)}, {"en": ("vtt",)}))

    def test_kind(self) -> None:
        self.assertEqual(("en.vtt", False), self.found("en", {"en": ("json3", "ttml", "srt", "vtt")}))

    def test_what_sites_should_not_say(self) -> None:
        for offered in (None, [], {"en": None}, {"en": "x"}, {"en": [None, {}, {"ext": "vtt"}, {"ext": "vtt", "url": 7}]},
                        {7: []}, {"en": [{"ext": "vtt", "url": "rtmp://x/"}]}):
            self.assertIsNone(subtitles.find({"subtitles": offered}, "en"))


class DownloadTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.host, cls.origin = HostProcess(), Origin()
        cls.addClassCleanup(cls.host.close)
        cls.addClassCleanup(cls.origin.close)

    def download(self, page: str, tracks: dict[str, str], **wanted: Any) -> tuple[dict[str, str], list[str]]:
        """What is in the files, and the warnings."""
        self.origin.serve("/v.mp4", media.filled())
        html = "".join(f'<track srclang="{language}" kind="subtitles" src="{path}">' for language, path in tracks.items())
        event, before = self.host.download(self.origin.page(page, f'<video src="/v.mp4">{html}</video>'), **wanted)
        self.assertEqual("succeeded", event["type"], event)
        texts = {each["language"]: Path(each["path"]).read_text(encoding="utf-8") for each in event["subtitles"]}
        self.assertFalse(any(each["automatic"] for each in event["subtitles"]))
        return texts, [each["message"] for each in before if each["type"] == "warning"]

    def test_wanted_languages_come(self) -> None:
        self.origin.serve("/en.vtt", VTT.encode(), "text/vtt")
        self.origin.serve("/de", SRT.encode(), "text/plain")
        texts, warnings = self.download("/a", {"en": "/en.vtt", "de": "/de", "fr": "/fr.vtt"}, subtitles=["de", "en"])
        self.assertEqual({"de": WRITTEN, "en": WRITTEN}, texts)
        self.assertEqual([], warnings)
        self.assertEqual(0, self.origin.asked["/fr.vtt"])

    def test_none_are_fetched_if_none_are_wanted(self) -> None:
        self.assertEqual(({}, []), self.download("/b", {"en": "/never.vtt"}))
        self.assertEqual(0, self.origin.asked["/never.vtt"])

    def test_what_goes_wrong_is_a_warning(self) -> None:
        self.origin.serve("/good.vtt", VTT.encode(), "text/vtt")
        self.origin.serve("/page.vtt", b"<html>not here</html>", "text/vtt")
        self.origin.serve("/large.vtt", b"WEBVTT\n" + b"x" * (11 << 20), "text/vtt")
        self.origin.serve("/nolength.vtt", b"WEBVTT\n" + b"x" * (11 << 20), "text/vtt", length=None)
        texts, warnings = self.download(
            "/c", {"en": "/good.vtt", "fr": "/gone.vtt", "it": "/page.vtt", "es": "/large.vtt", "pl": "/nolength.vtt"},
            subtitles=["de", "en", "es", "fr", "it", "pl"],
        )
        self.assertEqual({"en": WRITTEN}, texts)
        for language in ("de", "es", "fr", "it", "pl"):
            self.assertEqual(1, sum(f"in {language}" in each for each in warnings), warnings)

    @media.needs_ffmpeg
    def test_segments_are_joined(self) -> None:
        self.origin.serve_folder(media.hls())
        self.origin.serve("/s0.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\none\n", "text/vtt")
        self.origin.serve("/s1.vtt", b"WEBVTT\n\n00:03.000 --> 00:04.000\ntwo\n", "text/vtt")
        self.origin.serve("/s.m3u8", b"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n/s0.vtt\n#EXTINF:2,\n/s1.vtt\n#EXT-X-ENDLIST\n",
                          "application/vnd.apple.mpegurl")
        link = self.origin.serve(
            "/master.m3u8", b'#EXTM3U\n#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="x",LANGUAGE="en",URI="/s.m3u8"\n'
            b'#EXT-X-STREAM-INF:BANDWIDTH=1000,RESOLUTION=160x90,SUBTITLES="s"\n/hls/index.m3u8\n', "application/vnd.apple.mpegurl")
        event, before = self.host.download(link, subtitles=["en"])
        self.assertEqual(["en"], [each["language"] for each in event["subtitles"]], before)
        text = Path(event["subtitles"][0]["path"]).read_text()
        self.assertRegex(text, r"^WEBVTT\n\n00:00:01.000 --> 00:00:02.000\none\n\n00:00:03.000 --> 00:00:04.000\ntwo\n\n$")


    def test_odd_address_is_a_warning(self) -> None:
        page = self.origin.page("/odd", '<video src="/v.mp4"><track kind=subtitles srclang=en src="http://[x/a.vtt"></video>')
        self.origin.serve("/v.mp4", media.mp4())
        event, _ = self.host.download(page, subtitles=["en"])
        self.assertEqual(("succeeded", []), (event["type"], event.get("subtitles")), event)


class DeadlineTest(unittest.TestCase):
    def test_what_drips_is_given_up(self) -> None:
        with self.assertRaises(Refused), deadline.within(0.2):
            time.sleep(20)
        with deadline.within(0.2):
            pass
        time.sleep(0.3)
        with self.assertRaises(Refused), deadline.within(-1):
            self.fail("There was no time")


if __name__ == "__main__":
    unittest.main()
