"""The digest of a profile: it changes with what is said of the company, and with nothing else."""

from __future__ import annotations

import pytest

from advisor.knowledge.digest import answers_digest
from tests.profile.small_base import read

SAID = """\
company: {name: Glans}
answers: {demand: lost}
criteria: [{name: Price, own: 3}]
notes: It rains.
"""


def test_the_digest_of_a_profile_stays_from_release_to_release() -> None:
    assert answers_digest(read(SAID)) == "3b6471cfc885"


@pytest.mark.parametrize("added", ["language: sv\n", "unfinished: [criteria]\n"])
def test_language_and_progress_are_no_part_of_what_is_said(added: str) -> None:
    assert answers_digest(read(SAID + added)) == answers_digest(read(SAID))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Glans", "Blank"),
        ("lost", "queue"),
        ("own: 3", "own: 4"),
        ("It rains.", "It snows."),
        ("notes: ", "cut_lines: midpoint\nnotes: "),
    ],
)
def test_the_digest_changes_with_whatever_is_said(old: str, new: str) -> None:
    assert answers_digest(read(SAID.replace(old, new, 1))) != answers_digest(read(SAID))
