"""One attempt, in the process that was forked for it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

from . import edits, enclosure, failures, fitting, guards, identity, listing, options, preview, results, sandbox
from .choice import Choice
from .progress import ExpectationPP, Reporter
from .protocol import Edit, Event, Identified, Phase, Start, encode
from .redaction import Discretion, Redaction
from .reuse import Downloader, fresh_downloader
from .tasklog import TaskLog
from .tools import Tools


def run(command: Start | Edit, events: int, *, host: int, tools: Tools, choice: Choice, enclosed: bool) -> NoReturn:
    """Never comes back to the host's code, which is on the stack above us."""
    try:
        sandbox.leave_the_host(host, events)
        if isinstance(command, Edit):
            _send(edits.outcome(command, tools.folder, _send))
        else:
            _send(_outcome(enclosure.from_inside(command) if enclosed else command, tools, choice))
        os._exit(0)
    except BaseException:  # the boundary of the process: the host makes a failure of the exit status
        os._exit(1)


def _send(event: Event) -> None:
    line = memoryview(encode(event))
    while line:
        line = line[os.write(sandbox.EVENTS, line) :]


def _ask(log: TaskLog, id: str, extractor: str, video: str) -> None:
    log.send(Identified(id, extractor, video))
    if not os.read(sandbox.EVENTS, 1):
        raise EOFError("the host has ended")


def _outcome(start: Start, tools: Tools, choice: Choice) -> Event:
    tidy = Discretion(start.proxy, start.directory)
    try:
        sandbox.settle_in(Path(start.directory), tools.folder, start.limits)
        log = TaskLog(start.id, Path(start.directory, "ytdlp.log"), tidy, _send)
    except OSError as error:
        return failures.classify(error).event(start.id, tidy)
    downloader = _downloader(start, tools, choice, log)
    try:
        return _work(start, downloader, log)
    except Exception as error:  # the boundary of the attempt: everything becomes a failure with a code
        failure = failures.classify(error, downloader.last_error, cpu_limit=start.limits.cpu)
        log.error(failure.message)
        failure = failures.of_a_full_disk(failure, start.directory)
        return failures.with_its_place(failure, error).event(start.id, tidy)


def _downloader(start: Start, tools: Tools, choice: Choice, log: TaskLog) -> Downloader:
    reporter = Reporter(start.id, start.limits.file_size, log.send)
    hooks = {
        "logger": log,
        "progress_hooks": [reporter.on_download],
        "postprocessor_hooks": [reporter.on_postprocessing],
    }
    downloader = fresh_downloader(options.parameters(start, tools) | hooks, choice.extractors, choice.of)
    downloader.add_post_processor(guards.FormatGuardPP(start.limits.duration), when="pre_process")
    if start.work == "download":
        ask = identity.IdentityPP(start.url, lambda *found: _ask(log, start.id, *found))
        downloader.add_post_processor(ask, when="pre_process")
    downloader.add_post_processor(guards.NamingPP(), when="video")
    downloader.add_post_processor(ExpectationPP(reporter), when="before_dl")
    if fitting.is_needed(start.options):
        downloader.add_post_processor(fitting.FFmpegFitPP(start.options), when="post_process")
    return downloader


def _work(start: Start, downloader: Downloader, log: TaskLog) -> Event:
    guards.check_link(start.url)
    log.send(Phase(start.id, "resolving"))
    if start.work == "preview":
        return preview.of(start, downloader)
    if start.work == "list":
        return listing.of(start, downloader, log.send)
    info = downloader.extract_info(start.url, download=True)
    return results.succeeded(start, downloader, info, Redaction(start.proxy))
