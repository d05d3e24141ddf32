"""Commands speak the language they are asked to speak, wherever that is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.running import BASE, advisor, advisor_process, write_profile

MISTAKEN = """\
company: {name: Kiosk Vest, sells: coffee, shoe_size: 43}
answers: {queue: lung}
"""
NOT_KNOWN = """\
company: {name: Kiosk Vest, sells: coffee}
answers: {queue: WORDS}
"""


@pytest.mark.parametrize(
    ("language", "title", "known"),
    [
        ("en", "# Marketing advice for Kiosk Vest", "advice"),
        ("nb", "# Markedsføringsråd til Kiosk Vest", "råd"),
        ("sv", "# Marknadsföringsråd till Kiosk Vest", "råd"),
    ],
)
def test_the_document_is_in_the_language_asked_for(
    tmp_path: Path, language: str, title: str, known: str
) -> None:
    profile = write_profile(tmp_path)
    before = advisor("--lang", language, "advise", profile, "--rules", BASE)
    after = advisor("advise", profile, "--rules", BASE, "--lang", language)
    assert before.stdout.splitlines()[0] == title
    assert known in before.stdout
    assert before == after


def test_numbers_in_the_document_are_in_its_language(tmp_path: Path) -> None:
    profile = write_profile(tmp_path)
    assert "4.5" in advisor("advise", profile, "--rules", BASE).stdout
    assert "4,5" in advisor("advise", profile, "--rules", BASE, "--lang", "sv").stdout


def test_a_mistake_in_a_profile_is_told_in_the_language(tmp_path: Path) -> None:
    profile = write_profile(tmp_path, MISTAKEN)
    ran = advisor("advise", profile, "--rules", BASE, "--lang", "nb")
    assert ran.code == 1
    assert "feil P004: bedrift 'Kiosk Vest': ukjent nøkkel 'shoe_size'" in ran.stderr
    assert "mente du 'long'?" in ran.stderr
    assert ran.stderr.endswith("2 feil\n")


def test_a_file_that_is_not_there_is_told_in_the_language(tmp_path: Path) -> None:
    ran = advisor("advise", tmp_path / "gone.yaml", "--rules", BASE, "--lang", "sv")
    assert "kan inte läsa filen: det finns ingen sådan fil eller mapp" in ran.stderr


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ["Bruk: advisor advise", "Valg:", "Vis denne hjelpen og avslutt."]),
        ("sv", ["Användning: advisor advise", "Flaggor:", "Visa den här hjälpen och avsluta."]),
    ],
)
def test_help_is_in_the_language_clicks_own_words_too(language: str, words: list[str]) -> None:
    ran = advisor("advise", "--help", "--lang", language)
    assert [word for word in words if word not in ran.stdout] == []


def test_a_mistake_on_the_command_line_is_told_in_the_language() -> None:
    ran = advisor("--lang", "nb", "advise")
    assert ran.code == 2
    assert "Feil: Mangler argumentet 'PROFILE'." in ran.stderr
    assert "Feil: Det finnes ingen kommando 'advice'." in advisor("--lang", "nb", "advice").stderr


def test_a_language_that_there_is_not_is_refused() -> None:
    ran = advisor("--lang", "tlh", "check")
    assert ran.code == 2
    assert "'tlh' is not one of 'en', 'nb', 'sv'." in ran.stderr


def test_the_environment_decides_where_nothing_is_asked() -> None:
    ran = advisor_process("profile", "--help", LANGUAGE="", LC_ALL="nn_NO.UTF-8")
    assert "Lag en profil å fylle ut." in ran.stdout


def test_speaking_leaves_the_environment_as_it_was() -> None:
    before = dict(os.environ)
    advisor("--lang", "nb", "--help")
    assert dict(os.environ) == before
    assert "Show this message and exit." in advisor("--help").stdout


def test_a_blank_profile_has_its_comments_in_the_language_and_its_keys_as_they_are() -> None:
    blank = advisor("profile", "new", "--rules", BASE, "--lang", "nb").stdout
    assert blank.startswith("# En bedrifts profil. Skriv hvert svar etter kolonet.")
    assert "skriv vet ikke eller gjelder ikke" in " ".join(blank.replace("#", "").split())
    english = advisor("profile", "new", "--rules", BASE).stdout
    assert keys(blank) == keys(english)


@pytest.mark.parametrize("words", ["vet ikke", "vet inte", "don't know"])
def test_not_knowing_can_be_said_in_each_language(tmp_path: Path, words: str) -> None:
    profile = write_profile(tmp_path, NOT_KNOWN.replace("WORDS", words))
    assert "You answered “don't know”" in advisor("advise", profile, "--rules", BASE).stdout


def test_the_verdict_on_a_base_is_in_the_language() -> None:
    assert advisor("check", BASE, "--lang", "sv").stdout.rstrip().endswith("varningar")


def keys(profile: str) -> list[str]:
    return [line for line in profile.splitlines() if line and not line.lstrip().startswith("#")]


def test_help_names_kinds_of_paths_in_its_own_language_whatever_came_before() -> None:
    kinds = {"nb": "--rules MAPPE", "en": "--rules DIRECTORY", "sv": "--rules MAPP "}
    for language, kind in kinds.items():
        assert kind in advisor("interview", "--help", "--lang", language).stdout
