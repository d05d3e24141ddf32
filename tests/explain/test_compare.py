"""``advisor compare``: what changed, told for a kiosk, by the answers, the rules or both."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from advisor.knowledge.opening import open_knowledge
from tests.cli.running import BASE, CAR_WASH, NO_FILE, WHOLE, advisor, write_profile

QUIET = WHOLE.replace("queue: long", "queue: none")
TITLE = "What has changed for Kiosk Vest\n\n"


@pytest.fixture(scope="module")
def digests(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, Path]:
    """Return a folder with the kiosk's rules as they were, and the digests of both bases."""
    folder = tmp_path_factory.mktemp("old") / "rules"
    shutil.copytree(BASE, folder)
    base = (folder / "base.yaml").read_text(encoding="utf-8")
    base = base.replace("when: {queue: long}", "when: {queue: long, sells: papers}")
    base = base.replace("Who leaves has waited too long.", "Who leaves was tired of it.")
    base = base.replace("long: Customers wait and leave", "long: Customers leave")
    (folder / "base.yaml").write_text(base, encoding="utf-8")
    return open_knowledge(folder).digest, open_knowledge(BASE).digest, folder


def test_two_profiles_differ_by_their_answers(
    tmp_path: Path, digests: tuple[str, str, Path]
) -> None:
    old, new = write_profile(tmp_path), write_profile(tmp_path, QUIET, "new.yaml")
    ran = advisor("compare", old, new, "--rules", BASE)
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout == TITLE + (
        f"Under one knowledge base: Advice for kiosks, version 3 ({digests[1]}).\n"
        "1 answer differs; the answers brought every change about.\n"
        "\n"
        "Advice that no longer holds\n"
        "- Serve the queue of Kiosk Vest faster. · place 1 · was among the first\n"
        "    The busiest hour: Customers wait and leave → Nobody waits\n"
        "\n"
        "Findings\n"
        "- Quick service: Customers wait too long → Nobody waits too long\n"
        "    as above: The busiest hour\n"
    )


def test_one_profile_differs_by_the_rules(tmp_path: Path, digests: tuple[str, str, Path]) -> None:
    before, after, folder = digests
    ran = advisor("compare", write_profile(tmp_path), "--old-rules", folder, "--new-rules", BASE)
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout == TITLE + (
        f"Under two knowledge bases: Advice for kiosks, version 3 ({before}), and now Advice for "
        f"kiosks, version 3 ({after}).\n"
        "0 answers differ; 2 entries of the rules differ; the knowledge brought every change "
        "about.\n"
        "\n"
        "New advice\n"
        "- Serve the queue of Kiosk Vest faster. · place 1 · among the first\n"
        "    rule queue_is_slow: condition: queue is long and sells is papers → queue is long; "
        "reason: Who leaves was tired of it. → Who leaves has waited too long.\n"
        "\n"
        "Findings\n"
        "- Quick service: not known → Customers wait too long\n"
        "    as above: rule queue_is_slow\n"
        "\n"
        "What differs and has changed nothing of this\n"
        "- question queue: option long: Customers leave → Customers wait and leave\n"
    )


def test_of_two_that_differ_each_change_has_its_cause(
    tmp_path: Path, digests: tuple[str, str, Path]
) -> None:
    before, after, folder = digests
    old, new = write_profile(tmp_path, QUIET, "old.yaml"), write_profile(tmp_path)
    ran = advisor("compare", old, new, "--old-rules", folder, "--rules", BASE, "--format", "md")
    assert (ran.code, ran.stderr) == (0, "")
    rule = (
        "  - rule queue_is_slow: condition: queue is long and sells is papers → queue is long; "
        "reason: Who leaves was tired of it. → Who leaves has waited too long.\n"
    )
    answer = "  - The busiest hour: Nobody waits → Customers wait and leave\n"
    assert ran.stdout == "# " + TITLE + (
        f"Under two knowledge bases: Advice for kiosks, version 3 ({before}), and now Advice for "
        f"kiosks, version 3 ({after}).\n"
        "\n"
        "1 answer differs; 2 entries of the rules differ.\n"
        "\n"
        "## New advice\n"
        "\n"
        "- Serve the queue of Kiosk Vest faster. · place 1 · among the first (because of the "
        "answers and the knowledge together)\n"
        f"{answer}{rule}"
        "\n"
        "## Findings\n"
        "\n"
        "- Quick service: Nobody waits too long → Customers wait too long (because of the "
        "answers and the knowledge together)\n"
        "  - as above: The busiest hour; rule queue_is_slow\n"
        "\n"
        "## What differs and has changed nothing of this\n"
        "\n"
        "- question queue: option long: Customers leave → Customers wait and leave\n"
    )


def test_what_either_alone_would_have_brought_about_is_told_apart(
    tmp_path: Path, digests: tuple[str, str, Path]
) -> None:
    old, new = write_profile(tmp_path), write_profile(tmp_path, QUIET, "new.yaml")
    stricter = digests[2]
    ran = advisor("compare", old, new, "--old-rules", BASE, "--rules", stricter, "--format", "json")
    said = json.loads(ran.stdout)
    (advice,), (finding,) = said["advice"], said["findings"]
    rule = ["rule queue_is_slow"]
    assert advice["change"]["presence"] == "goes"
    assert advice["caused"] == {"cause": "either", "answers": ["queue"], "entries": rule}
    assert finding["change"]["after"]["value"] == "holds"
    assert finding["caused"] == {"cause": "answers", "answers": ["queue"], "entries": []}


def test_answers_that_a_base_cannot_use_are_told_and_no_mistake(tmp_path: Path) -> None:
    old = write_profile(
        tmp_path,
        QUIET.replace("sells: coffee", "sells: stamps").replace(
            "  waiting: 4.5\n", "  waiting: 4.5\n  parking: {value: yes, unsure: yes}\n"
        )
        + "visitors: [{name: Regulars}]\n",
        "old.yaml",
    )
    text = old.read_text(encoding="utf-8")
    old.write_text(
        text.replace("importance: 4, own: 2.5", "importance: 400, own: 2.5, mood: 3"),
        encoding="utf-8",
    )
    ran = advisor("compare", old, write_profile(tmp_path), "--rules", BASE, "--format", "json")
    assert (ran.code, ran.stderr) == (0, "")
    said = json.loads(ran.stdout)
    told = [(left["id"], left["row"], left["reason"]) for left in said["left_out"]]
    assert told == [
        ("criteria.importance", "A short wait", "not a possible answer"),
        ("criteria.mood", "A short wait", "not asked for"),
        ("parking", "", "not asked for"),
        ("sells", "", "not a possible answer"),
        ("visitors", "", "not asked for"),
    ]
    assert {left["profile"] for left in said["left_out"]} == {"old"}
    assert [answer["key"] for answer in said["answers"]] == [
        "queue",
        "sells",
        "criteria.importance 'A short wait'",
    ]


def test_an_answer_that_moved_to_another_block_is_still_given(tmp_path: Path) -> None:
    moved = WHOLE.replace("  sells: coffee\n", "").replace(
        "answers:\n", "answers:\n  sells: coffee\n"
    )
    old = write_profile(tmp_path, moved, "old.yaml")
    ran = advisor("compare", old, write_profile(tmp_path), "--rules", BASE, "--format", "json")
    said = json.loads(ran.stdout)
    assert (said["left_out"], said["answers"]) == ([], [])


def test_what_the_new_profile_says_and_no_base_can_use_is_a_mistake(tmp_path: Path) -> None:
    new = write_profile(tmp_path, WHOLE.replace("queue: long", "queues: long"), "new.yaml")
    ran = advisor("compare", write_profile(tmp_path), new, "--rules", BASE)
    assert (ran.code, ran.stdout) == (1, "")
    assert ran.stderr == (
        f"{new}:5:3: error P004: answers: unknown key 'queues'; did you mean 'queue'?\n"
    )


def test_comparing_with_itself_says_that_nothing_changed(
    tmp_path: Path, digests: tuple[str, str, Path]
) -> None:
    company = write_profile(tmp_path)
    ran = advisor("compare", company, company, "--rules", BASE)
    assert ran.stdout == TITLE + (
        f"Under one knowledge base: Advice for kiosks, version 3 ({digests[1]}).\n"
        "0 answers differ; nothing comes out otherwise.\n"
    )


def test_a_row_that_came_and_a_mark_that_changed_are_answers(tmp_path: Path) -> None:
    changed = WHOLE.replace("own: 2.5}", "own: 3}") + "cut_lines: midpoint\n"
    more = changed.replace(
        "criteria:\n", "criteria:\n  - {name: Open late, importance: 2, own: 2}\n"
    )
    old = write_profile(tmp_path)
    new = write_profile(tmp_path, more, "new.yaml")
    ran = advisor("compare", old, new, "--rules", BASE, "--format", "json")
    said = [(a["label"], a["before"], a["after"]) for a in json.loads(ran.stdout)["answers"]]
    assert said == [
        ("What customers decide by", "2 rows filled in", "3 rows filled in (new: Open late)"),
        ("A short wait: Your mark", "2.5", "3"),
        (
            "Where high importance and high marks begin",
            "the mean of the criteria",
            "the middle of the scale",
        ),
    ]


def test_it_is_written_in_the_language_of_the_profile_unless_another_is_asked_for(
    tmp_path: Path,
) -> None:
    text = CAR_WASH.read_text(encoding="utf-8").replace("peak_demand: lost", "peak_demand: served")
    new = tmp_path / "new.yaml"
    new.write_text(f"{text}\nlanguage: nb\n", encoding="utf-8")
    by_profile = advisor("compare", CAR_WASH, new, "--format", "json")
    asked_for = advisor("--lang", "sv", "compare", CAR_WASH, new, "--format", "json")
    assert json.loads(by_profile.stdout)["language"] == "nb"
    assert json.loads(asked_for.stdout)["language"] == "sv"


def test_it_is_written_to_a_file(tmp_path: Path) -> None:
    company, file = write_profile(tmp_path), tmp_path / "changed.md"
    ran = advisor("compare", company, company, "--rules", BASE, "--format", "md", "-o", file)
    assert (ran.code, ran.stdout, ran.stderr) == (0, "", "")
    assert file.read_text(encoding="utf-8").startswith("# What has changed for Kiosk Vest\n")


def test_one_profile_and_one_base_are_nothing_to_compare(tmp_path: Path) -> None:
    ran = advisor("compare", write_profile(tmp_path), "--rules", BASE)
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr.splitlines()[-1] == (
        "Error: there is nothing to compare with; name a second profile, or give --old-rules"
    )


def test_a_profile_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    gone = tmp_path / "gone.yaml"
    ran = advisor("compare", gone, write_profile(tmp_path), "--rules", BASE)
    assert (ran.code, ran.stdout, ran.stderr) == (1, "", f"{gone}:1:1: error P001: {NO_FILE}\n")


def test_what_is_no_profile_at_all_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.yaml"
    empty.write_text("", encoding="utf-8")
    ran = advisor("compare", empty, write_profile(tmp_path), "--rules", BASE)
    assert ran.code == 1
    assert ran.stderr == (
        f"{empty}:1:1: error P010: the profile is empty; begin with 'advisor profile new'\n"
    )
