"""An assessment as plain data for templates: mappings, lists, texts on one line, numbers."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from advisor.model.assessment import Word
from advisor.model.grounds import Cited, Ground
from advisor.model.tables import Column
from advisor.report.escape import plain

Data = dict[str, Any]

_AS_THEY_ARE = frozenset({bool, int, Decimal, type(None)})
# What one company has in common with the next. None of them has a number in it: numbers
# that are equal may be written differently.
_COMMON = frozenset({Ground, Cited, Word, Column})


def as_data(part: Struct) -> Data:
    """Return a part of an assessment as a mapping, with all its parts in turn.

    Parts may be shared with what was returned for another assessment: they are
    for reading only, and the sandbox sees to it.
    """
    data = asdict(part)
    for name, value in data.items():
        kind = type(value)
        if kind is str:
            data[name] = plain(value)
        elif kind is tuple:
            data[name] = [plain(item) if type(item) is str else _item(item) for item in value]
        elif kind not in _AS_THEY_ARE:
            data[name] = _item(value)
    return data


def _item(item: Any) -> Any:  # noqa: ANN401 - a part or a number
    kind = type(item)
    if kind in _AS_THEY_ARE:
        return item
    return _common(item) if kind in _COMMON else as_data(item)


@lru_cache(maxsize=4096)
def _common(part: Struct) -> Data:
    return as_data(part)
