r"""JSON text to located data, through the YAML reader.

Nearly all JSON is YAML; what is not (tabs between tokens, ``\/``, characters
outside the basic plane written as two escapes) is rewritten first, within its
line, so that places stay right to a few columns.
"""

from __future__ import annotations

import json
import re

from advisor.edge.nodes import Node
from advisor.edge.problems import Problems
from advisor.edge.yaml_text import parse_yaml
from advisor.model.diagnostic import Location

_ESCAPE = re.compile(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|(/)|.)", re.DOTALL
)


def parse_json(text: str, file: str, problems: Problems) -> Node | None:
    """Return the located data of a JSON text; what is not JSON is refused."""
    try:
        json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        location = Location(file, error.lineno, error.colno)
        raise problems.refuse(
            location,
            2,
            f"not well-formed JSON: {error.msg.lower()}",
            "check commas, quotation marks and brackets near here",
        ) from error
    except RecursionError as error:
        raise problems.refuse(Location(file), 9, "nested too deeply", "flatten it") from error
    except ValueError as error:
        raise problems.refuse(
            Location(file), 2, f"not well-formed JSON: {error}", "write a number or null"
        ) from error
    return parse_yaml(_as_yaml(text), file, problems)


def _no_constant(word: str) -> None:
    message = f"{word} is not a JSON value"
    raise ValueError(message)


def _as_yaml(text: str) -> str:
    return _ESCAPE.sub(_escape, text.replace("\t", " "))


def _escape(match: re.Match[str]) -> str:
    high, low, slash = match.groups()
    if slash:
        return "/"
    if high:
        code = 0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00)
        return f"\\U{code:08X}"
    return match.group(0)
