"""How a topic stands: the mean of its known findings' points, with the sum written out."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.advice.scores import view_topics
from advisor.advice.wording import Wording
from advisor.model.findings import Score, TopicView
from tests.inference.small import small, traced

BASE = small(
    """
    parameters:
      - {id: score.full, value: 100}
      - {id: score.half, value: 50}
      - {id: score.odd, value: 33.3}
      - {id: score.none, value: 0}
    topics:
      - {id: price, label: The price, section: mix, order: 2}
      - {id: service, label: The service, section: mix, order: 1}
      - {id: other, label: Other things, section: value}
    questions:
      - {id: a, kind: choice, options: [full, half, odd, none]}
      - {id: b, kind: choice, options: [full, half, odd, none]}
      - {id: c, kind: choice, options: [full, half, odd, none]}
    tables: [{id: things, columns: [{id: good, kind: yes_no}]}]
    findings:
      - {id: fa, domain: [full, half, odd, none], topic: price,
         points: {full: score.full, half: score.half, odd: score.odd, none: score.none}}
      - {id: fb, domain: [full, half, odd, none], topic: price,
         points: {full: score.full, half: score.half, odd: score.odd, none: score.none}}
      - {id: fc, domain: [full, half, odd, none], topic: price,
         points: {full: score.full, half: score.half, odd: score.odd, none: score.none}}
      - {id: elsewhere, domain: [yes, no], topic: service,
         points: {yes: score.full, no: score.none}}
      - {id: pointless, domain: [yes, no], topic: service}
      - {id: of_a_row, of: things, domain: [yes, no], topic: other,
         points: {yes: score.full, no: score.none}}
    rules:
      - {id: ra1, when: {a: full}, conclude: {fa: full}}
      - {id: ra2, when: {a: half}, conclude: {fa: half}}
      - {id: ra3, when: {a: odd}, conclude: {fa: odd}}
      - {id: ra4, when: {a: none}, conclude: {fa: none}}
      - {id: rb1, when: {b: full}, conclude: {fb: full}}
      - {id: rb2, when: {b: half}, conclude: {fb: half}}
      - {id: rb3, when: {b: odd}, conclude: {fb: odd}}
      - {id: rb4, when: {b: none}, conclude: {fb: none}}
      - {id: rc1, when: {c: full}, conclude: {fc: full}}
      - {id: rc2, when: {c: half}, conclude: {fc: half}}
      - {id: rc3, when: {c: odd}, conclude: {fc: odd}}
      - {id: rc4, when: {c: none}, conclude: {fc: none}}
      - {id: pointless, conclude: {pointless: yes}}
      - {id: row_rule, for_each: things, where: {good: yes}, conclude: {of_a_row: yes}}
    """
)


def topics(text: str) -> tuple[TopicView, ...]:
    return view_topics(Wording(BASE, traced(BASE, text), "Glans", "en"))


def price(answers: str) -> Score | None:
    found = {topic.id: topic.score for topic in topics(f"answers: {{{answers}}}")}
    return found["price"]


def test_topics_stand_in_the_order_of_the_document_each_with_its_score() -> None:
    assert topics("answers: {a: full, b: half}\nthings: [{name: A, good: yes}]") == (
        TopicView("other", "Other things", "value", None),
        TopicView("service", "The service", "mix", None),
        TopicView("price", "The price", "mix", Score(Decimal(75), 2, 3, "(100 + 50) ÷ 2 = 75")),
    )


@pytest.mark.parametrize(
    ("answers", "score"),
    [
        ("a: full", Score(Decimal(100), 1, 3, "100 ÷ 1 = 100")),
        ("a: none", Score(Decimal(0), 1, 3, "0 ÷ 1 = 0")),
        ("a: odd, c: odd", Score(Decimal("33.3"), 2, 3, "(33.3 + 33.3) ÷ 2 = 33.3")),
        ("a: full, b: half, c: half", None),
    ],
)
def test_a_score_is_the_mean_of_the_points_that_are_known(
    answers: str, score: Score | None
) -> None:
    found = price(answers)
    if score is None:
        assert found is not None
        score = Score(Decimal(200) / 3, 3, 3, "(100 + 50 + 50) ÷ 3 = 66.7")
    assert found == score


def test_without_a_known_finding_a_topic_has_no_score() -> None:
    assert price("a: don't know") is None
    assert price("a: does not apply, b: does not apply, c: does not apply") is None


OPERATIONS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Div: operator.truediv,
}


def worked_out(node: ast.expr) -> Decimal:
    """What a sum comes to."""
    if isinstance(node, ast.BinOp):
        return OPERATIONS[type(node.op)](worked_out(node.left), worked_out(node.right))
    assert isinstance(node, ast.Constant)
    return Decimal(str(node.value))


@given(
    st.lists(st.sampled_from(["full", "half", "odd", "none", "don't know"]), min_size=3, max_size=3)
)
def test_the_arithmetic_comes_to_the_score(words: list[str]) -> None:
    found = price(", ".join(f"{name}: {word}" for name, word in zip("abc", words, strict=True)))
    known = [word for word in words if word != "don't know"]
    if found is None:
        assert known == []
        return
    assert found.known == len(known)
    left, right = found.arithmetic.split(" = ")
    tree = ast.parse(left.replace("÷", "/"), mode="eval")
    assert worked_out(tree.body) == found.points
    assert abs(Decimal(right) - found.points) <= Decimal("0.05")
