"""The whole compose as a person has it: docker compose on one side, curl on the other."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
API = "http://localhost:8004"
FILES = ["docker-compose.yml", ".ci/compose/docker-compose.yml"]
# What makes an hour's patience a minute's; nothing else differs from what a user has.
SETTINGS = {"AUTOCLIP_LEASE": "10", "AUTOCLIP_RECONCILE_INTERVAL": "5s", "AUTOCLIP_RECONCILE_AGE": "30s"}


class Compose:
    """The compose file under a project name of its own, so that nobody's data is touched."""

    def __init__(self, *more_files: str, **settings: str) -> None:
        self.files = [*FILES, *more_files]
        self.settings = SETTINGS | settings

    def __call__(self, *arguments: str, check: bool = True, text: str | None = None) -> str:
        files = [word for file in self.files for word in ("-f", file)]
        done = subprocess.run(
            ["docker", "compose", "-p", "autoclip-smoke", *files, *arguments],
            cwd=ROOT, env=os.environ | self.settings, input=text, text=True,
            stdin=subprocess.DEVNULL if text is None else None, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        if check and done.returncode:
            raise AssertionError(f"docker compose {' '.join(arguments)}: {done.returncode}\n{done.stdout}")
        return done.stdout

    def inside(self, service: str, script: str) -> str:
        """What a script says inside a service's container, whether it succeeds or not."""
        return self("exec", "-T", service, "bash", "-c", script, check=False).strip()

    def containers(self, service: str = "", ended: bool = False) -> list[dict[str, Any]]:
        """The running containers, or those that have ended as well, as docker inspects them."""
        ids = self("ps", "-aq" if ended else "-q", *([service] if service else [])).split()
        return inspect(*ids) if ids else []

    def kill(self, service: str) -> None:
        """SIGKILL to the first process of a service's container, from outside of Docker: as a crash is."""
        for container in self.containers(service):
            os.kill(container["State"]["Pid"], 9)

    def await_healthy(self) -> None:
        wait("all services to be healthy", lambda: all(
            container["State"]["Running"] and container["State"].get("Health", {}).get("Status", "healthy") == "healthy"
            for container in self.containers()
        ), seconds=120)


def inspect(*ids: str) -> list[dict[str, Any]]:
    return json.loads(subprocess.run(["docker", "inspect", *ids], check=True, capture_output=True, text=True).stdout)


def wait(what: str, condition: Callable[[], Any], seconds: float = 90) -> Any:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if result := condition():
            return result
        time.sleep(0.25)
    raise AssertionError(f"Waited {seconds} s in vain for {what}")


def request(url: str, body: Any = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
    data = None if body is None else json.dumps(body).encode()
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    asked = urllib.request.Request(url, data, {"Content-Type": "application/json", **names} if data else names)
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, dict(refused.headers), refused.read()


class Api:
    """A person at the API."""

    def __init__(self, base: str = API) -> None:
        self.base = base

    def get(self, path: str) -> Any:
        status, _, body = request(self.base + path, Accept="application/json")
        assert status == 200, (path, status, body)
        return json.loads(body)

    def submit(self, url: str) -> str:
        status, _, body = request(self.base + "/task", {"url": url})
        assert status == 202, (status, body)
        return json.loads(body)["id"]

    def task(self, task: str) -> dict[str, Any]:
        """The task; empty while the API is away."""
        try:
            return self.get(f"/tasks/{task}")
        except (OSError, AssertionError):
            return {}

    def await_phase(self, task: str, phase: str) -> None:
        wait(f"task {task} to be {phase}", lambda: self.task(task).get("phase") == phase)

    def end(self, task: str, seconds: float = 120) -> dict[str, Any]:
        """The task when it has ended."""
        wait(f"the end of task {task}", lambda: self.task(task).get("finished_at"), seconds)
        return self.task(task)

    def link(self, video: str) -> str:
        return self.get(f"/videos/{video}/download")["url"]

    def sha256(self, video: str) -> str:
        """Of what the presigned link gives."""
        status, _, body = request(self.link(video))
        assert status == 200, status
        return hashlib.sha256(body).hexdigest()


class Origin:
    """Somebody else's website: origin.py in a container that egress alone can reach."""

    def __init__(self, compose: Compose) -> None:
        self.compose = compose

    def url(self, path: str) -> str:
        return f"http://origin:8000/{path}"

    def sha256(self) -> str:
        return self.compose.inside("origin", "sha256sum /tmp/clip.mp4").split()[0]

    def asked(self, path: str) -> int:
        script = "import json,urllib.request as u; print(u.urlopen('http://localhost:8000/asked').read().decode())"
        return json.loads(self.compose.inside("origin", f'/opt/yt-dlp/bin/python -c "{script}"')).get("/" + path, 0)
