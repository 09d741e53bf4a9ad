"""Started by the relay in the host's place: what a child of the host can reach and see. Its answer is a line of JSON.

``python enclosed.py CANARY-PORT ADDRESS RELAY-PID --door FD``
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from . import SOURCE  # noqa: F401 - makes the host's package importable
from autoclip_host import enclosure, kernel


def attempt(call: Callable[[], object]) -> str:
    try:
        return f"got {call()}"
    except OSError as error:
        return type(error).__name__


def fetch(family: int, address: tuple[object, ...]) -> str:
    with socket.socket(family, socket.SOCK_STREAM) as link:
        link.settimeout(5)
        link.connect(address)
        return link.recv(100).decode()


def datagram() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
        return link.sendto(b"?", ("192.0.2.1", 53))


def ways(port: int, address: str) -> dict[str, str]:
    return {
        "loopback": attempt(lambda: fetch(socket.AF_INET, ("127.0.0.1", port))),
        "loopback6": attempt(lambda: fetch(socket.AF_INET6, ("::1", port))),
        "machine": attempt(lambda: fetch(socket.AF_INET, (address, port))),
        "abstract": attempt(lambda: fetch(socket.AF_UNIX, f"\0autoclip-{port}")),
        "name": attempt(lambda: socket.getaddrinfo("example.com", 80)),
        "datagram": attempt(datagram),
    }


def attack(relay: int) -> dict[str, str]:
    """Only to be called inside: it ends its parent if it can."""
    assert os.getppid() == 1
    return {
        "relay's environment": attempt(lambda: Path(f"/proc/{relay}/environ").read_bytes()),
        "end of the relay": attempt(lambda: os.kill(relay, signal.SIGTERM)),
        "end of the host": attempt(lambda: os.kill(os.getppid(), signal.SIGKILL)),
        "processes": str(sum(name.isdigit() for name in os.listdir("/proc"))),
        "rights": str(rights()),
        "proxy": attempt(lambda: fetch(socket.AF_INET, ("127.0.0.1", 3128))),
    }


def rights() -> set[int]:
    with open("/proc/self/status", encoding="ascii") as status:
        return {int(line.split()[1], 16) for line in status if line.startswith("Cap")}


def main() -> None:
    port, address, relay, option, door = sys.argv[1:]
    assert option == "--door"
    enclosure.enter(int(door))
    child = os.fork()
    if child == 0:
        kernel.never_gain_privileges()
        print(json.dumps(ways(int(port), address) | attack(int(relay))), flush=True)
        os._exit(0)
    os.waitpid(child, 0)


if __name__ == "__main__":
    main()
