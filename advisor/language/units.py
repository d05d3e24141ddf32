"""The units that the program itself knows how to write in every language."""

from __future__ import annotations

from advisor.language.messages import N_

PERCENT = "percent"
# What a percentage may be a share of, after the word "percent".
SHARES = (N_("of scale"), N_("of total importance"))
MONEY = "money"
# The unit of a parameter that is one for yes and zero for no.
YES_OR_NO = "yes or no"
# What amounts are counted in where the language leaves little doubt: both countries have kroner.
CURRENCIES = {"nb": "kr", "sv": "kr"}
# Numbers that stand without their unit.
UNIT_FREE = frozenset({"", "points", "money", "rows", "pieces", "certainty"})


def is_our_own(unit: str) -> bool:
    """Tell whether a unit is a word of the program's, which no knowledge base translates."""
    return (
        unit in {PERCENT, YES_OR_NO}
        or unit.removeprefix(f"{PERCENT} ") in SHARES
        or unit in UNIT_FREE
    )
