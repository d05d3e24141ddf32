"""What the columns of importance and performance need is found out by leaving things out."""

from __future__ import annotations

from pathlib import Path

from advisor.knowledge.checks.solver.computed import needs
from advisor.knowledge.checks.solver.problem import Problem
from advisor.knowledge.checks.solver.readings import UNANSWERED
from advisor.model.condition import Attribute
from tests.knowledge.checks.bases import VOCABULARY, load
from tests.shipped import shipped_base


def test_each_computed_column_of_the_shipped_criteria_needs_the_marks_it_is_made_of() -> None:
    assert needs(shipped_base().tables["criteria"]) == {
        "weight": ("importance",),
        "quadrant": ("importance", "own"),
        "expectation_gap": ("own", "expected"),
        "expectation_gap_share": ("own", "expected"),
        "best_rival": ("competitors",),
        "best_rival_name": ("competitors",),
        "value_gap": ("own", "competitors"),
        "value_gap_share": ("own", "competitors"),
    }


def test_a_column_whose_marks_are_not_asked_for_is_never_known(tmp_path: Path) -> None:
    without = "      - {id: expected, label: Expected, kind: rating}\n"
    knowledge = load(tmp_path, vocabulary=VOCABULARY.replace(without, ""))
    assert needs(knowledge.tables["criteria"]) == {"quadrant": ("importance", "own")}
    gap = Attribute("criteria", "expectation_gap_share")
    assert Problem(knowledge).domains[gap] == UNANSWERED
