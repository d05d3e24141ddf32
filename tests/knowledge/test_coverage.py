"""What acts on each part of the articles, and what has nothing that acts on it."""

from __future__ import annotations

from advisor.knowledge.coverage import guidance_coverage
from advisor.report.coverage import as_json, as_markdown, as_text, uncovered
from tests.inference.small import small
from tests.shipped import shipped_base

BASE = small(
    """
    sources:
      - {id: S1-01, in: S1, says: First.}
      - {id: S1-02, in: S1, says: Second.}
      - {id: S1-03, in: S1, says: Third.}
      - {id: P1-01, in: P1, says: A page is no article.}
    questions: [{id: open, kind: yes_no, source: [S1-01, P1-01]}]
    findings:
      - {id: good, domain: {holds: Holds, fails: Fails}, check: yes, source: S1-01}
      - {id: plain, domain: [so], source: S1-02}
    rules: [{id: so, when: {open: yes}, conclude: {plain: so}, source: S1-03}]
    advice: [{id: act, when: {open: yes}, source: S1-03}]
    """
)
TEXT = """\
S1-01: check good, question open
S1-02: NOTHING
S1-03: advice act, rule so
1 of 3 has nothing that acts on it"""
PAGE = """\
# Coverage

What acts on each part of the five articles. Made from the knowledge base; the same
list is printed by `advisor check --coverage`, which fails when a part has nothing.

## S1: An article

| id | says | acted on by |
|---|---|---|
| S1-01 | First. | check `good`; question `open` |
| S1-02 | Second. |  |
| S1-03 | Third. | advice `act`; rule `so` |
"""


def test_only_what_acts_counts() -> None:
    found = guidance_coverage(BASE)
    assert as_text(found) == TEXT
    assert uncovered(found) == ["S1-02"]
    assert as_markdown(found, {"S1": "An article"}) == PAGE
    assert '"acting": []' in as_json(found)


def test_the_shipped_base_acts_on_all_159_parts() -> None:
    found = guidance_coverage(shipped_base())
    assert (len(found), uncovered(found)) == (159, [])
