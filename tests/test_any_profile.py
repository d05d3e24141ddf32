"""Any valid profile gives a document: rendered whole, injecting nothing, the same every time."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from advisor.inference.engine import InferenceEngine
from advisor.model.case import Profile
from advisor.pipeline import advise
from advisor.report.render import render
from tests.shipped import shipped_engine
from tests.strategies.profiles import profiles

DAY = dt.date(2026, 11, 21)
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@given(st.data())
@settings(max_examples=15)
def test_any_valid_profile_gives_a_document_without_html(data: st.DataObject) -> None:
    profile = data.draw(profiles(shipped_engine().knowledge))
    document = render(advise(shipped_engine(), profile, DAY))
    assert document.startswith("# ")
    assert document.endswith("\n")
    assert not document.endswith("\n\n")
    tokens = PARSER.parse(document)
    inner = [child for token in tokens for child in token.children or []]
    assert [token.content for token in [*tokens, *inner] if token.type.startswith("html")] == []


def test_a_profile_without_a_single_answer_gives_a_document() -> None:
    profile = Profile(company="Nobody & Sons", answers={}, tables={})
    document = render(advise(shipped_engine(), profile, DAY))
    assert document.splitlines()[0] == "# Marketing advice for Nobody & Sons"


@given(st.data())
@settings(max_examples=5)
def test_a_document_is_the_same_each_time_it_is_made(data: st.DataObject) -> None:
    profile = data.draw(profiles(shipped_engine().knowledge))
    once = render(advise(shipped_engine(), profile, DAY))
    assert render(advise(InferenceEngine(shipped_engine().knowledge), profile, DAY)) == once
