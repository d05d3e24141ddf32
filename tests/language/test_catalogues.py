"""The catalogues say everything the program says, and fill in what it fills in."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from advisor.language.messages import TRANSLATED, messages_in
from tests.language.extracting import catalogue_file, messages

# {name} of str.format and %(name)s of templates, with what gettext itself adds.
PLACEHOLDER = re.compile(r"\{\w*(?:![rs])?\}|%\(\w+\)s")
UPDATE = "python -m tests.language.update brings the catalogue up to date"


def catalogue(language: str, name: str = "advisor.po") -> Catalog:
    with catalogue_file(language, name).open("rb") as stream:
        return read_po(stream, abort_invalid=True)


def said(catalogue: Catalog) -> list[Message]:
    """Return the messages without the header."""
    return [message for message in catalogue if message.id]


def forms(text: object) -> list[str]:
    return list(text) if isinstance(text, (list, tuple)) else [str(text)]


@cache
def said_by_the_program() -> frozenset[str]:
    return frozenset(str(message.id) for message in said(messages()))


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_has_exactly_what_the_program_says(language: str) -> None:
    ours = said_by_the_program()
    theirs = {str(message.id) for message in said(catalogue(language))}
    assert sorted(ours - theirs) == [], UPDATE
    assert sorted(theirs - ours) == [], UPDATE


@pytest.mark.parametrize("name", ["advisor.po", "click.po"])
@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_and_none_is_doubtful(language: str, name: str) -> None:
    found = said(catalogue(language, name))
    assert [m.id for m in found if m.fuzzy or not all(forms(m.string))] == []


@pytest.mark.parametrize("name", ["advisor.po", "click.po"])
@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_placeholders_of_its_message(language: str, name: str) -> None:
    for message in said(catalogue(language, name)):
        ids, strings = forms(message.id), forms(message.string)
        # A singular may leave its number out; a plural form has what the plural has.
        wanted = [ids[0], *[ids[-1]] * (len(strings) - 1)]
        for original, translation in zip(wanted, strings, strict=True):
            assert Counter(PLACEHOLDER.findall(translation)) == Counter(
                PLACEHOLDER.findall(original)
            ), translation


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_begins_and_ends_with_the_spaces_of_its_message(language: str) -> None:
    for message in said(catalogue(language)):
        for original, text in zip(forms(message.id), forms(message.string), strict=True):
            assert text[: len(text) - len(text.lstrip())] == original[: -len(original.lstrip())]
            assert text[len(text.rstrip()) :] == original[len(original.rstrip()) :]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_row_of_a_table_keeps_its_cells(language: str) -> None:
    for message in said(catalogue(language)):
        if str(message.id).startswith("|"):
            assert str(message.string).count("|") == str(message.id).count("|"), message.id


def test_both_languages_have_plurals_and_english_ones_for_any_other() -> None:
    one, many = "{count} error", "{count} errors"
    assert messages_in("nb").ngettext(one, many, 2) == "{count} feil"
    assert messages_in("sv").ngettext("{count} warning", "{count} warnings", 2) == (
        "{count} varningar"
    )
    assert messages_in("da").ngettext(one, many, 2) == many
