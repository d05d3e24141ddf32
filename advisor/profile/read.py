"""Read a company's profile, in YAML or JSON, against a knowledge base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from advisor.edge.containers import Field, ListOf, Record, keep
from advisor.edge.files import read_text
from advisor.edge.nodes import Mapping as MappingNode
from advisor.edge.nodes import Node, Scalar, Sequence, shorten
from advisor.edge.problems import Problems, Refused
from advisor.edge.scalars import OneOf, Text
from advisor.edge.suggest import did_you_mean
from advisor.edge.yaml_text import parse_yaml
from advisor.language.messages import LANGUAGES, N_, _
from advisor.model.case import NOT_ASKED, Answer, CutLines, Profile, State, TableAnswer
from advisor.model.diagnostic import InputError, Location
from advisor.model.knowledge import Kind, Knowledge
from advisor.profile.answers import AnswerTo
from advisor.profile.tables import MAX_NAME, TableShape

COMPETITORS = "competitors"
NAMELESS = "the company"


def read_profile(path: Path, knowledge: Knowledge) -> Profile:
    """Return the profile of a file; ``.json`` is read as JSON, anything else as YAML.

    Raises ``InputError`` with every mistake found.
    """
    return parse_profile(_text_of(path), str(path), knowledge)


def open_profile(path: Path, knowledge: Knowledge) -> tuple[str, Profile]:
    """Return the text of a file and its profile, in which the company may have no name yet.

    Raises ``InputError`` as ``read_profile`` does when anything else is wrong.
    """
    text = _text_of(path)
    try:
        return text, parse_profile(text, str(path), knowledge, named=False)
    except InputError:
        parse_profile(text, str(path), knowledge)
        raise


def _text_of(path: Path) -> str:
    problems = Problems("P")
    try:
        return read_text(path, problems)
    except Refused:
        raise InputError(problems.found) from None


def parse_profile(text: str, file: str, knowledge: Knowledge, *, named: bool = True) -> Profile:
    """Return the profile that a text holds; ``file`` names it in messages.

    Without ``named`` the company needs no name yet. Raises ``InputError`` with every mistake found.
    """
    problems = Problems("P")
    try:
        node = parse_text(text, file, problems)
        profile = _build(node, file, knowledge, problems, named=named)
    except Refused:
        raise InputError(problems.found) from None
    problems.raise_errors()
    return profile


def parse_text(text: str, file: str, problems: Problems) -> Node | None:
    """Return what a profile's text holds, before any question is asked about it."""
    if not file.lower().endswith(".json"):
        return parse_yaml(text, file, problems)
    from advisor.edge.json_text import parse_json  # noqa: PLC0415 - most profiles are YAML

    return parse_json(text, file, problems)


def profile_record(knowledge: Knowledge, *, named: bool = True) -> Record[dict[str, Any]]:
    """Return the form of a profile for a knowledge base; ``named`` as in ``profile_fields``."""
    return Record(
        "profile",
        {**profile_fields(knowledge, named=named), **_interview_fields(knowledge)},
        keep,
        label="",
        elsewhere=_places(knowledge),
    )


def profile_fields(knowledge: Knowledge, *, named: bool = True) -> dict[str, Field[Any]]:
    """Return the blocks of a profile; without ``named`` the company needs no name."""
    blocks = _blocks(knowledge)
    outside = dict.fromkeys(
        [*knowledge.tables, *blocks, "cut_lines", "notes", "language", "unfinished"],
        N_("it belongs at the left margin"),
    )
    elsewhere = {**outside, **_places(knowledge)}
    ask = N_("'advisor profile new' lists what may stand here")
    text = Text(N_("the company's name"), MAX_NAME)
    name = Field(text, N_("what the company is called"), required=named)
    fields: dict[str, Field[Any]] = {
        "company": Field(
            Record(
                "company",
                {"name": name, **blocks["company"]},
                keep,
                label="name",
                elsewhere=elsewhere,
                others=ask,
            ),
            N_("who the company is"),
            required=named,
        ),
        "answers": Field(
            Record(
                "answers",
                blocks["answers"],
                keep,
                label="",
                elsewhere=elsewhere,
                others=ask,
            ),
            N_("question ids with answers"),
        ),
    }
    for table in knowledge.tables.values():
        fields[table.id] = Field(TableShape(table), table.ask)
    fields["cut_lines"] = Field(
        OneOf(tuple(line.value for line in CutLines)),
        N_("where the quadrants of the criteria meet: at their mean or at the middle of the scale"),
        default=CutLines.MEAN.value,
    )
    fields["notes"] = Field(Text(), N_("anything else, in your own words"), default="")
    return fields


def _interview_fields(knowledge: Knowledge) -> dict[str, Field[Any]]:
    """Return what an interview notes down besides the answers."""
    tables = OneOf(tuple(knowledge.tables))
    return {
        "language": Field(OneOf(LANGUAGES), N_("the language the company reads"), default=""),
        "unfinished": Field(
            ListOf(tables, hint=N_("write it as [one, other]")),
            N_("tables to which rows are still to come"),
            default=(),
        ),
    }


def _blocks(knowledge: Knowledge) -> dict[str, dict[str, Field[Any]]]:
    """Return the questions of each block of a profile."""
    blocks: dict[str, dict[str, Field[Any]]] = {"company": {}, "answers": {}}
    for question in knowledge.questions.values():
        blocks[question.place][question.id] = Field(AnswerTo(question), question.ask)
    return blocks


def _places(knowledge: Knowledge) -> dict[str, str]:
    """Return where each key inside a block belongs, for when it stands elsewhere."""
    blocks = _blocks(knowledge)
    places = {
        id_: _("it belongs under '{place}'").format(place=place)
        for place in blocks
        for id_ in blocks[place]
    }
    places["name"] = _("it belongs under '{place}'").format(place="company")
    return places


def profile_schema(knowledge: Knowledge) -> dict[str, Any]:
    """Return the JSON Schema of a profile, in the 2020-12 dialect."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Company profile for {knowledge.title}",
        **profile_record(knowledge).schema(),
    }


def _build(
    node: Node | None, file: str, knowledge: Knowledge, problems: Problems, *, named: bool
) -> Profile:
    if node is None or (isinstance(node, Scalar) and node.is_null):
        raise problems.refuse(
            Location(file), 10, _("the profile is empty"), _("begin with 'advisor profile new'")
        )
    content = profile_record(knowledge, named=named).read(node, problems, "")
    return build_profile(content, node, knowledge, problems)


def build_profile(
    content: Mapping[str, Any], node: Node, knowledge: Knowledge, problems: Problems
) -> Profile:
    """Return the profile of blocks that were read from a node, reporting what does not agree.

    A company without a name is called "the company".
    """
    company: Mapping[str, Any] = content["company"] or {}
    answers: dict[str, Answer] = {}
    for question in knowledge.questions.values():
        given: Mapping[str, Any] = content[question.place] or {}
        answers[question.id] = given.get(question.id) or NOT_ASKED
    tables = {name: content[name] or TableAnswer(State.NOT_ASKED) for name in knowledge.tables}
    _check_rivals(node, tables, knowledge, problems)
    return Profile(
        company=company.get("name") or NAMELESS,
        answers=answers,
        tables=tables,
        cut_lines=CutLines(content["cut_lines"]),
        notes=content["notes"],
        language=content.get("language", ""),
        unfinished=frozenset(content.get("unfinished", ())),
    )


def _check_rivals(
    content: Node, tables: Mapping[str, TableAnswer], knowledge: Knowledge, problems: Problems
) -> None:
    """Report marks for rivals that the table of competitors does not list."""
    for table, row, name, listed in unlisted_rivals(tables, knowledge):
        problems.error(
            _place(content, table, row),
            21,
            _("{table}, row '{row}': '{name}' is not among the {list}").format(
                table=table, row=shorten(row), name=shorten(name), list=COMPETITORS
            ),
            did_you_mean(name, listed) or _("list it under {list}").format(list=COMPETITORS),
        )


def unlisted_rivals(
    tables: Mapping[str, TableAnswer], knowledge: Knowledge
) -> Iterator[tuple[str, str, str, frozenset[str]]]:
    """Yield table, row and name of each rival who has a mark and is not listed, and who is.

    Where nobody is listed, anybody may have marks.
    """
    competitors = tables.get(COMPETITORS, TableAnswer(State.NOT_ASKED))
    listed = frozenset(row.name for row in competitors.rows)
    for table in knowledge.tables.values() if listed else ():
        rated = [c.id for c in table.columns.values() if c.kind is Kind.RATINGS]
        for row in tables[table.id].rows:
            marked = (row.cells[column].value for column in rated if column in row.cells)
            names = {mark[0] for marks in marked if isinstance(marks, tuple) for mark in marks}
            for name in sorted(names - listed):
                yield table.id, row.name, name, listed


def _place(content: Node, table: str, row: str) -> Location:
    """Return where a row stands in the profile."""
    rows = content.get(table) if isinstance(content, MappingNode) else None
    for item in rows.items if isinstance(rows, Sequence) else ():
        name = item.get("name") if isinstance(item, MappingNode) else None
        if isinstance(name, Scalar) and " ".join(name.text.split()) == row:
            return item.location
    return content.location
