"""``advisor check``: what is said about a knowledge base, and with which exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path
from shutil import copytree

import pytest

from tests.cli.running import BASE, Ran, advisor, advisor_process

BROKEN = """\
knowledge_base: {id: own, title: Own, version: "1", language: en}
sources:
  - {id: judgement, title: Professional judgement, grade: judgement}
questions:
  - {id: price, label: Price, ask: How dear are you?, kind: percent, source: judgement}
findings:
  - {id: level, label: Level, domain: {low: Low, high: High}, source: judgement}
rules:
  - id: dear
    when: {price: {more_than: 80}}
    conclude: {level: hihg}
    because: It is dear.
    sorce: judgement
"""


def broken(folder: Path) -> Path:
    path = folder / "own.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    return path


def test_the_shipped_base_has_no_error_and_is_summed_up() -> None:
    ran = advisor("check")
    assert (ran.code, ran.stderr) == (0, "")
    *warnings, last = ran.stdout.splitlines()
    assert all(re.match(r"rules\S+: warning K1\d\d: ", line) for line in warnings)
    assert re.fullmatch(
        r"marketing_mix \S+ \([0-9a-f]{12}\): \d+ questions, \d+ findings, \d+ rules, "
        r"\d+ pieces of advice; 0 errors, \d+ warnings?",
        last,
    )


def test_a_folder_is_judged_instead_of_the_shipped_base() -> None:
    ran = advisor("check", BASE)
    assert (ran.code, ran.stderr) == (0, "")
    assert re.fullmatch(
        r"kiosk 3 \([0-9a-f]{12}\): 3 questions, 1 finding, 2 rules, 1 piece of advice; "
        r"0 errors, 0 warnings\n",
        ran.stdout,
    )


def test_warnings_alone_are_no_failure(tmp_path: Path) -> None:
    copytree(BASE, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "more.yaml"
    path.write_text(
        "sources:\n  - {id: hearsay, title: What people say, grade: judgement}\n",
        encoding="utf-8",
    )
    ran = advisor("check", tmp_path)
    assert (ran.code, ran.stderr) == (0, "")
    warning, last = ran.stdout.splitlines()
    assert warning.startswith(f"{path}:2:5: warning K109: source 'hearsay': nothing cites it")
    assert last.endswith("; 0 errors, 1 warning")


def test_an_error_is_a_failure_and_every_mistake_stands_on_its_line(tmp_path: Path) -> None:
    path = broken(tmp_path)
    ran = advisor("check", tmp_path)
    assert (ran.code, ran.stderr) == (1, "")
    lines = ran.stdout.splitlines()
    assert (
        f"{path}:9:5: error K010: rule 'dear': the key 'source' is missing; what it rests on"
        in lines
    )
    assert (
        f"{path}:13:5: error K004: rule 'dear': unknown key 'sorce'; did you mean 'source'?"
        in lines
    )
    assert re.fullmatch(r"\d+ errors, 0 warnings", lines[-1])


def test_mistakes_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = broken(tmp_path)
    lines = advisor("check", tmp_path).stdout.splitlines()
    places = [
        tuple(map(int, line.removeprefix(f"{path}:").split(":")[:2]))
        for line in lines
        if line.startswith(f"{path}:")
    ]
    assert places == sorted(places)


def test_a_program_gets_a_list_of_mistakes_with_the_same_content(tmp_path: Path) -> None:
    broken(tmp_path)
    text = advisor("check", tmp_path)
    ran = advisor("check", tmp_path, "--format", "json")
    assert (ran.code, ran.stderr) == (1, "")
    found = json.loads(ran.stdout)
    lines = [
        "{file}:{line}:{column}: {severity} {code}: {message}".format(**item)
        + (f"; {item['hint']}" if item["hint"] else "")
        for item in found
    ]
    assert lines == text.stdout.splitlines()[:-1]


def test_a_base_without_mistakes_is_an_empty_list() -> None:
    assert advisor("check", BASE, "--format", "json") == Ran(0, "[]\n", "")


def test_files_are_named_as_the_user_would_name_them(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    broken(folder)
    ran = advisor_process("check", "own", cwd=tmp_path)
    assert ran.code == 1
    assert "own/own.yaml:13:5: error K004" in ran.stdout.replace("\\", "/")
    assert str(tmp_path) not in ran.stdout


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none", "no such folder of rules; check the path"),
        ("", "the folder has no YAML files; give a folder of rules"),
    ],
)
def test_a_folder_that_holds_no_rules_is_named(tmp_path: Path, name: str, said: str) -> None:
    folder = tmp_path / name
    ran = advisor("check", folder)
    assert ran == Ran(1, f"{folder}:1:1: error K001: {said}\n1 error, 0 warnings\n", "")


def test_the_order_of_files_changes_nothing(tmp_path: Path) -> None:
    for number, path in enumerate(sorted(BASE.iterdir(), reverse=True)):
        (tmp_path / f"{number}.yaml").write_bytes(path.read_bytes())
    renamed, original = advisor("check", tmp_path), advisor("check", BASE)
    assert renamed.stdout.splitlines()[-1] == original.stdout.splitlines()[-1]


@pytest.mark.parametrize("words", [("a", "b"), ("--format", "xml")])
def test_a_wrong_command_line_exits_with_two(words: tuple[str, ...]) -> None:
    ran = advisor("check", *words)
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr.startswith("Usage: advisor check [OPTIONS] [FOLDER]\n")
