"""Print how long an owner waits for the next question: python benchmarks/interview.py.

Ten interviews on the shipped base, answered as the example companies would
answer, every answer saved to disk as in the terminal. What a person at a
terminal waits for besides is the drawing of the prompt, about 15 ms.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from advisor.interview.conversation import Conversation, Limits
from advisor.interview.place import CellAnswer, CompanyName, RowName
from advisor.interview.prompt import Prompt, Style
from advisor.interview.putting import rivals
from advisor.interview.session import Session
from advisor.knowledge.opening import open_knowledge
from advisor.model.case import NOT_ASKED, Answer, Profile, State
from advisor.model.knowledge import Kind, Knowledge
from advisor.profile.file import ProfileFile
from advisor.profile.read import read_profile
from advisor.profile.typed import typed_form

EXAMPLES = Path(__file__).parents[1] / "examples"
TARGET = 100
MOST = 5
DAY = dt.date(2026, 11, 22)


class Wait(NamedTuple):
    """How long it took to be asked, and whether the engine had to name the question.

    Inside a table the next cell follows from the table alone.
    """

    seconds: float
    by_engine: bool


class Owner:
    """A screen with an owner behind it who knows what a profile says, and a watch."""

    def __init__(self, said: Profile, session: Session) -> None:
        """Take what the owner would say, and where it is said."""
        self.said = said
        self.session = session
        self.waits: list[Wait] = []
        self._since: float | None = None
        self._rows: dict[str, list[str]] = {}

    def say(self, text: str, style: Style = Style.TEXT) -> None:
        """Hear what is said."""

    def ask(self, prompt: Prompt) -> str:
        """Note how long it took to be asked, and answer."""
        del prompt
        if self._since is not None:
            waited = time.perf_counter() - self._since
            self.waits.append(Wait(waited, not self.session.in_table))
        typed = self._answer()
        self._since = time.perf_counter()
        return typed

    def _answer(self) -> str:
        place = self.session.place()
        if isinstance(place, CompanyName):
            return self.said.company
        if isinstance(place, RowName):
            return self._row(place.table)
        if not isinstance(place, CellAnswer):
            raise TypeError(place)
        attribute, row = place.cell
        knowledge = self.session.knowledge
        if not attribute.table:
            question = knowledge.questions[attribute.name]
            return _typed(typed_form(self.said.answers[attribute.name], question, "en"))
        column = knowledge.tables[attribute.table].columns[attribute.name]
        said = {each.name: each for each in self.said.tables[attribute.table].rows}[row]
        answer = said.cells.get(attribute.name, NOT_ASKED)
        if column.kind is Kind.RATING and isinstance(answer.value, Decimal):
            # The interview asks for marks from 1 to 5.
            low, high = said.scale
            mark = 1 + 4 * (answer.value - low) / (high - low)
            answer = replace(answer, value=mark.quantize(Decimal("0.1")))
        if isinstance(answer.value, tuple):
            known = set(rivals(self.session))
            marks = tuple(mark for mark in answer.value if mark[0] in known and mark[1] <= MOST)
            answer = replace(answer, value=marks) if marks else Answer(State.DONT_KNOW)
        return _typed(typed_form(answer, column, "en"))

    def _row(self, table: str) -> str:
        known = self.said.tables[table]
        if known.state is not State.KNOWN:
            return "don't know"
        names = self._rows.setdefault(table, [row.name for row in known.rows])
        return names.pop(0) if names else "" if known.rows else "don't know"


def _typed(form: str) -> str:
    return form or "don't know"


def waits(knowledge: Knowledge, profile: Profile, folder: Path) -> list[Wait]:
    """Return the waits of one interview."""
    owner = Owner(profile, Session(ProfileFile(folder / "answers.yaml", knowledge)))
    limits = Limits(offers=False)
    Conversation(owner.session, owner, limits, lambda _: knowledge, DAY).run()
    return owner.waits


def line(what: str, found: list[float]) -> str:
    """Return the figures of some waits."""
    found = sorted(found)
    at = {share: found[int(len(found) * share / 100)] * 1000 for share in (50, 95)}
    verdict = "met" if at[95] < TARGET else "MISSED"
    return (
        f"{what:<32}{len(found):>5} times: median {at[50]:.0f} ms, 95th percentile "
        f"{at[95]:.0f} ms (target {TARGET}: {verdict}), longest {found[-1] * 1000:.0f} ms"
    )


def main() -> None:
    """Print the waits of all interviews together."""
    knowledge = open_knowledge(None, "en")
    found: list[Wait] = []
    for path in sorted(EXAMPLES.glob("*.yaml")):
        with tempfile.TemporaryDirectory() as folder:
            found += waits(knowledge, read_profile(path, knowledge), Path(folder))
    print(line("from an answer to the next", [wait.seconds for wait in found]))
    print(line("where the engine names it", [wait.seconds for wait in found if wait.by_engine]))


if __name__ == "__main__":
    main()
