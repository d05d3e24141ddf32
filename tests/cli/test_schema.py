"""``advisor schema``: JSON Schemas that say what the program accepts and writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.running import BASE, Ran, advisor


def schema(*words: object) -> Any:  # noqa: ANN401 - JSON of any form
    ran = advisor("schema", *words)
    assert (ran.code, ran.stderr) == (0, "")
    return json.loads(ran.stdout)


@pytest.mark.parametrize("what", ["rules", "profile", "assessment"])
def test_every_schema_is_a_schema(what: str) -> None:
    found = schema(what)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(found)


def test_the_schema_of_a_profile_asks_what_the_shipped_base_asks() -> None:
    answers = schema("profile")["properties"]["answers"]["properties"]
    assert "peak_demand" in answers


def test_the_schema_of_a_profile_asks_what_another_base_asks() -> None:
    found = schema("profile", "--rules", BASE)
    assert found["title"] == "Company profile for Advice for kiosks"
    assert list(found["properties"]["answers"]["properties"]) == ["queue", "waiting"]


def profile(**changes: object) -> dict[str, object]:
    return {"company": {"name": "Kiosk Vest"}, **changes}


@pytest.mark.parametrize(
    "given",
    [
        profile(),
        profile(answers={"queue": "long", "waiting": 4.5}),
        profile(answers={"queue": "don't know", "waiting": "does not apply"}),
        profile(answers={"queue": {"value": "long", "unsure": True}}),
        profile(criteria=[{"name": "Hot coffee", "importance": 5}], cut_lines="midpoint"),
        profile(criteria="don't know"),
    ],
)
def test_the_schema_and_the_program_accept_a_good_profile(
    given: dict[str, object], tmp_path: Path
) -> None:
    assert Draft202012Validator(schema("profile", "--rules", BASE)).is_valid(given)
    path = tmp_path / "kiosk.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    assert advisor("advise", path, "--rules", BASE, "--format", "json").code == 0


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"company": {}},
        profile(queue="long"),
        profile(answers={"queue": "short"}),
        profile(answers={"waiting": -1}),
        profile(answers={"queue": {"value": "long", "sure": False}}),
        profile(criteria=[{"importance": 5}]),
        profile(criteria=[{"name": "Hot coffee", "quadrant": "keep_up"}]),
        profile(cut_lines="median"),
    ],
)
def test_the_schema_and_the_program_refuse_a_bad_profile(
    given: dict[str, object], tmp_path: Path
) -> None:
    assert not Draft202012Validator(schema("profile", "--rules", BASE)).is_valid(given)
    path = tmp_path / "kiosk.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    assert advisor("advise", path, "--rules", BASE).code == 1


def test_the_schema_of_rules_names_every_list_and_every_operator() -> None:
    found = schema("rules")
    assert {"questions", "findings", "rules", "advice"} <= found["properties"].keys()
    comparison = found["$defs"]["condition"]["additionalProperties"]["anyOf"][1]
    assert {"is", "one_of", "at_least", "between"} <= comparison["properties"].keys()


def test_the_schema_of_an_assessment_says_what_each_key_is() -> None:
    found = schema("assessment")
    assert "Assessment" in found["$ref"]
    assert "advice" in found["$defs"]["Assessment"]["properties"]


def test_a_broken_base_has_no_schema_of_its_profiles(tmp_path: Path) -> None:
    folder = tmp_path / "none"
    assert advisor("schema", "profile", "--rules", folder) == Ran(
        1, "", f"{folder}:1:1: error K001: no such folder of rules; check the path\n"
    )


@pytest.mark.parametrize("words", [(), ("advice",), ("rules", "profile")])
def test_a_wrong_command_line_exits_with_two(words: tuple[str, ...]) -> None:
    ran = advisor("schema", *words)
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr.startswith("Usage: advisor schema [OPTIONS] {rules|profile|assessment}\n")
