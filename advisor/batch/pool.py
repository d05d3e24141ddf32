"""Work done by several processes, its results in the order of the work.

Work goes out in small portions of which only a few are under way at a time, so
memory does not grow with how much there is. A process that dies takes its
portion with it: that is given out again piece by piece, and a piece on which
two processes died counts as lost.
"""

from __future__ import annotations

import itertools
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import Any, Generic, Protocol, TypeVar

PORTION = 16
UNDER_WAY = 3
TRIES = 2

Piece = TypeVar("Piece")
Result = TypeVar("Result")
Given_contra = TypeVar("Given_contra", contravariant=True)
Made_co = TypeVar("Made_co", covariant=True)


class Work(Protocol[Given_contra, Made_co]):
    """What is to be done with each piece; it is sent to every process once."""

    def begin(self) -> Callable[[Given_contra], Made_co]:
        """Return what does it, made in the process that does it."""

    def lost(self, piece: Given_contra) -> Made_co:
        """Return the result for a piece on which processes die."""


def results(
    pieces: Iterable[Piece], work: Work[Piece, Result], jobs: int
) -> Iterator[tuple[Piece, Result]]:
    """Yield each piece with its result, in the order of the pieces.

    With one job it is done in this process. What the work itself raises is
    raised here.
    """
    if jobs > 1:
        with _Pool(work, jobs) as pool:
            yield from pool.results(pieces)
        return
    do = work.begin()
    for piece in pieces:
        yield piece, do(piece)


class _Pool(Generic[Piece, Result]):
    """Processes that work, replaced when one of them dies."""

    def __init__(self, work: Work[Piece, Result], jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> _Pool[Piece, Result]:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop()

    def results(self, pieces: Iterable[Piece]) -> Iterator[tuple[Piece, Result]]:
        under_way: deque[tuple[Sequence[Piece], Future[list[Result]] | None]] = deque()
        portions = _portions(pieces)
        while True:
            room = self._jobs * UNDER_WAY - len(under_way)
            under_way.extend(
                (each, self._submit(each)) for each in itertools.islice(portions, room)
            )
            if not under_way:
                return
            portion, future = under_way.popleft()
            done = _result(future)
            if done is None:
                self._stop()
                done = [self._alone(piece) for piece in portion]
                # What else was under way went down with the same processes.
                under_way = deque((later, self._submit(later)) for later, _ in under_way)
            yield from zip(portion, done, strict=True)

    def _alone(self, piece: Piece) -> Result:
        """Return the result of a piece with nothing else under way."""
        for _ in range(TRIES):
            done = _result(self._submit([piece]))
            if done is not None:
                return done[0]
            self._stop()
        return self._work.lost(piece)

    def _submit(self, portion: Sequence[Piece]) -> Future[list[Result]] | None:
        """Hand a portion out; None where the processes have died meanwhile."""
        if self._executor is None:
            # Spawned, since that is the same on every system and inherits nothing by chance.
            self._executor = ProcessPoolExecutor(
                self._jobs, get_context("spawn"), _begin, (self._work,)
            )
        try:
            return self._executor.submit(_do, portion)
        except BrokenProcessPool:
            return None

    def _stop(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None


def _result(future: Future[list[Result]] | None) -> list[Result] | None:
    """Return what came out, None where a process has died."""
    if future is None:
        return None
    try:
        return future.result()
    except BrokenProcessPool:
        return None


def _portions(pieces: Iterable[Piece]) -> Iterator[Sequence[Piece]]:
    remaining = iter(pieces)
    while portion := list(itertools.islice(remaining, PORTION)):
        yield portion


class _Worker:
    """What a worker process keeps between portions."""

    do: Callable[[Any], Any]


def _begin(work: Work[Any, Any]) -> None:
    """Make this process ready; it ends with the one that began it, whatever ends that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Worker.do = staticmethod(work.begin())


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        # Whatever it is in the middle of: nobody waits for the result any more.
        os.kill(os.getpid(), signal.SIGTERM)


def _do(portion: Sequence[Any]) -> list[Any]:
    return [_Worker.do(piece) for piece in portion]
