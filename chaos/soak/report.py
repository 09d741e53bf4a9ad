"""The table of a run, and the part of README.md between its markers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .checker import Finding, State, counts
from .faults import Fault

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- made by ./run chaos: -->", "<!-- :made by ./run chaos -->"


@dataclass
class Run:
    """``needed``: how many faults must hit a running task."""

    seed: int
    commit: str
    at: str
    needed: int
    struck: list[tuple[Fault, bool]] = field(default_factory=list)
    seconds: float = 0
    state: State = field(default_factory=State)
    findings: list[Finding] = field(default_factory=list)

    @property
    def hits(self) -> int:
        return sum(hit for _, hit in self.struck)

    @property
    def failed(self) -> bool:
        return bool(self.findings) or self.hits < self.needed


def table(head: Sequence[object], lines: Sequence[Sequence[object]]) -> str:
    rows: list[Sequence[object]] = [head, ["---"] * len(head), *lines]
    return "\n".join("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)


def text(run: Run) -> str:
    statuses = Counter(
        run.state.tasks.get(link["id"] or "", {}).get("status", "unknown") for link in run.state.links
    )
    attempts = Counter(
        json.loads(record["doc"])["attempt"] for record in run.state.tasks.values() if "doc" in record
    )
    accepted = sum(link["id"] is not None for link in run.state.links)
    figures: list[Sequence[object]] = [
        ["accepted", accepted],
        *([status, statuses[status]] for status in ("succeeded", "failed", "cancelled")),
        *([verdict, f"**{count}**"] for verdict, count in counts(run.findings).items()),
        ["faults injected", len(run.struck)],
        ["faults that hit a running task", f"**{run.hits}** (at least {run.needed} wanted)"],
        ["POSTs and cancels tried again, by cause", _by_count(run.state.refused)],
        ["tasks by number of attempts", _by_count(dict(sorted(attempts.items())))],
        ["requests at the origin", sum(each["requests"] for each in run.state.origin.values())],
    ]
    return (
        f"Seed {run.seed}, {run.at} UTC, AutoClip {run.commit}, {run.seconds:.0f} s.\n\n"
        f"{table(['what', 'how many'], figures)}\n\n{_faults(run)}\n"
    )


def _by_count(counted: dict[str, int] | dict[int, int]) -> str:
    return ", ".join(f"{name}: {count}" for name, count in counted.items()) or "none"


def _faults(run: Run) -> str:
    injected = Counter(fault.row for fault, _ in run.struck)
    hit = Counter(fault.row for fault, hit in run.struck if hit)
    lines: list[list[object]] = [
        [kind, detail, injected[kind, detail], hit[kind, detail]] for kind, detail in sorted(injected)
    ]
    return table(["fault", "part", "injected", "hit"], lines)


def write(run: Run) -> None:
    before, rest = README.read_text().split(BEGIN)
    README.write_text(before + BEGIN + "\n" + text(run) + END + rest.split(END)[1])
