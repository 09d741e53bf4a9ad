"""The words of the conversation with the JVM: one JSON object a line, UTF-8, ``type`` says which.

Sizes are bytes, times seconds, paths absolute.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Union

MAX_COMMAND = 64 * 1024
MAX_EVENT = 1024 * 1024
MAX_URL = 8 * 1024
MAX_MESSAGE = 2_000
MAX_WARNING = 300


class Malformed(Exception):
    """A command that cannot be obeyed; ``id`` is the attempt it was meant for, where that could be read."""

    def __init__(self, detail: str, id: str | None = None) -> None:
        super().__init__(detail)
        self.id = id


@dataclass(frozen=True, slots=True)
class Beat:
    """The JVM is alive. Due every second; the host ends when none came for ten."""


@dataclass(frozen=True, slots=True)
class Options:
    """``format``: "video" or "audio". Of the picture's height in pixels, the container and the sound's codec, None is any.
    ``subtitles``: BCP 47 tags of those that are wanted."""

    format: str
    max_height: int | None
    container: str | None = None
    audio_codec: str | None = None
    subtitles: tuple[str, ...] = ()
    thumbnail: bool = True


@dataclass(frozen=True, slots=True)
class Limits:
    """``file_size`` and ``memory`` in bytes, ``cpu`` in seconds; each process of an attempt may use that much.
    ``duration``: the longest that the video itself may last, in seconds."""

    file_size: int
    memory: int
    cpu: int
    duration: int


@dataclass(frozen=True, slots=True)
class Start:
    """Download ``url`` into ``directory``. ``id`` is ``<task>.<attempt>``; an empty ``proxy`` means none.

    ``work``: "download"; "preview", only to tell what the link leads to; or "list", to tell the links of its entries,
    ``most`` at the most.
    """

    id: str
    url: str
    directory: str
    proxy: str
    options: Options
    limits: Limits
    work: str = "download"
    most: int = 1


@dataclass(frozen=True, slots=True)
class Silence:
    """Find where the sound is at most ``threshold`` dB (of full scale, so it is negative) for ``least`` seconds or longer."""

    threshold: float
    least: float


@dataclass(frozen=True, slots=True)
class Span:
    """Seconds from the beginning of the source."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Cut:
    """Cut these parts out, each into a file of its own. ``exact``: at the very frame, encoded anew with this ``crf`` of
    x264; else from the keyframe before, copied."""

    exact: bool
    crf: int
    cuts: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Frames:
    """Give all pictures, made ``width`` and ``height`` pixels large, whatever their shape."""

    width: int
    height: int


Job = Union[Silence, Cut, Frames]


@dataclass(frozen=True, slots=True)
class Edit:
    """Do ``job`` with the media file ``source``, which lies in ``directory``. Nothing is fetched from anywhere."""

    id: str
    directory: str
    source: str
    job: Job
    limits: Limits


@dataclass(frozen=True, slots=True)
class Kill:
    """End the attempt's process group at once. Unknown ids are ignored: the attempt may just have ended."""

    id: str


@dataclass(frozen=True, slots=True)
class Go:
    """Download what was identified: the attempt waits for that. Unknown ids are ignored, as those of Kill."""

    id: str


Command = Union[Beat, Start, Edit, Kill, Go]


@dataclass(frozen=True, slots=True)
class Ready:
    """``enclosed``: whether the host lives in a network that has no way out but the proxy."""

    type: ClassVar[str] = "ready"
    pid: int
    versions: dict[str, str | None]
    enclosed: bool


@dataclass(frozen=True, slots=True)
class MalformedCommand:
    type: ClassVar[str] = "malformed"
    detail: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    type: ClassVar[str] = "phase"
    id: str
    phase: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Over all files of the video together; ``speed`` in bytes a second, ``eta`` in seconds."""

    type: ClassVar[str] = "progress"
    id: str
    bytes: int
    total_bytes: int | None
    speed: float | None
    eta: float | None


@dataclass(frozen=True, slots=True)
class Warning:
    type: ClassVar[str] = "warning"
    id: str
    message: str


@dataclass(frozen=True, slots=True)
class Identified:
    """What the link leads to (identity.py), before anything of it is downloaded. The attempt waits for Go."""

    type: ClassVar[str] = "identified"
    id: str
    extractor: str
    video: str


@dataclass(frozen=True, slots=True)
class Media:
    """What a file is: its container as a file ending, and its media type. Width and height of a picture, in pixels; bits
    a second of all together; ``streams`` as details.py tells them."""

    format: str
    content_type: str
    duration: float | None
    width: int | None
    height: int | None
    bit_rate: int | None
    streams: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Subtitles:
    """A WebVTT file that we made. ``language`` is the tag that was asked for; ``automatic``: a machine wrote them."""

    language: str
    automatic: bool
    path: str


@dataclass(frozen=True, slots=True)
class Tiles:
    """Of one size in pixels. They stand in rows of ``columns``, ``count`` in all, each for as many seconds as ``interval``
    says."""

    tile_width: int
    tile_height: int
    columns: int
    count: int
    interval: float


@dataclass(frozen=True, slots=True)
class Storyboard:
    """A JPEG that we made, of small pictures of all parts of the video."""

    path: str
    tiles: Tiles


@dataclass(frozen=True, slots=True)
class Succeeded:
    """``thumbnails`` are JPEGs that we made, the largest first; none, or one for each of picture.SIZES."""

    type: ClassVar[str] = "succeeded"
    id: str
    path: str
    media: Media
    info: str
    thumbnails: list[str]
    subtitles: list[Subtitles]
    metadata: dict[str, Any]
    storyboard: Storyboard | None = None


@dataclass(frozen=True, slots=True)
class Previewed:
    """``preview``: see preview.py; what the site did not tell is absent."""

    type: ClassVar[str] = "previewed"
    id: str
    preview: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entries:
    """Links of a list, in its order, each once. ``titles``: what the list calls them, by link, as far as it tells.
    ``expected``: how many there will be in all, if the site tells."""

    type: ClassVar[str] = "entries"
    id: str
    links: list[str]
    titles: dict[str, str]
    expected: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """``more``: whether the list has more entries than were wanted."""

    type: ClassVar[str] = "listed"
    id: str
    entries: int
    more: bool


@dataclass(frozen=True, slots=True)
class EditProgress:
    """Seconds of media; ``total`` is 0 while nobody knows it."""

    type: ClassVar[str] = "edit_progress"
    id: str
    done: float
    total: float


@dataclass(frozen=True, slots=True)
class Silences:
    """The outcome of the job "silence"."""

    type: ClassVar[str] = "silences"
    id: str
    silences: list[Span]


@dataclass(frozen=True, slots=True)
class Clip:
    """``index``: of the cut that it is. ``start`` and ``end``: where it really begins and ends in the source. Of sound
    alone there are neither sizes nor a thumbnail."""

    index: int
    path: str
    content_type: str
    start: float
    end: float
    duration: float
    width: int | None
    height: int | None
    thumbnail: str | None


@dataclass(frozen=True, slots=True)
class Clips:
    """The outcome of the job "cut": those that could be cut whole, in the order of the cuts."""

    type: ClassVar[str] = "clips"
    id: str
    clips: list[Clip]


@dataclass(frozen=True, slots=True)
class FramesFile:
    """``count`` pictures are in the file ``work/frames.<number>`` of the attempt's directory (frames.py), from 0 on."""

    type: ClassVar[str] = "frames_file"
    id: str
    number: int
    count: int


@dataclass(frozen=True, slots=True)
class FramesDone:
    """The outcome of the job "frames": how many pictures there were in all."""

    type: ClassVar[str] = "frames_done"
    id: str
    count: int


@dataclass(frozen=True, slots=True)
class Failed:
    """``message`` is for the operator's log only: one line, fit to be told."""

    type: ClassVar[str] = "failed"
    id: str
    code: str
    message: str
    http_status: int | None = None
    retry_after: int | None = None


Event = Union[
    Ready, MalformedCommand, Phase, Progress, Warning, Identified, Succeeded, Previewed, Entries, Listed, EditProgress,
    Silences, Clips, FramesFile, FramesDone, Failed,
]
ONGOING = frozenset({Phase.type, Progress.type, Warning.type, Identified.type, Entries.type, EditProgress.type, FramesFile.type})
OUTCOMES = frozenset({Succeeded.type, Previewed.type, Listed.type, Silences.type, Clips.type, FramesDone.type, Failed.type})


def encode(event: Event) -> bytes:
    """The event as a line. Lone surrogates, which JSON cannot carry, become question marks."""
    text = json.dumps({"type": event.type, **asdict(event)}, ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "replace") + b"\n"
