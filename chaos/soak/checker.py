"""Judges what is left, by the origin's log, the bucket and Redis. It asks nobody, so that it can be tested."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

ENDED = ("succeeded", "failed", "cancelled")
LOST, DOUBLED, STUCK, ORPHAN, WRONG = "lost", "doubled", "stuck", "orphans", "wrong"
VERDICTS = (LOST, DOUBLED, STUCK, ORPHAN, WRONG)
KEY = re.compile(r"videos/([^/]+)/([^/.]+)\.(\d+)/(.+)")
RECORD = "video.json"
ACCEPTED, CONFLICT, UNAVAILABLE = 202, 409, 503


@dataclass(frozen=True)
class Finding:
    verdict: str
    what: str
    task: str | None = None


@dataclass
class State:
    """What is there when all should have ended.

    ``links``: what the driver posted, with the ``id`` that the 202 named, if one came.
    ``tasks``: each record, as Redis' hash. ``changes``: by task, each change of its record, in order.
    ``videos``: the record of every video. ``places``: Redis' sets and sorted sets through which tasks pass.
    ``objects``: by key, size and SHA-256 (None if it was not read). ``origin``: by path, what was asked.
    ``messages``: by queue. ``scratch``, ``processes``, ``uploads``: what is left and should not be there.
    ``refused``: how often a POST or a cancel was asked again, by the answer's status or by what broke.
    """

    links: list[dict[str, Any]] = field(default_factory=list)
    tasks: dict[str, dict[str, str]] = field(default_factory=dict)
    changes: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    videos: dict[str, dict[str, Any]] = field(default_factory=dict)
    library: list[str] = field(default_factory=list)
    places: dict[str, list[str]] = field(default_factory=dict)
    objects: dict[str, list[Any]] = field(default_factory=dict)
    uploads: list[str] = field(default_factory=list)
    origin: dict[str, dict[str, Any]] = field(default_factory=dict)
    messages: dict[str, int] = field(default_factory=dict)
    scratch: list[str] = field(default_factory=list)
    workers: list[str] = field(default_factory=list)
    processes: list[str] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)


def judge(state: State) -> list[Finding]:
    return [
        *_links(state),
        *_answers(state),
        *_tasks(state),
        *_publications(state),
        *_places(state),
        *_leftovers(state),
    ]


# Each accepted link has one end, and it is the right one ----------------------------------------------------


def _links(state: State) -> Iterator[Finding]:
    for link in state.links:
        task = link["id"]
        if task is None:
            yield Finding(LOST, f"{link['url']} was never accepted, in {link['tries']} tries")
        elif task not in state.tasks:
            yield Finding(LOST, f"{link['url']} was accepted, and Redis does not know its task", task)
        else:
            yield from _end(state, link, task)


def _end(state: State, link: dict[str, Any], task: str) -> Iterator[Finding]:
    record = state.tasks[task]
    status, doc = record["status"], json.loads(record["doc"])
    cancelled = link.get("cancel_answer") == ACCEPTED
    if doc["url"] != link["url"]:
        yield Finding(WRONG, f"the task is for {doc['url']}, not for {link['url']}", task)
    elif status == "cancelled" or cancelled:
        if status in ENDED and (status == "cancelled") != cancelled and not _unanswered_cancel(link):
            yield Finding(WRONG, f"{status}; its cancel was answered {link.get('cancel_answer')}", task)
    elif status == "succeeded":
        yield from _success(state, link, task, doc)
    elif status == "failed":
        code = (doc.get("error") or {}).get("code")
        if code not in link["codes"]:
            yield Finding(WRONG, f"{link['kind']} failed as {code}, after {doc.get('failures')}", task)


def _answers(state: State) -> Iterator[Finding]:
    """The API may be away or say that a store is; it never says that it has failed itself, or that we have."""
    for cause, count in state.refused.items():
        if cause.isdigit() and int(cause) != UNAVAILABLE:
            yield Finding(WRONG, f"{count} requests were answered {cause}")


def _unanswered_cancel(link: dict[str, Any]) -> bool:
    """Asked for, and the answer was lost: it may have been accepted."""
    return link.get("cancel") is not None and link.get("cancel_answer") not in (ACCEPTED, CONFLICT)


def _success(state: State, link: dict[str, Any], task: str, doc: dict[str, Any]) -> Iterator[Finding]:
    if link["codes"]:
        yield Finding(WRONG, f"{link['kind']} succeeded", task)
    video = state.videos.get(doc["video"])
    if video is None or doc["video"] not in state.library:
        yield Finding(LOST, "it succeeded, and its video is not in the library", task)
        return
    prefix = f"videos/{doc['video']}/{task}.{doc['attempt']}/"
    if video["prefix"] != prefix:
        yield Finding(WRONG, f"its video points at {video['prefix']} instead of {prefix}", task)
    files = [video["media"], *filter(None, [video.get("thumbnail")]), *video["others"]]
    for file in [*files, {"name": RECORD}]:
        found = state.objects.get(video["prefix"] + file["name"])
        if found is None:
            yield Finding(LOST, f"its object {file['name']} is not in the bucket", task)
        elif "size" in file and found != [file["size"], found[1] and file["sha256"]]:
            yield Finding(LOST, f"its object {file['name']} is {found}, not {file}", task)
    asked = state.origin.get(_path(link["url"]), {})
    if not asked:
        yield Finding(WRONG, "it succeeded, and the site was never asked", task)
    elif link["same_bytes"] and video["media"]["sha256"] != asked.get("sha256"):
        yield Finding(LOST, f"its bytes are {video['media']}, not the site's {asked}", task)


def _path(url: str) -> str:
    return "/" + url.split("/", 3)[3]


# Nothing twice ----------------------------------------------------------------------------------------------


def _tasks(state: State) -> Iterator[Finding]:
    """No link has a second task: the Idempotency-Key sees to that, also where the first answer was lost."""
    accepted = {link["id"] for link in state.links}
    by_url = {link["url"]: link for link in state.links}
    for task, record in state.tasks.items():
        if task not in accepted:
            url = json.loads(record["doc"])["url"] if "doc" in record else "?"
            if url not in by_url:
                yield Finding(DOUBLED, f"nobody has posted {url}", task)
            elif by_url[url]["id"] is not None:
                yield Finding(DOUBLED, f"{url} has the task {by_url[url]['id']} already", task)


def _publications(state: State) -> Iterator[Finding]:
    by_task = Counter(
        match[2] for video in state.videos.values() if (match := KEY.match(video["prefix"] + RECORD))
    )
    for task, count in by_task.items():
        if count > 1:
            yield Finding(DOUBLED, f"{count} videos in the library are of this task", task)
        if state.tasks.get(task, {}).get("status") != "succeeded":
            yield Finding(DOUBLED, "a video is in the library, and its task has not succeeded", task)
    for task, changes in state.changes.items():
        ends = {change["revision"] for change in changes if change["status"] in ENDED}
        if len(ends) > 1:
            yield Finding(DOUBLED, f"it ended {len(ends)} times", task)
    for video, count in Counter(state.library).items():
        if count > 1 or video not in state.videos:
            yield Finding(
                DOUBLED, f"the library lists {video} {count} times, its record is {state.videos.get(video)}"
            )


# Nothing waits for ever -------------------------------------------------------------------------------------


def _places(state: State) -> Iterator[Finding]:
    for task, record in state.tasks.items():
        if record.get("status") not in ENDED:
            yield Finding(STUCK, f"{record.get('status')}, attempt {record.get('attempt')}", task)
    for place, members in state.places.items():
        for member in members:
            yield Finding(STUCK, f"{member} is left in {place}", member if member in state.tasks else None)
    for queue, count in state.messages.items():
        if count:
            yield Finding(STUCK, f"{count} messages are left in {queue}")


# Nothing is left behind -------------------------------------------------------------------------------------


def _leftovers(state: State) -> Iterator[Finding]:
    prefixes = {video["prefix"] for video in state.videos.values()}
    for key in state.objects:
        match = KEY.fullmatch(key)
        if match is None or key[: match.start(4)] not in prefixes:
            yield Finding(ORPHAN, f"no record points at the object {key}", match[2] if match else None)
    for upload in state.uploads:
        yield Finding(ORPHAN, f"the upload {upload} was begun and neither ended nor broken off")
    for place in state.scratch:
        worker, _, attempt = place.partition("/")
        if attempt or worker not in state.workers:
            yield Finding(ORPHAN, f"{place} is left in the scratch space", attempt.partition(".")[0] or None)
    for process in state.processes:
        yield Finding(ORPHAN, f"a process is left in a worker: {process}")


def counts(findings: list[Finding]) -> dict[str, int]:
    """By task, not by finding: a task that is left in three places is stuck once."""
    return {
        verdict: len({found.task or found.what for found in findings if found.verdict == verdict})
        for verdict in VERDICTS
    }
