"""The production's compose file under a name of its own, with a file of the caller's on top."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from .agent import Agent
from .engine import Engine

ROOT = Path(__file__).resolve().parent.parent
KEPT = "AUTOCLIP_MINIO_IMAGE"
"""The one setting of the user's that is taken over: which image of the object storage is at hand."""


class Project:
    """A compose project whose volumes, networks and containers are nobody's data."""

    def __init__(self, name: str, overlay: str, settings: Mapping[str, str] | None = None) -> None:
        self.name, self.overlay, self.settings = name, overlay, dict(settings or {})
        self.engine = Engine()
        self.agents: dict[str, Agent] = {}

    def command(self, *arguments: str) -> list[str]:
        """The command line; the user's own .env is not for this project."""
        files = ["-f", str(ROOT / "docker-compose.yml"), "-f", str(ROOT / self.overlay)]
        place = ["-p", self.name, "--project-directory", str(ROOT), "--env-file", os.devnull]
        return ["docker", "compose", *place, *files, *arguments]

    def environment(self) -> dict[str, str]:
        users = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("AUTOCLIP_") or name == KEPT
        }
        return users | self.settings

    def compose(self, *arguments: str) -> str:
        done = subprocess.run(
            self.command(*arguments), env=self.environment(), capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(f"docker compose {' '.join(arguments)} failed:\n{done.stderr[-3000:]}")
        return done.stdout

    def up(self, build: bool = False) -> None:
        self.compose("up", "-d", "--wait", *(["--build", "--quiet-pull"] if build else []))

    def down(self) -> None:
        for agent in self.agents.values():
            agent.close()
        self.agents = {}
        self.compose("down", "-v", "--remove-orphans", "-t", "5")

    def container(self, service: str, index: int = 1) -> str:
        return f"{self.name}-{service}-{index}"

    def run(self, service: str, *command: str, index: int = 1) -> str:
        """The output of a command in a service's container."""
        return subprocess.check_output(
            ["docker", "exec", self.container(service, index), *command], text=True
        )

    def agent(self, service: str, *command: str) -> Agent:
        if service not in self.agents:
            self.agents[service] = Agent(self.container(service), *command)
        return self.agents[service]
