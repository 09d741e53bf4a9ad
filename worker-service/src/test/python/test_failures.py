"""Classification without a network: types and data first, then texts."""

from __future__ import annotations

import errno
import io
import json
import time
import unittest
from email.utils import formatdate
from pathlib import Path
from unittest import mock

import support  # noqa: F401 - finds the package
from autoclip_host import failures
from autoclip_host.failures import classify
from autoclip_host.protocol import MAX_MESSAGE
from autoclip_host.redaction import Discretion
from autoclip_host.refusal import Refused
from yt_dlp.networking import Response
from yt_dlp.networking.exceptions import (
    CertificateVerifyError,
    HTTPError,
    IncompleteRead,
    ProxyError,
    TransportError,
    UnsupportedRequest,
)
from yt_dlp.utils import (
    ContentTooShortError,
    DownloadError,
    ExtractorError,
    GeoRestrictedError,
    PostProcessingError,
    UnavailableVideoError,
    UnsupportedError,
    UserNotLive,
)

SAMPLES = json.loads((Path(__file__).parent / "failure_samples.json").read_text(encoding="utf-8"))["samples"]


def http_error(status: int, **headers: str) -> HTTPError:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HTTPError(Response(io.BytesIO(), "http://x/", named, status=status))


def wrapped(error: Exception) -> DownloadError:
    """As yt-dlp raises it: the message is lost, the error is in exc_info."""
    return DownloadError("something went wrong", (type(error), error, None))


class ClassifyTest(unittest.TestCase):
    def test_texts(self) -> None:
        for code, text in SAMPLES:
            with self.subTest(text=text):
                self.assertEqual(code, classify(DownloadError(f"ERROR: {text}")).code)

    def test_types_win_over_texts(self) -> None:
        misleading = "Private video, not found, DRM"
        for code, error in (
            ("live_stream", Refused("live_stream", misleading)),
            ("geo_blocked", GeoRestrictedError(misleading)),
            ("live_stream", UserNotLive(misleading)),
            ("no_video", UnsupportedError("http://private.example/drm")),
            ("truncated", ContentTooShortError(1, 2)),
            ("truncated", IncompleteRead(1, 2)),
            ("network", TransportError(misleading)),
            ("network", CertificateVerifyError(misleading)),
            ("unsupported_protocol", UnsupportedRequest(misleading)),
            ("too_large", OSError(errno.EFBIG, misleading)),
            ("no_space", OSError(errno.ENOSPC, misleading)),
            ("no_space", OSError(errno.EDQUOT, misleading)),
            ("internal", OSError(errno.EROFS, misleading)),
            ("too_large", MemoryError(misleading)),
            ("not_found", http_error(404)),
            ("rate_limited", http_error(402)),
        ):
            with self.subTest(error=repr(error)):
                self.assertEqual(code, classify(error).code)
                self.assertEqual(code, classify(wrapped(error)).code)
                self.assertEqual(code, classify(wrapped(ExtractorError(misleading, cause=error))).code)

    def test_statuses_that_may_pass_and_those_that_will_not(self) -> None:
        codes = {
            "forbidden": (400, 403, 405, 406, 411, 413, 414, 415, 417, 418, 422, 426, 431, 444, 499),
            "site_error": (408, 409, 416, 421, 423, 425, 500, 501, 502, 503, 504, 509, 520, 524),
            "rate_limited": (402, 412, 420, 429),
            "login_required": (401,),
            "not_found": (404, 410),
            "geo_blocked": (451,),
        }
        for code, statuses in codes.items():
            for status in statuses:
                with self.subTest(status=status):
                    self.assertEqual(code, classify(wrapped(http_error(status))).code)
                    self.assertEqual(code, classify(DownloadError(f"HTTP Error {status}: said")).code)

    def test_a_refusal_may_say_more(self) -> None:
        error = ExtractorError("the site says: this video is private", cause=http_error(400))
        self.assertEqual("private", classify(DownloadError(str(error), (type(error), error, None))).code)

    def test_a_full_disk_is_seen_behind_other_words(self) -> None:
        failure = classify(PostProcessingError("Conversion failed!"))
        self.assertEqual("invalid_media", failures.of_a_full_disk(failure, "/").code)
        with mock.patch("os.statvfs", return_value=mock.Mock(f_bavail=0, f_frsize=4096)):
            self.assertEqual("no_space", failures.of_a_full_disk(failure, "/").code)
            self.assertEqual("not_found", failures.of_a_full_disk(classify(http_error(404)), "/").code)

    def test_the_answer_of_our_own_proxy(self) -> None:
        for code, error in (
            ("egress_denied", http_error(403, X_AutoClip_Egress="denied")),
            ("network", http_error(502, X_AutoClip_Egress="unresolved")),
            ("network", http_error(502, X_AutoClip_Egress="unreachable")),
            ("forbidden", http_error(403)),
            ("site_error", http_error(502)),
            ("egress_denied", ProxyError(cause=OSError("Tunnel connection failed: 403 Forbidden"))),
            ("network", ProxyError(cause=OSError("Tunnel connection failed: 502 Bad Gateway"))),
            ("internal", ProxyError(cause=OSError("Tunnel connection failed: 407 Proxy Authentication Required"))),
            ("internal", http_error(407)),
        ):
            with self.subTest(error=str(error)):
                self.assertEqual(code, classify(wrapped(error)).code)

    def test_forbidden_may_say_more(self) -> None:
        error = ExtractorError("Got HTTP Error 403 caused by Cloudflare anti-bot challenge", cause=http_error(403))
        failure = classify(DownloadError(str(error), (type(error), error, None)))
        self.assertEqual(("bot_check", 403), (failure.code, failure.http_status))

    def test_oserror_inside_unavailable_video(self) -> None:
        try:
            try:
                raise OSError(errno.ENOSPC, "No space")
            except OSError as error:
                raise UnavailableVideoError(error)
        except UnavailableVideoError as error:
            self.assertEqual("no_space", classify(error).code)

    def test_last_error_counts_only_where_its_text_is_named(self) -> None:
        last = http_error(403, X_AutoClip_Egress="denied")
        self.assertEqual("egress_denied", classify(DownloadError(f"Got error: {last}. Giving up"), last).code)
        self.assertEqual("internal", classify(DownloadError("strange"), last).code)

    def test_retry_after(self) -> None:
        soon = formatdate(time.time() + 100, usegmt=True)
        for value, least, most in (("30", 30, 30), (soon, 90, 101), ("99999999", 1800, 1800), ("0", 0, 0)):
            for status in (429, 503):
                seconds = classify(http_error(status, Retry_After=value)).retry_after
                self.assertTrue(least <= seconds <= most, (value, seconds))
        for value in ("soon", "-5", ""):
            self.assertIsNone(classify(http_error(429, Retry_After=value)).retry_after)
        self.assertIsNone(classify(http_error(500, Retry_After="30")).retry_after)

    def test_retry_after_by_the_site_s_clock(self) -> None:
        date, then = (formatdate(time.time() + 3600 + more, usegmt=True) for more in (0, 40))
        self.assertEqual(40, classify(http_error(429, Retry_After=then, Date=date)).retry_after)

    def test_the_message_is_one_line_that_may_be_told(self) -> None:
        forged = "x?secret=abc\n2026-11-28 ERROR all is lost\x1b[31m\u202e\u2028\x85next http://10.0.0.1/y?sig=def"
        message = classify(DownloadError(forged)).event("t.1", Discretion("", "/scratch/t.1")).message
        self.assertEqual("DownloadError: x?… 2026-11-28 ERROR all is lost [31m next http://[address]/y?…", message)
        self.assertEqual(MAX_MESSAGE, len(classify(OSError("x " * 10**6)).event("t.1", Discretion("", "")).message))

    def test_only_what_nobody_foresaw_tells_its_place(self) -> None:
        try:
            {}["x"]
        except KeyError as error:
            failure = failures.with_its_place(classify(error), error)
            self.assertRegex(failure.message, r"^\[test_failures\.py:\d+ test_only_what_nobody_foresaw_tells_its_place\] KeyError: 'x'$")
            foreseen = classify(http_error(404))
            self.assertEqual(foreseen, failures.with_its_place(foreseen, error))

    def test_unknown(self) -> None:
        self.assertEqual("site_error", classify(ExtractorError("the page looks odd")).code)
        self.assertEqual("invalid_media", classify(PostProcessingError("hm")).code)
        self.assertEqual("timed_out", classify(PostProcessingError("hm"), cpu_limit=0).code)
        self.assertEqual("internal", classify(KeyError("x")).code)


if __name__ == "__main__":
    unittest.main()
