"""The steps of an explanation: what every kind of them has, filled in where there is something."""

from __future__ import annotations

from decimal import Decimal

from advisor.model.case import Cell
from advisor.model.explanation import Holds, Kind, Limit, Node


def key_of_cell(cell: Cell) -> str:
    """Return what names a cell: ``question``, ``finding: row`` or ``table.column: row``."""
    attribute, row = cell
    return f"{attribute}: {row}" if row else str(attribute)


def node(  # noqa: PLR0913 - one for each key
    kind: Kind,
    key: str,
    *,
    id: str = "",  # noqa: A002 - the key of the model
    row: str = "",
    title: str = "",
    value: str = "",
    wanted: str = "",
    holds: Holds = "",
    state: str = "",
    unsure: bool = False,
    text: str = "",
    notes: tuple[str, ...] = (),
    limits: tuple[Limit, ...] = (),
    certainty: Decimal | None = None,
    arithmetic: str = "",
    not_when: str = "",
    grade: str = "",
    sources: tuple[str, ...] = (),
    parts: tuple[Node, ...] = (),
    again: bool = False,
    cited: bool = False,
) -> Node:
    """Return a step of which most keys are blank."""
    return Node(
        kind=kind,
        key=key,
        id=id,
        row=row,
        title=title,
        value=value,
        wanted=wanted,
        holds=holds,
        state=state,
        unsure=unsure,
        cited=cited,
        again=again,
        text=text,
        notes=notes,
        limits=limits,
        certainty=certainty,
        arithmetic=arithmetic,
        not_when=not_when,
        grade=grade,
        sources=sources,
        parts=parts,
    )
