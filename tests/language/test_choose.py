"""The language: asked for, else that of the environment, else English."""

from __future__ import annotations

import pytest

from advisor.language.choose import chosen, of_environment


@pytest.mark.parametrize(
    ("value", "language"),
    [
        ("nb_NO.UTF-8", "nb"),
        ("nn_NO.UTF-8", "nb"),
        ("no_NO", "nb"),
        ("nb-NO", "nb"),
        ("sv_SE.UTF-8", "sv"),
        ("sv_FI@euro", "sv"),
        ("en_GB.UTF-8", "en"),
        ("de_DE.UTF-8", "en"),
        ("C.UTF-8", "en"),
        ("POSIX", "en"),
        ("", "en"),
    ],
)
def test_a_locale_names_its_language(value: str, language: str) -> None:
    assert of_environment({"LANG": value}) == language


def test_variables_are_asked_in_the_order_of_gettext() -> None:
    environment = {"LANG": "en_GB", "LC_MESSAGES": "sv_SE"}
    assert of_environment(environment) == "sv"
    assert of_environment({**environment, "LC_ALL": "nb_NO"}) == "nb"
    assert of_environment({**environment, "LC_ALL": "nb_NO", "LANGUAGE": "en"}) == "en"
    assert of_environment({**environment, "LC_ALL": ""}) == "sv"


def test_a_list_of_languages_gives_the_first_that_there_is() -> None:
    assert of_environment({"LANGUAGE": "da:sv:nb"}) == "sv"
    assert of_environment({"LANGUAGE": "da:de", "LANG": "sv_SE"}) == "en"


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (["--lang", "nb", "advise", "me.yaml"], "nb"),
        (["advise", "me.yaml", "--lang=nb"], "nb"),
        (["--lang", "nb", "check", "--lang", "en"], "en"),
        (["advise", "--", "--lang", "nb"], "sv"),
        (["advise", "--lang"], "sv"),
        (["advise", "--lang", "tlh"], "sv"),
        ([], "sv"),
    ],
)
def test_the_option_goes_before_the_environment(words: list[str], language: str) -> None:
    assert chosen(words, {"LANG": "sv_SE.UTF-8"}) == language
