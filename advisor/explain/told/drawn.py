"""An explanation for a terminal: a tree drawn with lines, as wide as the terminal is."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from decimal import Decimal

from advisor.explain.told.outline import Line, Outline
from advisor.explain.told.owner import quoted
from advisor.language.messages import messages_in
from advisor.language.numbers import number_text
from advisor.model.explanation import Explanation, Told
from advisor.report.escape import plain

LEAST = 16
NARROW = 60
GAP = ""


def drawn(explanation: Explanation, width: int) -> str:
    """Return the explanation in lines of at most so many characters, without colours."""
    return "\n".join(_lines(explanation, width)) + "\n"


def _lines(explanation: Explanation, width: int) -> Iterator[str]:
    say = messages_in(explanation.language)
    for number, told in enumerate(explanation.told):
        if number:
            yield GAP
        if explanation.level == "owner":
            yield from _wrapped(told.do, width)
            if told.standing == "gave_way" and told.summary != told.owner:
                yield from _wrapped(told.summary, width)
            yield from _wrapped(told.owner, width)
            yield from _wrapped(told.outlook, width)
            continue
        outline = Outline(explanation)
        yield from _tree(outline.line(told.tree), width, told.summary)
        yield from _besides(told, explanation, width)
        if told.outlook:
            yield GAP
            yield from _wrapped(told.outlook, width)
    if explanation.sources:
        yield from _listed(
            say.gettext("What the sources say"),
            (
                f"{s.id} ({s.work}): {s.says or s.title} {s.url}"
                if s.work
                else f"{s.id}: {s.title or s.says} {s.url}"
                for s in explanation.sources
            ),
            width,
        )
    yield from _listed(
        say.gettext("Parameters"),
        (
            f"{p.parameter}: {p.text} ({', '.join(p.sources)}) {p.note}"
            for p in explanation.parameters
        ),
        width,
    )
    yield from _listed(
        say.gettext("Words of the field"),
        (f"{word.term}: {word.means}" for word in explanation.terms),
        width,
    )


def _besides(told: Told, explanation: Explanation, width: int) -> Iterator[str]:
    say = messages_in(explanation.language)
    if explanation.asked == "why_not":
        return
    yield GAP
    if told.cited:
        said = say.gettext("These answers alone lead to it; none of them can be spared: {answers}.")
        yield from _wrapped(said.format(answers=quoted(told.cited, explanation.language)), width)
    else:
        yield from _wrapped(say.gettext("It would hold without a single answer."), width)
    if told.shaping:
        said = say.gettext("It would hold without these as well, but in another way: {answers}.")
        yield from _wrapped(said.format(answers=quoted(told.shaping, explanation.language)), width)
    if told.further:
        count = number_text(Decimal(len(told.further)), explanation.language)
        said = say.ngettext(
            "{count} further answer bears on it: {answers}.",
            "{count} further answers bear on it: {answers}.",
            len(told.further),
        )
        yield from _wrapped(
            said.format(count=count, answers=quoted(told.further, explanation.language)), width
        )


def _listed(title: str, items: Iterable[str], width: int) -> Iterator[str]:
    lines = [line for item in items for line in _wrapped(item, width, "- ", "  ")]
    if lines:
        yield from (GAP, title, *lines)


def _tree(line: Line, width: int, summary: str) -> Iterator[str]:
    yield from _wrapped(line.head, width)
    for sentence in (summary, *line.more):
        yield from _wrapped(sentence, width)
    yield from _branches(line.parts, width, "")


def _branches(parts: tuple[Line, ...], width: int, before: str) -> Iterator[str]:
    fork, corner, down = ("├─ ", "└─ ", "│  ") if width >= NARROW else ("├ ", "└ ", "│ ")
    for number, part in enumerate(parts, start=1):
        last = number == len(parts)
        inside = before + (" " * len(down) if last else down)
        yield from _wrapped(part.head, width, before + (corner if last else fork), inside)
        under = inside + (down if part.parts else " " * len(down))
        for sentence in part.more:
            yield from _wrapped(sentence, width, under, under)
        yield from _branches(part.parts, width, inside)


def _wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Return a text in lines; what nobody can see, and could play tricks, is taken out."""
    room = max(width, len(rest) + LEAST)
    # An address broken at a hyphen can be neither read nor copied.
    return textwrap.wrap(
        plain(text), room, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
