"""A place in the conversation: the one thing that is asked there."""

from __future__ import annotations

from msgspec import Struct

from advisor.model.case import Cell


class CompanyName(Struct, frozen=True):
    """What the company is called."""


class RowName(Struct, frozen=True):
    """The name of a row: of one there is, or, where the name is empty, of one more."""

    table: str
    row: str = ""


class CellAnswer(Struct, frozen=True):
    """The answer to a question, or a cell of a row."""

    cell: Cell


Place = CompanyName | RowName | CellAnswer
