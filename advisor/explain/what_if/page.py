"""A short answer on a page: paragraphs, lists and tables, for the terminal or as Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from msgspec import Struct

from advisor.report.escape import inline, plain

INDENT = "  "
NARROWEST = 20
"""So wide is the first column of a table at least, where its text has to go on below."""


class Title(Struct, frozen=True):
    """A heading: the page's own, or one of its parts'."""

    text: str
    level: int = 2


class Paragraph(Struct, frozen=True):
    """Some sentences."""

    text: str


class Item(Struct, frozen=True):
    """A point of a list, with lines that belong to it."""

    text: str
    below: tuple[str, ...] = ()


class Points(Struct, frozen=True):
    """A list."""

    items: tuple[Item, ...]


class Grid(Struct, frozen=True):
    """A table: on a terminal the last column stands below the others."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Title | Paragraph | Points | Grid


def to_text(blocks: Iterable[Block], width: int) -> str:
    """Return a page for a terminal, without control characters."""
    return "\n\n".join(_text(block, width) for block in blocks) + "\n"


def to_markdown(blocks: Iterable[Block]) -> str:
    """Return a page as Markdown, in which what the company typed is text and nothing else."""
    return "\n\n".join(_markdown(block) for block in blocks) + "\n"


def _text(block: Block, width: int) -> str:
    if isinstance(block, Points):
        return "\n".join(line for item in block.items for line in _lines(item, width))
    if isinstance(block, Grid):
        return _grid(block, width)
    return _wrapped(block.text, width)


def _wrapped(text: str, width: int, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        plain(text),
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _lines(item: Item, width: int) -> list[str]:
    found = [_wrapped(item.text, width, "- ", INDENT)]
    found.extend(_wrapped(line, width, 2 * INDENT, 3 * INDENT) for line in item.below)
    return found


def _grid(grid: Grid, width: int) -> str:
    rows = [[plain(cell) for cell in row[:-1]] for row in (grid.head, *grid.rows)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    room = width - sum(size + len(INDENT) for size in widths[1:])
    widths[0] = min(widths[0], max(room, NARROWEST))
    below = ["", *(row[-1] for row in grid.rows)]
    lines: list[str] = []
    for row, last in zip(rows, below, strict=True):
        first, *more = _wrapped(row[0], widths[0], rest=INDENT).split("\n")
        padded = (cell.ljust(size) for cell, size in zip([first, *row[1:]], widths, strict=True))
        lines.append(INDENT.join(padded).rstrip())
        lines.extend(more)
        if last:
            lines.append(_wrapped(f"{grid.head[-1]}: {last}", width, 2 * INDENT, 3 * INDENT))
    return "\n".join(lines)


def _markdown(block: Block) -> str:
    if isinstance(block, Title):
        return f"{'#' * block.level} {inline(block.text)}"
    if isinstance(block, Paragraph):
        return inline(block.text)
    if isinstance(block, Points):
        return "\n".join(
            line
            for item in block.items
            for line in (
                f"- {inline(item.text)}",
                *(f"  - {inline(below)}" for below in item.below),
            )
        )
    rows = ["| " + " | ".join(map(inline, row)) + " |" for row in block.rows]
    head = "| " + " | ".join(map(inline, block.head)) + " |"
    return "\n".join([head, "|" + "---|" * len(block.head), *rows])
