"""The main line against the bare tool: see README.md beside this file. Standard library only; run it by ./run bench."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import http.server
import json
import os
import secrets
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Callable

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("AUTOCLIP_DATA", ROOT / ".autoclip")).resolve()
MEGABYTE = 1024 * 1024
WARM_UPS, SINGLES, BATCH = 200, 9, 50


class Origin(http.server.ThreadingHTTPServer):
    """Serves one file under any name, and counts."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, media: bytes) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.media, self.asked = media, 0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/{secrets.token_hex(8)}.mp4"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Origin

    def do_HEAD(self) -> None:
        self.server.asked += 1
        self.send_response(200)
        self.send_header("Content-Type", "video/mp4")
        self.send_header("Content-Length", str(len(self.server.media)))
        self.end_headers()

    def do_GET(self) -> None:
        self.do_HEAD()
        self.wfile.write(self.server.media)

    def log_message(self, *_: Any) -> None:
        pass


class AutoClip:
    """A running ./run on data of its own."""

    def __init__(self, data: Path, origin: Origin) -> None:
        for prepared in ("venv", "app"):
            (data / prepared).symlink_to(DATA / prepared)
        self.port, self.proxy_port, self.key = free_port(), free_port(), secrets.token_hex(16)
        environment = os.environ | {
            "AUTOCLIP_DATA": str(data), "AUTOCLIP_PORT": str(self.port), "AUTOCLIP_STORAGE_PORT": "0",
            "AUTOCLIP_EGRESS_PORT": str(self.proxy_port), "AUTOCLIP_EGRESS_KEY": self.key,
            "AUTOCLIP_EGRESS_ALLOW": f"127.0.0.1:{origin.server_port}", "AUTOCLIP_SITE_LIMIT": "16",
        }
        self.data, self.log = data, (data / "run.log").open("w+b")
        self.process = subprocess.Popen([ROOT / "run"], env=environment, stdout=self.log, stderr=self.log)
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + 600
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if self.request("GET", "/readyz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.2)
        sys.exit("AutoClip did not start: " + (self.data / "run.log").read_text()[-2000:])

    def request(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, json.dumps(body) if body else None, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text.startswith((b"{", b"[")) else text

    def submit(self, url: str) -> str:
        status, task = self.request("POST", "/task", {"url": url})
        assert status == 202, task
        return str(task["id"])

    def wait(self, task: str) -> None:
        """Until the event stream of the task has ended, which is when the task has."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        connection.request("GET", f"/tasks/{task}/events")
        last = [line for line in connection.getresponse().read().splitlines() if line.startswith(b"data:")][-1]
        assert json.loads(last[5:])["status"] == "succeeded", last

    def download(self, url: str) -> None:
        self.wait(self.submit(url))

    def batch(self, urls: list[str]) -> None:
        tasks = [self.submit(url) for url in urls]
        with ThreadPoolExecutor(len(tasks)) as waiters:
            list(waiters.map(self.wait, tasks))

    def proxy(self) -> str:
        """The egress proxy in the name of an attempt that does not exist, for the bare tool."""
        user = "0" * 26 + ".1"
        password = hmac.new(self.key.encode(), user.encode(), hashlib.sha256).hexdigest()
        return f"http://{user}:{password}@127.0.0.1:{self.proxy_port}"

    def cpu(self) -> float:
        """Seconds of processor time of all its processes, with the children that they have reaped."""
        return sum(cpu_of(pid) for pid in tree(self.process.pid))

    def close(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def cpu_of(pid: int) -> float:
    fields = stat(pid)
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def tree(root: int) -> list[int]:
    parents = {int(path.name): stat(int(path.name)) for path in Path("/proc").iterdir() if path.name.isdigit()}
    found = [root]
    for pid in found:
        found += [child for child, fields in parents.items() if fields and int(fields[1]) == pid]
    return found


class BareTool:
    """The yt-dlp command line of the same version, through the same proxy, and curl for the PUT."""

    def __init__(self, autoclip: AutoClip, folder: Path) -> None:
        self.autoclip, self.folder = autoclip, folder
        keys = dict(line.split("=", 1) for line in keys_file(autoclip.data).read_text().splitlines() if "=" in line)
        self.user = f"{keys['access-key']}:{keys['secret-key']}"
        link = autoclip.request("GET", "/videos")[1]["items"][0]["id"]
        self.storage = presigned_origin(autoclip, link)

    def download(self, url: str) -> Path:
        target = self.folder / (secrets.token_hex(8) + ".mp4")
        subprocess.run([DATA / "venv/bin/python", "-m", "yt_dlp", "--ignore-config", "--quiet", "--no-update", "--proxy",
                        self.autoclip.proxy(), "-o", target, url], check=True)
        return target

    def store(self, file: Path) -> None:
        subprocess.run(["curl", "-sf", "--aws-sigv4", "aws:amz:us-east-1:s3", "--user", self.user, "-T", file,
                        "-H", "x-amz-content-sha256: UNSIGNED-PAYLOAD", f"{self.storage}/autoclip/bench/{file.name}"], check=True)

    def download_and_store(self, url: str) -> None:
        self.store(self.download(url))


def keys_file(data: Path) -> Path:
    return next(path for path in data.rglob("*") if path.is_file() and "secret-key=" in peek(path))


def peek(path: Path) -> str:
    try:
        return path.read_bytes()[:4096].decode("utf-8", "replace")
    except OSError:
        return ""


def presigned_origin(autoclip: AutoClip, video: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", autoclip.port)
    connection.request("GET", f"/videos/{video}/download")
    return "/".join(str(connection.getresponse().getheader("Location")).split("/")[:3])


def children_cpu() -> float:
    times = os.times()
    return times.children_user + times.children_system


def measured(action: Callable[[], None], cpu: Callable[[], float]) -> tuple[float, float]:
    cpu_before, before = cpu(), time.monotonic()
    action()
    return time.monotonic() - before, cpu() - cpu_before


def media(folder: Path) -> bytes:
    """A playable clip, filled up to 1 MB by a box that players skip."""
    clip = folder / "clip.mp4"
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25:duration=5", "-pix_fmt",
                    "yuv420p", "-movflags", "+faststart", clip], check=True)
    filling = MEGABYTE - clip.stat().st_size
    return clip.read_bytes() + filling.to_bytes(4, "big") + b"free" + os.urandom(max(0, filling - 8))


def row(name: str, ours: tuple[float, float], bare: tuple[float, float]) -> None:
    print(f"{name:<28} {ours[0]:8.3f} s {ours[1]:8.3f} s CPU  | {bare[0]:8.3f} s {bare[1]:8.3f} s CPU  | "
          f"ratio {ours[0] / bare[0]:.2f}, CPU {ours[1] / bare[1]:.2f}", flush=True)


def median(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(wall for wall, _ in pairs), statistics.median(cpu for _, cpu in pairs)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="autoclip-bench-") as name:
        folder = Path(name)
        origin = Origin(media(folder))
        (folder / "data").mkdir()
        autoclip = AutoClip(folder / "data", origin)
        try:
            compare(autoclip, origin, folder)
        finally:
            autoclip.close()


def compare(autoclip: AutoClip, origin: Origin, folder: Path) -> None:
    print(f"Warming up with {WARM_UPS} links …", flush=True)
    autoclip.batch([origin.url() for _ in range(WARM_UPS)])
    bare = BareTool(autoclip, folder)
    print(f"{'':<28} {'AutoClip':^23}  | {'bare yt-dlp':^23}  |")
    ours_asked, bare_asked, ours, theirs = 0, 0, [], []
    for _ in range(SINGLES):
        before = origin.asked
        ours.append(measured(lambda: autoclip.download(origin.url()), autoclip.cpu))
        ours_asked, before = origin.asked - before, origin.asked
        theirs.append(measured(lambda: bare.download_and_store(origin.url()), children_cpu))
        bare_asked = origin.asked - before
    row("1 MB (bare: CLI + PUT)", median(ours), median(theirs))
    urls = [origin.url() for _ in range(BATCH)]
    batch = measured(lambda: autoclip.batch(urls), autoclip.cpu)
    with ThreadPoolExecutor(2) as two:
        row(f"{BATCH} x 1 MB (bare: 2 CLIs)", batch,
            measured(lambda: list(two.map(bare.download, urls)) and None, children_cpu))
    print(f"Requests at the origin for one link: AutoClip {ours_asked}, bare yt-dlp {bare_asked}")


if __name__ == "__main__":
    main()
