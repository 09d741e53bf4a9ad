"""The production compose under a name of its own, with the benchmark's containers beside it."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

from .agent import Agent
from .engine import Engine

ROOT = Path(__file__).resolve().parent.parent.parent
PROJECT = "autoclip-bench"
PARTS = ("api-service", "worker-service", "egress", "redis", "rabbitmq", "minio", "redis-commander")
SITE_LIMIT = "64"
KEPT = "AUTOCLIP_MINIO_IMAGE"
WARM_UPS = 200


def compose(*arguments: str) -> list[str]:
    """The command line; the user's own .env is not for this project."""
    return [
        "docker",
        "compose",
        "-p",
        PROJECT,
        "--project-directory",
        str(ROOT),
        "--env-file",
        os.devnull,
        "-f",
        str(ROOT / "docker-compose.yml"),
        "-f",
        str(ROOT / "bench/docker-compose.yml"),
        *arguments,
    ]


def environment() -> dict[str, str]:
    return {
        name: value for name, value in os.environ.items() if not name.startswith("AUTOCLIP_") or name == KEPT
    }


class Stack:
    """A running compose."""

    def __init__(self) -> None:
        self.engine = Engine()
        self.agents: dict[str, Agent] = {}
        self.warm = False

    def compose(self, *arguments: str) -> str:
        done = subprocess.run(compose(*arguments), env=environment(), capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"docker compose {' '.join(arguments)} failed:\n{done.stderr[-3000:]}")
        return done.stdout

    def up(self, build: bool = False) -> None:
        self.compose("up", "-d", "--wait", *(["--build", "--quiet-pull"] if build else []))

    def scale(self, workers: int) -> None:
        self.compose(
            "up", "-d", "--wait", "--no-recreate", "--scale", f"worker-service={workers}", "worker-service"
        )

    def down(self) -> None:
        for agent in self.agents.values():
            agent.close()
        self.agents, self.warm = {}, False
        self.compose("down", "-v", "--remove-orphans", "-t", "5")

    def renew(self) -> None:
        """A new one, with nothing left of what went wrong in this."""
        self.down()
        self.up()

    def container(self, service: str, index: int = 1) -> str:
        return f"{PROJECT}-{service}-{index}"

    def run(self, service: str, *command: str) -> str:
        """The output of a command in a service's container."""
        return subprocess.check_output(["docker", "exec", self.container(service), *command], text=True)

    def client(self) -> Agent:
        return self._agent("client", "python3", "-u", "/bench/client.py")

    def bare(self) -> Agent:
        return self._agent("worker-service", "/opt/yt-dlp/bin/python", "-u", "/bench/bare.py")

    def _agent(self, service: str, *command: str) -> Agent:
        if service not in self.agents:
            self.agents[service] = Agent(self.container(service), *command)
        return self.agents[service]

    def warm_up(self, quick: bool = False) -> None:
        """As a service is that has run for a while: its code is compiled, its connections are open."""
        if not self.warm:
            self.client().call("batch", path="1", count=WARM_UPS // 5 if quick else WARM_UPS)
            self.client().call("job", path="20")
        self.warm = True

    def cpu(self, *services: str) -> float:
        return sum(self.engine.cpu(self.container(service)) for service in services)

    def wrk(self, connections: int, seconds: float, *words: str) -> Any:
        """What requests.lua says of a run of wrk: requests, seconds, errors, p50 and p99 in ms."""
        output = self.run(
            "client",
            "wrk",
            "-t1",
            f"-c{connections}",
            f"-d{seconds:g}s",
            "--timeout",
            "10s",
            "-s",
            "/bench/requests.lua",
            "http://127.0.0.1:8004",
            "--",
            *words,
        )
        return json.loads(output.splitlines()[-1])

    def redis(self, tool: str, *arguments: str) -> str:
        """Redis' own tool, with its password, on its own loopback."""
        script = f'exec {tool} -a "$(cat /run/secrets/autoclip/AUTOCLIP_REDIS_PASSWORD)" "$@" 2>/dev/null'
        return self.run("redis", "sh", "-c", script, "sh", *arguments)

    def forget(self) -> None:
        """Forgets all tasks; then what the services write at their start, or every second, is there again."""
        self.redis("redis-cli", "flushall")
        self.redis("redis-cli", "hset", "{autoclip}:settings", "site_limit", SITE_LIMIT, "site_spacing", "0")
        time.sleep(3)

    def pause(self, site: str) -> None:
        """Lets the tasks of a site wait for good."""
        self.redis("redis-cli", "hset", "{autoclip}:site:" + site, "limit", "0")
