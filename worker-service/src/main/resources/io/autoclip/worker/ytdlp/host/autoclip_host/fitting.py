"""Makes a downloaded file fit what was asked for: its container, and the codec of its sound.

The picture is never encoded anew: that may take hours. One that does not fit is refused.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from yt_dlp.postprocessor.ffmpeg import FFmpegPostProcessor
from yt_dlp.utils import prepend_extension, replace_extension

from .protocol import Options
from .refusal import Refused

QUALITY = 192
"""kbit/s of sound that is encoded anew."""

_DEMUXERS = {"mp4": "mov", "webm": "matroska", "mkv": "matroska"}
# By ffprobe's names. Matroska takes everything.
PICTURES = {"mp4": {"h264", "hevc", "av1", "vp9", "mpeg4", "mpeg2video", "mjpeg"}, "webm": {"vp8", "vp9", "av1"}}
SOUNDS = {"mp4": {"aac", "mp3", "opus", "ac3", "eac3", "flac", "alac"}, "webm": {"opus", "vorbis"}}
_USUAL_SOUND = {"mp4": "aac", "webm": "opus"}
_ENCODERS = {"aac": "aac", "mp3": "libmp3lame", "opus": "libopus"}
# libopus takes no other order of channels (ffmpeg's ticket 5718).
_CHANNELS = ("-af", "aformat=channel_layouts=7.1|5.1|stereo|mono")
# Neither the cover of sound, nor subtitles and data, which not every container takes.
_COPY = ("-map", "0:V?", "-map", "0:a?", "-c", "copy")


def is_needed(options: Options) -> bool:
    return options.format == "video" and bool(options.container or options.audio_codec)


class FFmpegFitPP(FFmpegPostProcessor):
    """Runs once the file is whole (yt-dlp's stage "post_process")."""

    def __init__(self, options: Options) -> None:
        super().__init__()
        self._container = options.container
        self._codec = options.audio_codec

    def run(self, info: dict[str, Any]) -> tuple[list[str], dict[str, Any]]:
        path = info["filepath"]
        found = self.get_metadata_object(path)
        pictures, sounds = _codecs(found, "video"), _codecs(found, "audio")
        container = self._container or _container_for(path, pictures, self._codec)
        _refuse_other_pictures(container, pictures)
        sound = self._new_sound(container, sounds)
        if sound is None and (self._container is None or _is_contained(found, path, container)):
            return [], info
        target = replace_extension(path, container, info["ext"])
        fitted = prepend_extension(target, "fitted")
        self.run_ffmpeg(path, fitted, [*_COPY, *_encoding(sound)])
        os.remove(path)
        os.replace(fitted, target)
        info.update(filepath=target, ext=container)
        return [], info

    def _new_sound(self, container: str, present: set[str]) -> str | None:
        """The codec that the sound must be encoded in; None if it can stay as it is."""
        if self._codec:
            return self._codec if present - {self._codec} else None
        return _USUAL_SOUND[container] if present - SOUNDS.get(container, present) else None


def _codecs(found: Mapping[str, Any], kind: str) -> set[str]:
    """Of the streams that are taken along."""
    streams = [stream for stream in found.get("streams") or () if stream.get("codec_type") == kind]
    return {str(each.get("codec_name")) for each in streams if not (each.get("disposition") or {}).get("attached_pic")}


def _container_for(path: str, pictures: set[str], sound: str | None) -> str:
    """The file's own, if that takes the sound; else what plays most widely of those that take all."""
    own = os.path.splitext(path)[1][1:]
    for container in (own, "mp4"):
        if pictures <= PICTURES.get(container, set()) and sound in SOUNDS.get(container, set()):
            return container
    return "mkv"


def _refuse_other_pictures(container: str, pictures: set[str]) -> None:
    if others := pictures - PICTURES.get(container, pictures):
        raise Refused("format_unavailable", f"a picture of {sorted(others)} does not go into {container}")


def _is_contained(found: Mapping[str, Any], path: str, container: str) -> bool:
    """WebM is Matroska, too, but not the other way round: the name tells what it was written as."""
    demuxers = str((found.get("format") or {}).get("format_name")).split(",")
    return _DEMUXERS[container] in demuxers and path.endswith(f".{container}")


def _encoding(sound: str | None) -> Sequence[str]:
    if sound is None:
        return ()
    return ("-c:a", _ENCODERS[sound], "-b:a", f"{QUALITY}k", *(_CHANNELS if sound == "opus" else ()))
