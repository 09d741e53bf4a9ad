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
from dataclasses import dataclass, replace
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
    with _beside(work, less) as other:
        answer = _read(other.reader)
    return [json.loads(line) for line in answer.splitlines(keepends=True) if line.endswith(b"\n")]


def follow(work: Callable[[], None], limits: Limits) -> Iterator[dict[str, Any]]:
    """What ``work`` says, as it says it, until it ends in whatever way. It may use all that the attempt may. Raises
    OutOfTime, last of all, if that was not enough processor time."""
    lines = LineBuffer(_ANSWER)
    with _beside(work, limits) as other:
        while block := os.read(other.reader, _ANSWER):
            yield from (json.loads(line) for line in lines.feed(block) if not isinstance(line, LineTooLong))
    if os.WIFSIGNALED(other.status) and os.WTERMSIG(other.status) == signal.SIGXCPU:
        raise OutOfTime


class OutOfTime(Exception):
    """The work has used up its processor time."""


@dataclass(slots=True)
class _Other:
    """``status``: how it ended, as wait(2) tells it."""

    reader: int
    status: int = 0


@contextlib.contextmanager
def _beside(work: Callable[[], None], limits: Limits) -> Iterator[_Other]:
    """What it says can be read meanwhile; it does not outlive the block. Who has died before is not killed again."""
    parent = os.getpid()
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        _run(parent, writer, work, limits)
    os.close(writer)
    other = _Other(reader)
    try:
        yield other
    finally:
        os.close(reader)
        os.kill(pid, signal.SIGKILL)
        _, other.status = os.waitpid(pid, 0)


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
