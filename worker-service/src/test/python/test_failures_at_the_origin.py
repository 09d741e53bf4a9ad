"""What fails, each with its own code, against real servers."""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
import tempfile
import unittest
from pathlib import Path

from support import media
from support.hosts import HostProcess
from support.origin import Answer, Handler, Origin
from support.proxy import free_port

LIST = "application/vnd.apple.mpegurl"


class FailureTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.host = HostProcess()
        cls.origin = Origin()
        cls.addClassCleanup(cls.origin.close)
        cls.addClassCleanup(cls.host.close)

    def fail_with(self, code: str, url: str, **options: object) -> dict:
        event, _ = self.host.download(url, **options)
        self.assertEqual(("failed", code), (event["type"], event.get("code")), event)
        self.assert_fit_to_be_told(event)
        return event

    def assert_fit_to_be_told(self, event: dict) -> None:
        self.assertTrue(event["message"].isprintable(), event)
        log = self.host.directory(event["id"]).joinpath("ytdlp.log").read_text()
        for trace in ("Traceback", 'File "'):
            self.assertNotIn(trace, log)

    def test_a_link_forges_no_line_of_a_log(self) -> None:
        link = self.origin.address + "/x%0A2026-11-28T09:00:00Z%20ERROR%20forged%1B%5B31m%E2%80%AE%E2%80%A8.mp4?secret=abc&key=def"
        event = self.fail_with("not_found", link)
        log = self.host.directory(event["id"]).joinpath("ytdlp.log").read_text()
        for told in (event["message"], log):
            self.assertIn("404", told)
            for hidden in ("abc", "def", "\x1b", "\u202e", "\u2028"):
                self.assertNotIn(hidden, told)
        self.assertNotRegex(log, "(?m)^2026")

    def test_statuses(self) -> None:
        codes = {401: "login_required", 403: "forbidden", 404: "not_found", 410: "not_found", 451: "geo_blocked", 500: "site_error",
                 400: "forbidden", 415: "forbidden"}
        for status, code in codes.items():
            with self.subTest(status=status):
                self.origin.routes[f"/{status}.mp4"] = Answer(b"no", status=status)
                event = self.fail_with(code, f"{self.origin.address}/{status}.mp4")
                self.assertEqual(status, event["http_status"])

    def test_too_many_requests_says_when_to_come_back(self) -> None:
        self.origin.routes["/429.mp4"] = Answer(b"no", status=429, headers={"Retry-After": "17"})
        event = self.fail_with("rate_limited", self.origin.address + "/429.mp4")
        self.assertEqual((429, 17), (event["http_status"], event["retry_after"]))

    def test_status_of_the_media_behind_a_page(self) -> None:
        self.origin.routes["/gone.mp4"] = Answer(b"no", status=410)
        event = self.fail_with("not_found", self.origin.page("/behind", '<video src="/gone.mp4"></video>'))
        self.assertEqual(410, event["http_status"])

    def test_server_error_behind_a_page_is_kept_through_the_retries(self) -> None:
        self.origin.routes["/503.mp4"] = Answer(b"no", status=503, headers={"Retry-After": "5"})
        event = self.fail_with("site_error", self.origin.page("/behind503", '<video src="/503.mp4"></video>'))
        self.assertEqual((503, 5), (event["http_status"], event["retry_after"]))

    def test_truncated_body(self) -> None:
        self.fail_with("truncated", self.origin.serve("/cut.mp4", b"x" * 50_000, length=100_000))

    def test_empty_body(self) -> None:
        self.fail_with("truncated", self.origin.page("/e", '<video src="/empty.mp4"></video>') and self.origin.serve("/empty.mp4", b""))

    def test_page_without_video(self) -> None:
        self.fail_with("no_video", self.origin.page("/plain", "<title>words</title><p>only"))

    def test_page_with_two_videos_fetches_neither(self) -> None:
        for name in ("one", "two"):
            self.origin.serve(f"/{name}.mp4", b"x" * 1000)
        self.fail_with("playlist", self.origin.page("/both", '<video src="/one.mp4"></video><video src="/two.mp4"></video>'))
        self.assertEqual((0, 0), (self.origin.asked["/one.mp4"], self.origin.asked["/two.mp4"]))

    def test_feed_of_many_videos_fetches_none(self) -> None:
        items = "".join(f"<item><title>{i}</title><link>{self.origin.address}/item{i}</link></item>" for i in range(30))
        feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>f</title>{items}</channel></rss>'
        self.fail_with("playlist", self.origin.serve("/feed", feed.encode(), "application/rss+xml"))
        self.assertEqual(0, sum(count for path, count in self.origin.asked.items() if path.startswith("/item")))

    def test_growing_list_is_live(self) -> None:
        segment = "#EXTINF:1,\nseg.ts\n"
        head = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:0\n"
        self.origin.serve("/seg.ts", b"x" * 1000, "video/mp2t")
        self.fail_with("live_stream", self.origin.serve("/live.m3u8", (head + segment).encode(), LIST))
        master = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000,CODECS="avc1.42c00a"\nlive.m3u8\n'
        self.fail_with("live_stream", self.origin.serve("/livemaster.m3u8", master.encode(), LIST))
        self.assertEqual(0, self.origin.asked["/seg.ts"])

    def test_dynamic_dash_is_live(self) -> None:
        manifest = (
            '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="dynamic" profiles="urn:mpeg:dash:profile:isoff-live:2011">'
            '<Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1000"><BaseURL>x.mp4</BaseURL>'
            "</Representation></AdaptationSet></Period></MPD>"
        )
        self.fail_with("live_stream", self.origin.serve("/live.mpd", manifest.encode(), "application/dash+xml"))

    def _hls(self, name: str, key: str) -> str:
        text = f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:0\n{key}\n#EXTINF:1,\nseg.ts\n#EXT-X-ENDLIST\n"
        return self.origin.serve(f"/{name}.m3u8", text.encode(), LIST)

    def test_drm(self) -> None:
        key = '#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://x",KEYFORMAT="com.apple.streamingkeydelivery",KEYFORMATVERSIONS="1"'
        self.fail_with("drm", self._hls("drm", key))

    def test_hls_that_only_ffmpeg_could_read(self) -> None:
        self.fail_with("unsupported_protocol", self._hls("sample", '#EXT-X-KEY:METHOD=SAMPLE-AES,URI="key.bin"'))

    def test_protocol_that_would_go_around_the_proxy(self) -> None:
        for name, source in (("rtmp", "rtmp://127.0.0.1/x"), ("ftp", "ftp://127.0.0.1/x.mp4")):
            with self.subTest(name=name):
                self.fail_with("unsupported_protocol", self.origin.page(f"/{name}", f'<video src="{source}"></video>'))

    def test_missing_fragment_is_no_hole(self) -> None:
        lines = ["#EXTM3U", "#EXT-X-TARGETDURATION:1", "#EXT-X-MEDIA-SEQUENCE:0"]
        for name in ("f0.ts", "f1.ts", "f2.ts"):
            lines += ["#EXTINF:1,", name]
        for name in ("f0.ts", "f2.ts"):
            self.origin.serve("/" + name, b"G" * 1000, "video/mp2t")
        self.fail_with("not_found", self.origin.serve("/hole.m3u8", "\n".join([*lines, "#EXT-X-ENDLIST"]).encode(), LIST))

    def test_unknown_host_and_silent_port(self) -> None:
        self.fail_with("network", "http://does-not-exist.invalid/a.mp4")
        self.fail_with("network", f"http://127.0.0.1:{free_port()}/a.mp4")

    def test_links_that_are_no_web_links(self) -> None:
        for link in ("--exec=id", "ytsearch:x", "ytsearch1:cats", "file:///etc/passwd", "/etc/passwd", "localhost:80/x", "http://",
                     "http://[::1/x", "http://a b/", "data:video/mp4,x", "-o/tmp/x", "http://a/\nb"):
            with self.subTest(link=link):
                self.fail_with("unsupported_url", link)

    def test_size_limit(self) -> None:
        big = os.urandom(1_000_000)
        for name, length in (("known", -1), ("unknown", None)):
            with self.subTest(length=name):
                event = self.fail_with("too_large", self.origin.serve(f"/{name}.mp4", big, length=length), file_size=200_000)
                written = sum(file.stat().st_size for file in (self.host.directory(event["id"]) / "work").iterdir())
                self.assertLess(written, 700_000)

    def test_a_full_disk_is_no_failure_of_the_site(self) -> None:
        url = self.origin.serve("/full.mp4", os.urandom(100_000))
        event, _ = self.host.outcome(self.host.start(url, full="media.mp4.part"))
        self.assertEqual(("failed", "no_space"), (event["type"], event["code"]), event)

    def test_a_full_disk_under_info_json(self) -> None:
        url = self.origin.serve("/full2.mp4", media.filled())
        event, _ = self.host.outcome(self.host.start(url, full="../info.json"))
        self.assertEqual(("failed", "no_space"), (event["type"], event["code"]), event)

    def test_kernel_limits_a_file_when_nobody_counts(self) -> None:
        def endless(handler: Handler) -> Answer:
            return Answer(b"x" * (20 << 20), "video/mp4", length=None)

        self.origin.routes["/endless.mp4"] = endless
        self.fail_with("too_large", self.origin.address + "/endless.mp4", file_size=17 << 20)

    @unittest.skipUnless(shutil.which("openssl"), "openssl is not installed")
    def test_untrusted_certificate(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        key, certificate = (str(Path(folder.name, name)) for name in ("key.pem", "cert.pem"))
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1",
                   "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate]
        subprocess.run(command, check=True, capture_output=True)
        secure = Origin()
        self.addCleanup(secure.close)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        secure.socket = context.wrap_socket(secure.socket, server_side=True)
        secure.serve("/a.mp4", b"x" * 1000)
        event = self.fail_with("network", secure.address.replace("http:", "https:") + "/a.mp4")
        self.assertIn("CERTIFICATE_VERIFY_FAILED", event["message"])
        self.assertEqual(0, secure.asked["/a.mp4"])

    def test_redirect_loop(self) -> None:
        self.origin.routes["/loop.mp4"] = Answer(b"", status=302, headers={"Location": "/loop.mp4"})
        self.fail_with("site_error", self.origin.address + "/loop.mp4")


if __name__ == "__main__":
    unittest.main()
