"""The least of an HTTP proxy: absolute-form GET and CONNECT, refusing what the test says."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


class Handler(BaseHTTPRequestHandler):
    server: Proxy

    def do_GET(self) -> None:
        self.server.seen.append((self.path, self.headers.get("Proxy-Authorization")))
        verdict = self.server.verdict(self.path)
        if verdict:
            self._refuse(verdict)
        else:
            self._fetch()

    def do_CONNECT(self) -> None:
        self.server.seen.append((self.path, self.headers.get("Proxy-Authorization")))
        self._refuse(self.server.verdict(self.path) or (502, "unreachable"))

    def _refuse(self, verdict: tuple[int, str]) -> None:
        status, word = verdict
        self.send_response(status)
        self.send_header("X-AutoClip-Egress", word)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _fetch(self) -> None:
        link = urlsplit(self.path)
        connection = http.client.HTTPConnection(link.hostname or "", link.port or 80, timeout=10)
        connection.request("GET", link.path or "/", headers={"Host": link.netloc})
        answer = connection.getresponse()
        body = answer.read()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.getheader("Content-Type") or "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        connection.close()

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


class Proxy(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, verdict: Callable[[str], tuple[int, str] | None] = lambda _: None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.verdict = verdict
        self.seen: list[tuple[str, str | None]] = []
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def address(self, credentials: str) -> str:
        return f"http://{credentials}@127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is part of the tests."""

    def close(self) -> None:
        self.shutdown()
        self.server_close()


def free_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
