"""Whatever bytes come, they are companies or told of; nothing else is raised."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.batch.entry import RowEntry, TextEntry, Unusable
from advisor.batch.readers import read_entry, read_inputs
from advisor.profile.forms.workbook import workbook_form
from tests.batch.readers.inputs import books
from tests.profile.small_base import small
from tests.strategies.effort import one_in
from tests.strategies.scrambled import scrambled

KINDS = ["csv", "jsonl", "json", "yaml", "xlsx"]
SHEET = '''\
name;load;criteria.1.name;criteria.1.own;demand;"offers";notes
Glans;1 500,5;"A; ""wait""";4;They leave;"Washing, Waxing";"one
two"
Moa;3,5?;;;lost;wash;vet ikke
'''
LINES = """\
[{"company": {"name": "Glans"}, "answers": {"demand": "lost", "offers": ["wash"]}},
{"company": {"name": "Moa"}, "criteria": [{"name": "A", "own": 4, "scale": [0, 10]}]}]
"""


def check(data: bytes, kind: str) -> None:
    for item in read_inputs([Path("-")], books(), stdin=io.BytesIO(data), kind=kind):
        if isinstance(item, TextEntry | RowEntry):
            try:
                read_entry(item, books())
            except Unusable as unusable:
                assert unusable.mistakes  # noqa: PT017 - it has to say something


@given(data=st.binary(max_size=200), kind=st.sampled_from(KINDS))
def test_any_bytes_are_companies_or_told_of(data: bytes, kind: str) -> None:
    check(data, kind)
    check(data, "")


@given(
    text=st.text(st.sampled_from('name;load\n\r",\t|\0\x85\u2028æ5.=[]{}:'), max_size=60),
    kind=st.sampled_from(["csv", "jsonl", "json"]),
)
def test_any_text_is_companies_or_told_of(text: str, kind: str) -> None:
    check(text.encode(), kind)
    check(f"name;load\n{text}".encode(), "csv")
    check(f"[{text}]".encode(), "json")


@given(seed=st.integers(0, 2**32))
def test_any_scrambled_input_is_companies_or_told_of(seed: int) -> None:
    check(scrambled(SHEET, seed).encode(), "csv")
    check(scrambled(LINES, seed).encode(), "json")
    check(scrambled(LINES, seed).encode(), "jsonl")


@pytest.fixture(scope="module")
def form() -> bytes:
    return workbook_form(small())


@one_in(2)
@given(seed=st.integers(0, 2**32))
def test_any_broken_workbook_is_companies_or_told_of(seed: int, form: bytes) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    data = bytearray(form)
    for _ in range(chance.randint(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    check(bytes(data[: chance.choice([len(data), chance.randrange(len(data))])]), "xlsx")
