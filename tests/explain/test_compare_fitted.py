"""Reading a profile for another base: what fits is read as always, the rest is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.edge.nodes import Mapping
from advisor.explain.compare.fitted import Fitted, fit, read_node
from advisor.knowledge.opening import open_knowledge
from advisor.model.case import State
from advisor.model.diagnostic import InputError
from advisor.model.knowledge import Knowledge
from advisor.profile.read import read_profile
from tests.cli.running import BASE, ROOT, write_profile
from tests.shipped import shipped_base

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def fitted(path: Path, knowledge: Knowledge) -> Fitted:
    node = read_node(path)
    assert isinstance(node, Mapping)
    return fit(node, knowledge)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_profile_for_its_own_base_is_read_as_always(path: Path) -> None:
    knowledge = shipped_base()
    found = fitted(path, knowledge)
    assert found.profile == read_profile(path, knowledge)
    assert found.unused == ()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_profile_can_be_read_for_a_base_that_asks_nothing_of_it(path: Path) -> None:
    found = fitted(path, open_knowledge(BASE))
    assert found.profile.company == read_profile(path, shipped_base()).company
    assert {answer.state for answer in found.profile.answers.values()} == {State.NOT_ASKED}
    assert found.unused


def test_an_unknown_answer_is_an_answer(tmp_path: Path) -> None:
    path = write_profile(
        tmp_path,
        "company: {name: K}\nanswers: {queue: don't know, waiting: {value: 3, unsure: yes}}\n"
        "criteria: don't know\nunfinished: [criteria, visitors]\n",
    )
    found = fitted(path, open_knowledge(BASE))
    assert found.unused == ()
    assert found.profile.answers["queue"].state is State.DONT_KNOW
    assert found.profile.answers["waiting"].unsure
    assert found.profile.tables["criteria"].state is State.DONT_KNOW
    assert found.profile.unfinished == {"criteria"}


def test_a_mistake_that_is_no_matter_of_the_base_is_told(tmp_path: Path) -> None:
    path = write_profile(
        tmp_path, "company: {name: K}\ncriteria: [{importance: 3}]\ncut_lines: middle\n"
    )
    with pytest.raises(InputError) as caught:
        fitted(path, open_knowledge(BASE))
    assert [str(each) for each in caught.value.diagnostics] == [
        f"{path}:2:12: error P010: profile, 'criteria': a row without 'name'; name the decision "
        "criterion",
        f"{path}:3:12: error P006: profile, 'cut_lines': 'middle' is not possible here; expected "
        "one of: mean, midpoint",
    ]
