"""Several processes give what one gives, in the same order, whatever befalls them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from advisor.batch.pool import PORTION, results


class Squares(Struct):
    """Squares numbers, slowly the smaller ones; at ``deadly`` the process dies."""

    deadly: int = -1
    once: str = ""

    def begin(self) -> Callable[[int], int]:
        """Return what squares."""
        return self.square

    def lost(self, piece: int) -> int:
        """Return what no square is."""
        return -piece

    def square(self, number: int) -> int:
        """Return the square, if this process lives."""
        if number == self.deadly and not (self.once and Path(self.once).exists()):
            if self.once:
                Path(self.once).touch()
            os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        if number < PORTION:
            time.sleep(0.005)
        return number * number


NUMBERS = range(5 * PORTION + 3)
SQUARED = [(number, number * number) for number in NUMBERS]


def test_one_process_gives_results_as_they_are_asked_for() -> None:
    endless = results(iter(int, 1), Squares(), 1)
    assert [next(endless), next(endless)] == [(0, 0), (0, 0)]


def test_several_processes_give_the_same_in_the_same_order() -> None:
    assert list(results(NUMBERS, Squares(), 2)) == list(results(NUMBERS, Squares(), 1)) == SQUARED


def test_a_process_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    work = Squares(deadly=PORTION + 1, once=str(tmp_path / "died"))
    assert list(results(NUMBERS, work, 2)) == SQUARED


def test_a_piece_on_which_processes_die_is_lost_and_no_other() -> None:
    expected = [(n, -n if n == PORTION + 1 else square) for n, square in SQUARED]
    assert list(results(NUMBERS, Squares(deadly=PORTION + 1), 2)) == expected


def test_what_the_work_raises_is_raised_here() -> None:
    words: list[Any] = ["a"]
    with pytest.raises(TypeError):
        list(results(words, Squares(), 2))
