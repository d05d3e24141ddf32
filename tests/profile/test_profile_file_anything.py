# ruff: noqa: D102 - the names of the steps are their sentences
"""Whatever is done to a profile, of any text, its file says what the profile says."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from advisor.model.case import NOT_ASKED, Answer
from advisor.model.diagnostic import InputError
from advisor.model.knowledge import Kind
from advisor.profile.blank import blank_profile
from advisor.profile.file import ProfileFile
from advisor.profile.read import parse_profile
from advisor.profile.tables import given_columns
from tests.profile.profile_files import (
    DOES_NOT_APPLY,
    DONT_KNOW,
    KNOWN,
    answered,
    cell,
    comments_in,
    known,
    question,
)
from tests.profile.small_base import small
from tests.strategies.effort import one_in
from tests.strategies.profiles import TEXTS, answers
from tests.strategies.scrambled import scrambled

BY_HAND = """\
%YAML 1.1
---
# Written by hand.
company:
    name:   Glans      # as registered
    industry: >-
        Car wash,
        two lanes

answers:
    # How is demand?
    demand:     # one of
    # Are you trusted?
    trusted: unsure    # one of
    mood:   4.50
    location: 'Moa,
      Ålesund'
    # What else is there?

# By what do customers decide?
criteria:
-   name: Price      # most say so

    own: 3.0
    competitors: {A: 1,  B: 2}  # marks
-   scale: [0, 10]
    name: Speed
    own:
      value: 8.5
      unsure: yes
# closing
cut_lines: midpoint
notes: |+
   a  b
   c

...
# The end.
"""

IN_BRACKETS = """\
{company: {name: Glans,}, answers: {demand: , mood: 4, "load":5, open_late},
 criteria: [ {name: Price, own: 3, }, {name: Speed} ], # rows
 competitors: [{name: A}], unfinished: [criteria]}"""

AS_JSON = """\
{"company": {"name": "Glans", "industry": 1.50, "employees": null}, "answers": null,
 "criteria": [{"name": "Price", "own": 3.0, "competitors": {"A": 1e0, "\\u00c5se": 2}}],
 "competitors": "don't know", "notes": "\\ud83d\\ude42 & more", "language": "sv"}
"""

WITH_MARKS = """\
company: {name: &who Glans}
answers:
  demand: {value: lost, unsure: &u yes}
  open_late: *u
  location: *who
criteria:
  - name: Price
    own: &mark {value: 3, unsure: *u}
    importance: *mark
    competitors: &marks
      A: 2
  - name: Speed
    own: *mark
    competitors: *marks
"""

STARTS = {
    "p.yaml": [
        BY_HAND,
        BY_HAND.replace("\n", "\r\n"),
        IN_BRACKETS,
        AS_JSON.replace("\\ud83d\\ude42", "🙂"),
        WITH_MARKS,
        blank_profile(small()),
        "company: {name: G}",
        "company:\n  name: G\nanswers:\ncriteria: # none yet\n  []\ncompetitors:\n  don't know",
    ],
    "p.json": [AS_JSON],
}
NAMES = [
    "Alpha", "a: b", "- x", "# c", "yes", "null", "~", "12", "2026-11-21", "{a}", "[", "'", '"q"',
    "don't know", "unsure", "value", "name", "*a", "&a", "!a", "%a", "@a", "`a", "? a", "|", ">",
    "a #b", "a:", "Øst, Åse", "🙂", "\x07", "\x7f\x9b", "\ufeff", "\ufffe", "-", "---", "...", "=",
]  # fmt: skip
WORDS = st.sampled_from(NAMES) | TEXTS


def is_right(text: str, name: str) -> bool:
    """Tell whether a text can be read as a profile."""
    try:
        parse_profile(text, name, small(), named=False)
    except InputError:
        return False
    return True


class AnyChange(RuleBasedStateMachine):
    """Whatever is done to a profile, its text says what the profile says."""

    def __init__(self) -> None:
        """Begin with an empty folder."""
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()

    def teardown(self) -> None:
        self.folder.cleanup()

    @initialize(
        start=st.sampled_from([(n, t) for n in STARTS for t in [*STARTS[n], None]]),
        slips=st.none() | st.integers(0, 2**32),
    )
    def open(self, start: tuple[str, str | None], slips: int | None) -> None:
        """Open one of the texts; perhaps somebody's hand slipped over it, but harmlessly."""
        name, text = start
        path = Path(self.folder.name) / name
        self.comments = comments_in(text or "")
        if text is not None:
            path.write_bytes(text.encode())
            if slips is not None and is_right(slipped := scrambled(text, slips), name):
                self.comments = []
                path.write_bytes(slipped.encode())
        self.file = ProfileFile(path, small())

    @rule(name=st.text(max_size=20) | WORDS)
    def name_company(self, name: str) -> None:
        self.file.name_company(name)

    @rule(data=st.data(), name=st.sampled_from(sorted(small().questions)))
    def answer(self, data: st.DataObject, name: str) -> None:
        asked = small().questions[name]
        given = WORDS.map(known) if asked.kind is Kind.TEXT else answers(asked)
        self.file.put(question(name), data.draw(given))

    @rule(name=st.sampled_from(sorted(small().questions)))
    def take_out(self, name: str) -> None:
        self.file.take_out(question(name))
        assert self.file.profile.answers[name] == NOT_ASKED

    @rule(
        table=st.sampled_from(sorted(small().tables)),
        answer=st.sampled_from([KNOWN, DONT_KNOW, DOES_NOT_APPLY, NOT_ASKED]),
    )
    def answer_a_table(self, table: str, answer: Answer) -> None:
        self.file.put(question(table), answer)
        assert self.file.profile.tables[table].state is answer.state

    @rule(table=st.sampled_from(sorted(small().tables)), name=WORDS)
    def add_row(self, table: str, name: str) -> None:
        self.file.add_row(table, name)

    @precondition(lambda self: self.rows())
    @rule(data=st.data())
    def remove_row(self, data: st.DataObject) -> None:
        table, name = data.draw(st.sampled_from(self.rows()))
        self.file.remove_row(table, name)
        assert (table, name) not in self.rows()

    @precondition(lambda self: self.rows())
    @rule(data=st.data())
    def answer_a_cell(self, data: st.DataObject) -> None:
        table, name = data.draw(st.sampled_from(self.rows()))
        column = data.draw(st.sampled_from(given_columns(small().tables[table])))
        (row,) = (row for row in self.file.profile.tables[table].rows if row.name == name)
        if column.kind is Kind.RATINGS:
            low = row.scale[0]
            given = st.dictionaries(WORDS.map(lambda text: " ".join(text.split())), st.just(low))
            value = tuple(sorted(data.draw(given).items()))
            self.file.put(
                cell(table, name, column.id), known(value, unsure=data.draw(st.booleans()))
            )
        else:
            self.file.put(cell(table, name, column.id), data.draw(answers(column, row.scale)))

    @rule(
        language=st.sampled_from(["en", "nb", "sv"]),
        table=st.sampled_from(sorted(small().tables)),
        unfinished=st.booleans(),
    )
    def note(self, language: str, table: str, unfinished: bool) -> None:  # noqa: FBT001 - drawn
        self.file.set_language(language)
        self.file.set_unfinished(table, unfinished)
        assert (table in self.file.profile.unfinished) is unfinished

    @rule()
    def save(self) -> None:
        self.file.save()
        assert not self.file.unsaved
        assert ProfileFile(self.file.path, small()).profile == self.file.profile

    def rows(self) -> list[tuple[str, str]]:
        tables = self.file.profile.tables
        return [(name, row.name) for name, table in tables.items() for row in table.rows]

    @invariant()
    def the_text_says_what_the_profile_says(self) -> None:
        name = self.file.path.name
        assert parse_profile(self.file.text(), name, small(), named=False) == self.file.profile

    @invariant()
    def the_order_has_all_that_is_answered(self) -> None:
        assert sorted(self.file.order) == answered(self.file.profile)

    @invariant()
    def comments_are_kept(self) -> None:
        assert [c for c in self.comments if c not in comments_in(self.file.text())] == []


TestAnyChange = AnyChange.TestCase
TestAnyChange.settings = settings(one_in(2), stateful_step_count=20)
