"""docs/profile.md: its registers are read, and each says the same as the others."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from advisor.batch.entry import RowEntry, TextEntry
from advisor.batch.readers import read_entry, read_inputs
from advisor.batch.readers.csv_file import SEPARATORS
from advisor.batch.readers.files import KINDS
from advisor.language.messages import LANGUAGES
from advisor.model.case import Answer, Profile, State
from advisor.model.knowledge import Knowledge
from tests.docs.places import DOCS, read
from tests.shipped import shipped_base

SECTION = read(DOCS / "profile.md").split("## Many companies in one file\n")[1].split("\n## ")[0]
EXAMPLE = re.compile(r"<!-- example: (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def books() -> dict[str, Knowledge]:
    return {language: shipped_base(language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files of the section."""
    found = tmp_path_factory.mktemp("registers")
    for name, text in EXAMPLE.findall(SECTION):
        (found / name).write_text(text, encoding="utf-8")
    return found


def companies(books: dict[str, Knowledge], *inputs: Path) -> list[Profile]:
    """Return the companies; whatever is skipped, or refused, fails the test."""
    found = []
    for item in read_inputs(inputs, books):
        assert isinstance(item, TextEntry | RowEntry), item
        found.append(read_entry(item, books))
    return found


def test_the_sheets_say_the_same_as_the_lines_of_json(
    books: dict[str, Knowledge], folder: Path
) -> None:
    in_csv = companies(books, folder / "medlemmer.csv", folder / "criteria.csv")
    in_json = companies(books, folder / "members.jsonl")
    assert [company.company for company in in_csv] == ["Glans Bilvask", "Moa Bensin"]
    assert in_csv == in_json


def test_the_example_says_what_it_says(books: dict[str, Knowledge], folder: Path) -> None:
    glans = companies(books, folder / "members.jsonl")[0]
    assert glans.answers["turnover"] == Answer(State.KNOWN, Decimal("4100000.5"))
    assert glans.answers["worth_it"] == Answer(State.KNOWN, "more", unsure=True)
    assert glans.answers["reviews"].state is State.DONT_KNOW
    assert [row.name for row in glans.tables["criteria"].rows] == ["Kort ventetid", "Ren bil"]


def test_every_ending_and_every_separator_is_named() -> None:
    rows = dict(re.findall(r"^\| ([\w ,*']+?) \| (.*) \|$", SECTION, re.MULTILINE))
    assert set(re.findall(r"`(\.\w+)`", rows["files"])) == KINDS.keys() - {".yaml", ".yml"}
    names = {";": "semicolon", ",": "comma", "\t": "tab", "|": "vertical bar"}
    assert [each for each in SEPARATORS if names[each] in rows["separator"]] == list(SEPARATORS)
