"""How many segments a site's lists may name: of one format, and of all that an attempt reads.

A few letters can tell of a thousand million (``r="999999999"``), and yt-dlp reads numbers and durations in ways of its
own. So nothing is read here before it does. Where its parsers of DASH and Smooth Streaming lists count segments out,
they ask for ``range``, and get ours, which refuses. Segments that a DASH list names one by one are not counted out.

Checked with yt-dlp 2026.10.26. SegmentTests and ManifestCases fail when a later version counts in another way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sized
from typing import Any
from xml.etree.ElementTree import Element

from yt_dlp.extractor import common
from yt_dlp.extractor.common import InfoExtractor

from .refusal import Refused

MOST = 50_000
"""Of one format: twelve hours of one second each have 43,200."""
MOST_IN_ALL = 1_000_000
"""Of all formats of DASH and Smooth Streaming lists, before one is chosen: twelve hours of 2 s in 46 formats, or in
23 of Smooth Streaming, whose entries count as one more. yt-dlp takes some 400 bytes for each, and more where its
address is long: what that comes to is left to the limit of memory."""

_mpd_periods = InfoExtractor._parse_mpd_periods


class Tally:
    """Of a process, and so of one attempt."""

    def __init__(self) -> None:
        self._left = MOST_IN_ALL

    def counted(self, *bounds: int) -> range:
        """In place of ``range``. Counts one more than its length: a timeline's entry has one segment without it."""
        numbers = range(*bounds)
        refuse_many(len(numbers[: MOST + 1]))  # of a longer one the length may be no number that Python can tell
        self.add(len(numbers) + 1)
        return numbers

    def add(self, number: int) -> None:
        self._left -= number
        if self._left < 0:
            raise Refused("too_large", f"lists of more than {MOST_IN_ALL} segments")


def bound() -> None:
    """For the whole process."""
    tally = Tally()

    def parse_mpd_periods(self: InfoExtractor, manifest: Element, *arguments: Any, **named: Any) -> Any:
        tally.add(_named_one_by_one(manifest))
        return _mpd_periods(self, manifest, *arguments, **named)

    common.range = tally.counted
    InfoExtractor._parse_mpd_periods = parse_mpd_periods


def refuse_many(number: int) -> None:
    if number > MOST:
        raise Refused("too_large", f"more than {MOST} segments")


def refuse_many_of(format: Mapping[str, Any]) -> None:
    fragments = format.get("fragments")
    if isinstance(fragments, Sized):
        refuse_many(len(fragments))


def refuse_many_of_hls(manifest: str) -> None:
    """By the lines that yt-dlp takes for segments; most have an ``#EXTINF`` before them, but none needs it."""
    lines = map(str.strip, manifest.splitlines())
    refuse_many(sum(bool(line) and not line.startswith("#") for line in lines))


def _named_one_by_one(manifest: Element) -> int:
    """Each counts again for every format that takes the list over from its group or period."""
    number = 0
    for period in manifest:
        of_period = _listed(period)
        for group in period:
            of_group = max(of_period, _listed(group))
            number += sum(max(of_group, _listed(format)) for format in group if _kind(format) == "Representation")
    return number


def _listed(element: Element) -> int:
    return sum(len(each) for each in element if _kind(each) == "SegmentList")


def _kind(element: Element) -> str:
    return element.tag.rpartition("}")[2]
