"""The table and the plots."""

from __future__ import annotations

from pathlib import Path

from . import speed, theirs
from .score import f1

MOTION = ("fast motion", "large things", "flashes", "lightning", "shaking hand", "pans", "zooms")
"""The kinds in which false alarms are told apart."""
_BEGIN, _END = "<!-- made by ./run bench clips: -->\n", "<!-- end -->"


def counts(scores: dict, name: str, threshold: str, which: str, of_kinds=None) -> tuple[int, int, int]:
    entries = [by[name][threshold][which] for kind, by in scores.items() if of_kinds is None or kind in of_kinds]
    return tuple(sum(each) for each in zip(*entries)) if entries else (0, 0, 0)


def f1_of(scores: dict, name: str, threshold: str, which: str, of_kinds=None) -> float:
    return f1(counts(scores, name, threshold, which, of_kinds))


def rivals(results: dict) -> list[tuple[str, str, str]]:
    """As shown, the detector, its threshold."""
    shown = [("**AutoClip**", "AutoClip", "")]
    for name, (default, _) in theirs.SETTINGS.items():
        shown.append((f"{name}, {default:g} (default)", name, str(default)))
        best = results["best"][name]
        if float(best) != default:
            shown.append((f"{name}, {float(best):g} (best on seed 1)", name, best))
    return shown


def table(results: dict) -> str:
    seeds = results["seeds"]
    lines = ["| detector | " + " | ".join(f"F1 hard cuts, seed {seed}" for seed in seeds) + " | real footage | slow changes | false alarms: flashes, motion |"]
    lines.append("| --- |" + " --- |" * (len(seeds) + 3))
    for shown, name, threshold in rivals(results):
        f1s = [f"{f1_of(scores, name, threshold, 'cut'):.3f}" for scores in seeds.values()]
        real = _over(seeds, name, threshold, "cut", ("real footage",))
        slow = _over(seeds, name, threshold, "slow")
        false = _over(seeds, name, threshold, "cut", MOTION)[2]
        if name == "AutoClip":
            false += _over(seeds, name, threshold, "slow", MOTION)[2]
            slow_text = f"F1 {f1(slow):.3f}, overlap {_overlap(seeds):.2f}"
        else:
            slow_text = f"a cut within {slow[0]} of {slow[0] + slow[1]}"
        lines.append(f"| {shown} | {' | '.join(f1s)} | {f1(real):.3f} | {slow_text} | {false} |")
    return "\n".join([*lines, "", _speed(results["speed"]), "", _kinds(results)])


def _over(seeds: dict, name: str, threshold: str, which: str, of_kinds=None) -> tuple[int, int, int]:
    return tuple(sum(each) for each in zip(*(counts(scores, name, threshold, which, of_kinds) for scores in seeds.values())))


def _overlap(seeds: dict) -> float:
    every = [share for scores in seeds.values() for by in scores.values() for share in by["AutoClip"][""]["overlap"]]
    return sum(every) / max(1, len(every))


def _speed(rounds: dict) -> str:
    lines = ["| 1080p, 30 s, against mere decoding | wall | CPU |", "| --- | --- | --- |"]
    for name in rounds:
        if name != "load":
            lines.append(f"| {name} | {speed.ratio(rounds, name, 0):.2f} | {speed.ratio(rounds, name, 1):.2f} |")
    return "\n".join([*lines, "", f"The machine's load before that: {rounds['load']:.1f}, on 2 cores."])


def _kinds(results: dict) -> str:
    """Of all seeds together: AutoClip, and the best of the others there, whichever that is."""
    lines = ["| kind of clip | cuts: hit, missed, false | F1 | best other | slow: hit, missed, false |", "| --- | --- | --- | --- | --- |"]
    for kind in next(iter(results["seeds"].values())):
        cut = _over(results["seeds"], "AutoClip", "", "cut", (kind,))
        slow = _over(results["seeds"], "AutoClip", "", "slow", (kind,))
        best = max(f1(_over(results["seeds"], name, threshold, "cut", (kind,))) for _, name, threshold in rivals(results)[1:])
        has_cuts = cut[0] + cut[1] > 0
        lines.append(
            f"| {kind} | {', '.join(map(str, cut))} | {f'{f1(cut):.3f}' if has_cuts else ''} | {f'{best:.3f}' if has_cuts else ''} "
            f"| {', '.join(map(str, slow)) if any(slow) else ''} |"
        )
    return "\n".join(lines)


def write(results: dict, folder: Path) -> None:
    readme = folder / "README.md"
    text = readme.read_text(encoding="utf-8")
    begin, end = text.index(_BEGIN) + len(_BEGIN), text.index(_END)
    readme.write_text(f"{text[:begin]}{table(results)}\n{text[end:]}", encoding="utf-8")
    _plot(results, folder / "clips.svg")


def _plot(results: dict, file: Path) -> None:
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "clips"
    from matplotlib import pyplot

    shown = rivals(results)
    names = [name.strip("*") for name, _, _ in shown]
    colours = ["#1a7f5a"] + ["#9aa5b1"] * (len(shown) - 1)
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(11, 0.45 * len(shown) + 1.2), sharey=True)
    scores = [f1(_over(results["seeds"], name, threshold, "cut")) for _, name, threshold in shown]
    false = [
        _over(results["seeds"], name, threshold, "cut", MOTION)[2] + (_over(results["seeds"], name, threshold, "slow", MOTION)[2] if not threshold else 0)
        for _, name, threshold in shown
    ]
    for axes, values, title, text in ((left, scores, "F1, hard cuts, all seeds", "{:.3f}"), (right, false, "false alarms: flashes, motion", "{:d}")):
        axes.barh(names, values, color=colours)
        axes.set_title(title, fontsize=10)
        axes.bar_label(axes.containers[0], [text.format(value) for value in values], fontsize=8, padding=2)
        axes.spines[["top", "right"]].set_visible(False)
    left.invert_yaxis()
    left.set_xlim(0, 1.1)
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})
