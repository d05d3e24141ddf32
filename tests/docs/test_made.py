"""What the documentation shows of the program is what the program says today."""

from __future__ import annotations

import pytest

from tests.docs.made import PARTS, made
from tests.docs.places import REGENERATE, ROOT, blocks, read, with_blocks


@pytest.mark.parametrize("name", sorted(PARTS))
def test_a_document_shows_what_the_program_says(name: str) -> None:
    assert read(ROOT / name) == made(name), f"{name} is out of date: run {REGENERATE}"


def test_parts_that_are_made_are_replaced_and_nothing_else() -> None:
    text = "a\n<!-- made: one -->\nold\n<!-- end -->\nb\n<!-- made: two -->\n<!-- end -->\n"
    assert blocks(text) == ["one", "two"]
    assert with_blocks(text, {"one": "new\n", "two": "2\n"}) == (
        "a\n<!-- made: one -->\nnew\n<!-- end -->\nb\n<!-- made: two -->\n2\n<!-- end -->\n"
    )
