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
from pathlib import Path
from unittest import mock
from xml.etree import ElementTree

from support import media

from autoclip_host import bodies, containers, guards, look, main, sandbox, tools
from autoclip_host.protocol import Limits
from autoclip_host.refusal import Refused
from autoclip_host.reuse import fresh_downloader
from yt_dlp.globals import plugin_dirs
from yt_dlp import YoutubeDL
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


class PartTests(unittest.TestCase):
    def refuses(self, manifest: str) -> bool:
        try:
            bodies.refuse_parts_of_dash(ElementTree.fromstring(manifest))
        except Refused as error:
            self.assertEqual("too_large", error.code)
            return True
        return False

    def test_timeline(self) -> None:
        self.assertFalse(self.refuses('<MPD><SegmentTimeline><S d="1" r="49999"/></SegmentTimeline></MPD>'))
        self.assertTrue(self.refuses('<MPD><SegmentTimeline><S d="1" r="49999"/><S d="1"/></SegmentTimeline></MPD>'))

    def test_template(self) -> None:
        whole = '<MPD mediaPresentationDuration="PT12H"><Period><SegmentTemplate timescale="10" duration="{}"/></Period></MPD>'
        self.assertFalse(self.refuses(whole.format(10)))
        self.assertTrue(self.refuses(whole.format(5)))

    def test_listed_one_by_one(self) -> None:
        guard = guards.FormatGuardPP(3_600)
        parts = [{"url": "http://x/"}] * bodies.MOST_PARTS
        info = {"id": "x", "formats": [{"url": "http://x/", "protocol": "http_dash_segments", "fragments": parts}]}
        guard._keep_fetchable(info)
        parts.append({"url": "http://x/"})
        with self.assertRaises(Refused) as caught:
            guard._keep_fetchable(info)
        self.assertEqual("too_large", caught.exception.code)

    def test_what_is_no_number_counts_nothing(self) -> None:
        self.assertFalse(self.refuses('<MPD mediaPresentationDuration="x"><SegmentTemplate duration="y"/></MPD>'))

    def test_hls(self) -> None:
        with self.assertRaises(Refused) as caught:
            guards._can_download_hls(guards.HlsFD, "#EXTINF:1,\nx\n" * (bodies.MOST_PARTS + 1), {})
        self.assertEqual("too_large", caught.exception.code)


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
            look.at(file, None, self.folder / "thumbnail.jpg", limits)
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
