"""Redis and the bucket, read with the worker's own keys and nothing but Python's library."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import hmac
import http.client
import socket
import urllib.parse
import xml.etree.ElementTree as xml
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SECRETS = Path("/run/secrets/autoclip")
BUCKET, REGION = "autoclip", "us-east-1"


def secret(name: str) -> str:
    return (SECRETS / name).read_text().strip()


class Redis:
    """A connection that is made anew when it broke; a Redis that is silent costs ``timeout`` seconds."""

    def __init__(self, timeout: float = 2) -> None:
        self.timeout = timeout
        self.file: Any = None

    def __call__(self, *words: object) -> Any:
        try:
            if self.file is None:
                self._connect()
            return self._ask(words)
        except (OSError, ValueError, EOFError) as error:
            self.close()
            raise OSError(f"Redis: {error}") from error

    def _connect(self) -> None:
        connected = socket.create_connection(("redis", 6379), self.timeout)
        self.file = connected.makefile("rwb")
        connected.close()  # the file keeps it open
        self._ask(("AUTH", secret("AUTOCLIP_REDIS_PASSWORD")))

    def _ask(self, words: tuple[object, ...]) -> Any:
        line = b"*%d\r\n" % len(words)
        for word in words:
            text = str(word).encode()
            line += b"$%d\r\n%b\r\n" % (len(text), text)
        self.file.write(line)
        self.file.flush()
        return self._answer()

    def _answer(self) -> Any:
        line = self.file.readline()
        if not line.endswith(b"\r\n"):
            raise EOFError("closed")
        kind, rest = line[:1], line[1:-2]
        match kind:
            case b"+":
                return rest.decode()
            case b"-":
                raise ValueError(rest.decode())
            case b":":
                return int(rest)
            case b"$":
                return None if rest == b"-1" else self.file.read(int(rest) + 2)[:-2].decode(errors="replace")
            case b"*":
                return None if rest == b"-1" else [self._answer() for _ in range(int(rest))]
        raise ValueError(f"unknown answer {line!r}")

    def close(self) -> None:
        with contextlib.suppress(OSError):
            if self.file:
                self.file.close()
        self.file = None


class Bucket:
    """For GET alone, by docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html."""

    def __init__(self) -> None:
        self.connection = http.client.HTTPConnection("minio", 9000, timeout=20)
        self.key, self.secret = secret("AUTOCLIP_STORAGE_ACCESS_KEY"), secret("AUTOCLIP_STORAGE_SECRET_KEY")

    def get(self, path: str, query: dict[str, str] | None = None) -> bytes:
        asked = "&".join(
            f"{urllib.parse.quote(name, '')}={urllib.parse.quote(value, '')}"
            for name, value in sorted((query or {}).items())
        )
        path = f"/{BUCKET}/{urllib.parse.quote(path)}"
        self.connection.request(
            "GET", f"{path}?{asked}" if asked else path, headers=self._signed(path, asked)
        )
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise OSError(f"The bucket answered {answer.status} for {path}?{asked}: {body[:300]!r}")
        return body

    def _signed(self, path: str, query: str) -> dict[str, str]:
        now = f"{datetime.datetime.now(datetime.timezone.utc):%Y%m%dT%H%M%SZ}"
        scope = f"{now[:8]}/{REGION}/s3/aws4_request"
        headers = {"host": "minio:9000", "x-amz-content-sha256": "UNSIGNED-PAYLOAD", "x-amz-date": now}
        lines = "".join(f"{name}:{value}\n" for name, value in headers.items())
        request = "\n".join(["GET", path, query, lines, ";".join(headers), "UNSIGNED-PAYLOAD"])
        text = "\n".join(["AWS4-HMAC-SHA256", now, scope, hashlib.sha256(request.encode()).hexdigest()])
        key = b"AWS4" + self.secret.encode()
        for word in scope.split("/"):
            key = hmac.digest(key, word.encode(), "sha256")
        signature = hmac.digest(key, text.encode(), "sha256").hex()
        credential = f"Credential={self.key}/{scope},SignedHeaders={';'.join(headers)},Signature={signature}"
        return {**headers, "authorization": f"AWS4-HMAC-SHA256 {credential}"}

    def list(self) -> Iterator[tuple[str, int]]:
        """Key and size of every object."""
        more: dict[str, str] = {}
        while True:
            page = xml.fromstring(self.get("", {"list-type": "2", **more}))
            for item in page.iterfind("{*}Contents"):
                yield item.findtext("{*}Key") or "", int(item.findtext("{*}Size") or 0)
            token = page.findtext("{*}NextContinuationToken")
            if not token:
                return
            more = {"continuation-token": token}

    def sha256(self, key: str) -> str:
        return hashlib.sha256(self.get(key)).hexdigest()
