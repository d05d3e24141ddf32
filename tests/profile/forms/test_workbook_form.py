"""The workbook to fill in: it helps whoever fills it in, and comes back as it was meant."""

from __future__ import annotations

import io
import time
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet

from advisor.language.messages import LANGUAGES
from advisor.model.case import CutLines, Profile
from advisor.model.knowledge import Kind
from advisor.profile.forms.workbook import workbook_form
from advisor.profile.read import read_profile
from tests.batch.readers.written_in_cells import storable_profiles
from tests.profile.forms.filling_in import Filled, list_of, offering, opened, read_back, shipped
from tests.profile.small_base import small
from tests.strategies.effort import one_in

EXAMPLES = Path(__file__).parents[3] / "examples"


@cache
def form(language: str) -> bytes:
    return workbook_form(shipped()[language])


def sheets(language: str) -> list[Worksheet]:
    """Return the sheets that people see."""
    return [sheet for sheet in opened(form(language)) if sheet.sheet_state == "visible"]


def column(sheet: Worksheet, head: str) -> str:
    """Return the letter of a column."""
    (cell,) = (cell for cell in sheet[1] if cell.value == head)
    return str(cell.column_letter)


# --- it comes back ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_that_was_filled_in_is_read_as_the_profiles_meant(
    language: str, tmp_path: Path
) -> None:
    meant = [
        read_profile(EXAMPLES / f"{name}.yaml", shipped()[language])
        for name in ("car-wash", "hotel", "software")
    ]
    filled = Filled(shipped()[language])
    for line, profile in enumerate(meant, start=3):
        filled.add(profile, line)
    assert read_back(filled.save(tmp_path / "filled.xlsx"), shipped()) == meant


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_nobody_has_filled_in_holds_no_company(language: str, tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    path.write_bytes(form(language))
    assert read_back(path, shipped()) == []


@one_in(10)
@given(profile=storable_profiles())
def test_any_answers_of_a_small_base_come_back(
    profile: Profile, tmp_path_factory: pytest.TempPathFactory
) -> None:
    # The form does not ask where the quadrants meet.
    meant = replace(profile, cut_lines=CutLines.MEAN, unfinished=frozenset())
    filled = Filled(small())
    filled.add(meant)
    path = filled.save(tmp_path_factory.mktemp("filled") / "small.xlsx")
    assert read_back(path, {"en": small()}) == [meant]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_is_made_of_answers_that_are_read(language: str, tmp_path: Path) -> None:
    workbook = opened(form(language))
    workbook.worksheets[0]["A2"] = "Glans Bilvask"
    workbook.save(tmp_path / "example.xlsx")
    (read,) = read_back(tmp_path / "example.xlsx", shipped())
    assert sum(answer.value is not None for answer in read.answers.values()) > len(read.answers) - 3


# --- it helps ---


def test_each_question_has_a_column_with_its_words_in_a_note() -> None:
    main = sheets("nb")[0]
    for question in shipped()["nb"].questions.values():
        note = main[f"{column(main, question.label)}1"].comment
        assert note is not None
        for words in (question.ask, question.help, question.example, *question.options.values()):
            assert words in note.text, question.id


def test_a_choice_has_a_list_with_the_words_of_its_options() -> None:
    main = sheets("nb")[0]
    question = shipped()["nb"].questions["peak_demand"]
    offered = list_of(main, f"{column(main, question.label)}3")
    assert offered == [*question.options.values(), "vet ikke", "gjelder ikke"]


def test_what_is_not_in_a_list_is_asked_about_and_not_forbidden() -> None:
    styles = {
        offered.errorStyle
        for sheet in sheets("en")
        for offered in sheet.data_validations.dataValidation
        if offered.showErrorMessage
    }
    assert styles == {"warning"}


def test_several_answers_may_be_written_without_being_asked_about() -> None:
    main = sheets("en")[0]
    for question in shipped()["en"].questions.values():
        if question.kind is Kind.CHOICES:
            offered = offering(main, f"{column(main, question.label)}3")
            assert (offered.type, offered.showErrorMessage) == ("list", False)


def test_a_number_is_held_against_its_bounds_and_words_are_not() -> None:
    main = sheets("en")[0]
    question = shipped()["en"].questions["peak_load"]
    letter = column(main, question.label)
    found = offering(main, f"{letter}3")
    assert found.formula1 == f"OR(ISTEXT({letter}2),AND({letter}2>=0,{letter}2<=100))"
    assert found.error == "This number does not fit. Answer: a number from 0 to 100, in percent."


def test_a_mark_is_held_against_one_to_five_unless_its_line_has_a_scale() -> None:
    sheet = opened(workbook_form(small()))["Criteria"]
    assert sheet["H1"].value == "Scale"
    assert offering(sheet, "C9").formula1 == 'OR(ISTEXT(C2),AND(C2>=1,C2<=5),$H2<>"")'


def test_a_scale_offers_its_steps_as_numbers() -> None:
    main = opened(workbook_form(small())).worksheets[0]
    offered = list_of(main, f"{column(main, 'Mood')}3")
    assert offered == [1, 2, 3, 4, 5, "don't know", "does not apply"]


def test_a_further_sheet_offers_the_companies_of_the_first() -> None:
    main, *further = sheets("nb")
    assert [sheet.title for sheet in further] == [
        table.label for table in shipped()["nb"].tables.values()
    ]
    name = f"'{main.title}'" if " " in main.title else main.title
    for sheet in further:
        formula = str(offering(sheet, "A3").formula1)
        assert formula.replace("'", "") == (
            f"OFFSET({name}!$A$2,0,0,MAX(1,COUNTA({name}!$A$2:$A$10000)),1)"
        )


def test_heads_and_companies_stay_in_sight_on_every_sheet() -> None:
    for sheet in sheets("en"):
        assert sheet.freeze_panes == "B2"
        assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")
        assert sheet.page_setup.orientation == "landscape"


def test_words_are_kept_as_words_and_numbers_as_numbers() -> None:
    main = opened(workbook_form(small())).worksheets[0]
    for heads, wanted in (
        (("Company", "Line of business", "Offers", "Evenings"), "@"),
        (("Load", "Turnover", "Mood"), "General"),
    ):
        for head in heads:
            assert main.column_dimensions[column(main, head)].number_format == wanted


# --- it opens ---


def test_no_prompt_is_longer_than_a_spreadsheet_program_takes() -> None:
    for language in LANGUAGES:
        for sheet in sheets(language):
            for offered in sheet.data_validations.dataValidation:
                assert len(offered.promptTitle) <= 32
                assert 0 < len(offered.prompt) <= 255
                assert len(offered.error or "") <= 255


def test_no_text_of_a_base_starts_a_formula() -> None:
    base = small()
    question = base.questions["demand"]
    options = {"served": "=1+1", "queue": "+1", "lost": "@all"}
    loud = replace(question, label="-1", options=options)
    knowledge = replace(base, questions={**base.questions, "demand": loud})
    for sheet in opened(workbook_form(knowledge)):
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert "f" not in {cell.data_type for cell in cells}
        loud_ones = [c for c in cells if isinstance(c.value, str) and c.value[0] in "=+-@"]
        assert all(cell.quotePrefix for cell in loud_ones)
    assert loud_ones


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("What they compare", "What they compare"),
        ("What, and why?", "criteria"),
        ("This [or] that", "criteria"),
        ("'What'", "criteria"),
        ("What customers compare when they choose", "criteria"),
        ("Rivals", "criteria"),
        ("companies", "criteria"),
    ],
)
def test_a_sheet_has_a_name_that_is_allowed_and_read(label: str, title: str) -> None:
    base = small()
    tables = {**base.tables, "criteria": replace(base.tables["criteria"], label=label)}
    workbook = opened(workbook_form(replace(base, tables=tables)))
    assert workbook.sheetnames[0] == "Companies"
    assert title in workbook.sheetnames


def test_the_same_base_makes_the_same_file_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    before = workbook_form(small())
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    time.sleep(1.1)
    assert workbook_form(small()) == before
    with zipfile.ZipFile(io.BytesIO(before)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
