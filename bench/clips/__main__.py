"""``./run bench clips``: README.md."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from pathlib import Path

import cv2

from . import encode, footage, kinds, real, report, speed, theirs
from .ours import Detector
from .score import Score, of

HERE = Path(__file__).resolve().parent
SEEDS = (101, 102, 103)
TUNED_ON = 1
"""The seed on which the others' best settings are looked for. The reported ones are for nobody to tune on."""


def main() -> None:
    options = _options()
    cv2.setNumThreads(1)
    work = Path(tempfile.mkdtemp(prefix="autoclip-clips-"))
    detector = Detector(options.java, options.python, work / "classes")
    try:
        films = footage.files(work)
        pieces = real.load(films)
        seeds = {seed: _measured(work, seed, pieces, detector) for seed in dict.fromkeys((TUNED_ON, *options.seeds))}
        results = {
            "seeds": {str(seed): seeds[seed] for seed in options.seeds},
            "best": {name: _best(seeds[TUNED_ON], name) for name in theirs.SETTINGS},
            "speed": speed.measured(films / "bbb.mp4", detector, 1 if options.quick else 5),
        }
    finally:
        detector.close()
        shutil.rmtree(work, ignore_errors=True)
    print(report.table(results))
    if not options.quick:
        (HERE / "results.json").write_text(json.dumps(results, separators=(",", ":")) + "\n", encoding="utf-8")
        report.write(results, HERE)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench clips", description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    parser.add_argument("--quick", action="store_true", help="speed once; shows the table and writes nothing")
    parser.add_argument("--java", type=Path, default=os.environ.get("JAVA_HOME"), help="a JDK's folder")
    parser.add_argument("--python", type=Path, default=os.environ.get("AUTOCLIP_PYTHON"), help="one with yt-dlp and PyAV")
    return parser.parse_args()


def _measured(work: Path, seed: int, pieces: list, detector: Detector) -> dict:
    """By the kind of clip, the detector and its threshold ("" is AutoClip's only one): the score."""
    scores: dict = {}
    for number, clip in enumerate([*kinds.clips(seed), *real.clips(pieces, seed)]):
        file = work / f"{seed}-{number}.mp4"
        encode.write(clip, file)
        truth = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        _add(scores, clip.name, "AutoClip", "", _ours(truth, detector.scenes(file)["changes"]))
        for name, by_threshold in theirs.found(file).items():
            for threshold, cuts in by_threshold.items():
                _add(scores, clip.name, name, str(threshold), of(truth, cuts))
        file.unlink()
        print(f"seed {seed}: {clip.name}", flush=True)
    return scores


def _ours(truth: dict, changes: list[dict]) -> Score:
    cuts = [change["start"] for change in changes if change["kind"] == "cut"]
    return of(truth, cuts, [(change["start"], change["end"]) for change in changes if change["kind"] != "cut"])


def _add(scores: dict, kind: str, name: str, threshold: str, score: Score) -> None:
    entry = scores.setdefault(kind, {}).setdefault(name, {}).setdefault(threshold, {"cut": [0] * 3, "slow": [0] * 3, "overlap": []})
    entry["cut"] = [a + b for a, b in zip(entry["cut"], score.cut)]
    entry["slow"] = [a + b for a, b in zip(entry["slow"], score.slow)]
    entry["overlap"] += [round(each, 3) for each in score.overlap]


def _best(scores: dict, name: str) -> str:
    """The threshold with the best F1 on hard cuts."""
    return max(map(str, theirs.SETTINGS[name][1]), key=lambda threshold: report.f1_of(scores, name, threshold, "cut"))


if __name__ == "__main__":
    main()
