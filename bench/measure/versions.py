"""What was measured: the versions that say something about the figures."""

from __future__ import annotations

import re
import subprocess

from testbed.project import ROOT

from .stack import Stack


def of(stack: Stack) -> dict[str, str]:
    """Names and versions."""
    script = "import sys, yt_dlp.version as tool; print(sys.version.split()[0], tool.__version__)"
    own, yt_dlp = stack.run("worker-service", "/opt/yt-dlp/bin/python", "-c", script).split()
    return {
        "yt-dlp": yt_dlp,
        "Python": own,
        "Java": _find(r'"(\S+)"', stack.run("api-service", "sh", "-c", "java -version 2>&1")),
        "Redis": _find(r"v=(\S+)", stack.run("redis", "redis-server", "--version")),
        "RabbitMQ": stack.run("rabbitmq", "rabbitmqctl", "version").strip(),
        "MinIO": _image(stack, "minio"),
        "Docker": stack.engine.get("/version")["Version"],
    }


def commit() -> str:
    """AutoClip's own."""
    done = subprocess.run(
        ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], capture_output=True, text=True
    )
    return done.stdout.strip() or "unknown"


def _find(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else "unknown"


def _image(stack: Stack, service: str) -> str:
    return str(stack.engine.get(f"/containers/{stack.container(service)}/json")["Config"]["Image"])
