"""Assessments made by hand: one with nothing in it, one with something for every chapter."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeVar

import msgspec

from advisor.model.advice import AdviceView, Awaited, GaveWay, MayCome, OpenQuestion, PlanStep
from advisor.model.assessment import FORMAT, Assessment, Stamp
from advisor.model.findings import FindingView, Score, TopicView
from advisor.model.grounds import Cited, Derivation, Ground
from advisor.model.tables import Cell, Column, MeasureView, TableRow, TableView

STAMP = Stamp(
    program="1.0",
    knowledge="car_wash",
    knowledge_title="A primer for car washes",
    knowledge_version="3",
    knowledge_digest="0123456789ab",
    answers="ba9876543210",
    date="2026-11-21",
)


Part = TypeVar("Part", bound=msgspec.Struct)


def changed(part: Part, **values: Any) -> Part:  # noqa: ANN401 - whatever the field holds
    """Return a part of an assessment with other values."""
    return msgspec.structs.replace(part, **values)


def ground(label: str, text: str, **values: Any) -> Ground:  # noqa: ANN401 - as above
    """Return an answer that something rests on."""
    answer = Ground(
        id="peak_demand",
        row="",
        origin="answer",
        label=label,
        text=text,
        state="known",
        unsure=False,
    )
    return changed(answer, **values)


def finding(label: str, text: str, **values: Any) -> FindingView:  # noqa: ANN401 - as above
    """Return a finding that stands well, in the topic of warranty."""
    known = FindingView(
        id="enough_capacity",
        row="",
        label=label,
        topic="warranty",
        check=False,
        state="known",
        value="holds",
        text=text,
        standing="well",
        certainty=Decimal("0.9"),
        certainty_word="well supported",
        decision="concluded",
        reasons=("Nobody waits.",),
        rests_on=(),
        missing=(),
        sources=("S2-14",),
    )
    return changed(known, **values)


def not_known(label: str, *missing: str, **values: Any) -> FindingView:  # noqa: ANN401 - as above
    """Return a finding that waits for answers."""
    return finding(
        label,
        "not known",
        state="open",
        standing="unknown",
        missing=missing,
        reasons=(),
        **{"decision": "open", **values},
    )


def unjudged(label: str, **values: Any) -> FindingView:  # noqa: ANN401 - as above
    """Return a check that no rule speaks about."""
    return not_known(label, check=True, decision="silent", **values)


def advice(rank: int, do: str, **values: Any) -> AdviceView:  # noqa: ANN401 - as above
    """Return a piece of advice on service that does not lead."""
    plain = AdviceView(
        key=f"advice_{rank}",
        id=f"advice_{rank}",
        row="",
        topic="service",
        do=do,
        why=f"Why {rank}.",
        how=(f"Step one of {rank}.", f"Step two of {rank}."),
        measure=f"Measure {rank}",
        impact=4,
        effort=2,
        horizon="quarter",
        not_when=f"Exception {rank}.",
        certainty=Decimal("0.81"),
        certainty_word="well supported",
        certainty_arithmetic="0.90 × 0.90 = 0.81",
        priority=Decimal("7.72"),
        priority_arithmetic="3 × 4 × 0.81 − 2 = 7.72",
        rank=rank,
        lead=False,
        prospect="certain",
        awaits=(),
        after=(),
        reasons=(),
        rests_on=(ground("The busiest hour", "Customers leave"),),
        grade="article",
        sources=("S2-14",),
    )
    return changed(plain, **values)


def step(item: AdviceView, *after: int) -> PlanStep:
    """Return the step of the plan that carries a piece of advice out."""
    return PlanStep(
        number=item.rank,
        key=item.key,
        do=item.do,
        horizon=item.horizon,
        effort=item.effort,
        measure=item.measure,
        after=after,
    )


def mark(column: str, number: str) -> Cell:
    """Return a cell with a number."""
    return Cell(column=column, state="known", number=Decimal(number), word="", text=number)


def criterion(name: str, *marks: str, rival: str, quadrant: str, words: str) -> TableRow:
    """Return a criterion, its seven marks in the order of the columns."""
    columns = (
        "importance", "own", "expected", "best_rival", "expectation_gap", "value_gap", "weight",
    )  # fmt: skip
    return TableRow(
        name=name,
        scale="1–5",
        cells=(
            *(mark(column, number) for column, number in zip(columns, marks, strict=True)),
            Cell(column="best_rival_name", state="known", number=None, word=rival, text=rival),
            Cell(column="quadrant", state="known", number=None, word=quadrant, text=words),
        ),
    )


EMPTY = Assessment(
    format=FORMAT,
    language="en",
    company="Glans",
    stamp=STAMP,
    about=(),
    notes="",
    topics=(),
    tables=(),
    measures=(),
    findings=(),
    advice=(),
    plan=(),
    gave_way=(),
    possible=(),
    excluded=0,
    open_questions=(),
    derivations=(),
    sources=(),
    words=(),
    benchmark=None,
)

_FIRST = advice(
    1,
    "Shorten the queue.",
    lead=True,
    horizon="now",
    rests_on=(
        ground("The busiest hour", "Customers leave"),
        ground("Can I trust them?", "Yes", unsure=True),
    ),
)
_SECOND = advice(
    2,
    "Answer the telephone.",
    after=("advice_1",),
    prospect="possible",
    awaits=(Awaited("mending", "", "How soon it is mended"),),
)
_THIRD = advice(
    3,
    "Bring “A clean car” up to par.",
    key="par: A clean car",
    id="par",
    row="A clean car",
    topic="value_gap",
    how=("Look at A clean car.",),
)
_FOURTH = advice(
    4,
    "Bring “A short wait” up to par.",
    key="par: A short wait",
    id="par",
    row="A short wait",
    topic="value_gap",
    how=("Look at A short wait.",),
)

FULL = changed(
    EMPTY,
    about=(
        ground("Line of business", "Car wash with two lanes"),
        ground("People at work", "not answered", state="not_asked"),
    ),
    notes="On Saturdays the queue reaches the road.",
    topics=(
        TopicView("value_gap", "The gap to the rivals", "difference", None),
        TopicView("warranty", "Fit for use", "value",
                  Score(Decimal(50), 2, 3, "(100 + 0) ÷ 2 = 50")),
        TopicView("service", "Service", "mix", Score(Decimal("33.3"), 3, 3, "100 ÷ 3 = 33.3")),
        TopicView("price", "Price", "mix", None),
        TopicView("product", "Product", "mix", None),
        TopicView("positioning", "Place in customers' minds", "position", None),
        TopicView("tasks", "Communication tasks", "communication", None),
        TopicView("trust", "Trust", "customers", None),
        TopicView("weather", "Weather", "sky", None),
    ),
    tables=(
        TableView(
            id="criteria",
            label="What customers decide by",
            state="known",
            columns=(Column("importance", "Importance", ""),),
            rows=(
                criterion(
                    "A short wait", "4", "2", "3.5", "3", "-1.5", "-1", "40",
                    rival="Vask", quadrant="concentrate_here", words="Concentrate here",
                ),
                criterion(
                    "A clean car", "5", "4.5", "4.5", "4", "0", "0.5", "60",
                    rival="Moa", quadrant="keep_up", words="Keep it up",
                ),
            ),
            notes=("High begins at 3.",),
        ),
    ),
    measures=(
        MeasureView("lead", "Lead", "percent", "value_gap", "known", Decimal(4), "4%"),
        MeasureView("load", "Load", "percent", "value_gap", "open", None, "not known"),
    ),
    findings=(
        finding("Room for the demand", "Customers leave", check=True, standing="badly",
                reasons=("They tire.",)),
        finding("Safe", "It is safe", check=True),
        not_known("Soon back", "How soon it is mended", check=True),
        unjudged("Open when promised"),
        finding("Answers", "Customers get answers", topic="service"),
        finding("Help", "There is some help", topic="service", standing="between"),
        finding("Follow-up", "There is none", topic="service", standing="badly"),
        finding("Team", "Three people", topic="service", standing=""),
        finding("State", "It is behind", topic="value_gap", standing="", row="A short wait"),
        finding("State", "It is ahead", topic="value_gap", standing="", row="A clean car"),
        unjudged("Opening hours", topic="service"),
        unjudged("Spare parts", topic="service"),
        not_known("Price tags", topic="service", decision="undecided"),
        not_known("Care", "How often you ring", topic="service"),
        not_known("Price level", "Price beside the alternative", topic="price"),
        finding("In mind", "People think of you", topic="positioning"),
        finding("Task", "There is a task", topic="tasks"),
        finding("Trusted", "People trust you", topic="trust"),
        finding("Rain", "It rains", topic="weather"),
    ),
    advice=(_FIRST, _SECOND, _THIRD, _FOURTH),
    plan=(step(_FIRST), step(_SECOND, 1), step(_THIRD), step(_FOURTH)),
    gave_way=(
        GaveWay("advice", "Ring less.", "Answer the telephone.", "Ringing is welcome."),
        GaveWay("rule", "Price: It is low.", "It is high.", "The exception knows more."),
    ),
    possible=(
        MayCome("wash_inside", "wash_inside", "", "Wash the inside too.",
                (Awaited("price", "", "Price beside the alternative"),)),
        MayCome("price_up: Taxis", "price_up", "Taxis", "Ask more of taxis.",
                (Awaited("mending", "", "How soon it is mended"),
                 Awaited("segments.margin", "Taxis", "Taxis: Margin"))),
    ),
    excluded=3,
    open_questions=(
        OpenQuestion("segments.margin", "Taxis", "Taxis: Margin", "", "",
                     "dont_know", ("A.", "B.", "C."), 2),
        OpenQuestion("mending", "", "How soon it is mended", "How soon?", "",
                     "dont_know", ("Soon back", "Mend it sooner."), 1),
        OpenQuestion("price", "", "Price beside the alternative", "How does it compare?", "",
                     "not_asked", ("Price level",), 0),
    ),
    derivations=(
        Derivation(1, "queue_means_fails", "", "rule", "They tire.",
                   ("Room for the demand: Customers leave",), ("enough_capacity",),
                   (ground("The busiest hour", "Customers leave"),),
                   Decimal("0.9"), "1.00 × 0.90 = 0.90", "article", ("S2-14",)),
        Derivation(2, "par", "A short wait", "advice", "Why 4.",
                   ("Bring “A short wait” up to par.",), (),
                   (), Decimal("0.6"), "1.00 × 0.60 = 0.60", "judgement", ("judgement",)),
    ),
    sources=(
        Cited("judgement", "Professional judgement", "", "", "judgement", ""),
        Cited("O13", "Thirteen", "", "https://example.org/x_y?a=1&b=2", "public", ""),
        Cited("O5", "Five", "", "", "public", ""),
        Cited("S2", "How to deliver value", "", "", "article", ""),
        Cited("S2-14", "", "Without room the line grows.", "", "article", "How to deliver value"),
        Cited("X1-1", "", "A part without its whole.", "", "public", "A lost work"),
    ),
)  # fmt: skip
