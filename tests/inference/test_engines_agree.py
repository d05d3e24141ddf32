"""Every engine that the benchmarks measure does the same job: all agree on every company."""

from __future__ import annotations

import pytest

from advisor.model.knowledge import Knowledge
from benchmarks.engines import EXAMPLES, Base, growth, makers, measure, shipped
from benchmarks.engines_bases import companies, generated
from benchmarks.engines_clips import is_installed
from benchmarks.engines_job import disagreements
from tests.shipped import shipped_base


@pytest.fixture(scope="module")
def base() -> Knowledge:
    return generated(40)


def test_all_engines_come_to_the_same_on_a_generated_base(base: Knowledge) -> None:
    contestants = [make(base) for make in makers()]
    assert [each.name for each in contestants] == [
        "Advisor",
        *(["CLIPS"] if is_installed() else []),
        "Experta",
        "plain evaluator",
    ]
    assert list(disagreements(contestants, companies(base, 12))) == []


def test_rules_fire_stay_open_and_conflict_on_a_generated_base(base: Knowledge) -> None:
    ours = makers()[0](base)
    found = [ours.outcome(ours.run(case)) for case in companies(base, 12)]
    assert all(each.fired and each.open for each in found)
    assert all(
        {"", "value_0"} < {value for value, _, _ in each.findings.values()} for each in found
    )


def test_an_engine_that_comes_to_something_else_is_named(base: Knowledge) -> None:
    ours, theirs = (makers()[0](knowledge) for knowledge in (base, generated(41)))
    assert next(disagreements([ours, theirs], companies(base, 1)), "") == (
        "Advisor differs from Advisor on company 0"
    )


def test_a_base_is_the_same_each_time() -> None:
    assert generated(40).digest == generated(40).digest
    assert companies(generated(40), 3) == companies(generated(40), 3)


def test_all_engines_come_to_the_same_on_the_shipped_base() -> None:
    knowledge, cases = shipped(shipped_base(), EXAMPLES / "car-wash.yaml")
    contestants = [make(knowledge) for make in makers()]
    assert list(disagreements(contestants, cases)) == []


def test_every_engine_is_measured(base: Knowledge) -> None:
    found = measure(Base("small", base, companies(base, 2)), rounds=1)
    assert list(found) == [make(base).name for make in makers()]
    assert min(found.values()) > 0


def test_growth_is_held_against_the_number_of_rules() -> None:
    assert growth({50: 1.0, 150: 2.5, 600: 10.0}) == [
        "met: from 50 to 150 rules (3.00 ×) the cost of a company grows 2.50 ×",
        "MISSED: from 150 to 600 rules (4.00 ×) the cost of a company grows 4.00 ×",
    ]
