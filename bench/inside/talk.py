"""A conversation with the measuring side outside: one JSON object a line in, one out."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable
from typing import Any


def serve(verbs: dict[str, Callable[..., Any]]) -> None:
    """Answers {"verb": …, …arguments} with {"answer": …} or {"error": …} until the end of the input."""
    for line in sys.stdin:
        arguments = json.loads(line)
        try:
            reply = {"answer": verbs[arguments.pop("verb")](**arguments)}
        except Exception:  # the other side shows it and ends the run
            reply = {"error": traceback.format_exc()}
        print(json.dumps(reply), flush=True)
