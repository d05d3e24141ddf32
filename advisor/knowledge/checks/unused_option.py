"""K108: options that no condition tells apart."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.knowledge.checks.uses import all_comparisons
from advisor.knowledge.checks.warn import warning
from advisor.knowledge.phrases import listed
from advisor.language.messages import _
from advisor.model.condition import Leaf
from advisor.model.diagnostic import Diagnostic
from advisor.model.knowledge import Kind, Knowledge

CHOICES = frozenset({Kind.CHOICE, Kind.CHOICES})


def check(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield the options that come down to the same, for questions that conditions compare.

    One option that none names is what is left when all others are ruled out.
    Facts about the company may be asked in more detail than rules need today.
    """
    named: dict[str, set[str]] = {}
    for leaf in all_comparisons(knowledge):
        if isinstance(leaf, Leaf) and not leaf.attribute.table:
            named.setdefault(leaf.attribute.name, set()).update(map(str, leaf.operands))
    for question in knowledge.questions.values():
        if question.kind not in CHOICES or question.place == "company":
            continue
        mentioned = named.get(question.id, set())
        left = [f"'{option}'" for option in question.options if option not in mentioned]
        if mentioned and len(left) > 1:
            yield warning(
                question.location,
                108,
                _("question '{question}': no condition tells {left} apart").format(
                    question=question.id, left=listed(left)
                ),
                _("make them one option, or say what follows from each"),
            )
