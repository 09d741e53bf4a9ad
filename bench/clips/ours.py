"""AutoClip's own way: the code of the yt-dlp host decodes, the worker's detector looks (java/…/BenchScenes.java)."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent
_ROOT = _HERE.parents[1]
_HOST = _ROOT / "worker-service/src/main/resources/io/autoclip/worker/ytdlp/host"


class Detector:
    """A JVM that looks at one file after another, as a worker's does."""

    def __init__(self, java: Path, python: Path, classes: Path) -> None:
        path = f"{_ROOT}/worker-service/target/classes:{_ROOT}/common/target/classes"
        source = _HERE / "java/io/autoclip/worker/scene/BenchScenes.java"
        compiler = [java / "bin/javac", "-nowarn", "-d", classes, "-cp", path, source]
        subprocess.run(compiler, check=True, stderr=subprocess.DEVNULL)
        self._jvm = subprocess.Popen(
            [java / "bin/java", "-cp", f"{classes}:{path}", "io.autoclip.worker.scene.BenchScenes", python, _HERE / "decode.py", _HOST],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )

    def scenes(self, file: Path) -> dict[str, Any]:
        """``changes``: each with kind, start, end, score; and the seconds: wall, cpu."""
        self._jvm.stdin.write(f"{file}\n")
        self._jvm.stdin.flush()
        return json.loads(self._jvm.stdout.readline())

    def close(self) -> None:
        self._jvm.stdin.close()
        self._jvm.wait()
