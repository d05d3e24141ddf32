"""What an answer may look like, for each kind of question."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from advisor.edge.nodes import Mapping as MappingNode
from advisor.edge.nodes import Node, Scalar, Sequence, describe, shorten
from advisor.edge.problems import Problems, Refused
from advisor.edge.scalars import Number, Text, YesNo
from advisor.edge.shape import Schema
from advisor.edge.suggest import expected_or_near
from advisor.language.messages import N_, _
from advisor.model.case import Answer, State, Value
from advisor.model.knowledge import Kind, Question

DONT_KNOW = N_("don't know")
DOES_NOT_APPLY = N_("does not apply")
STATE_WORDS = {
    "don't know": State.DONT_KNOW,
    "don\u2019t know": State.DONT_KNOW,
    "dont know": State.DONT_KNOW,
    "dont_know": State.DONT_KNOW,
    "does not apply": State.DOES_NOT_APPLY,
    "does_not_apply": State.DOES_NOT_APPLY,
    "vet ikke": State.DONT_KNOW,
    "vet inte": State.DONT_KNOW,
    "gjelder ikke": State.DOES_NOT_APPLY,
    "gäller inte": State.DOES_NOT_APPLY,
}
MAX_TEXT = 2000
PERCENT = Number(Decimal(0), Decimal(100))
YES_NO_WORDS = {"yes": "yes", "true": "yes", "no": "no", "false": "no"}


def state_word(node: Node) -> State | None:
    """Return the state that *don't know* or *does not apply* stands for, else None."""
    if not isinstance(node, Scalar):
        return None
    return STATE_WORDS.get(" ".join(node.text.lower().split()))


class AnswerTo(Struct, frozen=True):
    """An answer to one question: a value, *don't know*, *does not apply*, or an unsure value."""

    question: Question

    def read(self, node: Node, problems: Problems, owner: str) -> Answer:
        """Return the answer."""
        state = state_word(node)
        if state is not None:
            return Answer(state)
        if isinstance(node, MappingNode) and self._marks(node):
            return self._marked(node, problems, owner)
        return Answer(State.KNOWN, self._value(node, problems, owner))

    def schema(self) -> Schema:
        """Return the value's schema, or a state, or the value marked unsure."""
        value = value_schema(self.question)
        marked = {
            "type": "object",
            "additionalProperties": False,
            "required": ["value"],
            "properties": {"value": value, "unsure": YesNo().schema()},
        }
        return {"anyOf": [value, {"enum": [DONT_KNOW, DOES_NOT_APPLY]}, marked]}

    def _marks(self, node: MappingNode) -> bool:
        """Tell a value with a mark from a mapping that is itself the value."""
        if self.question.kind is not Kind.RATINGS:
            return True
        return node.get("unsure") is not None or isinstance(node.get("value"), MappingNode)

    def _marked(self, node: MappingNode, problems: Problems, owner: str) -> Answer:
        strangers = [key for key, _ in node.entries if key.text not in {"value", "unsure"}]
        for key in strangers:
            problems.error(
                key.location,
                4,
                _("{owner}: unknown key '{key}'").format(owner=owner, key=shorten(key.text)),
                _("write the answer alone, or as {value: …, unsure: yes}"),
            )
        if strangers:
            raise Refused
        value, unsure = node.get("value"), node.get("unsure")
        if value is None:
            raise problems.refuse(
                node.location,
                10,
                _("{owner}: the key 'value' is missing").format(owner=owner),
                _("give the answer itself"),
            )
        mark = unsure is not None and YesNo().read(unsure, problems, f"{owner}, 'unsure'")
        state = state_word(value)
        if state is not None:
            return Answer(state)
        return Answer(State.KNOWN, self._value(value, problems, owner), unsure=mark)

    def _value(self, node: Node, problems: Problems, owner: str) -> Value:
        return read_value(self.question, node, problems, owner)


def read_value(question: Question, node: Node, problems: Problems, owner: str) -> Value:
    """Return the value of an answer, or report what was expected and refuse."""
    kind = question.kind
    if kind is Kind.TEXT:
        return Text(at_most=MAX_TEXT).read(node, problems, owner)
    if kind is Kind.CHOICES:
        return _choices(question, node, problems, owner)
    if kind in {Kind.CHOICE, Kind.YES_NO}:
        return _choice(question, node, problems, owner)
    return number_shape(question).read(node, problems, owner)


def number_shape(question: Question) -> Number:
    """Return the bounds of a numeric answer."""
    if question.kind is Kind.PERCENT and question.minimum is None and question.maximum is None:
        return PERCENT
    low = question.minimum
    if low is None and question.kind in {Kind.NUMBER, Kind.MONEY, Kind.PERCENT}:
        low = Decimal(0)
    return Number(low, question.maximum)


def value_schema(question: Question) -> Schema:
    """Return the JSON Schema of an answer's value."""
    kind = question.kind
    if kind is Kind.TEXT:
        return Text().schema()
    if kind is Kind.YES_NO:
        return YesNo().schema()
    if kind is Kind.CHOICE:
        return _option_schema(question)
    if kind is Kind.CHOICES:
        several = {"type": "array", "items": _option_schema(question), "uniqueItems": True}
        return {"anyOf": [several, _option_schema(question)]}
    if kind is Kind.RATINGS:
        mark = {"anyOf": [{"type": "number"}, {"enum": [DONT_KNOW, DOES_NOT_APPLY]}]}
        return {"type": "object", "additionalProperties": mark}
    return number_shape(question).schema()


def _option_schema(question: Question) -> Schema:
    """Return the options; an editor may read ``yes`` as true."""
    truths = [truth for word, truth in (("yes", True), ("no", False)) if word in question.options]
    return {"enum": [*question.options, *truths]}


def _choice(question: Question, node: Node, problems: Problems, owner: str) -> str:
    options = dict(question.options)
    if not isinstance(node, Scalar) or node.is_null:
        raise problems.refuse(
            node.location,
            5,
            _("{owner}: expected one of: {options}; found {found}").format(
                owner=owner, options=", ".join(options), found=describe(node)
            ),
        )
    return _option(node, options, problems, owner)


def _choices(question: Question, node: Node, problems: Problems, owner: str) -> frozenset[str]:
    items = node.items if isinstance(node, Sequence) else (node,)
    options = dict(question.options)
    words: set[str] = set()
    broken = False
    for item in items:
        if not isinstance(item, Scalar) or item.is_null:
            raise problems.refuse(
                item.location,
                5,
                _("{owner}: expected some of: {options}; found {found}").format(
                    owner=owner, options=", ".join(options), found=describe(item)
                ),
                _("write them as [one, other]"),
            )
        try:
            words.add(_option(item, options, problems, owner))
        except Refused:
            broken = True
    if broken:
        raise Refused
    return frozenset(words)


def _option(node: Scalar, options: Mapping[str, str], problems: Problems, owner: str) -> str:
    """Return the option a word stands for; JSON and some editors turn yes into true."""
    word = node.text
    if word not in options:
        word = YES_NO_WORDS.get(word.lower(), word)
    if word in options:
        return word
    raise problems.refuse(
        node.location,
        6,
        _("{owner}: '{word}' is not one of the answers").format(
            owner=owner, word=shorten(node.text)
        ),
        expected_or_near(node.text, options),
    )
