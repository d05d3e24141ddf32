"""Check that a name points at something declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from advisor.edge.nodes import Scalar, shorten
from advisor.edge.problems import Problems
from advisor.edge.suggest import expected_or_near
from advisor.knowledge.vocabulary import Vocabulary
from advisor.language.messages import _
from advisor.model.knowledge import Grade

GRADES = tuple(Grade)


class References(Struct, frozen=True):
    """Resolves references against a vocabulary and reports those that lead nowhere."""

    vocabulary: Vocabulary
    problems: Problems
    grades: Mapping[str, Grade]

    def sources(self, names: Iterable[Scalar], owner: str) -> tuple[str, ...]:
        """Return the ids of the sources, sorted; undeclared ones are reported."""
        return tuple(sorted({n.text for n in names if self._declared(n, owner, "source", 29)}))

    def topic(self, name: Scalar | None, owner: str) -> str:
        """Return the id of the topic, or an empty string."""
        if name is None or not self._declared(name, owner, "topic", 30):
            return ""
        return name.text

    def table(self, name: Scalar | None, owner: str) -> str:
        """Return the id of the table, or an empty string."""
        if name is None or not self._declared(name, owner, "table", 30):
            return ""
        return name.text

    def parameter(self, name: Scalar, owner: str) -> str:
        """Return the id of the parameter."""
        self._declared(name, owner, "parameter", 24)
        return name.text

    def of_kind(self, names: Iterable[Scalar], owner: str, kind: str) -> tuple[str, ...]:
        """Return the ids of rules or of advice that exist, sorted."""
        return tuple(sorted({n.text for n in names if self._declared(n, owner, kind, 30)}))

    def weakest(self, sources: Iterable[str]) -> Grade:
        """Return the grade of the weakest source; judgement when there is none."""
        ranks = [GRADES.index(self.grades[name]) for name in sources if name in self.grades]
        return GRADES[max(ranks)] if ranks else Grade.JUDGEMENT

    def _declared(self, name: Scalar, owner: str, kind: str, number: int) -> bool:
        known: Iterable[str] = {
            "source": self.vocabulary.sources,
            "topic": self.vocabulary.topics,
            "table": self.vocabulary.tables,
            "parameter": self.vocabulary.parameters.keys(),
            "rule": self.vocabulary.rules,
            "advice": self.vocabulary.advice,
        }[kind]
        if name.text in known:
            return True
        if name.text not in self.vocabulary.broken:
            self.problems.error(
                name.location,
                number,
                _("{owner}: no {kind} '{name}'").format(
                    owner=owner, kind=_(kind), name=shorten(name.text)
                ),
                expected_or_near(name.text, known) or _("declare the {kind}").format(kind=_(kind)),
            )
        return False
