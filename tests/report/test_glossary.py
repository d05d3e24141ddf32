"""Words of the field are explained at their first use, and only there."""

from __future__ import annotations

import pytest

from advisor.report.glossary import explain

WORDS = [
    {"id": "set", "term": "evoked set", "forms": ["evoked sets"], "means": "the names in mind"},
    {"id": "brand", "term": "brand", "forms": ["brands"], "means": "what a name stands for"},
    {"id": "store", "term": "store brand", "forms": [], "means": "a shop's own *name*"},
]


@pytest.mark.parametrize(
    ("text", "expected", "used"),
    [
        ("Nothing here.", "Nothing here.", []),
        ("A brand is a brand.", "A brand (what a name stands for) is a brand.", ["brand"]),
        ("Brands count.", "Brands (what a name stands for) count.", ["brand"]),
        ("A rebrand, a brand-new one.", "A rebrand, a brand-new one.", []),
        (
            "A store brand and a brand.",
            r"A store brand (a shop's own \*name\*) and a brand (what a name stands for).",
            ["brand", "store"],
        ),
        (
            "No rebrand.\nA brand,\nand the brand again.",
            "No rebrand.\nA brand (what a name stands for),\nand the brand again.",
            ["brand"],
        ),
        ("## A brand\n| brand |", "## A brand\n| brand |", ["brand"]),
        (
            "## A brand\n\n- The brand",
            "## A brand\n\n- The brand (what a name stands for)",
            ["brand"],
        ),
        (
            "“My brand is good” is no brand.",
            "“My brand is good” is no brand (what a name stands for).",
            ["brand"],
        ),
        ("Evoked sets (few names).", "Evoked sets (few names).", ["set"]),
        (
            "An evoked set of brands.",
            "An evoked set (the names in mind) of brands (what a name stands for).",
            ["brand", "set"],
        ),
    ],
)
def test_a_word_is_explained_where_it_is_first_used(
    text: str, expected: str, used: list[str]
) -> None:
    explained, words = explain(text, WORDS)
    assert (explained, [word["id"] for word in words]) == (expected, used)


def test_without_words_nothing_changes() -> None:
    assert explain("A brand.", []) == ("A brand.", [])


def test_a_letter_that_only_looks_alike_makes_no_word_of_the_field() -> None:
    words = [{"id": "mix", "term": "mix", "forms": [], "means": "what one can change"}]
    text = "The m\N{LATIN SMALL LETTER DOTLESS I}x is a mix."
    assert explain(text, words) == (f"{text[:-1]} (what one can change).", words)
