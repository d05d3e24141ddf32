"""A finding on which no rule speaks, asked for or not, leaves no gap in the document."""

from __future__ import annotations

import pytest

from advisor.model.findings import Score
from tests.inference.small import assessed, small

BASE = small(
    """
    parameters:
      - {id: score.full, value: 100}
      - {id: score.none, value: 0}
    questions:
      - {id: sold, kind: yes_no}
      - {id: posted, kind: yes_no, ask_when: {sold: yes}}
    findings:
      - {id: shop, topic: topic, domain: [good, bad], points: {good: score.full, bad: score.none}}
      - {id: post, topic: topic, domain: [good, bad], points: {good: score.full, bad: score.none}}
    rules:
      - {id: sells, when: {sold: yes}, conclude: {shop: good}}
      - {id: sells_not, when: {sold: no}, conclude: {shop: bad}}
      - {id: posts, when: {posted: yes}, conclude: {post: good}}
    """
)


@pytest.mark.parametrize(
    ("answers", "standing", "known", "total"),
    [
        ("{sold: no}", "", 1, 1),
        ("{sold: yes}", "unknown", 1, 2),
        ("{sold: yes, posted: yes}", "well", 2, 2),
        ("{sold: yes, posted: no}", "", 1, 1),
        ("{sold: no, posted: yes}", "well", 2, 2),
    ],
)
def test_a_finding_on_which_no_rule_speaks_is_not_counted_as_unknown(
    answers: str, standing: str, known: int, total: int
) -> None:
    assessment = assessed(BASE, f"answers: {answers}")
    (post,) = (finding for finding in assessment.findings if finding.id == "post")
    score = assessment.topics[0].score
    assert isinstance(score, Score)
    assert (post.standing, score.known, score.total) == (standing, known, total)
