"""Templates speak the language of the assessment, and what is filled in stays escaped."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from jinja2 import DictLoader

from advisor.report.environment import ReportEnvironment
from advisor.report.render import render
from tests.report.samples import FULL, changed


def printed(source: str, language: str = "nb", values: Mapping[str, object] | None = None) -> str:
    environment = ReportEnvironment(DictLoader({"a": source}), language)
    return environment.get_template("a").render(values or {})


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('{{ _("Action plan") }}', "Handlingsplan"),
        ("{% trans %}Action plan{% endtrans %}", "Handlingsplan"),
        ('{{ _("Effort %(effort)s of 5", effort=3) }}', "Innsats 3 av 5"),
        ("{% trans effort=3 %}Effort {{ effort }} of 5{% endtrans %}", "Innsats 3 av 5"),
        ('{{ ngettext("%(num)s fails", "%(num)s fail", 1234) }}', "1\xa0234 er ikke oppfylt"),
        (
            "{% trans num=2 %}{{ num }} fails{% pluralize %}{{ num }} fail{% endtrans %}",
            "2 er ikke oppfylt",
        ),
        ('{{ _("Nobody has translated this") }}', "Nobody has translated this"),
    ],
)
def test_a_message_is_said_in_the_language(source: str, text: str) -> None:
    assert printed(source) == text


def test_what_is_filled_in_is_escaped_as_markdown_and_the_message_is_not() -> None:
    typed = {"typed": "<b> *a* & 100%"}
    source = '{{ _("**Priority:** %(arithmetic)s", arithmetic=typed) }}'
    assert printed(source, values=typed) == r"**Prioritet:** \<b> \*a\* & 100%"
    assert printed(source, "en", typed) == r"**Priority:** \<b> \*a\* & 100%"


def test_a_message_can_be_one_piece_of_another() -> None:
    source = (
        '{{ _("See %(advice)s at the beginning.", advice=_("advice %(numbers)s", numbers=2)) }}'
    )
    assert printed(source, "sv") == "Se råd 2 i början."


def test_documents_in_several_languages_do_not_mix() -> None:
    languages = ["en", "nb", "sv", "nb", "en"]
    documents = [render(changed(FULL, language=language)) for language in languages]
    assert documents[0] == documents[4]
    assert documents[1] == documents[3]
    titles = [document.partition("\n")[0].split()[1] for document in documents[:3]]
    assert titles == ["Marketing", "Markedsføringsråd", "Marknadsföringsråd"]


@pytest.mark.parametrize("language", ["nb", "sv"])
def test_no_english_word_of_the_program_is_left_in_a_document(language: str) -> None:
    document = render(changed(FULL, language=language))
    left = [
        word
        for word in ("Effort", "Priority", "Sources", " of 5", "Because of")
        if word in document
    ]
    assert left == []


def test_a_language_there_are_no_messages_in_is_written_in_english_words() -> None:
    assert render(changed(FULL, language="da")).startswith("# Marketing advice")
