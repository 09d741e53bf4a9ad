"""How long it takes to look at a film of 1080p, against ffmpeg that merely decodes it, in turn, in the same run."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from .ours import Detector

_ADAPTIVE = "import sys; from scenedetect import detect, AdaptiveDetector; detect(sys.argv[1], AdaptiveDetector())"


def measured(film: Path, detector: Detector, times: int) -> dict:
    """The wall and processor seconds of each, one entry a round; ``load``: the machine's, before."""
    commands = {
        "ffmpeg -i FILE -f null -": ["ffmpeg", "-v", "error", "-nostdin", "-i", film, "-f", "null", "-"],
        "scdet at 320 px, skip_loop_filter all": [
            "ffmpeg", "-v", "error", "-nostdin", "-skip_loop_filter", "all", "-i", film, "-an", "-vf", "scale=320:-2,scdet", "-f", "null", "-",
        ],
        "PySceneDetect adaptive": [sys.executable, "-c", _ADAPTIVE, film],
    }
    rounds: dict = {"load": os.getloadavg()[0], "AutoClip": []} | {name: [] for name in commands}
    detector.scenes(film)
    for _ in range(times):
        told = detector.scenes(film)
        rounds["AutoClip"].append((told["wall"], told["cpu"]))
        for name, command in commands.items():
            rounds[name].append(_run(command))
    return rounds


def _run(command: list) -> tuple[float, float]:
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic() - begin, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ratio(rounds: dict, name: str, which: int) -> float:
    """The median over the rounds, of wall (0) or processor seconds (1), against mere decoding."""
    base = rounds["ffmpeg -i FILE -f null -"]
    return statistics.median(own[which] / plain[which] for own, plain in zip(rounds[name], base, strict=True))
