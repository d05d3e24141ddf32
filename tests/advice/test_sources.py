"""The sources a document cites, in an order a reader expects."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from advisor.advice.sources import view_sources
from advisor.model.grounds import Cited
from tests.inference.small import assessed, small

BASE = small(
    """
    sources:
      - {id: S2, title: Delivering value, grade: article, url: "https://example.org/2"}
      - {id: S2-9, in: S2, says: Nine.}
      - {id: S2-14, in: S2, says: Fourteen.}
      - {id: S10, title: Ten, grade: public}
    findings: [{id: room, domain: [yes, no], source: S2-9}]
    rules: [{id: r, conclude: {room: yes}, source: S10}]
    advice: [{id: act, source: [S2-14]}]
    """
)
S1 = Cited("S1", "An article", "", "", "article", "")
S2 = Cited("S2", "Delivering value", "", "https://example.org/2", "article", "")
S2_9 = Cited("S2-9", "", "Nine.", "", "article", "Delivering value")
S2_14 = Cited("S2-14", "", "Fourteen.", "", "article", "Delivering value")
S10 = Cited("S10", "Ten", "", "", "public", "")


def test_a_part_is_cited_with_its_work_and_parts_stand_in_reading_order() -> None:
    assert view_sources(["S2-14", "S2-9"], BASE) == (S2, S2_9, S2_14)


def test_what_is_not_cited_is_not_listed() -> None:
    assert view_sources([], BASE) == ()
    assert view_sources(["S1", "S1"], BASE) == (S1,)


def test_whatever_advice_findings_and_rules_cite_is_listed() -> None:
    assert assessed(BASE).sources == (S10, S2, S2_9, S2_14)


@given(st.lists(st.sampled_from(["S1", "S2", "S2-9", "S2-14", "S10"])), st.data())
def test_the_order_in_which_sources_are_cited_does_not_matter(
    names: list[str], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(names))
    assert view_sources(shuffled, BASE) == view_sources(names, BASE)
