"""What loads, and what it becomes: conditions, measures, rules, a base laid over another."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from advisor.knowledge.load import load_knowledge, read_knowledge
from advisor.model.condition import (
    ALWAYS,
    All,
    Any_,
    Attribute,
    Condition,
    Leaf,
    Not,
    Operator,
    Quantifier,
    Rows,
)
from advisor.model.knowledge import (
    ConflictPolicy,
    Default,
    Grade,
    Horizon,
    Kind,
    OverColumn,
    OverNames,
    Override,
    RowOrder,
)
from tests.knowledge.small_base import loaded, write_small

HIGH, LOW, FEW, GOOD = Decimal(85), Decimal(20), Decimal(2), Decimal(4)
STRENGTHS = Attribute("", "strengths")
DEMAND, LOAD = Attribute("", "peak_demand"), Attribute("", "peak_load")
NEED, OWN = Attribute("criteria", "need"), Attribute("criteria", "own")
LOST = Leaf(DEMAND, Operator.IS, ("lost",))
QUEUE = Leaf(DEMAND, Operator.IS, ("queue",))
BASIC = Leaf(NEED, Operator.IS, ("basic",))


def rule_with(condition: str) -> str:
    return f"""\
rules:
  - id: r
    {condition}
    conclude: {{capacity: holds}}
    because: So it is.
    source: S2
"""


def condition_of(folder: Path, condition: str) -> Condition:
    return loaded(write_small(folder, rule_with(condition))).rules["r"].condition


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("{peak_demand: lost}", LOST),
        ("{peak_demand: {is: lost}}", LOST),
        ("{peak_demand: {is_not: lost}}", Leaf(DEMAND, Operator.IS_NOT, ("lost",))),
        (
            "{peak_demand: {one_of: [queue, lost]}}",
            Leaf(DEMAND, Operator.ONE_OF, ("lost", "queue")),
        ),
        (
            "{peak_demand: {none_of: [queue, lost, lost]}}",
            Leaf(DEMAND, Operator.NONE_OF, ("lost", "queue")),
        ),
        (
            "{peak_load: {at_least: load.high}}",
            Leaf(LOAD, Operator.AT_LEAST, (HIGH,), ("load.high",)),
        ),
        (
            "{peak_load: {more_than: load.high}}",
            Leaf(LOAD, Operator.MORE_THAN, (HIGH,), ("load.high",)),
        ),
        (
            "{peak_load: {at_most: load.high}}",
            Leaf(LOAD, Operator.AT_MOST, (HIGH,), ("load.high",)),
        ),
        (
            "{peak_load: {less_than: load.high}}",
            Leaf(LOAD, Operator.LESS_THAN, (HIGH,), ("load.high",)),
        ),
        (
            "{peak_load: {between: [load.low, load.high]}}",
            Leaf(LOAD, Operator.BETWEEN, (LOW, HIGH), ("load.low", "load.high")),
        ),
        (
            "{peak_load: {between: [load.low, load.low]}}",
            Leaf(LOAD, Operator.BETWEEN, (LOW, LOW), ("load.low", "load.low")),
        ),
        (
            "{load_gap: {at_most: load.low}}",
            Leaf(Attribute("", "load_gap"), Operator.AT_MOST, (LOW,), ("load.low",)),
        ),
        (
            "{offers: {includes: wax}}",
            Leaf(Attribute("", "offers"), Operator.INCLUDES, ("wax",)),
        ),
        ("{open_late: no}", Leaf(Attribute("", "open_late"), Operator.IS, ("no",))),
        ("{strengths: {includes: fast}}", Leaf(STRENGTHS, Operator.INCLUDES, ("fast",))),
        ("{known: remarks}", Leaf(Attribute("", "remarks"), Operator.KNOWN)),
        ("{known: criteria}", Leaf(Attribute("", "criteria"), Operator.KNOWN)),
        ("{does_not_apply: peak_load}", Leaf(LOAD, Operator.DOES_NOT_APPLY)),
        (
            "{unknown: [peak_load, peak_demand]}",
            All((Leaf(DEMAND, Operator.UNKNOWN), Leaf(LOAD, Operator.UNKNOWN))),
        ),
        (
            "{peak_load: {at_least: load.low, less_than: load.high}}",
            All(
                (
                    Leaf(LOAD, Operator.AT_LEAST, (LOW,), ("load.low",)),
                    Leaf(LOAD, Operator.LESS_THAN, (HIGH,), ("load.high",)),
                )
            ),
        ),
        ("{all: [{peak_demand: lost}, {peak_demand: queue}]}", All((LOST, QUEUE))),
        ("{any: [{peak_demand: lost}, {peak_demand: queue}]}", Any_((LOST, QUEUE))),
        ("{not: {peak_demand: lost}}", Not(LOST)),
        (
            "{any_row: {of: criteria, where: {need: basic}}}",
            Rows("criteria", Quantifier.ANY_ROW, BASIC),
        ),
        (
            "{every_row: {of: criteria, where: {known: own}}}",
            Rows("criteria", Quantifier.EVERY_ROW, Leaf(OWN, Operator.KNOWN)),
        ),
        (
            "{count: {of: criteria, where: {need: basic}, at_least: rows.few}}",
            Rows("criteria", Quantifier.COUNT, BASIC, Operator.AT_LEAST, (FEW,), ("rows.few",)),
        ),
        (
            "{count: {of: criteria, between: [rows.few, rows.few]}}",
            Rows(
                "criteria",
                Quantifier.COUNT,
                ALWAYS,
                Operator.BETWEEN,
                (FEW, FEW),
                ("rows.few", "rows.few"),
            ),
        ),
    ],
)
def test_a_condition_becomes_what_it_says(
    written: str, condition: Condition, tmp_path: Path
) -> None:
    assert condition_of(tmp_path, f"when: {written}") == condition


def test_a_condition_on_a_row_speaks_of_its_columns(tmp_path: Path) -> None:
    written = "for_each: criteria\n    where: {need: basic, own: {at_least: mark.good}}"
    own = Leaf(OWN, Operator.AT_LEAST, (GOOD,), ("mark.good",))
    assert condition_of(tmp_path, written) == All((BASIC, own))


def test_when_and_where_must_hold_and_unless_must_not(tmp_path: Path) -> None:
    written = (
        "for_each: criteria\n    unless: {peak_demand: queue}\n    where: {need: basic}\n"
        "    when: {peak_demand: lost}"
    )
    assert condition_of(tmp_path, written) == All((LOST, BASIC, Not(QUEUE)))


def test_a_rule_without_a_condition_holds_always(tmp_path: Path) -> None:
    assert condition_of(tmp_path, "strength: weak") == ALWAYS


@pytest.mark.parametrize(
    ("written", "operands"),
    [
        ("sum: [peak_load, cold_load]", OverNames(("peak_load", "cold_load"))),
        ("mean: [peak_load, load.high]", OverNames(("peak_load", "load.high"))),
        ("min: [load_gap]", OverNames(("load_gap",))),
        ("max: [peak_load]", OverNames(("peak_load",))),
        ("difference: [cold_load, peak_load]", OverNames(("cold_load", "peak_load"))),
        ("ratio: [peak_load, load.high]", OverNames(("peak_load", "load.high"))),
        ("share: [peak_load, load.high]", OverNames(("peak_load", "load.high"))),
        ("sum: {of: criteria.own}", OverColumn("criteria", "own")),
        ("mean: {of: groups.size}", OverColumn("groups", "size")),
        (
            "min: {of: criteria.own, where: {need: basic}}",
            OverColumn("criteria", "own", where=BASIC),
        ),
        (
            "max: {of: criteria.own, where: {not: {need: basic}}}",
            OverColumn("criteria", "own", where=Leaf(NEED, Operator.IS, ("basic",), negated=True)),
        ),
        (
            "weighted_mean: {of: criteria.own, by: criteria.weight}",
            OverColumn("criteria", "own", weight="weight"),
        ),
        ("count: {of: criteria}", OverColumn("criteria", "")),
        ("count: {of: criteria, where: {need: basic}}", OverColumn("criteria", "", where=BASIC)),
        ("count: {of: criteria.own}", OverColumn("criteria", "own")),
    ],
)
def test_a_formula_becomes_what_it_says(
    written: str, operands: OverNames | OverColumn, tmp_path: Path
) -> None:
    case = f"measures:\n  - {{id: m, label: M, unit: percent, {written}, source: S2}}\n"
    measure = loaded(write_small(tmp_path, case)).measures["m"]
    assert (measure.formula, measure.operands) == (written.partition(":")[0], operands)


def test_a_question_keeps_all_that_is_said_of_it(tmp_path: Path) -> None:
    case = """\
questions:
  - id: mood
    place: company
    label: Mood
    ask: How is
      the mood?
    help: >-
      As a rule.

      Not today.
    example: no
    kind: scale
    from: 1
    to: 5.5
    controllable: slowly
    topic: service
    source: [S2-14, judgement, S2-14]
"""
    mood = loaded(write_small(tmp_path, case)).questions["mood"]
    assert (mood.label, mood.ask, mood.help, mood.example) == (
        "Mood",
        "How is the mood?",
        "As a rule. Not today.",
        "no",
    )
    assert (mood.kind, mood.unit) == (Kind.SCALE, "points")
    assert (mood.minimum, mood.maximum) == (Decimal(1), Decimal("5.5"))
    assert (mood.place, mood.controllable, mood.topic) == ("company", "slowly", "service")
    assert mood.change_cost == 4
    assert mood.sources == ("S2-14", "judgement")
    assert str(mood.location).replace(f"{tmp_path}/", "") == "case.yaml:2:5"


def test_a_table_keeps_its_columns_and_who_works_them_out(tmp_path: Path) -> None:
    case = """\
tables:
  - id: things
    label: Things
    row: thing
    ask: Which?
    columns:
      - {id: own, label: Own, kind: rating}
      - {id: good, label: Good, kind: yes_no}
      - {id: value_gap, label: Gap, kind: number, unit: points, computed: importance_performance}
    source: S2
"""
    columns = loaded(write_small(tmp_path, case)).tables["things"].columns
    assert [(c.id, c.kind, c.unit, c.computed) for c in columns.values()] == [
        ("own", Kind.RATING, "points", ""),
        ("good", Kind.YES_NO, "", ""),
        ("value_gap", Kind.NUMBER, "points", "importance_performance"),
    ]
    assert columns["good"].options == {"yes": "Yes", "no": "No"}


def test_what_can_be_changed_has_a_cost_of_its_own_or_the_usual_one(tmp_path: Path) -> None:
    case = """\
questions:
  - {id: fixed, label: A, ask: What?, kind: yes_no, controllable: no, source: S2}
  - {id: quick, label: B, ask: What?, kind: yes_no, controllable: yes, source: S2}
  - {id: slow, label: C, ask: What?, kind: yes_no, controllable: slowly, source: S2}
  - {id: dear, label: D, ask: What?, kind: yes_no, controllable: yes, change_cost: 5, source: S2}
tables:
  - id: things
    label: Things
    row: thing
    ask: Which?
    columns:
      - {id: own, label: Own, kind: rating, controllable: slowly, change_cost: 3}
      - {id: good, label: Good, kind: yes_no}
    source: S2
"""
    knowledge = loaded(write_small(tmp_path, case))
    names = ("fixed", "quick", "slow", "dear")
    assert [knowledge.questions[name].change_cost for name in names] == [0, 2, 4, 5]
    columns = knowledge.tables["things"].columns
    assert [columns[name].change_cost for name in ("own", "good")] == [3, 0]
    assert columns["own"].controllable == "slowly"


def test_a_finding_keeps_its_values_in_their_order(tmp_path: Path) -> None:
    case = """\
findings:
  - id: trust
    label: Trust
    domain: {well: Well, badly: Badly, between: Between}
    default: {value: between, because: "Nothing speaks against {company}."}
    conflict: first_listed
    points: {between: load.low, well: load.high, badly: load.low}
    topic: service
    source: S2
"""
    trust = loaded(write_small(tmp_path, case)).findings["trust"]
    assert list(trust.domain) == ["well", "badly", "between"]
    assert trust.default == Default("between", "Nothing speaks against {company}.")
    assert trust.conflict is ConflictPolicy.FIRST_LISTED
    assert trust.points == {"well": "load.high", "badly": "load.low", "between": "load.low"}
    assert trust.attribute == Attribute("", "trust")


def test_a_finding_about_rows_belongs_to_their_table(tmp_path: Path) -> None:
    knowledge = loaded(write_small(tmp_path))
    assert knowledge.findings["criterion_state"].attribute == Attribute(
        "criteria", "criterion_state"
    )


def test_a_parameter_has_its_number_exactly_and_its_day(tmp_path: Path) -> None:
    case = """\
parameters:
  - {id: a.b, value: 0.1, unit: percent, date: 2024-02-29, source: P1, note: Look again.}
"""
    parameter = loaded(write_small(tmp_path, case)).parameters["a.b"]
    assert (parameter.value, parameter.unit) == (Decimal("0.1"), "percent")
    assert (parameter.date, parameter.note) == (dt.date(2024, 2, 29), "Look again.")


@pytest.mark.parametrize(
    ("cited", "grade", "parameter", "strength"),
    [
        ("S2-14", Grade.ARTICLE, "evidence.article", "0.9"),
        ("[S2-14, P1]", Grade.PUBLIC, "evidence.public", "0.75"),
        ("[judgement, S2-14, P1]", Grade.JUDGEMENT, "evidence.judgement", "0.6"),
    ],
)
def test_a_rule_is_as_strong_as_its_weakest_source(
    cited: str, grade: Grade, parameter: str, strength: str, tmp_path: Path
) -> None:
    case = rule_with("when: {peak_demand: lost}").replace("source: S2", f"source: {cited}")
    rule = loaded(write_small(tmp_path, case)).rules["r"]
    assert (rule.grade, rule.strength_parameter) == (grade, parameter)
    assert rule.strength == Decimal(strength)


@pytest.mark.parametrize(
    ("word", "strength"), [("strong", "0.9"), ("moderate", "0.7"), ("weak", "0.4")]
)
def test_a_rule_may_say_how_strong_it_is(word: str, strength: str, tmp_path: Path) -> None:
    case = rule_with(f"strength: {word}")
    rule = loaded(write_small(tmp_path, case)).rules["r"]
    assert (rule.strength_parameter, rule.strength) == (f"strength.{word}", Decimal(strength))
    assert rule.grade is Grade.ARTICLE


def test_no_rule_says_that_it_is_stronger_than_its_sources(tmp_path: Path) -> None:
    case = rule_with("strength: strong").replace("source: S2", "source: judgement")
    rule = loaded(write_small(tmp_path, case)).rules["r"]
    assert (rule.strength_parameter, rule.strength) == ("evidence.judgement", Decimal("0.6"))


def test_a_part_has_the_grade_of_its_work_unless_it_says_another(tmp_path: Path) -> None:
    case = "sources:\n  - {id: S2-15, in: S2}\n  - {id: S2-16, in: S2, grade: judgement}\n"
    sources = loaded(write_small(tmp_path, case)).sources
    assert [sources[name].grade for name in ("S2", "S2-15", "S2-16")] == [
        Grade.ARTICLE,
        Grade.ARTICLE,
        Grade.JUDGEMENT,
    ]


def test_a_rule_concludes_a_value_once_however_often_it_says_so(tmp_path: Path) -> None:
    case = rule_with("when: {peak_demand: lost}").replace(
        "{capacity: holds}", "{strengths: [fast, cheap, fast]}"
    )
    conclusions = loaded(write_small(tmp_path, case)).rules["r"].conclusions
    assert [(c.finding, c.value) for c in conclusions] == [
        ("strengths", "cheap"),
        ("strengths", "fast"),
    ]


ADVICE = """\
advice:
  - id: first
    for_each: criteria
    topic: service
    do: Do it.
    why: It helps.
    how: [One, Two, Three]
    measure: Share
    impact: 5
    effort: 3
    horizon: quarter
    not_when: Never.
    exclusive: group
    row_order: {lowest: own}
    after: [third, add_capacity]
    before: second
    overrides: [{id: third, because: It knows more.}]
    source: S2
  - id: second
    topic: service
    do: Do it.
    why: It helps.
    how: [One, Two, Three]
    measure: Share
    impact: 5
    effort: 3
    horizon: now
    source: S2
  - id: third
    topic: service
    do: Do it.
    why: It helps.
    how: [One, Two, Three]
    measure: Share
    impact: 1
    effort: 1
    horizon: year
    source: S2
"""


def test_advice_keeps_what_comes_first_and_what_gives_way(tmp_path: Path) -> None:
    advice = loaded(write_small(tmp_path, ADVICE)).advice
    first = advice["first"]
    assert (first.table, first.condition, first.horizon) == ("criteria", ALWAYS, Horizon.QUARTER)
    assert (first.impact, first.effort, first.not_when) == (5, 3, "Never.")
    assert (first.exclusive, first.row_order) == ("group", RowOrder("own", highest=False))
    assert first.after == ("add_capacity", "third")
    assert first.overrides == (Override("third", "It knows more."),)
    assert advice["second"].after == ("first",)
    assert advice["third"].after == ()


def test_topics_stand_in_their_order_and_then_by_id(tmp_path: Path) -> None:
    case = """\
topics:
  - {id: zebra, label: Z, section: mix, order: -1}
  - {id: beta, label: B, section: mix, order: 2}
  - {id: alpha, label: A, section: mix, order: 2}
"""
    knowledge = loaded(write_small(tmp_path, case))
    assert list(knowledge.topics) == ["zebra", "service", "alpha", "beta"]


@pytest.mark.parametrize(
    "nothing", ["", "# a comment\n", "---\n", "~\n", "rules:\n", "{}\n", "rules: []\n"]
)
def test_a_file_may_say_nothing(nothing: str, tmp_path: Path) -> None:
    assert loaded(write_small(tmp_path, nothing)) == loaded(write_small(tmp_path))


@pytest.mark.parametrize("name", ["more.yaml", "more.yml", "MORE.YAML", "deep/down/more.Yml"])
def test_a_file_is_found_by_its_ending(name: str, tmp_path: Path) -> None:
    write_small(tmp_path)
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(ADVICE, encoding="utf-8")
    assert "first" in loaded(tmp_path).advice


@pytest.mark.parametrize(
    "name", ["more.txt", "more.json", ".more.yaml", ".deep/more.yaml", "cases/more.yaml"]
)
def test_a_file_of_another_kind_is_left_alone(name: str, tmp_path: Path) -> None:
    write_small(tmp_path)
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("no rules: [", encoding="utf-8")
    assert list(loaded(tmp_path).advice) == ["add_capacity"]


def test_what_two_entries_share_can_be_marked_and_repeated(tmp_path: Path) -> None:
    case = """\
topics:
  - {id: one, label: &words The same words, section: mix}
  - {id: two, label: *words, section: mix}
"""
    topics = loaded(write_small(tmp_path, case)).topics
    assert topics["two"].label == "The same words"


def test_words_that_mean_something_to_other_readers_stay_words(tmp_path: Path) -> None:
    case = """\
findings:
  - id: hours
    label: 12:30
    domain: {yes: no, no: on, off: 1_000, null_: "null", true: 0o14, n: 2026-11-21}
    source: S2
"""
    hours = loaded(write_small(tmp_path, case)).findings["hours"]
    assert hours.label == "12:30"
    assert hours.domain == {
        "yes": "no",
        "no": "on",
        "off": "1_000",
        "null_": "null",
        "true": "0o14",
        "n": "2026-11-21",
    }


OVER = "topics:\n  - {id: trust, label: Our trust, section: customers}\n"
EXTENDS = (
    "knowledge_base:\n  {id: ours, title: Ours, version: 7, language: en, extends: marketing_mix}\n"
)


@pytest.fixture(scope="module")
def shipped_titles() -> dict[str, str]:
    return {name: topic.label for name, topic in load_knowledge().topics.items()}


@pytest.mark.parametrize(("header", "name"), [("", "marketing_mix"), (EXTENDS, "ours")])
def test_a_folder_is_laid_over_the_shipped_base(
    header: str, name: str, tmp_path: Path, shipped_titles: dict[str, str]
) -> None:
    more = "  - {id: weather, label: Weather, section: customers}\n"
    (tmp_path / "mine.yaml").write_text(header + OVER + more, encoding="utf-8")
    knowledge = load_knowledge(tmp_path)
    assert knowledge.id == name
    assert {name: topic.label for name, topic in knowledge.topics.items()} == {
        **shipped_titles,
        "trust": "Our trust",
        "weather": "Weather",
    }
    assert knowledge.digest != load_knowledge().digest


def test_a_folder_with_a_base_of_its_own_replaces_the_shipped_one(tmp_path: Path) -> None:
    knowledge = loaded(write_small(tmp_path))
    assert (knowledge.id, knowledge.title, knowledge.version) == ("small", "A small base", "1")
    assert list(knowledge.topics) == ["service"]


def test_an_entry_takes_the_place_of_one_of_another_list_that_shares_its_names(
    tmp_path: Path,
) -> None:
    shipped = load_knowledge()
    assert "touchpoint_count" in shipped.measures
    case = """\
questions:
  - id: touchpoint_count
    label: Meeting points
    ask: At how many places do customers meet you?
    kind: number
    unit: rows
    source: judgement
"""
    (tmp_path / "mine.yaml").write_text(case, encoding="utf-8")
    knowledge, said = read_knowledge(tmp_path)
    assert said == []
    assert knowledge is not None
    assert "touchpoint_count" in knowledge.questions
    assert "touchpoint_count" not in knowledge.measures


def test_what_is_taken_away_from_the_shipped_base_is_missed_where_it_is_used(
    tmp_path: Path,
) -> None:
    case = """\
questions:
  - {id: industry, label: Line, ask: What?, kind: yes_no, place: company, source: nowhere}
"""
    (tmp_path / "mine.yaml").write_text(case, encoding="utf-8")
    _, said = read_knowledge(tmp_path)
    line = (
        f"{tmp_path}/mine.yaml:2:83: error K029: question 'industry': no source 'nowhere'; "
        "expected one of: "
    )
    assert [str(diagnostic)[: len(line)] for diagnostic in said] == [line]


def test_the_shipped_base_loads_without_a_word() -> None:
    knowledge, said = read_knowledge()
    assert said == []
    assert knowledge is not None
    assert knowledge == load_knowledge()
