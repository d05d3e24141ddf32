"""The JSON Schema of a rules file, for editors that complete and check while typing."""

from __future__ import annotations

from typing import Any

from advisor.knowledge.grammar import FILE
from advisor.model.condition import Operator

_WORDLESS = (Operator.KNOWN, Operator.UNKNOWN, Operator.DOES_NOT_APPLY)
_LISTED = (Operator.ONE_OF, Operator.NONE_OF, Operator.BETWEEN)


def rules_schema() -> dict[str, Any]:
    """Return the schema, in the 2020-12 dialect."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Advisor rules file",
        **FILE.schema(),
        "$defs": {"condition": _condition()},
    }


def _condition() -> dict[str, Any]:
    recursive = {"$ref": "#/$defs/condition"}
    some = {"type": "array", "items": recursive}
    word = {"type": ["string", "number", "boolean"]}
    names = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    comparison = {
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "properties": {
            operator.value: {"type": "array", "items": word} if operator in _LISTED else word
            for operator in Operator
            if operator not in _WORDLESS
        },
    }
    rows = {
        "type": "object",
        "additionalProperties": False,
        "required": ["of"],
        "properties": {"of": {"type": "string"}, "where": recursive},
    }
    counted = {
        **rows,
        "properties": {**rows["properties"], **comparison["properties"]},  # type: ignore[dict-item]
    }
    return {
        "type": "object",
        "minProperties": 1,
        "properties": {
            "all": some,
            "any": some,
            "not": recursive,
            **{operator.value: names for operator in _WORDLESS},
            "any_row": rows,
            "every_row": rows,
            "count": counted,
        },
        "additionalProperties": {"anyOf": [word, comparison]},
    }
