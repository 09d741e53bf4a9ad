"""Run by BenchScenes.java with the host's own Python: decodes a file as the host does, to standard output."""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, sys.argv[1])

from autoclip_host import frames  # noqa: E402
from autoclip_host.protocol import Frames  # noqa: E402


def main(file: str) -> None:
    """The host is warm: what it takes to start Python and to import is none of it."""
    before, begin = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    with frames._open(Path(file)) as media:
        stream, scale = frames._stream(media), frames._Scale(Frames(64, 36))
        for frame in frames._decoded(media, stream):
            if frame is not None:
                sys.stdout.buffer.write(frames.struct.pack(">d", frame.time) + scale.planes(frame))
    sys.stdout.buffer.flush()
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(begin, cpu, file=sys.stderr)


main(sys.argv[2])
