"""What stands in a tree can be defended: by which method, and by which sum."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.explain.told.explanation import explain_how
from advisor.explain.told.run import Run
from advisor.inference.facts import make_case
from advisor.model.explanation import Node
from advisor.profile.read import read_profile
from tests.docs.places import ROOT
from tests.shipped import shipped_engine


def steps(tree: Node) -> Iterator[Node]:
    yield tree
    for part in tree.parts:
        yield from steps(part)


def step(company: str, key: tuple[str, str], title: str) -> Node:
    """The first step of an explanation with some title."""
    engine = shipped_engine()
    profile = read_profile(ROOT / "examples" / f"{company}.yaml", engine.knowledge)
    run = Run(engine.knowledge, profile, engine.run(make_case(engine.knowledge, profile)))
    (told,) = explain_how([key], run).told
    return next(each for each in steps(told.tree) if each.title == title)


def test_a_place_among_the_rows_says_where_high_begins() -> None:
    short_wait = ("mend_let_down", "A short wait")
    placed = step("car-wash", short_wait, "A short wait: Where it stands")
    assert placed.notes == (
        "High begins at: importance 3.94 (the mean of the criteria), "
        "your mark 3.8 (the mean of the criteria).",
    )
    own = step("car-wash", short_wait, "A short wait: Against expectation in percent")
    assert own.notes == ()


def test_one_of_several_values_has_the_sum_of_the_rules_for_it() -> None:
    found = step(
        "start-up", ("become_known_to_consumers", ""), "What your words are to bring about"
    )
    assert [part.title for part in found.parts] == [
        "lost_unheard",
        "unknown_needs_awareness",
        "few_name_you",
    ]
    assert found.arithmetic == "1 − (1 − 0.90) × (1 − 0.75) × (1 − 0.60) = 0.99"
