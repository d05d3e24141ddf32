"""What the rules can tell of a reading, and that what is kept of it does not grow without end."""

from __future__ import annotations

from decimal import Decimal

from advisor.inference.aspects import MOST_KEPT, Lens, lenses_for
from advisor.inference.conditions import Support, Verdict
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.inference.kept import Kept
from advisor.inference.truth import Truth
from advisor.model.case import Reading, State
from advisor.model.condition import All, Any_, Attribute, Leaf, Operator, Quantifier, Rows
from tests.inference.small import profile, small

LOAD = Attribute("", "load")
HIGH = Leaf(LOAD, Operator.MORE_THAN, (Decimal(85),))
KNOWN = Leaf(LOAD, Operator.KNOWN)
LENS = Lens(LOAD, [HIGH, KNOWN])


def number(value: str, certainty: str = "1") -> Reading:
    return Reading(State.KNOWN, Decimal(value), Decimal(certainty))


def test_an_aspect_has_the_truth_of_each_comparison() -> None:
    assert LENS.of_reading(number("86")).truths == (Truth.TRUE, Truth.TRUE)
    assert LENS.of_reading(number("85")).truths == (Truth.FALSE, Truth.TRUE)
    assert LENS.of_reading(Reading(State.DONT_KNOW)).truths == (Truth.UNKNOWN, Truth.FALSE)
    assert (LENS.place(HIGH), LENS.place(KNOWN)) == (0, 1)


def test_readings_that_no_comparison_tells_apart_share_an_aspect() -> None:
    assert LENS.of_reading(number("86")) is LENS.of_reading(number("99"))
    assert LENS.of_reading(number("86")) is not LENS.of_reading(number("84"))
    assert LENS.of_reading(number("86")) != LENS.of_reading(number("86", "0.6"))


def test_what_may_still_be_answered_has_an_aspect_of_its_own() -> None:
    pending, unknown = (LENS.of_reading(Reading(s)) for s in (State.PENDING, State.NOT_ASKED))
    assert (pending.pending, unknown.pending) == (True, False)
    assert pending is not unknown


def test_certainties_are_told_apart_as_they_are_written() -> None:
    certainties = [LENS.of_reading(number("86", said)).certainties for said in ("0.9", "0.90")]
    assert [str(each[0]) for each in certainties] == ["0.9", "0.90"]


def test_the_aspect_of_a_verdict_is_its_truth_and_certainty() -> None:
    rows = Rows("things", Quantifier.ANY_ROW, All(()))
    verdict = Verdict(Truth.TRUE, Support(Decimal("0.6"), ()), ())
    aspect = Lens(rows).of_verdict(verdict)
    assert (aspect.truths, aspect.certainties) == ((Truth.TRUE,), (Decimal("0.6"),))


def test_a_lens_has_every_comparison_once_however_deep_it_stands() -> None:
    other = Leaf(LOAD, Operator.AT_MOST, (Decimal(20),))
    found = lenses_for([LOAD], [All((HIGH, Any_((other, HIGH)))), KNOWN])
    assert found[LOAD].leaves == (HIGH, other, KNOWN)


def test_a_lens_forgets_before_it_keeps_too_much() -> None:
    lens = Lens(LOAD, [HIGH])
    for place in range(3 * MOST_KEPT):
        lens.of_reading(number("86", f"0.{place + 1}"))
    kept = (lens._aspects, lens._seen, lens._same)  # noqa: SLF001 - what grows cannot be seen else
    assert max(len(each) for each in kept) <= MOST_KEPT


def test_what_is_kept_is_forgotten_when_there_is_too_much() -> None:
    kept: Kept[int, str] = Kept(2)
    assert [kept.keep(number, str(number)) for number in (1, 2)] == ["1", "2"]
    assert kept == {1: "1", 2: "2"}
    kept.keep(3, "3")
    assert kept == {3: "3"}


SPOKEN = small(
    """
    questions: [{id: open, kind: yes_no}, {id: busy, kind: yes_no}]
    findings: [{id: state, domain: [good, bad], default: good}]
    rules:
      - {id: closed, when: {open: no}, conclude: {state: bad}}
      - {id: full, when: {busy: yes}, conclude: {state: bad}, strength: weak}
    """
)


def test_what_was_kept_of_one_company_changes_nothing_for_another() -> None:
    texts = [
        f"answers: {{open: {{value: {shut}, unsure: {unsure}}}, busy: {busy}}}"
        for shut in ("yes", "no")
        for unsure in ("yes", "no")
        for busy in ("yes", "no", "don't know")
    ]
    cases = [make_case(SPOKEN, profile(SPOKEN, text)) for text in texts]
    alone = [InferenceEngine(SPOKEN).run(case) for case in cases]
    engine = InferenceEngine(SPOKEN)
    assert [engine.run(case) for case in cases] == alone
    assert [repr(engine.run(case)) for case in reversed(cases)] == [
        repr(trace) for trace in reversed(alone)
    ]
