"""Turns frames as their file says that they be shown: phones film as they are held, and only note how."""

from __future__ import annotations

from fractions import Fraction

from av.filter import Graph
from av.video.frame import VideoFrame

QUARTER_TURNS = {90: ("cclock",), -90: ("clock",), 180: ("clock", "clock"), -180: ("clock", "clock")}


class Upright:
    def __init__(self) -> None:
        self._graph: Graph | None = None
        self._form: tuple[object, ...] | None = None
        self.is_on_its_side = False
        """Whether the last frame had its sides changed."""

    def turn(self, frame: VideoFrame, rotation: int | None = None) -> VideoFrame:
        """``rotation``: degrees counter-clockwise, if the frame itself does not tell them."""
        turns = QUARTER_TURNS.get(frame.rotation if rotation is None else rotation)
        self.is_on_its_side = turns is not None and len(turns) == 1
        if turns is None:
            return frame
        form = (frame.width, frame.height, frame.format.name, turns)
        if form != self._form:
            self._graph, self._form = _graph(frame, turns), form
        self._graph.vpush(frame)
        return self._graph.vpull()


def _graph(frame: VideoFrame, turns: tuple[str, ...]) -> Graph:
    graph = Graph()
    filters = [graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=Fraction(1, 25))]
    filters += [graph.add("transpose", turn) for turn in turns]
    graph.link_nodes(*filters, graph.add("buffersink")).configure()
    return graph
