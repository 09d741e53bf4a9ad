"""ffmpeg, ffprobe and deno: found once, and wrapped so that none of them outlives the child that started it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import av
from yt_dlp.version import __version__ as yt_dlp_version

from .settings import Settings

# Containers that media come in. Not among them: what names other files (hls, dash, concat, sdp …), since a "video"
# that is such a list would make ffmpeg open what the site says.
FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,mpegvideo,avi,flv,asf,ogg,wav,mp3,aac,ac3,eac3,flac,"
    "h264,hevc,m4v,obu,ivf,amr,caf,aiff,loas,webvtt,srt"
)
INPUT_GUARD = ("-protocol_whitelist", "file,pipe", "-format_whitelist", FORMATS)


OLDEST_YT_DLP = "2026.07.04"
"""The newest advisory that concerns everybody is mended in it: CVE-2026-55404, GHSA-6v4j-43gg-vj32."""

# yt-dlp's own solver needs nothing of this. The words of denial outrank those of permission, wherever those come from.
_DENO = (
    "--no-prompt", "--no-remote", "--no-npm", "--deny-net", "--deny-read", "--deny-write", "--deny-env", "--deny-run",
    "--deny-sys", "--deny-ffi", "--deny-import",
)


class ToolMissing(Exception):
    """A program without which the host cannot keep its promises, or an old one that would break them."""


@dataclass(frozen=True, slots=True)
class Tools:
    """``folder`` holds the wrappers. A version is None where the program is missing."""

    folder: Path
    deno: Path | None
    versions: dict[str, str | None]


def prepare(settings: Settings) -> Tools:
    """Writes the wrappers and asks each program for its version. Raises ToolMissing without setpriv, or when
    yt-dlp is too old."""
    require_new_enough(yt_dlp_version)
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise ToolMissing("setpriv (of util-linux) is needed, so that ffmpeg and deno end with the download")
    settings.tools.mkdir(parents=True, exist_ok=True)
    programs = {
        "ffmpeg": settings.ffmpeg or _on_path("ffmpeg"),
        "ffprobe": settings.ffprobe or _on_path("ffprobe"),
        "deno": settings.deno or _beside_python("deno") or _on_path("deno"),
    }
    arguments = {"ffmpeg": ("-nostdin",), "ffprobe": INPUT_GUARD, "deno": ()}
    wrappers = {
        name: _wrap(settings.tools / name, setpriv, program, arguments[name])
        for name, program in programs.items()
    }
    return Tools(settings.tools, wrappers["deno"], _versions(wrappers))


def require_new_enough(version: str) -> None:
    """Raises ToolMissing."""
    if [int(part) for part in re.findall(r"\d+", version)] < [int(part) for part in OLDEST_YT_DLP.split(".")]:
        raise ToolMissing(f"yt-dlp {version} has known holes; {OLDEST_YT_DLP} is the oldest that AutoClip runs")


def _on_path(name: str) -> Path | None:
    found = shutil.which(name)
    return Path(found) if found else None


def _beside_python(name: str) -> Path | None:
    """Where the PyPI package ``deno`` puts it."""
    found = Path(sys.executable).parent / name
    return found if os.access(found, os.X_OK) else None


def _wrap(wrapper: Path, setpriv: str, program: Path | None, arguments: tuple[str, ...]) -> Path | None:
    """SIGXFSZ is ignored, as in the child itself, so that ffmpeg can say "File too large" before it ends."""
    wrapper.unlink(missing_ok=True)
    if program is None or not os.access(program, os.X_OK):
        return None
    command = shlex.join([setpriv, "--pdeathsig", "KILL", str(program.absolute()), *arguments])
    denied = f"if [ \"$1\" = run ]; then shift; set -- run {shlex.join(_DENO)} \"$@\"; fi\n" if wrapper.name == "deno" else ""
    wrapper.write_text(f"#!/bin/sh\ntrap '' XFSZ\n{denied}exec {command} \"$@\"\n", encoding="utf-8")
    wrapper.chmod(0o755)
    return wrapper


def _versions(wrappers: dict[str, Path | None]) -> dict[str, str | None]:
    return {
        "python": ".".join(map(str, sys.version_info[:3])),
        "yt_dlp": yt_dlp_version,
        "av": av.__version__,
        "deno": _version(wrappers["deno"], "--version", r"deno (\S+)"),
        "ffmpeg": _version(wrappers["ffmpeg"], "-version", r"ffmpeg version (\S+)"),
    }


def _version(program: Path | None, argument: str, pattern: str) -> str | None:
    if program is None:
        return None
    try:
        said = subprocess.run([program, argument], capture_output=True, text=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.match(pattern, said)
    return found.group(1) if found else None
