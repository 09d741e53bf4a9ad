"""The production compose under a name of its own, with the benchmark's containers beside it."""

from __future__ import annotations

import json
import time
from typing import Any

from testbed.agent import Agent
from testbed.project import Project

PROJECT = "autoclip-bench"
PARTS = ("api-service", "worker-service", "egress", "redis", "rabbitmq", "minio", "redis-commander")
SITE_LIMIT = "64"
WARM_UPS = 200


class Stack(Project):
    """A running compose."""

    def __init__(self) -> None:
        super().__init__(PROJECT, "bench/docker-compose.yml")
        self.warm = False

    def scale(self, workers: int) -> None:
        self.compose(
            "up", "-d", "--wait", "--no-recreate", "--scale", f"worker-service={workers}", "worker-service"
        )

    def down(self) -> None:
        super().down()
        self.warm = False

    def renew(self) -> None:
        """A new one, with nothing left of what went wrong in this."""
        self.down()
        self.up()

    def client(self) -> Agent:
        return self.agent("client", "python3", "-u", "/bench/client.py")

    def bare(self) -> Agent:
        return self.agent("worker-service", "/opt/yt-dlp/bin/python", "-u", "/bench/bare.py")

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
