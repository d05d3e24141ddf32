"""The CSV form: what a spreadsheet program of each language opens, and the reader reads."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from msgspec.structs import replace

from advisor.language.messages import LANGUAGES, messages_in
from advisor.profile.forms.csv_form import csv_form
from advisor.profile.headings import EXAMPLE
from tests.profile.forms.filling_in import read_back, shipped
from tests.profile.small_base import small

HEAD = (
    "Company,Line of business,People,The busiest hour,Trust,Offers,Evenings,Mood,Load,Growth,"
    "Turnover,Balance,Location,Notes,Language,"
    "Rivals 1: Rival,Rivals 1: Known for,Rivals 1: Near,"
    "Rivals 2: Rival,Rivals 2: Known for,Rivals 2: Near,"
    "Criteria 1: Criterion,Criteria 1: Importance,Criteria 1: Own mark,Criteria 1: Their marks,"
    "Criteria 1: Need,Criteria 1: Since,Criteria 1: Scale,"
    "Criteria 2: Criterion,Criteria 2: Importance,Criteria 2: Own mark,Criteria 2: Their marks,"
    "Criteria 2: Need,Criteria 2: Since,Criteria 2: Scale"
)
SHOWN = (
    "(example: this line is not read),,10,They wait,don't know,Washing; Waxing,Yes,3,40,40,"
    "100000,100000?,,,en,"
    "Rival 1,,Yes,Rival 2,,Yes,"
    "Criterion 1,4,4,Rival 1: 3,Basic,10?,,Criterion 2,4,4,Rival 1: 3,"
    "Basic,10?,"
)


def lines(form: bytes, separator: str) -> list[list[str]]:
    text = io.StringIO(form.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=separator))


def test_a_form_has_a_line_of_headings_and_an_example() -> None:
    assert csv_form(small()).decode() == f"\ufeff{HEAD}\r\n{SHOWN}\r\n"


@pytest.mark.parametrize(("language", "separator"), [("en", ","), ("nb", ";"), ("sv", ";")])
def test_columns_are_separated_as_programs_of_the_language_expect(
    language: str, separator: str
) -> None:
    head, example = lines(csv_form(shipped()[language]), separator)
    assert len(head) == len(example) > len(shipped()[language].questions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_nobody_has_filled_in_holds_no_company(language: str, tmp_path: Path) -> None:
    path = tmp_path / "blank.csv"
    path.write_bytes(csv_form(shipped()[language]))
    assert read_back(path, shipped()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_is_made_of_answers_that_are_read(language: str, tmp_path: Path) -> None:
    path = tmp_path / "filled.csv"
    marker = messages_in(language).gettext(EXAMPLE).encode()
    path.write_bytes(csv_form(shipped()[language]).replace(marker, b"Glans Bilvask"))
    (read,) = read_back(path, shipped())
    assert (read.company, read.language) == ("Glans Bilvask", language)
    assert {len(table.rows) for table in read.tables.values()} == {2}
    assert sum(answer.value is not None for answer in read.answers.values()) > 80


def test_a_decimal_number_is_written_as_the_language_writes_it() -> None:
    for language, separator, number in (("en", ",", "2.5"), ("nb", ";", "2,5")):
        base = small()
        people = replace(base.questions["employees"], example="2.5")
        knowledge = replace(
            base, questions={**base.questions, "employees": people}, language=language
        )
        assert lines(csv_form(knowledge), separator)[1][2] == number


def test_no_text_of_a_base_starts_a_formula(tmp_path: Path) -> None:
    base = small()
    question = base.questions["demand"]
    options = {"served": "=1+1", "queue": "+1", "lost": "@all"}
    loud = replace(question, label="-1", options=options)
    knowledge = replace(base, questions={**base.questions, "demand": loud})
    head, example = lines(csv_form(knowledge), ",")
    assert (head[3], example[3]) == ("*-1", "*+1")
    path = tmp_path / "loud.csv"
    path.write_text(f"{','.join(head)}\nGlans Bilvask,,,served\n", encoding="utf-8")
    (read,) = read_back(path, {"en": knowledge})
    assert read.answers["demand"].value == "served"
