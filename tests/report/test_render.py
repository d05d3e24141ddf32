"""The whole document: what stands in it, for companies of every kind."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import assume, example, given
from markdown_it import MarkdownIt

from advisor.model.assessment import Assessment
from advisor.report.escape import plain
from advisor.report.render import render, tidy
from tests.report.marked import Elements, hostile_text, with_cmark_gfm, with_markdown_it
from tests.report.samples import EMPTY, FULL, advice, changed, finding, not_known, unjudged

FULL_DOCUMENT = Path(__file__).parent / "documents" / "full.md"
# What a company, or the author of a knowledge base, writes in words of their own.
FREE_TEXT = frozenset(
    {
        "ask", "because", "company", "concluded", "do", "help", "how", "knowledge_title", "label",
        "measure", "missing", "name", "not_when", "notes", "reasons", "row", "says", "settles",
        "text", "title", "to", "what", "why", "work",
    }
)  # fmt: skip


def written_by(text: str) -> Assessment:
    """Return the full sample with one text in the place of every free one."""

    def replaced(value: Any, free: bool) -> Any:  # noqa: ANN401, FBT001 - plain data
        if isinstance(value, dict):
            return {key: replaced(item, key in FREE_TEXT) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [replaced(item, free) for item in value]
        return text if free and isinstance(value, str) and value else value

    data = msgspec.to_builtins(FULL)
    return msgspec.convert(replaced(data, free=False), Assessment)


def chapter(document: str, heading: str) -> str:
    """Return a chapter of a document, without its heading."""
    return document.split(f"\n{heading}\n\n", 1)[1].split("\n## ", 1)[0].strip()


def test_a_company_about_which_nothing_is_known_gets_a_short_document() -> None:
    assert render(EMPTY) == (
        "# Marketing advice for Glans\n"
        "\n"
        "## What to do first\n"
        "\n"
        "Nothing presses. By your answers, none of the advice applies to Glans now.\n"
        "\n"
        "## About this document\n"
        "\n"
        "Made on November 21, 2026 by Advisor 1.0 from A primer for car washes, version 3.\n"
        "The same answers (`ba9876543210`) and the same knowledge (`0123456789ab`) "
        "give the same document.\n"
    )


def test_a_full_document_reads_as_kept_beside_this_test() -> None:
    assert render(FULL) == FULL_DOCUMENT.read_text(encoding="utf-8")


def test_without_advice_the_reader_is_sent_to_what_is_open() -> None:
    document = render(changed(EMPTY, open_questions=FULL.open_questions))
    assert chapter(document, "## What to do first") == (
        "Nothing yet: too little is known. Begin with the answers under “Still open”."
    )


def test_the_lead_is_counted_in_words() -> None:
    lead = tuple(advice(rank, f"Do {rank}.", lead=True) for rank in (1, 2, 3))
    document = render(changed(EMPTY, advice=lead))
    assert "\n## Do these three things first\n" in document
    assert "\n## How to go about them\n" in document


def test_leading_advice_is_told_in_full_once() -> None:
    document = render(FULL)
    assert document.count("### 1. Shorten the queue\n") == 2
    assert document.count("Why 1.") == 1
    assert document.count("1. Step one of 1.\n") == 1


def test_a_single_criterion_has_its_own_table() -> None:
    table = changed(FULL.tables[0], rows=FULL.tables[0].rows[:1], notes=())
    document = render(changed(FULL, tables=(table,)))
    shown = chapter(document, "## Your difference and the distance to your rivals")
    assert shown.split("\n\n### ")[0] == (
        "| What customers decide by | Importance | You | Expected | Best rival "
        "| Against expected | Against best rival | Where it stands |\n"
        "|---|--:|--:|--:|---|--:|--:|---|\n"
        "| A short wait | 4 | 2 | 3.5 | 3 (Vask) | −1.5 | −1 | Concentrate here |\n"
        "\n"
        "Marks are from 1–5. A plus means that you are ahead, a minus that you are behind.\n"
        "\n"
        "- **Concentrate here:** A short wait. This weighs much, and customers give you less "
        "for it than for the rest. Begin here."
    )


def test_criteria_on_different_scales_name_their_scales() -> None:
    rows = (FULL.tables[0].rows[0], changed(FULL.tables[0].rows[1], scale="1–10"))
    document = render(changed(FULL, tables=(changed(FULL.tables[0], rows=rows),)))
    assert "\nMarks: A clean car 1–10, A short wait 1–5. A plus means" in document


def test_criteria_not_filled_in_are_one_sentence() -> None:
    table = changed(FULL.tables[0], rows=(), notes=())
    document = render(changed(FULL, tables=(table,)))
    shown = chapter(document, "## Your difference and the distance to your rivals")
    assert shown.split("\n\n### ")[0] == (
        "You have not filled in what customers decide by, so nothing can be said about the "
        "distance to your rivals on each point."
    )


def test_a_chapter_of_which_nothing_is_known_is_one_sentence_for_each_topic() -> None:
    topics = tuple(topic for topic in FULL.topics if topic.id == "trust")
    trusted = not_known("Trusted", "Can I trust them?", topic="trust")
    document = render(changed(EMPTY, topics=topics, findings=(trusted,)))
    assert chapter(document, "## Your customers") == (
        "### Trust\n\nNothing is known about this yet. These answers would tell: Can I trust them?"
    )


def test_a_topic_on_which_no_rule_speaks_is_one_sentence() -> None:
    topics = tuple(topic for topic in FULL.topics if topic.id == "trust")
    silent = tuple(unjudged(label, topic="trust") for label in ("Trusted", "Believed"))
    document = render(changed(EMPTY, topics=topics, findings=silent))
    assert chapter(document, "## Your customers") == (
        "### Trust\n\nYour answers say nothing for or against this."
    )


def test_a_chapter_with_nothing_in_it_is_left_out() -> None:
    document = render(changed(EMPTY, topics=FULL.topics))
    assert [line for line in document.split("\n") if line.startswith("## ")] == [
        "## What to do first",
        "## About this document",
    ]


def test_one_finding_and_one_check_are_singular() -> None:
    topics = tuple(topic for topic in FULL.topics if topic.id == "warranty")
    check = finding("Safe", "It is safe", check=True)
    document = render(changed(EMPTY, topics=topics, findings=(check,)))
    assert "\nOf 1 check, 1 holds.\n" in document


def test_numbers_are_in_the_readers_language() -> None:
    document = render(changed(FULL, language="nb"))
    assert "| A clean car | 5 | 4,5 | 4,5 | 4 (Moa) | 0 | +0,5 | Keep it up |" in document
    assert "Laget 21.\N{NO-BREAK SPACE}november 2026 av Advisor" in document


def test_the_same_assessment_gives_the_same_document() -> None:
    assert render(FULL) == render(FULL)


def test_a_part_of_ones_own_is_laid_over_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "stamp.md.j2").write_text("Yours, {{ company }}.\n", encoding="utf-8")
    shipped, own = render(EMPTY), render(EMPTY, tmp_path)
    assert own == shipped.split("## About")[0] + "Yours, Glans.\n"
    assert render(EMPTY) == shipped


def test_a_section_of_ones_own_can_have_a_chapter_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "sky.md.j2").write_text("## The sky\n", encoding="utf-8")
    assert "\n## Weather\n" in render(FULL)
    assert "\n## The sky\n" in render(FULL, tmp_path)


@pytest.mark.parametrize("sample", [EMPTY, FULL])
def test_a_document_is_tidy_markdown_without_html(sample: Assessment) -> None:
    document = render(sample)
    assert document.endswith("\n")
    assert not document.endswith("\n\n")
    assert "\n\n\n" not in document
    assert not [line for line in document.split("\n") if line != line.rstrip()]
    tokens = MarkdownIt("commonmark", {"html": True}).parse(document)
    kinds = {child.type for token in tokens for child in (token, *(token.children or ()))}
    assert not kinds & {"html_block", "html_inline"}


@given(text=hostile_text)
@example(text="0")
@example(text="0 .")
@example(text=".")
@example(text="-")
@example(text="#")
@example(text="=")
def test_no_text_changes_the_form_of_the_document(text: str) -> None:
    assume(plain(text))
    assert forms(text) == forms("word")


@cache
def forms(text: str) -> list[Elements]:
    """Return the elements of a document in which every free text is this one."""
    document = render(written_by(text))
    return [parse(document)[0] for parse in (with_markdown_it, with_cmark_gfm)]


def test_tidying_touches_nothing_but_white_space_between_lines() -> None:
    assert tidy("\n\na  b \t\n\n\n\nc\n  d\n\n") == "a  b\n\nc\n  d\n"
