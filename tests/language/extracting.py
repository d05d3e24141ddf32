"""Every message that the program can say: out of its code, its templates and its commands."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file

import advisor.cli
from advisor.cli.main import COMMANDS, main

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "advisor" / "locales"
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "forms": (1, 2)}
TEMPLATE_OPTIONS = {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true"}
Message = str | tuple[str, ...]


def catalogue_file(language: str, name: str = "advisor.po") -> Path:
    """Return the file of a language's translations."""
    return LOCALES / language / "LC_MESSAGES" / name


def messages() -> Catalog:
    """Return a catalogue of all messages, without translations, in the order of their files."""
    catalogue = Catalog()
    for file, message in [*_of_code(), *_of_templates(), *_of_commands(), *_of_shapes()]:
        catalogue.add(message, locations=[(file, 0)])
    return catalogue


def _of_code() -> Iterator[tuple[str, Message]]:
    for path in sorted((ROOT / "advisor").rglob("*.py")):
        for found in extract_from_file("python", path, KEYWORDS):
            yield path.relative_to(ROOT).as_posix(), found[1]


def _of_templates() -> Iterator[tuple[str, Message]]:
    for path in sorted((ROOT / "templates").rglob("*.j2")):
        method = "jinja2.ext:babel_extract"
        for found in extract_from_file(method, path, KEYWORDS, options=TEMPLATE_OPTIONS):
            yield path.relative_to(ROOT).as_posix(), found[1]


def _of_commands() -> Iterator[tuple[str, Message]]:
    file = Path(advisor.cli.__file__).parent.relative_to(ROOT).as_posix()
    for name in sorted(COMMANDS):
        yield file, COMMANDS[name][1]
    context = click.Context(main)
    commands = [main, *(main.get_command(context, name) for name in sorted(COMMANDS))]
    for command in commands:
        if command is not None:
            for text in _helps(command):
                yield file, text


def _helps(command: click.Command) -> Iterator[str]:
    options = [each.help for each in command.params if isinstance(each, click.Option)]
    said = (command.help, command.short_help, *options)
    yield from (inspect.cleandoc(text) for text in said if text)
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            yield from _helps(inner)


def _of_shapes() -> Iterator[tuple[str, Message]]:
    """Yield the words in which the shapes of files speak: nouns, and what a missing key is."""
    for path in sorted((ROOT / "advisor").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                for text in _said_by_shape(node, node.func.id):
                    yield path.relative_to(ROOT).as_posix(), text


def _said_by_shape(call: ast.Call, name: str) -> Iterator[str]:
    words = [arg.value if isinstance(arg, ast.Constant) else None for arg in call.args]
    place = {"Record": 0, "Reference": 0, "Text": 0, "Pattern": 1, "_required": 1}.get(name)
    required = any(word.arg == "required" for word in call.keywords)
    if name == "Field" and required:
        place = 1
    if place is None or len(words) <= place:
        return
    text = words[place]
    if not isinstance(text, str):
        return
    yield text
    if name == "Record" and text not in {"advice", "answers"}:
        yield f"an {text}" if text[0] in "aeiou" else f"a {text}"
