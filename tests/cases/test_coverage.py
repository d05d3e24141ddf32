"""What no case reaches is listed with its place, and everything is counted."""

from __future__ import annotations

import json
from pathlib import Path

from advisor.cases.branches import Branches, Goal
from advisor.cases.coverage import as_plain, as_text, cover
from advisor.cases.files import shown
from advisor.inference.memory import WorkingMemory
from tests.cases.washing import BASE, WHOLE, knowledge, results
from tests.cli.running import advisor
from tests.inference.small import small, traced

ONE = """\
    cases:
      - name: A queue
        answers: {peak: queue}
        expect: {advice: [make_room]}
"""


def test_cases_that_reach_everything_miss_nothing() -> None:
    coverage = cover(knowledge(), results(WHOLE))
    assert as_text(coverage).splitlines() == [
        "3 of 3 rules fired",
        "12 of 12 branches of conditions taken",
        "5 of 5 options chosen",
        "2 of 2 pieces of advice given",
    ]


def test_what_one_case_misses_is_listed() -> None:
    said = as_text(cover(knowledge(), results(ONE)))
    file = shown(BASE / "base.yaml")
    assert said.replace(file, "BASE").splitlines() == [
        "BASE:7:5: nobody answers 'lost' to 'peak'",
        "BASE:7:5: nobody answers 'served' to 'peak'",
        "BASE:21:15: nobody answers 'no' to 'places.clean'",
        "BASE:21:15: nobody answers 'yes' to 'places.clean'",
        "BASE:30:5: rule 'lost_means_no_room': 'peak one_of lost and queue' is never false",
        "BASE:35:5: rule 'served_means_room': 'peak is served' is never true",
        "BASE:35:5: rule 'served_means_room': 'not (load more_than load.high)' is never false",
        "BASE:35:5: rule 'served_means_room': 'not (load more_than load.high)' is never true",
        "BASE:35:5: rule 'served_means_room' never fires",
        "BASE:41:5: rule 'dirty_place': 'clean is no' is never false",
        "BASE:41:5: rule 'dirty_place': 'clean is no' is never true",
        "BASE:41:5: rule 'dirty_place' never fires",
        "BASE:48:5: advice 'make_room': 'room is fails' is never false",
        "BASE:59:5: advice 'clean_up' is never given",
        "BASE:59:5: advice 'clean_up': 'state is dirty' is never false",
        "BASE:59:5: advice 'clean_up': 'state is dirty' is never true",
        "1 of 3 rules fired",
        "3 of 12 branches of conditions taken",
        "1 of 5 options chosen",
        "1 of 2 pieces of advice given",
    ]


def test_a_program_gets_the_same() -> None:
    plain = as_plain(cover(knowledge(), results(ONE)))
    assert plain["reached"] == {
        "rule": {"of": 3, "missing": 2},
        "branch": {"of": 12, "missing": 9},
        "option": {"of": 5, "missing": 4},
        "advice": {"of": 2, "missing": 1},
    }


def test_the_command_exits_with_one_while_something_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(ONE, encoding="utf-8")
    assert advisor("test", tmp_path, "--rules", BASE).code == 0
    ran = advisor("test", tmp_path, "--rules", BASE, "--coverage")
    assert (ran.code, ran.stderr) == (1, "")
    assert ran.stdout.endswith("1 of 2 pieces of advice given\n1 case, 1 expectation; 0 failed\n")
    path.write_text(WHOLE, encoding="utf-8")
    assert advisor("test", tmp_path, "--rules", BASE, "--coverage").code == 0
    ran = advisor("test", tmp_path, "--rules", BASE, "--coverage", "--format", "json")
    assert (ran.code, json.loads(ran.stdout)["missing"]) == (0, [])


def test_each_part_of_an_any_must_once_be_the_only_one_that_holds() -> None:
    base = small("""\
        questions:
          - {id: rain, kind: yes_no}
          - {id: wind, kind: yes_no}
        findings: [{id: mood, domain: {good: Good, bad: Bad}}]
        rules:
          - id: gloom
            when: {any: [{rain: "yes"}, {wind: "yes"}]}
            conclude: {mood: bad}
    """)
    branches = Branches(base)

    def alone(answers: str) -> list[int]:
        trace = traced(base, f"answers: {answers}")
        memory = WorkingMemory(dict(trace.readings), dict(trace.tables))
        return [goal.number for goal in branches.reached(memory) if goal.way == "alone"]

    assert alone("{rain: yes, wind: no}") == [2]
    assert alone("{wind: yes}") == [3]
    assert alone("{rain: yes, wind: yes}") == []
    assert Goal("branch", "gloom", 2, "alone") in set(branches.goals())
    said = branches.say(Goal("branch", "gloom", 2, "alone"))
    assert said == "rule 'gloom': 'rain is yes' is never the only part that holds"
