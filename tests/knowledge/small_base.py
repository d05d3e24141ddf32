"""A small knowledge base to go wrong in: it loads, and a test adds one file of its own."""

from __future__ import annotations

from pathlib import Path

from advisor.knowledge.load import read_knowledge
from advisor.model.knowledge import Knowledge

ROOT = Path(__file__).parents[2]
ENGINE = (ROOT / "rules" / "parameters" / "engine.yaml").read_text(encoding="utf-8")

HEADER = """\
knowledge_base: {id: small, title: A small base, version: "1", language: en}
"""

VOCABULARY = """\
topics:
  - {id: service, label: Service, section: mix}
sources:
  - {id: S2, title: How to deliver value, grade: article}
  - {id: S2-14, in: S2, says: Queues drive customers away.}
  - {id: P1, title: A public page, grade: public}
  - {id: judgement, title: Professional judgement, grade: judgement}
parameters:
  - {id: load.high, value: 85, unit: percent, date: 2026-11-21, source: judgement}
  - {id: load.low, value: 20, unit: percent, date: 2026-11-21, source: judgement}
  - {id: rows.few, value: 2, unit: rows, date: 2026-11-21, source: judgement}
  - {id: mark.good, value: 4, unit: points, date: 2026-11-21, source: judgement}
questions:
  - id: peak_demand
    label: The busiest hour
    ask: What happens at your busiest times?
    kind: choice
    options: {served: All are served, queue: They wait, lost: They leave}
    source: S2-14
  - {id: peak_load, label: Load, ask: "How much is taken?", kind: percent, source: S2-14}
  - {id: cold_load, label: Load in winter, ask: "And then?", kind: percent, source: S2-14}
  - {id: open_late, label: Evenings, ask: "Open late?", kind: yes_no, source: S2-14}
  - {id: remarks, label: Remarks, ask: "What else?", kind: text, source: S2-14}
  - id: offers
    label: Offers
    ask: What do you offer?
    kind: choices
    options: {wash: Washing, wax: Waxing, repair: Repairs}
    source: S2-14
tables:
  - id: criteria
    label: Criteria
    row: criterion
    ask: By what do customers decide?
    columns:
      - {id: own, label: Your mark, kind: rating}
      - {id: weight, label: Weight, kind: rating}
      - {id: rivals, label: Their marks, kind: ratings}
      - {id: need, label: Need, kind: choice, options: {basic: Basic, asked: Asked for}}
    source: S2-14
  - id: groups
    label: Groups
    row: group
    ask: Who buys?
    columns:
      - {id: size, label: Size, kind: number, unit: people}
    source: S2-14
measures:
  - {id: load_gap, label: Gap, unit: percent, difference: [peak_load, cold_load], source: S2-14}
findings:
  - id: capacity
    label: Enough capacity
    domain: {holds: It is enough, fails: It is not}
    source: S2-14
  - id: strengths
    label: Strengths
    domain: {fast: Fast, cheap: Cheap}
    several: yes
    source: S2-14
  - id: criterion_state
    of: criteria
    label: State
    domain: {let_down: Let down, fine: Fine}
    source: S2-14
rules:
  - id: queue_means_too_little
    when: {peak_demand: {one_of: [queue, lost]}}
    conclude: {capacity: fails}
    because: Who waits leaves.
    source: S2-14
advice:
  - id: add_capacity
    when: {capacity: fails}
    topic: service
    do: Add capacity.
    why: They leave.
    how: [Count, Move a shift, Look again]
    measure: Share of customers served
    impact: 5
    effort: 3
    horizon: now
    source: S2-14
"""


def write_small(folder: Path, case: str = "", file: str = "case.yaml") -> Path:
    """Write the small base, and a file of the test's own beside it."""
    for name, text in (
        ("base.yaml", HEADER),
        ("engine.yaml", ENGINE),
        ("vocabulary.yaml", VOCABULARY),
        (file, case),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def said_of(folder: Path) -> list[str]:
    """Return everything loading says about a folder, its path left out of the lines."""
    _, diagnostics = read_knowledge(folder)
    return [str(diagnostic).replace(f"{folder}/", "") for diagnostic in diagnostics]


def loaded(folder: Path) -> Knowledge:
    """Return the knowledge base of a folder; whatever loading says is in the assertion."""
    knowledge, diagnostics = read_knowledge(folder)
    assert knowledge is not None, "\n".join(str(diagnostic) for diagnostic in diagnostics)
    assert diagnostics == []
    return knowledge
