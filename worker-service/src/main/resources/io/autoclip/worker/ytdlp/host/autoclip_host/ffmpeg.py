"""Runs ffmpeg in the child of an edit, by its wrapper on the PATH, and hears how it goes."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterable
from typing import IO

from .lines import LineBuffer, LineTooLong
from .refusal import Refused
from .tools import INPUT_GUARD

_KEPT_LINES = 20
_LONGEST_LINE = 4_096
_BLOCK = 16 * 1024
_TIME = re.compile(rb"out_time_us=(\d+)")

Hear = Callable[[str], None]


def source(file: str) -> tuple[str, ...]:
    """The options that open a media file: only a file, and only as media."""
    return (*INPUT_GUARD, "-i", f"file:{file}")


def run(arguments: Iterable[str], on_time: Callable[[float], None], on_line: Hear) -> None:
    """``on_time`` hears the seconds of output that are done, ``on_line`` what ffmpeg says, from another thread.

    Raises Refused if ffmpeg fails.
    """
    command = ["ffmpeg", "-hide_banner", "-nostats", "-progress", "pipe:1", *arguments]
    said: deque[str] = deque(maxlen=_KEPT_LINES)
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        reader = threading.Thread(target=_read, args=(process.stderr, said, on_line), daemon=True)
        reader.start()
        for line in iter(lambda: process.stdout.readline(_LONGEST_LINE), b""):
            if found := _TIME.match(line):
                on_time(int(found[1]) / 1_000_000)
        reader.join()
    if process.returncode:
        raise _refusal(process.returncode, said)


def _read(errors: IO[bytes], said: deque[str], on_line: Hear) -> None:
    """In whole lines: the rest of a long one, which may be a file's own words, must not pass for one of its own."""
    lines = LineBuffer(_LONGEST_LINE)
    while block := os.read(errors.fileno(), _BLOCK):
        for line in lines.feed(block):
            if not isinstance(line, LineTooLong):
                text = line.decode("utf-8", "replace").rstrip()
                said.append(text)
                on_line(text)


def _refusal(status: int, said: deque[str]) -> Refused:
    reason = next((line for line in reversed(said) if line.strip()), "")
    if status == -signal.SIGXCPU:
        return Refused("timed_out", "ffmpeg has used up its processor time")
    return Refused("invalid_media", f"ffmpeg ended with {status}: {reason}")
