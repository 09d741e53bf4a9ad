"""What sites and yt-dlp write where no type says it. Samples: failure_samples.json beside the tests.

The order matters: a text that names its reason comes before one that only says that something is missing.
"""

from __future__ import annotations

import re

_TEXTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("internal", (  # whether the disk is full is for the disk to say, not for a site's words
        r"no space left on device", r"disk quota exceeded", r"read-only file system",
    )),
    ("too_large", (
        r"file too large", r"larger than max-filesize",
    )),
    ("truncated", (
        r"did not get any data blocks", r"bytes read, \d+ more expected", r"downloaded \d+ bytes, expected \d+",
        r"content too short", r"the downloaded file is empty", r"fragment \d+ not found", r"moov atom not found",
    )),
    ("bot_check", (
        r"confirm you.{0,3}re not a bot", r"captcha", r"anti-bot", r"cloudflare", r"not a robot", r"unusual traffic",
    )),
    ("drm", (
        r"\bdrm\b", r"widevine", r"playready", r"fairplay",
    )),
    ("geo_blocked", (
        r"not (?:available|made this video available) (?:in|from|to) your (?:country|location|region)",
        r"geo.?(?:restrict|block)", r"blocked (?:it )?in your country",
        r"only available in (?:the )?(?-i:[A-Z])[a-z]+",
    )),
    ("rate_limited", (
        r"rate.?limit", r"too many requests", r"try again later", r"try again in \d+", r"has been rate-limited",
    )),
    ("live_stream", (
        r"live event (?:will begin|has ended)", r"premieres? in", r"premiere will begin", r"will begin in",
        r"not currently live", r"is offline", r"live stream(?:s|ing)? (?:is|are) not", r"has not started",
        r"(?:stream|broadcast) (?:is|has) not (?:yet )?(?:started|live)",
    )),
    ("private", (
        r"(?:video|post|account|playlist|content|album|clip|track|page) is private",
        r"private (?:video|account|post|profile)", r"marked as private",
    )),
    ("login_required", (
        r"\blog(?:ged)?.?in\b", r"\bsign(?:ed)?.?in\b", r"registered users", r"--cookies",
        r"requires? (?:an )?account", r"authenticat", r"members.only", r"join this channel", r"password",
        r"subscri(?:be|ption|ber)", r"premium", r"\bpaid\b", r"purchase", r"age.?restricted", r"confirm your age",
    )),
    ("no_video", (
        r"no video formats found", r"requested format is not available", r"there(?:'s| is) no video",
        r"no media found", r"no (?:playable )?videos? (?:found|could be found)", r"unsupported url",
        r"only images are available", r"could not find (?:any )?video", r"there are no entries",
    )),
    ("not_found", (
        r"not found", r"no longer available", r"does(?:n't| not) exist", r"has been (?:removed|deleted|terminated)",
        r"is unavailable", r"video unavailable", r"isn.t available", r"is not available", r"been taken down",
        r"no such video", r"removed by",
    )),
    ("unsupported_url", (
        r"no suitable extractor", r"primarily used for piracy", r"is not a valid url", r"unsupported url scheme",
        r"file:// urls are disabled",
    )),
    ("unsupported_protocol", (
        r"rtmpdump", r"mms:", r"protocol .* not supported", r"no connection adapters were found",
    )),
    ("invalid_media", (
        r"unusual and will be skipped for safety", r"invalid data found", r"conversion failed",
        r"could not find codec", r"invalid argument",
    )),
    ("network", (
        r"timed out", r"timeout", r"connection (?:refused|reset|aborted|broken)", r"name or service not known",
        r"failed to resolve", r"getaddrinfo", r"network is unreachable", r"no route to host", r"remote end closed",
        r"unable to connect", r"\bssl\b", r"eof occurred", r"temporary failure",
    )),
)

_LINK = re.compile(r"https?://\S+")
_COMPILED = tuple((code, re.compile("|".join(patterns), re.IGNORECASE)) for code, patterns in _TEXTS)


def code_of_text(text: str) -> str | None:
    """The first code whose words are in the text, or None. Words inside links do not count."""
    words = _LINK.sub("", text)
    return next((code for code, pattern in _COMPILED if pattern.search(words)), None)
