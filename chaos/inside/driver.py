"""Posts the links through both replicas of the API, cancels some, follows the events, and looks."""

from __future__ import annotations

import contextlib
import http.client
import json
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import talk
from stores import Bucket, Redis

REPLICAS = ("autoclip-chaos-api-service-1", "autoclip-chaos-api-service-2")
PATIENCE = 90  # s for one link to be accepted
TIMEOUT = 8  # s for one answer
PAUSE = 0.4  # s between two tries
SPACING = 0.12  # s between two links
POSTERS = 4
PREFIX = "{autoclip}:"
ENDED = {"succeeded", "failed", "cancelled"}


def ask(replica: str, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
    connection = http.client.HTTPConnection(replica, 8004, timeout=TIMEOUT)
    with contextlib.closing(connection):
        content = None if body is None else json.dumps(body)
        connection.request(method, path, content, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if answer.status == 202 else text.decode(errors="replace")


class Driver:
    """Links are posted as far as they are allowed: a batch for each fault."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.links: list[dict[str, Any]] = []
        self.allowed = self.taken = self.done = 0
        self.refused: dict[str, int] = {}
        self.cancels: list[tuple[float, dict[str, Any]]] = []

    def start(self, links: list[dict[str, Any]]) -> None:
        """Each link: url, key, cancel (seconds after it was accepted, or None)."""
        self.links = links
        for _ in range(POSTERS):
            threading.Thread(target=self._post_all, daemon=True).start()
        threading.Thread(target=self._cancel_all, daemon=True).start()

    def allow(self, count: int) -> None:
        with self.changed:
            self.allowed = min(count, len(self.links))
            self.changed.notify_all()

    def _next(self) -> dict[str, Any]:
        with self.changed:
            self.changed.wait_for(lambda: self.taken < self.allowed)
            self.taken += 1
            time.sleep(SPACING)
            return self.links[self.taken - 1]

    def _post_all(self) -> None:
        while True:
            link = self._next()
            self._post(link)
            with self.changed:
                self.done += 1

    def _post(self, link: dict[str, Any]) -> None:
        """Until it is accepted: as a client does that has read what 503 and Retry-After mean."""
        link.update(tries=0, unanswered=0, id=None)
        end = time.monotonic() + PATIENCE
        while link["id"] is None and time.monotonic() < end:
            replica = REPLICAS[(self.taken + link["tries"]) % len(REPLICAS)]
            link["tries"] += 1
            try:
                status, answer = ask(
                    replica, "POST", "/task", {"url": link["url"]}, **{"Idempotency-Key": link["key"]}
                )
            except OSError as error:
                link["unanswered"] += not isinstance(error, ConnectionRefusedError)
                self._count(type(error).__name__)
            except (http.client.HTTPException, ValueError) as error:
                link["unanswered"] += 1
                self._count(type(error).__name__)
            else:
                if status == 202:
                    link["id"] = answer["id"]
                    link["accepted"] = time.time()
                    if link["cancel"] is not None:
                        self.cancels.append((time.monotonic() + link["cancel"], link))
                    return
                self._count(str(status))
            time.sleep(PAUSE)

    def _count(self, answer: str) -> None:
        self.refused[answer] = self.refused.get(answer, 0) + 1

    def _cancel_all(self) -> None:
        while True:
            time.sleep(0.1)
            due = [link for at, link in self.cancels if at <= time.monotonic()]
            self.cancels = [each for each in self.cancels if each[1] not in due]
            for link in due:
                self._cancel(link)

    def _cancel(self, link: dict[str, Any]) -> None:
        """Cancelling is idempotent: it is tried until the answer is 202, or 409 when the task had ended."""
        end = time.monotonic() + PATIENCE
        for turn in range(1000):
            with contextlib.suppress(OSError, http.client.HTTPException, ValueError):
                status, _ = ask(REPLICAS[turn % len(REPLICAS)], "POST", f"/tasks/{link['id']}/cancel")
                link["cancel_answer"] = status
                if status in (202, 409):
                    return
                self._count(str(status))
            if time.monotonic() > end:
                return
            time.sleep(PAUSE)

    def status(self) -> dict[str, Any]:
        with self.changed:
            return {
                "done": self.done,
                "allowed": self.allowed,
                "cancels": len(self.cancels),
                "refused": self.refused,
            }

    def result(self) -> list[dict[str, Any]]:
        return self.links[: self.taken]


class Follower(threading.Thread):
    """Keeps every change of every task: Redis keeps the last 10,000 events, most of which are progress."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.redis = Redis(timeout=5)
        self.last = "0"
        self.changes: dict[str, list[dict[str, Any]]] = {}
        self.start()

    def run(self) -> None:
        while True:
            with contextlib.suppress(OSError):
                while self._read():
                    pass
            time.sleep(0.5)

    def _read(self) -> bool:
        entries = self.redis("XRANGE", PREFIX + "events", f"({self.last}", "+", "COUNT", 500)
        for number, fields in entries:
            self.last = number
            event = pairs(fields)
            if "progress" not in event and "doc" in event:
                self._keep(number, event)
        return bool(entries)

    def _keep(self, number: str, event: dict[str, str]) -> None:
        doc = json.loads(event["doc"])
        change = {
            name: event.get(name)
            for name in ("status", "attempt", "admission", "revision", "worker", "cancel")
        }
        change |= {"at": number, "error": doc.get("error"), "failures": doc.get("failures")}
        self.changes.setdefault(doc["id"], []).append(change)


def pairs(flat: list[str]) -> dict[str, str]:
    return dict(zip(flat[::2], flat[1::2], strict=True))


redis = Redis()
driver = Driver()
follower: list[Follower] = []


def start(links: list[dict[str, Any]]) -> None:
    follower.append(Follower())
    driver.start(links)


def look() -> dict[str, Any]:
    """Who holds which task at this moment, and how many have not ended; by Redis alone."""
    tasks = redis("ZRANGE", PREFIX + "leases", 0, -1)
    held = {}
    for task in tasks:
        worker, attempt = redis("HMGET", PREFIX + "task:" + task, "worker", "attempt")
        held[task] = [worker, attempt]
    waiting = sum(redis("ZCARD", PREFIX + "tasks:" + status) for status in ("queued", "running"))
    return {"leases": held, "open": waiting}


def store() -> dict[str, Any]:
    """All of Redis that the checker judges by."""
    ids = redis("ZRANGE", PREFIX + "tasks", 0, -1)
    tasks = {task: pairs(redis("HGETALL", PREFIX + "task:" + task)) for task in ids}
    keys = scan("*")
    for key in keys:
        name = key.removeprefix(PREFIX + "task:")
        if name != key and name not in tasks:  # a record that no list knows
            tasks[name] = pairs(redis("HGETALL", key))
    videos = {
        key.removeprefix(PREFIX + "video:"): json.loads(redis("GET", key))
        for key in keys
        if key.startswith(PREFIX + "video:")
    }
    return {
        "tasks": tasks,
        "videos": videos,
        "library": redis("ZRANGE", PREFIX + "videos", 0, -1),
        "places": {
            key.removeprefix(PREFIX): members(key) for key in keys if is_place(key.removeprefix(PREFIX))
        },
        "changes": follower[0].changes if follower else {},
        "workers": redis("ZRANGEBYSCORE", PREFIX + "workers", int(time.time() * 1000), "+inf"),
    }


def is_place(name: str) -> bool:
    kind = name.partition(":")[0]
    return kind in ("waiting", "held", "leased", "following") or name in (
        "admitted",
        "delayed",
        "leases",
        "sites",
    )


def scan(pattern: str) -> list[str]:
    found: set[str] = set()
    cursor = "0"
    while True:
        cursor, page = redis("SCAN", cursor, "MATCH", PREFIX + pattern, "COUNT", 1000)
        found.update(page)
        if cursor == "0":
            return sorted(found)


def members(key: str) -> list[str]:
    kind = redis("TYPE", key)
    return list(redis("ZRANGE", key, 0, -1) if kind == "zset" else redis("SMEMBERS", key))


def objects(hashed: bool) -> dict[str, list[Any]]:
    """Every object: size and, if asked for, the SHA-256 of what it really holds."""
    bucket = Bucket()
    return {key: [size, bucket.sha256(key) if hashed else None] for key, size in bucket.list()}


def scratch() -> list[str]:
    """Attempts' directories, and the parts of workers: WORKER, WORKER/TASK.ATTEMPT."""
    found: Iterable[Path] = [
        part for worker in Path("/scratch").iterdir() for part in (worker, *_attempts(worker))
    ]
    return sorted(str(each.relative_to("/scratch")) for each in found)


def _attempts(worker: Path) -> list[Path]:
    return [each for each in worker.iterdir() if "." in each.name.strip(".")] if worker.is_dir() else []


def origin() -> Any:
    connection = http.client.HTTPConnection("origin-1", 8000, timeout=20)
    with contextlib.closing(connection):
        connection.request("GET", "/log")
        return json.loads(connection.getresponse().read())


def fill() -> int:
    """Fills the scratch space up to the last byte. Returns how many it took."""
    written = 0
    with contextlib.suppress(OSError), Path("/scratch/filler").open("wb", buffering=0) as filler:
        while count := filler.write(bytes(64 * 1024)):
            written += count
    with contextlib.suppress(OSError), Path("/scratch/filler").open("ab", buffering=0) as filler:
        while count := filler.write(b"\0"):
            written += count
    return written


def free() -> None:
    Path("/scratch/filler").unlink(missing_ok=True)


if __name__ == "__main__":
    sys.setswitchinterval(0.001)
    talk.serve(
        {
            "start": start,
            "allow": driver.allow,
            "status": driver.status,
            "result": driver.result,
            "look": look,
            "store": store,
            "objects": objects,
            "scratch": scratch,
            "origin": origin,
            "fill": fill,
            "free": free,
        }
    )
