"""What the assessment says of advice that may come, may go, or is excluded."""

from __future__ import annotations

from advisor.model.advice import AdviceView, Awaited, MayCome
from tests.inference.small import assessed, small

QUESTIONS = """
    questions:
      - {id: open, label: Opening, kind: yes_no}
      - {id: full, label: Crowd, kind: yes_no}
    tables:
      - {id: things, label: Things, columns: [{id: good, label: Good, kind: yes_no}]}
"""
OPENING, CROWD = Awaited("open", "", "Opening"), Awaited("full", "", "Crowd")


def stands(entries: str, text: str = "") -> dict[str, tuple[str, tuple[Awaited, ...]]]:
    def outlook(item: AdviceView) -> tuple[str, tuple[Awaited, ...]]:
        return item.prospect, item.awaits

    return {item.id: outlook(item) for item in assessed(small(QUESTIONS + entries), text).advice}


def test_advice_that_holds_whatever_is_answered_is_certain() -> None:
    entries = """
    advice:
      - {id: both, when: {any: [{open: yes}, {open: no}, {unknown: open}, {does_not_apply: open}]}}
      - {id: now, when: {unknown: open}}
      - {id: said, when: {full: yes}}
    """
    assert stands(entries, "answers: {full: yes}") == {
        "now": ("possible", (OPENING,)),
        "said": ("certain", ()),
        "both": ("certain", ()),
    }


def test_advice_that_other_advice_may_set_aside_is_not_certain() -> None:
    entries = """
    advice:
      - {id: low, when: {full: yes}}
      - {id: high, when: {open: yes}, overrides: [low]}
    """
    assert stands(entries, "answers: {full: yes}") == {"low": ("possible", (OPENING,))}
    assert stands(entries, "answers: {full: yes, open: no}") == {"low": ("certain", ())}


def test_advice_that_may_come_says_what_it_waits_for_and_what_cannot_is_counted() -> None:
    entries = """
    advice:
      - {id: a, when: {open: yes, full: yes}, do: "Do a, {company}."}
      - {id: b, when: {open: yes}}
      - {id: c, when: {all: [{open: yes}, {open: no}]}}
    """
    found = assessed(small(QUESTIONS + entries), "answers: {open: don't know}")
    assert found.possible == (
        MayCome("b", "b", "", "Do b.", (OPENING,)),
        MayCome("a", "a", "", "Do a, Glans.", (CROWD, OPENING)),
    )
    assert found.excluded == 1


def test_advice_for_a_row_that_may_come_names_the_row() -> None:
    entries = "    advice: [{id: mend, for_each: things, where: {good: no}}]"
    found = assessed(small(QUESTIONS + entries), "things: [{name: A}, {name: B, good: yes}]")
    awaited = (Awaited("things.good", "A", "A: Good"),)
    assert found.possible == (MayCome("mend: A", "mend", "A", "Do mend for A.", awaited),)
    assert found.excluded == 1


def test_when_nothing_is_missing_all_is_certain_and_nothing_may_come() -> None:
    entries = "    advice: [{id: a, when: {open: yes}}, {id: b, when: {open: no}}]"
    found = assessed(small(QUESTIONS + entries), "answers: {open: yes, full: no}\nthings: []")
    assert [(item.id, item.prospect) for item in found.advice] == [("a", "certain")]
    assert (found.possible, found.excluded, found.open_questions) == ((), 1, ())
