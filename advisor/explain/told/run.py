"""One run of the engine for one company, as explanations look at it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from advisor.advice.conflicts import Standing, resolve_conflicts
from advisor.advice.grounds import Grounds
from advisor.advice.missing import Missing
from advisor.advice.outlook import NOTHING_MISSING, Outlook
from advisor.advice.possible import doubts
from advisor.advice.ranking import Key, key_of
from advisor.advice.wording import Wording
from advisor.cases.leaves import decide_rows
from advisor.inference.memory import WorkingMemory
from advisor.knowledge.normal_form import normal_form
from advisor.model.case import Cell, Profile
from advisor.model.condition import Condition
from advisor.model.knowledge import Knowledge, Production
from advisor.model.outcome import Firing, Trace


class Run:
    """A trace with the knowledge base and the profile that it came from."""

    def __init__(
        self,
        knowledge: Knowledge,
        profile: Profile,
        trace: Trace,
        outlook: Outlook = NOTHING_MISSING,
    ) -> None:
        """Take what the trace was made from; ``knowledge`` is in the language to write in."""
        self.knowledge = knowledge
        self.profile = profile
        self.trace = trace
        self.outlook = outlook
        self.wording = Wording(knowledge, trace, profile.company, knowledge.language)
        self.say = self.wording.say
        self.memory = WorkingMemory(dict(trace.readings), dict(trace.tables))
        self.firings: dict[Key, Firing] = {key_of(firing): firing for firing in trace.firings}
        self._conditions: dict[str, Condition] = {}

    @cached_property
    def grounds(self) -> Grounds:
        """Return the way from conclusions back to answers."""
        return Grounds(self.wording)

    @cached_property
    def missing(self) -> Missing:
        """Return the way from what is open to answers that were not given."""
        return Missing(self.knowledge, self.trace)

    @cached_property
    def conflicts(self) -> Standing:
        """Return the advice that stands, and what gave way."""
        return resolve_conflicts(self.wording)

    @property
    def may_change(self) -> bool:
        """Tell whether an answer is missing that could change any advice."""
        return bool(self.outlook.waits)

    @cached_property
    def doubts(self) -> Mapping[Key, tuple[Cell, ...]]:
        """Return the advice that stands and may not for good, with the answers that decide."""
        return doubts(self.outlook, self.conflicts, self.wording)

    def production(self, name: str) -> Production:
        """Return a rule or a piece of advice."""
        return self.knowledge.rules.get(name) or self.knowledge.advice[name]

    def condition(self, name: str) -> Condition:
        """Return the condition of a rule or of advice in normal form, its tables decided."""
        if name not in self._conditions:
            condition = normal_form(self.production(name).condition)
            decide_rows(condition, self.memory)
            self._conditions[name] = condition
        return self._conditions[name]

    def rows(self, name: str) -> tuple[str, ...]:
        """Return the rows that a rule or a piece of advice is about; one without a name if none."""
        table = self.production(name).table
        return self.trace.tables[table].rows if table else ("",)

    def fill(self, text: str, name: str, row: str) -> str:
        """Return a text of a rule or of advice with the company's own words in it."""
        return self.wording.fill(text, row, self.production(name).table)

    def listed(self, words: list[str], *, last: str) -> str:
        """Return ``a``, ``a or b`` or ``a, b or c``; ``last`` stands before the last."""
        return last.join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
