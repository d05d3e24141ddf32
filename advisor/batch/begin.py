"""May this run have this folder, and where does it go on?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

import advisor
from advisor.batch.earlier import PREVIOUS, STALE, documents_of, finished_in
from advisor.batch.folder import BEGUN, OVERVIEW, STDIN, SUMMARY, WORK, RunFolder, State
from advisor.batch.hashes import DASH, hashes_of
from advisor.batch.made_from import templates_digest
from advisor.batch.settings import Settings
from advisor.edge.lock import Held, held
from advisor.language.messages import N_, _
from advisor.model.knowledge import Knowledge

Wish = Literal["new", "resume", "overwrite"]


class Begun(Struct, frozen=True):
    """What a run was begun with; going on needs the same."""

    settings: Settings
    inputs: tuple[str, ...]
    program: str
    knowledge: str
    templates: str
    started: str


class CannotBegin(Exception):  # noqa: N818 - the folder is somebody else's, or another run's
    """The folder is not for this run; ``message`` says why and ``hint`` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        """Keep both."""
        super().__init__(f"{message}; {hint}")
        self.message = message
        self.hint = hint


class FinishedAlready(Exception):  # noqa: N818 - nothing is left to do
    """The run that was to go on has come to its end before."""


WHAT_DIFFERS = {
    "settings": N_("its options"),
    "inputs": N_("its inputs"),
    "program": N_("the version of Advisor"),
    "knowledge": N_("the knowledge base"),
    "templates": N_("the templates"),
}


def begun_with(settings: Settings, inputs: tuple[str, ...], knowledge: Knowledge) -> Begun:
    """Return what a run begins with now."""
    return Begun(
        settings=settings,
        inputs=inputs,
        program=advisor.__version__,
        knowledge=knowledge.digest,
        templates=templates_digest(settings.templates_folder),
        started=dt.datetime.now().astimezone().isoformat(timespec="seconds"),
    )


@contextmanager
def begun(folder: RunFolder, wanted: Begun, wish: Wish, *, dated: bool = True) -> Iterator[Begun]:
    """Hold the folder for a run; gives what it was begun with, now or in an earlier sitting.

    A run that goes on keeps the day it was begun with unless one was asked for
    (``dated``). Raises ``CannotBegin``, ``FinishedAlready`` or ``CannotWrite``.
    """
    _may_begin(folder, wanted, wish, dated=dated)
    folder.make()
    try:
        with held(folder.work / BEGUN):
            # Once more, now that nobody else can change the folder.
            _may_begin(folder, wanted, wish, dated=dated)
            there = wanted
            if folder.state is State.UNFINISHED and wish == "resume":
                there = _read(folder)
            else:
                _start(folder, wanted)
            folder.make_room()
            yield there
    except Held:
        raise CannotBegin(
            _("another run is at work in this folder"), _("wait for its end, or choose another")
        ) from None


def _may_begin(folder: RunFolder, wanted: Begun, wish: Wish, *, dated: bool) -> None:
    """Raise what stands against beginning, if anything does."""
    if folder.path.exists() and not folder.path.is_dir():
        raise CannotBegin(_("this is a file"), _("choose a folder"))
    state = folder.state
    if wish == "overwrite" or state is State.EMPTY:
        return
    if state is State.FOREIGN:
        raise CannotBegin(
            _("the folder is not empty, and what is in it is not of a run"),
            _("choose another, or add --overwrite to write beside it"),
        )
    if wish == "resume":
        _may_go_on(folder, state, wanted, dated=dated)
    elif state is State.UNFINISHED:
        raise CannotBegin(
            _("the folder has a run that was broken off"),
            _("go on with --resume, or begin anew with --overwrite"),
        )
    elif not wanted.settings.changed_only:
        raise CannotBegin(
            _("the folder has a finished run"),
            _("choose another, or add --changed-only to bring it up to date, or --overwrite"),
        )


def _may_go_on(folder: RunFolder, state: State, wanted: Begun, *, dated: bool) -> None:
    if state is State.FINISHED:
        if wanted.settings.changed_only:
            return
        if _is_finished(folder, wanted, dated=dated):
            raise FinishedAlready
        raise CannotBegin(
            _("the folder has a finished run of something else"),
            _("add --changed-only to bring it up to date, or --overwrite"),
        )
    differing = _differing(_read(folder), wanted, dated=dated)
    if differing:
        raise CannotBegin(
            _("the run that was broken off was begun with something else: {what}").format(
                what=", ".join(differing)
            ),
            _("give it the same again, or begin anew with --overwrite"),
        )


def _is_finished(folder: RunFolder, wanted: Begun, *, dated: bool) -> bool:
    """Tell whether the run in a folder was made with the same from the same."""
    run = finished_in(folder)
    if run is None:
        return False
    there = Begun(run.settings, run.asked, run.program, run.knowledge.digest, run.templates, "")
    hashes = dict(hashes_of(wanted.inputs, folder))
    before = {each.file: each.sha256 for each in run.inputs}
    # What standard input held cannot be asked again.
    same = all(before.get(name) == hashes[name] for name in hashes if name != DASH)
    mine = replace(wanted, started="")
    return same and hashes.keys() == before.keys() and not _differing(there, mine, dated=dated)


def _differing(there: Begun, wanted: Begun, *, dated: bool) -> list[str]:
    """Return what a run that was broken off was begun with otherwise, in words."""
    settings = replace(wanted.settings, changed_only=there.settings.changed_only)
    if not dated:
        settings = replace(settings, date=there.settings.date)
    mine, theirs = asdict(replace(wanted, settings=settings)), asdict(there)
    return [_(words) for name, words in WHAT_DIFFERS.items() if mine[name] != theirs[name]]


def _read(folder: RunFolder) -> Begun:
    try:
        return msgspec.json.decode((folder.work / BEGUN).read_bytes(), type=Begun)
    except (OSError, msgspec.DecodeError):
        raise CannotBegin(
            _("what the run was begun with cannot be read"), _("begin anew with --overwrite")
        ) from None


def _start(folder: RunFolder, wanted: Begun) -> None:
    """Note what an earlier run has left, and begin; a kill at any moment loses none of it."""
    summary = folder.path / SUMMARY
    if wanted.settings.changed_only and folder.state is State.FINISHED:
        left = [name for name in _left_over(folder) if (folder.path / name).exists()]
        folder.put_in_work(STALE, lambda stream: stream.write(msgspec.json.encode(left)))
        if summary.exists():
            _copy(summary, folder, PREVIOUS)
        gone: tuple[str, ...] = _SITTING
    else:
        stale = sorted(set(documents_of(folder)))
        folder.put_in_work(STALE, lambda stream: stream.write(msgspec.json.encode(stale)))
        gone = (PREVIOUS, *_SITTING)
    folder.remove(f"{WORK}/{name}" for name in gone)
    data = msgspec.json.encode(wanted)
    folder.put_in_work(BEGUN, lambda stream: stream.write(data))
    folder.remove(OVERVIEW)


_SITTING = ("documents.jsonl", "measured.jsonl", STDIN)


def _left_over(folder: RunFolder) -> tuple[str, ...]:
    run = finished_in(folder)
    return () if run is None else run.left_over


def _copy(path: Path, folder: RunFolder, name: str) -> None:
    def copy(stream: BinaryIO) -> None:
        with path.open("rb") as source:
            while block := source.read(1 << 20):
                stream.write(block)

    folder.put_in_work(name, copy)
