"""An assessment as JSON, and the JSON Schema of it."""

from __future__ import annotations

import inspect
from typing import Any

import msgspec

from advisor.model.assessment import Assessment


def to_json(assessment: Assessment) -> str:
    """Return the assessment as indented JSON; numbers are numbers, text is UTF-8."""
    encoded = msgspec.json.Encoder(decimal_format="number").encode(assessment)
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def assessment_schema() -> dict[str, Any]:
    """Return the JSON Schema of ``to_json``'s output, in the 2020-12 dialect."""
    schema = msgspec.json.schema(Assessment)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Advisor assessment",
        **_with_numbers(schema),
    }


def _with_numbers(node: Any) -> Any:  # noqa: ANN401 - JSON of any form
    """Replace msgspec's idea of a decimal (a string) by what is written (a number)."""
    if isinstance(node, dict):
        if node.get("format") == "decimal":
            return {"type": "number"}
        return {key: _with_numbers(value) for key, value in node.items()}
    if isinstance(node, str):
        # Python 3.13 takes the indentation out of docstrings, older ones leave it in.
        return inspect.cleandoc(node)
    return [_with_numbers(item) for item in node] if isinstance(node, list) else node
