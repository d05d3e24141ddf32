"""JSON that is in order, read fast; whatever is not is left to the reader that says why.

What comes out is located nowhere, so no mistake can be reported from it.
"""

from __future__ import annotations

import json
import re
from typing import Any

from advisor.edge.nodes import Mapping, Node, Scalar, Sequence
from advisor.edge.yaml_text import MAX_DEPTH
from advisor.model.diagnostic import Location

NOWHERE = Location("")
# Fewer characters than this are fewer values than are allowed.
MAX_QUICK = 100_000
# Half a character can only be written as an escape.
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_TRUE, _FALSE, _NULL = (Scalar(NOWHERE, word) for word in ("true", "false", "null"))


class _NotInOrderError(Exception):
    """This is for the thorough reader."""


class _Pairs(list[tuple[str, Any]]):
    """The keys of an object with their values."""


def quick_json(text: str) -> Node | None:
    """Return what the thorough reader would return, but for the places; None if in doubt."""
    if len(text) > MAX_QUICK or _HALF.search(text):
        return None
    try:
        return _node(_DECODER.decode(text), 1)
    except (ValueError, RecursionError, _NotInOrderError):
        return None


def _node(value: Any, depth: int) -> Node:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, str):
        return Scalar(NOWHERE, value, quoted=True)
    if isinstance(value, Scalar):
        return value
    if depth >= MAX_DEPTH:
        raise _NotInOrderError
    if isinstance(value, _Pairs):
        entries = tuple(
            (Scalar(NOWHERE, key, quoted=True), _node(inner, depth + 1)) for key, inner in value
        )
        if len({key for key, _ in value}) < len(entries):
            raise _NotInOrderError
        return Mapping(NOWHERE, entries)
    if isinstance(value, list):
        return Sequence(NOWHERE, tuple(_node(item, depth + 1) for item in value))
    return _NULL if value is None else (_TRUE if value else _FALSE)


def _number(text: str) -> Scalar:
    return Scalar(NOWHERE, text)


def _no_number(text: str) -> Scalar:
    """Refuse what JSON does not have, such as NaN."""
    raise _NotInOrderError(text)


_DECODER = json.JSONDecoder(
    parse_int=_number, parse_float=_number, parse_constant=_no_number, object_pairs_hook=_Pairs
)
