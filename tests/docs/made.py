"""What the documentation should be, as far as it is made from the program."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable

from click.testing import CliRunner

from advisor.cli.main import main
from advisor.knowledge.coverage import guidance_coverage
from advisor.knowledge.folder import shipped
from advisor.report.coverage import as_markdown
from advisor.report.serial import assessment_schema
from tests.docs.command_help import help_texts
from tests.docs.examples import entries, messages
from tests.docs.imports import imports_between_parts
from tests.docs.places import DOCS, ROOT, fenced, read, with_blocks
from tests.shipped import shipped_base

RULE = "peak_not_served"
COMMAND = ("advise", "examples/car-wash.yaml", "-o", "advice.md")


def made(name: str) -> str:
    """Return the whole text of a document, its parts that are made filled in anew."""
    contents = PARTS[name]()
    return contents if isinstance(contents, str) else with_blocks(read(ROOT / name), contents)


def import_table() -> str:
    """Return a table of what each part imports, in the order of the documentation."""
    imports = imports_between_parts()
    order = documented_order()
    lines = ["| part | imports |", "|---|---|"]
    for part in order:
        others = [f"`{other}`" for other in order if other in imports[part]]
        lines.append(f"| `{part}` | {', '.join(others) or 'nothing'} |")
    return "\n".join(lines) + "\n"


def documented_order() -> list[str]:
    """Return the parts in the order that docs/architecture.md gives them."""
    text = read(DOCS / "architecture.md")
    match = re.search(r"<!-- order of the parts -->\n```text\n(.*?)```", text, re.DOTALL)
    assert match is not None, "docs/architecture.md does not give the order of the parts"
    return match[1].replace("<", " ").split()


def decisions() -> str:
    """Return a list of the decisions, each with its heading."""
    lines = []
    for path in sorted((DOCS / "decisions").glob("[0-9]*.md")):
        number, _, title = read(path).splitlines()[0].removeprefix("# ").partition(". ")
        lines.append(f"{number}. [{title}]({path.name})")
    return "\n".join(lines) + "\n"


def rule(name: str) -> str:
    """Return a rule of the shipped base as it is written there."""
    for path in sorted(shipped("rules").rglob("*.yaml")):
        match = re.search(rf"^  - id: {name}\n(?:    .*\n)+", read(path), re.MULTILINE)
        if match is not None:
            return re.sub(r"(?m)^  ", "", match[0])
    raise AssertionError(f"no rule '{name}' in the shipped base")


def summary() -> str:
    """Return what the README's command prints."""
    command, profile, option, target = COMMAND
    with tempfile.TemporaryDirectory() as folder:
        words = [command, str(ROOT / profile), option, f"{folder}/{target}"]
        result = CliRunner().invoke(main, words, catch_exceptions=False)
    return result.stderr.replace(f"{folder}/", "")


def schema() -> str:
    """Return the schema of an assessment as the program prints it."""
    return json.dumps(assessment_schema(), indent=2, ensure_ascii=False) + "\n"


def first_screen() -> dict[str, str]:
    """Return the parts of the README's first screen."""
    return {"rule": fenced(rule(RULE), "yaml"), "output": fenced(summary())}


def coverage() -> str:
    """Return what acts on each part of the articles."""
    knowledge = shipped_base()
    titles = {name: source.title for name, source in knowledge.sources.items()}
    return as_markdown(guidance_coverage(knowledge), titles)


def command_line() -> dict[str, str]:
    """Return the help of every command."""
    return {name: fenced(text) for name, text in help_texts().items()}


def diagnostics() -> dict[str, str]:
    """Return what is said about each example of a mistake."""
    return {entry.name: messages(entry) for entry in entries() if entry.example}


PARTS: dict[str, Callable[[], str | dict[str, str]]] = {
    "README.md": first_screen,
    "docs/architecture.md": lambda: {"imports": import_table()},
    "docs/assessment.schema.json": schema,
    "docs/cli.md": command_line,
    "docs/coverage.md": coverage,
    "docs/decisions/README.md": lambda: {"decisions": decisions()},
    "docs/diagnostics.md": diagnostics,
}
"""For each document that is made, or has parts that are: its text, or its parts by name."""
