"""From a cohort to its document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from advisor.model.cohort import Cohort, Dimension, Group, Share
from advisor.report.escape import plain
from advisor.report.faults import told_at_their_line
from advisor.report.render import environment_for, tidy

TEMPLATE = "cohort.md.j2"
MOST_COMPARED = 12
"""How many checks the tables of groups have: those that fail most often."""

MOST_ADVICE = 8
MOST_ADVICE_OF_A_GROUP = 3

Data = dict[str, Any]


def render_cohort(cohort: Cohort, date: dt.date, templates: Path | None = None) -> str:
    """Return the document as Markdown that ends in one line break.

    ``templates`` is a folder whose files take the place of shipped ones, as for
    a company's document. A mistake in a template raises ``InputError`` at its line.
    """
    environment = environment_for(templates, cohort.language)
    context = {**cohort_view(cohort), "date": date.isoformat()}
    with told_at_their_line(environment, context):
        return tidy(environment.get_template(TEMPLATE).render(context))


def cohort_view(cohort: Cohort) -> Data:
    """Return the names that the template knows.

    - ``cohort``: what it was made from, and the smallest group
    - ``companies``: how many there are, 0 where nothing is told
    - ``failing``: the checks, that which fails most often first
    - ``scores``: the topics with a figure, the lowest mean first
    - ``leading``: advice given to begin with, the most frequent first
    - ``dimensions``: for each question its groups, and tables of them: rows of
      a label with a cell for each group, None where nothing is told
    """
    whole = cohort.whole
    stamp = {
        name: plain(value) if isinstance(value, str) else value
        for name, value in msgspec.structs.asdict(cohort).items()
        if isinstance(value, (str, int))
    }
    if whole is None:
        return {"cohort": stamp, "companies": 0}
    failing = _most_first(whole.checks, cohort.checks)
    scores = sorted(
        (name for name in cohort.topics if name in whole.means or name in whole.well),
        key=lambda name: whole.means.get(name, 100),
    )
    return {
        "cohort": stamp,
        "companies": whole.companies,
        "failing": [
            {
                "label": plain(cohort.checks[name]),
                "share": _share(whole.checks[name]),
                "decided": cohort.decided[name],
            }
            for name in failing
        ],
        "scores": [
            {
                "label": plain(cohort.topics[name]),
                "mean": whole.means.get(name),
                "well": _share(whole.well.get(name)),
                "scored": cohort.scored[name],
                "bands": [
                    {"low": band.low, "high": band.high, "share": _share(band.share)}
                    for band in cohort.bands.get(name, ())
                ],
            }
            for name in scores
        ],
        "leading": _advice(cohort, whole, MOST_ADVICE),
        "dimensions": [_dimension(cohort, each, failing) for each in cohort.dimensions],
    }


def _dimension(cohort: Cohort, dimension: Dimension, failing: list[str]) -> Data:
    groups = dimension.groups
    return {
        "label": plain(dimension.label),
        "groups": [
            {
                "words": plain(group.words),
                "kind": group.kind,
                "companies": group.companies,
                "advice": _advice(cohort, group, MOST_ADVICE_OF_A_GROUP),
            }
            for group in groups
        ],
        "failing": _rows(
            (plain(cohort.checks[name]), [_share(group.checks.get(name)) for group in groups])
            for name in failing[:MOST_COMPARED]
        ),
        "scores": _rows(
            (plain(label), [group.means.get(name) for group in groups])
            for name, label in cohort.topics.items()
        ),
    }


def _rows(rows: Iterable[tuple[str, list[Any]]]) -> list[Data]:
    """Return the rows of a table in which something is told."""
    return [
        {"label": label, "cells": cells}
        for label, cells in rows
        if any(cell is not None for cell in cells)
    ]


def _advice(cohort: Cohort, group: Group, most: int) -> list[Data]:
    return [
        {"do": plain(cohort.advice[name]), "share": _share(group.advice[name])}
        for name in _most_first(group.advice, cohort.advice)[:most]
    ]


def _most_first(shares: Mapping[str, Share], order: Mapping[str, str]) -> list[str]:
    """Return the ids by their shares, the largest first, then in the order of the base."""
    places = {name: place for place, name in enumerate(order)}
    return sorted(shares, key=lambda name: (-shares[name].low - shares[name].high, places[name]))


def _share(share: Share | None) -> Data | None:
    return None if share is None else {"low": share.low, "high": share.high}
