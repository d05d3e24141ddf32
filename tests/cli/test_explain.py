"""``advisor explain``: to the terminal, to a file, in a language, and its mistakes."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import BASE, CAR_WASH, advisor, write_profile


def test_the_tree_goes_to_standard_output() -> None:
    ran = advisor("explain", CAR_WASH, "match_capacity")
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout == TREE


TREE = """\
Bring capacity in line with your busiest hour before you attract a single
further customer.
At your busiest times this happens: “Customers give up and leave”. Every
customer Glans Bilvask wins on top of that makes the wait longer for those who
already come.
How sure: 0.90 × 0.90 = 0.81 (weakest ground × evidence.article); an article
says so (S2-14)
Not when: The queue is part of what people come for, or comes from one event
that will not return.
└─ Room for the demand: Customers wait too long or leave in the busiest hour
   └─ Rule peak_not_served: Customers who wait longer than they find reasonable
      tire and leave.
      │  How sure: 1.00 × 0.90 = 0.90 (weakest ground × evidence.article); an
      │  article says so (S2-14)
      └─ The busiest hour: Customers give up and leave [fits: “Customers give up
         and leave” or “Customers wait longer than they like”]

These answers alone lead to it; none of them can be spared: “The busiest hour:
Customers give up and leave”.

It stands whatever the answers are that are still missing.
"""


def test_markdown_and_json_say_the_same() -> None:
    document = advisor("explain", CAR_WASH, "match_capacity", "--format", "md").stdout
    data = json.loads(advisor("explain", CAR_WASH, "match_capacity", "--format", "json").stdout)
    (told,) = data["told"]
    assert document.startswith(f"# {told['do'].rstrip('.')}\n")
    assert told["cited"][0]["id"] == "peak_demand"


def test_a_file_is_written_whole_and_named(tmp_path: Path) -> None:
    file = tmp_path / "why.txt"
    ran = advisor("explain", CAR_WASH, "match_capacity", "-o", file)
    assert (ran.code, ran.stdout) == (0, "")
    assert ran.stderr == f"The explanation is in {file}\n"
    assert file.read_text(encoding="utf-8") == TREE


def test_the_owner_gets_a_few_lines() -> None:
    ran = advisor("explain", CAR_WASH, "match_capacity", "--level", "owner")
    assert (
        ran.stdout
        == """\
Bring capacity in line with your busiest hour before you attract a single
further customer.
Because you said “The busiest hour: Customers give up and leave”. Customers who
wait longer than they find reasonable tire and leave. The advice is well
supported; an article says so.
It stands whatever the answers are that are still missing.
"""
    )


def test_a_row_may_stand_behind_a_colon_or_in_an_option() -> None:
    one = advisor("explain", CAR_WASH, "mend_let_down:A short wait")
    other = advisor("explain", CAR_WASH, "mend_let_down", "--row", "A short wait")
    assert one.code == 0
    assert one == other


def test_it_is_said_in_the_language_asked_for() -> None:
    ran = advisor("--lang", "nb", "explain", CAR_WASH, "match_capacity", "--level", "owner")
    assert "Kunder" in ran.stdout


def test_unknown_advice_is_a_mistake_of_the_command_line() -> None:
    ran = advisor("explain", CAR_WASH, "match_capasity")
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr.splitlines()[-1] == (
        "Error: Invalid value: there is no advice 'match_capasity'; did you mean 'match_capacity'?"
    )


def test_one_piece_of_advice_must_be_named() -> None:
    for words in ([], ["match_capacity", "--why-not", "match_capacity"]):
        ran = advisor("explain", CAR_WASH, *words)
        assert ran.code == 2
        assert ran.stderr.splitlines()[-1] == (
            "Error: name one piece of advice: ADVICE, or --why-not ADVICE"
        )


def test_the_other_command_is_named_where_it_is_the_one_that_tells() -> None:
    ran = advisor("explain", CAR_WASH, "--why-not", "match_capacity")
    assert (ran.code, ran.stdout) == (1, "")
    assert ran.stderr == (
        "the advice 'match_capacity' holds for this company; "
        "'advisor explain PROFILE match_capacity' says how it came about\n"
    )


def test_it_works_with_a_base_of_ones_own(tmp_path: Path) -> None:
    profile = write_profile(tmp_path)
    names = json.loads(advisor("advise", profile, "--rules", BASE, "--format", "json").stdout)
    advice = names["advice"][0]["id"]
    assert advisor("explain", profile, advice, "--rules", BASE).code == 0


def test_a_profile_at_fault_is_told_as_everywhere(tmp_path: Path) -> None:
    ran = advisor("explain", tmp_path / "none.yaml", "match_capacity")
    assert ran.code == 1
    assert "cannot read the file" in ran.stderr
