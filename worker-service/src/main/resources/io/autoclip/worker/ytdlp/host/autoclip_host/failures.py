"""An exception becomes a failure code: by its type and data where they say it, by its text only where they do not."""

from __future__ import annotations

import errno
import os
import re
import resource
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from pathlib import Path

from yt_dlp.networking.exceptions import (
    HTTPError,
    IncompleteRead,
    NoSupportingHandlers,
    RequestError,
    TransportError,
    UnsupportedRequest,
)
from yt_dlp.utils import (
    ContentTooShortError,
    ExtractorError,
    GeoRestrictedError,
    PostProcessingError,
    UnsupportedError,
    UserNotLive,
)

from .failure_texts import code_of_text
from .protocol import MAX_MESSAGE, Failed
from .refusal import Refused

EGRESS_HEADER = "X-AutoClip-Egress"
"""Set by our own proxy on what it answers itself: denied, unresolved or unreachable."""

NO_SPACE = "no_space"
"""The worker's disk is full: no failure of the task at all, so this is no code that people see."""

_MOST_PLACES = 8
_MAX_RETRY_AFTER = 30 * 60
_HARDLY_ANY_SPACE = 16 * 1024 * 1024
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")
_STATUS = re.compile(r"HTTP Error (\d{3})")
_FULL = {errno.ENOSPC, errno.EDQUOT}
_BROKEN = {errno.EROFS, errno.EIO}

_STATUS_CODES = {
    401: "login_required",
    402: "rate_limited",  # YouTube blocks an address with it
    403: "forbidden",
    404: "not_found",
    407: "internal",  # only our own proxy asks for that
    410: "not_found",
    412: "rate_limited",  # so does Bilibili
    420: "rate_limited",  # "enhance your calm", of old
    429: "rate_limited",
    451: "geo_blocked",
}
_PASSING = {408, 409, 416, 421, 423, 424, 425}
"""Answers that may be others the next time. Every other 4xx says that the request as such will not be granted."""


@dataclass(frozen=True, slots=True)
class Failure:
    code: str
    message: str
    http_status: int | None = None
    retry_after: int | None = None

    def event(self, id: str, tidy: Callable[[str], str]) -> Failed:
        """Its message is one line: it goes into a log of lines, and a site may have written it."""
        message = " ".join(tidy(self.message[: 8 * MAX_MESSAGE]).split())[:MAX_MESSAGE]
        return Failed(id, self.code, message, self.http_status, self.retry_after)


def classify(
    error: BaseException, last_error: RequestError | None = None, *, cpu_limit: float = float("inf")
) -> Failure:
    """``last_error`` is the last request that failed.

    yt-dlp's downloaders, when they give up after their retries, keep only its text in the error that they raise.
    """
    message = f"{type(error).__name__}: {error}"
    causes = list(_causes(error))
    if last_error is not None and str(last_error) in message:
        causes.extend(_causes(last_error))
    for cause in causes:
        if code := _code_of(cause, message):
            return Failure(code, message, *_http_of(causes))
    code = code_of_text(message) or _code_of_status_in(message) or _code_of_kind(causes, cpu_limit)
    return Failure(code, message, *_http_of(causes))


def of_a_full_disk(failure: Failure, directory: str) -> Failure:
    """ffmpeg, and what reads its output, may fail in many words when there is no space left."""
    if failure.code not in ("internal", "invalid_media", "truncated"):
        return failure
    space = os.statvfs(directory)
    full = space.f_bavail * space.f_frsize < _HARDLY_ANY_SPACE
    return replace(failure, code=NO_SPACE) if full else failure


def with_its_place(failure: Failure, error: BaseException) -> Failure:
    """What nobody foresaw is looked for in the code: where its root was raised, the innermost place first."""
    if failure.code != "internal":
        return failure
    root = [cause for cause in _causes(error) if cause.__traceback__][-1]
    frames = [(frame.f_code, line) for frame, line in traceback.walk_tb(root.__traceback__)][: -_MOST_PLACES - 1 : -1]
    places = " < ".join(f"{Path(code.co_filename).name}:{line} {code.co_name}" for code, line in frames)
    return replace(failure, message=f"[{places}] {failure.message}")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it was made from, the stated causes before what merely was being handled."""
    waiting: list[object] = [error]
    contexts: list[object] = []
    seen: set[int] = set()
    while waiting or contexts:
        one = waiting.pop(0) if waiting else contexts.pop(0)
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [(getattr(one, "exc_info", None) or (None, None))[1], getattr(one, "cause", None), one.__cause__]
        contexts.append(one.__context__)


def _code_of(error: BaseException, message: str) -> str | None:
    match error:
        case Refused():
            return error.code
        case HTTPError():
            return _code_of_http(error, message)
        case GeoRestrictedError():
            return "geo_blocked"
        case UserNotLive():
            return "live_stream"
        case UnsupportedError():
            return "no_video"  # the page was read; links that are no web links do not come this far
        case ContentTooShortError() | IncompleteRead():
            return "truncated"
        case NoSupportingHandlers() | UnsupportedRequest():
            return "unsupported_protocol"
        case TransportError():
            return _code_of_transport(error)
        case MemoryError() | OSError(errno=errno.EFBIG):
            return "too_large"  # of the limits that a child has; another time they are the same
        case OSError() if error.errno in _FULL:
            return NO_SPACE
        case OSError() if error.errno in _BROKEN:
            return "internal"
    return None


def _code_of_http(error: HTTPError, message: str) -> str:
    egress = error.response.headers.get(EGRESS_HEADER)
    if egress:
        return "egress_denied" if egress == "denied" else "network"
    code = _code_of_status(error.status)
    return (code_of_text(message) or code) if code == "forbidden" else code  # sites say with 403 whatever they mean


def _code_of_status(status: int) -> str:
    refused = 400 <= status < 500 and status not in _PASSING
    return _STATUS_CODES.get(status, "forbidden" if refused else "site_error")


def _code_of_status_in(message: str) -> str | None:
    found = _STATUS.search(message)
    return _code_of_status(int(found.group(1))) if found else None


def _code_of_transport(error: TransportError) -> str:
    """A refused CONNECT has no response object, only http.client's text."""
    refused = _TUNNEL.search(str(error))
    if refused is None:
        return "network"
    return {"403": "egress_denied", "407": "internal"}.get(refused.group(1), "network")


def _code_of_kind(causes: list[BaseException], cpu_limit: float) -> str:
    """The last resort. ffmpeg's death by SIGXCPU leaves no text, or none of use; its used time does."""
    if _cpu_of_programs() >= cpu_limit:
        return "timed_out"
    if any(isinstance(cause, PostProcessingError) for cause in causes):
        return "invalid_media"
    if any(isinstance(cause, ExtractorError) for cause in causes):
        return "site_error"
    if any(isinstance(cause, RequestError) for cause in causes):
        return "network"
    return "internal"


def _cpu_of_programs() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _http_of(causes: list[BaseException]) -> tuple[int | None, int | None]:
    """Status and Retry-After of the answer that the failure came from."""
    for cause in causes:
        if isinstance(cause, HTTPError):
            return cause.status, _retry_after(cause)
    return None, None


def _retry_after(error: HTTPError) -> int | None:
    """Seconds, 30 minutes at most; the header holds seconds or a date (RFC 9110, 10.2.3).

    It only counts where it is a plea to come back later: with a redirect, say, it means something else.
    """
    if error.status not in (429, 503):
        return None
    value = (error.response.headers.get("Retry-After") or "").strip()
    try:
        seconds = int(value) if value.isdecimal() else _seconds_until(value, error.response.headers)
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, 0), _MAX_RETRY_AFTER)


def _seconds_until(date: str, headers: Mapping[str, str]) -> int:
    """By the site's own clock, if it tells it: ours may be wrong."""
    told = headers.get("Date")
    now = parsedate_to_datetime(told).timestamp() if told else time.time()
    return round(parsedate_to_datetime(date).timestamp() - now)
