"""``advisor interview``: its options, and what it does with the files it is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import advisor
from tests.interview.whole import ANSWERS, BASE, FILE, PROFILE, answers_in, interview, typed

BROKEN = """\
company:
  name: Bakst
  trade: bred
answers:
  pleased: 7
  bussy: [morning]
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder of its own."""
    monkeypatch.chdir(tmp_path)


def files() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def test_a_broken_profile_is_refused_as_advise_refuses_it_and_left_alone() -> None:
    Path(FILE).write_text(BROKEN, encoding="utf-8")
    ran = interview(FILE, answers=typed(*ANSWERS))
    advised = advisor("advise", FILE, "--rules", BASE)
    assert ran.code == advised.code == 1
    assert ran.stderr == advised.stderr
    assert ran.stderr.startswith("bakery.yaml:3:10: error P")
    assert ran.stderr.endswith("3 errors\n")
    assert Path(FILE).read_text(encoding="utf-8") == BROKEN
    assert files() == [FILE]


def test_a_profile_without_a_name_is_asked_for_it_and_keeps_what_it_says() -> None:
    Path(FILE).write_text("# Ours\nanswers:\n  pleased: 2  # a guess\n", encoding="utf-8")
    interview(FILE, answers=typed("Bakst", "s"))
    text = Path(FILE).read_text(encoding="utf-8")
    assert "# Ours\n" in text
    assert "  pleased: 2  # a guess\n" in text
    assert answers_in(Path(FILE)) == ["answers pleased: 2", "company name: Bakst"]


# How long it takes


@pytest.mark.parametrize("count", [1, 2, 4])
def test_it_ends_after_so_many_questions_besides_the_name(count: int) -> None:
    ran = interview(FILE, "--questions", count, answers=typed(*ANSWERS))
    assert ran.code == 0
    assert "That is all for this time; about " in ran.stdout
    answered = [line for line in answers_in(Path(FILE)) if not line.endswith("unsure: yes")]
    assert len(answered) == count + 1
    assert "bakery.md" in files()


def test_it_asks_nothing_that_there_is_no_time_for() -> None:
    ran = interview(FILE, "--minutes", "0.01", answers=typed(*ANSWERS))
    assert ran.code == 0
    assert "That is all for this time; about 10 questions could still be asked." in ran.stdout
    assert answers_in(Path(FILE)) == ["company name: Møllers Bakeri"]
    assert "bakery.md" in files()


def test_in_half_a_minute_there_is_time_for_a_quick_question_but_not_for_a_table() -> None:
    ran = interview(FILE, "--minutes", "0.5", answers=typed(*ANSWERS))
    assert "What do you bake most of?" in ran.stdout.splitlines()
    assert "By what do they decide where to buy?" not in ran.stdout.splitlines()


@pytest.mark.parametrize("option", [("--questions", "0"), ("--minutes", "0"), ("--minutes", "x")])
def test_no_time_at_all_is_a_mistake_on_the_command_line(option: tuple[str, str]) -> None:
    ran = interview(FILE, *option)
    assert ran.code == 2
    assert f"Invalid value for '{option[0]}'" in ran.stderr
    assert files() == []


# All anew


def test_all_asks_everything_again_and_enter_keeps_each_answer() -> None:
    Path(FILE).write_text(PROFILE, encoding="utf-8")
    nothing_left = interview(FILE, answers="")
    assert "That is all: no other answer would change the advice." in nothing_left.stdout
    ran = interview(FILE, "--all", answers=typed(*[""] * 30))
    assert ran.code == 0
    assert "Answer (a number from 1 to 5; now: 2.5?):" in [
        line.rstrip() for line in ran.stdout.splitlines()
    ]
    assert "Answer (now: Cakes):" in [line.rstrip() for line in ran.stdout.splitlines()]
    assert Path(FILE).read_text(encoding="utf-8") == PROFILE


def test_all_takes_another_answer_instead() -> None:
    Path(FILE).write_text(PROFILE, encoding="utf-8")
    interview(FILE, "--all", answers=typed("", "1"))
    assert Path(FILE).read_text(encoding="utf-8") == PROFILE.replace("cakes", "bread")


# Which file


def test_without_a_file_one_is_named_after_the_company() -> None:
    ran = interview(answers=typed(*ANSWERS))
    assert ran.code == 0
    assert files() == ["møllers-bakeri.md", "møllers-bakeri.yaml"]
    assert Path("møllers-bakeri.yaml").read_text(encoding="utf-8") == PROFILE


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Kari & Per: Brød/Kaker AS", "kari-per-brød-kaker-as.yaml"),
        ("../../etc/passwd", "etc-passwd.yaml"),
        ("???", "company.yaml"),
        ("CON", "con_.yaml"),
    ],
)
def test_any_name_makes_a_file_name(name: str, file: str) -> None:
    assert interview(answers=typed(name)).code == 0
    assert file in files()
    assert answers_in(Path(file)) == [f"company name: {name}"]


def test_nobody_there_to_name_it_leaves_nothing() -> None:
    ran = interview(answers="")
    assert ran.code == 0
    assert files() == []


@pytest.mark.parametrize("choice", ["1", ""])
def test_a_file_that_is_there_already_can_be_gone_on_with(choice: str) -> None:
    Path("bakst.yaml").write_text("company: {name: Bakst, trade: bread}\n", encoding="utf-8")
    ran = interview(answers=typed("Bakst", choice, "s"))
    assert ran.code == 0
    assert "There are answers in bakst.yaml already." in ran.stdout
    assert "Going on with bakst.yaml: 1 answer is there." in ran.stdout
    assert files() == ["bakst.yaml"]


def test_a_file_of_another_company_stays_as_it_is() -> None:
    text = "company: {name: Bakst, trade: bread}\n"
    Path("bakst.yaml").write_text(text, encoding="utf-8")
    assert interview(answers=typed("Bakst", "2", "Bakst Nord", "s")).code == 0
    assert Path("bakst.yaml").read_text(encoding="utf-8") == text
    assert answers_in(Path("bakst-nord.yaml")) == ["company name: Bakst Nord"]


def test_the_document_can_be_written_elsewhere() -> None:
    ran = interview(FILE, "-o", "advice.md", answers=typed(*ANSWERS))
    assert ran.code == 0
    assert files() == ["advice.md", FILE]


def test_a_document_that_cannot_be_written_is_told_and_the_answers_stay() -> None:
    ran = interview(FILE, "-o", "missing/advice.md", answers=typed(*ANSWERS))
    assert ran.code == 1
    assert ran.stderr == (
        "missing/advice.md: error: cannot write the file: no such file or directory; "
        "check the folder and its permissions\n"
    )
    assert Path(FILE).read_text(encoding="utf-8") == PROFILE


def test_a_language_asked_for_wins_over_that_of_the_profile_and_is_kept() -> None:
    Path(FILE).write_text(f"language: nb\n{PROFILE}", encoding="utf-8")
    assert interview(FILE, answers="").stdout.splitlines()[0].startswith("Fortsetter med ")
    ran = interview(FILE, "--lang", "sv", "--all", answers=typed(""))
    assert ran.stdout.splitlines()[0].startswith("Fortsätter med ")
    assert Path(FILE).read_text(encoding="utf-8") == f"language: sv\n{PROFILE}"
