"""What yt-dlp says: into a bounded file, warnings also to the JVM, never with the proxy's password."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .protocol import MAX_WARNING, Event, Warning

MAX_LOG = 256 * 1024
MAX_WARNINGS = 20
# Said of every link that no site's own extractor takes: for the log, but no news to anybody.
_NOISE = "Falling back on generic information extractor"


class Redaction:
    """Hides the user and password of a proxy address in all the forms that they take on the way."""

    def __init__(self, proxy: str) -> None:
        credentials, at, _ = urlsplit(proxy).netloc.rpartition("@")
        plain = unquote(credentials)
        forms = {credentials, plain, plain.partition(":")[2], credentials.partition(":")[2]}
        forms.add(base64.b64encode(plain.encode()).decode())
        self._secrets = sorted((form for form in forms if form), key=len, reverse=True) if at else []

    def __call__(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text


class TaskLog:
    """Has the methods that yt-dlp expects of a logger."""

    def __init__(self, id: str, file: Path, redact: Redaction, send: Callable[[Event], None]) -> None:
        self._id = id
        self._redact = redact
        self._send = send
        self._file = file.open("ab", buffering=0)
        self._left = MAX_LOG
        self._warnings = 0

    def debug(self, message: str) -> None:
        line = (self._redact(message).strip() + "\n").encode("utf-8", "replace")[: self._left]
        self._left -= len(line)
        self._file.write(line)

    info = debug
    error = debug

    def warning(self, message: str) -> None:
        self.debug(f"WARNING: {message}")
        if _NOISE in message:
            return
        self._warnings += 1
        if self._warnings <= MAX_WARNINGS:
            self._send(Warning(self._id, self._redact(message).strip()[:MAX_WARNING]))
