"""Guards against sites that want to use the worker up, each at its own place. The whole is tried by HostileCorpusTests."""

from __future__ import annotations

import contextlib
import io
import os
import re
import resource
import subprocess
import sys
import tempfile
import unittest
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock
from xml.etree import ElementTree

from support import media
from support.hosts import HostProcess
from support.origin import Origin

from autoclip_host import bodies, containers, guards, look, main, sandbox, segments, tools
from autoclip_host.protocol import Limits
from autoclip_host.refusal import Refused
from autoclip_host.reuse import fresh_downloader
from yt_dlp.globals import plugin_dirs
from yt_dlp import YoutubeDL
from yt_dlp.extractor import common
from yt_dlp.extractor.common import InfoExtractor
from yt_dlp.networking import Response
from yt_dlp.networking.common import _REQUEST_HANDLERS, RequestHandler

_LIMITS = Limits(10**9, 2 << 30, 600, 3_600)


class BodyTests(unittest.TestCase):
    def read(self, size: int, amount: int | None = None) -> bytes:
        response = Response(io.BytesIO(b"x" * size), "http://x/", {})
        return bodies._bounded(Response.read)(response, amount)

    def test_whole_body_up_to_the_limit(self) -> None:
        self.assertEqual(bodies.MOST, len(self.read(bodies.MOST)))

    def test_larger_body(self) -> None:
        with self.assertRaises(Refused) as caught:
            self.read(bodies.MOST + 1)
        self.assertEqual("too_large", caught.exception.code)

    def test_part_of_a_larger_body(self) -> None:
        self.assertEqual(10, len(self.read(bodies.MOST + 1, 10)))


class SegmentTests(unittest.TestCase):
    """By yt-dlp's own parsers: what they take for a number, and what they take over from where, is theirs to say."""

    def setUp(self) -> None:
        for owner, name in ((InfoExtractor, "_parse_mpd_periods"), (common, "range")):
            kept = mock.patch.object(owner, name, getattr(owner, name, range), create=True)
            kept.start()
            self.addCleanup(kept.stop)
        segments.bound()
        downloader = fresh_downloader({"quiet": True, "proxy": "", "cachedir": False, "js_runtimes": {}}, {})
        self.addCleanup(downloader.close)
        self.extractor = InfoExtractor(downloader)

    def dash(self, segments: str, *, length: str = "PT10H", formats: int = 1, above: str = "") -> list[dict[str, Any]]:
        manifest = ElementTree.fromstring(_dash(length, above + _formats(segments, formats)))
        return self.extractor._parse_mpd_formats(manifest, mpd_url="http://x/")

    def ism(self, chunks: str, formats: int = 1) -> list[dict[str, Any]]:
        levels = '<QualityLevel Bitrate="1" FourCC="H264"/>' * formats
        stream = f'<StreamIndex Type="video" Url="{{start time}}">{levels}{chunks}</StreamIndex>'
        manifest = f'<SmoothStreamingMedia Duration="9">{stream}</SmoothStreamingMedia>'
        return self.extractor._parse_ism_formats_and_subtitles(ElementTree.fromstring(manifest), "http://x/")[0]

    def refuse(self, call: Callable[..., Any], *arguments: Any, **named: Any) -> None:
        with self.subTest(arguments=str(arguments)[:200], **named), self.assertRaises(Refused) as caught:
            call(*arguments, **named)
        self.assertEqual("too_large", caught.exception.code)

    def test_dash_timeline(self) -> None:
        self.assertEqual(50_000, len(self.dash(_timeline("49999"))[0]["fragments"]))
        for repeat in ("+999999999", " 999999999", "999_999_999", "9" * 16, "9" * 100, "99999999"):
            self.refuse(self.dash, _timeline(repeat))
            self.refuse(self.dash, f"<SegmentList>{_entry(repeat)}{_NAMED}</SegmentList>")
            self.refuse(self.dash, "", above=_timeline(repeat))

    def test_dash_template(self) -> None:
        self.assertEqual(36_000, len(self.dash(_template('duration="1"'))[0]["fragments"]))
        for length in ("99999999", "P1YT99999999S", "PT99999999s", "27777:00:00"):
            self.refuse(self.dash, _template('duration="1"'), length=length)
        for attributes in ('duration="0.001"', 'duration="1" timescale=" 1000000000"', 'duration="1e-9"'):
            self.refuse(self.dash, _template(attributes))
            self.refuse(self.dash, "", above=_template(attributes))
        self.refuse(self.dash, _template('duration="1"'), above=_template('timescale="1000"'))
        self.refuse(self.dash, _template('timescale="1000"'), above=_template('duration="1"'))

    def test_dash_formats_together(self) -> None:
        self.assertEqual(20, len(self.dash(_template('duration="1"'), formats=20)))
        self.refuse(self.dash, _template('duration="1"'), formats=20)  # those before count as well

    def test_dash_lists_together(self) -> None:
        named = f"<SegmentList>{_NAMED}</SegmentList>"
        self.assertEqual(99, len(self.dash("", formats=99, above=named)))
        self.refuse(self.dash, "", formats=99, above=named)

    def test_dash_entries_of_timelines_together(self) -> None:
        entries = _timeline("0").replace("<S ", '<S d="1"/>' * 10_000 + "<S ")
        self.assertEqual(99, len(self.dash("", formats=99, above=entries)))
        self.refuse(self.dash, "", formats=99, above=entries)

    def test_smooth_streaming(self) -> None:
        self.assertEqual(50_000, len(self.ism('<c r="50000" d="1"/>')[0]["fragments"]))
        for repeat in ("50001", "999999999", " +999_999_999"):
            self.refuse(self.ism, f'<c r="{repeat}" d="1"/>')
        self.refuse(self.ism, '<c r="50000" d="1"/>', formats=20)

    def test_hls(self) -> None:
        for before in ("#EXTINF:1,\n", ""):
            segments.refuse_many_of_hls("#EXTM3U\n" + f"{before} x \r\n\n" * 50_000)
            self.refuse(guards._can_download_hls, guards.HlsFD, "#EXTINF:5,\n" + f"{before}x\n" * 50_001, {})
        self.refuse(guards._can_download_hls, guards.HlsFD, "x\u2028" * 50_001, {})

    def test_format_of_any_kind(self) -> None:
        guard = guards.FormatGuardPP(3_600)
        fragments = [{"url": "http://x/"}] * segments.MOST
        info = {"id": "x", "formats": [{"url": "http://x/", "protocol": "http_dash_segments", "fragments": fragments}]}
        guard._keep_fetchable(info)
        fragments.append({"url": "http://x/"})
        self.refuse(guard._keep_fetchable, info)


def _dash(length: str, group: str) -> str:
    group = f'<AdaptationSet mimeType="video/mp4">{group}</AdaptationSet>'
    return f'<MPD mediaPresentationDuration="{length}"><Period>{group}</Period></MPD>'


def _formats(segments: str, number: int) -> str:
    return "".join(f'<Representation width="{i}">{segments}</Representation>' for i in range(number))


_NAMED = '<SegmentURL media="x"/>' * 10_000


def _timeline(repeat: str) -> str:
    return f'<SegmentTemplate media="$Number$">{_entry(repeat)}</SegmentTemplate>'


def _entry(repeat: str) -> str:
    return f'<SegmentTimeline><S d="1" r="{repeat}"/></SegmentTimeline>'


def _template(attributes: str) -> str:
    return f'<SegmentTemplate media="$Number$" {attributes}/>'


class MemoryTests(unittest.TestCase):
    def setUp(self) -> None:
        self.host = HostProcess()
        self.addCleanup(self.host.close)
        self.origin = Origin()
        self.addCleanup(self.origin.close)

    def refuse(self, manifest: str, memory: int) -> None:
        link = self.origin.serve("/x.mpd", manifest.encode(), "application/dash+xml")
        outcome, _ = self.host.download(link, memory=memory << 20)
        self.assertEqual("too_large", outcome.get("code"), outcome)

    def test_long_addresses(self) -> None:
        for media in ("$Number%0999999999d$", "x" * 100_000 + "$Number$"):
            with self.subTest(media=media[:30]):
                self.refuse(_dash("PT9H", _formats(f'<SegmentTemplate media="{media}" duration="1"/>', 1)), 300)

    def test_small_things_that_leave_nothing_to_tell_of_it(self) -> None:
        manifest = _dash("PT9H", '<S d="1"/>' * 1_500_000)
        for memory in (150, 179, 208, 237):
            with self.subTest(memory=memory):
                self.refuse(manifest, memory)


class ChainTests(unittest.TestCase):
    def test_results_that_lead_on(self) -> None:
        with fresh_downloader({"quiet": True, "proxy": "", "cachedir": False, "js_runtimes": {}}, {}) as downloader:
            with mock.patch.object(YoutubeDL, "process_ie_result") as passed_on, self.assertRaises(Refused) as caught:
                for _ in range(20):
                    downloader.process_ie_result({"_type": "url", "url": "http://x/"}, download=False)
        self.assertEqual("site_error", caught.exception.code)
        self.assertEqual(12, passed_on.call_count)


class HandlerTests(unittest.TestCase):
    """Whatever is installed beside yt-dlp."""

    def test_only_what_has_been_tried(self) -> None:
        class CurlCFFIRH(RequestHandler):
            _SUPPORTED_URL_SCHEMES = ("http",)

        with mock.patch.dict(_REQUEST_HANDLERS, {"CurlCFFI": CurlCFFIRH}):
            with fresh_downloader({"quiet": True, "proxy": "", "cachedir": False, "js_runtimes": {}}, {}) as downloader:
                self.assertEqual({"Requests", "Urllib"}, set(downloader._request_director.handlers))

    def test_no_plugins_and_no_code_from_elsewhere(self) -> None:
        with fresh_downloader({"quiet": True, "proxy": "", "cachedir": False, "js_runtimes": {}}, {}) as downloader:
            self.assertFalse(downloader.params.get("remote_components"))
        code = "from autoclip_host.reuse import all_extractors; all_extractors(); from yt_dlp.globals import plugin_dirs; print(plugin_dirs.value)"
        said = subprocess.run([sys.executable, "-B", "-c", code], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
        self.assertEqual("[]", said.stdout.strip(), said.stderr)


class VersionTests(unittest.TestCase):
    def test_old_yt_dlp_does_not_start(self) -> None:
        complaint = io.StringIO()
        with (
            tempfile.TemporaryDirectory() as folder,
            mock.patch.object(tools, "yt_dlp_version", "2026.06.09"),
            mock.patch.object(main.Channel, "from_standard_streams"),
            mock.patch.object(main.kernel, "adopt_orphans"),
            contextlib.redirect_stderr(complaint),
        ):
            self.assertEqual(1, main.main(["--tools", folder]))
        self.assertIn("yt-dlp 2026.06.09 has known holes; 2026.07.04 is the oldest", complaint.getvalue())

    def test_what_is_installed_is_no_older(self) -> None:
        requirements = Path(__file__).parents[3].joinpath("requirements.txt").read_text(encoding="utf-8")
        floor = re.search(r"^yt-dlp\[[a-z,]+\]>=([\d.]+)$", requirements, re.MULTILINE)
        self.assertIsNotNone(floor)
        self.assertEqual(*([int(part) for part in version.split(".")] for version in (floor[1], tools.OLDEST_YT_DLP)))

    def test_new_enough(self) -> None:
        for version in ("2026.07.04", "2026.07.04.232843", "2026.8.19", "2027.01.01"):
            tools.require_new_enough(version)


class DenoTests(unittest.TestCase):
    """With the permissions asked for that yt-dlp does not give: ours is the last word."""

    def run_script(self, script: str) -> str:
        deno = tools._beside_python("deno") or tools._on_path("deno")
        setpriv = tools._on_path("setpriv")
        if deno is None or setpriv is None:
            self.skipTest("needs deno and setpriv")
        with tempfile.TemporaryDirectory() as folder:
            wrapper = tools._wrap(Path(folder, "deno"), str(setpriv), deno, ())
            ran = subprocess.run(
                [str(wrapper), "run", "--ext=js", "--allow-net", "--allow-read", "--allow-env", "-"],
                input=script, capture_output=True, text=True, env={"HOME": folder, "NO_COLOR": "1"}, timeout=60,
            )
        return ran.stdout + ran.stderr

    def test_runs(self) -> None:
        self.assertEqual("3\n", self.run_script("console.log(1 + 2)"))

    def test_no_network(self) -> None:
        self.assertIn("NotCapable", self.run_script("await fetch('http://127.0.0.1:4000/')"))
        self.assertIn("NotCapable", self.run_script("await Deno.connect({hostname: '127.0.0.1', port: 4000})"))

    def test_no_files_no_environment_no_code_from_elsewhere(self) -> None:
        self.assertIn("NotCapable", self.run_script("Deno.readTextFileSync('/etc/passwd')"))
        self.assertIn("NotCapable", self.run_script("Deno.env.get('HOME')"))
        self.assertRegex(self.run_script("await import('http://127.0.0.1:4000/x.js')"), "(?i)no-remote|denied|import access|NotCapable")


class FileTests(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def refusal(self, name: str, content: bytes, limits: Limits = _LIMITS) -> str:
        file = self.folder / name
        file.write_bytes(content)
        with self.assertRaises(Refused) as caught:
            look.at(file, None, (), limits)
        return caught.exception.code

    def test_lists_in_disguise(self) -> None:
        inner = self.folder / "inner.ts"
        inner.write_bytes(b"secret")
        for content in (f"#EXTM3U\n#EXTINF:2,\nfile://{inner}\n#EXT-X-ENDLIST\n", f"ffconcat version 1.0\nfile {inner}\n"):
            with self.subTest(content=content):
                self.assertEqual("invalid_media", self.refusal("x.mp4", content.encode()))

    def test_too_long(self) -> None:
        self.assertEqual("too_long", self.refusal("x.mp4", media.clip(), Limits(10**9, 2 << 30, 600, 0)))

    def test_frames_without_a_size_or_too_large(self) -> None:
        with mock.patch.object(containers, "MOST_PIXELS", 100):
            self.assertEqual("invalid_media", self.refusal("x.mp4", media.clip()))

    def test_site_says_that_it_is_too_long(self) -> None:
        with self.assertRaises(Refused) as caught:
            guards.FormatGuardPP(3_600).run({"id": "x", "url": "http://x/", "duration": 3_601})
        self.assertEqual("too_long", caught.exception.code)
        guards.FormatGuardPP(3_600).run({"id": "x", "url": "http://x/", "duration": 3_600})


class LimitTests(unittest.TestCase):
    def test_open_files(self) -> None:
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            sandbox.limit(_LIMITS)
            os.write(writer, str(resource.getrlimit(resource.RLIMIT_NOFILE)).encode())
            os._exit(0)
        os.waitpid(pid, 0)
        os.close(writer)
        with os.fdopen(reader) as said:
            self.assertEqual("(256, 256)", said.read())


if __name__ == "__main__":
    unittest.main()
