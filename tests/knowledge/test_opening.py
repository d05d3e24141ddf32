"""A loaded base is kept, used again while nothing has changed, and never trusted when torn."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from advisor.knowledge import load as loading
from advisor.knowledge.opening import open_knowledge
from advisor.model.diagnostic import InputError
from tests.knowledge.checks.bases import advice, load

FIRST, SECOND = (advice(f'id: act, do: "{do}", when: {{colour: red}}') for do in ("Go.", "Stay."))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "advisor" / "knowledge"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    load(folder, FIRST)
    return folder


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """Return a list that grows with each time that files are really loaded."""
    seen: list[Path | None] = []
    original = loading.load_knowledge

    def noting(folder: Path | None = None) -> object:
        seen.append(folder)
        return original(folder)

    monkeypatch.setattr(loading, "load_knowledge", noting)
    return seen


@pytest.mark.skipif(os.name != "posix", reason="the cache is elsewhere")
def test_what_was_loaded_is_used_again(cache: Path, rules: Path, loads: list[Path | None]) -> None:
    first, second = open_knowledge(rules), open_knowledge(rules)
    assert first == second
    assert loads == [rules]
    assert len(list(cache.iterdir())) == 1


def test_a_change_in_a_file_is_seen(cache: Path, rules: Path, loads: list[Path | None]) -> None:
    assert open_knowledge(rules).advice["act"].do == "Go."
    (rules / "rules.yaml").write_text(SECOND, encoding="utf-8")
    assert open_knowledge(rules).advice["act"].do == "Stay."
    assert loads == [rules, rules]
    assert len(list(cache.iterdir())) == 1


def test_each_language_is_kept_by_itself(
    cache: Path, rules: Path, loads: list[Path | None]
) -> None:
    assert open_knowledge(rules, "nb").language == "nb"
    assert open_knowledge(rules, "en").language == "en"
    assert open_knowledge(rules, "nb").language == "nb"
    assert loads == [rules, rules]
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize("keep", [0, 10, 40, -1])
def test_a_torn_file_is_as_good_as_none(keep: int, cache: Path, rules: Path) -> None:
    whole = open_knowledge(rules)
    (kept,) = cache.iterdir()
    kept.write_bytes(kept.read_bytes()[:keep])
    assert open_knowledge(rules) == whole


def test_a_mistake_is_told_each_time(cache: Path, rules: Path) -> None:
    (rules / "rules.yaml").write_text("advice: [{id: act}]\n", encoding="utf-8")
    for _time in range(2):
        with pytest.raises(InputError):
            open_knowledge(rules)
    assert list(cache.iterdir()) == []


def test_without_a_place_to_keep_anything_it_is_loaded_each_time(
    cache: Path, rules: Path, loads: list[Path | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert open_knowledge(rules) == open_knowledge(rules)
    assert loads == [rules, rules]
    assert not cache.exists()
