"""The architecture is what docs/architecture.md says, as far as imports and calls show it."""

from __future__ import annotations

import ast
import graphlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import BASE
from tests.docs.imports import (
    imported,
    imports_between_parts,
    is_ours,
    module_name,
    modules,
    part_of,
    tree,
)
from tests.docs.made import documented_order
from tests.docs.places import ROOT

HEAVY = ["babel", "experta", "jinja2", "yaml"]
# The package itself holds the version only, and __main__ calls the command line.
OUTSIDE = {"advisor", "__main__"}


def calls(path: Path) -> Iterator[str]:
    """Yield the names of what a module calls or raises, as it writes them."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)
        elif isinstance(node, ast.Raise) and node.exc is not None:
            yield ast.unparse(node.exc)


def loaded_after(code: str, *arguments: str) -> set[str]:
    """Return the names of all modules that code has loaded in a fresh interpreter."""
    shown = "import atexit, json, sys; atexit.register(lambda: print(json.dumps([*sys.modules])))\n"
    done = subprocess.run(
        [sys.executable, "-c", shown + code, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_documented_order_names_every_part_once() -> None:
    assert sorted(documented_order()) == sorted(imports_between_parts().keys() - OUTSIDE)


@pytest.mark.parametrize("part", documented_order())
def test_a_part_imports_only_parts_that_stand_before_it(part: str) -> None:
    order = documented_order()
    allowed = {*order[: order.index(part)], "advisor"}
    assert imports_between_parts()[part] <= allowed


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {
        module_name(path): {name for name in imported(path) if is_ours(name)}
        for path in modules()
        if path.name != "__init__.py"
    }
    graphlib.TopologicalSorter(graph).prepare()


def test_one_module_imports_experta() -> None:
    doors = [
        module_name(path)
        for path in modules()
        if any(name.split(".")[0] == "experta" for name in imported(path))
    ]
    assert doors == ["advisor.inference.experta"]


# A screen of the interview reads a line with the editing of the terminal, which only this gives.
SCREEN = {"advisor.interview.screens.reading: input"}


def test_only_the_command_line_prints_reads_or_ends_the_process() -> None:
    talk = {"print", "input", "exit", "quit", "sys.exit", "os._exit", "SystemExit", "breakpoint"}
    streams = ("click.", "sys.stdout", "sys.stderr", "sys.stdin", "sys.argv")
    offenders = {
        f"{module_name(path)}: {call}"
        for path in modules()
        if part_of(module_name(path)) not in {"cli", "__main__"}
        for call in calls(path)
        if call in talk or call.startswith(streams)
    }
    assert offenders == SCREEN


def test_only_the_command_line_imports_click() -> None:
    parts = {part_of(module_name(path)) for path in modules() if "click" in set(imported(path))}
    assert parts == {"cli"}


def test_the_types_have_no_imports_but_each_other_and_the_standard_library() -> None:
    outside = {
        name.split(".")[0]
        for path in modules()
        if part_of(module_name(path)) == "model"
        for name in imported(path)
        if not is_ours(name) and name.split(".")[0] not in sys.stdlib_module_names
    }
    assert outside <= {"msgspec"}


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("import advisor.cli.main", ()),
        ("from advisor.cli.main import main; main()", ("--help",)),
        ("from advisor.cli.main import main; main()", ("--version",)),
        ("from advisor.cli.main import main; main()", ("advise", "--help")),
        ("from advisor.cli.main import main; main()", ("profile", "new", "--help")),
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(code: str, arguments: tuple[str, ...]) -> None:
    loaded = loaded_after(code, *arguments)
    assert "click" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_judging_a_base_loads_no_templates_and_no_engine() -> None:
    loaded = loaded_after("from advisor.cli.main import main; main()", "check", str(BASE))
    assert [name for name in ("experta", "jinja2") if name in loaded] == []
