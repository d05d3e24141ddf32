"""In which order things can be known: a thing stands above all that it is drawn from."""

from __future__ import annotations

import graphlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.knowledge.normal_form import normal_form
from advisor.knowledge.strata import (
    Drawn,
    Parts,
    Strata,
    measure_reads,
    reads,
    strata_of,
    stratify,
)
from advisor.model.condition import (
    Any_,
    Attribute,
    Condition,
    Leaf,
    Not,
    Operator,
    Quantifier,
    Rows,
)
from advisor.model.knowledge import Knowledge
from tests.inference.small import small
from tests.strategies.bases import bases, load_base
from tests.strategies.effort import one_in


def asks(name: str, table: str = "") -> Leaf:
    return Leaf(Attribute(table, name), Operator.KNOWN)


def level_names(strata: Strata) -> dict[str, int]:
    """The levels of findings and measures, by name."""
    return {
        str(node): level for node, level in strata.levels.items() if isinstance(node, Attribute)
    }


CHAIN = small(
    """
    questions: [{id: speed, kind: number, unit: points}, {id: open, kind: yes_no}]
    parameters: [{id: limit.low, value: 1}]
    findings:
      - {id: first, domain: [good, bad]}
      - {id: second, domain: [good, bad]}
      - {id: third, domain: [good, bad]}
      - {id: alone, domain: [good, bad]}
    measures:
      - {id: twice, sum: [speed, speed]}
      - {id: four_times, sum: [twice, twice]}
    rules:
      - {id: r1, when: {open: yes}, conclude: {first: good}}
      - {id: r2, when: {first: good, four_times: {at_least: limit.low}}, conclude: {second: good}}
      - {id: r3, unless: {second: good}, conclude: {third: good}}
      - {id: r4, when: {open: no}, conclude: {third: bad}}
    """
)


def test_a_finding_stands_one_level_above_everything_its_rules_ask() -> None:
    assert level_names(strata_of(CHAIN)) == {
        "alone": 1,
        "first": 1,
        "second": 2,
        "third": 3,
        "twice": 0,
        "four_times": 0,
    }


def test_an_input_is_at_the_bottom() -> None:
    strata = strata_of(CHAIN)
    assert strata.level(Attribute("", "open")) == 0
    assert strata.level(Attribute("", "nobody")) == 0


def test_a_rule_stands_above_what_it_asks() -> None:
    strata = strata_of(CHAIN)
    levels = {
        rule.id: strata.rule_level(normal_form(rule.condition)) for rule in CHAIN.rules.values()
    }
    assert levels == {"r1": 1, "r2": 2, "r3": 3, "r4": 1}


def test_a_measure_is_computed_after_the_measures_it_is_made_of() -> None:
    names = [str(node) for node in strata_of(CHAIN).computed]
    assert names == ["twice", "four_times"]


ROWS = small(
    """
    parameters: [{id: rows.few, value: 1, unit: rows}]
    tables:
      - {id: things, columns: [{id: good, kind: yes_no}, {id: size, kind: number, unit: points}]}
    findings:
      - {id: row_state, of: things, domain: [fine, poor]}
      - {id: overall, domain: [fine, poor]}
      - {id: most, domain: [fine, poor]}
    measures:
      - {id: fine_size, mean: {of: things.size, where: {row_state: fine}}}
    rules:
      - {id: r1, for_each: things, where: {good: yes}, conclude: {row_state: fine}}
      - {id: r2, when: {any_row: {of: things, where: {row_state: fine}}}, conclude: {overall: fine}}
      - {id: r3, when: {known: fine_size}, conclude: {most: fine}}
    advice:
      - {id: act, when: {count: {of: things, where: {row_state: poor}, at_least: rows.few}}}
    """
)


def test_a_condition_on_rows_has_the_level_of_what_it_asks_of_them() -> None:
    strata = strata_of(ROWS)
    assert level_names(strata) == {
        "things.row_state": 1,
        "overall": 2,
        "most": 2,
        "fine_size": 1,
    }
    of_rows = {
        node.quantifier: level for node, level in strata.levels.items() if isinstance(node, Rows)
    }
    assert of_rows == {Quantifier.ANY_ROW: 1, Quantifier.COUNT: 1}
    assert {type(node) for node in strata.computed} == {Attribute, Rows}


def test_what_a_condition_reads_is_found_however_deep_it_stands() -> None:
    row = Rows("things", Quantifier.ANY_ROW, asks("good", "things"))
    condition: Condition = Not(Any_((asks("a"), Not(asks("b")), row, asks("a"))))
    assert list(reads(condition)) == [
        Attribute("", "a"),
        Attribute("", "b"),
        row,
        Attribute("", "a"),
    ]


def test_a_measure_reads_its_names_but_not_its_parameters() -> None:
    base = small(
        """
        questions: [{id: speed, kind: number, unit: points}]
        parameters: [{id: limit.low, value: 1}]
        measures: [{id: ahead, difference: [speed, limit.low]}]
        """
    )
    assert list(measure_reads(base.measures["ahead"], base.parameters)) == [Attribute("", "speed")]


def test_a_measure_over_a_column_reads_column_weight_and_condition() -> None:
    base = small(
        """
        tables:
          - id: things
            columns:
              - {id: size, kind: number, unit: points}
              - {id: mass, kind: number, unit: points}
              - {id: good, kind: yes_no}
        measures:
          - {id: middle, weighted_mean: {of: things.size, by: things.mass, where: {good: yes}}}
          - {id: many, count: {of: things}}
        """
    )
    read = {m.id: list(measure_reads(m, base.parameters)) for m in base.measures.values()}
    columns = [Attribute("things", name) for name in ("size", "mass", "good")]
    assert read == {"middle": columns, "many": []}


def test_what_rests_on_itself_has_no_order() -> None:
    chicken, egg = Attribute("", "chicken"), Attribute("", "egg")
    rules = (Drawn(asks("chicken"), (egg,)), Drawn(asks("egg"), (chicken,)))
    with pytest.raises(graphlib.CycleError):
        stratify(Parts((chicken, egg), (), rules, (), frozenset()))


@given(st.data())
@one_in(3)
def test_everything_derived_comes_after_all_that_it_is_drawn_from(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    strata = strata_of(knowledge)
    for rule in knowledge.rules.values():
        condition = normal_form(rule.condition)
        asked = [strata.level(node) for node in reads(condition)]
        for conclusion in rule.conclusions:
            concluded = strata.level(knowledge.findings[conclusion.finding].attribute)
            assert max(asked, default=0) < strata.rule_level(condition) <= concluded
    known = set(strata.levels)
    done: set[object] = set()
    for node in strata.computed:
        needed = reads(node.where) if isinstance(node, Rows) else _of_measure(node, knowledge)
        lower = [other for other in needed if other in known and other not in done]
        assert all(_is_finding(other, knowledge) for other in lower)
        assert all(strata.level(other) <= strata.level(node) for other in lower)
        done.add(node)


def _of_measure(node: Attribute, knowledge: Knowledge) -> list[Attribute | Rows]:
    return list(measure_reads(knowledge.measures[node.name], knowledge.parameters))


def _is_finding(node: object, knowledge: Knowledge) -> bool:
    return node in {finding.attribute for finding in knowledge.findings.values()}
