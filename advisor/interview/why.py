"""Why something is asked: the advice that waits for it, by which rule, on whose word.

Read off the run that looks ahead, so it is the rules as they stand for this
company: what is settled already is no reason to ask.
"""

from __future__ import annotations

from collections.abc import Iterator

from advisor.advice.missing import Missing
from advisor.advice.wording import Wording
from advisor.inference.truth import Truth, leaf_truth
from advisor.interview.next_question import subject
from advisor.interview.worth import LEAST
from advisor.knowledge.needed import IMPACT_WEIGHT
from advisor.language.messages import N_, _, ngettext
from advisor.model.case import Cell, Reading, State
from advisor.model.condition import All, Any_, Attribute, Condition, Leaf
from advisor.model.knowledge import Advice, Grade, Knowledge, Production, Question, Rule
from advisor.model.outcome import OpenRule, Trace

MOST = 3
ON_WHOSE_WORD = {
    Grade.ARTICLE: N_("an article says so"),
    Grade.PUBLIC: N_("a public source says so"),
    Grade.JUDGEMENT: N_("professional judgement"),
}


def why(cell: Cell, knowledge: Knowledge, trace: Trace) -> list[str]:
    """Return paragraphs: its author's reason, the advice it decides on, the rule and its source."""
    asked = subject(cell, knowledge)
    wording = Wording(knowledge, trace, _("your company"), knowledge.language)
    said = [asked.why] if isinstance(asked, Question) and asked.why else []
    waiting = _waiting_for(cell, knowledge, trace)
    if waiting:
        pieces = (f"  - {_do(record, wording)}" for record in waiting[:MOST])
        said.append("\n".join([_("It decides whether you are advised to:"), *pieces]))
    if len(waiting) > MOST:
        more = len(waiting) - MOST
        counts = ngettext(
            "It counts for {count} more piece of advice.",
            "It counts for {count} more pieces of advice.",
            more,
        )
        said.append(counts.format(count=more))
    rule = next(_read_by(cell, knowledge, trace, waiting), None)
    if rule is not None:
        said.append(_by_rule(rule, wording))
    return said or [_("Your answer does not change the advice any more.")]


def _waiting_for(cell: Cell, knowledge: Knowledge, trace: Trace) -> list[OpenRule]:
    """Return the advice that waits for an answer, what would count most first."""
    missing = Missing(knowledge, trace)
    found = [
        record
        for record in trace.open_rules
        if record.production in knowledge.advice and _among(cell, missing.answers(record.missing))
    ]
    weight = float(knowledge.parameter(IMPACT_WEIGHT))

    def rank(record: OpenRule) -> tuple[float, str, str]:
        advice = knowledge.advice[record.production]
        worth = weight * advice.impact * float(advice.strength) - advice.effort
        return (-max(LEAST, worth), record.production, record.row)

    return sorted(found, key=rank)


def _among(cell: Cell, cells: tuple[Cell, ...]) -> bool:
    """Tell whether a cell is one of some, or its table as a whole is."""
    return cell in cells or (Attribute("", cell[0].table), "") in cells


def _read_by(
    cell: Cell, knowledge: Knowledge, trace: Trace, waiting: list[OpenRule]
) -> Iterator[OpenRule]:
    """Yield the open rules that read an answer, first those that lead to the foremost advice."""
    readers = [record for record in trace.open_rules if _among(cell, record.missing)]
    advice = knowledge.advice[waiting[0].production] if waiting else None
    for record in readers:
        rule = knowledge.rules.get(record.production)
        if rule is not None and advice is not None and _leads_to(rule, advice.condition):
            yield record
    yield from (record for record in readers if record.production in knowledge.rules)
    yield from readers


def _leads_to(rule: Rule, condition: Condition) -> bool:
    """Tell whether a condition wants what a rule concludes."""
    if isinstance(condition, Leaf):
        return any(
            conclusion.finding == condition.attribute.name
            and leaf_truth(condition, Reading(State.KNOWN, conclusion.value)) is Truth.TRUE
            for conclusion in rule.conclusions
        )
    if isinstance(condition, (All, Any_)):
        return any(_leads_to(rule, part) for part in condition.parts)
    return False


def _by_rule(record: OpenRule, wording: Wording) -> str:
    production: Production = (
        wording.knowledge.rules.get(record.production)
        or wording.knowledge.advice[record.production]
    )
    reason = production.why if isinstance(production, Advice) else production.because
    source = wording.knowledge.sources[production.sources[0]]
    works = wording.knowledge.sources
    title = source.title or (works[source.within].title if source.within else source.says)
    said = _(
        "The rule behind it ({rule}) says, if it holds: {reason} Source: {source}, {title}; "
        "{evidence}."
    )
    return said.format(
        rule=production.id,
        reason=_sentence(wording.fill(reason, record.row, production.table)),
        source=source.id,
        title=title.rstrip("."),
        evidence=_(ON_WHOSE_WORD[production.grade]),
    )


def _do(record: OpenRule, wording: Wording) -> str:
    advice = wording.knowledge.advice[record.production]
    return wording.fill(advice.do, record.row, advice.table)


def _sentence(text: str) -> str:
    """Return a text with a capital and a full stop."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."
