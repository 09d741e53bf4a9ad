"""Runs what a hostile file could break in a process of its own.

That process is forked from the attempt's child, and so is in its group, its folder and its limits; it may use no more
memory and time, and has nothing open but the pipe that it answers on.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NoReturn

from . import sandbox
from .lines import LineBuffer, LineTooLong
from .protocol import Limits

_WALL = 60.0
_CPU = 30
_MEMORY = 1 << 30
_ANSWER = 256 * 1024


def run(work: Callable[[], None], limits: Limits) -> list[dict[str, Any]]:
    """All that ``work`` has said, until it ended in whatever way, or time was up."""
    less = replace(limits, memory=min(limits.memory, _MEMORY), cpu=min(limits.cpu, _CPU))
    with _beside(work, less) as reader:
        answer = _read(reader)
    return [json.loads(line) for line in answer.splitlines(keepends=True) if line.endswith(b"\n")]


def follow(work: Callable[[], None], limits: Limits) -> Iterator[dict[str, Any]]:
    """What ``work`` says, as it says it, until it ends in whatever way. It may use all that the attempt may."""
    lines = LineBuffer(_ANSWER)
    with _beside(work, limits) as reader:
        while block := os.read(reader, _ANSWER):
            yield from (json.loads(line) for line in lines.feed(block) if not isinstance(line, LineTooLong))


@contextlib.contextmanager
def _beside(work: Callable[[], None], limits: Limits) -> Iterator[int]:
    """What it says can be read meanwhile; it does not outlive the block."""
    parent = os.getpid()
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        _run(parent, writer, work, limits)
    os.close(writer)
    try:
        yield reader
    finally:
        os.close(reader)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def say(words: Mapping[str, Any]) -> None:
    """For the work itself."""
    line = memoryview(json.dumps(words).encode() + b"\n")
    while line:
        line = line[os.write(sandbox.EVENTS, line) :]


def _read(reader: int) -> bytes:
    """Until it is closed, or time is up."""
    answer, end = b"", time.monotonic() + _WALL
    while len(answer) < _ANSWER and select.select([reader], [], [], max(0.0, end - time.monotonic()))[0]:
        block = os.read(reader, _ANSWER)
        if not block:
            break
        answer += block
    return answer


def _run(parent: int, answers: int, work: Callable[[], None], limits: Limits) -> NoReturn:
    try:
        sandbox.shut_in(parent, answers)
        sandbox.limit(limits)
        work()
    finally:  # the boundary of the process: what it has not said was not found
        os._exit(0)
