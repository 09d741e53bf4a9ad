"""The proof of the proof: what the checker must notice, one thing at a time (./run chaos --self-test)."""

from __future__ import annotations

import copy
import json
import unittest
from typing import Any

from soak.checker import DOUBLED, LOST, ORPHAN, STUCK, WRONG, State, counts, judge
from soak.evidence import left_over
from soak.report import Run

GOOD, BROKEN, GONE = "task-good", "task-broken", "task-gone"
URLS = {
    GOOD: "http://origin-1:8000/good/0/0001.mp4",
    BROKEN: "http://origin-1:8000/missing/0/0002.mp4",
    GONE: "http://origin-1:8000/good/5/0003.mp4",
}
PREFIX = f"videos/video-{GOOD}/{GOOD}.2/"


def link(task: str, **more: Any) -> dict[str, Any]:
    return {
        "id": task,
        "url": URLS[task],
        "kind": "good",
        "codes": [],
        "same_bytes": True,
        "cancel": None,
        "tries": 1,
    } | more


def record(task: str, status: str, **doc: Any) -> dict[str, str]:
    whole = {"id": task, "url": URLS[task], "video": f"video-{task}", "attempt": 2, "failures": {}} | doc
    return {"status": status, "attempt": "2", "doc": json.dumps(whole)}


def change(status: str, revision: int) -> dict[str, Any]:
    return {"status": status, "revision": str(revision)}


def well() -> State:
    """One task succeeded at its second attempt, one failed as it should, one was cancelled."""
    files = [
        {"name": name, "size": size, "sha256": name * 2}
        for name, size in (("media.mp4", 9), ("info.json", 5))
    ]
    return State(
        links=[
            link(GOOD),
            link(BROKEN, kind="missing", codes=["not_found"]),
            link(GONE, cancel=1, cancel_answer=202),
        ],
        tasks={
            GOOD: record(GOOD, "succeeded"),
            BROKEN: record(BROKEN, "failed", error={"code": "not_found"}),
            GONE: record(GONE, "cancelled"),
        },
        changes={
            GOOD: [change("queued", 1), change("running", 3), change("queued", 4), change("succeeded", 7)]
        },
        videos={f"video-{GOOD}": {"prefix": PREFIX, "media": files[0], "others": files[1:]}},
        library=[f"video-{GOOD}"],
        objects={
            PREFIX + "media.mp4": [9, "media.mp4media.mp4"],
            PREFIX + "info.json": [5, "info.jsoninfo.json"],
            PREFIX + "video.json": [7, "whatever"],
        },
        origin={"/good/0/0001.mp4": {"requests": 2, "sha256": "media.mp4media.mp4"}},
        messages={"autoclip.tasks": 0, "autoclip.tasks.dead": 0},
        refused={"503": 4, "ConnectionRefusedError": 2},
        scratch=["worker-1"],
        workers=["worker-1"],
    )


class Checker(unittest.TestCase):
    def setUp(self) -> None:
        self.state = well()

    def assert_found(self, verdict: str) -> None:
        found = judge(self.state)
        self.assertEqual({verdict}, {each.verdict for each in found}, found)
        self.assertGreater(counts(found)[verdict], 0)
        self.assertTrue(Run(1, "", "", 0, state=self.state, findings=found).failed)

    def test_nothing_is_found_where_all_is_well(self) -> None:
        self.assertEqual([], judge(self.state))
        self.assertFalse(Run(1, "", "", 0, state=self.state).failed)

    # Lost

    def test_task_that_redis_has_forgotten_is_lost(self) -> None:
        del self.state.tasks[BROKEN]
        self.assert_found(LOST)

    def test_link_that_was_never_accepted_is_lost(self) -> None:
        self.state.links.append(link(GOOD, id=None, url="http://origin-1:8000/good/0/0004.mp4"))
        self.assert_found(LOST)

    def test_success_without_a_video_is_lost(self) -> None:
        self.state.videos.clear()
        self.state.library.clear()
        self.state.objects.clear()
        self.assert_found(LOST)

    def test_success_without_its_object_is_lost(self) -> None:
        for name in ("media.mp4", "info.json", "video.json"):
            with self.subTest(name):
                self.state = well()
                del self.state.objects[PREFIX + name]
                self.assert_found(LOST)

    def test_object_of_another_size_or_content_is_lost(self) -> None:
        for stored in ([8, "media.mp4media.mp4"], [9, "other"]):
            with self.subTest(stored):
                self.state = well()
                self.state.objects[PREFIX + "media.mp4"] = stored
                self.assert_found(LOST)

    def test_other_bytes_than_the_site_has_sent_are_lost(self) -> None:
        self.state.origin["/good/0/0001.mp4"]["sha256"] = "other"
        self.assert_found(LOST)

    # Doubled

    def test_task_that_ended_twice_is_doubled(self) -> None:
        self.state.changes[GOOD].append(change("succeeded", 9))
        self.assert_found(DOUBLED)

    def test_two_videos_of_a_task_are_doubled(self) -> None:
        twin = copy.deepcopy(self.state.videos[f"video-{GOOD}"])
        twin["prefix"] = f"videos/video-twin/{GOOD}.1/"
        self.state.videos["video-twin"] = twin
        self.state.library.append("video-twin")
        self.assert_found(DOUBLED)

    def test_second_task_of_a_link_is_doubled(self) -> None:
        self.state.tasks["task-again"] = record(GOOD, "failed", error={"code": "not_found"})
        self.assert_found(DOUBLED)

    def test_video_of_a_cancelled_task_is_doubled(self) -> None:
        prefix = f"videos/video-{GONE}/{GONE}.2/"
        media = {"name": "media.mp4", "size": 9, "sha256": ""}
        self.state.videos[f"video-{GONE}"] = {"prefix": prefix, "media": media, "others": []}
        self.state.library.append(f"video-{GONE}")
        self.assert_found(DOUBLED)

    # Stuck

    def test_task_that_has_not_ended_is_stuck(self) -> None:
        for status in ("queued", "running"):
            with self.subTest(status):
                self.state.tasks[GOOD]["status"] = status
                found = judge(self.state)
                self.assertEqual(1, counts(found)[STUCK], found)

    def test_leftover_in_a_place_or_a_held_token_is_stuck(self) -> None:
        for place in (
            "waiting:origin-1:8000",
            "admitted",
            "delayed",
            "leases",
            "held:origin-1:8000",
            "leased:w",
        ):
            with self.subTest(place):
                self.state = well()
                self.state.places[place] = [GOOD]
                self.assert_found(STUCK)

    def test_message_that_nobody_takes_is_stuck(self) -> None:
        self.state.messages["autoclip.tasks"] = 1
        self.assert_found(STUCK)

    # Orphans

    def test_object_that_no_record_points_at_is_an_orphan(self) -> None:
        for key in (f"videos/video-{GOOD}/{GOOD}.1/media.mp4", "elsewhere"):
            with self.subTest(key):
                self.state = well()
                self.state.objects[key] = [1, None]
                self.assert_found(ORPHAN)

    def test_upload_that_nobody_ends_is_an_orphan(self) -> None:
        self.state.uploads.append("/data/.minio.sys/multipart/x/y")
        self.assert_found(ORPHAN)

    def test_directory_of_an_attempt_or_a_dead_worker_is_an_orphan(self) -> None:
        for left in (f"worker-1/{GOOD}.1", "worker-2"):
            with self.subTest(left):
                self.state = well()
                self.state.scratch.append(left)
                self.assert_found(ORPHAN)

    def test_process_that_is_left_in_a_worker_is_an_orphan(self) -> None:
        java, host = (
            "java @/app/bin/java.options -cp /app/app.jar",
            "python /scratch/w/autoclip_host/__main__.py --tools x",
        )
        self.assertEqual([], left_over(["tini -- /app/bin/autoclip worker", java, host]))
        self.assertEqual([host, "ffmpeg -i x"], left_over([java, host, host, "ffmpeg -i x"]))
        self.state.processes.append(host)
        self.assert_found(ORPHAN)

    # Wrong

    def test_good_link_that_failed_and_broken_one_that_succeeded_are_wrong(self) -> None:
        self.state.tasks[BROKEN] = record(BROKEN, "failed", error={"code": "network"})
        self.assert_found(WRONG)
        self.state = well()
        self.state.links[0]["codes"] = ["not_found"]
        self.assert_found(WRONG)

    def test_cancel_that_was_accepted_and_came_to_nothing_is_wrong(self) -> None:
        self.state.links[0] |= {"cancel": 1, "cancel_answer": 202}
        self.assert_found(WRONG)

    def test_task_that_nobody_cancelled_is_wrong(self) -> None:
        self.state.links[2] |= {"cancel": None, "cancel_answer": None}
        self.assert_found(WRONG)

    def test_video_of_another_attempt_is_wrong(self) -> None:
        self.state.tasks[GOOD] = record(GOOD, "succeeded", attempt=3)
        self.assert_found(WRONG)

    def test_api_that_answers_500_is_wrong(self) -> None:
        self.state.refused["500"] = 1
        self.assert_found(WRONG)

    def test_success_for_which_the_site_was_never_asked_is_wrong(self) -> None:
        self.state.origin.clear()
        self.assert_found(WRONG)


class Soak(unittest.TestCase):
    def test_fewer_hits_than_planned_fail_the_run(self) -> None:
        self.assertTrue(Run(1, "", "", needed=1).failed)


if __name__ == "__main__":
    unittest.main()
