"""Every diagnostic code that the source can give, read from the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.docs.examples import entries
from tests.docs.imports import module_name, modules, part_of, tree

# Whose letters a part of Advisor gives to its numbers. What the edge reports is about a
# knowledge base, a profile or a worked case, which has a profile in it; the numbers mean the
# same under each.
LETTERS = {"edge": "KPC", "knowledge": "K", "profile": "PC", "cases": "C", "report": "T"}
CODE = re.compile(r"[CKPT]\d{3}")


@cache
def codes_in_source() -> dict[str, set[str]]:
    """Return the codes, each with the files that give it."""
    positions = _positions()
    found: dict[str, set[str]] = {}
    for path in modules():
        for code in _codes(path, positions):
            found.setdefault(code, set()).add(path.name)
    return found


def codes_in_documentation() -> list[str]:
    """Return the codes in the order in which docs/diagnostics.md explains them."""
    return [code for entry in entries() for code in entry.codes]


def _codes(path: Path, positions: dict[str, int]) -> Iterator[str]:
    letters = LETTERS.get(part_of(module_name(path)).split(".")[0], "")
    module = tree(path)
    constants = dict(_constants(module))
    formats = False
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if CODE.fullmatch(node.value):
                yield node.value
            formats |= node.value in {"K", "P", "T"} and letters == node.value
        if isinstance(node, ast.Call):
            number = _number(node, positions, constants)
            if number is not None:
                yield from (f"{letter}{number:03d}" for letter in letters)
    if letters == "T" and formats:
        yield from (f"T{number:03d}" for number in constants.values())


def _number(call: ast.Call, positions: dict[str, int], constants: dict[str, int]) -> int | None:
    """Return the number that a call reports a mistake under, if it is such a call."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = positions.get(name)
    if place is None or place >= len(call.args):
        return None
    argument = call.args[place]
    if isinstance(argument, ast.Constant) and isinstance(argument.value, int):
        return argument.value
    return constants.get(argument.id) if isinstance(argument, ast.Name) else None


def _positions() -> dict[str, int]:
    """Return, for each function that is given the number of a code, which argument it is."""
    found = {}
    for path in modules():
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.FunctionDef):
                continue
            names = [argument.arg for argument in node.args.args]
            method = names[:1] == ["self"]
            if "number" in names and ast.unparse(_annotation(node, "number")) == "int":
                found[node.name] = names.index("number") - method
    return found


def _annotation(function: ast.FunctionDef, name: str) -> ast.expr:
    (annotation,) = (a.annotation for a in function.args.args if a.arg == name)
    return annotation or ast.Constant(None)


def _constants(module: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield the small whole numbers that a module gives names in capitals."""
    for node in module.body:
        if not isinstance(node, ast.Assign):
            continue
        (target,) = node.targets
        pairs: list[tuple[ast.expr, ast.expr]] = [(target, node.value)]
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            pairs = list(zip(target.elts, node.value.elts, strict=True))
        for name, value in pairs:
            if not (isinstance(name, ast.Name) and name.id.isupper()):
                continue
            if isinstance(value, ast.Constant) and isinstance(value.value, int):
                yield name.id, value.value
