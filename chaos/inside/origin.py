"""Somebody else's website. What a link does stands in its path:

/good/SECONDS/NAME.mp4     a playable file of its own, evenly over so many seconds (0: at once)
/busy-once/0/NAME.mp4      503 at the first request, then good
/cut-once/0/NAME.mp4       breaks off in the middle the first time that its body is asked for, then good
/limited-once/0/NAME.mp4   429 with Retry-After at the first request, then good
/hls/SECONDS/NAME/index.m3u8, /dash/SECONDS/NAME/index.mpd   segments, each after its part of so many seconds
/missing/0/NAME.mp4        404
/page/0/NAME.mp4           a web page without a video
/noise/0/NAME.mp4          says that it is a video, and is noise
/log                       by path: how often it was asked for, bytes sent, first and last time, SHA-256
"""

from __future__ import annotations

import hashlib
import http.server
import json
import os
import random
import re
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

FOLDER = Path("/tmp/media")
FILLING = 160 * 1024  # bytes in a box that players skip, different for each name
PIECES_PER_SECOND = 4
RETRY_AFTER = 2  # s
TYPES = {
    ".mp4": "video/mp4",
    ".m3u8": "application/vnd.apple.mpegurl",
    ".mpd": "application/dash+xml",
    ".ts": "video/mp2t",
    ".m4s": "video/iso.segment",
}
SOURCE = (
    "-f lavfi -i testsrc2=size=160x90:rate=10:duration=4 -f lavfi -i sine=duration=4 -pix_fmt yuv420p -g 10"
)
PAGE = b"<!doctype html><title>Nothing here</title><p>This page has no video."

lock = threading.Lock()
log: dict[str, dict[str, Any]] = {}


def make() -> None:
    """A clip, and the same as HLS and DASH in four segments."""
    for made in (
        "clip.mp4 -movflags +faststart",
        "hls/index.m3u8 -f hls -hls_time 1 -hls_playlist_type vod",
        "dash/index.mpd -f dash -seg_duration 1 -use_template 1 -use_timeline 0",
    ):
        name, _, options = made.partition(" ")
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["ffmpeg", "-v", "error", *f"{SOURCE} {options}".split(), str(FOLDER / name)], check=True
        )


def content(name: str) -> bytes:
    filling = random.Random(name).randbytes(FILLING)
    return CLIP + (len(filling) + 8).to_bytes(4, "big") + b"free" + filling


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        if self.path == "/log":
            with lock:
                return self.send(json.dumps(log).encode(), "application/json")
        kind, seconds, *rest = self.path.strip("/").split("/")
        times = self.note()
        match kind:
            case "missing":
                self.send(b"", "text/html", status=404)
            case "page":
                self.send(PAGE, "text/html")
            case "noise":
                self.send(random.Random(rest[-1]).randbytes(FILLING), "video/mp4")
            case "busy-once" if times == 1:
                self.send(b"", "text/html", status=503)
            case "limited-once" if times == 1:
                self.send(b"", "text/html", status=429, headers={"Retry-After": str(RETRY_AFTER)})
            case "hls" | "dash":
                file = FOLDER / kind / Path(rest[-1]).name
                part = file.suffix in (".ts", ".m4s")
                if not file.is_file():
                    return self.send(b"", "text/html", status=404)
                self.send(file.read_bytes(), TYPES[file.suffix], float(seconds) / 4 if part else 0)
            case "good" | "busy-once" | "cut-once" | "limited-once":
                body = content(rest[-1])
                self.noted()["sha256"] = hashlib.sha256(body).hexdigest()
                self.send(body, "video/mp4", float(seconds), cut=kind == "cut-once" and self.is_first_body())
            case _:
                self.send(b"", "text/html", status=404)

    def note(self) -> int:
        """How often the path has been asked for, this time included."""
        with lock:
            now = round(time.time(), 3)
            entry = log.setdefault(self.path, {"requests": 0, "bodies": 0, "bytes": 0, "first": now})
            entry["requests"] += 1
            entry["last"] = now
            return int(entry["requests"])

    def noted(self) -> dict[str, Any]:
        return log[self.path]

    def is_first_body(self) -> bool:
        """The first request only looks what it is and hangs up: it is the download that is to be cut."""
        with lock:
            if self.command == "GET":
                self.noted()["bodies"] += 1
            return self.command == "GET" and self.noted()["bodies"] == 2

    def send(
        self,
        body: bytes,
        kind: str,
        seconds: float = 0,
        status: int = 200,
        cut: bool = False,
        headers: dict[str, str] | None = None,
    ) -> None:
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range") or "")
        if asked and status == 200 and int(asked[1]) < len(body):
            start, end = int(asked[1]), min(int(asked[2] or len(body)), len(body) - 1)
            headers = {**(headers or {}), "Content-Range": f"bytes {start}-{end}/{len(body)}"}
            seconds *= (end + 1 - start) / len(body)
            status, body = 206, body[start : end + 1]
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Accept-Ranges", "bytes")
        self.end_headers()
        if self.command == "GET":
            self.trickle(body[: len(body) // 2] if cut else body, seconds)
        if cut:
            self.close_connection = True

    def trickle(self, body: bytes, seconds: float) -> None:
        pieces = max(1, round(seconds * PIECES_PER_SECOND))
        size = -(-len(body) // pieces) or 1
        for start in range(0, len(body), size):
            if seconds:
                time.sleep(seconds / pieces)
            self.wfile.write(body[start : start + size])
            if self.path in log:
                with lock:
                    log[self.path]["bytes"] += len(body[start : start + size])
                    log[self.path]["last"] = round(time.time(), 3)

    def log_message(self, *_: Any) -> None:
        """Silence: /log tells it."""


class Origin(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, *_: Any) -> None:
        """A client that goes away is what the soak is about."""


if __name__ == "__main__":
    os.umask(0o022)
    make()
    CLIP = (FOLDER / "clip.mp4").read_bytes()
    Origin(("", 8000), Handler).serve_forever()
