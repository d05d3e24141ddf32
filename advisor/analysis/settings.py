"""What a method goes by besides the rows: the profile's wishes and the base's numbers."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from advisor.model.case import CutLines


class Settings(Struct, frozen=True):
    """Where quadrants meet, and the value of each parameter that the method names."""

    cut_lines: CutLines = CutLines.MEAN
    parameters: Mapping[str, Decimal] = {}

    def share(self, name: str) -> Fraction:
        """Return a parameter in percent as a share of one."""
        return Fraction(self.parameters[name]) / 100

    def flag(self, name: str) -> bool:
        """Return whether a parameter that is one for yes and zero for no says yes."""
        return bool(self.parameters[name])
