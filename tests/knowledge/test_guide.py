"""The rules that docs/writing-rules.md shows are rules: they load, and they advise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.knowledge.load import read_knowledge
from advisor.model.case import Reading, State
from advisor.model.condition import Attribute
from advisor.model.knowledge import Knowledge
from advisor.model.outcome import Trace
from advisor.profile.read import parse_profile
from tests.knowledge.small_base import ENGINE, ROOT, loaded

GUIDE = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8")
CAPACITY = (Attribute("", "enough_capacity"), "")

# What the shorter examples of the guide take for declared.
TAKEN_FOR_DECLARED = """\
sources:
  - {id: S0, title: The positive difference, grade: article}
  - {id: S0-11, in: S0, says: Expectations are met.}
parameters:
  - {id: gap.none, value: 0, unit: percent of scale, date: 2026-11-21, source: judgement}
  - {id: difference.few, value: 2, unit: rows, date: 2026-11-21, source: judgement}
questions:
  - id: offer_kind
    label: Offer
    ask: "What do you sell?"
    kind: choice
    options: {goods: Goods, service: Services, both: Both}
    source: S0-11
tables:
  - id: criteria
    label: Criteria
    row: criterion
    ask: "By what do customers decide?"
    columns:
      - {id: own, label: Own, kind: rating}
      - id: quadrant
        label: Quadrant
        kind: choice
        options: {concentrate_here: Concentrate here, keep_up: Keep it up}
        computed: importance_performance
      - id: expectation_gap_share
        label: Gap
        kind: number
        unit: percent of scale
        computed: importance_performance
    source: S0-11
findings:
  - id: criterion_state
    of: criteria
    label: State
    domain: {let_down: Let down, fine: Fine}
    source: S0-11
"""


def blocks_of(text: str) -> list[str]:
    """Return the YAML blocks of a document."""
    return re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def whole_base() -> str:
    """Return the block that stands after its mark."""
    return blocks_of(GUIDE.split("<!-- example: rules -->\n", 1)[1])[0]


def write_guide(folder: Path, more: str = "") -> Path:
    (folder / "primer.yaml").write_text(whole_base(), encoding="utf-8")
    (folder / "engine.yaml").write_text(ENGINE, encoding="utf-8")
    (folder / "more.yaml").write_text(more, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def primer(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return loaded(write_guide(tmp_path_factory.mktemp("primer")))


def run(primer: Knowledge, answers: str) -> Trace:
    profile = parse_profile(f"company: {{name: Glans}}\nanswers: {answers}", "p.yaml", primer)
    return InferenceEngine(primer).run(make_case(primer, profile))


def fired(trace: Trace) -> list[str]:
    return [firing.production for firing in trace.firings]


def waiting(trace: Trace) -> list[str]:
    return [rule.production for rule in trace.open_rules]


def capacity(trace: Trace) -> Reading:
    return trace.readings[CAPACITY]


def test_the_whole_base_of_the_guide_loads_without_a_word(primer: Knowledge) -> None:
    assert primer.id == "car_wash_primer"
    assert list(primer.advice) == ["match_capacity_to_demand"]


@pytest.mark.parametrize("demand", ["lost", "queue"])
def test_a_company_that_loses_customers_is_told_to_match_capacity_to_demand(
    demand: str, primer: Knowledge
) -> None:
    trace = run(primer, f"{{peak_demand: {demand}, peak_load: 97.5}}")
    assert fired(trace) == ["queue_means_capacity_fails", "match_capacity_to_demand"]
    assert capacity(trace).value == "fails"


@pytest.mark.parametrize("load", ["0", "84.9", "85"])
def test_a_company_that_serves_everyone_up_to_the_threshold_has_enough_capacity(
    load: str, primer: Knowledge
) -> None:
    trace = run(primer, f"{{peak_demand: served, peak_load: {load}}}")
    assert fired(trace) == ["served_means_capacity_holds"]
    assert capacity(trace).value == "holds"


@pytest.mark.parametrize("load", ["85.1", "100"])
def test_a_company_that_serves_everyone_above_the_threshold_is_told_nothing(
    load: str, primer: Knowledge
) -> None:
    trace = run(primer, f"{{peak_demand: served, peak_load: {load}}}")
    assert (fired(trace), waiting(trace)) == ([], [])
    assert capacity(trace).state is State.OPEN


def test_a_company_that_does_not_know_its_load_leaves_the_rule_open(primer: Knowledge) -> None:
    trace = run(primer, "{peak_demand: served, peak_load: don't know}")
    assert (fired(trace), waiting(trace)) == ([], ["served_means_capacity_holds"])


def test_a_company_that_answers_nothing_leaves_every_rule_open(primer: Knowledge) -> None:
    trace = run(primer, "{}")
    assert fired(trace) == []
    assert sorted(waiting(trace)) == [
        "match_capacity_to_demand",
        "queue_means_capacity_fails",
        "served_means_capacity_holds",
    ]


def test_the_base_of_the_guide_needs_the_parameters_of_the_engine(tmp_path: Path) -> None:
    write_guide(tmp_path)
    (tmp_path / "engine.yaml").unlink()
    _, said = read_knowledge(tmp_path)
    assert {diagnostic.code for diagnostic in said} == {"K037"}


def shorter_examples() -> list[str]:
    return [block for block in blocks_of(GUIDE) if block.startswith(("when:", "rules:"))]


@pytest.mark.parametrize("example", shorter_examples())
def test_the_shorter_examples_of_the_guide_load_where_their_names_are_declared(
    example: str, tmp_path: Path
) -> None:
    if example.startswith("when:"):
        example = (
            "rules:\n  - id: example\n    conclude: {enough_capacity: holds}\n    because: So.\n"
            "    source: S2\n" + "".join(f"    {line}\n" for line in example.splitlines())
        )
    write_guide(tmp_path, TAKEN_FOR_DECLARED)
    (tmp_path / "example.yaml").write_text(example, encoding="utf-8")
    loaded(tmp_path)


def test_the_guide_shows_the_examples_that_are_tried() -> None:
    assert len(shorter_examples()) == 4


def test_the_guide_shows_a_bare_number_that_is_refused(tmp_path: Path) -> None:
    condition = "{peak_load: {more_than: 85}}"
    assert f"`{condition}` is refused" in GUIDE
    case = (
        "rules:\n  - id: example\n    conclude: {enough_capacity: holds}\n    because: So.\n"
        f"    source: S2\n    when: {condition}\n"
    )
    _, said = read_knowledge(write_guide(tmp_path, case))
    line = (
        f"{tmp_path}/more.yaml:6:35: error K023: rule 'example', 'when': the bare number 85; "
        "name it as a parameter, with unit, date and source"
    )
    assert [str(diagnostic) for diagnostic in said] == [line]
