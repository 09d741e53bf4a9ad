"""Pages of a library of 100,000 videos, against the same pages of one of 1,000, and what Redis needs for it."""

from __future__ import annotations

import json
import time
from typing import Any

from .figures import Figures, Row, number, ratio, spread
from .report import FOLDER
from .stack import Stack

FEW, MANY, QUICK = 1_000, 100_000, 10_000
AT_ONCE = 1_000  # records that one script writes
ROUNDS = 60
TARGET = 1.5
MEMORY = 700  # MB
DEEP = 40  # pages of 20

PAGES: dict[str, tuple[str, int]] = {
    "first": ("/videos?limit=20", 0),
    "deep": ("/videos?limit=20", DEEP),
    "100 items": ("/videos?limit=100", 0),
    "by title": ("/videos?limit=20&sort=title", 0),
    "by title, deep": ("/videos?limit=20&sort=title", DEEP),
    "by duration": ("/videos?limit=20&sort=-duration", 0),
    "by size, deep": ("/videos?limit=20&sort=-size", DEEP),
    "of a site": ("/videos?limit=20&site=site7.example", 0),
    "of a site by title": ("/videos?limit=20&site=site7.example&sort=title", 0),
    "of an owner by size": ("/videos?limit=20&owner=10.0.0.3&sort=-size", 0),
    "audio of a month, longest first": (
        "/videos?limit=20&kind=audio&created_before=2026-02-01T00:00:00Z&sort=-duration",
        0,
    ),
    "between two lengths, newest first": ("/videos?limit=20&duration_min=600&duration_max=660", 0),
    "a frequent word": ("/videos?limit=20&q=ke", 0),
    "a frequent word by title": ("/videos?limit=20&q=ke&sort=title", 0),
    "a beginning of many words": ("/videos?limit=20&q=b", 0),
    "a rare word": ("/videos?limit=20&q=welkan", 0),
    "a rare word by size": ("/videos?limit=20&q=welkan&sort=size", 0),
    "three words": ("/videos?limit=20&q=ke+li+mo", 0),
    "words and a site by title": ("/videos?limit=20&q=ke+li&site=site7.example&sort=title", 0),
    "a word that nobody has": ("/videos?limit=20&q=nobody", 0),
    "statistics": ("/stats", 0),
}


def measure(stack: Stack, quick: bool) -> Figures:
    """Few, many, and few again, since the machine grows slower and quicker under the measurement."""
    rounds = 20 if quick else ROUNDS
    stack.forget()
    empty = memory(stack)
    fill(stack, 1, FEW)
    pages(stack, rounds * 3)  # until the code of the API is compiled
    before = pages(stack, rounds)
    most = QUICK if quick else MANY
    indexing = fill(stack, FEW + 1, most)
    largest = largest_record(stack)
    many = [pages(stack, rounds) for _ in range(2)]
    full = memory(stack)
    stack.forget()
    fill(stack, 1, FEW)
    pages(stack, rounds)
    few = [before, pages(stack, rounds)]
    stack.forget()
    return {
        "videos": most,
        "memory_mb": spread([full - empty]),
        "indexing_seconds": spread([indexing]),
        "largest_record": largest,
        "pages": {name: _compared([each[name] for each in few], [each[name] for each in many]) for name in PAGES},
    }


def _compared(few: list[Any], many: list[Any]) -> Figures:
    ms = [[each["ms"] for each in some] for some in (few, many)]
    items = [some[0]["items"] for some in (few, many)]
    return {"few": spread(ms[0]), "many": spread(ms[1]), "ratio": ratio(ms[1], ms[0]), "items": items}


def fill(stack: Stack, first: int, last: int) -> float:
    """Writes records without indexes; returns the seconds until the api has made them findable."""
    script = (FOLDER / "inside" / "library.lua").read_text()
    for start in range(first, last + 1, AT_ONCE):
        stack.redis("redis-cli", "eval", script, "0", str(start), str(min(last, start + AT_ONCE - 1)))
    began = time.monotonic()
    while int(stack.redis("redis-cli", "hlen", "{autoclip}:library:videos:entries")) < last:
        if time.monotonic() - began > 600:
            raise TimeoutError("The api does not index the library")
        time.sleep(0.5)
    return time.monotonic() - began


def pages(stack: Stack, rounds: int) -> Any:
    """The median time of each page, in ms, and how many items it has."""
    return json.loads(stack.run("client", "python3", "/bench/pages.py", str(rounds), json.dumps(PAGES)))


def memory(stack: Stack) -> float:
    """MB that Redis' data take."""
    lines = stack.redis("redis-cli", "info", "memory").splitlines()
    return int(next(line.split(":")[1] for line in lines if line.startswith("used_memory:"))) / 1e6


def largest_record(stack: Stack) -> int:
    script = """
        local most = 0
        for _, id in ipairs(redis.call('ZREVRANGE', '{autoclip}:videos', 0, 9999)) do
          most = math.max(most, redis.call('STRLEN', '{autoclip}:video:' .. id))
        end
        return most"""
    return int(stack.redis("redis-cli", "eval", script, "0"))


def rows(figures: Figures) -> list[Row]:
    each = [
        Row(
            f"library of {figures['videos']:,}, page: {name}",
            f"{number(page['many']['median'])} ms, {page['items'][1]} items",
            f"of {FEW:,}: {number(page['few']['median'])} ms, {page['items'][0]} items",
            page["ratio"],
            at_most=TARGET,
        )
        for name, page in figures["pages"].items()
    ]
    return each + [
        Row(
            f"Redis' memory for {figures['videos']:,} videos with their indexes",
            f"records of up to {figures['largest_record']:,} bytes",
            "",
            figures["memory_mb"],
            " MB",
            at_most=MEMORY,
        ),
        Row(
            f"making {figures['videos'] - FEW:,} videos of an older AutoClip findable",
            "",
            "",
            figures["indexing_seconds"],
            " s",
        ),
    ]
