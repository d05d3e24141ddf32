"""What would be otherwise if a company answered otherwise: two runs side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from advisor.advice.assess import assess
from advisor.advice.wording import Wording
from advisor.explain.difference import difference
from advisor.explain.what_if.chains import Chains
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.inference.prior import Prior
from advisor.model.case import NOT_ASKED, Cell, Profile
from advisor.model.condition import Attribute
from advisor.model.difference import Difference
from advisor.model.knowledge import Knowledge
from advisor.model.what_if import FORMAT, Chain, Change, WhatIf


def what_if(engine: InferenceEngine, before: Profile, after: Profile, date: dt.date) -> WhatIf:
    """Return what changes when a profile becomes another of the same rows: two runs, compared.

    ``date`` is that of the assessments and changes nothing.
    """
    knowledge = engine.knowledge
    traces = [engine.run(make_case(knowledge, profile)) for profile in (before, after)]
    wordings = [Wording(knowledge, trace, before.company, knowledge.language) for trace in traces]
    sides = [
        assess(knowledge, profile, trace, date)
        for profile, trace in zip((before, after), traces, strict=True)
    ]
    found = difference(*sides)
    changed = tuple(changed_cells(before, after))
    chains = Chains(Prior.of(knowledge), *wordings)
    chains.from_answers(changed)
    return WhatIf(
        format=FORMAT,
        language=knowledge.language,
        company=before.company,
        changes=describe(changed, *wordings),
        difference=found,
        chains=tuple(_chains(found, chains, knowledge)),
    )


def changed_cells(before: Profile, after: Profile) -> Iterator[Cell]:
    """Yield the cells whose answers differ, those of questions first, all in a fixed order."""
    for name in sorted(before.answers.keys() | after.answers.keys()):
        if before.answers.get(name, NOT_ASKED) != after.answers.get(name, NOT_ASKED):
            yield (Attribute("", name), "")
    for table in sorted(after.tables):
        rows = {row.name: row for row in before.tables[table].rows}
        for row in after.tables[table].rows:
            for column in sorted(row.cells.keys() | rows[row.name].cells.keys()):
                if row.cells.get(column, NOT_ASKED) != rows[row.name].cells.get(column, NOT_ASKED):
                    yield (Attribute(table, column), row.name)


def describe(cells: tuple[Cell, ...], before: Wording, after: Wording) -> tuple[Change, ...]:
    """Return what answers were and are, in words."""
    return tuple(
        Change(str(cell[0]), cell[1], after.label(cell), before.text(cell), after.text(cell))
        for cell in cells
    )


def _chains(found: Difference, chains: Chains, knowledge: Knowledge) -> Iterator[Chain]:
    """Yield a chain to each piece of advice and each finding that changed and has one."""
    for item in found.advice:
        if (
            item.before is None
            or item.after is None
            or (item.before.certainty != item.after.certainty)
        ):
            chain = chains.to_advice(item.id, item.row)
            if chain is not None:
                yield chain
    for finding in found.findings:
        if finding.value:
            attribute = knowledge.findings[finding.id].attribute
            chain = chains.to_finding(attribute, finding.row)
            if chain is not None:
                yield chain
