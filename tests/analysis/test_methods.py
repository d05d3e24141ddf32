"""A method is given the numbers of the knowledge base that it names, and only if they are there."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from advisor.analysis.methods import METHODS
from advisor.inference.facts import make_case
from advisor.model.case import CutLines, State
from advisor.model.condition import Attribute
from advisor.profile.read import read_profile
from tests.knowledge.small_base import loaded, said_of, write_small

METHOD = METHODS["customer_value"]
NUMBERS = {name: ("1" if unit == "yes or no" else "20") for name, unit in METHOD.parameters.items()}

GROUPS = """
tables:
  - id: segments
    label: Groups
    row: group
    ask: Who buys?
    columns:
      - {id: margin, label: Margin, kind: percent}
      - {id: retention, label: Stay, kind: percent}
      - {id: frequency, label: Times, kind: number, unit: purchases a year}
      - {id: order_value, label: Purchase, kind: money}
      - {id: lifetime_value, label: Lifetime value, kind: money, computed: customer_value}
    source: S2-14
parameters:
"""


def base(folder: Path, numbers: dict[str, str], **units: str) -> Path:
    """A small base with a table of groups, and these values of parameters."""
    lines = [
        f"  - {{id: {name}, value: {value}, unit: {units.get('unit', METHOD.parameters[name])}, "
        "date: 2026-11-21, source: judgement}\n"
        for name, value in numbers.items()
    ]
    return write_small(folder, GROUPS + "".join(lines))


def test_the_knowledge_base_sets_the_discount(tmp_path: Path) -> None:
    knowledge = loaded(base(tmp_path, NUMBERS))
    company = tmp_path / "company.yaml"
    company.write_text(
        "company: {name: Glans}\n"
        "segments: [{name: x, margin: 50, retention: 0, frequency: 2, order_value: 40}]\n",
        encoding="utf-8",
    )
    case = make_case(knowledge, read_profile(company, knowledge))
    reading = case.readings[Attribute("segments", "lifetime_value"), "x"]
    assert (reading.state, reading.value) == (State.KNOWN, Decimal("40.00"))
    settings = METHOD.settings(knowledge.parameters, CutLines.MEAN)
    assert settings.parameters["lifetime.discount_rate"] == Decimal(20)


def test_a_parameter_that_a_method_reads_is_missed_at_the_table(tmp_path: Path) -> None:
    without = {name: value for name, value in NUMBERS.items() if name != "lifetime.discount_rate"}
    assert said_of(base(tmp_path, without)) == [
        "case.yaml:3:5: error K037: the parameter 'lifetime.discount_rate', which the method "
        "'customer_value' reads, is missing; "
        "copy it from the shipped rules/parameters/customers.yaml"
    ]


def test_a_parameter_that_a_method_reads_has_its_unit_and_its_bounds(tmp_path: Path) -> None:
    (said,) = said_of(base(tmp_path, {**NUMBERS, "abc.by_value": "2"}))
    assert (
        "'abc.by_value', which the method 'customer_value' reads, is counted in 'yes or no'" in said
    )
    assert said.endswith("and lies from 0 to 1; correct its value and its unit")
    assert len(said_of(base(tmp_path, NUMBERS, unit="years"))) == len(NUMBERS)
