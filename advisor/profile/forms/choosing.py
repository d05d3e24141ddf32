"""What a cell of the workbook offers, and when it asks whether an answer was meant.

It asks, and never forbids: a guess (*40?*) or the words of another language
are answers too, and the reader of the workbook judges them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from advisor.edge.nodes import shorten
from advisor.edge.scalars import as_json_number
from advisor.language.messages import _
from advisor.model.case import Answer, State
from advisor.model.knowledge import Kind
from advisor.profile.forms.cells import cell_at, put
from advisor.profile.forms.columns import Column
from advisor.profile.forms.in_cell import in_cell
from advisor.profile.forms.notes import MAX_PROMPT, prompt, short
from advisor.profile.tables import DEFAULT_SCALE
from advisor.profile.typed_numbers import shape_of

Offer = str | int | float
# Below the heads; the first is the example.
FIRST_LINE, LAST_LINE = 2, 10_000
MOST_STEPS = 20


class Lists:
    """The lists that cells offer, each once, on a sheet of their own.

    Among a cell's properties a list could hold neither a comma nor more than 255 characters.
    """

    def __init__(self, sheet: Worksheet) -> None:
        """Begin with an empty sheet."""
        self._sheet = sheet
        self._places: dict[tuple[Offer, ...], str] = {}

    def place_of(self, offers: tuple[Offer, ...]) -> str:
        """Return the range that holds a list."""
        if offers not in self._places:
            number = len(self._places) + 1
            for line, offer in enumerate(offers, start=1):
                put(cell_at(self._sheet, line, number), offer)
            column = get_column_letter(number)
            name = quote_sheetname(self._sheet.title)
            self._places[offers] = f"{name}!${column}$1:${column}${len(offers)}"
        return self._places[offers]


def offers(column: Column, language: str) -> tuple[Offer, ...]:
    """Return what may be chosen, each as it is read back; nothing where anything may fit."""
    if column.words:
        return column.words
    question = column.question
    found: list[Offer] = list(_steps(column))
    for option in question.options:
        value = frozenset({option}) if question.kind is Kind.CHOICES else option
        found.append(in_cell(Answer(State.KNOWN, value), question, language))
    if found and column.states:
        states = (State.DONT_KNOW, State.DOES_NOT_APPLY)
        found += [in_cell(Answer(state), question, language) for state in states]
    return tuple(found)


def _steps(column: Column) -> Iterator[Offer]:
    """Yield the whole numbers of a scale, if they are few."""
    low, high = column.question.minimum, column.question.maximum
    if column.question.kind is Kind.SCALE and low is not None and high is not None:
        steps = range(math.ceil(low), math.floor(high) + 1)
        yield from steps if len(steps) <= MOST_STEPS else ()


def choosing(column: Column, place: str, lists: Lists, language: str, scale: str) -> DataValidation:
    """Return what goes with the cells of a column; ``place`` is the uppermost of them.

    ``scale`` is the cell with the scale of that line, if there is one.
    """
    offered = offers(column, language)
    if offered:
        found = DataValidation("list", formula1=lists.place_of(offered))
        meant = _(
            "This is not in the list. Keep it if it is one of the answers in another language, "
            "or a guess with a question mark after it."
        )
        found.showErrorMessage = column.question.kind is not Kind.CHOICES
    else:
        found, meant = _bounded(column, place, scale, language)
    _say(found, column, meant, language)
    return found


def choosing_company(column: Column, companies: str, language: str) -> DataValidation:
    """Return what goes with the cells that say whose a line is; ``companies`` lists them."""
    found = DataValidation("list", formula1=companies, showErrorMessage=True)
    _say(found, column, _("The first sheet has no company of this name."), language)
    return found


def companies_on(sheet: Worksheet) -> str:
    """Return a formula for the names in the first column of a sheet, as many as there are."""
    name = quote_sheetname(sheet.title)
    column = f"{name}!$A${FIRST_LINE}:$A${LAST_LINE}"
    return f"OFFSET({name}!$A${FIRST_LINE},0,0,MAX(1,COUNTA({column})),1)"


def _bounded(column: Column, place: str, scale: str, language: str) -> tuple[DataValidation, str]:
    """Return a check that a number is one that fits; words always do."""
    question = column.question
    shape = shape_of(question, DEFAULT_SCALE if question.kind is Kind.RATING else None)
    limits = [f"{place}{sign}{_number(end)}" for sign, end in _ends(shape.minimum, shape.maximum)]
    if not limits or question.kind in {Kind.TEXT, Kind.RATINGS}:
        return DataValidation(), ""
    either = [f"ISTEXT({place})", f"AND({','.join(limits)})"]
    if question.kind is Kind.RATING and scale:
        either.append(f'{scale}<>""')
    found = DataValidation("custom", formula1=f"OR({','.join(either)})", showErrorMessage=True)
    return found, _("This number does not fit. {expected}").format(expected=short(column, language))


def _ends(low: Decimal | None, high: Decimal | None) -> Iterator[tuple[str, Decimal]]:
    if low is not None:
        yield ">=", low
    if high is not None:
        yield "<=", high


def _number(end: Decimal) -> str:
    return str(as_json_number(end))


def _say(found: DataValidation, column: Column, meant: str, language: str) -> None:
    found.promptTitle, found.prompt = prompt(column, language)
    found.showInputMessage = True
    found.allow_blank = True
    if found.showErrorMessage:
        found.errorStyle, found.errorTitle = "warning", found.promptTitle
        found.error = shorten(meant, MAX_PROMPT - 1)
