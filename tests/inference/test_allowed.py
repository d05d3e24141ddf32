"""Of every answer a question allows there is one of its kind among those that are tried."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from advisor.inference.allowed import Reach, allowed
from advisor.inference.truth import leaf_truth
from advisor.knowledge.load import load_knowledge
from advisor.model.case import Answer, Reading, State
from advisor.model.condition import Attribute, Leaf, Operator
from advisor.model.knowledge import NUMBER_KINDS, WORD_KINDS, Kind, Question
from tests.strategies.profiles import answers

QUESTIONS = list(load_knowledge().questions.values())
ASKED_FOR = [Operator.KNOWN, Operator.UNKNOWN, Operator.DOES_NOT_APPLY]
COMPARED = [Operator.AT_LEAST, Operator.MORE_THAN, Operator.LESS_THAN]
NUMBERS = st.integers(-2, 202).map(lambda half: Decimal(half) / 2)


@st.composite
def comparisons(draw: st.DrawFn, question: Question) -> Leaf:
    """Something a condition may ask of an answer."""
    attribute = Attribute("", question.id)
    negated = draw(st.booleans())
    if question.kind in NUMBER_KINDS and draw(st.booleans()):
        operator = draw(
            st.sampled_from([Operator.AT_LEAST, Operator.MORE_THAN, Operator.LESS_THAN])
        )
        return Leaf(attribute, operator, (draw(NUMBERS),), negated=negated)
    if question.kind in WORD_KINDS and draw(st.booleans()):
        word = draw(st.sampled_from(sorted(question.options)))
        return Leaf(attribute, Operator.IS, (word,), negated=negated)
    if question.kind is Kind.CHOICES and draw(st.booleans()):
        word = draw(st.sampled_from(sorted(question.options)))
        return Leaf(attribute, Operator.INCLUDES, (word,), negated=negated)
    return Leaf(attribute, draw(st.sampled_from(ASKED_FOR)), (), negated=negated)


def read(answer: Answer) -> Reading:
    """What the engine makes of an answer, *don't know* being as open as not asked."""
    state = State.NOT_ASKED if answer.state is State.DONT_KNOW else answer.state
    return Reading(state, answer.value)


@given(st.data(), st.sampled_from(QUESTIONS))
def test_some_kind_of_answer_does_in_all_comparisons_what_any_answer_does(
    data: st.DataObject, question: Question
) -> None:
    leaves = data.draw(st.lists(comparisons(question), min_size=1, max_size=3))
    reading = read(data.draw(answers(question)))
    held = [leaf_truth(leaf, reading) for leaf in leaves]
    tried = [
        [leaf_truth(leaf, kindred.reading) for leaf in leaves]
        for kindred in allowed(question, leaves)
    ]
    assert held in tried


@given(st.data(), st.sets(NUMBERS, min_size=1, max_size=2))
def test_what_is_worked_out_is_tried_between_its_ends_and_no_further(
    data: st.DataObject, ends: set[Decimal]
) -> None:
    number = next(question for question in QUESTIONS if question.kind in NUMBER_KINDS)
    leaves = data.draw(st.lists(comparisons(number), min_size=1, max_size=3))
    found = allowed(number, leaves, reach=Reach(frozenset(ends), always=True))
    values = [kindred.reading.value for kindred in found]
    assert all(isinstance(each, Decimal) for each in values)
    assert all(min(ends) <= each <= max(ends) for each in values if isinstance(each, Decimal))
    between = data.draw(st.sampled_from(sorted(ends)))
    held = [leaf_truth(leaf, Reading(State.KNOWN, between)) for leaf in leaves]
    assert held in [[leaf_truth(leaf, each.reading) for leaf in leaves] for each in found]
