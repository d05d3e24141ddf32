"""``advisor batch`` as its users call it: what it writes, and what it says."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.batch.register import company, left_in, register, words, write_lines
from tests.cli.running import BASE, Ran, advisor, advisor_process, write_profile

KEEP = "what is done is kept: go on with --resume"


def batch(*more: object, rules: Path = BASE) -> Ran:
    return advisor(*words(*more, rules=rules))


def rows_in(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def run_json(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return found


def test_every_company_gets_its_document_and_the_owner_an_overview(tmp_path: Path) -> None:
    members = write_lines(tmp_path / "members.jsonl", [company(0), company(1)])
    folder = tmp_path / "advice"
    ran = batch(members, "-o", folder)
    assert (ran.code, ran.stdout) == (0, "")
    assert ran.stderr == (
        f"{folder}: 2 written, 0 failed\nThe overview is in {folder / 'index.md'}\n"
    )
    assert list(left_in(folder)) == [
        "cohort.md",
        "companies/kiosk-0.md",
        "companies/kiosk-1.md",
        "errors.csv",
        "index.md",
        "run.json",
        "summary.csv",
        "summary.jsonl",
    ]


def test_a_document_is_the_one_that_advise_writes(tmp_path: Path) -> None:
    profile = write_profile(tmp_path)
    batch(profile, "-o", tmp_path / "advice")
    alone = advisor("advise", profile, "--rules", BASE, "--date", "2026-11-21").stdout
    assert (tmp_path / "advice/companies/kiosk-vest.md").read_text(encoding="utf-8") == alone


def test_formats_are_written_side_by_side(tmp_path: Path) -> None:
    profile = write_profile(tmp_path)
    batch(profile, "-o", tmp_path / "advice", "--format", "json,md")
    assert sorted(path.name for path in (tmp_path / "advice/companies").iterdir()) == [
        "kiosk-vest.json",
        "kiosk-vest.md",
    ]


def test_the_summary_alone_has_no_documents(tmp_path: Path) -> None:
    batch(write_profile(tmp_path), "-o", tmp_path / "advice", "--no-documents")
    assert not (tmp_path / "advice/companies").exists()
    assert (tmp_path / "advice/summary.csv").exists()


def test_the_summary_has_a_row_for_each_company(tmp_path: Path) -> None:
    members = write_lines(tmp_path / "members.jsonl", [company(0), company(1)])
    batch(members, "-o", tmp_path / "advice")
    first, second = rows_in(tmp_path / "advice/summary.csv")
    assert first == {
        "company": "Kiosk 0",
        "source": str(members),
        "row": "1",
        "language": "en",
        "documents": "companies/kiosk-0.md",
        "check.quick": "badly",
        "advice_1": "Serve the queue of Kiosk 0 faster.",
        "certainty_1": "0.36",
        **{f"{name}_{n}": "" for n in range(2, 6) for name in ("advice", "certainty")},
        "pieces_of_advice": "1",
        "open_questions": "0",
        "open": "",
    }
    assert second["check.quick"] == "unknown"
    lines = (tmp_path / "advice/summary.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["company"] for line in lines] == ["Kiosk 0", "Kiosk 1"]


def test_a_mistake_is_told_without_what_the_company_answered(tmp_path: Path) -> None:
    secret = company(0)
    secret["answers"]["queue"] = "a secret"
    members = write_lines(tmp_path / "members.jsonl", [company(1), secret, "{", company(3)])
    folder = tmp_path / "advice"
    ran = batch(members, "-o", folder)
    assert ran.code == 1
    assert ran.stderr.splitlines()[-3:] == [
        f"{folder}: 2 written, 2 failed",
        f"The overview is in {folder / 'index.md'}",
        f"What was wrong is in {folder / 'errors.csv'}; mend it, and add --changed-only",
    ]
    first, second = rows_in(folder / "errors.csv")
    assert (first["source"], first["row"], first["field"]) == (str(members), "2", "queue")
    assert (second["row"], second["field"]) == ("3", "")
    for name, content in left_in(folder).items():
        assert b"a secret" not in content, name
    assert "a secret" not in ran.stderr


def test_companies_are_written_to_in_their_own_language(tmp_path: Path) -> None:
    members = write_lines(
        tmp_path / "members.jsonl", [company(n, language=to) for n, to in enumerate(["sv", "nb"])]
    )
    batch(members, "-o", tmp_path / "advice")
    firsts = [
        (tmp_path / f"advice/companies/kiosk-{n}.md").read_text(encoding="utf-8").splitlines()[0]
        for n in range(2)
    ]
    assert firsts == ["# Marknadsföringsråd till Kiosk 0", "# Markedsføringsråd til Kiosk 1"]
    index = (tmp_path / "advice/index.md").read_text(encoding="utf-8")
    assert index.startswith("# Advice for 2 companies\n")


@pytest.mark.parametrize("more", [(), ("--benchmark", "--format", "md,json")])
def test_several_processes_write_the_same_bytes(tmp_path: Path, more: tuple[str, ...]) -> None:
    members = register(tmp_path / "members.jsonl", 60)
    batch(members, "-o", tmp_path / "one", *more)
    batch(members, "-o", tmp_path / "two", "--jobs", 2, *more)
    assert left_in(tmp_path / "one") == left_in(tmp_path / "two")


def test_both_matchers_write_the_same_bytes(tmp_path: Path) -> None:
    members = register(tmp_path / "members.jsonl", 12)
    batch(members, "-o", tmp_path / "ours")
    batch(members, "-o", tmp_path / "rete", "--matcher", "rete")
    ours, rete = left_in(tmp_path / "ours"), left_in(tmp_path / "rete")
    del ours["run.json"], rete["run.json"]
    assert ours == rete


def test_a_folder_of_another_run_is_left_alone(tmp_path: Path) -> None:
    profile = write_profile(tmp_path)
    folder = tmp_path / "advice"
    batch(profile, "-o", folder)
    before = left_in(folder)
    ran = batch(profile, "-o", folder)
    assert ran == Ran(
        1,
        "",
        f"{folder}: error: the folder has a finished run; choose another, or add --changed-only"
        " to bring it up to date, or --overwrite\n",
    )
    assert left_in(folder) == before


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    profile = write_profile(tmp_path)
    ran = batch(profile, "-o", tmp_path)
    assert ran == Ran(
        1,
        "",
        f"{tmp_path}: error: the folder is not empty, and what is in it is not of a run;"
        " choose another, or add --overwrite to write beside it\n",
    )
    assert [path.name for path in tmp_path.iterdir()] == [profile.name]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    profile = write_profile(tmp_path)
    ran = batch(profile, "-o", profile)
    assert ran == Ran(1, "", f"{profile}: error: this is a file; choose a folder\n")


def test_overwriting_takes_away_what_the_other_run_left_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "advice"
    old = write_lines(tmp_path / "old.jsonl", map(company, range(5)))
    new = write_lines(tmp_path / "new.jsonl", map(company, range(2)))
    batch(old, "-o", folder)
    (folder / "companies" / "mine.txt").write_text("mine", encoding="utf-8")
    assert batch(new, "-o", folder, "--overwrite").code == 0
    batch(new, "-o", tmp_path / "fresh")
    found = left_in(folder)
    assert found.pop("companies/mine.txt") == b"mine"
    assert found == left_in(tmp_path / "fresh")


def test_a_finished_run_is_not_gone_on_with(tmp_path: Path) -> None:
    folder = tmp_path / "advice"
    profile = write_profile(tmp_path)
    batch(profile, "-o", folder)
    assert batch(profile, "-o", folder, "--resume") == Ran(
        0, "", f"{folder}: the run is finished\n"
    )


def test_going_on_needs_the_same_inputs_and_options(tmp_path: Path) -> None:
    folder = tmp_path / "advice"
    members = register(tmp_path / "members.jsonl", 20)
    assert batch(members, "-o", folder, "--fail-fast").code == 1
    other = write_profile(tmp_path)
    assert batch(other, "-o", folder, "--resume", "--format", "json") == Ran(
        1,
        "",
        f"{folder}: error: the run that was broken off was begun with something else: its options,"
        " its inputs; give it the same again, or begin anew with --overwrite\n",
    )
    assert batch(members, "-o", folder) == Ran(
        1,
        "",
        f"{folder}: error: the folder has a run that was broken off;"
        " go on with --resume, or begin anew with --overwrite\n",
    )


def test_the_first_mistake_stops_a_run_that_is_to_fail_fast(tmp_path: Path) -> None:
    folder = tmp_path / "advice"
    members = register(tmp_path / "members.jsonl", 40)
    ran = batch(members, "-o", folder, "--fail-fast")
    assert ran.code == 1
    assert ran.stderr.splitlines()[-1] == (
        f"{folder}: error: stopped at 1 entry that is at fault, see errors.csv; mend it and"
        " go on with --resume"
    )
    assert len(rows_in(folder / "errors.csv")) == 1
    assert len(list((folder / "companies").iterdir())) == 9


def test_a_run_stops_at_so_many_mistakes(tmp_path: Path) -> None:
    folder = tmp_path / "advice"
    members = register(tmp_path / "members.jsonl", 40)
    ran = batch(members, "-o", folder, "--max-errors", 2)
    assert ran.stderr.splitlines()[-1] == (
        f"{folder}: error: stopped at 2 entries that are at fault, see errors.csv; mend them and"
        " go on with --resume"
    )
    mended = write_lines(members, (company(number) for number in range(40)))
    assert batch(mended, "-o", folder, "--resume").code == 0
    batch(mended, "-o", tmp_path / "whole")
    assert left_in(folder) == left_in(tmp_path / "whole")


def times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (folder / "companies").iterdir()}


def test_only_what_has_changed_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "advice"
    companies = [company(number) for number in range(7)]
    members = write_lines(tmp_path / "members.jsonl", companies)
    batch(members, "-o", folder)
    before = times(folder)
    companies[3]["answers"]["waiting"] = 9.5
    write_lines(members, companies[:6])
    ran = batch(members, "-o", folder, "--changed-only")
    assert ran == Ran(
        0,
        "",
        f"{folder}: 1 written, 5 unchanged, 0 failed\n"
        "1 document is left of a company that is no longer in the input\n"
        f"The overview is in {folder / 'index.md'}\n",
    )
    changed = {name for name, time in times(folder).items() if time != before[name]}
    assert changed == {"kiosk-3.md"}
    batch(members, "-o", tmp_path / "whole")
    found, whole = left_in(folder), left_in(tmp_path / "whole")
    del found["companies/kiosk-6.md"], found["run.json"], whole["run.json"]
    assert found == whole
    assert run_json(folder)["left_over"] == ["companies/kiosk-6.md"]


def test_other_knowledge_changes_every_company(tmp_path: Path) -> None:
    folder = tmp_path / "advice"
    members = write_lines(tmp_path / "members.jsonl", map(company, range(4)))
    batch(members, "-o", folder)
    laid_over = tmp_path / "rules"
    laid_over.mkdir()
    for path in BASE.iterdir():
        text = path.read_text(encoding="utf-8").replace("Nobody waits too long", "All are served")
        (laid_over / path.name).write_text(text, encoding="utf-8")
    ran = batch(members, "-o", folder, "--changed-only", rules=laid_over)
    assert ran.stderr.splitlines()[0] == f"{folder}: 4 written, 0 failed"


def test_a_document_that_was_taken_away_is_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "advice"
    members = write_lines(tmp_path / "members.jsonl", map(company, range(4)))
    batch(members, "-o", folder)
    (folder / "companies/kiosk-2.md").unlink()
    ran = batch(members, "-o", folder, "--changed-only")
    assert ran.stderr.splitlines()[0] == f"{folder}: 1 written, 3 unchanged, 0 failed"
    assert (folder / "companies/kiosk-2.md").exists()


def test_a_pipeline_gets_a_line_for_each_company(tmp_path: Path) -> None:
    text = "".join(f"{json.dumps(each)}\n" for each in (company(0), {"company": 3}, company(2)))
    ran = advisor_process(*words("-", "-o", "-"), typed=text, cwd=tmp_path, LC_ALL="C")
    assert ran.code == 1
    assert [json.loads(line)["company"] for line in ran.stdout.splitlines()] == [
        "Kiosk 0",
        "Kiosk 2",
    ]
    assert ran.stderr.startswith("-:2: error: ")
    short = advisor_process(*words("-", "-o", "-", "--no-documents"), typed=text, LC_ALL="C")
    assert [sorted(json.loads(line)["checks"]) for line in short.stdout.splitlines()] == [
        ["quick"],
        ["quick"],
    ]


def test_standard_input_is_kept_until_the_run_is_over(tmp_path: Path) -> None:
    folder = tmp_path / "advice"
    members = register(tmp_path / "members.jsonl", 20)
    text = members.read_text(encoding="utf-8")
    stopped = advisor_process(*words("-", "-o", folder, "--fail-fast"), typed=text, LC_ALL="C")
    assert stopped.code == 1
    gone_on = advisor_process(*words("-", "-o", folder, "--resume"), LC_ALL="C")
    assert gone_on.stderr.splitlines()[-4] == f"{folder}: 18 written, 2 failed"
    assert run_json(folder)["counts"] == {
        "entries": 20,
        "written": 18,
        "unchanged": 0,
        "failed": 2,
        "documents": 18,
    }


def test_what_nobody_reads_is_noted(tmp_path: Path) -> None:
    table = tmp_path / "members.csv"
    table.write_text("company;quue;queue\nKiosk;3;long\n", encoding="utf-8")
    ran = batch(table, "-o", tmp_path / "advice")
    assert ran.code == 0
    assert ran.stderr.splitlines()[0].startswith(f"{table}: note: ")
    assert len(run_json(tmp_path / "advice")["skipped"]) == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            ("--resume", "--overwrite"),
            "--resume goes on with a run, --overwrite begins anew: give one",
        ),
        (
            ("--no-documents", "--format", "md"),
            "--no-documents leaves no document to give a --format",
        ),
        (
            ("--no-documents", "--benchmark"),
            "--benchmark stands in documents: leave out --no-documents",
        ),
        (("-", "-"), "standard input can be read once only"),
        (("-o", "-", "--changed-only"), "--changed-only needs a folder to write to"),
        (("-o", "-", "--format", "md"), "standard output takes --format json only"),
        (
            ("--format", "pdf"),
            "Invalid value for '--format': choose from md, json, with a comma between them",
        ),
        (("--jobs", "-1"), "Invalid value for '-j' / '--jobs': -1 is not in the range x>=0."),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    tmp_path: Path, more: tuple[str, ...], said: str
) -> None:
    ran = batch(write_profile(tmp_path), "-o", tmp_path / "advice", *more)
    assert (ran.code, ran.stderr.splitlines()[-1]) == (2, f"Error: {said}")


def test_an_input_that_is_not_there_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    missing = tmp_path / "members.csv"
    ran = batch(missing, write_profile(tmp_path), "-o", tmp_path / "advice")
    assert (ran.code, ran.stderr.splitlines()[-1]) == (
        2,
        f"Error: Invalid value for 'INPUT...': Path '{missing}' does not exist.",
    )
    assert not (tmp_path / "advice").exists()


def test_what_a_run_has_written_is_no_input(tmp_path: Path) -> None:
    register(tmp_path / "members.jsonl", 5)
    first, second = tmp_path / "advice", tmp_path / "again"
    assert batch(tmp_path, "-o", first, "--format", "md,json").stderr.splitlines() == [
        f"{first}: note: the folder of a run is not read",
        f"{first}: 5 written, 0 failed",
        f"The overview is in {first / 'index.md'}",
    ]
    assert batch(tmp_path, "-o", second).stderr.splitlines()[2] == f"{second}: 5 written, 0 failed"
    assert batch(tmp_path, "-o", first, "--changed-only", "--format", "md,json").code == 0


def test_a_run_of_something_else_is_not_taken_for_finished(tmp_path: Path) -> None:
    folder = tmp_path / "advice"
    members = write_lines(tmp_path / "members.jsonl", map(company, range(3)))
    batch(members, "-o", folder)
    other = Ran(
        1,
        "",
        f"{folder}: error: the folder has a finished run of something else;"
        " add --changed-only to bring it up to date, or --overwrite\n",
    )
    assert batch(members, "-o", folder, "--resume", "--format", "json") == other
    write_lines(members, map(company, range(2)))
    assert batch(members, "-o", folder, "--resume") == other


def test_what_companies_that_went_have_left_goes_when_the_run_is_overwritten(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "advice"
    members = write_lines(tmp_path / "members.jsonl", map(company, range(4)))
    batch(members, "-o", folder)
    for count in (3, 2):
        write_lines(members, map(company, range(count)))
        batch(members, "-o", folder, "--changed-only")
    assert run_json(folder)["left_over"] == ["companies/kiosk-2.md", "companies/kiosk-3.md"]
    batch(members, "-o", folder, "--overwrite")
    batch(members, "-o", tmp_path / "fresh")
    assert left_in(folder) == left_in(tmp_path / "fresh")


def test_a_broken_template_stops_the_run_at_its_line(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "advice.md.j2").write_text("{{ nobody }}\n", encoding="utf-8")
    ran = batch(write_profile(tmp_path), "-o", tmp_path / "advice", "--templates", templates)
    assert ran.code == 1
    assert ran.stderr.startswith(f"{templates / 'advice.md.j2'}:1:1: error T")
