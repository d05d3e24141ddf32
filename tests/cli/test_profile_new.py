"""``advisor profile new``: a blank profile that asks everything and can be read back."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from advisor.cli.main import main
from advisor.model.case import State
from advisor.model.knowledge import Knowledge
from advisor.profile.read import parse_profile
from tests.cli.running import BASE, Ran, advisor
from tests.shipped import shipped_base

SMALL = """\
# A company's profile. Write each answer after its colon. Leave what you have not got to
# empty; write don't know or does not apply where that is the answer. To mark an answer
# as a guess, write it as {value: …, unsure: yes}.

company:
  # What is the company called?
  name:

  # What do customers get from you?
  # One of:
  #   coffee: Coffee
  #   papers: Newspapers
  sells:

answers:

  # ---- Service -----------------------------------------------------

  # What happens at your busiest times?
  # Think of a normal week.
  # For example: Two people wait and one walks off.
  # One of:
  #   none: Nobody waits
  #   long: Customers wait and leave
  queue:

  # How long does a customer wait?
  # Answer: a number of minutes
  waiting:

# By what do customers decide?
# Each decision criterion has a name and, as far as you know them:
#   importance: Importance.
#   own: Your mark.
#   scale: the lowest and highest mark, [1, 5] unless you say otherwise
# Take the '#' away and repeat the lines for each row:
# criteria:
#   - name:
#     importance:
#     own:

# Anything else, in your own words.
notes:
"""


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return shipped_base()


@pytest.fixture(scope="module")
def blank() -> str:
    ran = advisor("profile", "new")
    assert (ran.code, ran.stderr) == (0, "")
    return ran.stdout


def test_a_blank_profile_reads_like_a_form() -> None:
    assert advisor("profile", "new", "--rules", BASE) == Ran(0, SMALL, "")


def test_a_blank_profile_can_be_read_once_the_name_is_filled_in(
    blank: str, knowledge: Knowledge
) -> None:
    filled = blank.replace("  name:\n", "  name: Glans Bilvask\n", 1)
    profile = parse_profile(filled, "new.yaml", knowledge)
    assert profile.company == "Glans Bilvask"
    assert {answer.state for answer in profile.answers.values()} == {State.NOT_ASKED}
    assert {table.state for table in profile.tables.values()} == {State.NOT_ASKED}


def test_a_blank_profile_asks_every_question_in_its_words(blank: str, knowledge: Knowledge) -> None:
    folded = " ".join(re.sub(r"(?m)^ *# *", "", blank).split())
    for question in knowledge.questions.values():
        assert f"\n  {question.id}:\n" in blank
        for words in (question.ask, question.help, *question.options.values()):
            assert " ".join(words.split()) in folded, question.id


def test_a_blank_profile_mentions_every_table_and_every_column_to_fill_in(
    blank: str, knowledge: Knowledge
) -> None:
    for table in knowledge.tables.values():
        assert f"\n# {table.id}:\n#   - name:\n" in blank
        for column in table.columns.values():
            assert (f"\n#     {column.id}:\n" in blank) is not bool(column.computed)


def test_a_table_can_be_filled_in_by_taking_its_comment_signs_away(
    blank: str, knowledge: Knowledge
) -> None:
    lines = blank.replace("  name:\n", "  name: Glans Bilvask\n", 1).splitlines()
    start = lines.index("# criteria:")
    end = lines.index("", start)
    lines[start:end] = [line.removeprefix("# ") for line in lines[start:end]]
    lines[start + 1] += " A short wait"
    profile = parse_profile("\n".join(lines), "new.yaml", knowledge)
    assert [row.name for row in profile.tables["criteria"].rows] == ["A short wait"]


def test_no_line_of_a_blank_profile_is_too_long_to_read(blank: str) -> None:
    assert max(len(line) for line in blank.splitlines()) <= 88


def test_a_blank_profile_can_be_written_to_a_file(blank: str, tmp_path: Path) -> None:
    target = tmp_path / "mine.yaml"
    ran = advisor("profile", "new", "-o", target)
    assert ran == Ran(0, "", f"The profile to fill in is {target}\n")
    assert target.read_text(encoding="utf-8") == blank
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]


def test_a_profile_that_exists_is_never_written_over(tmp_path: Path) -> None:
    target = tmp_path / "mine.yaml"
    target.write_text("company: {name: Glans Bilvask}\n", encoding="utf-8")
    ran = advisor("profile", "new", "-o", target)
    assert (ran.code, ran.stdout) == (1, "")
    said = f"{target}: error: cannot write the file: the file exists already; "
    assert ran.stderr.startswith(said)
    assert target.read_text(encoding="utf-8") == "company: {name: Glans Bilvask}\n"


def test_an_unfilled_profile_is_told_what_is_missing(tmp_path: Path) -> None:
    target = tmp_path / "mine.yaml"
    advisor("profile", "new", "--rules", BASE, "-o", target)
    message = "error P010: company: the key 'name' is missing; what the company is called"
    assert advisor("advise", target, "--rules", BASE) == Ran(1, "", f"{target}:7:3: {message}\n")


def test_a_broken_base_has_no_profile(tmp_path: Path) -> None:
    assert advisor("profile", "new", "--rules", tmp_path) == Ran(
        1,
        "",
        f"{tmp_path}:1:1: error K001: the folder has no YAML files; give a folder of rules\n",
    )


@pytest.mark.parametrize("words", [("extra",), ("-o", "."), ("--format", "xml")])
def test_a_wrong_command_line_exits_with_two(words: tuple[str, ...]) -> None:
    ran = advisor("profile", "new", *words)
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr.startswith("Usage: advisor profile new [OPTIONS]\n")


# --- other formats ---

JSON = """\
{
  "company": {
    "name": null,
    "sells": null
  },
  "answers": {
    "queue": null,
    "waiting": null
  },
  "criteria": null,
  "notes": null
}
"""


def test_a_blank_profile_can_be_printed_as_json() -> None:
    assert advisor("profile", "new", "--rules", BASE, "--format", "json") == Ran(0, JSON, "")


def test_a_blank_profile_can_be_printed_as_csv() -> None:
    ran = advisor("profile", "new", "--rules", BASE, "--format", "csv")
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout.startswith("\ufeffCompany,What you sell,The busiest hour,Waiting time,")
    assert len(ran.stdout.splitlines()) == 2


def test_a_workbook_can_be_piped() -> None:
    words = ["profile", "new", "--rules", str(BASE), "--format", "xlsx"]
    result = CliRunner().invoke(main, words, prog_name="advisor", catch_exceptions=False)
    assert (result.exit_code, result.stderr) == (0, "")
    assert load_workbook(io.BytesIO(result.stdout_bytes)).sheetnames == [
        "Companies",
        "What customers decide by",
        "_lists",
    ]


def test_a_workbook_is_not_shown_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advisor.cli.profile.is_terminal", lambda: True)
    ran = advisor("profile", "new", "--rules", BASE, "--format", "xlsx")
    assert (ran.code, ran.stdout) == (2, "")
    said = "Error: a workbook cannot be shown here; name a file with -o\n"
    assert ran.stderr.endswith(said)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("mine.json", b"{\n"),
        ("mine.CSV", b"\xef\xbb\xbfCompany,"),
        ("mine.xlsx", b"PK"),
        ("mine.yaml", b"# A company's profile."),
        ("mine.txt", b"# A company's profile."),
        ("mine", b"# A company's profile."),
    ],
)
def test_the_ending_of_the_file_says_what_to_make(name: str, start: bytes, tmp_path: Path) -> None:
    target = tmp_path / name
    ran = advisor("profile", "new", "--rules", BASE, "-o", target)
    assert ran == Ran(0, "", f"The profile to fill in is {target}\n")
    assert target.read_bytes().startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_the_format_says_more_than_the_ending(tmp_path: Path) -> None:
    target = tmp_path / "mine.txt"
    advisor("profile", "new", "--rules", BASE, "-o", target, "--format", "json")
    assert target.read_text(encoding="utf-8") == JSON


def test_a_workbook_that_exists_is_never_written_over(tmp_path: Path) -> None:
    target = tmp_path / "mine.xlsx"
    target.write_bytes(b"kept")
    ran = advisor("profile", "new", "--rules", BASE, "-o", target)
    assert (ran.code, ran.stdout) == (1, "")
    assert target.read_bytes() == b"kept"


def test_a_workbook_is_in_the_language_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "mine.xlsx"
    advisor("profile", "new", "--lang", "nb", "-o", target)
    assert "Det kundene velger etter" in load_workbook(target).sheetnames
