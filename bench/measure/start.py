"""How long a start takes, what idle containers hold, how large the images are."""

from __future__ import annotations

import subprocess
import time

from .figures import Figures, Row, seconds, spread
from .stack import PARTS, Stack

IMAGES = {"api-service": "autoclip-bench-api-service", "worker-service": "autoclip-bench-worker-service"}
IMAGE_TARGET = 350
API_TARGET = 5
UNTIL_READY = "until /app/bin/healthy api 2>/dev/null; do sleep 0.05; done"


def measure(stack: Stack, quick: bool) -> Figures:
    runs = 1 if quick else 3
    all_parts = [_all(stack) for _ in range(runs)]
    time.sleep(10)
    memory = {part: stack.engine.memory(stack.container(part)) for part in PARTS}
    alone, cpu = zip(*[_api(stack) for _ in range(runs)])
    stack.compose(
        "restart", "-t", "1", "origin", "client"
    )  # whose network went with the containers that they share
    stack.up()
    return {
        "stack": spread(all_parts),
        "api": spread(alone),
        "api_cpu": spread(cpu),
        "idle_memory": memory,
        "image_size": {part: stack.engine.image_size(image) for part, image in IMAGES.items()},
    }


def _all(stack: Stack) -> float:
    """`docker compose up -d` of what was stopped, until the API says that it is ready."""
    stack.compose("stop")
    start = time.monotonic()
    command = subprocess.Popen(
        stack.command("up", "-d", "--no-build", *PARTS),
        env=stack.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    taken = _until_ready(stack, start)
    command.wait()
    return taken


def _api(stack: Stack) -> tuple[float, float]:
    """The API's container alone, while all that it needs is there: wall time and CPU time, the firmer one."""
    subprocess.run(["docker", "stop", stack.container("api-service")], check=True, stdout=subprocess.DEVNULL)
    start = time.monotonic()
    subprocess.run(["docker", "start", stack.container("api-service")], check=True, stdout=subprocess.DEVNULL)
    taken = _until_ready(stack, start)
    return taken, stack.cpu("api-service")


def _until_ready(stack: Stack, start: float) -> float:
    while not stack.engine.running(stack.container("api-service")):
        time.sleep(0.02)
    stack.run("api-service", "bash", "-c", UNTIL_READY)
    return time.monotonic() - start


def rows(figures: Figures) -> list[Row]:
    sizes = figures["image_size"]
    return [
        Row("start of the api's container, CPU", seconds(figures["api_cpu"]), "", figures["api_cpu"], " s"),
        Row(
            "start of the api's container, until ready",
            seconds(figures["api"]),
            "",
            figures["api"],
            " s",
            at_most=API_TARGET,
        ),
        Row(
            "`docker compose up -d` of a stopped stack, until ready",
            seconds(figures["stack"]),
            "",
            figures["stack"],
            " s",
        ),
        Row(
            "image of api-service",
            f"{sizes['api-service']:.0f} MB",
            "",
            spread([sizes["api-service"]]),
            " MB",
            at_most=IMAGE_TARGET,
        ),
        Row(
            "image of worker-service and egress",
            f"{sizes['worker-service']:.0f} MB",
            "",
            spread([sizes["worker-service"]]),
            " MB",
        ),
    ]
