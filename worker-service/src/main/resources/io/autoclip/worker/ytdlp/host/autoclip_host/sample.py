"""A clip of our own, to rehearse with."""

from __future__ import annotations

from pathlib import Path

import av

_FRAMES, _SIDE, _RATE = 25, 64, 25
_ONE_THREAD = {"x264-params": "threads=1:lookahead-threads=1:sync-lookahead=0"}


def write(file: Path) -> bool:
    """A second of grey in H.264 and a moment of silence in AAC, as most sites have them. False where these cannot be made."""
    if not {"libx264", "aac"} <= av.codecs_available:
        return False
    with av.open(str(file), "w", format="mp4") as clip:
        video = clip.add_stream("libx264", rate=_RATE, options=_ONE_THREAD)
        video.width = video.height = _SIDE
        video.pix_fmt = "yuv420p"
        sound = clip.add_stream("aac", rate=44_100)
        for stream in (video, sound):
            stream.codec_context.thread_count = 1
        for number in range(_FRAMES):
            clip.mux(video.encode(_grey(number)))
        clip.mux(sound.encode(_silence()))
        for stream in (video, sound):
            clip.mux(stream.encode(None))
    return True


def _grey(number: int) -> av.VideoFrame:
    frame = av.VideoFrame(_SIDE, _SIDE, "yuv420p")
    for plane in frame.planes:
        plane.update(bytes([128]) * plane.buffer_size)
    frame.pts = number
    return frame


def _silence() -> av.AudioFrame:
    frame = av.AudioFrame("fltp", "stereo", 1024)
    frame.sample_rate = 44_100
    frame.pts = 0
    for plane in frame.planes:
        plane.update(bytes(plane.buffer_size))
    return frame
