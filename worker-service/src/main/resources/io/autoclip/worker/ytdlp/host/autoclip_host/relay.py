"""Starts the host without a network where the kernel allows it, and is its one way out.

``python -I -S relay.py HOST:PORT COMMAND…``: COMMAND runs the host, HOST:PORT is the egress proxy. The host gets
namespaces of its own for network, processes and mounts, and with ``--door FD`` a Unix socket, over which it hands out a
socket that listens in its network (``enclosure.py``). What connects there is connected with the proxy by this process,
which stays outside: the host must have one thread only, and nothing that a download starts can see this process, let
alone end it. The host ends with this process, and this process with the host.

Where the kernel refuses, the host takes this process' place, as if there had been none.
"""

from __future__ import annotations

import contextlib
import os
import resource
import socket
import subprocess
import sys
import threading
from pathlib import Path

_ALONE = ("--pid", "--fork", "--kill-child", "--mount-proc")
_OWN_RIGHTS = ("--user", "--map-current-user", "--keep-caps")
# The best first. Root may take a network away without a user namespace; some containers hide parts of /proc, and then
# no other one may be mounted.
_NAMESPACES = (
    ("--net", *_ALONE, *_OWN_RIGHTS),
    ("--net", *_ALONE),
    ("--net", *_OWN_RIGHTS),
    ("--net",),
)
_REHEARSAL = "import sys; sys.path.append(sys.argv[1]); from autoclip_host import enclosure; enclosure.rehearse()"

_MOST_CONNECTIONS = 256  # a download has one or two open at a time
_CONNECT_SECONDS = 10
_BLOCK = 1 << 20
_STACK = 256 * 1024


def main(arguments: list[str]) -> int:
    address, *command = arguments
    unshare = _unshare()
    if unshare is None:
        os.execvp(command[0], command)
    door, inner = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    host = subprocess.Popen([*unshare, *command, "--door", str(inner.fileno())], pass_fds=[inner.fileno()])
    inner.close()
    _let_go_of_the_conversation()
    threading.stack_size(_STACK)
    threading.Thread(target=_serve, args=(door, _proxy(address), host), daemon=True).start()
    return host.wait()


def _unshare() -> list[str] | None:
    """What puts a program into the namespaces, and ends it with this process. None if the kernel, or Python, cannot."""
    if not hasattr(os, "splice"):
        return None
    rehearsal = [sys.executable, "-I", "-S", "-B", "-c", _REHEARSAL, str(Path(__file__).resolve().parent.parent)]
    for namespaces in _NAMESPACES:
        command = ["setpriv", "--pdeathsig", "KILL", "--", "unshare", *namespaces, "--"]
        with contextlib.suppress(OSError):
            if subprocess.run([*command, *rehearsal], capture_output=True, check=False).returncode == 0:
                return command
    return None


def _proxy(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    return host.strip("[]"), int(port)


def _let_go_of_the_conversation() -> None:
    """The host alone reads the commands and writes the events: each end must see when the other one is gone."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)


def _serve(door: socket.socket, proxy: tuple[str, int], host: subprocess.Popen[bytes]) -> None:
    """A host without a way out is of no use: it is ended, and the worker starts another."""
    try:
        _, sockets, _, _ = socket.recv_fds(door, 1, 1)
        _raise_limit_of_files()
        for listener in sockets:  # none if the host has ended
            _accept(socket.socket(fileno=listener), proxy)
    except OSError as error:
        print(f"relay: {error}", file=sys.stderr)
        host.kill()


def _raise_limit_of_files() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _accept(listener: socket.socket, proxy: tuple[str, int]) -> None:
    free = threading.BoundedSemaphore(_MOST_CONNECTIONS)
    while free.acquire():
        client, _ = listener.accept()
        threading.Thread(target=_connect, args=(client, proxy, free), daemon=True).start()


def _connect(client: socket.socket, proxy: tuple[str, int], free: threading.BoundedSemaphore) -> None:
    with contextlib.suppress(OSError), client, socket.create_connection(proxy, _CONNECT_SECONDS) as server:
        server.settimeout(None)
        back = threading.Thread(target=_pump, args=(server, client), daemon=True)
        back.start()
        _pump(client, server)
        back.join()
    free.release()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    """Until ``source`` has said all; then ``sink`` hears that. An error ends both ways."""
    try:
        _pour(source.fileno(), sink.fileno())
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def _pour(source: int, sink: int) -> None:
    """By splice(2), from one socket's buffers to the other's: no byte comes into this process."""
    reader, writer = os.pipe()
    try:
        while there := os.splice(source, writer, _BLOCK):
            while there:
                there -= os.splice(reader, sink, there)
    finally:
        os.close(reader)
        os.close(writer)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
