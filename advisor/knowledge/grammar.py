"""The form of a rules file: which lists it has and which keys an entry of each has.

This is the form only. Whether a name exists is the next stage's question
(``references``), so references keep their place in the text.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from advisor.edge.containers import Field, ListOf, MapOf, Record, keep
from advisor.edge.scalars import Date, Number, OneOf, Text, YesNo
from advisor.edge.shape import Shape
from advisor.knowledge.ids import COLUMN_ID, ID, PARAMETER_ID, SOURCE_ID, TABLE_ID, WORD
from advisor.knowledge.unresolved import REFERENCES, SOURCES, ConditionNode, Operands, Reference
from advisor.model.knowledge import ConflictPolicy, Effort, Grade, Horizon, Kind

Entry = dict[str, Any]
OPTIONS = MapOf(WORD, Text(), at_least=1)
ONE_TO_FIVE = Number(Decimal(1), Decimal(5), whole=True)


def _required(shape: Shape[Any], doc: str) -> Field[Any]:
    return Field(shape, doc, required=True)


def _words(enumeration: type[Any]) -> OneOf:
    return OneOf(tuple(member.value for member in enumeration))


SOURCE = Record(
    "source",
    {
        "id": _required(SOURCE_ID, "what rules cite, such as S2-14"),
        "title": Field(Text(), "the work's title", default=""),
        "says": Field(Text(), "what the cited part says, in one sentence", default=""),
        "grade": Field(_words(Grade), "how well it supports what is drawn from it"),
        "in": Field(Reference(), "the work it is a part of", into="within"),
        "url": Field(Text(), "where it can be read", default=""),
    },
    keep,
)
PARAMETER = Record(
    "parameter",
    {
        "id": _required(PARAMETER_ID, "the name rules compare with, such as capacity.high_load"),
        "value": _required(Number(), "the number"),
        "unit": _required(Text(), "what the number counts: percent, points, days"),
        "date": _required(Date(), "the day the number was last judged right, as 2026-11-21"),
        "source": _required(SOURCES, "where the number comes from"),
        "note": Field(Text(), "what to know before changing it", default=""),
    },
    keep,
)
TOPIC = Record(
    "topic",
    {
        "id": _required(ID, "what advice and findings name"),
        "label": _required(Text(), "its heading in the document"),
        "section": _required(ID, "the chapter it stands in"),
        "order": Field(Number(whole=True), "its place among the topics", default=Decimal(0)),
    },
    keep,
)
EFFORT = Field(_words(Effort), "how much the answer asks of the owner", default=Effort.THINK.value)
CONTROLLABLE = Field(
    OneOf(("yes", "no", "slowly")), "whether the company can change it", default=""
)
CHANGE_COST = Field(ONE_TO_FIVE, "what changing it costs the company, 1 to 5")
_ANSWER_FIELDS: dict[str, Field[Any]] = {
    "id": _required(ID, "the name conditions use"),
    "label": _required(Text(), "the question in two to five words"),
    "kind": _required(_words(Kind), "what an answer may be"),
    "help": Field(Text(), "how to find the answer", default=""),
    "example": Field(Text(), "an answer such as a company might give", default=""),
    "options": Field(OPTIONS, "each possible answer with its words", default={}),
    "unit": Field(Text(), "what a number counts", default=""),
    "from": Field(Number(), "the lowest number possible", into="minimum"),
    "to": Field(Number(), "the highest number possible", into="maximum"),
}
QUESTION = Record(
    "question",
    {
        **_ANSWER_FIELDS,
        "ask": _required(Text(), "the question in the owner's everyday words"),
        "place": Field(
            OneOf(("answers", "company")),
            "the block of the profile it stands in",
            default="answers",
        ),
        "controllable": CONTROLLABLE,
        "change_cost": CHANGE_COST,
        "topic": Field(Reference(), "the topic it belongs to"),
        "why": Field(Text(), "why it is asked, in the owner's words", default=""),
        "effort": EFFORT,
        "first": Field(YesNo(), "whether it is one of those that matter most", default=False),
        "ask_when": Field(ConditionNode(), "by which other answers it makes sense to ask"),
        "group": Field(
            ListOf(Reference(), lone=True, at_least=1),
            "how companies are grouped by it: by_answer, or at which parameters a number is cut",
        ),
        "source": _required(SOURCES, "what it rests on"),
    },
    keep,
)
COLUMN = Record(
    "column",
    {
        **_ANSWER_FIELDS,
        "id": _required(COLUMN_ID, "the name conditions use"),
        "controllable": CONTROLLABLE,
        "change_cost": CHANGE_COST,
        "computed": Field(Reference(), "the method that works the column out"),
    },
    keep,
)
TABLE = Record(
    "table",
    {
        "id": _required(TABLE_ID, "the name rules and profiles use"),
        "label": _required(Text(), "its heading"),
        "row": _required(Text(), "the word for one row"),
        "ask": _required(Text(), "what the company is asked to list"),
        "help": Field(Text(), "how to fill it in", default=""),
        "effort": EFFORT,
        "columns": _required(ListOf(COLUMN, at_least=1, keep_going=True), "what each row holds"),
        "source": _required(SOURCES, "why it is asked"),
    },
    keep,
)
DEFAULT = Record(
    "default",
    {
        "value": _required(Reference(), "one of the finding's values"),
        "because": _required(Text(), "why this may be assumed"),
    },
    keep,
    label="value",
)
FINDING = Record(
    "finding",
    {
        "id": _required(ID, "the name conditions use"),
        "label": _required(Text(), "its name in the document"),
        "domain": _required(MapOf(WORD, Text(), at_least=1), "each value with its words"),
        "several": Field(YesNo(), "whether it can hold several values at once", default=False),
        "of": Field(Reference(), "the table whose rows it is about"),
        "default": Field(DEFAULT, "what to assume when no rule has fired"),
        "conflict": Field(_words(ConflictPolicy), "what to do when rules disagree"),
        "check": Field(YesNo(), "whether it is shown as a check", default=False),
        "topic": Field(Reference(), "the topic it belongs to"),
        "points": Field(
            MapOf(WORD, Reference("the id of a parameter"), at_least=1),
            "how each value counts in the topic's score",
            default={},
        ),
        "source": _required(SOURCES, "what it rests on"),
    },
    keep,
)
TERM = Record(
    "term",
    {
        "id": _required(ID, "its name"),
        "term": _required(Text(), "the word as the document writes it"),
        "forms": Field(ListOf(Text(), lone=True), "its other forms", default=()),
        "means": _required(Text(), "what it means, in a plain phrase"),
        "source": _required(SOURCES, "where the meaning comes from"),
    },
    keep,
)
FORMULAS = ("sum", "mean", "weighted_mean", "min", "max", "count", "difference", "ratio", "share")
MEASURE = Record(
    "measure",
    {
        "id": _required(ID, "the name conditions use"),
        "label": _required(Text(), "its name in the document"),
        "unit": _required(Text(), "what the number counts"),
        "topic": Field(Reference(), "the topic it belongs to"),
        "source": _required(SOURCES, "what the formula rests on"),
        **{name: Field(Operands(), f"compute the {name.replace('_', ' ')}") for name in FORMULAS},
    },
    keep,
)
OVERRIDE = Record(
    "override",
    {
        "id": _required(Reference(), "what gives way"),
        "because": _required(Text(), "why it gives way"),
    },
    keep,
)
_PRODUCTION_FIELDS: dict[str, Field[Any]] = {
    "id": _required(ID, "its name"),
    "for_each": Field(Reference(), "the table whose rows are looked at one by one"),
    "where": Field(ConditionNode(), "what must be so of the row"),
    "when": Field(ConditionNode(), "what must be so of the company"),
    "unless": Field(ConditionNode(), "the exception"),
    "strength": Field(
        OneOf(("strong", "moderate", "weak")), "how far it carries, if not as far as its sources"
    ),
    "overrides": Field(ListOf(OVERRIDE), "what gives way to it", default=()),
    "source": _required(SOURCES, "what it rests on"),
}
RULE = Record(
    "rule",
    {
        **_PRODUCTION_FIELDS,
        "conclude": _required(
            MapOf(ID, ListOf(Reference(), lone=True, at_least=1), at_least=1),
            "each finding with the value drawn for it",
        ),
        "because": _required(Text(), "the reason, in a sentence the reader understands"),
    },
    keep,
)
ROW_ORDER = Record(
    "row order",
    {
        "highest": Field(Reference("a column of the table"), "the row with the most of it first"),
        "lowest": Field(Reference("a column of the table"), "the row with the least of it first"),
    },
    keep,
    label="",
)
ADVICE = Record(
    "advice",
    {
        **_PRODUCTION_FIELDS,
        "topic": _required(Reference(), "where it stands in the document"),
        "do": _required(Text(), "what to do, in one sentence"),
        "why": _required(Text(), "why it matters to this company"),
        "how": _required(ListOf(Text(), at_least=3, at_most=5), "three to five concrete steps"),
        "measure": _required(Text(), "how to see that it worked"),
        "impact": _required(ONE_TO_FIVE, "how much it brings, 1 to 5"),
        "effort": _required(ONE_TO_FIVE, "how much it takes, 1 to 5"),
        "horizon": _required(_words(Horizon), "when to act"),
        "after": Field(REFERENCES, "advice that must come first", default=()),
        "before": Field(REFERENCES, "advice that must wait", default=()),
        "row_order": Field(ROW_ORDER, "which row comes first when several hold alike"),
        "exclusive": Field(WORD, "the group of which only one may be given", default=""),
        "not_when": Field(Text(), "when it would not apply", default=""),
    },
    keep,
)
HEADER = Record(
    "knowledge base",
    {
        "id": _required(ID, "its name"),
        "title": _required(Text(), "its title"),
        "version": _required(Text(), "its version"),
        "language": _required(Text(), "the language it is written in"),
        "extends": Field(Reference(), "the base it is laid over"),
    },
    keep,
)
KINDS: dict[str, Record[Entry]] = {
    "topics": TOPIC,
    "sources": SOURCE,
    "parameters": PARAMETER,
    "terms": TERM,
    "questions": QUESTION,
    "tables": TABLE,
    "findings": FINDING,
    "measures": MEASURE,
    "rules": RULE,
    "advice": ADVICE,
}
FILE: Record[Entry] = Record(
    "rules file",
    {
        "knowledge_base": Field(HEADER, "the name and version of the whole"),
        **{
            name: Field(ListOf(record, keep_going=True), f"a list of {name}", default=())
            for name, record in KINDS.items()
        },
    },
    keep,
    label="",
)
