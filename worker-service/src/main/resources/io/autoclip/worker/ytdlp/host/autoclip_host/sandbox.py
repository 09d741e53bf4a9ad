"""Shuts a fresh child in: session, limits, files, environment. Called once, first thing after the fork."""

from __future__ import annotations

import os
import resource
import signal
import tempfile
from pathlib import Path

from . import kernel
from .protocol import Limits

EVENTS = 3
"""The line to the host (of one that looks at media: a pipe to the child): the only file that stays open."""

# Merging writes to stay below the wanted size, but our own small files (log, info.json) must always fit.
_LEAST_FILE_SIZE = 16 * 1024 * 1024
# Time to end in an orderly way between SIGXCPU, which kills, and the kernel's SIGKILL.
_CPU_GRACE = 5
# What is left to tell that there was no memory left.
_MEMORY_GRACE = 32 * 1024 * 1024
# deno has 30 open, yt-dlp 10.
_OPEN_FILES = 256
# And threads: of all downloads of a host together, and as many as compose gives the worker. deno has 20.
_PROCESSES = 1_000


def leave_the_host(host: int, events: int) -> None:
    """Own session, process group and open files; dies with ``host``. From here on a signal to our group ends us."""
    os.setsid()
    kernel.never_gain_privileges()
    _reset_signals()
    os.umask(0o077)
    shut_in(host, events)


def shut_in(parent: int, events: int) -> None:
    """Nothing stays open but the line; dies with ``parent``."""
    kernel.die_with_parent(parent)
    _keep_only(events)


def settle_in(directory: Path, tools: Path, limits: Limits) -> Path:
    """Makes the folders of the attempt and limits what it may use. Returns the working folder.

    PATH is only ``tools``: yt-dlp knows programs (phantomjs, rtmpdump, curl) that would open addresses by themselves.
    """
    home, work, temporary = (directory / name for name in ("home", "work", "tmp"))
    for folder in (home, work, temporary):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.chdir(work)
    os.environ.clear()
    os.environ.update(PATH=str(tools), HOME=str(home), TMPDIR=str(temporary), LANG="C.UTF-8", YTDLP_NO_PLUGINS="1")
    tempfile.tempdir = str(temporary)
    limit(limits)
    return work


def _reset_signals() -> None:
    # Python ignores SIGXFSZ: so a file that grows too large is an error that can be named, not a silent death.
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


def _keep_only(events: int) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    kept = os.dup(events)  # neither may lie where the other goes
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    os.dup2(kept, EVENTS, inheritable=False)
    os.closerange(EVENTS + 1, os.sysconf("SC_OPEN_MAX"))


def limit(limits: Limits) -> None:
    # Never RLIMIT_AS: deno reserves far more address space than it uses.
    _lower(resource.RLIMIT_CORE, 0, 0)
    _lower(resource.RLIMIT_NOFILE, _OPEN_FILES, _OPEN_FILES)
    _lower(resource.RLIMIT_FSIZE, max(limits.file_size, _LEAST_FILE_SIZE), max(limits.file_size, _LEAST_FILE_SIZE))
    _lower(resource.RLIMIT_DATA, limits.memory, limits.memory + _MEMORY_GRACE)
    _lower(resource.RLIMIT_CPU, limits.cpu, limits.cpu + _CPU_GRACE)
    if kernel.counts_our_processes_alone():  # elsewhere others of this user would count, the worker's threads among them
        _lower(resource.RLIMIT_NPROC, _PROCESSES, _PROCESSES)


def grant_grace() -> None:
    """To a child whose memory has run out."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))


def _lower(kind: int, soft: int, hard: int) -> None:
    _, allowed = resource.getrlimit(kind)
    if allowed != resource.RLIM_INFINITY:
        hard = min(hard, allowed)
    resource.setrlimit(kind, (min(soft, hard), hard))
