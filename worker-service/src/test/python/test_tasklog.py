"""The log keeps the end of what was said; warnings are few, short and each of them news."""

from __future__ import annotations

import os
import tempfile
import time
import unittest
from pathlib import Path

import support  # noqa: F401 - finds the package
from autoclip_host.protocol import Phase
from autoclip_host.redaction import Discretion
from autoclip_host.tasklog import MAX_LOG, MAX_WARNINGS, TaskLog


class TaskLogTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name, "log")
        self.sent: list[object] = []
        self.log = TaskLog("t.1", self.file, Discretion("http://user:p%40ss@127.0.0.1:1", folder.name), self.sent.append)
        self.addCleanup(os.close, self.log._file)

    def test_the_last_is_kept_and_the_file_stays_small(self) -> None:
        for i in range(1000):
            self.log.debug(f"{i} " + "x" * 1_000)
            self.assertLessEqual(self.file.stat().st_size, 5 * MAX_LOG)
        self.assertGreaterEqual(self.file.stat().st_size, MAX_LOG)
        self.assertIn(" 999 x", self.file.read_text())
        self.assertNotIn(" 1 x", self.file.read_text())

    def test_warnings_are_bounded_and_said_once(self) -> None:
        for i in range(100):
            self.log.warning("same")
            self.log.warning(f"{i}" + "y" * 10_000)
        self.assertEqual((MAX_WARNINGS, 300), (len(self.sent), max(len(each.message) for each in self.sent)))
        self.assertEqual(1, sum(each.message == "same" for each in self.sent))

    def test_nothing_private_is_said(self) -> None:
        self.log.warning(f"p@ss at http://10.0.0.1/x?sig=1 in {self.file}\nand \ud800 more")
        self.log.error("http://user:p%40ss@x p@ss")
        self.assertEqual("*** at http://[address]/x?… in [worker]/log and more", self.sent[0].message)
        self.assertNotIn("p@ss", self.file.read_text())
        self.assertNotIn("p%40ss", self.file.read_text())

    def test_no_trace_of_the_code_is_told(self) -> None:
        trace = 'Traceback (most recent call last):\n  File "/x/y.py", line 3, in z\n    raise Odd()\nOdd: because'
        frames = '  File "/x/y.py", line 3, in z\n    raise Odd()\n    ^^^^^'
        self.log.error(f"ERROR: it broke {trace}\n\nDuring handling: {trace}")
        self.log.debug(f"before\n{frames}\nafter")
        self.log.warning(f"careful {trace}")
        self.assertEqual(["ERROR: it broke", "before", "after", "WARNING: careful"],
                         [line.partition(" s  ")[2].rstrip() for line in self.file.read_text().splitlines()])
        self.assertEqual("careful", self.sent[0].message)

    def test_hostile_text_costs_no_time(self) -> None:
        for text in ('File "' * 3_000, " " * 16_000, "\n" * 16_000, 'File "x", line 1\n' + "    \n" * 3_000):
            begun = time.process_time()
            self.log.debug(text)
            self.assertLess(time.process_time() - begun, 0.2)

    def test_phases_stand_in_it(self) -> None:
        self.log.send(Phase("t.1", "downloading"))
        self.assertEqual([Phase("t.1", "downloading")], self.sent)
        self.assertRegex(self.file.read_text(), r"^ +0\.\d s  -- downloading\n$")

    def test_a_full_disk_breaks_nothing(self) -> None:
        full = os.open("/dev/full", os.O_WRONLY)
        os.dup2(full, self.log._file)
        os.close(full)
        self.log.warning("said all the same")
        self.assertEqual("said all the same", self.sent[0].message)


if __name__ == "__main__":
    unittest.main()
