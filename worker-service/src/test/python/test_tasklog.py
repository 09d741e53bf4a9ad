"""The log is bounded and never holds the proxy's password."""

from __future__ import annotations

import base64
import tempfile
import unittest
from pathlib import Path

import support  # noqa: F401 - finds the package
from autoclip_host.tasklog import MAX_LOG, MAX_WARNINGS, Redaction, TaskLog


class TaskLogTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name, "log")
        self.sent: list[object] = []
        self.log = TaskLog("t.1", self.file, Redaction("http://user:p%40ss@127.0.0.1:1"), self.sent.append)
        self.addCleanup(self.log._file.close)

    def test_bounds(self) -> None:
        for _ in range(100):
            self.log.debug("x" * 10_000)
            self.log.warning("y" * 10_000)
        self.assertEqual(MAX_LOG, self.file.stat().st_size)
        self.assertEqual((MAX_WARNINGS, 500), (len(self.sent), len(self.sent[0].message)))

    def test_redaction(self) -> None:
        coded = base64.b64encode(b"user:p@ss").decode()
        self.log.error(f"http://user:p%40ss@x p@ss {coded} \ud800")
        text = self.file.read_text()
        for secret in ("p@ss", "p%40ss", coded):
            self.assertNotIn(secret, text)

    def test_without_credentials_nothing_is_hidden(self) -> None:
        self.assertEqual("a:b", Redaction("")("a:b"))
        self.assertEqual("a:b", Redaction("http://127.0.0.1:1")("a:b"))


if __name__ == "__main__":
    unittest.main()
