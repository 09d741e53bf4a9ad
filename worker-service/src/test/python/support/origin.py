"""A web server of the test's own that counts what it is asked."""

from __future__ import annotations

import mimetypes
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TYPES = {".m3u8": "application/vnd.apple.mpegurl", ".mpd": "application/dash+xml", ".ts": "video/mp2t", ".m4s": "video/iso.segment"}


@dataclass
class Answer:
    """``length``: what Content-Length says, None for none. ``pause``: seconds before each block of 16 KiB."""

    body: bytes = b""
    kind: str = "text/html"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = -1
    pause: float = 0


Route = Callable[["Handler"], Answer]


class Handler(BaseHTTPRequestHandler):
    server: Origin

    def do_GET(self) -> None:
        self.server.asked[self.path] += 1
        self.server.cookies.append(self.headers.get("Cookie"))
        route = self.server.routes.get(self.path)
        self._send(route(self) if callable(route) else route or Answer(b"nothing here", status=404))

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        if answer.length is not None:
            self.send_header("Content-Length", str(len(answer.body) if answer.length == -1 else answer.length))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self._write(answer)

    def _write(self, answer: Answer) -> None:
        step = 16 * 1024 if answer.pause else len(answer.body) or 1
        for start in range(0, len(answer.body), step):
            time.sleep(answer.pause)
            try:
                self.wfile.write(answer.body[start : start + step])
            except OSError:
                return

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


class Origin(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: Counter[str] = Counter()
        self.cookies: list[str | None] = []
        self.routes: dict[str, Answer | Route] = {}
        self.address = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is part of the tests."""

    def close(self) -> None:
        self.shutdown()
        self.server_close()

    def serve(self, path: str, body: bytes, kind: str = "video/mp4", **more: object) -> str:
        """The link."""
        self.routes[path] = Answer(body, kind, **more)
        return self.address + path

    def page(self, path: str, html: str) -> str:
        return self.serve(path, html.encode(), "text/html")

    def serve_folder(self, folder: Path) -> str:
        """Every file of ``folder`` under its name. Returns the address of the folder."""
        for file in folder.iterdir():
            kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            self.serve(f"/{folder.name}/{file.name}", file.read_bytes(), kind)
        return f"{self.address}/{folder.name}"
