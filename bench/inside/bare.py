"""The bare tool: the worker's own yt-dlp by its command line, then a PUT to the worker's own store.

It runs in the worker's container and goes through the same egress proxy, in the name of an attempt that does
not exist. Its CPU time is that of its processes alone: the proxy's is not counted.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import http.client
import os
import secrets
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import talk

FOLDER = Path("/scratch/bench")
ATTEMPT = "0" * 26 + ".1"
STORE = urllib.parse.urlsplit(os.environ["AUTOCLIP_STORAGE_URL"]).netloc


def secret(name: str) -> str:
    return Path("/run/secrets/autoclip", name).read_text().strip()


def digest(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def proxy() -> str:
    password = digest(secret("AUTOCLIP_EGRESS_KEY").encode(), ATTEMPT).hex()
    return os.environ["AUTOCLIP_EGRESS_URL"].replace("//", f"//{ATTEMPT}:{password}@")


def download(path: str) -> Path:
    name = secrets.token_hex(8) + ".mp4"
    command = [
        sys.executable,
        "-m",
        "yt_dlp",
        "--ignore-config",
        "--quiet",
        "--no-update",
        "--proxy",
        proxy(),
        "-o",
        str(FOLDER / name),
        f"http://127.0.0.1:8000/{path}/{name}",
    ]
    subprocess.run(
        command, check=True, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=os.environ | {"HOME": "/tmp"}
    )
    return FOLDER / name


def signed(method: str, path: str) -> dict[str, str]:
    """The headers of AWS Signature Version 4 with an unsigned payload."""
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    headers = {"host": STORE, "x-amz-content-sha256": "UNSIGNED-PAYLOAD", "x-amz-date": now}
    names = ";".join(headers)
    request = "\n".join(
        [method, path, "", *(f"{k}:{v}" for k, v in headers.items()), "", names, "UNSIGNED-PAYLOAD"]
    )
    scope = f"{now[:8]}/us-east-1/s3/aws4_request"
    text = "\n".join(["AWS4-HMAC-SHA256", now, scope, hashlib.sha256(request.encode()).hexdigest()])
    key = ("AWS4" + secret("AUTOCLIP_STORAGE_SECRET_KEY")).encode()
    for part in scope.split("/"):
        key = digest(key, part)
    credential = f"{secret('AUTOCLIP_STORAGE_ACCESS_KEY')}/{scope}"
    return headers | {
        "authorization": f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, "
        f"Signature={digest(key, text).hex()}"
    }


def store(method: str, file: Path) -> None:
    path = f"/autoclip/videos/bench/{file.name}"
    connection = http.client.HTTPConnection(STORE, timeout=60, blocksize=1024 * 1024)
    with file.open("rb") as body:
        extra = {"content-length": str(file.stat().st_size)} if method == "PUT" else {}
        connection.request(method, path, body if method == "PUT" else None, signed(method, path) | extra)
        answer = connection.getresponse()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {answer.read()!r}")
    connection.close()


def cpu() -> float:
    return sum(os.times()[:4])


def job(path: str) -> dict[str, Any]:
    """One link by the command line, and its file to the store."""
    start, used = time.monotonic(), cpu()
    file = download(path)
    fetched = time.monotonic()
    store("PUT", file)
    result = {"wall": time.monotonic() - start, "cpu": cpu() - used, "put": time.monotonic() - fetched}
    store("DELETE", file)
    file.unlink()
    return result


def parts(path: str) -> dict[str, float]:
    """What one link's file costs at the least, each part alone: seconds."""
    file = FOLDER / secrets.token_hex(8)
    block = memoryview(bytearray(1024 * 1024))
    through = urllib.request.build_opener(urllib.request.ProxyHandler({"http": proxy()}))
    times = [time.monotonic()]
    with through.open(f"http://127.0.0.1:8000/{path}/{file.name}") as answer:
        size = 0
        while count := answer.readinto(block):
            size += count
    times.append(time.monotonic())
    with file.open("wb", buffering=0) as out:
        for start in range(0, size, len(block)):
            out.write(block[: size - start])
    times.append(time.monotonic())
    with file.open("rb") as content:
        hashlib.file_digest(content, "sha256")
    times.append(time.monotonic())
    store("PUT", file)
    times.append(time.monotonic())
    store("DELETE", file)
    file.unlink()
    names = ("network", "disk", "hashing", "upload")
    return {name: end - start for name, start, end in zip(names, times, times[1:])}


def batch(path: str, count: int, at_once: int) -> dict[str, float]:
    """Many links, so many command lines at a time; nothing is stored."""
    start, used = time.monotonic(), cpu()
    with ThreadPoolExecutor(at_once) as threads:
        files = list(threads.map(download, [path] * count))
    result = {"wall": time.monotonic() - start, "cpu": cpu() - used}
    for file in files:
        file.unlink()
    return result


FOLDER.mkdir(exist_ok=True)
talk.serve({"job": job, "parts": parts, "batch": batch})
