"""An example that shows advice to be possible is one: the engine says so of that very company."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from advisor.advice.conflicts import resolve_conflicts
from advisor.advice.looking_out import Looking
from advisor.advice.outlook import with_gaps
from advisor.advice.possible import doubts
from advisor.advice.prospects import Prospect
from advisor.advice.ranking import Key, key_of
from advisor.advice.wording import Wording
from advisor.inference.cone import table_cell
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.inference.prior import Prior
from advisor.inference.worlds import Worlds
from advisor.knowledge.load import load_knowledge
from advisor.model.case import (
    UNKNOWN_ROW,
    Answer,
    Cell,
    Profile,
    Reading,
    Row,
    State,
    TableAnswer,
)
from advisor.model.condition import Attribute
from advisor.model.knowledge import Knowledge
from advisor.profile.read import parse_profile, read_profile
from advisor.profile.tables import given_columns
from tests.docs.places import ROOT

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
NOTHING_SAID = "company: {name: Nobody}\n"


@cache
def shipped() -> tuple[InferenceEngine, Prior]:
    knowledge = load_knowledge()
    return InferenceEngine(knowledge), Prior.of(knowledge)


def looked_out(profile: Profile) -> tuple[Looking, Mapping[Key, Prospect]]:
    engine, prior = shipped()
    open_profile = with_gaps(profile)
    now = engine.run(make_case(engine.knowledge, profile))
    ahead = engine.run(make_case(engine.knowledge, open_profile, ahead=True))
    looking = Looking(prior, now, ahead, open_profile)
    return looking, looking.outlook().prospects


def looked_at() -> Knowledge:
    return shipped()[0].knowledge


def otherwise(looking: Looking, key: Key) -> int:
    """The worlds in which advice is surely otherwise than now."""
    fails, unknown, holds = looking.examples.of_instance(key)
    return (fails | unknown) & ~holds if key in looking.now else holds & ~(fails | unknown)


def answers_in(worlds: Worlds, world: int) -> Iterator[tuple[Cell, Reading]]:
    """What is told apart, as it is in one world."""
    for cell, kindreds in worlds.split.items():
        for kindred, place in zip(kindreds, worlds.where[cell], strict=True):
            if place & world:
                yield cell, kindred.reading


def completed(looking: Looking, world: int) -> Profile:
    """The profile with its gaps filled in as they are in one world."""
    profile, worlds = looking.profile, looking.examples
    said = {
        cell: Answer(reading.state, reading.value)
        for cell, reading in answers_in(worlds, world)
        if reading.state is not State.NOT_ASKED
    }
    answers = {
        **profile.answers,
        **{
            attribute.name: answer for (attribute, _), answer in said.items() if not attribute.table
        },
    }
    tables = {
        name: made_up(name, worlds, world, said)
        if name in worlds.made_up
        else replace(table, rows=tuple(filled_in(row, name, said) for row in table.rows))
        for name, table in profile.tables.items()
    }
    return replace(profile, answers=answers, tables=tables)


def filled_in(row: Row, table: str, said: Mapping[Cell, Answer]) -> Row:
    """A row with the cells that it has in a world."""
    columns = given_columns(looked_at().tables[table])
    named = {(Attribute(table, column.id), row.name): column.id for column in columns}
    cells = {column: said[cell] for cell, column in named.items() if cell in said}
    return replace(row, cells={**row.cells, **cells})


def made_up(table: str, worlds: Worlds, world: int, said: Mapping[Cell, Answer]) -> TableAnswer:
    """The table that was made up in a world."""
    way = next(n for n, place in enumerate(worlds.where[table_cell(table)]) if place & world)
    columns = given_columns(looked_at().tables[table])
    rows = [
        Row(name, {column.id: said[Attribute(table, column.id), name] for column in columns})
        for name, ways in worlds.made_up[table].rows.items()
        if way in ways
    ]
    return TableAnswer(State.KNOWN, tuple(rows))


def shown(looking: Looking, possible: Iterable[Key]) -> Mapping[int, set[Key]]:
    """The advice that is otherwise than now in a world, by the first such world."""
    found: dict[int, set[Key]] = defaultdict(set)
    for key in possible:
        worlds = otherwise(looking, key)
        if worlds:
            found[worlds & -worlds].add(key)
    return found


@pytest.mark.parametrize("path", [*EXAMPLES, None], ids=lambda path: path.stem if path else "none")
def test_the_engine_finds_advice_otherwise_than_now_in_every_example_of_it(
    path: Path | None,
) -> None:
    engine, _ = shipped()
    knowledge = engine.knowledge
    nobody = parse_profile(NOTHING_SAID, "nobody.yaml", knowledge)
    profile = read_profile(path, knowledge) if path else nobody
    looking, prospects = looked_out(profile)
    possible = {key for key, prospect in prospects.items() if prospect is Prospect.POSSIBLE}
    examples = shown(looking, possible)
    # Some of what is possible is left to all combinations of the answers it depends on.
    assert sum(len(keys) for keys in examples.values()) >= len(possible) * 0.9
    for world, keys in examples.items():
        trace = engine.run(make_case(knowledge, completed(looking, world)), missing=False)
        fired = {key_of(firing) for firing in trace.firings}
        names = {name for name, _ in fired}
        for name, row in keys:
            of_any = knowledge.advice[name].table and row == UNKNOWN_ROW
            holds = name in names if of_any else (name, row) in fired
            assert holds is ((name, row) not in looking.now)


def stands_in(looking: Looking, world: int, company: str) -> set[Key]:
    """The advice that stands, with nothing set aside, in one world."""
    engine, _ = shipped()
    later = make_case(engine.knowledge, completed(looking, world))
    trace = engine.run(later, missing=False)
    words = Wording(engine.knowledge, trace, company, "en")
    return {key_of(firing) for firing in resolve_conflicts(words).firings}


def holding(looking: Looking, key: Key) -> int:
    """The worlds in which a condition surely holds."""
    fails, unknown, holds = looking.examples.of_instance(key)
    return holds & ~(fails | unknown)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_may_give_way_does_so_in_a_world_in_which_its_rival_holds(path: Path) -> None:
    engine, prior = shipped()
    profile = read_profile(path, engine.knowledge)
    now = engine.run(make_case(engine.knowledge, profile))
    words = Wording(engine.knowledge, now, profile.company, "en")
    ahead = engine.run(make_case(engine.knowledge, with_gaps(profile), ahead=True))
    looking = Looking(prior, now, ahead, with_gaps(profile))
    outlook = looking.outlook()
    for key in doubts(outlook, resolve_conflicts(words), words):
        if outlook.prospects[key] is Prospect.POSSIBLE:
            continue
        rivals = [other for other in outlook.prospects if key[0] in prior.beats[other[0]]]
        both = [holding(looking, key) & holding(looking, other) for other in rivals]
        tried = [worlds & -worlds for worlds in both if worlds]
        assert any(key not in stands_in(looking, world, profile.company) for world in tried)
