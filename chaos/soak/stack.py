"""The production's compose as the soak has it."""

from __future__ import annotations

import subprocess
import time
from typing import Any

from testbed.agent import Agent
from testbed.project import ROOT, Project

from .faults import API, EGRESS, LEASE, MINIO, RABBITMQ, REDIS, SCALED, WORKER

PROJECT = "autoclip-chaos"
SERVICES = (API, WORKER, EGRESS, REDIS, RABBITMQ, MINIO)
AGE, INTERVAL = 15, 5  # s: what the reconciler waits for before it removes something, and between two rounds
SETTINGS = {
    "AUTOCLIP_LEASE": str(LEASE),
    "AUTOCLIP_RECONCILE_AGE": f"{AGE}s",
    "AUTOCLIP_RECONCILE_INTERVAL": f"{INTERVAL}s",
    "AUTOCLIP_WORKER_SLOTS": "4",
    "AUTOCLIP_WORKER_NO_PROGRESS": "40s",
}
"""What makes an hour's patience a minute's; nothing else differs from what a user has."""


class Stack(Project):
    def __init__(self) -> None:
        super().__init__(PROJECT, "chaos/docker-compose.yml", SETTINGS)
        self.inside = ROOT / "chaos/inside"

    def driver(self) -> Agent:
        return self.agent("driver", "python3", "-u", "/chaos/driver.py")

    def containers(self) -> list[str]:
        """Those of AutoClip itself."""
        return [
            self.container(service, index)
            for service in SERVICES
            for index in range(1, SCALED.get(service, 1) + 1)
        ]

    def inspect(self, container: str) -> Any:
        return self.engine.get(f"/containers/{container}/json")

    def addresses(self, service: str) -> list[str]:
        networks = self.inspect(self.container(service))["NetworkSettings"]["Networks"].values()
        return [network["IPAddress"] for network in networks if network["IPAddress"]]

    def await_healthy(self, container: str, seconds: float = 90) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            state = self.inspect(container)["State"]
            if state["Running"] and state.get("Health", {}).get("Status") == "healthy":
                return
            time.sleep(0.25)
        raise RuntimeError(f"{container} is not healthy after {seconds} s")

    def log(self, container: str) -> list[str]:
        done = subprocess.run(
            ["docker", "logs", "--timestamps", container], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        return done.stdout.decode(errors="replace").splitlines()

    def processes(self, index: int) -> list[str]:
        """What runs in a worker's container."""
        titles, *lines = subprocess.check_output(
            ["docker", "top", self.container(WORKER, index), "-eo", "pid,args"], text=True
        ).splitlines()
        return [line.split(maxsplit=1)[1] for line in lines]

    def parts_of_uploads(self) -> list[str]:
        """Multipart uploads that were begun and not ended, where MinIO keeps them: it lists them by key only."""
        script = "find /data/.minio.sys/multipart -mindepth 2 -maxdepth 2 2>/dev/null; :"
        return self.run(MINIO, "sh", "-c", script).split()

    def messages(self) -> dict[str, int]:
        """What is left in the queues, by name: ready and handed out."""
        said = self.run(
            RABBITMQ, "rabbitmqctl", "-q", "--no-table-headers", "list_queues", "name", "messages"
        )
        return {
            name: int(count) for name, count in (line.split() for line in said.splitlines() if line.strip())
        }
