"""Registers of companies to count, on a small knowledge base of two questions that group."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from advisor.batch.cohort.tally import Tally
from advisor.batch.record import Leading, Record
from advisor.model.knowledge import Knowledge
from tests.knowledge.small_base import loaded, write_small

CASE = """\
topics:
  - {id: price, label: Price | what you take, section: mix}
parameters:
  - {id: size.small, value: 10, unit: people, date: 2026-11-21, source: judgement}
  - {id: size.medium, value: 50, unit: people, date: 2026-11-21, source: judgement}
questions:
  - {id: trade, label: Trade, ask: "What do you do?", kind: text, group: by_answer, source: S2}
  - id: people
    label: People at work
    ask: How many?
    kind: number
    unit: people
    group: [size.small, size.medium]
    source: S2
  - {id: chain, label: Chain, ask: "One of a chain?", kind: yes_no, source: S2}
findings:
  - id: room
    label: Room for the demand
    domain: {holds: There is, fails: There is not}
    check: yes
    source: S2
  - id: proof
    label: Proof of what is claimed
    domain: {holds: There is, fails: There is not}
    check: yes
    source: S2
advice:
  - id: mend_row
    for_each: groups
    topic: price
    do: "Mend “{row}” at {company} for {peak_load|a price}."
    why: It pays.
    how: [Count, Move a shift, Look again]
    measure: Share of customers served
    impact: 5
    effort: 3
    horizon: now
    source: S2
"""
CHECKS = ("proof", "room")
TOPICS = ("price", "service")
ADVICE = ("add_capacity", "mend_row")


@cache
def knowledge(more: str = "") -> Knowledge:
    """Return the base; ``more`` takes the place of the word ``yes_no`` in the last question."""
    with tempfile.TemporaryDirectory() as folder:
        return loaded(write_small(Path(folder), CASE.replace("yes_no, ", f"yes_no, {more}")))


def record(
    trade: str = "Bakery",
    people: str = "0",
    *,
    checks: Mapping[str, str] | None = None,
    scores: Mapping[str, int | None] | None = None,
    leading: Iterable[str] = (),
) -> Record:
    """Return the line of a company; an empty trade, or size, was not stated."""
    return Record(
        company="Glans",
        source="members.csv",
        row=2,
        language="en",
        documents=(),
        scores={
            name: None if score is None else Decimal(score)
            for name, score in (scores or {}).items()
        },
        checks=checks or {},
        groups={"trade": (trade.casefold(), trade), "people": (people, people)},
        leading=tuple(Leading(name, name, "Do it.", Decimal(1)) for name in leading),
        advice=1,
        open=(),
        headline="",
        answers="0123456789ab",
        made_from="ba9876543210",
    )


def tallied(records: Iterable[Record]) -> Tally:
    """Return the tally of a register."""
    tally = Tally(knowledge())
    for each in records:
        tally.count(each)
    return tally


def registers(most: int = 60) -> st.SearchStrategy[list[Record]]:
    """Return registers in which some trades are frequent and some rare."""
    return st.lists(_records(), max_size=most)


def _records() -> st.SearchStrategy[Record]:
    standing = st.sampled_from(["well", "badly", "badly", "unknown", ""])
    points = st.none() | st.sampled_from([0, 20, 30, 50, 60, 75, 100])
    return st.builds(
        record,
        st.sampled_from([*"AAAAAAABBBBBCCCDDE", ""]),
        st.sampled_from([*"00000112", ""]),
        checks=st.fixed_dictionaries(dict.fromkeys(CHECKS, standing)),
        scores=st.fixed_dictionaries(dict.fromkeys(TOPICS, points)),
        leading=st.sets(st.sampled_from(ADVICE)),
    )
