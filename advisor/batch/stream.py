"""A run without a folder: a line for each company, as soon as it is done, for pipelines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec.structs import replace

from advisor.batch.entry import Item, Skipped, Trouble
from advisor.batch.making import Making
from advisor.batch.outcome import Failed, Made
from advisor.batch.outputs import record_line
from advisor.batch.settings import Settings
from advisor.model.knowledge import Knowledge


def run_through(
    items: Iterable[Item], settings: Settings, books: Mapping[str, Knowledge], jobs: int
) -> Iterator[bytes | Trouble | Skipped]:
    """Yield a line of JSON for each company, in order, and what went wrong in between.

    The line is the assessment; without formats in the settings, that of the summary.
    """
    whole = bool(settings.formats)
    making = Making(replace(settings, formats=("json",) if whole else ()), books=books)
    for item, outcome in making.outcomes(items, jobs):
        if isinstance(item, Skipped):
            yield item
        elif isinstance(outcome, Failed):
            yield Trouble(item.source, item.row, outcome.mistakes)
        elif isinstance(outcome, Made):
            yield _line(outcome)


def _line(made: Made) -> bytes:
    for _, text in made.documents:
        return msgspec.json.format(text.encode(), indent=0) + b"\n"
    return record_line(made.record)
