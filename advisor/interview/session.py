"""Where an interview stands: what has been answered, in which order, and what comes next.

The state is the profile itself, so that an interview that was broken off goes
on from its file alone. A session adds what only one sitting needs: the places
it has been to, for going back, and what was put off.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from advisor.interview.next_question import Ahead, Candidate, look_ahead, topic_of
from advisor.interview.place import CellAnswer, CompanyName, Place, RowName
from advisor.knowledge.needed import ROWS_EXPECTED
from advisor.model.case import NOT_ASKED, Answer, Cell, Profile, State, TableAnswer
from advisor.model.condition import Attribute
from advisor.model.knowledge import Kind, Knowledge, Table
from advisor.model.outcome import Trace
from advisor.profile.file import ProfileFile
from advisor.profile.read import COMPETITORS, NAMELESS


class Session:
    """One sitting over one profile.

    With ``anew``, everything is asked again; what the file says is then what
    an answer is if it is kept.
    """

    def __init__(self, file: ProfileFile, *, anew: bool = False) -> None:
        """Begin where the file left off: what it has been answered can be gone back to."""
        self.file = file
        self.anew = anew
        self.topic = ""
        self.put_off: set[Cell] = set()
        self.asked = 0
        self._confirmed: set[Place] = set()
        self._been: list[Place] = [] if anew else list(self._answered_before())
        self._cursor = len(self._been)
        self._ahead: tuple[Profile, Ahead] | None = None
        if self._been and isinstance(self._been[-1], CellAnswer):
            self.topic = topic_of(self._been[-1].cell, self.knowledge)

    @property
    def knowledge(self) -> Knowledge:
        """Return the knowledge base, in the language of the moment."""
        return self.file.knowledge

    @property
    def ahead(self) -> Ahead:
        """Return what lies ahead, as far as this sitting counts what is answered."""
        profile = self._counted()
        if self._ahead is None or self._ahead[0] != profile:
            self._ahead = (profile, look_ahead(self.knowledge, profile))
        return self._ahead[1]

    @property
    def in_table(self) -> bool:
        """Tell whether a table is being filled in: nothing else is decided before it is done."""
        return bool(self.file.profile.unfinished)

    def reasons(self) -> Trace:
        """Return the run that looks ahead, with what each open rule lacks."""
        return look_ahead(self.knowledge, self._counted(), missing=True).trace

    def place(self, seconds: Decimal | None = None, questions: int | None = None) -> Place | None:
        """Return where to go on: where one has gone back to, else to what comes next.

        ``seconds`` and ``questions`` are what is left of the time, or of the
        number, there is; None when nothing is left to ask that fits.
        """
        if self._cursor < len(self._been):
            return self._been[self._cursor]
        if questions == 0 or (seconds is not None and seconds <= 0):
            return None
        if self.file.profile.company == NAMELESS or (
            self.anew and CompanyName() not in self._confirmed
        ):
            return CompanyName()
        for table in sorted(self.file.profile.unfinished):
            if (Attribute("", table), "") not in self.put_off:
                return self._in_table(self.knowledge.tables[table])
        return self._next(seconds, questions)

    def went_on(self, place: Place) -> None:
        """Note that a place is done with: answered, or its answer kept."""
        self._confirmed.add(place)
        if isinstance(place, CellAnswer):
            self.topic = topic_of(place.cell, self.knowledge)
            self.put_off.discard(place.cell)
        elif isinstance(place, RowName):
            self.put_off.discard((Attribute("", place.table), ""))
        if place not in self._been:
            self._been.append(place)
        # After a look back one goes on where one was.
        self._cursor = len(self._been)

    def go_back(self) -> bool:
        """Go to the place before; tell whether there was one."""
        self._been = [place for place in self._been if self._is_there(place)]
        self._cursor = min(self._cursor, len(self._been))
        if not self._cursor:
            return False
        self._cursor -= 1
        return True

    def leave(self, place: Place) -> None:
        """Put off what is asked at a place: a question, a cell, or a table with its rows so far."""
        if isinstance(place, CellAnswer):
            self.put_off.add(place.cell)
        elif isinstance(place, RowName):
            self.put_off.add((Attribute("", place.table), ""))
        if place not in self._been:
            self._been.append(place)
        self._cursor = len(self._been)

    def confirm(self, place: Place) -> None:
        """Note that an answer was looked at, without going anywhere."""
        self._confirmed.add(place)

    def answer(self, cell: Cell) -> Answer:
        """Return what the file says of a question or of a cell of a row."""
        attribute, row = cell
        profile = self.file.profile
        if not attribute.table:
            return profile.answers.get(attribute.name, NOT_ASKED)
        rows = {each.name: each for each in profile.tables[attribute.table].rows}
        return rows[row].cells.get(attribute.name, NOT_ASKED) if row in rows else NOT_ASKED

    def answered(self) -> list[Place]:
        """Return every place that has an answer, in the order of the file."""
        return list(self._answered_before())

    def _answered_before(self) -> Iterator[Place]:
        profile = self.file.profile
        if profile.company != NAMELESS:
            yield CompanyName()
        rows: set[tuple[str, str]] = set()
        for cell in self.file.order:
            attribute, row = cell
            if not attribute.table and attribute.name in profile.tables:
                if profile.tables[attribute.name].state is not State.KNOWN:
                    yield RowName(attribute.name)
                for each in profile.tables[attribute.name].rows:
                    rows.add((attribute.name, each.name))
                continue
            if attribute.table and (attribute.table, row) in rows:
                rows.discard((attribute.table, row))
                yield RowName(attribute.table, row)
            yield CellAnswer(cell)

    def _is_there(self, place: Place) -> bool:
        """Tell whether what was asked at a place still is: rows can be taken out."""
        tables = self.file.profile.tables
        if isinstance(place, RowName) and place.row:
            return place.row in {row.name for row in tables[place.table].rows}
        if isinstance(place, CellAnswer) and place.cell[0].table:
            return place.cell[1] in {row.name for row in tables[place.cell[0].table].rows}
        return True

    def _counted(self) -> Profile:
        """Return the profile without what has not been confirmed, where all is asked anew."""
        profile = self.file.profile
        if not self.anew:
            return profile
        return replace(
            profile,
            answers={
                name: answer
                if CellAnswer((Attribute("", name), "")) in self._confirmed
                else NOT_ASKED
                for name, answer in profile.answers.items()
            },
            tables={
                name: table if RowName(name) in self._confirmed else TableAnswer(State.NOT_ASKED)
                for name, table in profile.tables.items()
            },
        )

    def _in_table(self, table: Table) -> Place:
        """Return the first cell to fill in of a table, or the name of one more row."""
        rows = self.file.profile.tables[table.id].rows
        for row in rows:
            if self.anew and RowName(table.id, row.name) not in self._confirmed:
                return RowName(table.id, row.name)
            for column in table.columns.values():
                cell = (Attribute(table.id, column.id), row.name)
                if not column.computed and cell not in self.put_off and self._is_open(cell):
                    return CellAnswer(cell)
        return RowName(table.id)

    def _is_open(self, cell: Cell) -> bool:
        if self.anew:
            return CellAnswer(cell) not in self._confirmed
        return self.answer(cell).state is State.NOT_ASKED

    def _next(self, seconds: Decimal | None, questions: int | None) -> Place | None:
        too_long = self._too_long(questions) if questions is not None else set()
        chosen = self.ahead.next(self.topic, seconds, self.put_off | too_long)
        if chosen is None:
            return None
        chosen = self._rivals_first(chosen)
        attribute = chosen.cell[0]
        if not attribute.table and attribute.name in self.knowledge.tables:
            return RowName(attribute.name)
        return CellAnswer(chosen.cell)

    def _too_long(self, questions: int) -> set[Cell]:
        """Return the tables that would take more questions than are left."""
        found = set()
        for candidate in self.ahead.candidates:
            if prompts(candidate, self.knowledge) > questions:
                found.add(candidate.cell)
        return found

    def _rivals_first(self, chosen: Candidate) -> Candidate:
        """Return the table of rivals in the place of one in which rivals get marks."""
        attribute = chosen.cell[0]
        table = self.knowledge.tables.get(attribute.table or attribute.name)
        if table is None or all(c.kind is not Kind.RATINGS for c in table.columns.values()):
            return chosen
        rivals = (Attribute("", COMPETITORS), "")
        if rivals in self.put_off:
            return chosen
        return next((c for c in self.ahead.candidates if c.cell == rivals), chosen)


def prompts(candidate: Candidate, knowledge: Knowledge) -> int:
    """Return how many times one is asked for an answer: a table is asked row by row."""
    attribute = candidate.cell[0]
    if attribute.table or attribute.name not in knowledge.tables:
        return 1
    columns = knowledge.tables[attribute.name].columns.values()
    given = sum(not column.computed for column in columns)
    return (given + 1) * int(knowledge.parameter(ROWS_EXPECTED))
