"""JSON that is read fast is read as the thorough reader reads it, or not at all."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.batch.readers.quick_json import quick_json
from advisor.edge.json_text import parse_json
from advisor.edge.nodes import Mapping as MappingNode
from advisor.edge.nodes import Node, Scalar, Sequence
from tests.edge.reading import read
from tests.strategies.scrambled import scrambled

HALVES = re.compile(r"\\u[dD][89a-fA-F]")
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


def content(node: Node | None) -> object:
    """Return everything in a node but its places."""
    if isinstance(node, Scalar):
        return node.text, node.quoted
    if isinstance(node, Sequence):
        return [content(item) for item in node.items]
    if isinstance(node, MappingNode):
        return [(key.text, key.quoted, content(value)) for key, value in node.entries]
    return None


@given(value=ANYTHING, indent=st.sampled_from([None, 1]), escaped=st.booleans())
def test_json_is_read_as_the_thorough_reader_does(
    value: object,
    indent: int | None,
    escaped: bool,  # noqa: FBT001 - drawn
) -> None:
    text = json.dumps(value, ensure_ascii=escaped, indent=indent)
    came = read(parse_json, text)
    assert not came.said
    if HALVES.search(text):
        assert quick_json(text) is None
    else:
        assert content(quick_json(text)) == content(came.node)


@given(value=ANYTHING, seed=st.integers(0, 2**32))
def test_what_the_thorough_reader_refuses_is_not_read(value: object, seed: int) -> None:
    text = scrambled(json.dumps(value, ensure_ascii=False), seed)
    came = read(parse_json, text)
    quick = quick_json(text)
    if quick is not None:
        assert not came.said
        assert content(quick) == content(came.node)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "{",
        '{"a": 1, "a": 2}',
        "[NaN]",
        "[-Infinity]",
        "[1] 2",
        '["a\nb"]',
        '["\\ud800"]',
        "[" * 41 + "]" * 41,
        "[" * 90_000,
        f'["{"x" * 100_000}"]',
    ],
)
def test_what_is_not_in_order_is_left_to_the_thorough_reader(text: str) -> None:
    assert quick_json(text) is None


def test_json_may_be_as_deep_for_the_one_as_for_the_other() -> None:
    text = "[" * 39 + "1" + "]" * 39
    assert content(quick_json(text)) == content(read(parse_json, text).node)
    assert read(parse_json, f"[[{text}]]").said
    assert quick_json(f"[[{text}]]") is None
