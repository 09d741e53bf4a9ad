"""The loop: one thread that reads commands, forks attempts, passes their events on and reaps them.

It must stay the only thread: a fork copies just the thread that calls it, and whatever lock another one held would
stay locked in the child for ever.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator

from . import commands
from .attempt import Attempt
from .channel import Channel
from .lines import LineBuffer, LineTooLong
from .protocol import MAX_COMMAND, Beat, Command, Edit, Failed, Go, Kill, Malformed, MalformedCommand, Start

LATEST_BEAT = 10.0
_IDLE_TURN = 0.5
_CLOSING_TURN = 0.005
_BLOCK = 64 * 1024

Launch = Callable[[Start | Edit, int], None]
"""Runs in the child: the command, and its end of the line to the host. Never returns."""


class Host:
    def __init__(self, channel: Channel, launch: Launch, *, allow_direct: bool) -> None:
        self._channel = channel
        self._launch = launch
        self._allow_direct = allow_direct
        self._selector = selectors.DefaultSelector()
        self._lines = LineBuffer(MAX_COMMAND)
        self._attempts: dict[str, Attempt] = {}
        self._last_beat = time.monotonic()
        self._ending = False

    def run(self) -> None:
        """Returns at the end of the commands, at SIGTERM, or when the JVM is silent or gone; no child is left then."""
        with contextlib.closing(self._selector), contextlib.suppress(BrokenPipeError):
            try:
                self._listen()
                while not self._ending:
                    self._turn()
            finally:
                self._end_all()

    def _listen(self) -> None:
        # A signal only has to end the wait in select: what it means is found out by looking.
        woken, wake = os.pipe()
        os.set_blocking(woken, False)
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, lambda *_: self._end())
        # Ctrl-C reaches the whole terminal; the JVM decides then, and closes our input when it is ready.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._selector.register(woken, selectors.EVENT_READ, lambda: os.read(woken, _BLOCK))
        self._selector.register(self._channel.commands, selectors.EVENT_READ, self._read_commands)

    def _end(self) -> None:
        self._ending = True

    def _turn(self) -> None:
        closing = any(attempt.is_reaped for attempt in self._attempts.values())
        for key, _ in self._selector.select(_CLOSING_TURN if closing else _IDLE_TURN):
            key.data()
        self._reap()
        self._settle()
        self._channel.flush()
        # Last, so that beats that waited while this process was stopped have been read.
        if time.monotonic() - self._last_beat > LATEST_BEAT:
            self._end()

    def _read_commands(self) -> None:
        block = os.read(self._channel.commands, _BLOCK)
        if not block:
            self._end()
        for line in self._lines.feed(block):
            self._obey_line(line)

    def _obey_line(self, line: bytes | LineTooLong) -> None:
        try:
            if isinstance(line, LineTooLong):
                raise Malformed(str(line))
            self._obey(commands.read(line, allow_direct=self._allow_direct))
        except Malformed as error:
            self._channel.send(MalformedCommand(str(error), error.id))

    def _obey(self, command: Command) -> None:
        match command:
            case Beat():
                self._last_beat = time.monotonic()
            case Kill(id):
                if attempt := self._attempts.get(id):
                    attempt.kill(asked=True)
            case Go(id):
                if attempt := self._attempts.get(id):
                    attempt.go()
            case Start(id) | Edit(id):
                if id in self._attempts:
                    raise Malformed("this attempt is running", id)
                self._start(command)

    def _start(self, command: Start | Edit) -> None:
        assert threading.active_count() == 1
        ours, theirs = (end.detach() for end in socket.socketpair())
        try:
            pid = os.fork()
        except OSError as error:
            os.close(ours)
            os.close(theirs)
            self._channel.send(Failed(command.id, "internal", f"fork: {error}"))
            return
        if pid == 0:
            self._launch(command, theirs)
        os.close(theirs)
        attempt = Attempt(command.id, pid, ours)
        self._attempts[command.id] = attempt
        self._selector.register(ours, selectors.EVENT_READ, lambda: self._pass_on(attempt))

    def _pass_on(self, attempt: Attempt) -> None:
        for line in attempt.read():
            self._channel.forward(line)

    def _reap(self) -> None:
        by_pid = {attempt.pid: attempt for attempt in self._attempts.values() if not attempt.is_reaped}
        for pid in _ended_children():
            attempt = by_pid.get(pid)
            if attempt:
                attempt.kill()  # what it left in its group, while its zombie still keeps the number
            _, status = os.waitpid(pid, 0)
            if attempt:
                self._selector.unregister(attempt.line)
                attempt.reaped(status)

    def _settle(self) -> None:
        for attempt in [attempt for attempt in self._attempts.values() if attempt.is_gone]:
            self._pass_on(attempt)
            os.close(attempt.line)
            del self._attempts[attempt.id]
            self._channel.forward(attempt.outcome())

    def _end_all(self) -> None:
        for attempt in self._attempts.values():
            attempt.kill()
        while any(not attempt.is_gone for attempt in self._attempts.values()):
            self._reap()
            time.sleep(_CLOSING_TURN)


def _ended_children() -> Iterator[int]:
    """Ids of children that are zombies now. The caller reaps each. Orphans of a child come to us as well (main.py)."""
    with contextlib.suppress(ChildProcessError):
        while ended := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            yield ended.si_pid
