"""Draws the plots: results.json on standard input, {"name.svg": picture} on standard output.

The ink is a grey, and the ground is left out, so that they can be read on a light page and on a dark one.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from typing import Any

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot  # noqa: E402 (after the choice of how to draw)
from matplotlib.axes import Axes  # noqa: E402

INK, OURS, OTHER, GOAL = "#7a7f87", "#2f81f7", "#a371f7", "#d9622b"
SHADES = ("#8b949e", "#2f81f7", "#3fb950", "#a371f7", "#d29922", "#d9622b")
pyplot.rcParams.update(
    {
        "svg.fonttype": "none",
        "svg.hashsalt": "autoclip",
        "font.family": "sans-serif",
        "font.size": 11,
        "savefig.transparent": True,
        "text.color": INK,
        "axes.labelcolor": INK,
        "axes.edgecolor": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "legend.frameon": False,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "grid.color": INK,
        "grid.alpha": 0.25,
        "axes.axisbelow": True,
    }
)


def page(width: float = 7.5, height: float = 4.0) -> Axes:
    return pyplot.subplots(figsize=(width, height), layout="constrained")[1]


def svg(axes: Axes, title: str) -> str:
    """Ends a plot: what the colours mean stands below, where it hides nothing."""
    axes.set_title(title, fontsize=12)
    axes.figure.legend(loc="outside lower center", ncols=4, fontsize=9)
    out = io.StringIO()
    axes.figure.savefig(out, format="svg", metadata={"Date": None})
    pyplot.close("all")
    return out.getvalue()


def whiskers(figures: Sequence[Any]) -> list[list[float]]:
    """Least and most as distances from the median. A ratio's median may lie outside its pairs by a hair."""
    return [
        [max(0.0, each["median"] - each["least"]) for each in figures],
        [max(0.0, each["most"] - each["median"]) for each in figures],
    ]


def bars(axes: Axes, names: Sequence[str], figures: Sequence[Any], goals: Sequence[float | None]) -> None:
    """Bars with least and most, and the target of each as a line across it."""
    medians = [each["median"] for each in figures]
    axes.bar(
        names,
        medians,
        0.55,
        color=OURS,
        yerr=whiskers(figures),
        ecolor=INK,
        capsize=4,
        label="median, least–most",
    )
    for index, (median, goal) in enumerate(zip(medians, goals)):
        axes.annotate(
            f"{median:.2f}", (index, 0), (0, 4), textcoords="offset points", ha="center", color="white"
        )
        if goal:
            axes.plot(
                [index - 0.38, index + 0.38],
                [goal, goal],
                color=GOAL,
                lw=2.5,
                label="target" if not index else None,
            )
    axes.grid(axis="x", visible=False)


def jobs(parts: Any) -> str:
    axes = page()
    figures = [parts["jobs"][size]["wall_ratio"] for size in ("1", "20", "200")] + [
        parts["batch"]["wall_ratio"]
    ]
    bars(axes, ["1 MB", "20 MB", "200 MB", "50 × 1 MB at once"], figures, [0.2, 0.3, 0.8, 0.15])
    axes.set(xlabel="what is downloaded", ylabel="wall time ÷ bare tool's")
    return svg(axes, "A job against yt-dlp's command line and a PUT: lower is better")


def phases(parts: Any) -> str:
    axes, left = page(height=3.4), 0.0
    for shade, (name, seconds) in zip(SHADES, parts["jobs"]["200"]["job"]["seconds"].items()):
        axes.barh("job", seconds, left=left, color=shade, label=f"{name} {seconds:.2f} s")
        left += seconds
    bare = parts["jobs"]["200"]["bare"]
    put = bare["put"]["median"]
    command = bare["wall"]["median"] - put
    axes.barh("bare tool", command, color=INK, label=f"command line {command:.2f} s")
    axes.barh("bare tool", put, left=command, color="#c9a0dc", label=f"PUT {put:.2f} s")
    left = 0.0
    for shade, (name, each) in zip(reversed(SHADES), parts["jobs"]["200"]["alone"].items()):
        axes.barh("each alone", each["median"], left=left, color=shade, label=f"{name} {each['median']:.2f} s")
        left += each["median"]
    axes.set(xlabel="seconds (medians)", ylabel="")
    axes.grid(axis="y", visible=False)
    return svg(axes, "One file of 200 MB: where the seconds go")


def workers(parts: Any) -> str:
    axes, figures = page(), parts["workers"]
    counts = [1, 2, 4]
    times = [figures[str(count)]["times"] for count in counts]
    axes.plot(counts, counts, color=INK, ls="--", label="as many times as workers")
    axes.errorbar(
        counts,
        [each["median"] for each in times],
        whiskers(times),
        color=OURS,
        marker="o",
        capsize=4,
        lw=2,
        label="measured (median, least–most)",
    )
    axes.plot([3.8, 4.2], [3.6, 3.6], color=GOAL, lw=2.5, label="target: 3.6 × with 4")
    axes.set(
        xlabel=f"workers, {figures['slots']} slots each",
        ylabel="throughput ÷ that of one worker",
        xticks=counts,
        ylim=0,
    )
    return svg(axes, f"More workers on sites that take {figures['seconds']} s: higher is better")


def api(parts: Any) -> str:
    axes, figures = page(), parts["api"]
    counts = ["1", "16", "64"]
    share = min(1.0, figures["redis_sets_per_second"]["median"] / 15_000)
    for offset, verb, colour, goal in ((-0.2, "POST", OURS, 2000), (0.2, "GET", OTHER, 4000)):
        rates = [figures[verb][count]["per_second"] for count in counts]
        places = [index + offset for index in range(len(counts))]
        axes.bar(
            places,
            [each["median"] for each in rates],
            0.38,
            color=colour,
            yerr=whiskers(rates),
            ecolor=INK,
            capsize=4,
            label=f"{verb} (with least–most)",
        )
        axes.plot(
            [0.8 + offset, 1.2 + offset],
            [goal * share] * 2,
            color=GOAL,
            lw=2.5,
            label="target" if verb == "GET" else None,
        )
    axes.axhline(
        figures["redis_sets_per_second"]["median"], color=INK, ls="--", label="the same Redis, SET/s at 16"
    )
    axes.set(xlabel="connections", ylabel="requests a second", xticks=range(len(counts)), xticklabels=counts)
    axes.grid(axis="x", visible=False)
    return svg(axes, "Requests to the API: higher is better")


def waiting(parts: Any) -> str:
    axes = page()
    bars(
        axes,
        ["GET", "jobs", "POST"],
        [parts["waiting"][what]["ratio"] for what in ("GET", "jobs", "POST")],
        [0.9] * 3,
    )
    axes.set(xlabel="what is counted", ylabel="rate with 10,000 waiting ÷ with none")
    return svg(axes, "10,000 waiting tasks against none: higher is better")


def memory(parts: Any) -> str:
    axes = page()
    for offset, part, name, colour, label in (
        (-0.2, "start", "idle_memory", OTHER, "idle after the start"),
        (0.2, "batch", "peak_memory", OURS, "peak of the batch"),
    ):
        figures = parts[part][name]
        axes.barh(
            [index - offset for index in range(len(figures))],
            list(figures.values()),
            0.38,
            color=colour,
            label=label,
        )
    axes.set(xlabel="MB", ylabel="container", yticks=range(len(figures)), yticklabels=list(figures))
    axes.grid(axis="y", visible=False)
    axes.invert_yaxis()
    return svg(axes, "Memory of each container: lower is better")


def main() -> None:
    parts = json.load(sys.stdin)["parts"]
    needs = {
        jobs: ("jobs", "batch"),
        phases: ("jobs",),
        workers: ("workers",),
        api: ("api",),
        waiting: ("waiting",),
        memory: ("start", "batch"),
    }
    print(
        json.dumps(
            {
                f"{draw.__name__}.svg": draw(parts)
                for draw, names in needs.items()
                if all(n in parts for n in names)
            }
        )
    )


main()
