"""Makes the parent warm: everything that a download loads or compiles, done once before the first fork.

Two downloads from a server on loopback: a file, and a page with a video, for which all 1,700 extractors' patterns are
compiled; and a look at a clip. The server's thread is gone before this returns (see host.py).
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from yt_dlp.downloader.external import FFmpegFD
from yt_dlp.extractor import get_info_extractor
from yt_dlp.postprocessor.ffmpeg import FFmpegPostProcessor

from . import look, sample
from .choice import Choice
from .reuse import Extractors, all_extractors, fresh_downloader, keep_certificates
from .tools import Tools

# Sites that many links lead to and whose modules are large: 70 ms for each download that finds them not loaded.
_OFTEN_USED = ("Youtube",)
_PAGE = b'<html><head><title>warm</title></head><body><video src="/video.mp4"></video></body></html>'
_FILE = b"\0" * 4096


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        kind, body = ("text/html", _PAGE) if self.path == "/page" else ("video/mp4", _FILE)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


class _Silence:
    def debug(self, message: str) -> None:
        """Nobody reads what the warm-up says."""

    warning = error = debug


def warm_up(tools: Tools) -> Choice:
    """The extractor classes and the choice among them, for every child to use."""
    os.environ["PATH"] = f"{tools.folder}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    keep_certificates()
    extractors = all_extractors()
    for name in _OFTEN_USED:
        get_info_extractor(name)
    folder = tempfile.mkdtemp(dir=tools.folder)
    try:
        with _server() as address:
            _download(f"{address}/video.mp4", folder, extractors, tools)
            _download(f"{address}/page", folder, extractors, tools)
        clip = Path(folder, "clip.mp4")
        if sample.write(clip):
            look.rehearse(clip)
    finally:
        shutil.rmtree(folder)
    _learn_versions(tools)
    gc.collect()  # an encoder's threads end with it
    _await_one_thread()
    return Choice(extractors)


def _await_one_thread() -> None:
    """A thread that has been joined may stand in /proc for a moment yet. A fork beside another thread may hang."""
    for _ in range(100):
        if threading.active_count() == 1 and len(os.listdir("/proc/self/task")) == 1:
            return
        time.sleep(0.01)
    raise RuntimeError("There is another thread")


@contextmanager
def _server() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _download(url: str, folder: str, extractors: Extractors, tools: Tools) -> None:
    params = {
        "outtmpl": {"default": str(Path(folder, "warm.%(ext)s"))},
        "logger": _Silence(),
        "proxy": "",
        "cachedir": False,
        "noprogress": True,
        "overwrites": True,
        "ffmpeg_location": str(tools.folder),
        "js_runtimes": {},
    }
    with fresh_downloader(params, dict(extractors)) as downloader:
        downloader.extract_info(url)


def _learn_versions(tools: Tools) -> None:
    """yt-dlp asks ffmpeg and ffprobe for their versions and remembers them by path."""
    FFmpegFD.available()
    token = FFmpegPostProcessor._ffmpeg_location.set(str(tools.folder))
    versions = FFmpegPostProcessor()
    assert versions.available or tools.versions["ffmpeg"] is None
    _ = versions.probe_available
    FFmpegPostProcessor._ffmpeg_location.reset(token)
