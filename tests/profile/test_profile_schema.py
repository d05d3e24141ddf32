"""The JSON Schemas of profiles and rules agree with what the program reads."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from advisor.edge.nodes import Mapping, Node, Scalar
from advisor.edge.problems import Problems
from advisor.edge.scalars import as_json_number
from advisor.edge.yaml_text import parse_yaml
from advisor.knowledge.rules_schema import rules_schema
from advisor.model.case import Profile
from advisor.profile.read import parse_profile, profile_schema
from tests.profile.small_base import small
from tests.profile.writing import as_plain
from tests.shipped import shipped_base
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles
from tests.strategies.scrambled import PROFILES, RULES

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


@pytest.fixture(scope="module")
def of_profiles() -> Schema:
    return profile_schema(shipped_base())


@pytest.fixture(scope="module")
def of_rules() -> Schema:
    return rules_schema()


def validator(schema: Schema) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema)


def as_editors_read(node: Node) -> Any:  # noqa: ANN401 - JSON of any form
    """Return a node as an editor's YAML reader does: numbers, truth values, nothing left out."""
    if isinstance(node, Mapping):
        values = {key.text: as_editors_read(value) for key, value in node.entries}
        return {key: value for key, value in values.items() if value is not None}
    if not isinstance(node, Scalar):
        return [as_editors_read(item) for item in node.items]
    if node.is_null:
        return None
    if not node.quoted:
        try:
            return json.loads(node.text, parse_constant=str)
        except ValueError:
            return node.text
    return node.text


def plain_data(text: str) -> Any:  # noqa: ANN401 - as above
    node = parse_yaml(text, "f", Problems("P"))
    assert node is not None
    return as_editors_read(node)


def plain_file(path: Path) -> Any:  # noqa: ANN401 - as above
    return plain_data(path.read_text(encoding="utf-8"))


def complaints(schema: Schema, data: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(schema).iter_errors(data)]


def test_the_schema_of_profiles_is_a_schema(of_profiles: Schema) -> None:
    assert of_profiles["$schema"] == DRAFT
    jsonschema.Draft202012Validator.check_schema(of_profiles)


def test_the_schema_of_rules_is_a_schema(of_rules: Schema) -> None:
    assert of_rules["$schema"] == DRAFT
    jsonschema.Draft202012Validator.check_schema(of_rules)


def test_the_schemas_are_json(of_profiles: Schema, of_rules: Schema) -> None:
    assert json.loads(json.dumps(of_profiles)) == of_profiles
    assert json.loads(json.dumps(of_rules)) == of_rules


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_an_example_fits_the_schema_of_profiles(path: Path, of_profiles: Schema) -> None:
    assert complaints(of_profiles, plain_file(path)) == []


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rules_file_fits_the_schema_of_rules(path: Path, of_rules: Schema) -> None:
    assert complaints(of_rules, plain_file(path)) == []


CAR_WASH = next(path for path in PROFILES if path.stem == "car-wash")


@pytest.mark.parametrize(
    ("block", "key", "value"),
    [
        ("company", "name", None),
        ("company", "shoe_size", 43),
        ("answers", "peak_demand", "chaos"),
        ("answers", "peak_demand", ["lost"]),
        ("answers", "peak_demand", {"value": "lost", "sure": True}),
        ("answers", "peak_demand", {"unsure": True}),
        ("answers", "peak_load", 101),
        ("answers", "peak_load", "much"),
        ("answers", "weather", "fine"),
    ],
)
def test_a_broken_profile_does_not_fit(
    block: str, key: str, value: object, of_profiles: Schema
) -> None:
    data = copy.deepcopy(plain_file(CAR_WASH))
    if value is None:
        del data[block][key]
    else:
        data[block][key] = value
    assert complaints(of_profiles, data) != []


@pytest.mark.parametrize(
    "change",
    [
        {"company": None},
        {"answers": []},
        {"criteria": "none"},
        {"criteria": [{"importance": 3}]},
        {"criteria": [{"name": "Price", "quadrant": "keep_up"}]},
        {"criteria": [{"name": "Price", "scale": [1]}]},
        {"criteria": [{"name": "Price", "competitors": 3}]},
        {"cut_lines": "median"},
        {"weather": "fine"},
    ],
)
def test_a_broken_block_does_not_fit(change: Schema, of_profiles: Schema) -> None:
    data = {**plain_file(CAR_WASH), **change}
    assert complaints(of_profiles, {k: v for k, v in data.items() if v is not None}) != []


RULE = """\
rules:
  - id: r
    for_each: criteria
    where: {own: {between: [a.b, c.d]}, not: {any: [{need: basic}, {known: own}]}}
    when:
      any_row: {of: criteria, where: {need: basic}}
      count: {of: criteria, at_least: rows.few}
      peak_demand: {one_of: [lost, queue]}
    conclude: {f: [a, b], g: c}
    because: So it is.
    overrides: [{id: other, because: It knows more.}]
    source: [S2]
"""


def test_a_rule_with_every_kind_of_condition_fits(of_rules: Schema) -> None:
    assert complaints(of_rules, plain_data(RULE)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: r\n", "id: R\n"),
        ("    because: So it is.\n", ""),
        ("source: [S2]", "source: []"),
        ("rules:", "rule:"),
        ("between: [a.b, c.d]", "between: a.b"),
        ("own: {between: [a.b, c.d]}", "own: {betwixt: [a.b, c.d]}"),
        ("own: {between: [a.b, c.d]}", "own: [a.b, c.d]"),
        ("known: own", "known: {own: yes}"),
        ("{of: criteria, at_least: rows.few}", "{at_least: rows.few}"),
        ("{of: criteria, at_least: rows.few}", "{of: criteria, at_leats: rows.few}"),
        ("any_row: {of: criteria, ", "any_row: {of: criteria, at_least: rows.few, "),
        ("any: [", "any: {all: ["),
        ("id: other, because: It knows more.", "id: other"),
    ],
)
def test_a_broken_rule_does_not_fit(old: str, new: str, of_rules: Schema) -> None:
    assert old in RULE
    text = RULE.replace(old, new)
    if new.startswith("any: {"):
        text = text.replace("{known: own}]", "{known: own}]}")
    assert complaints(of_rules, plain_data(text)) != []


SMALL_PROFILE = """\
company: {name: Glans, industry: 2026, employees: 4}
answers:
  demand: {value: lost, unsure: yes}
  trusted: false
  offers: [wash, wax]
  open_late: yes
  mood: 4.5
  load: don't know
  growth: {value: -20}
  turnover: does not apply
criteria:
  - {name: Price, scale: [0, 10], own: 7, competitors: {Rival: 6.5, Other: don't know}}
  - {name: 7, importance: 4.2, need: basic, since: {value: 3, unsure: no}}
competitors:
  - {name: Rival, near: no, known_for: Cheap}
  - {name: Other}
cut_lines: midpoint
notes: 12
"""


def test_a_profile_with_every_kind_of_answer_fits() -> None:
    parse_profile(SMALL_PROFILE, "p.yaml", small())
    assert complaints(profile_schema(small()), plain_data(SMALL_PROFILE)) == []


@one_in(2)
@given(profile=profiles(small()))
def test_any_profile_fits_when_it_is_written_down(profile: Profile) -> None:
    data = without_nothing(as_plain(profile, as_json_number))
    assert complaints(profile_schema(small()), data) == []


def without_nothing(value: Any) -> Any:  # noqa: ANN401 - JSON of any form
    """Leave out keys with nothing in them, as reading does."""
    if isinstance(value, list):
        return [without_nothing(item) for item in value]
    if isinstance(value, dict):
        inner = {key: without_nothing(item) for key, item in value.items()}
        return {
            key: item
            for key, item in inner.items()
            if item is not None and not (isinstance(item, str) and not item.strip())
        }
    return value
