"""Looks at what was downloaded, in a process of its own: decoders are the part that a hostile file can break.

That process is forked from the attempt's child, and so is in its group, its folder and its limits; it may use less
memory and time, and has nothing open but the pipe that it answers on. If it dies over the picture, the media is good
all the same.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import NoReturn

import av
from av.container import InputContainer

from . import containers, picture, sandbox
from .guards import refuse_long
from .protocol import Limits, Media
from .refusal import Refused
from .thumbnail import DEMUXERS

_WALL = 60.0
_CPU = 30
_MEMORY = 1 << 30
_ANSWER = 64 * 1024
_NOTHING = b'{"refused": "looking at it ended without an answer"}'


def at(file: Path, given: Path | None, thumbnail: Path | None, limits: Limits) -> tuple[Media, bool]:
    """What ``file`` is, and whether ``thumbnail`` was written, if it is wanted: from the picture that the site has
    ``given``, else from a frame. Raises Refused when the file cannot be played."""
    parent = os.getpid()
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        _run(parent, writer, file, given, thumbnail, limits)
    os.close(writer)
    try:
        answer = _read(reader)
    finally:
        os.close(reader)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    media, *pictured = map(json.loads, answer.splitlines() or [_NOTHING])
    if "refused" in media:
        raise Refused("invalid_media", media["refused"])
    refuse_long(media["duration"], limits.duration)
    return Media(**media), bool(pictured)


def rehearse(file: Path) -> None:
    """In the host, before it forks, with a clip of our own (sample.py): what ffmpeg's libraries set up at their first
    use is there for all children then. It took 2.5 of the 7.5 ms of opening a file."""
    with _open(file, containers.DEMUXERS) as media:
        containers.describe(media)
        picture.of(media)


def _read(reader: int) -> bytes:
    """Until it is closed, or time is up."""
    answer, end = b"", time.monotonic() + _WALL
    while len(answer) < _ANSWER and select.select([reader], [], [], max(0.0, end - time.monotonic()))[0]:
        block = os.read(reader, _ANSWER)
        if not block:
            break
        answer += block
    return answer


def _run(parent: int, answers: int, file: Path, given: Path | None, thumbnail: Path | None, limits: Limits) -> NoReturn:
    try:
        sandbox.shut_in(parent, answers)
        sandbox.limit(replace(limits, memory=min(limits.memory, _MEMORY), cpu=min(limits.cpu, _CPU)))
        _look(file, given, thumbnail)
    finally:  # the boundary of the process: what it has not answered was not found
        os._exit(0)


def _look(file: Path, given: Path | None, thumbnail: Path | None) -> None:
    try:
        media = _open(file, containers.DEMUXERS)
        _say(asdict(containers.describe(media)))
    except Exception as error:  # a hostile file may break more than its decoder; what it was is said in the log
        _say({"refused": f"{type(error).__name__}: {error}"[:500]})
        return
    if thumbnail and (image := _of_given(given) or picture.of(media)):
        thumbnail.write_bytes(image)
        _say({"pictured": True})


def _of_given(given: Path | None) -> bytes | None:
    if given is None:
        return None
    try:
        demuxer = DEMUXERS[given.suffix]
        with _open(given, demuxer, demuxer) as file:
            return picture.of(file)
    except av.FFmpegError:
        return None


def _open(file: Path, demuxers: str, demuxer: str | None = None) -> InputContainer:
    """Only a file, only by these demuxers. Opening may decode a frame: too large a one is not.

    A demuxer that is not named is found by the content, but ffmpeg takes names like picture.jpg for a numbered series.
    """
    options = {
        "format_whitelist": demuxers,
        "protocol_whitelist": "file",
        "max_pixels": str(containers.MOST_PIXELS),
        "max_streams": str(containers.MOST_STREAMS),
        "threads": "1",
    }
    return av.open(f"file:{file}", format=demuxer, options=options, metadata_errors="replace")


def _say(words: dict[str, object]) -> None:
    os.write(sandbox.EVENTS, json.dumps(words).encode() + b"\n")
