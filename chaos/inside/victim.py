"""Kills one process of a worker, from inside of its container: `victim.py host|child|ffmpeg SECONDS`.

It waits so long for one to be there, and prints which it was: {"pid": …, "attempt": TASK.ATTEMPT or null}.
The directory that a process works in tells which attempt it is of.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import time
from pathlib import Path

HOST = "autoclip_host"


def processes() -> list[tuple[int, int, str]]:
    """Number, parent and name of each."""
    found = []
    for entry in os.listdir("/proc"):
        with contextlib.suppress(OSError, ValueError):
            name, _, rest = Path(f"/proc/{int(entry)}/stat").read_text().partition("(")[2].rpartition(")")
            found.append((int(entry), int(rest.split()[1]), name))
    return found


def attempt_of(pid: int) -> str | None:
    with contextlib.suppress(OSError):
        place = os.readlink(f"/proc/{pid}/cwd").split("/")
        if len(place) > 3 and place[1] == "scratch" and "." in place[3]:
            return place[3]
    return None


def is_host(pid: int, parent: int, names: dict[int, str]) -> bool:
    with contextlib.suppress(OSError):
        return HOST in Path(f"/proc/{pid}/cmdline").read_text() and names.get(parent) == "java"
    return False


def choose(wish: str) -> tuple[int, str | None] | None:
    found = processes()
    names = {pid: name for pid, _, name in found}
    hosts = {pid for pid, parent, name in found if name.startswith("python") and is_host(pid, parent, names)}
    children = [pid for pid, parent, _ in found if parent in hosts and attempt_of(pid)]
    match wish:
        case "host" if hosts and children:
            return hosts.pop(), attempt_of(children[0])
        case "child" if children:
            return children[0], attempt_of(children[0])
        case "ffmpeg":
            for pid, _, name in found:
                if name == "ffmpeg":
                    return pid, attempt_of(pid)
    return None


def kill(wish: str, seconds: float) -> dict[str, object] | None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if victim := choose(wish):
            with contextlib.suppress(ProcessLookupError):
                os.kill(victim[0], signal.SIGKILL)
                return {"pid": victim[0], "attempt": victim[1]}
        time.sleep(0.005)
    return None


print(json.dumps(kill(sys.argv[1], float(sys.argv[2]))))
