"""``advisor advise``: the advice on stdout or in a file, and every way it can fail."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import (
    BASE,
    CAR_WASH,
    NO_FILE,
    ROOT,
    Ran,
    advisor,
    advisor_process,
    write_profile,
)

DAY = ("--date", "2026-11-21")
SMALL = ("--rules", BASE, *DAY)


def assessment(*words: object) -> Any:  # noqa: ANN401 - JSON of any form
    ran = advisor("advise", *words, "--format", "json")
    assert (ran.code, ran.stderr) == (0, "")
    return json.loads(ran.stdout)


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# What comes out


@pytest.mark.parametrize("format_", ["md", "json"])
def test_the_advice_goes_to_stdout_and_nothing_to_stderr(format_: str) -> None:
    ran = advisor("advise", CAR_WASH, *DAY, "--format", format_)
    assert (ran.code, ran.stderr) == (0, "")
    assert "Glans Bilvask" in ran.stdout
    assert ran.stdout.endswith("\n")
    assert not ran.stdout.endswith("\n\n")


def test_markdown_is_what_is_written_unless_something_else_is_asked_for() -> None:
    assert advisor("advise", CAR_WASH, *DAY) == advisor("advise", CAR_WASH, *DAY, "--format", "md")


@pytest.mark.parametrize("format_", ["md", "json"])
def test_a_file_holds_exactly_what_stdout_would(tmp_path: Path, format_: str) -> None:
    options = (*DAY, "--format", format_)
    printed = advisor("advise", CAR_WASH, *options)
    target = tmp_path / "advice"
    written = advisor("advise", CAR_WASH, *options, "-o", target)
    assert (written.code, written.stdout) == (0, "")
    assert target.read_text(encoding="utf-8") == printed.stdout
    assert files_in(tmp_path) == ["advice"]


def test_beside_a_file_the_summary_and_its_place_are_told_on_stderr(tmp_path: Path) -> None:
    target = tmp_path / "advice.md"
    ran = advisor("advise", CAR_WASH, *DAY, "-o", target)
    headline, *_, place = ran.stderr.splitlines()
    advice = assessment(CAR_WASH, *DAY)["advice"]
    assert headline.startswith(f"Glans Bilvask: {len(advice)} pieces of advice")
    assert place == f"The advice is in {target}"
    assert f"\n1. {advice[0]['do'][:50]}" in ran.stderr


def test_a_file_that_exists_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "advice.md"
    target.write_text("last year's", encoding="utf-8")
    target.chmod(0o640)
    assert advisor("advise", CAR_WASH, *DAY, "-o", target).code == 0
    assert "Glans Bilvask" in target.read_text(encoding="utf-8")
    assert target.stat().st_mode & 0o777 == 0o640


def test_the_advice_can_be_read_by_a_program() -> None:
    found = assessment(CAR_WASH, *DAY)
    assert found["format"] == "advisor-assessment/1"
    assert found["company"] == "Glans Bilvask"
    assert [item["rank"] for item in found["advice"]] == [*range(1, len(found["advice"]) + 1)]


def test_a_profile_may_be_json(tmp_path: Path) -> None:
    text = json.dumps({"company": {"name": "Kiosk Vest"}, "answers": {"queue": "long"}})
    profile = write_profile(tmp_path, text, "kiosk.json")
    (advice,) = assessment(profile, *SMALL)["advice"]
    assert advice["do"] == "Serve the queue of Kiosk Vest faster."


@pytest.mark.parametrize("format_", ["md", "json"])
def test_the_same_profile_gives_the_same_bytes_whatever_the_hash_seed(format_: str) -> None:
    command = ("advise", CAR_WASH, *DAY, "--format", format_)
    runs = [advisor_process(*command, PYTHONHASHSEED=seed) for seed in ("0", "1", "2")]
    assert runs == [Ran(0, runs[0].stdout, "")] * 3


def test_python_m_advisor_does_what_advisor_does_in_any_folder(tmp_path: Path) -> None:
    command = ("advise", CAR_WASH, *DAY)
    assert advisor_process(*command, cwd=tmp_path) == advisor(*command)


@pytest.mark.parametrize(
    "encoding",
    [
        "ascii",
        "cp1252",
    ],
)
def test_the_document_is_utf_8_wherever_it_goes(tmp_path: Path, encoding: str) -> None:
    printed = advisor("advise", CAR_WASH, *DAY)
    limited = {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}
    assert advisor_process("advise", CAR_WASH, *DAY, cwd=tmp_path, **limited) == printed


def test_a_reader_who_stops_early_sees_no_traceback() -> None:
    command = [sys.executable, "-m", "advisor", "advise", str(CAR_WASH), "--format", "json"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"{\n"
        process.stdout.close()
        assert process.stderr.read() == b""


# Options


def test_the_day_on_the_document_is_today_unless_another_is_chosen() -> None:
    before = dt.datetime.now().astimezone().date().isoformat()
    stamped = assessment(CAR_WASH)["stamp"]["date"]
    assert before <= stamped <= dt.datetime.now().astimezone().date().isoformat()


def test_the_day_on_the_document_can_be_chosen() -> None:
    assert assessment(CAR_WASH, "--date", "2027-02-28")["stamp"]["date"] == "2027-02-28"
    document = advisor("advise", CAR_WASH, "--date", "2027-02-28").stdout
    assert "February 28, 2027" in document


def test_nothing_but_the_stamp_depends_on_the_day() -> None:
    one, other = (assessment(CAR_WASH, "--date", day) for day in ("2026-11-21", "2031-01-01"))
    assert one.pop("stamp").pop("date") != other.pop("stamp").pop("date")
    assert one == other


def quadrants(found: Any) -> dict[str, str]:  # noqa: ANN401 - JSON of any form
    (criteria,) = (table for table in found["tables"] if table["id"] == "criteria")
    return {
        row["name"]: cell["word"]
        for row in criteria["rows"]
        for cell in row["cells"]
        if cell["column"] == "quadrant"
    }


def test_cut_lines_are_at_the_mean_unless_the_middle_of_the_scale_is_asked_for(
    tmp_path: Path,
) -> None:
    profile = write_profile(tmp_path)
    at_mean = {"A short wait": "low_priority", "Hot coffee": "keep_up"}
    at_middle = {"A short wait": "concentrate_here", "Hot coffee": "keep_up"}
    assert quadrants(assessment(profile, *SMALL)) == at_mean
    assert quadrants(assessment(profile, *SMALL, "--cut-lines", "mean")) == at_mean
    assert quadrants(assessment(profile, *SMALL, "--cut-lines", "midpoint")) == at_middle


def test_cut_lines_on_the_command_line_override_those_of_the_profile(tmp_path: Path) -> None:
    profile = write_profile(tmp_path)
    with profile.open("a", encoding="utf-8") as stream:
        stream.write("cut_lines: midpoint\n")
    assert quadrants(assessment(profile, *SMALL))["A short wait"] == "concentrate_here"
    overridden = assessment(profile, *SMALL, "--cut-lines", "mean")
    assert quadrants(overridden)["A short wait"] == "low_priority"


def test_a_folder_of_rules_with_a_header_replaces_the_shipped_base(tmp_path: Path) -> None:
    found = assessment(write_profile(tmp_path), *SMALL)
    assert found["stamp"]["knowledge"] == "kiosk"
    assert [item["id"] for item in found["advice"]] == ["shorten_the_queue"]
    assert [finding["value"] for finding in found["findings"]] == ["fails"]


def test_a_folder_of_rules_without_a_header_is_laid_over_the_shipped_base(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        """\
advice:
  - id: open_the_hall_at_night
    when: {peak_demand: lost}
    topic: service
    do: Open the hall at night.
    why: "In your busiest hour this happens: {peak_demand}."
    how: [Light the drive, Take cards only, Count the cars]
    measure: Washes after ten
    impact: 1
    effort: 5
    horizon: year
    source: judgement
""",
        encoding="utf-8",
    )
    shipped = assessment(CAR_WASH, *DAY)
    laid_over = assessment(CAR_WASH, *DAY, "--rules", tmp_path)
    assert laid_over["stamp"]["knowledge"] == shipped["stamp"]["knowledge"]
    assert laid_over["stamp"]["knowledge_digest"] != shipped["stamp"]["knowledge_digest"]
    added = {item["id"] for item in laid_over["advice"]} - {i["id"] for i in shipped["advice"]}
    assert added == {"open_the_hall_at_night"}
    assert len(laid_over["advice"]) == len(shipped["advice"]) + 1


def test_a_template_of_ones_own_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "advice.md.j2").write_text("# For {{ company }}\n", encoding="utf-8")
    ran = advisor("advise", CAR_WASH, *DAY, "--templates", tmp_path)
    assert ran == Ran(0, "# For Glans Bilvask\n", "")


def test_templates_that_are_not_replaced_are_the_shipped_ones(tmp_path: Path) -> None:
    shipped = advisor("advise", CAR_WASH, *DAY).stdout
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "title.md.j2").write_text("# Our own title\n", encoding="utf-8")
    ran = advisor("advise", CAR_WASH, *DAY, "--templates", tmp_path)
    assert ran.code == 0
    assert ran.stdout.startswith("# Our own title\n")
    second = shipped.index("\n## ")
    assert ran.stdout.endswith(shipped[second:])


# What is wrong with the input


def test_a_profile_that_does_not_exist_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "none.yaml"
    assert advisor("advise", missing) == Ran(1, "", f"{missing}:1:1: error P001: {NO_FILE}\n")


def test_a_folder_is_no_profile(tmp_path: Path) -> None:
    ran = advisor("advise", tmp_path)
    assert (ran.code, ran.stdout) == (1, "")
    assert ran.stderr.startswith(f"{tmp_path}:1:1: error P001: cannot read the file: ")


def test_every_mistake_in_a_profile_is_reported_and_nothing_written(tmp_path: Path) -> None:
    profile = write_profile(
        tmp_path,
        """\
company:
  sells: cofee
answers:
  queu: long
  waiting: 4,5 min
criteria:
  - {name: Hot coffee, importance: 6, own: 4}
  - {name: Hot coffee, importance: high}
cut_lines: median
noets: x
""",
    )
    target = tmp_path / "advice.md"
    ran = advisor("advise", profile, *SMALL, "-o", target)
    assert ran == Ran(
        1,
        "",
        f"""\
{profile}:2:3: error P010: company: the key 'name' is missing; what the company is called
{profile}:2:10: error P006: company, 'sells': 'cofee' is not one of the answers; did you mean \
'coffee'?
{profile}:4:3: error P004: answers: unknown key 'queu'; did you mean 'queue'?
{profile}:5:12: error P007: answers, 'waiting': expected a number of 0 or more, found '4,5 min'; \
write digits, with a decimal point if need be
{profile}:7:36: error P007: profile, 'criteria', row 'Hot coffee', 'importance': expected a \
number from 1 to 5, found 6
{profile}:8:36: error P007: profile, 'criteria', row 'Hot coffee', 'importance': expected a \
number from 1 to 5, found 'high'; write digits, with a decimal point if need be
{profile}:9:12: error P006: profile, 'cut_lines': 'median' is not possible here; did you mean \
'mean'?
{profile}:10:1: error P004: profile: unknown key 'noets'; did you mean 'notes'?
8 errors
""",
    )
    assert files_in(tmp_path) == ["kiosk.yaml"]


def test_a_single_mistake_is_not_counted(tmp_path: Path) -> None:
    profile = write_profile(tmp_path, "company: {name: Kiosk, sells: tea}\n")
    assert advisor("advise", profile, *SMALL) == Ran(
        1,
        "",
        f"{profile}:1:31: error P006: company 'Kiosk', 'sells': 'tea' is not one of the answers; "
        "expected one of: coffee, papers\n",
    )


def test_an_empty_profile_is_told_where_to_begin(tmp_path: Path) -> None:
    profile = tmp_path / "empty.yaml"
    profile.write_text("# nothing yet\n", encoding="utf-8")
    message = "error P010: the profile is empty; begin with 'advisor profile new'"
    assert advisor("advise", profile) == Ran(1, "", f"{profile}:1:1: {message}\n")


def test_a_profile_that_is_no_yaml_is_no_traceback(tmp_path: Path) -> None:
    profile = write_profile(tmp_path, "company: [name: Kiosk\n")
    ran = advisor("advise", profile, *SMALL)
    assert (ran.code, ran.stdout) == (1, "")
    (line,) = ran.stderr.splitlines()
    assert line.startswith(f"{profile}:")
    assert " error P002: " in line


def test_a_broken_folder_of_rules_is_reported_like_check_does(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        """\
knowledge_base: {id: own, title: Own, version: "1", language: en}
rules:
  - {id: one, when: {price: low}, conclude: {state: bad}, becuase: It is so., source: nobody}
""",
        encoding="utf-8",
    )
    judged = advisor("check", tmp_path)
    ran = advisor("advise", CAR_WASH, "--rules", tmp_path)
    assert (ran.code, ran.stdout) == (1, "")
    mistakes = judged.stdout.splitlines()[:-1]
    assert ran.stderr.splitlines() == [*mistakes, f"{len(mistakes)} errors"]
    assert any("unknown key 'becuase'; did you mean 'because'?" in line for line in mistakes)


def test_a_folder_of_rules_that_does_not_exist_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "none"
    message = "error K001: no such folder of rules; check the path"
    assert advisor("advise", CAR_WASH, "--rules", folder) == Ran(
        1, "", f"{folder}:1:1: {message}\n"
    )


def test_a_folder_of_templates_that_does_not_exist_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "none"
    message = "error T001: no such folder of templates; check the path"
    assert advisor("advise", CAR_WASH, "--templates", folder) == Ran(
        1, "", f"{folder}:1:1: {message}\n"
    )


def test_a_mistake_in_a_template_is_named_at_its_line_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    template = tmp_path / "advice.md.j2"
    template.write_text("# Advice\n\nFor {{ compny }}\n", encoding="utf-8")
    target = tmp_path / "advice.md"
    ran = advisor("advise", CAR_WASH, "--templates", tmp_path, "-o", target)
    message = "error T002: 'compny' is undefined; did you mean 'company'?"
    assert ran == Ran(1, "", f"{template}:3:1: {message}\n")
    assert files_in(tmp_path) == ["advice.md.j2"]


# What is wrong with the place to write to


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    file = write_profile(tmp_path)
    target = file / "advice.md"
    ran = advisor("advise", file, *SMALL, "-o", target)
    assert (ran.code, ran.stdout) == (1, "")
    (line,) = ran.stderr.splitlines()
    assert line.startswith(f"{target}: error: cannot write the file: ")
    assert files_in(tmp_path) == ["kiosk.yaml"]


def test_a_folder_that_does_not_exist_is_not_made(tmp_path: Path) -> None:
    target = tmp_path / "none" / "advice.md"
    ran = advisor("advise", CAR_WASH, "-o", target)
    assert ran == Ran(
        1,
        "",
        f"{target}: error: cannot write the file: no such file or directory; "
        "check the folder and its permissions\n",
    )
    assert files_in(tmp_path) == []


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "advice.md"
    target.write_text("last year's", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    ran = advisor("advise", CAR_WASH, "-o", target)
    assert ran == Ran(
        1,
        "",
        f"{target}: error: cannot write the file: no space left on device; "
        "check the folder and its permissions\n",
    )
    assert target.read_text(encoding="utf-8") == "last year's"
    assert files_in(tmp_path) == ["advice.md"]


# What is wrong with the command line


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Error: Missing argument 'PROFILE'."),
        (("a.yaml", "b.yaml"), "Error: Got unexpected extra argument (b.yaml)"),
        (("a.yaml", "--fromat", "json"), "No such option"),
        (("a.yaml", "--format", "pdf"), "'pdf' is not one of 'md', 'json'."),
        (("a.yaml", "--cut-lines", "top"), "'top' is not one of 'mean', 'midpoint'."),
        (("a.yaml", "--date", "tomorrow"), "'tomorrow' does not match the format '%Y-%m-%d'."),
        (("a.yaml", "--date", "2026-02-30"), "'2026-02-30' does not match the format '%Y-%m-%d'."),
        (("a.yaml", "-o", ROOT), f"File '{ROOT}' is a directory."),
        (("a.yaml", "--rules", CAR_WASH), f"Directory '{CAR_WASH}' is a file."),
    ],
)
def test_a_wrong_command_line_is_told_apart_from_a_wrong_file(
    words: tuple[object, ...], said: str
) -> None:
    ran = advisor("advise", *words)
    assert (ran.code, ran.stdout) == (2, "")
    usage, hint, _, *error = ran.stderr.splitlines()
    assert usage == "Usage: advisor advise [OPTIONS] PROFILE"
    assert hint == "Try 'advisor advise --help' for help."
    assert said in "\n".join(error)


def test_the_document_is_in_the_language_of_the_profile(tmp_path: Path) -> None:
    text = CAR_WASH.read_text(encoding="utf-8") + "language: nb\n"
    path = write_profile(tmp_path, text, "glans.yaml")
    assert advisor("advise", path).stdout.startswith("# Markedsføringsråd til Glans Bilvask\n")
    swedish = advisor("advise", path, "--lang", "sv").stdout
    assert swedish.startswith("# Marknadsföringsråd till Glans Bilvask\n")


def test_both_matchers_give_one_document() -> None:
    rete = advisor("advise", CAR_WASH, "--matcher", "rete", "--date", "2026-11-21")
    assert rete == advisor("advise", CAR_WASH, "--date", "2026-11-21")
