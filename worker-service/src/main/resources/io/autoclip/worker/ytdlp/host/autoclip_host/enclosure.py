"""Settles the host in the namespaces that ``relay.py`` started it in.

Its network is empty but for a loopback of its own: nothing leads out, not even to this machine's services, but the one
socket that it hands to the relay. deno and ffmpeg are in it as well. Where it has its own processes too, it is process 1
there: no child can end it, all end with it, and the worker's process (its environment, its memory) is out of sight.
"""

from __future__ import annotations

import dataclasses
import fcntl
import socket
import struct
from urllib.parse import urlsplit, urlunsplit

from . import kernel
from .protocol import Start

_PROXY = ("127.0.0.1", 3128)
"""Where the proxy seems to be, from inside."""

_SIOCSIFFLAGS = 0x8914
_IFF_UP = 0x1
_WAITING = 128


def enter(door: int) -> None:
    """``door``: the Unix socket to the relay. Whatever right these namespaces gave is dropped for good."""
    with socket.socket(fileno=door) as relay, _listen() as listener:
        socket.send_fds(relay, [b"!"], [listener.fileno()])
    kernel.drop_capabilities()


def rehearse() -> None:
    """Fails where ``enter`` would."""
    _listen().close()
    kernel.drop_capabilities()


def from_inside(start: Start) -> Start:
    """The same, with the proxy's address as it is in here."""
    proxy = urlsplit(start.proxy)
    credentials, at, _ = proxy.netloc.rpartition("@")
    host, port = _PROXY
    return dataclasses.replace(start, proxy=urlunsplit(proxy._replace(netloc=f"{credentials}{at}{host}:{port}")))


def _listen() -> socket.socket:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:  # a new network's loopback is down
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sH22x", b"lo", _IFF_UP))
    return socket.create_server(_PROXY, backlog=_WAITING)
