"""Writes one clip that plays everywhere: H.264 of 8 bit and AAC in mp4, its index in front."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.packet import Packet
from av.stream import Stream
from av.video.frame import VideoFrame

from .reading import rate_of, sound_form
from .upright import Upright

_THREADS = 2
_LARGE = 9_000_000
"""Pixels of a frame beyond which the encoder looks ahead less: it holds some 20 frames."""
_BITS_PER_CHANNEL = 96_000
_TOLERATED = 0.01
"""Seconds by which the times of sound may be off: some containers round them. More is a gap, or is there twice."""
_SPREAD = "yuv420p"
_IN_ORDER = {"bf": "0"}
"""No frame is sent before one that is shown earlier: so the times that are written are those of the source, whatever they
are, and a player that ignores edit lists shows nothing late."""
_MATRIX = "ITU709"
_BT709 = 1
_LIMITED, _FULL = 1, 2


class ClipFile:
    """``zero`` is the time in the source that its own time begins at."""

    def __init__(self, path: Path, picture: Stream | None, sound: Stream | None, crf: int, zero: float) -> None:
        self.path = path
        self.zero = zero
        self.frames = 0
        """How many pictures were written."""
        self._source = picture
        self._crf = crf
        self._first: int | None = None
        self._lasting: dict[int, int] = {}
        self._upright = Upright()
        self._file = av.open(f"file:{path}", "w", format="mp4", options={"movflags": "+faststart"})
        self._pictures = None if picture is None else self._add_picture(picture)
        self._sounds = None if sound is None else self._add_sound(sound)
        self._samples = 0

    def _add_picture(self, picture: Stream) -> Stream:
        rate = Fraction(rate_of(picture)).limit_denominator(1_001)
        stream = self._file.add_stream("libx264", rate=rate)
        stream.codec_context.time_base = picture.time_base
        stream.codec_context.options = {"crf": str(self._crf), "preset": "veryfast", **_IN_ORDER}
        stream.codec_context.thread_count = _THREADS
        return stream

    def _add_sound(self, sound: Stream) -> Stream:
        layout, rate = sound_form(sound)
        stream = self._file.add_stream("aac", rate=rate, layout=layout)
        stream.codec_context.bit_rate = _BITS_PER_CHANNEL * stream.codec_context.channels
        stream.codec_context.time_base = Fraction(1, rate)
        return stream

    def show(self, frame: VideoFrame, pts: int, lasts: int) -> None:
        """``pts`` and ``lasts`` in the source's time base."""
        turned = self._upright.turn(frame)
        if self._first is None:
            self._first = pts
            self._settle(turned)
        context = self._pictures.codec_context
        turned = _spread(turned, context.width, context.height)
        turned.pict_type = 0
        turned.pts, turned.duration, turned.time_base = pts - self._first, lasts, context.time_base
        self._lasting[turned.pts] = lasts
        self._mux_pictures(self._pictures.encode(turned))
        self.frames += 1

    def _mux_pictures(self, packets: list[Packet]) -> None:
        """The encoder forgets how long a frame is seen; of the last one, nothing else tells it."""
        for packet in packets:
            packet.duration = self._lasting.pop(packet.pts, packet.duration)
            self._file.mux(packet)

    def _settle(self, frame: VideoFrame) -> None:
        """Now that a frame is there. Sides are even, as the sampling of colours needs it."""
        context, source = self._pictures.codec_context, self._source.codec_context
        context.width, context.height = frame.width + frame.width % 2, frame.height + frame.height % 2
        context.pix_fmt = _SPREAD
        aspect = source.sample_aspect_ratio
        if aspect:
            context.sample_aspect_ratio = 1 / aspect if self._upright.is_on_its_side else aspect
        context.color_primaries, context.color_trc = frame.color_primaries, frame.color_trc
        context.colorspace = _BT709 if frame.format.is_rgb else frame.colorspace
        context.color_range = _LIMITED
        if context.width * context.height > _LARGE:
            context.options = {**context.options, "rc-lookahead": "5", "threads": "1"}

    def hear(self, start: float, frame: AudioFrame, end: float) -> None:
        """What of ``frame``, which begins at ``start``, lies between zero and ``end``. Gaps become silence."""
        rate = frame.sample_rate
        first = round((start - self.zero) * rate)
        if self._samples and abs(first - self._samples) <= _TOLERATED * rate:
            first = self._samples
        last = min(first + frame.samples, round((end - self.zero) * rate))
        if last <= max(first, self._samples):
            return
        if first > self._samples:
            self._be_silent(first - self._samples)
        self._say(_part(frame, self._samples - first, last - first))

    def fill(self, end: float) -> None:
        """Silence up to ``end``."""
        if self._sounds is not None:
            self._be_silent(round((end - self.zero) * self._sounds.codec_context.rate) - self._samples)

    def _be_silent(self, samples: int) -> None:
        context = self._sounds.codec_context
        while samples > 0:
            frame = AudioFrame("fltp", context.layout.name, min(samples, context.rate))
            frame.sample_rate = context.rate
            for plane in frame.planes:
                plane.update(bytes(plane.buffer_size))
            samples -= frame.samples
            self._say(frame)

    def _say(self, frame: AudioFrame) -> None:
        frame.pts, frame.time_base = self._samples, Fraction(1, frame.sample_rate)
        self._samples += frame.samples
        self._file.mux(self._sounds.encode(frame))

    def close(self) -> None:
        """Writes what is left of it."""
        if self._pictures is not None:
            self._mux_pictures(self._pictures.encode(None))
        if self._sounds is not None and self._samples:
            self._file.mux(self._sounds.encode(None))
        self._file.close()

    def abandon(self) -> None:
        """Whatever becomes of the file: it is deleted."""
        try:
            self._file.close()
        except (av.FFmpegError, OSError, ValueError):
            pass
        self.path.unlink(missing_ok=True)


def _spread(frame: VideoFrame, width: int, height: int) -> VideoFrame:
    """In the form that every player takes: 8 bit, a quarter of the colours, not all of a byte's values."""
    if frame.format.is_rgb:
        return frame.reformat(width, height, _SPREAD, dst_colorspace=_MATRIX, dst_color_range="MPEG", threads=_THREADS)
    is_full = frame.format.name.startswith("yuvj") or frame.color_range == _FULL
    if (frame.width, frame.height, frame.format.name) == (width, height, _SPREAD) and not is_full:
        return frame
    return frame.reformat(
        width, height, _SPREAD, src_color_range="JPEG" if is_full else "MPEG", dst_color_range="MPEG", threads=_THREADS
    )


def _part(frame: AudioFrame, first: int, last: int) -> AudioFrame:
    """Samples of planes of floats."""
    part = AudioFrame("fltp", frame.layout.name, last - first)
    part.sample_rate = frame.sample_rate
    for whole, piece in zip(frame.planes, part.planes, strict=True):
        bytes_of_it = memoryview(whole)[4 * first : 4 * last]
        piece.update(bytes(bytes_of_it).ljust(piece.buffer_size, b"\0"))
    return part
