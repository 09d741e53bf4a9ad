"""An edit, in the process that was forked for it: something is made of, or found in, a file that is here already."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from . import cutting, failures, frames, sandbox, silence
from .protocol import Cut, Edit, Event, Frames, Silence
from .redaction import Discretion
from .refusal import Refused
from .tasklog import TaskLog
from .teller import Teller

_JOBS: dict[type, Callable[[Edit, Teller], Event]] = {Silence: silence.of, Cut: cutting.of, Frames: frames.of}
"""What does each kind of job. It works in ``<directory>/work``, and leaves in ``directory`` what is to be kept."""


def outcome(edit: Edit, tools: Path, send: Callable[[Event], None]) -> Event:
    """``tools``: the folder of the wrappers."""
    tidy = Discretion("", edit.directory)
    try:
        sandbox.settle_in(Path(edit.directory), tools, edit.limits)
        log = TaskLog(edit.id, _fresh(Path(edit.directory, "ytdlp.log")), tidy, send)
    except OSError as error:
        return failures.classify(error).event(edit.id, tidy)
    try:
        _check(edit)
        return _JOBS[type(edit.job)](edit, Teller(edit.id, log))
    except Exception as error:  # the boundary of the attempt: everything becomes a failure with a code
        failure = failures.classify(error, cpu_limit=edit.limits.cpu)
        log.error(failure.message)
        failure = failures.of_a_full_disk(failure, edit.directory)
        return failures.with_its_place(failure, error).event(edit.id, tidy)


def _fresh(log: Path) -> Path:
    """An attempt may have several edits, one after another: what an earlier one has said was heard."""
    log.unlink(missing_ok=True)
    return log


def _check(edit: Edit) -> None:
    """Its name lies in the directory (commands.py); so must the file itself."""
    real = os.path.realpath(edit.source)
    if not real.startswith(os.path.realpath(edit.directory) + os.sep) or not stat.S_ISREG(os.stat(real).st_mode):
        raise Refused("internal", "the source is no file of this attempt")
