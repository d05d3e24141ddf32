"""However the gaps of a table are filled in, what is worked out stays within what was foreseen."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from advisor.advice.outlook import with_gaps
from advisor.inference.allowed import Reach
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import cells_of_table, make_case
from advisor.inference.filling import Draft, TableGaps
from advisor.inference.measures import compute
from advisor.inference.memory import WorkingMemory
from advisor.inference.truth import leaf_truth
from advisor.knowledge.load import load_knowledge
from advisor.model.case import (
    NOT_ASKED,
    Answer,
    Cell,
    CutLines,
    Profile,
    Reading,
    Row,
    State,
    TableAnswer,
)
from advisor.model.condition import Attribute, Leaf, Operator
from advisor.model.knowledge import WORD_KINDS, Knowledge, OverColumn
from advisor.profile.tables import DEFAULT_SCALE, given_columns
from tests.strategies.effort import one_in
from tests.strategies.profiles import ROW_NAMES, answers, values

TABLES = ["criteria", "ladder", "segments"]


@cache
def shipped() -> InferenceEngine:
    return InferenceEngine(load_knowledge())


@st.composite
def filled_tables(draw: st.DrawFn, knowledge: Knowledge, name: str) -> Profile:
    """A company that has filled in one table but for a few cells, and nothing else."""
    names = draw(st.lists(st.sampled_from(ROW_NAMES), unique=True, min_size=1, max_size=3))
    columns = given_columns(knowledge.tables[name])
    cells = [(row, column.id) for row in sorted(names) for column in columns]
    missing = draw(st.sets(st.sampled_from(cells), min_size=1, max_size=4))
    rows = []
    for each in sorted(names):
        scale = draw(st.sampled_from([DEFAULT_SCALE, (Decimal(0), Decimal(10))]))
        given_cells = {
            column.id: NOT_ASKED
            if (each, column.id) in missing
            else Answer(State.KNOWN, draw(values(column, scale)))
            for column in columns
        }
        rows.append(Row(each, given_cells, scale))
    tables = {each: TableAnswer(State.NOT_ASKED) for each in knowledge.tables}
    return Profile(
        company="Any",
        answers=dict.fromkeys(knowledge.questions, NOT_ASKED),
        tables={**tables, name: TableAnswer(State.KNOWN, tuple(rows))},
        cut_lines=draw(st.sampled_from(CutLines)),
    )


def gaps_of(profile: Profile, name: str) -> tuple[TableGaps, WorkingMemory]:
    """The gaps of a table, as a run that looks ahead sees them."""
    engine = shipped()
    open_profile = with_gaps(profile)
    case = make_case(engine.knowledge, open_profile, ahead=True)
    trace = engine.run(case, missing=False)
    memory = WorkingMemory(dict(trace.readings), dict(trace.tables))
    return TableGaps(name, engine.knowledge, open_profile, memory), memory


def completed(data: st.DataObject, row: Row, name: str) -> Row:
    """A row in which what is missing is answered in some way, or still is not."""
    columns = given_columns(shipped().knowledge.tables[name])
    cells = {
        column.id: data.draw(answers(column, row.scale))
        for column in columns
        if row.cells[column.id] == NOT_ASKED
    }
    return replace(row, cells={**row.cells, **cells})


def worked_out(rows: tuple[Row, ...], name: str, profile: Profile, memory: WorkingMemory) -> Draft:
    """All that is worked out from a table, and the measures over it."""
    knowledge = shipped().knowledge
    cells = cells_of_table(knowledge.tables[name], rows, knowledge, profile)
    later = WorkingMemory({**memory.readings, **cells}, memory.tables)
    for measure in knowledge.measures.values():
        if isinstance(measure.operands, OverColumn) and measure.operands.table == name:
            reading = compute(measure, later, knowledge.parameters)
            cells[Attribute("", measure.id), ""] = reading
    return cells


def derived(cells: Draft, memory: WorkingMemory, name: str) -> Iterator[Cell]:
    """What is worked out and was pending."""
    columns = shipped().knowledge.tables[name].columns
    for cell in cells:
        attribute = cell[0]
        is_derived = not attribute.table or columns[attribute.name].computed
        if is_derived and memory.readings[cell].state is State.PENDING:
            yield cell


def is_within(reading: Reading, reach: Reach) -> bool:
    """Tell whether something turned out as it was foreseen."""
    if reading.state is not State.KNOWN:
        return not reach.always
    numbers = [value for value in reach.values if isinstance(value, Decimal)]
    if isinstance(reading.value, Decimal):
        return bool(numbers) and min(numbers) <= reading.value <= max(numbers)
    return reading.value in reach.values


@given(st.data(), st.sampled_from(TABLES))
def test_no_answer_makes_more_of_it_than_the_ends_do(data: st.DataObject, name: str) -> None:
    profile = data.draw(filled_tables(shipped().knowledge, name))
    gaps, memory = gaps_of(profile, name)
    rows = tuple(completed(data, row, name) for row in profile.tables[name].rows)
    cells = worked_out(rows, name, profile, memory)
    for cell in derived(cells, memory, name):
        reach = gaps.reach(cell)
        assert reach is None or is_within(cells[cell], reach)


def a_comparison(data: st.DataObject, cell: Cell, reading: Reading) -> Leaf:
    """A comparison that tells some of what a cell may hold from the rest."""
    attribute = cell[0]
    columns = shipped().knowledge.tables[attribute.table].columns if attribute.table else {}
    if attribute.table and columns[attribute.name].kind in WORD_KINDS:
        word = data.draw(st.sampled_from(sorted(columns[attribute.name].options)))
        return Leaf(attribute, Operator.IS, (word,))
    if not isinstance(reading.value, Decimal):
        return Leaf(attribute, Operator.KNOWN)
    beside = data.draw(st.sampled_from([Decimal(0), Decimal(1), Decimal(-1)]))
    return Leaf(attribute, Operator.AT_LEAST, (reading.value + beside,))


@given(st.data(), st.sampled_from(TABLES))
@one_in(2)
def test_every_answer_lies_in_a_sector_that_foresees_all_that_follows(
    data: st.DataObject, name: str
) -> None:
    profile = data.draw(filled_tables(shipped().knowledge, name))
    gaps, memory = gaps_of(profile, name)
    rows = tuple(completed(data, row, name) for row in profile.tables[name].rows)
    cells = worked_out(rows, name, profile, memory)
    leaves = {
        cell: [a_comparison(data, cell, cells[cell])] for cell in derived(cells, memory, name)
    }
    sectors = gaps.sectors(leaves)
    if sectors is None:
        return
    fitting = set(range(sectors.ways))
    for cell, (leaf,) in leaves.items():
        held = leaf_truth(leaf, cells[cell])
        pairs = sectors.cells[cell]
        fitting &= {way for kindred, way in pairs if leaf_truth(leaf, kindred.reading) is held}
    assert fitting
