"""Random knowledge bases with everything that makes a document: checks, scores, conflicts."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.strategies.bases import (
    CHOICES,
    NUMBERS,
    QUANTITIES,
    ROWS,
    SEVERAL,
    TABLE,
    WORDS,
    YES_NOS,
    Base,
    Entry,
    Names,
    bases,
    conditions,
)

GIVEN = Names(
    words=(*((name, tuple(WORDS)) for name in CHOICES), *((n, ("yes", "no")) for n in YES_NOS)),
    several=tuple((name, tuple(WORDS)) for name in SEVERAL),
    numbers=tuple(QUANTITIES),
    texts=(TABLE,),
)


@st.composite
def rich_bases(draw: st.DrawFn) -> Base:
    """Draw a base as ``bases`` does, with a check, points, and advice that contradicts advice."""
    base = draw(bases())
    findings = [draw(_counted(finding)) for finding in base["findings"]]
    check, rules = draw(_check())
    advice = [*base["advice"], *draw(_common_advice())]
    for place, item in enumerate(advice):
        draw(_set_among(item, [other["id"] for other in advice[:place]]))
    return {
        **base,
        "findings": [*findings, check],
        "rules": [*base["rules"], *rules],
        "advice": advice,
    }


@st.composite
def _counted(draw: st.DrawFn, finding: Entry) -> Entry:
    """Let a finding count in the score of its topic, now and then."""
    if finding.get("several") or draw(st.booleans()):
        return finding
    points = {value: draw(st.sampled_from(sorted(NUMBERS))) for value in finding["domain"]}
    return {**finding, "topic": "topic", "points": points}


@st.composite
def _check(draw: st.DrawFn) -> tuple[Entry, list[Entry]]:
    """Draw a check and a rule for each of its values."""
    check = {
        "id": "check",
        "label": "The check",
        "domain": {"holds": "It holds", "fails": "It fails"},
        "check": "yes",
        "topic": "topic",
        "source": "S1",
    }
    rules = [
        {
            "id": f"check_{value}",
            "when": draw(conditions(GIVEN, company=True)),
            "conclude": {"check": value},
            "because": f"It {value}.",
            "source": "S1",
        }
        for value in ("holds", "fails")
    ]
    return check, rules


@st.composite
def _common_advice(draw: st.DrawFn) -> list[Entry]:
    """Draw advice that is given nearly always, so that conflicts are common."""
    items = []
    for number in range(draw(st.integers(1, 4))):
        entry: dict[str, Any] = {"id": f"common_{number}"}
        if draw(st.booleans()):
            entry["for_each"] = TABLE
        elif draw(st.booleans()):
            entry["unless"] = {"count": {"of": TABLE, "at_least": min(ROWS)}}
        entry |= {
            "topic": "topic",
            "do": "Mend {row}." if "for_each" in entry else f"Mend it in way {number}.",
            "why": "It matters.",
            "how": ["One.", "Two.", "Three."],
            "measure": "Count it",
            "impact": draw(st.integers(1, 5)),
            "effort": draw(st.integers(1, 5)),
            "horizon": draw(st.sampled_from(["now", "quarter", "year"])),
            "strength": draw(st.sampled_from(["strong", "moderate", "weak"])),
            "source": "S1",
        }
        items.append(entry)
    return items


@st.composite
def _set_among(draw: st.DrawFn, item: Entry, earlier: list[str]) -> None:
    """Set a piece of advice above, after and against others, without a circle."""
    if "exclusive" not in item and draw(st.integers(0, 2)) == 0:
        item["exclusive"] = draw(st.sampled_from(["group", "other_group"]))
    if "for_each" in item and draw(st.booleans()):
        item["row_order"] = {draw(st.sampled_from(["highest", "lowest"])): "size"}
    if not earlier:
        return
    some = st.lists(st.sampled_from(earlier), unique=True, max_size=2)
    if draw(st.booleans()):
        item["overrides"] = [{"id": name, "because": "It knows more."} for name in draw(some)]
    if draw(st.booleans()):
        item["after"] = draw(some)
