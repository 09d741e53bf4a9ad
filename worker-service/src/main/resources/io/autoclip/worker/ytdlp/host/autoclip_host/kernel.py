"""The few things of Linux that Python has no function for: prctl(2), capset(2)."""

from __future__ import annotations

import ctypes
import itertools
import os
import re
import signal
import struct

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_CAPBSET_READ = 23
_PR_CAPBSET_DROP = 24
_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_NO_NEW_PRIVS = 38
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_CLEAR_ALL = 4
_CAPABILITIES = struct.pack("Ii", 0x20080522, 0)  # version 3, of this thread
_NONE = bytes(24)  # effective, permitted and inheritable, each in two halves

_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(parent: int) -> None:
    """SIGKILL for this process when its parent ends; at once if that has happened."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def adopt_orphans() -> None:
    """Descendants whose parent ended become our children, not those of a process 1 that may never reap them."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def never_gain_privileges() -> None:
    """Set-user-id programs run without their rights, in this process and below."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def drop_capabilities() -> None:
    """For good, in this process and below: no program gives them back, not even to root."""
    for capability in itertools.takewhile(_exists, itertools.count()):
        _prctl(_PR_CAPBSET_DROP, capability)
    _prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL)
    _check(_libc.capset(_CAPABILITIES, _NONE))


def _exists(capability: int) -> bool:
    return _libc.prctl(_PR_CAPBSET_READ, ctypes.c_ulong(capability)) >= 0


def hide_memory() -> None:
    """From other processes of the same user, children among them: nobody may trace this one or read its memory."""
    _prctl(_PR_SET_DUMPABLE, 0)


def counts_our_processes_alone() -> bool:
    """Whether RLIMIT_NPROC counts what is in this user namespace, and there is only this user in it: then it is the
    host's own (relay.py). Before Linux 5.14 it counted all processes of the user. Of root it never counts any."""
    version = tuple(int(number) for number in re.findall(r"\d+", os.uname().release)[:2])
    with open("/proc/self/uid_map", encoding="ascii") as users:
        return version >= (5, 14) and [line.split()[2] for line in users] == ["1"]


def give_back_freed_memory() -> None:
    """To the system, as far as the C library can (glibc): a fork then has less to copy."""
    if hasattr(_libc, "malloc_trim"):
        _libc.malloc_trim(ctypes.c_size_t(0))


def _prctl(option: int, value: int) -> None:
    _check(_libc.prctl(option, ctypes.c_ulong(value), ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0)))


def _check(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
