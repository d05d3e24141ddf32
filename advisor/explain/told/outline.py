"""An explanation as lines with an indentation: what the terminal and Markdown have in common."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

from msgspec import Struct

from advisor.explain.quoting import in_quotes
from advisor.explain.told.owner import ON_WHOSE_WORD, answer
from advisor.language.messages import messages_in
from advisor.model.explanation import Explanation, Node
from advisor.model.knowledge import Grade

READ = frozenset({"answer", "finding", "measure", "computed", "table"})


class Line(Struct, frozen=True):
    """A step in words; ``more`` are sentences about it, each on a line of its own."""

    head: str
    more: tuple[str, ...]
    parts: tuple[Line, ...]


class Outline:
    """Puts the steps of one explanation into words."""

    def __init__(self, explanation: Explanation) -> None:
        """Take the language, and what was asked."""
        self._language = explanation.language
        self._say: NullTranslations = messages_in(explanation.language)
        self._lacking = explanation.asked == "why_not"

    def line(self, step: Node) -> Line:
        """Return a step with all that is under it."""
        parts = [part for part in step.parts if not self._is_spared(step, part)]
        return Line(self._head(step), tuple(self._more(step)), tuple(map(self.line, parts)))

    def _is_spared(self, step: Node, part: Node) -> bool:
        """Tell whether a part is told in a sentence only: it fails beside one that will do."""
        return not self._lacking and step.kind == "any" and part.holds != "yes"

    def _head(self, step: Node) -> str:
        gettext = self._say.gettext
        if step.kind in READ:
            return self._read(step)
        if step.kind == "rule":
            return self._rule(step)
        if step.kind == "rows":
            return f"{step.title}: {step.wanted}"
        if step.kind == "any":
            if self._lacking:
                return gettext("One of these would do:")
            return gettext("One of these is enough:")
        return gettext("All of these:") if step.kind == "all" else step.title

    def _read(self, step: Node) -> str:
        gettext = self._say.gettext
        head = answer(step.title, step.value)
        if step.unsure:
            head += f" {gettext('(unsure)')}"
        if step.wanted and step.wanted != in_quotes(step.value, self._language):
            asked = gettext("wanted") if step.holds != "yes" else gettext("fits")
            limits = ", ".join(limit.parameter for limit in step.limits)
            said = f"{step.wanted} ({limits})" if limits else step.wanted
            head += f" [{asked}: {said}]"
        above = gettext("(see above)")
        return f"{head} {above}" if step.again else head

    def _rule(self, step: Node) -> str:
        gettext = self._say.gettext
        name = f"{step.id}: {step.row}" if step.row else step.id
        if step.text:
            return gettext("Rule {rule}: {reason}").format(rule=name, reason=step.text)
        if self._lacking:
            return gettext("Rule {rule} would need:").format(rule=name)
        return gettext("Rule {rule} does not hold:").format(rule=name)

    def _more(self, step: Node) -> Iterator[str]:
        gettext = self._say.gettext
        if step.text and step.kind != "rule" and not step.again:
            yield step.text
        if step.arithmetic:
            yield self._how_sure(step)
        yield from step.notes
        if step.kind == "any" and not self._lacking:
            spared = [self._in_short(part) for part in step.parts if part.holds != "yes"]
            if spared:
                yield gettext("Not so, and not needed: {parts}").format(parts="; ".join(spared))
        if step.not_when:
            yield gettext("Not when: {exception}").format(exception=step.not_when)

    def _how_sure(self, step: Node) -> str:
        gettext = self._say.gettext
        if step.kind not in {"rule", "advice"}:
            return gettext("How sure: {arithmetic}").format(arithmetic=step.arithmetic)
        said = gettext(
            "How sure: {arithmetic} (weakest ground × {strength}); {evidence} ({sources})"
        )
        return said.format(
            arithmetic=step.arithmetic,
            strength=step.limits[0].parameter,
            evidence=gettext(ON_WHOSE_WORD[Grade(step.grade)]),
            sources=", ".join(step.sources),
        )

    def _in_short(self, step: Node) -> str:
        if step.parts:
            joint = self._say.gettext(" and ") if step.kind == "all" else self._say.gettext(" or ")
            return joint.join(self._in_short(part) for part in step.parts)
        return f"{step.title} [{step.wanted}]" if step.wanted else step.title
