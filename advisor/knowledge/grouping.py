"""By which questions companies are grouped: each answer a group, or a number cut into bands."""

from __future__ import annotations

from decimal import Decimal

from advisor.edge.nodes import Scalar
from advisor.edge.problems import Problems
from advisor.knowledge.grammar import Entry
from advisor.knowledge.references import References
from advisor.knowledge.vocabulary import answer_domain
from advisor.language.messages import _
from advisor.model.knowledge import NUMBER_KINDS, WORD_KINDS, Grouping, Kind

BY_ANSWER = "by_answer"


def build_grouping(entry: Entry, references: References, owner: str) -> Grouping | None:
    """Return how a question groups companies, or None where it does not."""
    names: tuple[Scalar, ...] = entry["group"] or ()
    if not names:
        return None
    owner = f"{owner}, 'group'"
    kind = Kind(entry["kind"])
    if [name.text for name in names] == [BY_ANSWER]:
        if kind not in WORD_KINDS and kind is not Kind.TEXT:
            _refuse_answers(names[0], kind, owner, references.problems)
        return Grouping()
    if kind not in NUMBER_KINDS:
        references.problems.error(
            names[0].location,
            32,
            _("{owner}: only numbers are cut into bands").format(owner=owner),
            _("write 'group: by_answer'"),
        )
        return None
    return Grouping(_limits(names, answer_domain(entry).unit, references, owner))


def _refuse_answers(name: Scalar, kind: Kind, owner: str, problems: Problems) -> None:
    """Report that the answers to a question make no groups, and say what would."""
    if kind in NUMBER_KINDS:
        hint = _("name the parameters at which a band ends and the next begins")
    else:
        hint = _("group by a choice, by yes or no, or by a text")
    problems.error(
        name.location,
        32,
        _("{owner}: answers of the kind '{kind}' make no groups").format(
            owner=owner, kind=kind.value
        ),
        hint,
    )


def _limits(
    names: tuple[Scalar, ...], unit: str, references: References, owner: str
) -> tuple[str, ...]:
    """Return the parameters, of which each lies above the one before."""
    before: Decimal | None = None
    for name in names:
        references.parameter(name, owner)
        known = references.vocabulary.parameters.get(name.text)
        if known is None:
            continue
        value, counted_in = known
        if unit and counted_in != unit:
            references.problems.error(
                name.location,
                25,
                _("{owner}: the answer is counted in {unit}, but '{item}' in {known}").format(
                    owner=owner, unit=unit, item=name.text, known=counted_in
                ),
                _("compare like with like"),
            )
        if before is not None and value <= before:
            references.problems.error(
                name.location,
                32,
                _("{owner}: '{item}' does not lie above the limit before it").format(
                    owner=owner, item=name.text
                ),
                _("name the lowest limit first"),
            )
        before = value
    return tuple(name.text for name in names)
