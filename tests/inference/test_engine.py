"""A whole run: the order of the strata, what is recorded, and one engine for many cases."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import advisor.inference.aspects
import advisor.inference.engine
from advisor.inference.engine import InferenceEngine
from advisor.inference.experta import Matcher, ReteMatcher
from advisor.inference.facts import make_case
from advisor.inference.matcher import CompiledMatcher
from advisor.inference.truth import Truth, leaf_truth
from advisor.model.case import Case, Cell, Reading, State, TableReading
from advisor.model.condition import Leaf
from advisor.model.knowledge import Conclusion, Knowledge
from advisor.model.outcome import Decision, Firing, OpenRule, Settlement, Trace
from tests.inference.small import cell, profile, small, traced
from tests.strategies.bases import bases, load_base
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles

SURE = Decimal(1)
NOTHING: frozenset[str] = frozenset()

PERMITS = small(
    """
    parameters: [{id: load.high, value: 85, unit: percent}]
    questions:
      - {id: peak, kind: choice, options: [served, lost]}
      - {id: load, kind: percent}
    findings:
      - {id: capacity, domain: [holds, fails], default: holds}
      - {id: growth, domain: [possible, blocked]}
    rules:
      - {id: lost, when: {peak: lost}, conclude: {capacity: fails}}
      - id: strained
        when: {load: {more_than: load.high}}
        conclude: {capacity: fails}
        strength: weak
      - {id: room, when: {capacity: holds}, conclude: {growth: possible}}
      - {id: no_room, when: {capacity: fails}, conclude: {growth: blocked}}
    advice:
      - {id: advertise, when: {growth: possible}, source: J1}
      - {id: expand, when: {growth: blocked}, source: P1}
    """
)


def fired(trace: Trace) -> list[tuple[str, str, str]]:
    """Each firing in order: the rule or advice, the row, the certainty."""
    return [(firing.production, firing.row, str(firing.certainty)) for firing in trace.firings]


def value(trace: Trace, name: str, row: str = "") -> Reading:
    return trace.readings[cell(name, row)]


def decisions(trace: Trace) -> dict[Cell, Decision]:
    return {settlement.cell: settlement.decision for settlement in trace.settlements}


def test_the_default_is_drawn_after_every_rule_has_had_its_say() -> None:
    trace = traced(PERMITS, "answers: {peak: served, load: 85}")
    assert decisions(trace) == {
        cell("capacity"): Decision.DEFAULT,
        cell("growth"): Decision.CONCLUDED,
    }
    assert fired(trace) == [("room", "", "0.45"), ("advertise", "", "0.270")]
    assert trace.open_rules == ()


def test_an_exception_comes_before_the_default() -> None:
    trace = traced(PERMITS, "answers: {peak: served, load: 86}")
    assert fired(trace) == [
        ("strained", "", "0.4"),
        ("no_room", "", "0.36"),
        ("expand", "", "0.2700"),
    ]
    assert value(trace, "capacity") == Reading(State.KNOWN, "fails", Decimal("0.4"))


def test_while_an_exception_is_open_neither_it_nor_the_default_is_built_upon() -> None:
    trace = traced(PERMITS, "answers: {peak: served, load: don't know}")
    assert trace.firings == ()
    assert trace.open_rules == (
        OpenRule("strained", "", (cell("load"),)),
        OpenRule("no_room", "", (cell("capacity"),)),
        OpenRule("room", "", (cell("capacity"),)),
        OpenRule("advertise", "", (cell("growth"),)),
        OpenRule("expand", "", (cell("growth"),)),
    )
    assert value(trace, "capacity") == Reading(State.OPEN, possible=frozenset({"holds", "fails"}))
    assert decisions(trace) == {cell("capacity"): Decision.OPEN, cell("growth"): Decision.OPEN}


def test_a_firing_records_what_matched_what_it_rests_on_and_its_certainty() -> None:
    base = small(
        """
        parameters: [{id: load.high, value: 85, unit: percent}]
        questions:
          - {id: peak, kind: choice, options: [served, lost]}
          - {id: load, kind: percent}
          - {id: open, kind: yes_no}
        findings: [{id: capacity, domain: [holds, fails]}, {id: trouble, domain: [yes, no]}]
        rules:
          - id: crowded
            when: {open: yes, any: [{peak: lost}, {load: {more_than: load.high}}]}
            conclude: {capacity: fails, trouble: yes}
            source: P1
        """
    )
    trace = traced(base, "answers: {open: yes, peak: {value: lost, unsure: yes}, load: 90}")
    assert trace.firings == (
        Firing(
            production="crowded",
            row="",
            facts=(cell("load"), cell("open"), cell("peak")),
            support=(cell("load"), cell("open")),
            premise=SURE,
            strength=Decimal("0.75"),
            certainty=Decimal("0.75"),
            conclusions=(Conclusion("capacity", "fails"), Conclusion("trouble", "yes")),
        ),
    )
    unsure = traced(base, "answers: {open: yes, peak: {value: lost, unsure: yes}, load: 85}")
    (firing,) = unsure.firings
    assert firing.support == (cell("open"), cell("peak"))
    assert (firing.premise, firing.certainty) == (Decimal("0.6"), Decimal("0.450"))


def test_a_table_that_is_asked_about_twice_is_recorded_once() -> None:
    base = small(
        """
        questions: [{id: open, kind: yes_no}]
        tables: [{id: things, columns: [{id: good, kind: yes_no}]}]
        advice:
          - id: act
            when:
              open: yes
              any_row: {of: things, where: {good: yes}}
              not: {every_row: {of: things, where: {good: yes}}}
        """
    )
    text = "answers: {open: yes}\nthings: [{name: A, good: yes}, {name: B, good: no}]"
    (firing,) = traced(base, text).firings
    assert firing.facts == (cell("open"), cell("things"))
    assert firing.support == (cell("open"), cell("things.good", "A"), cell("things.good", "B"))


def test_a_rule_without_a_condition_always_fires() -> None:
    base = small(
        """
        findings: [{id: state, domain: [good, bad]}]
        rules: [{id: always, conclude: {state: good}}]
        """
    )
    (firing,) = traced(base).firings
    assert (firing.facts, firing.support, firing.certainty) == ((), (), Decimal("0.9"))


def test_the_least_certain_step_of_a_chain_and_every_strength_count() -> None:
    trace = traced(PERMITS, "answers: {peak: {value: lost, unsure: yes}, load: 90}")
    assert fired(trace) == [
        ("lost", "", "0.54"),
        ("strained", "", "0.4"),
        ("no_room", "", "0.6516"),
        ("expand", "", "0.488700"),
    ]
    assert value(trace, "capacity").certainty == Decimal("0.724")


CRITERIA = small(
    """
    parameters: [{id: size.large, value: 3}, {id: rows.few, value: 2, unit: rows}]
    questions: [{id: open, kind: yes_no}]
    tables:
      - id: things
        columns: [{id: size, kind: number, unit: points}, {id: good, kind: yes_no}]
    findings:
      - {id: fit, of: things, domain: [fine, poor], default: fine}
      - {id: range, domain: [narrow, wide]}
      - {id: any_poor, domain: [yes, no]}
    rules:
      - {id: large, for_each: things, where: {size: {more_than: size.large}}, when: {open: yes},
         conclude: {fit: poor}}
      - {id: bad, for_each: things, where: {good: no}, conclude: {any_poor: yes}, strength: weak}
      - {id: many, when: {count: {of: things, where: {fit: poor}, at_least: rows.few}},
         conclude: {range: narrow}}
    advice:
      - {id: shrink, for_each: things, where: {fit: poor}}
      - {id: all_fine, when: {every_row: {of: things, where: {fit: fine}}}}
    """
)


def test_a_rule_about_rows_fires_for_each_row_that_matches() -> None:
    rows = "[{name: B, size: 4}, {name: A, size: 5}, {name: C, size: 3}]"
    trace = traced(CRITERIA, f"answers: {{open: yes}}\nthings: {rows}")
    assert fired(trace) == [
        ("large", "A", "0.9"),
        ("large", "B", "0.9"),
        ("many", "", "0.81"),
        ("shrink", "A", "0.81"),
        ("shrink", "B", "0.81"),
    ]
    assert {row: value(trace, "things.fit", row) for row in "ABC"} == {
        "A": Reading(State.KNOWN, "poor", Decimal("0.9")),
        "B": Reading(State.KNOWN, "poor", Decimal("0.9")),
        "C": Reading(State.KNOWN, "fine", Decimal("0.5")),
    }
    assert trace.firings[0].support == (cell("open"), cell("things.size", "A"))
    many = trace.firings[2]
    assert many.facts == (cell("things"),)
    assert many.support == (cell("things.fit", "A"), cell("things.fit", "B"))


def test_rows_that_say_the_same_of_the_company_add_up() -> None:
    rows = "[{name: A, good: no}, {name: B, good: no}, {name: C, good: yes}]"
    trace = traced(CRITERIA, f"answers: {{open: no}}\nthings: {rows}")
    assert value(trace, "any_poor") == Reading(State.KNOWN, "yes", Decimal("0.64"))


def test_a_finding_of_a_row_hears_only_the_rules_of_its_row() -> None:
    rows = "[{name: A, size: 4}, {name: B}, {name: C, size: 1}]"
    trace = traced(CRITERIA, f"answers: {{open: yes}}\nthings: {rows}")
    found = {s.cell[1]: s.decision for s in trace.settlements if s.cell[0].table}
    assert found == {"A": Decision.CONCLUDED, "B": Decision.OPEN, "C": Decision.DEFAULT}
    waiting = [(record.production, record.row, record.missing) for record in trace.open_rules]
    assert ("large", "B", (cell("things.size", "B"),)) in waiting


def test_rules_about_rows_of_a_table_nobody_filled_in_wait_for_the_table() -> None:
    trace = traced(CRITERIA, "answers: {open: yes}")
    table = (cell("things"),)
    assert trace.firings == ()
    assert {record.production: record for record in trace.open_rules} == {
        "large": OpenRule("large", "", table),
        "bad": OpenRule("bad", "", table),
        "many": OpenRule("many", "", table),
        "shrink": OpenRule("shrink", "", table),
        "all_fine": OpenRule("all_fine", "", table),
    }
    assert value(trace, "things.fit") == Reading(State.OPEN, possible=frozenset({"fine", "poor"}))


def test_rules_about_rows_that_cannot_fire_for_the_company_do_not_wait_for_a_table() -> None:
    trace = traced(CRITERIA, "answers: {open: no}")
    assert "large" not in {record.production for record in trace.open_rules}


@pytest.mark.parametrize(
    ("things", "rows"),
    [
        ("things: []", TableReading(State.KNOWN, ())),
        ("things: does not apply", TableReading(State.DOES_NOT_APPLY, ())),
    ],
)
def test_without_rows_no_rule_about_rows_fires_or_waits(things: str, rows: TableReading) -> None:
    trace = traced(CRITERIA, f"answers: {{open: yes}}\n{things}")
    assert trace.tables == {"things": rows}
    about_rows = {"large", "bad", "shrink"}
    fires = [name for name, _, _ in fired(trace)]
    assert not about_rows & {*fires, *(record.production for record in trace.open_rules)}
    assert fires == (["all_fine"] if rows.state is State.KNOWN else [])


def test_the_trace_is_in_order_of_level_then_name_then_row() -> None:
    rows = "[{name: B, size: 4, good: no}, {name: A, size: 4, good: no}]"
    trace = traced(CRITERIA, f"answers: {{open: yes}}\nthings: {rows}")
    assert [(name, row) for name, row, _ in fired(trace)] == [
        ("bad", "A"),
        ("bad", "B"),
        ("large", "A"),
        ("large", "B"),
        ("many", ""),
        ("shrink", "A"),
        ("shrink", "B"),
    ]
    assert list(trace.readings) == sorted(trace.readings)
    assert [s.cell for s in trace.settlements] == [
        cell("any_poor"),
        cell("things.fit", "A"),
        cell("things.fit", "B"),
        cell("range"),
    ]


def test_the_whole_trace_of_a_small_case() -> None:
    base = small(
        """
        questions: [{id: open, kind: yes_no}]
        findings: [{id: state, domain: [good, bad]}]
        rules:
          - {id: good, when: {open: yes}, conclude: {state: good}}
          - {id: bad, when: {open: no}, conclude: {state: bad}}
        """
    )
    reading = Reading(State.KNOWN, "good", Decimal("0.9"))
    at = cell("state")
    assert traced(base, "answers: {open: yes}") == Trace(
        readings={cell("open"): Reading(State.KNOWN, "yes"), at: reading},
        tables={},
        firings=(
            Firing(
                production="good",
                row="",
                facts=(cell("open"),),
                support=(cell("open"),),
                premise=SURE,
                strength=Decimal("0.9"),
                certainty=Decimal("0.9"),
                conclusions=(Conclusion("state", "good"),),
            ),
        ),
        open_rules=(),
        settlements=(Settlement(at, reading, Decision.CONCLUDED, by=("good",)),),
    )


# ---- One engine for many cases.


def case_of(knowledge: Knowledge, text: str) -> Case:
    return make_case(knowledge, profile(knowledge, text))


def fresh(case: Case, knowledge: Knowledge) -> Trace:
    return InferenceEngine(knowledge).run(case)


LOST = case_of(PERMITS, "answers: {peak: lost, load: 90}")
SERVED = case_of(PERMITS, "answers: {peak: served, load: 20}")


def test_a_case_leaves_nothing_behind_for_the_next() -> None:
    engine = InferenceEngine(PERMITS)
    traces = [engine.run(case) for case in (LOST, SERVED, LOST)]
    assert traces == [fresh(LOST, PERMITS), fresh(SERVED, PERMITS), fresh(LOST, PERMITS)]
    assert traces[0] != traces[1]


def test_a_trace_stays_as_it_is_when_the_engine_goes_on() -> None:
    engine = InferenceEngine(PERMITS)
    trace = engine.run(LOST)
    before = repr(trace)
    engine.run(SERVED)
    assert repr(trace) == before


@given(st.data())
@one_in(4)
def test_one_engine_says_the_same_of_a_case_before_and_after_another(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    first, second = (make_case(knowledge, data.draw(profiles(knowledge))) for _ in range(2))
    engine = InferenceEngine(knowledge)
    trace = engine.run(first)
    assert engine.run(second) == fresh(second, knowledge)
    assert engine.run(first) == trace


class SuddenError(Exception):
    """Something that nobody has thought of."""


MATCHERS = pytest.mark.parametrize("matcher", [CompiledMatcher, ReteMatcher])


@MATCHERS
@pytest.mark.parametrize("name", ["load", "peak", "capacity", "growth"])
def test_an_engine_whose_predicate_failed_is_thrown_away(
    name: str, matcher: type[Matcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = InferenceEngine(PERMITS, matcher)
    engine.run(SERVED)

    def fails(leaf: Leaf, reading: Reading) -> Truth:
        if leaf.attribute.name == name:
            raise SuddenError
        return leaf_truth(leaf, reading)

    with monkeypatch.context() as patch:
        patch.setattr(advisor.inference.aspects, "leaf_truth", fails)
        for _ in range(2):
            with pytest.raises(SuddenError):
                engine.run(LOST)
    assert engine.run(SERVED) == fresh(SERVED, PERMITS)
    assert engine.run(LOST) == fresh(LOST, PERMITS)


MEASURED = small(
    """
    parameters: [{id: pace.slow, value: 2}]
    questions: [{id: speed, kind: number, unit: points}]
    measures: [{id: pace, sum: [speed, speed]}]
    findings: [{id: state, domain: [quick, slow]}]
    rules:
      - {id: answered, when: {known: speed}, conclude: {state: quick}, strength: weak}
      - {id: slow, when: {pace: {at_most: pace.slow}}, conclude: {state: slow}}
    """
)


@MATCHERS
def test_an_engine_whose_measure_failed_is_thrown_away(
    matcher: type[Matcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, quick = (case_of(MEASURED, f"answers: {{speed: {speed}}}") for speed in (1, 2))
    engine = InferenceEngine(MEASURED, matcher)

    def fails(*_: object) -> Reading:
        raise SuddenError

    with monkeypatch.context() as patch:
        patch.setattr(advisor.inference.engine, "compute", fails)
        for _ in range(2):
            with pytest.raises(SuddenError):
                engine.run(slow)
    assert [engine.run(case) for case in (quick, slow)] == [
        fresh(quick, MEASURED),
        fresh(slow, MEASURED),
    ]
    assert fired(engine.run(quick)) == [("answered", "", "0.4")]
    assert fired(engine.run(slow)) == [("answered", "", "0.4"), ("slow", "", "0.9")]


@MATCHERS
def test_an_engine_whose_action_failed_is_thrown_away(
    matcher: type[Matcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = InferenceEngine(PERMITS, matcher)

    def fails(*_: object) -> Settlement:
        raise SuddenError

    with monkeypatch.context() as patch:
        patch.setattr(advisor.inference.engine, "settle", fails)
        with pytest.raises(SuddenError):
            engine.run(LOST)
    assert engine.run(SERVED) == fresh(SERVED, PERMITS)
