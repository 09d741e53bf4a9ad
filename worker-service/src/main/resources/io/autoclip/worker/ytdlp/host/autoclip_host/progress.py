"""One progress for the task out of yt-dlp's, which starts again at zero for each file of a video."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from yt_dlp.postprocessor.common import PostProcessor

from .protocol import Event, Phase, Progress
from .refusal import Refused

_LEAST_INTERVAL = 0.5


class Reporter:
    """Phases and progress of one attempt; also refuses more than ``most`` bytes (yt-dlp asks only Content-Length)."""

    def __init__(self, id: str, most: int, send: Callable[[Event], None]) -> None:
        self._id = id
        self._most = most
        self._send = send
        self._phase = ""
        self._expected: dict[str, int | None] = {}
        self._done: dict[str, int] = {}
        self._largest = 0
        self._next_at = 0.0

    def enter(self, phase: str) -> None:
        if phase != self._phase:
            self._phase = phase
            self._send(Phase(self._id, phase))

    def expect(self, info: Mapping[str, Any]) -> None:
        """The formats that will be downloaded, one after the other."""
        chosen = info.get("requested_formats") or [info]
        self._expected = {_key(format): _size(format, "filesize", "filesize_approx") for format in chosen}
        self._refuse_too_large(sum(format.get("filesize") or 0 for format in chosen))
        self.enter("downloading")

    def on_download(self, status: Mapping[str, Any]) -> None:
        """A yt-dlp progress hook."""
        key = _key(status["info_dict"])
        self._done[key] = _size(status, "downloaded_bytes") or 0
        self._expected[key] = _size(status, "total_bytes", "total_bytes_estimate") or self._expected.get(key)
        self._largest = max(self._largest, sum(self._done.values()))
        self._refuse_too_large(max(self._largest, _size(status, "total_bytes") or 0))
        if time.monotonic() >= self._next_at:
            self._next_at = time.monotonic() + _LEAST_INTERVAL
            self._send(self._progress(_number(status, "speed")))

    def on_postprocessing(self, status: Mapping[str, Any]) -> None:
        """A yt-dlp postprocessor hook. Stages before the download run postprocessors as well."""
        if status["status"] == "started" and self._done:
            self.enter("processing")

    def _progress(self, speed: float | None) -> Progress:
        total = self._total()
        eta = round((total - self._largest) / speed, 1) if total is not None and speed else None
        return Progress(self._id, self._largest, total, speed, eta)

    def _total(self) -> int | None:
        sizes = self._expected.values()
        if any(size is None for size in sizes):
            return None
        return max(self._largest, sum(size for size in sizes if size is not None))

    def _refuse_too_large(self, size: int) -> None:
        if size > self._most:
            raise Refused("too_large", f"{size} bytes are more than {self._most}")


class ExpectationPP(PostProcessor):
    """Tells the reporter what was chosen (yt-dlp's stage "before_dl")."""

    def __init__(self, reporter: Reporter) -> None:
        super().__init__()
        self._reporter = reporter

    def run(self, info: dict[str, Any]) -> tuple[list[str], dict[str, Any]]:
        self._reporter.expect(info)
        return [], info


def _key(format: Mapping[str, Any]) -> str:
    return str(format.get("format_id"))


def _size(fields: Mapping[str, Any], *names: str) -> int | None:
    value = next((number for name in names if (number := _number(fields, name))), None)
    return int(value) if value else None


def _number(fields: Mapping[str, Any], name: str) -> float | None:
    """Sites say sizes too: anything but a positive, finite number counts as unknown."""
    value = fields.get(name)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 2**62:
        return value
    return None
