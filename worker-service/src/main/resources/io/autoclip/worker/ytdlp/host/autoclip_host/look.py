"""Looks at what was downloaded, in a process of its own (apart.py): decoders are the part that a hostile file can break.
If it dies over the pictures, the media is good all the same.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import av
from av.container import InputContainer

from . import apart, containers, details, picture, storyboard
from .guards import refuse_long
from .protocol import Limits, Media, Tiles
from .refusal import Refused
from .thumbnail import DEMUXERS


@dataclass(frozen=True, slots=True)
class Look:
    """``pictured``: whether the pictures were written. ``chapters``: as the file tells them. ``tiles``: those of
    the storyboard, if it was written."""

    media: Media
    pictured: bool
    chapters: list[dict[str, Any]]
    tiles: Tiles | None


def at(
    file: Path, given: Path | None, thumbnails: tuple[Path, ...], limits: Limits, board: Path | None = None
) -> Look:
    """What ``file`` is; and ``thumbnails`` are written, one for each of picture.SIZES if they are wanted: of the picture
    that the site has ``given``, else of a frame; last the storyboard, to ``board`` if it is wanted. Raises Refused when
    the file cannot be played."""
    answers = apart.run(lambda: _look(file, given, thumbnails, board), limits)
    media, *more = answers or [{"refused": "looking at it ended without an answer"}]
    if "refused" in media:
        raise Refused("invalid_media", media["refused"])
    refuse_long(media["duration"], limits.duration)
    told = {name: value for answer in more for name, value in answer.items()}
    tiles = Tiles(**told["tiles"]) if "tiles" in told else None
    return Look(Media(**media), "pictured" in told, told.get("chapters", []), tiles)


def rehearse(file: Path) -> None:
    """In the host, before it forks, with a clip of our own (sample.py): what ffmpeg's libraries set up at their first
    use is there for all children then. It took 2.5 of the 7.5 ms of opening a file."""
    with open_media(file, containers.DEMUXERS) as media:
        containers.describe(media)
        picture.of(media)


def _look(file: Path, given: Path | None, thumbnails: tuple[Path, ...], board: Path | None) -> None:
    try:
        media = open_media(file, containers.DEMUXERS)
        apart.say(asdict(containers.describe(media)))
    except Exception as error:  # a hostile file may break more than its decoder; what it was is said in the log
        apart.say({"refused": f"{type(error).__name__}: {error}"[:500]})
        return
    apart.say({"chapters": details.chapters(media)})
    if thumbnails and (images := _of_given(given) or picture.of(media)):
        for thumbnail, image in zip(thumbnails, images, strict=True):
            thumbnail.write_bytes(image)
        apart.say({"pictured": True})
    if board and (made := storyboard.of(media)):
        board.write_bytes(made[1])
        apart.say({"tiles": asdict(made[0])})


def _of_given(given: Path | None) -> tuple[bytes, ...] | None:
    if given is None:
        return None
    try:
        demuxer = DEMUXERS[given.suffix]
        with open_media(given, demuxer, demuxer) as file:
            return picture.of(file)
    except av.FFmpegError:
        return None


def open_media(file: Path, demuxers: str, demuxer: str | None = None) -> InputContainer:
    """Only a file, only by these demuxers. Opening may decode a frame: too large a one is not.

    A demuxer that is not named is found by the content, but ffmpeg takes names like picture.jpg for a numbered series.
    """
    options = {
        "format_whitelist": demuxers,
        "protocol_whitelist": "file",
        "max_pixels": str(containers.MOST_PIXELS),
        "max_streams": str(containers.MOST_STREAMS),
        "threads": "1",
    }
    return av.open(f"file:{file}", format=demuxer, options=options, metadata_errors="replace")
