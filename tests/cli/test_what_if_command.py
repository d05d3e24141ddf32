"""``advisor what-if``: one question at a time, as text, Markdown or data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import BASE, CAR_WASH, advisor, write_profile

USAGE = """\
Usage: advisor what-if [OPTIONS] PROFILE
Try 'advisor what-if --help' for help.

Error: """


def test_another_answer_is_told_in_sentences(tmp_path: Path) -> None:
    ran = advisor("what-if", write_profile(tmp_path), "--rules", BASE, "--set", "queue=none")
    assert (ran.code, ran.stderr) == (0, "")
    assert (
        ran.stdout
        == """\
What if: Kiosk Vest

If “The busiest hour” were “Nobody waits” instead of “Customers wait and leave”,
1 piece of advice would go away.

What goes away

- Serve the queue of Kiosk Vest faster. (no. 1, one of those to begin with)
    through The busiest hour → [no_queue_is_quick] → Quick service

Findings

- Quick service: Customers wait too long → Nobody waits too long
    through The busiest hour → [no_queue_is_quick]

The plan

In the plan: 1 removed.

Rules

- Now holds: Nobody waits. [no_queue_is_quick]
- No longer holds: Who leaves has waited too long. [queue_is_slow]
"""
    )


def test_what_nobody_controls_cannot_be_brought_about(tmp_path: Path) -> None:
    goal = "drop:shorten_the_queue"
    ran = advisor("what-if", write_profile(tmp_path), "--rules", BASE, "--goal", goal)
    assert (ran.code, ran.stderr) == (0, "")
    assert (
        ran.stdout
        == """\
What it would take: Kiosk Vest

You want to be rid of this advice: “Serve the queue of Kiosk Vest faster.”

It depends on nothing that you control, so nothing you do changes it.

It rests on what you cannot change:

- The busiest hour: Customers wait and leave
"""
    )


def test_margins_go_to_a_file(tmp_path: Path) -> None:
    profile, out = write_profile(tmp_path), tmp_path / "margins.md"
    ran = advisor("what-if", profile, "--rules", BASE, "--margins", "--format", "md", "-o", out)
    assert (ran.code, ran.stdout, ran.stderr) == (0, "", f"The answer is in {out}\n")
    assert (
        out.read_text(encoding="utf-8")
        == """\
# How firm the leading advice is: Kiosk Vest

This leads now:

- Serve the queue of Kiosk Vest faster.

No single number, however far it moves, makes other advice lead.

5 further numbers move nothing that leads. It took 8 runs of the engine.
"""
    )


def test_data_for_programs_has_numbers_and_ids(tmp_path: Path) -> None:
    profile = write_profile(tmp_path)
    wish = ("--set", "queue=none", "--format", "json")
    found = json.loads(advisor("what-if", profile, "--rules", BASE, *wish).stdout)
    assert found["format"] == "advisor-what-if/1"
    assert [change["id"] for change in found["changes"]] == ["queue"]
    [gone] = found["difference"]["advice"]
    assert (gone["id"], gone["presence"], gone["before"]["rank"], gone["after"]) == (
        "shorten_the_queue",
        "goes",
        1,
        None,
    )


def test_the_car_wash_learns_what_its_queue_costs() -> None:
    ran = advisor("what-if", CAR_WASH, "--goal", "drop:match_capacity", "--format", "json")
    found = json.loads(ran.stdout)
    [way] = found["effects"]
    assert (found["verdict"], found["exact"], way["cost"]) == ("found", True, 4)
    assert [change["id"] for change in way["changes"]] == ["peak_demand"]
    assert len(way["comes"]) > len(way["goes"]) > 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "say what to look for: --set, --goal or --margins, one of them"),
        (
            ("--margins", "--goal", "drop:x"),
            "say what to look for: --set, --goal or --margins, one of them",
        ),
        (
            ("--set", "quue=none"),
            "Invalid value for --set: no question 'quue'; did you mean 'queue'?",
        ),
        (("--goal", "drop:x"), "Invalid value for --goal: no advice 'x'"),
    ],
)
def test_words_that_are_at_fault_are_refused(
    tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    ran = advisor("what-if", write_profile(tmp_path), "--rules", BASE, *words)
    assert (ran.code, ran.stdout, ran.stderr) == (2, "", f"{USAGE}{message}\n")
