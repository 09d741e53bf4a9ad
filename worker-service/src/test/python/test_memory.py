"""What a child shares with the host stays shared, and what it makes itself is freed as ever."""

from __future__ import annotations

import subprocess
import sys
import unittest

import support  # noqa: F401 - puts the host on the path

_SCRIPT = """
import gc, os, resource, sys, weakref
sys.path[:0] = {path!r}
from autoclip_host import memory

class Thing: pass

things = [Thing() for _ in range(200_000)]
memory.keep_shared()

def faults_of_a_child():
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt
    if os.fork() == 0:
        again = [None] * len(things)
        for index, each in enumerate(things):
            again[index] = each  # one reference more
        os._exit(0)
    os.wait()
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt - before

fresh = Thing()
ended = weakref.ref(fresh)
del fresh
assert ended() is None
print(faults_of_a_child())
"""


class MemoryTest(unittest.TestCase):
    @unittest.skipUnless(sys.version_info >= (3, 12), "Python 3.12 or newer has immortal objects")
    def test_counting_references_copies_no_pages(self) -> None:
        """200,000 objects lie on some 2,500 pages; the list of references to them is new, on 400."""
        self.assertLess(int(self.run_script()), 1_500)

    def test_ends_well(self) -> None:
        for _ in range(5):  # what is written to the wrong place shows at some addresses only
            self.run_script()

    def run_script(self) -> str:
        script = _SCRIPT.format(path=sys.path)
        return subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    unittest.main()
