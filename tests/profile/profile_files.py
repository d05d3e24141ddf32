"""Open the file of a profile, change it, and look what became of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from advisor.model.case import Answer, Cell, Profile, State
from advisor.model.condition import Attribute
from advisor.profile.file import ProfileFile
from advisor.profile.read import parse_profile
from tests.profile.small_base import small

DONT_KNOW, DOES_NOT_APPLY = Answer(State.DONT_KNOW), Answer(State.DOES_NOT_APPLY)
KNOWN = Answer(State.KNOWN)


def known(value: object, *, unsure: bool = False) -> Answer:
    return Answer(State.KNOWN, value, unsure)  # type: ignore[arg-type]  # any value


def question(name: str) -> Cell:
    return Attribute("", name), ""


def cell(table: str, row: str, column: str) -> Cell:
    return Attribute(table, column), row


def opened(text: str, folder: Path, name: str = "p.yaml") -> ProfileFile:
    """Return the file of a text."""
    path = folder / name
    path.write_bytes(text.encode())
    return ProfileFile(path, small())


def changed(text: str, folder: Path, *changes: Callable[[ProfileFile], None]) -> str:
    """Return what becomes of a text, having looked that the profile says the same."""
    file = opened(text, folder)
    for change in changes:
        change(file)
        assert parse_profile(file.text(), "p.yaml", small(), named=False) == file.profile
    return file.text()


def put(where: Cell, answer: Answer) -> Callable[[ProfileFile], None]:
    return lambda file: file.put(where, answer)


def take_out(where: Cell) -> Callable[[ProfileFile], None]:
    return lambda file: file.take_out(where)


def add_row(table: str, name: str) -> Callable[[ProfileFile], None]:
    return lambda file: file.add_row(table, name)


def remove_row(table: str, name: str) -> Callable[[ProfileFile], None]:
    return lambda file: file.remove_row(table, name)


def comments_in(text: str) -> list[str]:
    """Return the lines of a text that are comments."""
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]


def answered(profile: Profile) -> list[Cell]:
    """Return all that is answered in a profile."""
    given = profile.answers.items()
    found = [question(name) for name, answer in given if answer.state is not State.NOT_ASKED]
    for name, table in profile.tables.items():
        if table.state is not State.NOT_ASKED:
            found.append(question(name))
        found += [cell(name, row.name, column) for row in table.rows for column in row.cells]
    return sorted(found)
