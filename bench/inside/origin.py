"""Somebody else's website: /SIZE/NAME.mp4 is SIZE MB, /slow/SECONDS/NAME.mp4 is 1 MB in SECONDS.

Each file is a playable clip filled up by a box that players skip.
"""

from __future__ import annotations

import http.server
import os
import time
from pathlib import Path
from typing import Any, BinaryIO

MEGABYTE = 1024 * 1024
SIZES = (1, 20, 200)
PIECES_PER_SECOND = 4


def path_of(size: int) -> Path:
    return Path(f"/tmp/{size}.mp4")


def make(size: int) -> None:
    clip = Path("/clip.mp4").read_bytes()
    filling = size * MEGABYTE - len(clip)
    path_of(size).write_bytes(clip + filling.to_bytes(4, "big") + b"free" + os.urandom(filling - 8))


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self.head(self.wish()[0])

    def do_GET(self) -> None:
        size, seconds = self.wish()
        self.head(size)
        with path_of(size).open("rb") as file:
            if seconds:
                self.trickle(file, seconds)
            else:
                self.connection.sendfile(file)

    def wish(self) -> tuple[int, float]:
        """The size in MB and the seconds that the path asks for."""
        first, *rest = self.path.strip("/").split("/")
        return (1, float(rest[0])) if first == "slow" else (int(first), 0)

    def head(self, size: int) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "video/mp4")
        self.send_header("Content-Length", str(path_of(size).stat().st_size))
        self.end_headers()

    def trickle(self, file: BinaryIO, seconds: float) -> None:
        pieces = round(seconds * PIECES_PER_SECOND)
        piece = -(-MEGABYTE // pieces)
        while content := file.read(piece):
            time.sleep(1 / PIECES_PER_SECOND)
            self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        pass


class Origin(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, *_: Any) -> None:
        """A client that has seen enough hangs up: yt-dlp does when it only looks what there is."""


for each in SIZES:
    make(each)
Origin(("127.0.0.1", 8000), Handler).serve_forever()
