"""The Docker engine, asked directly: quick, and its numbers are the same on cgroup v1 and v2."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
from typing import Any

NANOSECONDS = 1e9
MEGABYTE = 1024 * 1024


class _Socket(http.client.HTTPConnection):
    """HTTP over the engine's Unix socket."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=60)
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.path)


def missing() -> str | None:
    """What hinders a run here, in one line; None if nothing does."""
    if not shutil.which("docker"):
        return "Docker is not installed"
    for command in (["docker", "info"], ["docker", "compose", "version"]):
        if subprocess.run(command, capture_output=True).returncode:
            return f"`{' '.join(command)}` fails"
    return (
        None if os.path.exists(_address()) else f"no Docker engine at {_address()} (only a local one will do)"
    )


def _address() -> str:
    host = (
        os.environ.get("DOCKER_HOST")
        or subprocess.check_output(
            ["docker", "context", "inspect", "--format", "{{.Endpoints.docker.Host}}"], text=True
        ).strip()
    )
    return host.removeprefix("unix://")


class Engine:
    """What the engine knows about containers and images."""

    def __init__(self) -> None:
        self.address = _address()

    def get(self, path: str) -> Any:
        connection = _Socket(self.address)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = json.loads(answer.read())
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f"Docker: {path}: {answer.status} {body}")
        return body

    def _stats(self, container: str) -> Any:
        return self.get(f"/containers/{container}/stats?stream=false&one-shot=true")

    def cpu(self, container: str) -> float:
        """Seconds of processor time of all its processes since it was started."""
        return float(self._stats(container)["cpu_stats"]["cpu_usage"]["total_usage"]) / NANOSECONDS

    def memory(self, container: str) -> float:
        """Its memory in MB without cached files that could be dropped, as `docker stats` shows it."""
        memory = self._stats(container)["memory_stats"]
        details = memory["stats"]
        return (
            float(memory["usage"] - details.get("total_inactive_file", details.get("inactive_file", 0)))
            / MEGABYTE
        )

    def running(self, container: str) -> bool:
        return bool(self.get(f"/containers/{container}/json")["State"]["Running"])

    def image_size(self, image: str) -> float:
        """Megabytes (10^6, as `docker images` shows them)."""
        return float(self.get(f"/images/{image}/json")["Size"]) / 1e6
