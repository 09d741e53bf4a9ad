"""A client of the API, on api-service's own loopback. Times are taken here: Docker's own are not in them."""

from __future__ import annotations

import contextlib
import http.client
import json
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import talk

PATIENCE = 240  # s, for a job or a batch
ENDED = {"succeeded", "failed", "cancelled"}


def connect() -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", 8004, timeout=PATIENCE)


def link(path: str, port: int = 8000) -> str:
    return f"http://127.0.0.1:{port}/{path}/{secrets.token_hex(8)}.mp4"


def post(connection: http.client.HTTPConnection, url: str) -> str:
    connection.request("POST", "/task", json.dumps({"url": url}), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 202:
        raise RuntimeError(f"POST /task: {answer.status} {body!r}")
    return str(json.loads(body)["id"])


class Events:
    """A stream of events; each is a task. The API's heartbeats let it notice when it has waited too long."""

    def __init__(self, path: str) -> None:
        self.connection, self.end, self.closed = connect(), time.monotonic() + PATIENCE, False
        self.connection.request("GET", path)
        self.socket = self.connection.sock
        self.response = self.connection.getresponse()

    def __iter__(self) -> Iterator[Any]:
        while line := self.response.readline():
            if line.startswith(b"data:"):
                yield json.loads(line[5:])
            if time.monotonic() > self.end:
                raise TimeoutError(f"Not ended within {PATIENCE} s")

    def close(self) -> None:
        """Ends it, also under a thread that reads."""
        self.closed = True
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)


def check(task: Any) -> None:
    if task["status"] != "succeeded":
        raise RuntimeError(f"Task {task['id']}: {task['status']} {task.get('error')}")


def job(path: str) -> dict[str, Any]:
    """One link from POST to the event that says succeeded, and the seconds that it spent in each phase."""
    url, connection = link(path), connect()
    connection.connect()
    seen = start = time.monotonic()
    phase, seconds = "queued", dict[str, float]()
    stream = Events(f"/tasks/{post(connection, url)}/events")
    for task in stream:
        now = time.monotonic()
        seconds[phase] = seconds.get(phase, 0) + now - seen
        seen, phase = now, task.get("phase") or task["status"]
        if task["status"] in ENDED:
            stream.close()
            connection.close()
            check(task)
            return {"wall": now - start, "seconds": seconds}
    raise RuntimeError(f"The events of {url} ended before it did")


class Follower(threading.Thread):
    """Follows all tasks on one connection, as the page does."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.stream = Events("/events")
        self.ended: dict[str, Any] = {}
        self.changed = threading.Condition()
        self.start()

    def run(self) -> None:
        try:
            for task in self.stream:
                if task["status"] in ENDED:
                    with self.changed:
                        self.ended[task["id"]] = task
                        self.changed.notify_all()
        except (OSError, ValueError, http.client.HTTPException):
            if not self.stream.closed:
                raise

    def wait(self, ids: list[str]) -> None:
        with self.changed:
            if not self.changed.wait_for(lambda: all(each in self.ended for each in ids), PATIENCE):
                raise RuntimeError(f"{len(set(ids) - set(self.ended))} of {len(ids)} tasks have not ended")
        for each in ids:
            check(self.ended[each])


def batch(path: str, count: int) -> float:
    """Many links at once, each by its own POST: from the first POST to the last event of success."""
    follower, connection = Follower(), connect()
    time.sleep(0.5)
    start = time.monotonic()
    follower.wait([post(connection, link(path)) for _ in range(count)])
    taken = time.monotonic() - start
    follower.stream.close()
    connection.close()
    return taken


def loop(path: str, in_flight: int, seconds: float) -> float:
    """Jobs a second, while so many are always in flight."""
    end = time.monotonic() + seconds

    def run() -> int:
        done = 0
        while time.monotonic() < end:
            job(path)
            done += time.monotonic() < end
        return done

    with ThreadPoolExecutor(in_flight) as threads:
        return sum(each.result() for each in [threads.submit(run) for _ in range(in_flight)]) / seconds


def submit(count: int, port: int) -> list[str]:
    """Posts links and waits for none."""

    def run(share: int) -> list[str]:
        connection = connect()
        ids = [post(connection, link("1", port)) for _ in range(share)]
        connection.close()
        return ids

    with ThreadPoolExecutor(8) as threads:
        return sum(threads.map(run, [-(-count // 8)] * 8), [])


talk.serve({"job": job, "batch": batch, "loop": loop, "submit": submit})
