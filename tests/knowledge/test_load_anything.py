"""Whatever stands in a rules file, loading returns a base that can be asked, or says why not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.knowledge.load import read_knowledge
from advisor.model.diagnostic import Severity
from advisor.model.knowledge import Knowledge
from advisor.profile.read import parse_profile
from tests.knowledge.small_base import ENGINE, HEADER, ROOT, VOCABULARY, write_small
from tests.strategies.effort import one_in
from tests.strategies.scrambled import RULES, scrambled


def check(folder: Path, *more: Path) -> Knowledge | None:
    """Load a folder: every line has its place, and an error is what stands for no base."""
    knowledge, diagnostics = read_knowledge(folder)
    assert diagnostics == sorted(set(diagnostics))
    for diagnostic in diagnostics:
        place = Path(diagnostic.location.file).resolve()
        assert any(place.is_relative_to(known) for known in (folder, *more))
        assert diagnostic.code.startswith("K0")
        assert str(diagnostic).isprintable()
    errors = [found for found in diagnostics if found.severity is Severity.ERROR]
    assert (knowledge is None) == bool(errors)
    return knowledge


def ask(knowledge: Knowledge | None) -> None:
    """Run a base, if there is one, for a company that says nothing but its name."""
    if knowledge is not None:
        profile = parse_profile("company: {name: Glans}", "p.yaml", knowledge)
        InferenceEngine(knowledge).run(make_case(knowledge, profile))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small(tmp_path_factory.mktemp("small"))


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=()), max_size=100))
def test_any_text_may_stand_in_a_file(text: str, folder: Path) -> None:
    write_small(folder, text)
    check(folder)


@given(data=st.binary(max_size=60))
def test_any_bytes_may_stand_in_a_file(data: bytes, folder: Path) -> None:
    write_small(folder)
    (folder / "case.yaml").write_bytes(data)
    check(folder)


@given(seed=st.integers(0, 2**32))
def test_any_slip_in_the_small_base_is_taken_or_said(seed: int, folder: Path) -> None:
    write_small(folder)
    (folder / "vocabulary.yaml").write_text(scrambled(VOCABULARY, seed), encoding="utf-8")
    ask(check(folder))


@given(seed=st.integers(0, 2**32))
def test_any_slip_in_the_parameters_of_the_engine_is_taken_or_said(seed: int, folder: Path) -> None:
    write_small(folder)
    (folder / "engine.yaml").write_text(scrambled(ENGINE, seed), encoding="utf-8")
    ask(check(folder))


@one_in(3)
@given(seed=st.integers(0, 2**32))
def test_any_slip_in_the_header_is_taken_or_said(seed: int, folder: Path) -> None:
    write_small(folder)
    (folder / "base.yaml").write_text(scrambled(HEADER, seed), encoding="utf-8")
    check(folder, ROOT / "rules")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(ROOT / "rules", tmp_path_factory.mktemp("shipped") / "rules"))


@one_in(3)
@given(path=st.sampled_from(RULES), seed=st.integers(0, 2**32))
def test_any_slip_in_a_shipped_file_is_taken_or_said(path: Path, seed: int, shipped: Path) -> None:
    text = path.read_text(encoding="utf-8")
    slipped = shipped / path.relative_to(ROOT / "rules")
    slipped.write_text(scrambled(text, seed), encoding="utf-8")
    check(shipped)
    slipped.write_text(text, encoding="utf-8")
