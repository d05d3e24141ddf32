"""By how much a number misses, in words and units."""

from __future__ import annotations

from decimal import Decimal

from advisor.explain.told.nearness import Gap, gap_of
from advisor.explain.told.run import Run
from advisor.language.messages import N_
from advisor.language.numbers import number_text, quantity_text
from advisor.language.units import PERCENT
from advisor.model.case import Cell
from advisor.model.condition import Leaf

_UNDER = N_("{gap} under the threshold of {limit} (parameter {parameter})")
_OVER = N_("{gap} over the threshold of {limit} (parameter {parameter})")
_EXACTLY = N_("exactly on the threshold (parameter {parameter})")


def miss(leaf: Leaf, cell: Cell, run: Run) -> tuple[str, ...]:
    """Return by how much a number misses what is asked, or nothing where it is no such matter.

    An answer that misses everything asked for in words is told by the answer
    and by what is asked.
    """
    gap = gap_of(leaf, run.trace.readings[cell])
    if gap is None:
        return ()
    unit, language = run.wording.unit(cell[0]), run.knowledge.language
    text = _EXACTLY if not gap.by else _OVER if gap.by > 0 else _UNDER
    said = run.say.gettext(text).format(
        gap=_size(gap, unit, run),
        limit=quantity_text(gap.limit, unit, language),
        parameter=gap.parameter,
    )
    return (said,)


def _size(gap: Gap, unit: str, run: Run) -> str:
    """Return the size of a gap; between percentages it is counted in percentage points."""
    language, size = run.knowledge.language, abs(gap.by)
    if unit != PERCENT and not unit.startswith(f"{PERCENT} of "):
        return quantity_text(size, unit, language)
    said = run.say.ngettext(
        "{number} percentage point", "{number} percentage points", 1 if size == Decimal(1) else 2
    )
    return said.format(number=number_text(size, language))
