"""A hash of what a knowledge base says, whatever its files look like."""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from advisor.model.diagnostic import Location

LENGTH = 12


def digest(value: object) -> str:
    """Return twelve hexadecimal digits of the SHA-256 of a value's content.

    Places in files and the order of mappings do not count.
    """
    text = json.dumps(_plain(value), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON of any form
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Location):
        return None
    if isinstance(value, Struct):
        fields = {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
        return {"": type(value).__name__, **fields}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (frozenset, set)):
        return sorted(json.dumps(_plain(item), sort_keys=True) for item in value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, (bool, int)) else str(value)
