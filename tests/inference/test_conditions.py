"""A condition's truth, what it rests on and what it waits for; alone and in random bases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from advisor.inference.conditions import (
    Support,
    join,
    missing,
    refutation,
    support,
    truth,
    unique,
)
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.inference.memory import RowView, WorkingMemory
from advisor.inference.network import productions_of
from advisor.inference.quantify import quantify
from advisor.inference.truth import Truth, leaf_truth
from advisor.knowledge.normal_form import normal_form
from advisor.knowledge.strata import reads
from advisor.model.case import UNKNOWN_ROW, Cell, Reading, State, TableReading
from advisor.model.condition import (
    All,
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
from advisor.model.outcome import Trace
from tests.inference.small import cell
from tests.strategies.bases import bases, load_base
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles

FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE
SURE, UNSURE = Decimal(1), Decimal("0.6")
BLANK = Reading(State.NOT_ASKED)


def yes(name: str) -> Leaf:
    """Asks whether the answer to a question is yes."""
    return Leaf(Attribute("", name), Operator.IS, ("yes",))


def view(**answers: str) -> RowView:
    """What a company answered: yes, no, yes? (unsure), ? (not known) or - (does not apply)."""
    meanings = {
        "yes": Reading(State.KNOWN, "yes"),
        "no": Reading(State.KNOWN, "no"),
        "yes?": Reading(State.KNOWN, "yes", UNSURE),
        "no?": Reading(State.KNOWN, "no", UNSURE),
        "?": Reading(State.DONT_KNOW),
        "-": Reading(State.DOES_NOT_APPLY),
    }
    return WorkingMemory({cell(n): meanings[answer] for n, answer in answers.items()}, {}).view()


def test_all_is_as_true_as_its_least_true_part() -> None:
    both = All((yes("a"), yes("b")))
    truths = {
        (a, b): truth(both, view(a=a, b=b)) for a in ("yes", "?", "no") for b in ("yes", "?", "no")
    }
    assert truths == {
        ("yes", "yes"): TRUE,
        ("yes", "?"): UNKNOWN,
        ("yes", "no"): FALSE,
        ("?", "yes"): UNKNOWN,
        ("?", "?"): UNKNOWN,
        ("?", "no"): FALSE,
        ("no", "yes"): FALSE,
        ("no", "?"): FALSE,
        ("no", "no"): FALSE,
    }


def test_any_is_as_true_as_its_truest_part() -> None:
    either = Any_((yes("a"), yes("b")))
    truths = {
        (a, b): truth(either, view(a=a, b=b))
        for a in ("yes", "?", "no")
        for b in ("yes", "?", "no")
    }
    assert truths == {
        ("yes", "yes"): TRUE,
        ("yes", "?"): TRUE,
        ("yes", "no"): TRUE,
        ("?", "yes"): TRUE,
        ("?", "?"): UNKNOWN,
        ("?", "no"): UNKNOWN,
        ("no", "yes"): TRUE,
        ("no", "?"): UNKNOWN,
        ("no", "no"): FALSE,
    }


def test_all_of_nothing_holds_and_any_of_nothing_does_not() -> None:
    assert truth(All(()), view()) is TRUE
    assert truth(Any_(()), view()) is FALSE
    assert support(All(()), view()) == Support(SURE, ())


def test_all_rests_on_every_part_and_is_as_certain_as_the_weakest() -> None:
    both = All((yes("b"), yes("a")))
    assert support(both, view(a="yes", b="yes?")) == Support(UNSURE, (cell("a"), cell("b")))


def test_any_rests_on_its_most_certain_part_alone() -> None:
    either = Any_((yes("a"), yes("b")))
    assert support(either, view(a="yes?", b="yes")) == Support(SURE, (cell("b"),))
    assert support(either, view(a="yes", b="yes?")) == Support(SURE, (cell("a"),))


def test_among_equally_certain_parts_any_rests_on_the_first() -> None:
    assert support(Any_((yes("b"), yes("a"))), view(a="yes", b="yes")) == Support(
        SURE, (cell("b"),)
    )


def test_any_never_rests_on_a_part_that_does_not_hold() -> None:
    either = Any_((yes("a"), yes("b"), yes("c"), yes("d")))
    answers = view(a="no", b="?", c="-", d="yes?")
    assert support(either, answers) == Support(UNSURE, (cell("d"),))


def test_each_member_of_several_lends_its_own_certainty() -> None:
    members = (("wash", SURE), ("wax", UNSURE))
    several = Reading(State.KNOWN, frozenset({"wash", "wax"}), UNSURE, members)
    memory = WorkingMemory({cell("offers"): several}, {})
    washing = Leaf(Attribute("", "offers"), Operator.INCLUDES, ("wash",))
    assert support(washing, memory.view()) == Support(SURE, (cell("offers"),))
    waxing = replace(washing, operands=("wax",))
    assert support(waxing, memory.view()) == Support(UNSURE, (cell("offers"),))
    no_repairs = replace(washing, operands=("repair",), negated=True)
    assert support(no_repairs, memory.view()) == Support(UNSURE, (cell("offers"),))


def test_the_most_certain_part_that_fails_refutes_all() -> None:
    both = All((yes("a"), yes("b"), yes("c")))
    assert refutation(both, view(a="no?", b="no", c="yes")) == Support(SURE, (cell("b"),))


def test_every_part_of_any_has_to_fail_to_refute_it() -> None:
    either = Any_((yes("a"), yes("b")))
    assert refutation(either, view(a="no?", b="no")) == Support(UNSURE, (cell("a"), cell("b")))


def test_the_certainty_of_a_member_refutes_that_it_is_missing() -> None:
    several = Reading(State.KNOWN, frozenset({"a", "b"}), UNSURE, (("a", SURE), ("b", UNSURE)))
    memory = WorkingMemory({cell("offers"): several}, {})
    without_a = Leaf(Attribute("", "offers"), Operator.INCLUDES, ("a",), negated=True)
    assert refutation(without_a, memory.view()) == Support(SURE, (cell("offers"),))


def test_what_is_missing_are_the_unknown_cells_that_decide() -> None:
    asked = All((yes("c"), Any_((yes("a"), yes("b"))), yes("d")))
    assert missing(asked, view(a="?", b="no", c="?", d="yes")) == (cell("a"), cell("c"))


def test_nothing_is_missing_behind_a_part_that_is_decided() -> None:
    asked = All((Any_((yes("a"), yes("b"))), yes("c")))
    assert missing(asked, view(a="?", b="yes", c="?")) == (cell("c"),)
    assert missing(asked, view(a="?", b="?", c="no")) == ()


def test_each_cell_is_named_once_and_in_order() -> None:
    cells = [cell("b"), cell("a"), cell("b"), cell("things.size", "Alpha")]
    assert unique(iter(cells)) == (cell("a"), cell("b"), cell("things.size", "Alpha"))
    parts = [Support(SURE, (cell("b"),)), Support(UNSURE, (cell("a"), cell("b")))]
    assert join(iter(parts)) == Support(UNSURE, (cell("a"), cell("b")))


def test_a_rows_condition_reads_the_row_and_the_company() -> None:
    readings = {
        cell("things.size", "Alpha"): Reading(State.KNOWN, Decimal(3)),
        cell("speed"): Reading(State.KNOWN, Decimal(1)),
    }
    memory = WorkingMemory(readings, {})
    large = Leaf(Attribute("things", "size"), Operator.AT_LEAST, (Decimal(3),))
    slow = Leaf(Attribute("", "speed"), Operator.AT_MOST, (Decimal(1),))
    assert support(All((large, slow)), memory.view("Alpha")) == Support(
        SURE, (cell("speed"), cell("things.size", "Alpha"))
    )


# ---- In random bases, with everything that conditions can be made of.


def conditions_of(knowledge: Knowledge) -> Iterator[tuple[Condition, str]]:
    """Every condition of a base as it is written, with the table whose rows it is about."""
    for production in productions_of(knowledge):
        yield production.condition, production.table


def rows_of(trace: Trace, table: str) -> tuple[str, ...]:
    return trace.tables[table].rows if table else ("",)


def parts_of(condition: Condition) -> Iterator[Condition]:
    """The condition and everything inside it."""
    yield condition
    inner: tuple[Any, ...] = ()
    if isinstance(condition, (All, Any_)):
        inner = condition.parts
    elif isinstance(condition, Not):
        inner = (condition.part,)
    elif isinstance(condition, Rows):
        inner = (condition.where,)
    for part in inner:
        yield from parts_of(part)


def memory_after(trace: Trace, condition: Condition) -> WorkingMemory:
    """What was known at the end of a run, with the verdicts that a condition needs."""
    memory = WorkingMemory(dict(trace.readings), dict(trace.tables))
    for node in set(reads(condition)):
        if isinstance(node, Rows):
            memory.verdicts[node] = quantify(node, memory)
    return memory


@dataclass(frozen=True)
class Kleene:
    """Conditions as they are written, by the words of the guide: what holds and what fails.

    With what does not apply a comparison does not hold, and neither does its opposite.
    """

    readings: Mapping[Cell, Reading]
    tables: Mapping[str, TableReading]

    def holds(self, condition: Condition, row: str) -> Truth:
        """Whether the condition is so."""
        if isinstance(condition, Not):
            return self.fails(condition.part, row)
        if isinstance(condition, All):
            return min((self.holds(part, row) for part in condition.parts), default=TRUE)
        if isinstance(condition, Any_):
            return max((self.holds(part, row) for part in condition.parts), default=FALSE)
        return self._single(condition, row, opposite=False)

    def fails(self, condition: Condition, row: str) -> Truth:
        """Whether its opposite is so."""
        if isinstance(condition, Not):
            return self.holds(condition.part, row)
        if isinstance(condition, All):
            return max((self.fails(part, row) for part in condition.parts), default=FALSE)
        if isinstance(condition, Any_):
            return min((self.fails(part, row) for part in condition.parts), default=TRUE)
        return self._single(condition, row, opposite=True)

    def _single(self, condition: Leaf | Rows, row: str, *, opposite: bool) -> Truth:
        if isinstance(condition, Leaf):
            own = row if condition.attribute.table else ""
            asked = replace(condition, negated=opposite)
            return leaf_truth(asked, self.readings[condition.attribute, own])
        table: TableReading = self.tables[condition.table]
        if table.state is not State.KNOWN:
            return FALSE if table.state is State.DOES_NOT_APPLY else UNKNOWN
        if condition.quantifier is Quantifier.COUNT:
            memory = WorkingMemory(dict(self.readings), dict(self.tables))
            where = normal_form(condition.where)
            return quantify(replace(condition, where=where, negated=opposite), memory).truth
        side = self.fails if opposite else self.holds
        every = condition.quantifier is Quantifier.EVERY_ROW
        truths = [side(condition.where, name) for name in table.rows]
        if every != opposite:
            return min(truths, default=TRUE)
        return max(truths, default=FALSE)


@given(st.data())
@one_in(2)
def test_the_normal_form_has_no_not_and_says_the_same(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    case = make_case(knowledge, data.draw(profiles(knowledge)))
    trace = InferenceEngine(knowledge).run(case)
    kleene = Kleene(trace.readings, trace.tables)
    for written, table in conditions_of(knowledge):
        for negate, said in ((False, kleene.holds), (True, kleene.fails)):
            condition = normal_form(written, negate=negate)
            assert not any(isinstance(part, Not) for part in parts_of(condition))
            memory = memory_after(trace, condition)
            for row in rows_of(trace, table):
                assert truth(condition, memory.view(row)) is said(written, row)


@given(st.data())
@one_in(2)
def test_what_a_condition_rests_on_proves_it_again_when_all_else_is_blank(
    data: st.DataObject,
) -> None:
    knowledge = load_base(data.draw(bases()))
    case = make_case(knowledge, data.draw(profiles(knowledge)))
    trace = InferenceEngine(knowledge).run(case)
    for written, table in conditions_of(knowledge):
        for negate in (False, True):
            condition = normal_form(written, negate=negate)
            memory = memory_after(trace, condition)
            for row in rows_of(trace, table):
                if truth(condition, memory.view(row)) is TRUE:
                    held = support(condition, memory.view(row))
                    blanked = memory_after(_only(trace, held.cells), condition)
                    assert truth(condition, blanked.view(row)) is TRUE


@given(st.data())
@one_in(2)
def test_only_the_cells_it_waits_for_can_settle_an_unknown_condition(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    case = make_case(knowledge, data.draw(profiles(knowledge)))
    trace = InferenceEngine(knowledge).run(case)
    for written, table in conditions_of(knowledge):
        condition = normal_form(written)
        memory = memory_after(trace, condition)
        for row in rows_of(trace, table):
            view = memory.view(row)
            waits = missing(condition, view)
            is_unknown = truth(condition, view) is UNKNOWN
            assert bool(waits) == is_unknown
            assert all(_undecided(trace, waiting) for waiting in waits)


def _only(trace: Trace, kept: tuple[Cell, ...]) -> Trace:
    """The trace with every reading blank but these."""
    readings = {at: r if at in kept else BLANK for at, r in trace.readings.items()}
    return replace(trace, readings=readings)


def _undecided(trace: Trace, waiting: Cell) -> bool:
    reading = trace.readings[waiting]
    return reading.state not in {State.KNOWN, State.DOES_NOT_APPLY} or bool(reading.possible)


def test_the_row_of_a_table_nobody_filled_in_is_unknown_throughout() -> None:
    assert UNKNOWN_ROW == ""
    memory = WorkingMemory({cell("things.size"): BLANK}, {})
    large = Leaf(Attribute("things", "size"), Operator.AT_LEAST, (Decimal(3),))
    assert truth(large, memory.view(UNKNOWN_ROW)) is UNKNOWN
