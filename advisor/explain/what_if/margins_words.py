"""How far numbers are from where other advice leads, in words."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.explain.what_if.page import Block, Grid, Item, Paragraph, Points, Title
from advisor.language.messages import _, current_language, ngettext
from advisor.language.numbers import quantity_text
from advisor.language.units import PERCENT
from advisor.model.what_if import Flip, Margins


def margins_in_words(found: Margins) -> Iterator[Block]:
    """Yield the page, in the current language, which should be that of the margins."""
    yield Title(_("How firm the leading advice is: {company}").format(company=found.company), 1)
    if not found.leads:
        yield Paragraph(_("No advice applies now."))
    else:
        yield Paragraph(_("This leads now:"))
        yield Points(tuple(Item(lead) for lead in found.leads))
    if found.flips:
        yield Paragraph(
            _(
                "Other advice would lead if one of these numbers were another, the nearest first. "
                "The distance is in percent of the number, or of its scale where it has one."
            )
        )
        head = (_("Answer"), _("Now"), _("Flips at"), _("Distance"), _("Then"))
        yield Grid(head, tuple(_row(flip) for flip in found.flips))
    elif not found.unsearched:
        yield Paragraph(_("No single number, however far it moves, makes other advice lead."))
    yield Paragraph(_counted(found))


def _row(flip: Flip) -> tuple[str, ...]:
    share = quantity_text(flip.share, PERCENT, current_language())
    return flip.label, flip.now, flip.at, share, "; ".join(_then(flip)) or "–"


def _then(flip: Flip) -> Iterator[str]:
    for do in flip.leads:
        yield _("“{do}” leads").format(do=do)
    for do in flip.no_more:
        yield _("“{do}” no longer leads").format(do=do)


def _counted(found: Margins) -> str:
    said = []
    if found.steady:
        steady = ngettext(
            "{count} further number moves nothing that leads.",
            "{count} further numbers move nothing that leads.",
            found.steady,
        )
        said.append(steady.format(count=found.steady))
    if found.unsearched:
        left = ngettext(
            "The search stopped at its budget before {count} number; --budget gives it more.",
            "The search stopped at its budget before {count} numbers; --budget gives it more.",
            found.unsearched,
        )
        said.append(left.format(count=found.unsearched))
    took = ngettext(
        "It took {count} run of the engine.", "It took {count} runs of the engine.", found.runs
    )
    return " ".join([*said, took.format(count=found.runs)])
