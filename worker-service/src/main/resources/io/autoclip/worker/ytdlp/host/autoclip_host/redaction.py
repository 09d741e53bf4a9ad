"""Takes out of a text what only this machine, or only the link's owner, may know."""

from __future__ import annotations

import base64
import ipaddress
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

HIDDEN = "***"

# A site chooses what is searched here: a run of like characters must not be gone through again from each of them.
_LINK = re.compile(r"(?<![a-z0-9+.-])(?P<scheme>[a-z][a-z0-9+.-]{0,20})://(?P<rest>[^\s\"'<>\\^`{|}]+)", re.IGNORECASE)
_PATH = re.compile(r"(?<![\w/.:\]>-])/(?:[^\s/\"'<>:,;()\[\]]+/)+[^\s/\"'<>:,;()\[\]]*")
_IPV4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?![\w.]*\w)")
_IPV6 = re.compile(r"(?<![\w:.])\[?[0-9a-f]{0,4}:[0-9a-f:.]*:[0-9a-f.]*\]?(?::\d{1,5})?(?![\w:])", re.IGNORECASE)
_INNER = re.compile(r"(?<![\w.-])(?:[\w-]+\.)*(?:localhost|local|internal|lan|intranet|home\.arpa)(?::\d{1,5})?(?![\w.-]*\w)")
_HEADER = re.compile(r"\b((?:set-)?cookie|(?:proxy-)?authorization)(['\"]?\s*[:=]\s*).*", re.IGNORECASE)
_SCHEME = re.compile(r"\b(bearer|basic)\s+[\w.~+/=-]{8,}", re.IGNORECASE)
_SECRET = re.compile(
    r"(?<![\w-])([\w-]{0,40}(?:passw(?:or)?d|token|secret|signature|api_?key|access_?key|session_?id|credential)s?)"
    r"(['\"]?\s*[:=]\s*['\"]?)[^\s'\"&;,]+",
    re.IGNORECASE,
)
# What is left of a link where a site or yt-dlp has made a name of its end.
_QUERY = re.compile(r"([?&])[\w.%~\[\]-]{1,100}=\S*?(?=:?(?:\s|$))")
_CONTROL = re.compile(
    r"[^\S\n ]|[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)


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
            text = text.replace(secret, HIDDEN)
        return text


class Discretion:
    """For texts that people read: besides the proxy's password, hides local paths, inner addresses, credentials and
    whatever stands in a link behind its path. Lines stay lines; other control characters become blanks."""

    def __init__(self, proxy: str, directory: str) -> None:
        self._redact = Redaction(proxy)
        self._directory = directory.rstrip("/")
        self._proxy = urlsplit(proxy).netloc.rpartition("@")[2]

    def __call__(self, text: str) -> str:
        text = _CONTROL.sub(" ", self._redact(text))
        for own in filter(None, (self._directory, self._proxy)):
            text = text.replace(own, "[worker]")
        text = _LINK.sub(_link, text)
        for pattern, hide in ((_HEADER, r"\1\2" + HIDDEN), (_SCHEME, r"\1 " + HIDDEN), (_SECRET, r"\1\2" + HIDDEN)):
            text = pattern.sub(hide, text)
        text = _QUERY.sub(r"\1…", text)
        text = _PATH.sub(_path, text)
        for pattern in (_IPV4, _IPV6):
            text = pattern.sub(_address, text)
        return _INNER.sub("[address]", text)


def _link(found: re.Match[str]) -> str:
    """Scheme, host and path; user, query and fragment may hold anything."""
    place, mark, _ = re.match(r"([^?#]*)([?#]?)(.*)", found["rest"], re.DOTALL).groups()
    host, slash, path = place.rpartition("@")[2].partition("/")
    return f"{found['scheme']}://{_host(host)}{slash}{path}{mark and mark + '…'}"


def _host(host: str) -> str:
    """A name without a dot is one of ours. A port belongs to it; so may the end of a sentence."""
    name = host.rpartition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0]
    if _is_inner(name) or ("." not in name.rstrip(".") and ":" not in name):
        return "[address]"
    return host


def _path(found: re.Match[str]) -> str:
    """The name of a file tells something to whoever reads; of a folder, it may be a person's."""
    name = Path(found[0]).name
    return f"[path]/{name}" if "." in name.strip(".") else "[path]"


def _address(found: re.Match[str]) -> str:
    text = found[0]
    name = text.partition("]")[0].lstrip("[") if "[" in text else text if text.count(":") > 1 else text.partition(":")[0]
    return "[address]" if _is_inner(name.rstrip(".")) else text


def _is_inner(name: str) -> bool:
    try:
        return not ipaddress.ip_address(name).is_global
    except ValueError:
        return False
