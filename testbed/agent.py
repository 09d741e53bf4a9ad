"""A script inside a container, talked with through `docker exec`: see inside/talk.py."""

from __future__ import annotations

import json
import subprocess
from typing import Any


class Agent:
    def __init__(self, container: str, *command: str) -> None:
        self.process = subprocess.Popen(
            ["docker", "exec", "-i", container, *command],
            text=True,
            bufsize=1,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def call(self, verb: str, **arguments: Any) -> Any:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps({"verb": verb, **arguments}) + "\n")
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"The script inside ended during {verb}")
        reply = json.loads(line)
        if "error" in reply:
            raise RuntimeError(f"{verb} {arguments}:\n{reply['error']}")
        return reply["answer"]

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
