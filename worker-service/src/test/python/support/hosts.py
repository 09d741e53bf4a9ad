"""A real host in a process of its own, spoken to as the JVM does."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from . import SOURCE
from autoclip_host.protocol import OUTCOMES

PATIENCE = 60
_WANTED = {
    "format": "video", "max_height": None, "container": None, "audio_codec": None, "subtitles": [], "thumbnail": True,
}
_numbers = itertools.count(1)


class HostProcess:
    def __init__(self, *arguments: str, direct: bool = True, beats: bool = True, relay: str | None = None, goes: bool = True) -> None:
        """``relay``: HOST:PORT of the proxy, if the host is to be started by the relay. ``goes``: whether everything that
        is identified may be downloaded, and no test hears of it."""
        self.folder = Path(tempfile.mkdtemp(prefix="autoclip-host-"))
        main = SOURCE / "autoclip_host" / "__main__.py"
        command = [sys.executable, "-I", "-u", "-B", "-X", "utf8", str(main), "--tools", str(self.folder / "tools"), *arguments]
        if relay:
            command = [sys.executable, "-I", "-S", "-B", str(main.with_name("relay.py")), relay, *command]
        if direct:
            command.append("--allow-direct")
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._events: dict[str | None, queue.Queue[dict[str, Any]]] = {}
        self._lock = threading.Lock()
        self.beats = beats
        self.goes = goes
        self.reads = threading.Event()
        self.reads.set()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        threading.Thread(target=self._beat, daemon=True).start()
        self.ready = self.next("ready", None)

    def close(self) -> None:
        self.beats = False
        self.reads.set()
        if not self.process.stdin.closed:
            self.process.stdin.close()
        self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        self.process.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def send(self, command: dict[str, Any] | bytes) -> None:
        line = command if isinstance(command, bytes) else json.dumps(command).encode()
        with self._lock:
            self.process.stdin.write(line + b"\n")
            self.process.stdin.flush()

    def start(self, url: str, *, proxy: str = "", work: str = "download", most: int = 1, **options: Any) -> str:
        """The id. ``options``: what is wanted (format, container …), file_size, memory, cpu, duration; ``full``, a file that has no space."""
        id = f"task.{next(_numbers)}"
        self.directory(id).mkdir()
        if "full" in options:
            self.directory(id).joinpath("work").mkdir()
            self.directory(id).joinpath("work", options["full"]).symlink_to("/dev/full")
        self.send({
            "type": "start", "id": id, "url": url, "work": work, "most": most, "directory": str(self.directory(id)), "proxy": proxy,
            "options": {name: options.get(name, default) for name, default in _WANTED.items()},
            "limits": {
                "file_size": options.get("file_size", 10**9),
                "memory": options.get("memory", 2 << 30),
                "cpu": options.get("cpu", 600),
                "duration": options.get("duration", 3_600),
            },
        })
        return id

    def edit(self, source: bytes | Path, *, after: str | None = None, **job: Any) -> str:
        """The id. ``after``: an edit of the same attempt that has ended. ``job``: its fields; and file_size, memory,
        cpu; ``full``, a file that has no space."""
        limits = {"file_size": 10**9, "memory": 2 << 30, "cpu": 600, "duration": 3_600}
        limits |= {name: job.pop(name) for name in list(job) if name in limits}
        id = after or f"task.{next(_numbers)}"
        self.directory(id).mkdir(exist_ok=after is not None)
        if "full" in job:
            self.directory(id).joinpath(job.pop("full")).symlink_to("/dev/full")
        file = self.directory(id) / "source"
        file.write_bytes(source) if isinstance(source, bytes) else shutil.copy(source, file)
        self.send({"type": "edit", "id": id, "directory": str(self.directory(id)), "source": str(file), "job": job, "limits": limits})
        return id

    def kill(self, id: str) -> None:
        self.send({"type": "kill", "id": id})

    def go(self, id: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            self.send({"type": "go", "id": id})

    def directory(self, id: str) -> Path:
        return self.folder / id

    def outcome(self, id: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The last event of the attempt, and those before it."""
        before = []
        while (event := self._queue(id).get(timeout=PATIENCE))["type"] not in OUTCOMES:
            before.append(event)
        return event, before

    def download(self, url: str, **options: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        return self.outcome(self.start(url, **options))

    def next(self, type: str, id: str | None) -> dict[str, Any]:
        while (event := self._queue(id).get(timeout=PATIENCE))["type"] != type:
            pass
        return event

    def left_over(self, id: str) -> list[dict[str, Any]]:
        return list(self._queue(id).queue)

    def _queue(self, id: str | None) -> queue.Queue[dict[str, Any]]:
        return self._events.setdefault(id, queue.Queue())

    def _read(self) -> None:
        for line in self.process.stdout:
            self.reads.wait()
            event = json.loads(line)
            if self.goes and event["type"] == "identified":
                self.go(event["id"])
                continue
            self._queue(event.get("id")).put(event)

    def _beat(self) -> None:
        while self.beats:
            try:
                self.send({"type": "beat"})
            except (OSError, ValueError):
                return
            time.sleep(1)


def descendants(pid: int) -> set[int]:
    """Ids of all processes below ``pid`` that are not zombies."""
    parents = dict(filter(None, (_parent_of(int(name)) for name in os.listdir("/proc") if name.isdigit())))
    found, layer = set(), {pid}
    while layer := {child for child, parent in parents.items() if parent in layer}:
        found |= layer
    return found


def is_alive(pid: int) -> bool:
    return _parent_of(pid) is not None


def _parent_of(pid: int) -> tuple[int, int] | None:
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    except OSError:
        return None
    return None if state == "Z" else (pid, int(parent))


def wait_until(condition: Any, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return bool(condition())
