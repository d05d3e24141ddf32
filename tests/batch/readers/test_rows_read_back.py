"""A profile written down in a spreadsheet is read back as the one in JSON."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.batch.readers import read_entry, read_inputs
from advisor.model.case import Profile
from tests.batch.readers.inputs import (
    books,
    companies,
    piped,
    profile_of,
    write_csv,
    write_workbook,
)
from tests.batch.readers.written_in_cells import one_row, several_sheets, storable_profiles
from tests.profile.small_base import read
from tests.profile.writing import as_plain
from tests.strategies.effort import one_in

CONVENTIONS = {";": "nb", ",": "en", "\t": "en", "|": "en"}


def in_json(profile: Profile) -> Profile:
    return read(json.dumps(as_plain(profile, str)), "p.json")


@given(profile=storable_profiles(), separator=st.sampled_from(sorted(CONVENTIONS)))
def test_a_row_is_read_as_the_profile_in_json(profile: Profile, separator: str) -> None:
    stream = io.StringIO(newline="")
    rows = one_row(profile, CONVENTIONS[separator])
    csv.writer(stream, delimiter=separator).writerows(rows)
    (item,) = piped(stream.getvalue().encode(), "csv")
    assert profile_of(item) == in_json(profile)


@one_in(3)
@given(profile=storable_profiles())
def test_rows_of_further_files_are_read_as_those_of_a_profile_in_json(
    profile: Profile, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("files")
    for name, rows in several_sheets(profile, "nb").items():
        write_csv(folder / f"{name}.csv", rows)
    assert companies(folder) == [in_json(profile)]


@one_in(10)
@given(profile=storable_profiles())
def test_a_workbook_is_read_as_the_profile_in_json(
    profile: Profile, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("books") / "book.xlsx"
    write_workbook(path, several_sheets(profile, "en"))
    assert companies(path) == [in_json(profile)]


@one_in(3)
@given(some=st.lists(storable_profiles(), max_size=3))
def test_lines_and_a_list_of_json_are_read_as_the_profiles(some: list[Profile]) -> None:
    plain = [as_plain(profile, str) for profile in some]
    lines = "\n".join(json.dumps(each, ensure_ascii=False) for each in plain).encode()
    whole = json.dumps(plain, indent=2).encode()
    expected = [in_json(profile) for profile in some]
    assert [profile_of(item) for item in piped(lines, "jsonl")] == expected
    assert [profile_of(item) for item in piped(whole)] == expected


def test_entries_are_read_alike_after_they_were_sent_to_another_process(tmp_path: Path) -> None:
    import pickle  # noqa: PLC0415 - only here

    path = write_csv(tmp_path / "a.csv", [["name", "load"], ["Glans", "37,5"]])
    (item,) = read_inputs([path], books())
    sent = pickle.loads(pickle.dumps(item))  # noqa: S301 - its own
    assert read_entry(sent, books()) == profile_of(item)
