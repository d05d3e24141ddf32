"""The JSON that ``advisor advise --format json`` writes is what its schema says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.running import advisor
from tests.docs.places import DOCS, ROOT, read

SCHEMA: Any = json.loads(read(DOCS / "assessment.schema.json"))
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def test_the_schema_in_the_documentation_is_the_one_the_program_prints() -> None:
    assert read(DOCS / "assessment.schema.json") == advisor("schema", "assessment").stdout


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("profile", EXAMPLES, ids=lambda path: path.stem)
def test_the_assessment_of_an_example_is_as_the_schema_says(profile: Path) -> None:
    found = json.loads(advisor("advise", profile, "--format", "json").stdout)
    closed = {name: {**spec, "additionalProperties": False} for name, spec in objects().items()}
    strict = {**SCHEMA, "$defs": {**SCHEMA["$defs"], **closed}}
    for schema in (SCHEMA, strict):
        errors = [error.message for error in Draft202012Validator(schema).iter_errors(found)]
        assert errors == []


def objects() -> dict[str, Any]:
    return {n: spec for n, spec in SCHEMA["$defs"].items() if spec.get("type") == "object"}


def test_every_object_of_an_assessment_requires_all_its_keys() -> None:
    for name, spec in objects().items():
        assert set(spec["required"]) == spec["properties"].keys(), name
