"""Compare two profiles of a company, one profile under two bases, or both at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.explain.compare.answers import CUT_LINES, changed_answers
from advisor.explain.compare.caused import Between, Change, between, cause_of
from advisor.explain.compare.corners import Corners, Inputs, run_corners
from advisor.explain.compare.entries import changed_entries, entry_key
from advisor.explain.compare.upstream import Upstream
from advisor.explain.difference import difference
from advisor.explain.reference.refs import Kind, Ref
from advisor.language.messages import LANGUAGES, speaking
from advisor.model.assessment import Assessment
from advisor.model.comparison import (
    FORMAT,
    AdviceCaused,
    AnswerChange,
    Base,
    Cause,
    Caused,
    Comparison,
    EntryChange,
    FindingCaused,
    LeftOut,
    MeasureCaused,
    ScoreCaused,
)
from advisor.model.difference import AdviceChange, FindingChange, ScoreChange
from advisor.model.grounds import Ground
from advisor.model.knowledge import Knowledge

ENGLISH = "en"


def compare(inputs: Inputs) -> Comparison:
    """Return what changed from old to new, each change with what brought it about.

    Both bases are in the language to write in.
    """
    corners = run_corners(inputs)
    language = inputs.new_base.language
    with speaking(language if language in LANGUAGES else ENGLISH):
        answers = tuple(_answers(corners))
        entries = changed_entries(inputs.old_base, inputs.new_base)
    changes = difference(corners.old_old.assessment, corners.new_new.assessment)
    why = _Why(corners, answers, entries)
    return Comparison(
        format=FORMAT,
        language=language,
        company=corners.new_new.assessment.company,
        old_base=_base(inputs.old_base),
        new_base=_base(inputs.new_base),
        left_out=tuple(_left_out(inputs)),
        answers=answers,
        entries=entries,
        advice=tuple(AdviceCaused(change, why.of(change)) for change in changes.advice),
        findings=tuple(FindingCaused(change, why.of(change)) for change in changes.findings),
        scores=tuple(ScoreCaused(change, why.of(change)) for change in changes.scores),
        measures=tuple(MeasureCaused(change, why.of(change)) for change in changes.measures),
    )


def _base(knowledge: Knowledge) -> Base:
    return Base(knowledge.id, knowledge.title, knowledge.version, knowledge.digest)


def _left_out(inputs: Inputs) -> Iterator[LeftOut]:
    """Yield what was left out; a base that both sides share is told of once."""
    one_base = inputs.old_base.digest == inputs.new_base.digest
    seen = set()
    for profile, base, asked in inputs.each():
        for unused in asked.unused:
            left = LeftOut(
                profile, "new" if one_base else base, unused.id, unused.row, unused.reason
            )
            if left not in seen:
                seen.add(left)
                yield left


def _answers(corners: Corners) -> Iterator[AnswerChange]:
    """Yield what differs: in the words of the new base, then what only the old one asks for."""
    told = set()
    for change in changed_answers(corners.old_new, corners.new_new):
        told.add(change.key)
        yield change
    for change in changed_answers(corners.old_old, corners.new_old):
        if change.key not in told:
            yield change


class _Why:
    """Finds what brought each change about, and which answers and entries lead to it."""

    def __init__(
        self, corners: Corners, answers: tuple[AnswerChange, ...], entries: tuple[EntryChange, ...]
    ) -> None:
        self.before = corners.old_old.assessment
        self.after = corners.new_new.assessment
        self.left: Between = between(corners)
        self.answers, self.entries = answers, entries
        self.bases = (Upstream(corners.old_old.knowledge), Upstream(corners.new_new.knowledge))

    def of(self, change: Change) -> Caused:
        """Return what brought a change about."""
        cause: Cause = cause_of(change, self.left)
        upstream = self._upstream(change)
        answers = self._answers(change, upstream) if cause != "knowledge" else ()
        entries = self._entries(upstream) if cause != "answers" else ()
        return Caused(cause, answers, entries)

    def _entries(self, upstream: frozenset[Ref]) -> tuple[str, ...]:
        keys = {entry_key(ref) for ref in upstream}
        return tuple(e.key for e in self.entries if e.key in keys and not e.words_only)

    def _answers(self, change: Change, upstream: frozenset[Ref]) -> tuple[str, ...]:
        """Return the answers a conclusion rests on, on either side; else all that have a say.

        What it rests on is nearer, but an answer may also matter by what it keeps
        from holding.
        """
        if not self.answers:
            return ()
        rests_on = frozenset(_inputs(self._grounds(change), self.bases))
        return self._among(rests_on) or self._among(upstream)

    def _among(self, refs: frozenset[Ref]) -> tuple[str, ...]:
        ids = {ref.id for ref in refs if ref.kind in {Kind.QUESTION, Kind.TABLE, Kind.COLUMN}}
        if any(ref.kind is Kind.COLUMN for ref in refs):
            ids.add(CUT_LINES)
        return tuple(answer.key for answer in self.answers if answer.id in ids)

    def _upstream(self, change: Change) -> frozenset[Ref]:
        found: set[Ref] = set()
        for base in self.bases:
            if isinstance(change, ScoreChange):
                found |= base.of_topic(change.topic)
            else:
                kind = _kind(change)
                found |= base.of([Ref(kind, change.id)])
        return frozenset(found)

    def _grounds(self, change: Change) -> Iterator[Ground]:
        for assessment in (self.before, self.after):
            yield from _grounds_in(assessment, change)


def _kind(change: Change) -> Kind:
    if isinstance(change, AdviceChange):
        return Kind.ADVICE
    return Kind.FINDING if isinstance(change, FindingChange) else Kind.MEASURE


def _grounds_in(assessment: Assessment, change: Change) -> Iterator[Ground]:
    if isinstance(change, AdviceChange):
        for advice in assessment.advice:
            if advice.key == change.key:
                yield from advice.rests_on
    elif isinstance(change, FindingChange):
        for finding in assessment.findings:
            if (finding.id, finding.row) == (change.id, change.row):
                yield from finding.rests_on


def _inputs(grounds: Iterable[Ground], bases: tuple[Upstream, Upstream]) -> Iterator[Ref]:
    """Yield the questions, tables and columns that grounds are made of."""
    for ground in grounds:
        if ground.origin == "measure":
            for base in bases:
                yield from base.of([Ref(Kind.MEASURE, ground.id)])
        elif ground.origin == "table":
            yield Ref(Kind.TABLE, ground.id)
        elif "." in ground.id:
            for base in bases:
                yield from base.of([Ref(Kind.COLUMN, ground.id)])
        else:
            yield Ref(Kind.QUESTION, ground.id)
