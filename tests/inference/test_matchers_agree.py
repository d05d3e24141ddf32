"""The compiled matcher and Experta's own Rete fire the same rules with the same facts, in order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.inference.engine import InferenceEngine
from advisor.inference.experta import MATCH, Engine, P, ReteMatcher
from advisor.inference.experta_engine import engine_class
from advisor.inference.experta_rules import fact_class, rule, where
from advisor.inference.facts import make_case
from advisor.inference.matcher import CompiledMatcher
from tests.strategies.bases import bases, load_base
from tests.strategies.profiles import profiles

Number = fact_class("Number", "row", "value")
Letter = fact_class("Letter", "row", "value")


@given(st.data())
@settings(max_examples=25)
def test_both_matchers_leave_the_same_trace(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    compiled = InferenceEngine(knowledge)
    rete = InferenceEngine(knowledge, ReteMatcher)
    for _ in range(2):
        case = make_case(knowledge, data.draw(profiles(knowledge)))
        assert compiled.run(case) == rete.run(case)


ROWS = st.sampled_from(["a", "b", "c", ""])


@given(
    numbers=st.lists(st.tuples(ROWS, st.integers(0, 3)), unique=True, max_size=6),
    letters=st.lists(st.tuples(ROWS, st.sampled_from("xyz")), unique=True, max_size=6),
    least=st.integers(0, 3),
)
def test_both_matchers_fire_the_same_matches_in_the_same_order(
    numbers: list[tuple[str, int]], letters: list[tuple[str, str]], least: int
) -> None:
    def fired(matcher: type) -> list[tuple[object, ...]]:
        found: list[tuple[object, ...]] = []

        def note(name: str) -> None:
            def act(_: Engine, bound: object) -> None:
                found.append((name, bound))

            patterns = [
                Number(row=MATCH.row, value=P(lambda value: value >= least) & MATCH.number),
                Letter(row=MATCH.row, value=MATCH.letter),
            ]
            tests = [
                where(lambda number, letter: (number, letter) != (2, "y"), ["number", "letter"])
            ]
            made[name] = rule(act, patterns, tests, salience=len(made) + 1)

        made: dict[str, object] = {}
        note("joined")
        made["single"] = rule(
            lambda _, bound: found.append(("single", dict(bound))),
            [Letter(row=MATCH.row, value=P(lambda value: value == "x"))],
            salience=len(made) + 1,
        )
        engine = engine_class(made, matcher)()
        engine.reset()
        engine.declare(*(Number(row=row, value=value) for row, value in numbers))
        engine.declare(*(Letter(row=row, value=value) for row, value in letters))
        engine.run()
        return found

    assert fired(CompiledMatcher) == fired(ReteMatcher)


def test_the_compiled_matcher_takes_no_fact_back() -> None:
    engine = engine_class({}, CompiledMatcher)()
    engine.reset()
    fact = engine.declare(Number(row="a", value=1))
    with pytest.raises(TypeError, match=r"^this matcher takes no fact back$"):
        engine.retract(fact)  # type: ignore[attr-defined]


def test_the_compiled_matcher_joins_on_one_name_only() -> None:
    patterns = [
        Number(row=MATCH.row, value=MATCH.value),
        Letter(row=MATCH.row, value=MATCH.value),
    ]
    make = engine_class({"two": rule(lambda *_: None, patterns, salience=1)}, CompiledMatcher)
    with pytest.raises(
        ValueError, match=r"^this matcher joins on one name, not on \['row', 'value'\]$"
    ):
        make()


def test_the_compiled_matcher_takes_one_pattern_for_a_class_of_facts() -> None:
    patterns = [Number(value=MATCH.first), Number(value=MATCH.second)]
    make = engine_class({"two": rule(lambda *_: None, patterns, salience=1)}, CompiledMatcher)
    with pytest.raises(ValueError, match=r"^this matcher takes one pattern for Number in a rule$"):
        make()
