"""The host's command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Absolute paths; a program that is None is looked for (see tools.py)."""

    tools: Path
    ffmpeg: Path | None
    ffprobe: Path | None
    deno: Path | None
    allow_direct: bool
    door: int | None


def parse(arguments: Sequence[str] | None = None) -> Settings:
    parser = argparse.ArgumentParser(prog="autoclip_host", allow_abbrev=False)
    parser.add_argument("--tools", type=Path, required=True, help="folder for the wrappers of ffmpeg, ffprobe and deno")
    parser.add_argument("--ffmpeg", type=Path)
    parser.add_argument("--ffprobe", type=Path)
    parser.add_argument("--deno", type=Path)
    parser.add_argument("--allow-direct", action="store_true", help="for tests: an empty proxy means none")
    parser.add_argument("--door", type=int, help="of the namespace that this was started in (enclosure.py)")
    given = parser.parse_args(arguments)
    return Settings(
        tools=given.tools.absolute(),
        ffmpeg=given.ffmpeg,
        ffprobe=given.ffprobe,
        deno=given.deno,
        allow_direct=given.allow_direct,
        door=given.door,
    )
