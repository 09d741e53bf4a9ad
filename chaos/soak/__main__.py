"""./run chaos [--quick] [--seed N] [--tasks N] [--faults N] [--self-test]: see README.md above."""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import random
import secrets
import subprocess
import sys
import time
import unittest
from typing import Any

from testbed import engine
from testbed.project import ROOT

from . import evidence, faults, links, report
from .checker import judge
from .nemesis import Nemesis
from .report import Run
from .stack import AGE, INTERVAL, Stack

QUICK, LONG = (74, 11, 10, 1), (1000, 56, 50, 3)
"""Links, faults, faults that must hit, links that slow their site down."""

CALM = 3  # s after the start: a quorum queue does not outlive a kill just after it was declared (4.0.5)
GAP = (0.5, 2.0)  # s between two faults
UNTIL_ENDED = 240  # s that all tasks have after the last fault
UNTIL_TIDY = AGE + 4 * INTERVAL + 30  # s that the reconciler has after the last task


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./run chaos", description="Lets everything die under load, and looks whether anything was lost."
    )
    parser.add_argument("--quick", action="store_true", help="four minutes; writes nothing")
    parser.add_argument("--seed", type=int, help="draws the same links and faults again")
    parser.add_argument("--tasks", type=int, help=f"links ({LONG[0]}; quick: {QUICK[0]})")
    parser.add_argument("--faults", type=int, help=f"faults ({LONG[1]}; quick: {QUICK[1]})")
    parser.add_argument(
        "--keep", action="store_true", help="leaves the containers running (project autoclip-chaos)"
    )
    parser.add_argument(
        "--self-test", action="store_true", help="shows that the checker notices what it should"
    )
    return parser.parse_args()


def say(words: str) -> None:
    print(f"{datetime.datetime.now():%H:%M:%S} {words}", file=sys.stderr, flush=True)


def main() -> None:
    wish = arguments()
    if wish.self_test:
        unittest.main("test_checker", argv=["./run chaos --self-test", "-v"])
    if hindrance := engine.missing():
        print(f"./run chaos needs Docker with Compose: {hindrance}.", file=sys.stderr)
        sys.exit(2)
    seed = secrets.randbelow(10**6) if wish.seed is None else wish.seed
    say(f"Seed {seed}")
    stack = Stack()
    try:
        run = soak(stack, wish, seed)
        print(report.text(run), flush=True)
        if run.failed:
            print(evidence.tell(stack, run.state, run.findings), flush=True)
    finally:
        if not wish.keep:
            stack.down()
    if run.failed:
        sys.exit(f"The soak has found something; again with the same draws: ./run chaos --seed {seed}")
    if not wish.quick and (wish.tasks or wish.faults) is None:
        report.write(run)


def soak(stack: Stack, wish: argparse.Namespace, seed: int) -> Run:
    count, breaks, needed, limited = QUICK if wish.quick else LONG
    dice = random.Random(seed)
    drawn = links.draw(dice, wish.tasks or count, limited)
    plan = faults.draw(dice, wish.faults or breaks, wish.quick)
    now = datetime.datetime.now(datetime.timezone.utc)
    run = Run(seed, commit(), f"{now:%Y-%m-%d %H:%M}", needed * len(plan) // breaks)
    say("Building and starting …")
    stack.down()
    stack.up(build=True)
    begun = time.monotonic()
    stack.driver().call("start", links=[dataclasses.asdict(link) for link in drawn])
    strike_all(stack, run, plan, len(drawn), dice)
    as_drawn = [dataclasses.asdict(link) for link in drawn]
    settle(stack, run, as_drawn)
    run.seconds = time.monotonic() - begun
    return run


def strike_all(stack: Stack, run: Run, plan: list[faults.Fault], count: int, dice: random.Random) -> None:
    """A batch of links for each fault, so that there is always something to hit."""
    driver, nemesis = stack.driver(), Nemesis(stack)
    driver.call("allow", count=-(-count // len(plan)))
    time.sleep(CALM)
    for number, fault in enumerate(plan, 1):
        driver.call("allow", count=-(-count * (number + 1) // len(plan)))
        before = time.monotonic()
        try:
            aimed, hit = nemesis.strike(fault)
        except (RuntimeError, subprocess.SubprocessError) as error:  # a part was not there to be broken
            aimed, hit = fault, False
            say(f"{fault} came to nothing: {error}")
        run.struck.append((aimed, hit))
        say(f"{number}/{len(plan)} {aimed}: {'hit' if hit else 'missed'} ({time.monotonic() - before:.0f} s)")
        time.sleep(dice.uniform(*GAP))


def settle(stack: Stack, run: Run, drawn: list[dict[str, Any]]) -> None:
    """Waits until all has ended and the reconciler had its round, or had time enough for it; then judges."""
    say("Waiting for the rest …")
    for container in stack.containers():
        stack.await_healthy(container)
    end = time.monotonic() + UNTIL_ENDED
    while time.monotonic() < end and not ended(stack):
        time.sleep(1)
    say("Waiting for the reconciler …")
    end = time.monotonic() + UNTIL_TIDY
    run.state = evidence.gather(stack, drawn, hashed=False)
    while time.monotonic() < end and judge(run.state):
        time.sleep(2)
        run.state = evidence.gather(stack, drawn, hashed=False)
    say("Judging …")
    run.state = evidence.gather(stack, drawn, hashed=True)
    run.findings = judge(run.state)


def ended(stack: Stack) -> bool:
    driver = stack.driver()
    status = driver.call("status")
    return status["done"] >= status["allowed"] and not status["cancels"] and driver.call("look")["open"] == 0


def commit() -> str:
    return subprocess.check_output(
        ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], text=True
    ).strip()


if __name__ == "__main__":
    main()
