"""What holds for every comparison: causes agree with the four runs, and order does not matter."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from advisor.explain.compare.compare import compare
from advisor.explain.compare.corners import Asked, Corner, Corners, Inputs, run_corners
from advisor.explain.compare.written import as_json, as_markdown, as_text
from advisor.model.case import Profile
from advisor.model.comparison import Cause, Comparison
from advisor.model.knowledge import Knowledge
from tests.inference.small import profile, small
from tests.strategies.bases import Base, bases, load_base
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles


def inputs_of(old: Profile, new: Profile, before: Knowledge, after: Knowledge) -> Inputs:
    """Return the inputs where both bases ask the same."""
    return Inputs(before, after, Asked(old), Asked(new), Asked(old), Asked(new))


@st.composite
def comparisons(draw: st.DrawFn) -> Inputs:
    """Return two profiles and two bases that ask the same and conclude otherwise."""
    before = draw(bases())
    after = draw(st.one_of(st.just(before), bases(), st.builds(raised, st.just(before))))
    old_base, new_base = load_base(before), load_base(after)
    drawn = profiles(new_base)
    old = draw(drawn)
    new = draw(st.one_of(st.just(old), drawn))
    return inputs_of(old, replace(new, company=old.company), old_base, new_base)


def raised(base: Base) -> Base:
    """Return a base in which one threshold is another."""
    parameters = [
        {**entry, "value": 2} if entry["id"] == "limit.low" else entry
        for entry in base["parameters"]
    ]
    return {**base, "parameters": parameters}


def cause(seen: tuple[object, object, object]) -> Cause:
    """Return the cause of what is seen with new answers, with new knowledge, and with both."""
    by_answers, by_knowledge, both = seen
    if by_answers == by_knowledge == both:
        return "either"
    if by_answers == both:
        return "answers"
    return "knowledge" if by_knowledge == both else "together"


def seen_in(corners: Corners, look: object) -> tuple[object, object, object]:
    each = (corners.new_old, corners.old_new, corners.new_new)
    by_answers, by_knowledge, both = (look(corner) for corner in each)  # type: ignore[operator]
    return by_answers, by_knowledge, both


@given(comparisons())
@one_in(3)
def test_the_four_runs_confirm_every_cause(inputs: Inputs) -> None:
    found, corners = compare(inputs), run_corners(inputs)
    for advice in found.advice:
        key = advice.change.key
        if advice.change.presence == "stays":
            continue

        def given_in(corner: Corner, key: str = key) -> bool:
            return any(view.key == key for view in corner.assessment.advice)

        assert given_in(corners.old_old) != given_in(corners.new_new)
        assert advice.caused.cause == cause(seen_in(corners, given_in))
    for finding in found.findings:
        change = finding.change

        def value_in(
            corner: Corner, cell: tuple[str, str, bool] = (change.id, change.row, change.value)
        ) -> object:
            views = [v for v in corner.assessment.findings if (v.id, v.row) == cell[:2]]
            weight = [] if cell[2] else [(v.certainty, v.text, v.standing) for v in views]
            return [(v.state, v.value) for v in views], weight

        assert value_in(corners.old_old) != value_in(corners.new_new)
        assert finding.caused.cause == cause(seen_in(corners, value_in))


def all_caused(found: Comparison) -> set[Cause]:
    return {
        *(advice.caused.cause for advice in found.advice),
        *(finding.caused.cause for finding in found.findings),
        *(score.caused.cause for score in found.scores),
        *(measure.caused.cause for measure in found.measures),
    }


@given(comparisons())
@one_in(3)
def test_a_finding_changes_by_something_that_differs_and_leads_to_it(inputs: Inputs) -> None:
    found = compare(inputs)
    if not found.answers:
        assert all_caused(found) <= {"knowledge"}
    if not found.entries:
        assert all_caused(found) <= {"answers"}
    answers, entries = {a.key for a in found.answers}, {e.key for e in found.entries}
    for finding in found.findings:
        caused = finding.caused
        assert caused.answers or caused.entries
        assert answers.issuperset(caused.answers)
        assert entries.issuperset(caused.entries)
        assert bool(caused.answers) or caused.cause == "knowledge"
        assert bool(caused.entries) or caused.cause == "answers"


def test_what_goes_with_its_row_goes_because_of_the_rows() -> None:
    base = small(
        """
        tables:
          - {id: things, label: Things, columns: [{id: good, label: Good, kind: yes_no}]}
        findings:
          - {id: fit, label: Fit, of: things, domain: [holds, fails], default: holds}
        """
    )
    with_row, without = (profile(base, text) for text in ("things: [{name: Hall}]", "things: []"))
    (finding,) = compare(inputs_of(with_row, without, base, base)).findings
    assert (finding.change.id, finding.change.row, finding.change.after) == ("fit", "Hall", None)
    assert (finding.caused.cause, finding.caused.answers) == ("answers", ("things",))


@given(comparisons())
@one_in(3)
def test_comparing_with_itself_changes_nothing(inputs: Inputs) -> None:
    profile, base = inputs.new_new.profile, inputs.new_base
    found = compare(inputs_of(profile, profile, base, base))
    assert not found.answers
    assert not found.entries
    assert not all_caused(found)
    assert not found.left_out


@given(comparisons(), st.randoms(use_true_random=False))
@one_in(3)
def test_the_order_of_answers_does_not_matter(inputs: Inputs, chance: Random) -> None:
    def shuffled(asked: Asked) -> Asked:
        answers = list(asked.profile.answers.items())
        chance.shuffle(answers)
        return Asked(replace(asked.profile, answers=dict(answers)))

    mixed = replace(inputs, old_old=shuffled(inputs.old_old), new_new=shuffled(inputs.new_new))
    for write in (as_text, as_markdown, as_json):
        assert write(compare(mixed)) == write(compare(inputs))
