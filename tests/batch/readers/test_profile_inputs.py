"""Profiles in YAML and JSON are read from files, lists, lines and pipes; no answer is repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.batch.entry import Skipped, TextEntry
from tests.batch.readers.inputs import items, piped, said, write

NOT_JSON = "not well-formed JSON; what follows has not been read; a list of companies, [{…}, {…}]"
WHAT_NEW_SAYS = "something else is expected here; what 'advisor profile new' says"
NO_NAME = "name: the company has no name; the company's name"

WRONG = """\
company: {name: Glans, employees: many}
answers:
  demand: kanskje
  demnd: secret
  offers: [wash, secret]
  mood: 7
  location: [secret]
  open_late: {value: yes, secret: yes}
criteria:
- {own: 3}
- name: A
  own: 9
- name: A
  competitors: {Secret: 99, Moa: 1}
- name: B
  since: {unsure: yes}
  scale: [5, 1]
  weight: 3
notes: [secret]
language: secret
cut_lines: secret
secret: secret
"""


def test_every_mistake_of_a_profile_has_its_field_and_its_line(tmp_path: Path) -> None:
    row_scale = "a mark on the scale of the row"
    unknown = "an unknown key; a key that 'advisor profile new' lists"
    out_of_range = "out of range, too long, or no number"
    found = said(items(write(tmp_path / "p.yaml", WRONG)))
    assert found == [
        f"0 @1 employees: {out_of_range}; a number of 0 or more",
        "0 @3 demand: this is none of the answers; one of: served, queue, lost",
        f"0 @4 answers: {unknown}",
        "0 @5 offers: this is none of the answers; any of: wash, wax, repair",
        f"0 @6 mood: {out_of_range}; a number from 1 to 5",
        f"0 @7 location: {WHAT_NEW_SAYS.partition(';')[0]}; words, at most 2000 characters of them",
        f"0 @8 open_late: {unknown}",
        "0 @10 criteria.name: the row has no name; the name of the criterion",
        f"0 @12 criteria.own: {out_of_range}; {row_scale}",
        f"0 @14 criteria.competitors: {out_of_range}; for each competitor, a name and {row_scale}",
        "0 @16 criteria.since: something is missing; what 'advisor profile new' lists",
        f"0 @17 criteria.scale: {out_of_range}; "
        "the lowest and the highest mark, such as 1-5 or 0-10",
        f"0 @18 criteria: {unknown}",
        f"0 @19 notes: {WHAT_NEW_SAYS}",
        "0 @20 language: this is none of the answers; one of: en, nb, sv",
        "0 @21 cut_lines: this is none of the answers; one of: mean, midpoint",
        f"0 @22 -: {unknown}",
    ]
    assert "secret" not in "".join(found).lower()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", f"1 {NO_NAME}"),
        ("company: {name: }\n", f"1 {NO_NAME}"),
        ("answers: {}\n", f"1 {NO_NAME}"),
        ("company: Glans\n", f"1 company: {WHAT_NEW_SAYS}"),
        ("- a\n", f"1 -: {WHAT_NEW_SAYS}"),
        ("company: {name: G\n", "1 -: not well-formed; well-formed YAML or JSON"),
        (
            "company: {name: G}\nanswers:\n  mood: 1\n  mood: 2\n",
            "4 mood: a key stands twice; each key once",
        ),
        (
            "company: {name: G}\nsecret: 1\nsecret: 2\n",
            "2 -: an unknown key; a key that 'advisor profile new' lists",
        ),
        (
            "company: {name: G}\ncriteria:\n- name: A\n- name: A\n",
            "4 criteria.name: two have the same name; a name of its own for each",
        ),
        (
            "company: {name: G}\ncompetitors: [{name: A}]\ncriteria:\n- name: Q\n"
            "  competitors: {Moa: 3}\n",
            "4 criteria: a mark for a rival who is not among the competitors; "
            "competitors as they are listed, or none listed",
        ),
        (
            f"company: {{name: G}}\nnotes: {'[' * 50}{']' * 50}\n",
            "2 -: too large or too deep; a smaller profile",
        ),
    ],
)
def test_a_mistake_is_placed_by_the_ids_that_are_known(
    tmp_path: Path, text: str, line: str
) -> None:
    assert said(items(write(tmp_path / "p.yml", text)))[0] == f"0 @{line}"


def test_json_may_hold_one_company_or_a_list_of_them(tmp_path: Path) -> None:
    path = write(tmp_path / "p.json", '\ufeff{"company": {"name": "A"}}')
    assert said(items(path)) == ["0 A"]
    write(path, ' [{"company": {"name": "A"}},\n\n {"company": {"name": "B"},\n"language": 1}]\n')
    assert said(items(path)) == [
        "1 A",
        "3 @4 language: this is none of the answers; one of: en, nb, sv",
    ]
    write(path, "[]")
    assert items(path) == []


def test_a_list_longer_than_any_file_may_be_is_read(tmp_path: Path) -> None:
    entry = '{"company": {"name": "A"}, "notes": "' + "x" * 99_000 + '"}'
    write(tmp_path / "p.json", f"[{','.join([entry] * 100)}]")
    assert said(items(tmp_path / "p.json")) == ["1 A"] * 100


@pytest.mark.parametrize("end", [',\n{"company": tru}]', ",]", ' {"a": 1}]', "] x", "", ",\x00]"])
def test_a_list_that_breaks_off_keeps_the_companies_before(tmp_path: Path, end: str) -> None:
    write(tmp_path / "p.json", f'[{{"company": {{"name": "A"}}}}{end}')
    row = end.count("\n") + 1
    assert said(items(tmp_path / "p.json")) == ["1 A", f"{row} trouble -: {NOT_JSON}"]


def test_a_company_that_takes_more_room_than_it_may_is_refused(tmp_path: Path) -> None:
    large = '{"company": {"name": "' + "x" * 4_000_000 + '"}}'
    small = '{"company": {"name": "A"}}'
    too_large = "is larger than 4 MB; keep it smaller"
    write(tmp_path / "p.json", large)
    assert said(items(tmp_path / "p.json")) == [f"0 trouble -: the file {too_large}"]
    write(tmp_path / "p.json", f"[{small},\n{large},\n{small}]")
    assert said(items(tmp_path / "p.json")) == [
        "1 A",
        f"2 trouble -: the entry {too_large}",
        "3 A",
    ]
    write(tmp_path / "p.json", f"[{small},\n{large * 6}")
    assert said(items(tmp_path / "p.json")) == [
        "1 A",
        f"2 trouble -: the entry {too_large}",
        f"2 trouble -: {NOT_JSON}",
    ]
    write(tmp_path / "p.json", f"[{small},\n{large.replace('}', ' ') * 6}]")
    assert said(items(tmp_path / "p.json")) == ["1 A", f"2 trouble -: {NOT_JSON}"]
    write(tmp_path / "p.jsonl", f"{small}\n{large}\n{small}\n")
    assert said(items(tmp_path / "p.jsonl")) == [
        "1 A",
        f"2 trouble -: the entry {too_large}",
        "3 A",
    ]


def test_each_line_of_json_lines_is_a_company(tmp_path: Path) -> None:
    path = tmp_path / "p.ndjson"
    path.write_bytes(
        b'\xef\xbb\xbf{"company":{"name":"A"}}\r\n\n{"company":{"name":"B"},"answers":{"mood":9}}\n'
        b'{"company":\n\xff\n[1]\n"x"\n{"company":{"name":"\\u00c5"}}'
    )
    assert said(items(path)) == [
        "1 A",
        "3 mood: out of range, too long, or no number; a number from 1 to 5",
        "4 -: not well-formed; well-formed YAML or JSON",
        "5 trouble -: the line is not UTF-8 text; save it with the encoding UTF-8",
        f"6 -: {WHAT_NEW_SAYS}",
        f"7 -: {WHAT_NEW_SAYS}",
        "8 Å",
    ]


def test_a_profile_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    expected = ["0 trouble -: the file is not UTF-8 text; save it with the encoding UTF-8"]
    for name in ("p.yaml", "p.json"):
        assert said(items(write(tmp_path / name, "company: {name: Ås}", "latin-1"))) == expected
    path = write(tmp_path / "list.json", '["Ås"]', "latin-1")
    assert said(items(path)) == expected


# --- folders and pipes ---


def test_a_folder_is_read_by_name_with_the_folders_in_it(tmp_path: Path) -> None:
    for name in ("b.yaml", "a/z.json", "a/b.yml", "c.jsonl", ".hidden.yaml", ".git/x.yaml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        write(path, f'{{"company": {{"name": "{path.stem}"}}}}')
    write(tmp_path / "bb.pdf", "x")
    found = items(tmp_path)
    hint = "files are read that end in .yaml, .json, .jsonl, .csv or .xlsx"
    assert [item.source.removeprefix(f"{tmp_path}/") for item in found] == [
        "a/b.yml",
        "a/z.json",
        "b.yaml",
        "bb.pdf",
        "c.jsonl",
    ]
    assert found[3] == Skipped(str(tmp_path / "bb.pdf"), "the file", hint)


def test_inputs_are_read_as_given_and_a_missing_one_is_told(tmp_path: Path) -> None:
    one = write(tmp_path / "b.yaml", "company: {name: B}")
    two = write(tmp_path / "a.csv", "name\nA\n")
    missing = tmp_path / "none.csv"
    assert said(items(one, missing, two)) == [
        "0 B",
        "0 trouble -: cannot read the file: no such file or directory; "
        "check the path and its permissions",
        "2 A",
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"name,load\nA,3.5\n", ["2 A"]),
        ("\ufeffnavn;load\nÅ;3,5\n".encode(), ["2 Å"]),
        (b"company: {name: A}\n", ["0 A"]),
        (b"# name\ncompany:\n  name: A\n", ["0 A"]),
        (b'{"company":{"name":"A"}}\n{"company":{"name":"B"}}\n', ["1 A", "2 B"]),
        (b'{"company":\n{"name":"A"}}\n', ["0 A"]),
        (b'\xef\xbb\xbf [{"company":{"name":"A"}}]', ["1 A"]),
        (b"", [f"0 @1 {NO_NAME}"]),
    ],
)
def test_what_a_pipe_brings_is_told_by_its_beginning(data: bytes, expected: list[str]) -> None:
    found = piped(data)
    assert said(found) == expected
    assert {item.source.removesuffix(" (1)") for item in found} == {"-"}


def test_what_a_pipe_brings_may_be_said() -> None:
    text = b'{"company": {"name": "A"}}'
    rows = {"yaml": 0, "json": 0, "jsonl": 1}
    for kind, row in rows.items():
        (item,) = piped(text, kind)
        assert isinstance(item, TextEntry)
        assert item.row == row
    assert said(piped(b"name\nA\n", "csv")) == ["2 A"]
