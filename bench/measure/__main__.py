"""./run bench [--quick] [PART…]: see README.md above this folder."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
import time
import traceback

from testbed import engine

from . import api, batch, jobs, library, report, start, versions, waiting, workers
from .figures import Figures
from .stack import Stack

PARTS = {
    "start": start,
    "jobs": jobs,
    "batch": batch,
    "workers": workers,
    "api": api,
    "waiting": waiting,
    "library": library,
}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./run bench", description="Measures AutoClip; all parts unless some are named."
    )
    parser.add_argument("parts", nargs="*", metavar="PART", type=part, help=", ".join(PARTS))
    parser.add_argument(
        "--quick", action="store_true", help="few repetitions; shows the table and writes nothing"
    )
    parser.add_argument(
        "--keep", action="store_true", help="leaves the containers running (project autoclip-bench)"
    )
    return parser.parse_args()


def part(name: str) -> str:
    if name not in PARTS:
        raise argparse.ArgumentTypeError(f"{name} is none of {', '.join(PARTS)}")
    return name


def say(words: str) -> None:
    print(f"{datetime.datetime.now():%H:%M:%S} {words}", file=sys.stderr, flush=True)


def main() -> None:
    wish = arguments()
    if hindrance := engine.missing():
        print(f"./run bench needs Docker with Compose: {hindrance}.", file=sys.stderr)
        sys.exit(2)
    stack = Stack()
    try:
        failed = measure(stack, [name for name in PARTS if name in wish.parts] or list(PARTS), wish.quick)
    finally:
        if not wish.keep:
            stack.down()
    if failed:
        sys.exit(f"Not measured: {', '.join(failed)}")


def measure(stack: Stack, names: list[str], quick: bool) -> list[str]:
    """Returns the parts that failed."""
    results = report.load() if not quick else {}
    say("Building and starting …")
    stack.up(build=True)
    results |= {"cores": os.cpu_count(), "versions": versions.of(stack)}
    failed = [name for name in names if not _part(stack, name, results, quick)]
    if not quick:
        report.write(stack, results, PARTS)
    return failed


def _part(stack: Stack, name: str, results: Figures, quick: bool) -> bool:
    """Whether it could be measured. One that could not keeps the others from nothing."""
    say(f"Measuring: {name} …")
    before, load = time.monotonic(), os.getloadavg()[0]
    try:
        figures = PARTS[name].measure(stack, quick)
    except Exception:
        traceback.print_exc()
        stack.renew()
        return False
    results.setdefault("parts", {})[name] = figures
    now = f"{datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d %H:%M}"
    results.setdefault("measured", {})[name] = {
        "at": now,
        "commit": versions.commit(),
        "load_before": round(load, 1),
    }
    if not quick:
        report.keep(results)
    print("\n".join(" | ".join(row.cells()) for row in PARTS[name].rows(figures)), flush=True)
    say(f"  {time.monotonic() - before:.0f} s")
    return True


if __name__ == "__main__":
    main()
