"""What people read of an attempt tells nothing of this machine and no secret of anybody's."""

from __future__ import annotations

import base64
import time
import unittest

import support  # noqa: F401 - finds the package
from autoclip_host.redaction import Discretion, Redaction

PROXY = "http://user:p%40ss@egress:3128"


class RedactionTest(unittest.TestCase):
    def test_the_password_in_all_its_forms(self) -> None:
        coded = base64.b64encode(b"user:p@ss").decode()
        said = Redaction(PROXY)(f"http://user:p%40ss@x p@ss {coded}")
        for secret in ("p@ss", "p%40ss", coded):
            self.assertNotIn(secret, said)

    def test_without_credentials_nothing_is_hidden(self) -> None:
        self.assertEqual("a:b", Redaction("")("a:b"))
        self.assertEqual("a:b", Redaction("http://127.0.0.1:1")("a:b"))


class DiscretionTest(unittest.TestCase):
    def setUp(self) -> None:
        self.tidy = Discretion(PROXY, "/scratch/w1/t.1")

    def test_hides(self) -> None:
        for text, expected in (
            ("GET https://cdn.example/a/b.mp4?token=abc&sig=def.", "GET https://cdn.example/a/b.mp4?…"),
            ("https://me:pw@site.example/x#access_token=1", "https://site.example/x#…"),
            ("https://site.example:8443/x y", "https://site.example:8443/x y"),
            ("http://10.0.0.7:9000/x", "http://[address]/x"),
            ("http://[fd00::1]:9000/x", "http://[address]/x"),
            ("http://minio:9000/autoclip/x", "http://[address]/autoclip/x"),
            ("via egress:3128 to 192.168.1.4:80, 169.254.169.254 and 8.8.8.8",
             "via [worker] to [address], [address] and 8.8.8.8"),
            ("connect to ::1 or fe80::1 or [::1]:80", "connect to [address] or [address] or [address]"),
            ("at redis.internal:6379 and localhost", "at [address] and [address]"),
            ("unable to open /scratch/w1/t.1/work/media.mp4.part", "unable to open [worker]/work/media.mp4.part"),
            ('File "/usr/lib/python3/yt_dlp/YoutubeDL.py", line 3', 'File "[path]/YoutubeDL.py", line 3'),
            ("in /home/alice and /etc/ssl/", "in [path] and [path]"),
            ("Cookie: a=b; c=d", "Cookie: ***"),
            ("Set-Cookie: a=b", "Set-Cookie: ***"),
            ("{'Authorization': 'Bearer abcdefghij'}", "{'Authorization': ***"),
            ("got Bearer abcdefghijkl now", "got Bearer *** now"),
            ("password=hunter2&x=1", "password=***&…"),
            ('"access_token": "abc"', '"access_token": "***"'),
            ("X-Amz-Signature=0123", "X-Amz-Signature=***"),
            ("[generic] clip?sig=abc&x=1: HTTP Error 404", "[generic] clip?…: HTTP Error 404"),
            ("clip?a=b c&sig=def", "clip?… c&…"),
            ("p@ss", "***"),
            ("a\u061cb\u2060c\ufeffd\u2028e", "a b c d e"),
            ("a\x1b[31m\x00b\u202ec\ttab", "a [31m b c tab"),
        ):
            with self.subTest(text=text):
                self.assertEqual(expected, self.tidy(text))

    def test_leaves_what_helps(self) -> None:
        for text in (
            "[generic] Extracting URL: https://site.example/watch",
            "HTTP Error 404: Not Found (caused by <HTTPError 404: Not Found>)",
            "[download] 12:34:56 and/or 3/4 of 720p; version 2026.08.19",
            "codec avc1.42c00a, 1920x1080",
        ):
            with self.subTest(text=text):
                self.assertEqual(text, self.tidy(text))

    def test_hostile_text_costs_no_time(self) -> None:
        for text in ("1." * 8_000, ":" * 16_000, "/a" * 8_000, "a." * 8_000, "token" * 3_000, "-" * 16_000, "x" * 16_000, "x-" * 8_000,
                     "a://" * 4_000, "token=" * 2_000, "cookie:" * 2_000, "1:" * 8_000, "'" * 16_000, "?a=" * 5_000, "?a=:" * 4_000, "&a" * 8_000, "?" + "a" * 16_000):
            with self.subTest(text=text[:9]):
                begun = time.process_time()
                self.tidy(text)
                self.assertLess(time.process_time() - begun, 0.2)


if __name__ == "__main__":
    unittest.main()
