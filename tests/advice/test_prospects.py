"""What the missing answers can still do to each piece of advice, against trying them all."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import combinations, islice, product

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from advisor.advice.looking_out import look_out
from advisor.advice.outlook import Outlook, with_gaps
from advisor.advice.prospects import Prospect
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.inference.plain import evaluate_plainly
from advisor.inference.prior import Prior
from advisor.knowledge.load import load_knowledge
from advisor.model.case import NOT_ASKED, UNKNOWN_ROW, Answer, Profile, State, Value
from advisor.model.knowledge import Kind, Knowledge, Question
from advisor.profile.read import read_profile
from tests.docs.places import ROOT
from tests.inference.test_looking_ahead import completions
from tests.strategies.bases import bases, load_base
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles

MOST_TRIED = 400
MISSING = {State.NOT_ASKED, State.DONT_KNOW}
MARKS = [Decimal(step) / 2 for step in range(9)]


def outlook(engine: InferenceEngine, profile: Profile) -> Outlook:
    now = engine.run(make_case(engine.knowledge, profile))
    ahead = engine.run(make_case(engine.knowledge, with_gaps(profile), ahead=True))
    return look_out(Prior.of(engine.knowledge), now, ahead, with_gaps(profile))


def every_value(question: Question) -> list[Value]:
    """Every value that a condition of a random base could tell from another."""
    if question.kind in {Kind.CHOICE, Kind.YES_NO}:
        return list(question.options)
    if question.kind is Kind.CHOICES:
        words = sorted(question.options)
        return [frozenset(c) for n in range(len(words) + 1) for c in combinations(words, n)]
    return list(MARKS)


def every_answer(question: Question, given_answer: Answer) -> list[Answer]:
    """The answer that was given, or else every answer there may come to be."""
    if given_answer.state not in MISSING:
        return [given_answer]
    values = [Answer(State.KNOWN, value) for value in every_value(question)]
    return [given_answer, Answer(State.DOES_NOT_APPLY), *values]


def every_completion(knowledge: Knowledge, profile: Profile) -> Iterator[Profile]:
    """Every way to answer what is missing, in the cells of rows too."""
    names = list(knowledge.questions)
    columns = knowledge.tables["things"].columns
    rows = profile.tables["things"].rows
    cells = [(row.name, name) for row in rows for name in columns]
    given_cells = {
        (row.name, name): row.cells.get(name, NOT_ASKED) for row in rows for name in columns
    }
    ways = [every_answer(knowledge.questions[n], profile.answers[n]) for n in names]
    ways += [every_answer(columns[name], given_cells[row, name]) for row, name in cells]
    for chosen in product(*ways):
        answers = dict(zip(names, chosen, strict=False))
        of_cells = dict(zip(cells, chosen[len(names) :], strict=True))
        filled = tuple(
            replace(row, cells={name: of_cells[row.name, name] for name in columns}) for row in rows
        )
        table = replace(profile.tables["things"], rows=filled)
        yield replace(profile, answers=answers, tables={"things": table})


@given(st.data())
@one_in(2)
def test_it_says_what_trying_every_answer_says(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    profile = data.draw(profiles(knowledge))
    assume(profile.tables["things"].state not in MISSING)
    tried = list(islice(every_completion(knowledge, profile), MOST_TRIED + 1))
    assume(1 < len(tried) <= MOST_TRIED)
    found = outlook(InferenceEngine(knowledge), profile)
    held = [set(evaluate_plainly(knowledge, make_case(knowledge, each)).fired) for each in tried]
    assert not found.undecided
    for key, prospect in found.prospects.items():
        holds = [key in each for each in held]
        some = Prospect.POSSIBLE if any(holds) else Prospect.EXCLUDED
        exact = Prospect.CERTAIN if all(holds) else some
        if key in found.loosely:
            assert prospect is Prospect.POSSIBLE
        else:
            assert prospect is exact


def check_that_nothing_contradicts_it(
    engine: InferenceEngine, profile: Profile, later: Profile
) -> None:
    found = outlook(engine, profile).prospects
    after = engine.run(make_case(engine.knowledge, later))
    advice = engine.knowledge.advice
    fired = {(f.production, f.row) for f in after.firings if f.production in advice}
    for key, prospect in found.items():
        assert prospect is not Prospect.CERTAIN or key in fired
    for name, row in fired:
        table = advice[name].table
        key = (name, row) if (name, row) in found or not table else (name, UNKNOWN_ROW)
        assert found[key] is not Prospect.EXCLUDED


@given(st.data())
@one_in(2)
def test_no_answer_contradicts_it(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    profile = data.draw(profiles(knowledge))
    later = data.draw(completions(knowledge, with_gaps(profile)))
    check_that_nothing_contradicts_it(InferenceEngine(knowledge), profile, later)


@cache
def shipped() -> InferenceEngine:
    return InferenceEngine(load_knowledge())


EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


@given(st.data())
@one_in(10)
def test_no_answer_contradicts_it_in_the_shipped_base(data: st.DataObject) -> None:
    engine = shipped()
    profile = read_profile(data.draw(st.sampled_from(EXAMPLES)), engine.knowledge)
    later = data.draw(completions(engine.knowledge, with_gaps(profile)))
    check_that_nothing_contradicts_it(engine, profile, later)
