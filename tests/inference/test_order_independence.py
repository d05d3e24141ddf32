"""The order of files, entries, answers and hashes never changes a result, to the last byte."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from advisor.inference.engine import InferenceEngine
from advisor.model.case import Profile, Row, TableAnswer
from advisor.model.knowledge import Knowledge
from advisor.pipeline import advise
from advisor.report.serial import to_json
from tests.strategies.bases import Base, load_base
from tests.strategies.documents import rich_bases
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles
from tests.strategies.scrambled import RULES

ROOT = Path(__file__).parents[2]
DAY = dt.date(2026, 11, 21)


def written(knowledge: Knowledge, profile: Profile) -> str:
    return to_json(advise(InferenceEngine(knowledge), profile, DAY))


def shuffled_conditions(node: Any, chance: random.Random) -> Any:  # noqa: ANN401 - YAML of any form
    """A condition with its keys, and the parts of all and any, in another order."""
    if isinstance(node, dict):
        keys = chance.sample(list(node), len(node))
        parts = {key: shuffled_conditions(node[key], chance) for key in keys}
        return {k: chance.sample(v, len(v)) if k in {"all", "any"} else v for k, v in parts.items()}
    if isinstance(node, list):
        return [shuffled_conditions(item, chance) for item in node]
    return node


def shuffled_base(base: Base, chance: random.Random) -> Base:
    """The same base with its entries, and what is within their conditions, in another order."""
    shuffled: Base = {}
    for kind in chance.sample(list(base), len(base)):
        entries = [
            {
                key: shuffled_conditions(value, chance) if key in SCOPES else value
                for key, value in chance.sample(list(entry.items()), len(entry))
            }
            for entry in base[kind]
        ]
        shuffled[kind] = chance.sample(entries, len(entries))
    return shuffled


SCOPES = {"when", "where", "unless", "ask_when"}


def shuffled_profile(profile: Profile, chance: random.Random) -> Profile:
    """The same profile with its answers, tables and cells in another order."""

    def shuffle(mapping: Any) -> Any:  # noqa: ANN401 - a mapping of any kind
        return dict(chance.sample(list(mapping.items()), len(mapping)))

    def table(answer: TableAnswer) -> TableAnswer:
        rows: tuple[Row, ...] = tuple(replace(r, cells=shuffle(r.cells)) for r in answer.rows)
        return replace(answer, rows=rows)

    tables = {name: table(answer) for name, answer in profile.tables.items()}
    return replace(profile, answers=shuffle(profile.answers), tables=shuffle(tables))


@given(base=rich_bases(), data=st.data(), seed=st.integers(0, 999), files=st.integers(2, 5))
@one_in(2)
def test_a_shuffled_base_says_the_same_of_a_shuffled_profile(
    base: Base, data: st.DataObject, seed: int, files: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    knowledge = load_base(base)
    again = load_base(shuffled_base(base, chance), files)
    profile = data.draw(profiles(knowledge))
    assert written(again, shuffled_profile(profile, chance)) == written(knowledge, profile)


# ---- The shipped rules, in processes of their own.

EXAMPLE = ROOT / "examples" / "car-wash.yaml"
PROGRAM = """
import datetime, json, pathlib, sys
from advisor.inference.engine import InferenceEngine
from advisor.knowledge.load import load_knowledge
from advisor.pipeline import advise
from advisor.profile.read import parse_profile
from advisor.report.render import render
from advisor.report.serial import to_json
rules, profile = (pathlib.Path(name) for name in sys.argv[1:])
knowledge = load_knowledge(rules)
company = parse_profile(profile.read_text(encoding="utf-8"), "company.yaml", knowledge)
assessment = advise(InferenceEngine(knowledge), company, datetime.date(2026, 11, 21))
result = {"json": to_json(assessment), "markdown": render(assessment)}
sys.stdout.buffer.write(json.dumps(result).encode())
"""


def copy_shuffled(folder: Path, seed: int) -> tuple[Path, Path]:
    """Copy rules and example with entries, files, answers and rows in another order."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    rules = folder / "rules"
    rules.mkdir(parents=True)
    names = [f"{letter}.yaml" for letter in chance.sample("abcdefgh", 8)]
    files: list[dict[str, Any]] = [{} for _ in names]
    for path in RULES:
        for kind, entries in _read(path).items():
            if kind == "knowledge_base":
                files[0][kind] = entries
                continue
            for entry in entries:
                chance.choice(files).setdefault(kind, []).append(entry)
    for name, content in zip(names, files, strict=True):
        for entries in content.values():
            if isinstance(entries, list):
                chance.shuffle(entries)
        keys = chance.sample(list(content), len(content))
        text = json.dumps({key: content[key] for key in keys})
        (rules / name).write_text(text, encoding="utf-8")
    profile = folder / "company.yaml"
    profile.write_text(json.dumps(_shuffled_example(chance)), encoding="utf-8")
    return rules, profile


def _shuffled_example(chance: random.Random) -> dict[str, Any]:
    content = _read(EXAMPLE)
    for key, block in content.items():
        if isinstance(block, list):
            content[key] = chance.sample(block, len(block))
        elif isinstance(block, dict):
            content[key] = dict(chance.sample(list(block.items()), len(block)))
    return dict(chance.sample(list(content.items()), len(content)))


def _read(path: Path) -> dict[str, Any]:
    # The base loader leaves every word as it is written, as Advisor's own reader does.
    text = path.read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, yaml.BaseLoader)  # noqa: S506
    return content


def in_a_process(rules: Path, profile: Path, hash_seed: int) -> dict[str, str]:
    """What Advisor writes in a process whose hashes begin at this seed."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(rules), str(profile)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": str(hash_seed), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    result: dict[str, str] = json.loads(done.stdout)
    return result


@pytest.mark.parametrize("hash_seed", [1, 2])
def test_the_shipped_rules_say_the_same_in_any_order_under_any_hash_seed(
    tmp_path: Path, hash_seed: int
) -> None:
    rules, profile = copy_shuffled(tmp_path, hash_seed)
    expected = in_a_process(ROOT / "rules", EXAMPLE, 0)
    assert len(expected["markdown"]) > 1000
    assert in_a_process(rules, profile, hash_seed) == expected
