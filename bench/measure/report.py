"""results.json, the part of README.md between its markers, and the plots."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from .figures import Figures, Row
from .stack import PARTS, Stack

FOLDER = Path(__file__).resolve().parent.parent
RESULTS = FOLDER / "results.json"
README = FOLDER / "README.md"
BEGIN, END = "<!-- made by ./run bench: -->", "<!-- :made by ./run bench -->"
HEAD = ["what", "AutoClip", "against", "figure: median (least–most)", "target", "met"]
PLOTS = {
    "jobs.svg": "Wall time of a job as a part of the bare tool's, by size of the file, and of the batch",
    "phases.svg": "Where the seconds of one job of 200 MB go",
    "workers.svg": "Throughput with more workers",
    "api.svg": "Requests a second by connections",
    "waiting.svg": "What 10,000 waiting tasks leave of each rate",
    "memory.svg": "Memory of each container",
}


def load() -> Figures:
    return dict(json.loads(RESULTS.read_text())) if RESULTS.exists() else {}


def keep(results: Figures) -> None:
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")


def table(head: list[str], lines: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *lines])


def rows(results: Figures, parts: Mapping[str, ModuleType]) -> list[Row]:
    return [
        row
        for name, part in parts.items()
        if name in results["parts"]
        for row in part.rows(results["parts"][name])
    ]


def write(stack: Stack, results: Figures, parts: Mapping[str, ModuleType]) -> None:
    keep(results)
    _plot(stack, results)
    before, rest = README.read_text().split(BEGIN)
    README.write_text(before + BEGIN + "\n" + _made(results, parts) + END + rest.split(END)[1])


def _made(results: Figures, parts: Mapping[str, ModuleType]) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in results["versions"].items())
    measured = [
        [name, each["at"], each["commit"], str(each["load_before"])]
        for name, each in results["measured"].items()
    ]
    pictures = "\n\n".join(f"![{words}]({name})" for name, words in PLOTS.items() if (FOLDER / name).exists())
    return (
        f"{results['cores']} cores; {versions}.\n\n"
        f"{table(HEAD, [row.cells() for row in rows(results, parts)])}\n\n"
        f"{_phases(results['parts'])}{_memory(results['parts'])}\n\n"
        f"{table(['part', 'measured (UTC)', 'AutoClip', 'load average before'], measured)}\n\n{pictures}\n"
    )


def _phases(parts: Figures) -> str:
    """Where the seconds of the largest file and of the batch go: as the events tell, each part alone, and whose CPU."""
    tables: list[tuple[str, Figures]] = []
    if "jobs" in parts:
        largest = parts["jobs"]["200"]
        tables += [
            ("200 MB, in phase", largest["job"]["seconds"]),
            ("the same 200 MB, each part alone", _medians(largest["alone"])),
            ("the same job, CPU of", _medians(largest["job"]["cpu_of_each"])),
        ]
    if "batch" in parts:
        tables.append(("the batch, CPU of", _medians(parts["batch"]["job"]["cpu_of_each"])))
    return "".join(
        table([head, *values], [["s", *(f"{each:.2f}" for each in values.values())]]) + "\n\n"
        for head, values in tables
    )


def _medians(figures: Figures) -> Figures:
    return {name: each["median"] for name, each in figures.items()}


def _memory(parts: Figures) -> str:
    idle, peak = (
        parts.get(part, {}).get(name, {})
        for part, name in (("start", "idle_memory"), ("batch", "peak_memory"))
    )
    lines = [
        [part, *(f"{memory[part]:.0f}" if part in memory else "" for memory in (idle, peak))]
        for part in PARTS
    ]
    return table(["memory, MB", "idle after the start", "peak of the batch"], lines)


def _plot(stack: Stack, results: Figures) -> None:
    command = ["docker", "exec", "-i", stack.container("client"), "python3", "/bench/plots.py"]
    made = subprocess.run(command, input=json.dumps(results), capture_output=True, text=True, check=True)
    for name, picture in json.loads(made.stdout).items():
        (FOLDER / name).write_text(picture)
