"""What AutoClip is measured against: ffmpeg's ``scdet`` and ``select``, PySceneDetect's adaptive and content detectors.

Each is run once a clip, and tells what it finds at every one of its settings.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import cv2
from scenedetect import open_video
from scenedetect.detectors import AdaptiveDetector, ContentDetector
from scenedetect.scene_manager import compute_downscale_factor

LEAST = 0.6
"""Seconds that a scene lasts at least: PySceneDetect's own default, and AutoClip's."""
SETTINGS = {
    "scdet": (10.0, (4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 18.0)),
    "select": (0.3, (0.1, 0.15, 0.2, 0.3, 0.4, 0.5)),
    "PySceneDetect adaptive": (3.0, (1.5, 2.0, 2.5, 3.0, 3.5, 4.5, 6.0)),
    "PySceneDetect content": (27.0, (15.0, 20.0, 24.0, 27.0, 31.0, 36.0, 42.0)),
}
"""The threshold by default, and those that are tried."""
Found = dict[str, dict[float, list[float]]]
"""By the detector and its threshold: the seconds of its cuts."""


def found(file: Path) -> Found:
    return _ffmpeg(file) | _pyscenedetect(file)


def _ffmpeg(file: Path) -> Found:
    """Both print a score for each frame; a cut is one that reaches the threshold."""
    filters = "select='gte(scene,0)',scdet=threshold=100,metadata=print:file=-"
    command = ["ffmpeg", "-v", "error", "-nostdin", "-i", file, "-an", "-vf", filters, "-f", "null", "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    times = [float(each) for each in re.findall(r"pts_time:([\d.]+)", said)]
    scores = {
        "scdet": [float(each) for each in re.findall(r"scd\.score=([\d.]+)", said)],
        "select": [float(each) for each in re.findall(r"scene_score=([\d.]+)", said)],
    }
    return {
        name: {
            threshold: _spaced([at for at, score in zip(times, scores[name]) if score >= threshold])
            for threshold in SETTINGS[name][1]
        }
        for name in scores
    }


def _spaced(cuts: list[float]) -> list[float]:
    """With the least length of a scene, as the others have it."""
    kept: list[float] = []
    for cut in cuts:
        if not kept or cut - kept[-1] >= LEAST:
            kept.append(cut)
    return kept


class _Shared:
    """The score of a frame is worked out once for all thresholds: it does not depend on them."""

    def __init__(self) -> None:
        self._own = ContentDetector._calculate_frame_score
        self._source = ContentDetector(min_scene_len=LEAST)
        self._at: object = None
        self._score = 0.0

    def score(self, detector: ContentDetector, timecode, picture) -> float:
        if timecode is not self._at:
            self._at, self._score = timecode, self._own(self._source, timecode, picture)
        detector._frame_score = self._score
        return self._score


def _pyscenedetect(file: Path) -> Found:
    shared = _Shared()
    ContentDetector._calculate_frame_score = lambda *given: shared.score(*given)
    try:
        return _run(file)
    finally:
        ContentDetector._calculate_frame_score = shared._own


def _run(file: Path) -> Found:
    detectors = {
        "PySceneDetect adaptive": {t: AdaptiveDetector(t, LEAST) for t in SETTINGS["PySceneDetect adaptive"][1]},
        "PySceneDetect content": {t: ContentDetector(t, LEAST) for t in SETTINGS["PySceneDetect content"][1]},
    }
    cuts: Found = {name: {threshold: [] for threshold in each} for name, each in detectors.items()}
    video = open_video(str(file))
    factor = compute_downscale_factor(video.frame_size[0])
    size = tuple(max(1, round(side / factor)) for side in video.frame_size)
    while (picture := video.read()) is not False:
        small, position = cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR), video.position
        for name, each in detectors.items():
            for threshold, detector in each.items():
                cuts[name][threshold] += [cut.seconds for cut in detector.process_frame(position, small)]
    for name, each in detectors.items():
        for threshold, detector in each.items():
            cuts[name][threshold] += [cut.seconds for cut in detector.post_process(video.position)]
    return cuts
