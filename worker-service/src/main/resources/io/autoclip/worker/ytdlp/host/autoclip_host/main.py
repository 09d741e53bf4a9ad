"""Puts the host together."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial

from . import bodies, child, enclosure, guards, kernel, memory, segments, settings, tools, warmup
from .channel import Channel
from .host import Host
from .protocol import Ready


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit status: 0 when the conversation ended, 1 when the host cannot start."""
    given = settings.parse(arguments)
    channel = Channel.from_standard_streams()
    if given.door is not None:
        enclosure.enter(given.door)
    kernel.adopt_orphans()
    try:
        prepared = tools.prepare(given)
    except tools.ToolMissing as error:
        print(f"autoclip_host: {error}", file=sys.stderr)
        return 1
    guards.forbid_what_opens_addresses_by_itself()
    bodies.bound_what_is_read_whole()
    segments.bound()
    choice = warmup.warm_up(prepared)
    enclosed = given.door is not None
    launch = partial(child.run, host=os.getpid(), tools=prepared, choice=choice, enclosed=enclosed)
    host = Host(channel, launch, allow_direct=given.allow_direct)
    memory.keep_shared()
    channel.send(Ready(os.getpid(), prepared.versions, enclosed))
    host.run()
    return 0
