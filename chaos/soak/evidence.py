"""Gathers the state that the checker judges, and what makes a violation understood."""

from __future__ import annotations

import json
from typing import Any

from .checker import Finding, State
from .faults import SCALED, WORKER
from .stack import Stack

EXPECTED = ("tini --", "java @/app/bin/java.options", "/autoclip_host/__main__.py --tools")
"""What runs in a worker that has nothing to do: its init, itself, and one warm yt-dlp host."""

CHECKS = ("/app/bin/healthy", "find /tmp/autoclip-worker.alive")
LINES = 40


def gather(stack: Stack, links: list[dict[str, Any]], hashed: bool) -> State:
    """``links``: as drawn; what the driver knows of each is added."""
    driver = stack.driver()
    posted = driver.call("result")
    store = driver.call("store")
    return State(
        links=[drawn | known for drawn, known in zip(links, posted, strict=False)],
        tasks=store["tasks"],
        changes=store["changes"],
        videos=store["videos"],
        library=store["library"],
        places=store["places"],
        workers=store["workers"],
        objects=driver.call("objects", hashed=hashed),
        uploads=stack.parts_of_uploads(),
        origin=driver.call("origin"),
        refused=driver.call("status")["refused"],
        messages=stack.messages(),
        scratch=driver.call("scratch"),
        processes=[
            left for index in range(1, SCALED[WORKER] + 1) for left in left_over(stack.processes(index))
        ],
    )


def left_over(processes: list[str]) -> list[str]:
    """Each thing that is expected is expected once."""
    left, expected = [], list(EXPECTED)
    for process in processes:
        kind = next((each for each in expected if each in process), None)
        if kind:
            expected.remove(kind)
        elif not any(check in process for check in CHECKS):
            left.append(process)
    return left


def tell(stack: Stack, state: State, findings: list[Finding], most: int = 8) -> str:
    """The first findings with their tasks' records, changes and lines of the logs."""
    logs = {name: stack.log(name) for name in stack.containers()}
    parts = [
        f"{found.verdict.upper()}: {found.what}" + _task(state, found.task, logs) for found in findings[:most]
    ]
    if len(findings) > most:
        parts.append(f"… and {len(findings) - most} more findings:")
        parts += [f"{found.verdict}: {found.task or ''} {found.what}" for found in findings[most : most + 60]]
    return "\n".join(parts)


def _task(state: State, task: str | None, logs: dict[str, list[str]]) -> str:
    if task is None:
        return ""
    told = [f"\n  task {task}: {json.dumps(state.tasks.get(task))}"]
    told += [f"  link: {json.dumps(link)}" for link in state.links if link["id"] == task]
    told += [f"  change: {json.dumps(change)}" for change in state.changes.get(task, [])]
    lines = sorted((line[:30], name, line[31:]) for name, log in logs.items() for line in log if task in line)
    told += [f"  {at} {name}: {line[:400]}" for at, name, line in lines[-LINES:]]
    return "\n".join(told)
