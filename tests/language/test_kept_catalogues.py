"""Catalogues are compiled once and kept, or made each time where nothing can be kept."""

from __future__ import annotations

from gettext import translation
from pathlib import Path

import pytest

from advisor.language import catalogues

COMPILED = ["advisor.mo", "messages.mo"]


def compiled(folder: Path, language: str) -> list[str]:
    return sorted(path.name for path in (folder / language / "LC_MESSAGES").iterdir())


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(catalogues, "own_cache_folder", lambda _name: tmp_path)
    return tmp_path


def folder_of(language: str) -> Path:
    return catalogues.folder_of.__wrapped__(language)


def test_what_is_compiled_is_kept_and_found_again(cache: Path) -> None:
    first = folder_of("nb")
    written = (first / "nb" / "LC_MESSAGES" / "advisor.mo").stat().st_mtime_ns
    assert first.parent == cache
    assert compiled(first, "nb") == COMPILED
    assert folder_of("nb") == first
    assert (first / "nb" / "LC_MESSAGES" / "advisor.mo").stat().st_mtime_ns == written
    assert [path.name for path in cache.iterdir()] == [first.name]


def test_a_changed_catalogue_is_compiled_anew(
    cache: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = folder_of("sv")
    sources = tmp_path_factory.mktemp("locales")
    for name in catalogues.DOMAINS:
        path = sources / "sv" / "LC_MESSAGES" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = (catalogues.SOURCES / "sv" / "LC_MESSAGES" / name).read_text(encoding="utf-8")
        path.write_text(text.replace("Handlingsplan", "Att göra"), encoding="utf-8")
    monkeypatch.setattr(catalogues, "SOURCES", sources)
    second = folder_of("sv")
    assert second != first
    assert translation("advisor", second, ["sv"]).gettext("Action plan") == "Att göra"
    assert second.parent == cache


def test_without_a_place_to_keep_it_it_is_made_for_this_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(catalogues, "own_cache_folder", lambda _name: None)
    folder = folder_of("nb")
    assert compiled(folder, "nb") == COMPILED


def test_where_nothing_can_be_written_messages_come_from_memory(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(catalogues, "_compiled", full)
    catalogues.folder_of.cache_clear()
    assert catalogues.messages_of("nb").gettext("Action plan") == "Handlingsplan"
    assert list(cache.iterdir()) == []
