"""The letters of the keys."""

from __future__ import annotations

import pytest

from advisor.interview.actions import LABELS, LETTERS, Action, action_of, keys_for
from advisor.language.messages import LANGUAGES, speaking


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_has_a_letter_of_its_own_and_words(language: str) -> None:
    letters = LETTERS[language]
    assert set(letters) == set(Action) == set(LABELS)
    assert len(set(letters.values())) == len(Action)
    with speaking(language):
        assert all(key.label for key in keys_for(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_is_an_answer_to_yes_or_no_or_a_number(language: str) -> None:
    assert not set(LETTERS[language].values()) & set("ynj0123456789")


def test_a_letter_is_a_key_in_its_own_language_only() -> None:
    assert action_of("W", "en") is Action.WHY
    assert action_of(" f ", "nb") is Action.WHY
    assert action_of("w", "nb") is None
    assert action_of("why", "en") is None


def test_the_labels_are_in_the_language_spoken() -> None:
    with speaking("sv"):
        [key] = keys_for("sv", {Action.DONT_KNOW})
    assert (key.letter, key.label) == ("v", "vet inte")
