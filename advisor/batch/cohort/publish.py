"""From a tally to a cohort: the figures that may be told, and no others."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

import advisor
from advisor.batch.cohort.figures import Tellable, at_least, exact_share, tellable
from advisor.batch.cohort.groups import NOT_STATED, words_of
from advisor.batch.cohort.rows import OTHERS, Row, rows_of
from advisor.batch.cohort.spread import spread
from advisor.batch.cohort.tally import Figures, Tally
from advisor.knowledge.texts import Placeholder, pieces
from advisor.language.messages import N_, messages_in
from advisor.model.cohort import Band, Cohort, Dimension, Group, GroupKind
from advisor.model.knowledge import Knowledge, Question

LEAST = 3
"""The smallest group that may be asked for: of two, each can take itself away."""

_ALL = N_("all companies")
_OTHERS = N_("others")
_THE_COMPANY = N_("the company")
_ORDER: tuple[GroupKind, ...] = ("all", "group", "not_stated", "others")


def cohort_of(tally: Tally, knowledge: Knowledge, min_group: int) -> Cohort:
    """Return what the counted companies have in common, in the knowledge base's language.

    Nothing in it, and nothing that follows from all of it together, is about
    fewer than ``min_group`` companies; fewer than three raise ``ValueError``.
    """
    if min_group < LEAST:
        raise ValueError(min_group)
    cohort = Cohort(
        program=advisor.__version__,
        knowledge=knowledge.id,
        knowledge_title=knowledge.title,
        knowledge_version=knowledge.version,
        knowledge_digest=knowledge.digest,
        language=knowledge.language,
        min_group=min_group,
    )
    if tally.whole.companies < min_group:
        return cohort
    return _Publisher(tally, knowledge, min_group).filled(cohort)


class _Publisher(Struct, frozen=True):
    tally: Tally
    knowledge: Knowledge
    least: int

    def filled(self, cohort: Cohort) -> Cohort:
        """Return the cohort with everything that may be told."""
        tally, knowledge = self.tally, self.knowledge
        told, _ = tellable(tally, (), self.least)
        words = messages_in(knowledge.language).gettext(_ALL)
        rows = rows_of(tally, self.least)
        return replace(
            cohort,
            whole=_group("all", "", words, tally.whole, told),
            decided={
                name: at_least(tally.whole.decided[tally.checks[name]], self.least)
                for name in told.checks
            },
            scored={
                name: at_least(tally.whole.scored[tally.topics[name]], self.least)
                for name in told.means.keys() | told.well.keys()
            },
            bands={name: found for name in tally.topics if (found := self._bands(name))},
            dimensions=tuple(self._dimension(name, found) for name, found in rows.items()),
            checks={name: knowledge.findings[name].label for name in tally.checks},
            topics={name: knowledge.topics[name].label for name in tally.topics},
            advice={name: self._general(knowledge.advice[name].do) for name in tally.advice},
        )

    def _bands(self, topic: str) -> tuple[Band, ...]:
        place = self.tally.topics[topic]
        scored = self.tally.whole.scored[place]
        return tuple(
            Band(low, high, exact_share(count, scored))
            for low, high, count in spread(self.tally.bands[place], self.least)
        )

    def _dimension(self, name: str, rows: tuple[Row, ...]) -> Dimension:
        question = self.knowledge.questions[name]
        _, told = tellable(self.tally, [row.figures for row in rows], self.least)
        groups = [
            _group(_kind(row.key), row.key, self._words(question, row.key), row.figures, each)
            for row, each in zip(rows, told, strict=True)
        ]
        listed = _listed(question)
        groups.sort(key=lambda group: (_ORDER.index(group.kind), listed.get(group.key, 0)))
        return Dimension(name, question.label, tuple(groups))

    def _words(self, question: Question, key: str) -> str:
        if key == OTHERS:
            return messages_in(self.knowledge.language).gettext(_OTHERS)
        return words_of(question, key, self.knowledge, self.tally.typed[question.id][key])

    def _general(self, text: str) -> str:
        """Return the words of advice without what is one company's own."""
        company = messages_in(self.knowledge.language).gettext(_THE_COMPANY)
        return "".join(_in_general(piece, company) for piece in pieces(text))


def _in_general(piece: str | Placeholder, company: str) -> str:
    if isinstance(piece, str):
        return piece
    return company if piece.name == "company" else piece.fallback or "…"


def _listed(question: Question) -> dict[str, int]:
    """Return the places of a question's groups; texts have none, and stay the largest first."""
    bands = len(question.group.limits) + 1 if question.group is not None else 0
    return {key: place for place, key in enumerate([*question.options, *map(str, range(bands))])}


def _kind(key: str) -> GroupKind:
    if key == OTHERS:
        return "others"
    return "not_stated" if key == NOT_STATED else "group"


def _group(kind: GroupKind, key: str, words: str, figures: Figures, told: Tellable) -> Group:
    return Group(
        kind=kind,
        key=key,
        words=words,
        companies=figures.companies,
        checks=told.checks,
        means=told.means,
        well=told.well,
        advice=told.advice,
    )
