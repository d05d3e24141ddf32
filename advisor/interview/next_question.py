"""Which question comes next: the one worth most for the time it takes, within the topic at hand.

A pure function of the knowledge base and of what is known, for the terminal,
for a replay, and for any other front end.
"""

from __future__ import annotations

import threading
from collections.abc import Collection
from decimal import Decimal

from msgspec import Struct

from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.interview.worth import Appraiser
from advisor.knowledge.needed import EFFORTS, FIRST, ROWS_EXPECTED, SAME_TOPIC
from advisor.model.case import Cell, Profile
from advisor.model.knowledge import Effort, Knowledge, Question, Table
from advisor.model.outcome import Ask, Trace


class Candidate(Struct, frozen=True):
    """Something to ask: its topic, its worth, and the seconds that it is expected to take."""

    cell: Cell
    topic: str
    worth: float
    seconds: Decimal

    @property
    def rate(self) -> float:
        """Return how much is expected to move in a second."""
        return self.worth / float(self.seconds)


class Ahead(Struct, frozen=True):
    """What lies ahead of a company: the run that looks ahead, and all there is to ask.

    ``stay`` is the share of the best rate for which the topic is not changed.
    """

    trace: Trace
    candidates: tuple[Candidate, ...]
    stay: float

    def next(
        self,
        topic: str = "",
        seconds: Decimal | None = None,
        put_off: Collection[Cell] = (),
    ) -> Candidate | None:
        """Return what to ask next, or None when nothing is left that is worth asking.

        ``topic`` is the one at hand, ``seconds`` the time that is left, and
        ``put_off`` what is not to be asked now.
        """
        fitting = [
            candidate
            for candidate in self.candidates
            if candidate.cell not in put_off and (seconds is None or candidate.seconds <= seconds)
        ]
        if not fitting:
            return None
        best = min(fitting, key=_rank)
        at_hand = [candidate for candidate in fitting if candidate.topic == topic]
        nearest = min(at_hand, key=_rank, default=best)
        return nearest if nearest.rate >= best.rate * self.stay else best


def next_question(
    knowledge: Knowledge,
    answers: Profile,
    topic: str = "",
    seconds: Decimal | None = None,
    put_off: Collection[Cell] = (),
) -> Candidate | None:
    """Return what to ask next, or None when no answer to come can change anything.

    ``answers`` is all that is known of the company. The engine's ask-rules
    name what there is to ask; of that, the most worth for its effort is
    chosen, from the ``topic`` at hand where that makes little difference.
    """
    return look_ahead(knowledge, answers).next(topic, seconds, put_off)


def look_ahead(knowledge: Knowledge, answers: Profile, *, missing: bool = False) -> Ahead:
    """Return what lies ahead of a company; with ``missing``, also what each open rule lacks."""
    engine = engine_for(knowledge)
    trace = engine.run(make_case(knowledge, answers, ahead=True), missing=missing)
    candidates = tuple(_candidate(ask, knowledge) for ask in trace.asks)
    return Ahead(trace, candidates, float(knowledge.parameter(SAME_TOPIC)) / 100)


_kept = threading.local()


def engine_for(knowledge: Knowledge) -> InferenceEngine:
    """Return an engine for a knowledge base: that of the last call in this thread, if it fits."""
    engine: InferenceEngine | None = getattr(_kept, "engine", None)
    if engine is None or engine.knowledge is not knowledge:
        engine = InferenceEngine(knowledge, appraise=Appraiser(knowledge))
        _kept.engine = engine
    return engine


def _rank(candidate: Candidate) -> tuple[float, Cell]:
    """Order candidates, the highest rate first; names decide between equals."""
    # Rounded, so that the last digit of a sum decides nothing.
    return (-round(candidate.rate, 9), candidate.cell)


def _candidate(ask: Ask, knowledge: Knowledge) -> Candidate:
    asked = subject(ask.cell, knowledge)
    worth = ask.worth
    if isinstance(asked, Question) and asked.first:
        worth *= float(knowledge.parameter(FIRST))
    return Candidate(ask.cell, topic_of(ask.cell, knowledge), worth, _seconds(asked, knowledge))


def subject(cell: Cell, knowledge: Knowledge) -> Question | Table:
    """Return the question, the column or the table that a cell names."""
    attribute = cell[0]
    if attribute.table:
        return knowledge.tables[attribute.table].columns[attribute.name]
    if attribute.name in knowledge.tables:
        return knowledge.tables[attribute.name]
    return knowledge.questions[attribute.name]


def topic_of(cell: Cell, knowledge: Knowledge) -> str:
    """Return the topic of something asked; a table is a topic of its own, with all its cells."""
    attribute = cell[0]
    asked = subject(cell, knowledge)
    if attribute.table or isinstance(asked, Table):
        return attribute.table or attribute.name
    return asked.topic


def _seconds(asked: Question | Table, knowledge: Knowledge) -> Decimal:
    effort: Effort = asked.effort
    seconds = knowledge.parameter(EFFORTS[effort])
    rows = knowledge.parameter(ROWS_EXPECTED) if isinstance(asked, Table) else Decimal(1)
    return seconds * rows
