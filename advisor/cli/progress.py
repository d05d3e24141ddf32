"""How far a run is: a bar where there is a terminal, a line now and then where there is none."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Protocol

import click

from advisor.language.messages import _, current_language

SECONDS_BETWEEN_LINES = 30.0


class Progress(Protocol):
    """Hears of every company that is done."""

    def done(self, *, before: bool = False) -> None:
        """Count one; ``before`` says that it was done in an earlier sitting."""

    def begin_again(self, what: str) -> None:
        """Begin another pass over the same companies, called by what it does."""


@contextmanager
def progress(total: int | None) -> Iterator[Progress]:
    """Show how far a run is on standard error until the end of the block."""
    if sys.stderr.isatty():
        bar = _Bar(total)
        try:
            yield bar
        finally:
            bar.close()
    else:
        yield _Lines(total)


class _Bar:
    """A bar with rate and time left."""

    def __init__(self, total: int | None) -> None:
        from tqdm import tqdm

        self._bar = tqdm(
            total=total,
            unit=" " + _("companies"),
            file=sys.stderr,
            dynamic_ncols=True,
            smoothing=0.1,
            leave=False,
        )

    def done(self, *, before: bool = False) -> None:
        if before:
            # What was done before says nothing of the speed.
            self._bar.initial += 1
            self._bar.n += 1
        else:
            self._bar.update()

    def begin_again(self, what: str) -> None:
        self._bar.reset(self._bar.total)
        self._bar.set_description_str(what)

    def close(self) -> None:
        self._bar.close()


class _Lines:
    """A line now and then, the first when there is something to say."""

    def __init__(self, total: int | None) -> None:
        self._total = total
        self.begin_again("")

    def begin_again(self, what: str) -> None:
        self._what = what
        self._done = self._now = 0
        self._began = self._said = time.monotonic()

    def done(self, *, before: bool = False) -> None:
        self._done += 1
        self._now += not before
        now = time.monotonic()
        if now - self._said >= SECONDS_BETWEEN_LINES:
            self._said = now
            click.echo(self._line(now - self._began), err=True)

    def _line(self, seconds: float) -> str:
        from advisor.language.numbers import number_text

        language = current_language()
        rate = self._now / seconds if seconds else 0.0
        done = number_text(Decimal(self._done), language)
        pieces = [
            *([self._what] if self._what else []),
            _("{count} companies done").format(count=done),
            _("{rate} a second").format(rate=number_text(Decimal(f"{rate:.1f}"), language)),
        ]
        if self._total and rate and self._total > self._done:
            left = (self._total - self._done) / rate
            pieces.append(_("about {time} left").format(time=_in_words(left)))
        return ", ".join(pieces)


def _in_words(seconds: float) -> str:
    from datetime import timedelta

    from babel.dates import format_timedelta

    return format_timedelta(timedelta(seconds=seconds), threshold=2, locale=current_language())
