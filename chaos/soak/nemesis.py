"""Breaks the parts. A fault hits if a task was running on or through the part, by Redis' leases."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import time
from contextlib import suppress

from .faults import BOTH, DEAF, MUTE, SCALED, WORKER, Fault
from .stack import Stack

PATIENCE = 12  # s that a fault waits for a task that it can hit
POLL = 0.25  # s
GRACE = 45  # s that docker gives a worker before it kills it; its own grace is shorter
ALL_BUT_INIT = """
for each in /proc/[0-9]*; do
    pid=${each#/proc/}
    [ $pid = 1 ] || [ $pid = $$ ] || kill -%s $pid
done 2>/dev/null; :"""
ONLY = """
for each in /proc/[0-9]*; do
    read -r name <$each/comm
    [ "$name" != %s ] || kill -%s ${each#/proc/}
done 2>/dev/null; :"""
WORKER_OF = r"""
cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' '\n' | sed -n 's|^/scratch/\([a-z0-9]*\)/ytdlp-host.*|\1|p' | head -n 1"""
"""The worker's id, by the folder of its yt-dlp host."""

Leases = dict[str, list[str]]
"""Task → worker and attempt."""


class Nemesis:
    def __init__(self, stack: Stack) -> None:
        self.stack = stack

    def strike(self, fault: Fault) -> tuple[Fault, bool]:
        """Breaks, waits, mends. What was broken in the end, and whether that hit a running task."""
        aimed, victims = self._aim(fault)
        if aimed.how in ("host", "child", "ffmpeg"):
            return aimed, self._kill_one(aimed)
        getattr(self, f"_{aimed.kind}")(aimed)
        return aimed, bool(victims)

    # What is broken -----------------------------------------------------------------------------------------

    def _kill(self, fault: Fault) -> None:
        name = self._name(fault)
        docker("kill", "-s", "KILL", name)
        time.sleep(fault.seconds)
        docker("start", name)

    def _kill_one(self, fault: Fault) -> bool:
        """The script says which attempt it was; a host has others besides."""
        script = [
            "docker",
            "exec",
            "-i",
            self._name(fault),
            "/opt/yt-dlp/bin/python",
            "-",
            fault.how,
            str(PATIENCE),
        ]
        with (self.stack.inside / "victim.py").open() as source:
            said = subprocess.run(script, stdin=source, capture_output=True, text=True, timeout=60)
        if said.returncode:
            raise RuntimeError(f"{fault}: {said.stderr}")
        victim = json.loads(said.stdout)
        return bool(victim and victim["attempt"])

    def _freeze(self, fault: Fault) -> None:
        """By signals to the processes, not by docker's freezer."""
        name = self._name(fault)
        self._signal(name, fault.how, "STOP")
        try:
            time.sleep(fault.seconds)
        finally:
            self._signal(name, fault.how, "CONT")

    def _signal(self, name: str, only: str, signal: str) -> None:
        script = ONLY % (only, signal) if only else ALL_BUT_INIT % signal
        docker("exec", name, "sh", "-c", script)

    def _cut(self, fault: Fault) -> None:
        way, peer = fault.how.split()
        rules = []
        for address in self.stack.addresses(peer):
            rules += [f"iptables -w -A INPUT -s {address} -j DROP"] if way in (BOTH, DEAF) else []
            rules += [f"iptables -w -A OUTPUT -d {address} -j DROP"] if way in (BOTH, MUTE) else []
        self._in_network_of(fault, " && ".join(rules))
        try:
            time.sleep(fault.seconds)
        finally:
            self._in_network_of(fault, "iptables -w -F")

    def _in_network_of(self, fault: Fault, script: str) -> None:
        """From a container in the part's network: Docker is enough, and nothing of the host is touched."""
        place = [
            "--network",
            f"container:{self._name(fault)}",
            "--cap-drop",
            "ALL",
            "--cap-add",
            "NET_ADMIN",
            "--cap-add",
            "NET_RAW",
        ]
        docker("run", "--rm", *place, "autoclip-chaos-tools", "sh", "-c", script)

    def _restart(self, fault: Fault) -> None:
        for index in range(1, SCALED[fault.part] + 1):
            name = self.stack.container(fault.part, index)
            docker("restart", "-t", str(GRACE), name)
            self.stack.await_healthy(name)

    def _full(self, fault: Fault) -> None:
        driver = self.stack.driver()
        driver.call("fill")
        try:
            time.sleep(fault.seconds)
        finally:
            driver.call("free")

    # Whom it hits -------------------------------------------------------------------------------------------

    def _aim(self, fault: Fault) -> tuple[Fault, Leases]:
        """Waits for tasks that run on the part, or through it if it is one that all share.

        Of two workers the one that was drawn is taken, or the other if that alone has a task.
        """
        indexes = (fault.index, SCALED[WORKER] + 1 - fault.index) if fault.part == WORKER else (fault.index,)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for index in indexes:
                aimed = dataclasses.replace(fault, index=index)
                if victims := self._victims(aimed):
                    return aimed, victims
            time.sleep(POLL)
        return fault, {}

    def _victims(self, fault: Fault) -> Leases:
        with suppress(RuntimeError, subprocess.CalledProcessError):
            leases = self._leases()
            if fault.part != WORKER or fault.kind in ("restart", "full"):
                return leases
            own = self.stack.run(WORKER, "sh", "-c", WORKER_OF, index=fault.index).strip() if leases else ""
            return {task: held for task, held in leases.items() if held[0] == own}
        return {}

    def _leases(self) -> Leases:
        return dict(self.stack.driver().call("look")["leases"])

    def _name(self, fault: Fault) -> str:
        return self.stack.container(fault.part, fault.index)


def docker(*arguments: str) -> str:
    done = subprocess.run(["docker", *arguments], capture_output=True, text=True, timeout=120)
    if done.returncode:
        raise RuntimeError(f"docker {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout
