"""The knowledge base after loading: every name resolved, every number sourced."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from advisor.model.condition import ALWAYS, Attribute, Condition
from advisor.model.diagnostic import Location


class Grade(str, enum.Enum):
    """How well a source supports what is drawn from it, best first."""

    ARTICLE = "article"
    PUBLIC = "public"
    JUDGEMENT = "judgement"


class Kind(str, enum.Enum):
    """What an answer, or a cell of a table, may be."""

    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    SCALE = "scale"
    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    TEXT = "text"
    RATING = "rating"
    RATINGS = "ratings"


WORD_KINDS = frozenset({Kind.CHOICE, Kind.YES_NO})
NUMBER_KINDS = frozenset({Kind.SCALE, Kind.NUMBER, Kind.PERCENT, Kind.MONEY, Kind.RATING})


class ConflictPolicy(str, enum.Enum):
    """What becomes of a finding for which rules conclude different values."""

    BEST_SUPPORTED = "best_supported"
    FIRST_LISTED = "first_listed"
    UNDECIDED = "undecided"


class Effort(str, enum.Enum):
    """How much an answer asks of the owner."""

    QUICK = "quick"
    THINK = "think"
    LOOK_UP = "look_up"


class Horizon(str, enum.Enum):
    """When a piece of advice is to be acted on."""

    NOW = "now"
    QUARTER = "quarter"
    YEAR = "year"


class Source(Struct, frozen=True):
    """Something that may be cited. ``within`` is the id of the work it is a part of."""

    id: str
    location: Location
    grade: Grade
    title: str = ""
    says: str = ""
    url: str = ""
    within: str = ""


class Parameter(Struct, frozen=True):
    """A number with its unit, its date and where it comes from."""

    id: str
    location: Location
    value: Decimal
    unit: str
    date: dt.date
    sources: tuple[str, ...]
    note: str = ""


class Topic(Struct, frozen=True):
    """A part of the document; ``section`` is the chapter it stands in."""

    id: str
    location: Location
    label: str
    section: str
    order: int = 0


class Grouping(Struct, frozen=True):
    """How an answer sorts companies into groups: each answer is one, or bands of a number.

    ``limits`` are the parameters at which a band ends and the next begins, in
    rising order.
    """

    limits: tuple[str, ...] = ()


class Question(Struct, frozen=True):
    """Something the company is asked, or a column of a table it fills in.

    ``options`` maps each option's id to its words. ``minimum`` and ``maximum``
    bound a number. ``computed`` names the method that works a column out.
    ``ask_when`` (in normal form) says when the question makes sense, by other
    questions; ``first`` marks the questions that matter most; ``effort`` says
    how much the answer asks of the owner. ``change_cost``, from 1 to 5, is what
    it costs the company to become another in this; 0 where it cannot.
    """

    id: str
    location: Location
    label: str
    kind: Kind
    ask: str = ""
    help: str = ""
    example: str = ""
    options: Mapping[str, str] = {}
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    place: str = "answers"
    controllable: str = ""
    change_cost: int = 0
    topic: str = ""
    computed: str = ""
    sources: tuple[str, ...] = ()
    why: str = ""
    first: bool = False
    effort: Effort = Effort.THINK
    ask_when: Condition = ALWAYS
    group: Grouping | None = None


class Table(Struct, frozen=True):
    """Something the company fills in row by row; each row has a name and the columns.

    ``effort`` is that of one row.
    """

    id: str
    location: Location
    label: str
    row: str
    ask: str
    help: str
    columns: Mapping[str, Question]
    sources: tuple[str, ...]
    effort: Effort = Effort.THINK

    @property
    def methods(self) -> frozenset[str]:
        """Return the names of the methods that work out its computed columns."""
        return frozenset(c.computed for c in self.columns.values() if c.computed)


class Term(Struct, frozen=True):
    """A word of the field, its other forms, and what it means in plain words."""

    id: str
    location: Location
    term: str
    means: str
    forms: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class Default(Struct, frozen=True):
    """The value a finding has when every rule for it is settled and none fired."""

    value: str
    because: str


class Finding(Struct, frozen=True):
    """A conclusion and the values it can take, each with its words.

    ``table`` is set for a finding about each row. ``points`` maps values to the
    parameters that count them in the topic's score.
    """

    id: str
    location: Location
    label: str
    domain: Mapping[str, str]
    several: bool = False
    table: str = ""
    default: Default | None = None
    conflict: ConflictPolicy | None = None
    check: bool = False
    topic: str = ""
    points: Mapping[str, str] = {}
    sources: tuple[str, ...] = ()

    @property
    def attribute(self) -> Attribute:
        """The name under which conditions read this finding."""
        return Attribute(self.table, self.id)


class OverNames(Struct, frozen=True):
    """A formula's operands when they are named one by one: attributes or parameters."""

    names: tuple[str, ...]


class OverColumn(Struct, frozen=True):
    """A formula's operands when they are a table's column (``column`` empty: the rows)."""

    table: str
    column: str
    weight: str = ""
    where: Condition = ALWAYS


class Measure(Struct, frozen=True):
    """A number computed from answers; ``formula`` is one of the words in the guide."""

    id: str
    location: Location
    label: str
    unit: str
    formula: str
    operands: OverNames | OverColumn
    topic: str = ""
    sources: tuple[str, ...] = ()


class Conclusion(Struct, frozen=True):
    """A value that a rule draws for a finding."""

    finding: str
    value: str


class Override(Struct, frozen=True):
    """A rule, or a piece of advice, that gives way to the one that holds this."""

    id: str
    because: str


class Rule(Struct, frozen=True):
    """If the condition holds, for the company or for a row of ``table``, conclude.

    ``strength`` is the rule's certainty factor and ``strength_parameter`` the
    parameter it came from; ``grade`` is that of the weakest source it cites.
    """

    id: str
    location: Location
    condition: Condition
    conclusions: tuple[Conclusion, ...]
    because: str
    sources: tuple[str, ...]
    grade: Grade
    strength: Decimal
    strength_parameter: str
    table: str = ""
    overrides: tuple[Override, ...] = ()


class RowOrder(Struct, frozen=True):
    """Which of several rows comes first: by a number of the row, the highest or the lowest."""

    column: str
    highest: bool


class Advice(Struct, frozen=True):
    """What the reader is told to do when the condition holds."""

    id: str
    location: Location
    condition: Condition
    topic: str
    do: str
    why: str
    how: tuple[str, ...]
    measure: str
    impact: int
    effort: int
    horizon: Horizon
    not_when: str
    sources: tuple[str, ...]
    grade: Grade
    strength: Decimal
    strength_parameter: str
    table: str = ""
    after: tuple[str, ...] = ()
    row_order: RowOrder | None = None
    exclusive: str = ""
    overrides: tuple[Override, ...] = ()


Production = Rule | Advice


class Knowledge(Struct, frozen=True):
    """A knowledge base, whole: each mapping is sorted by id, topics by their order first.

    ``digest`` is a hash of the content that does not depend on the order or
    the layout of the files.
    """

    id: str
    title: str
    version: str
    language: str
    digest: str
    topics: Mapping[str, Topic]
    sources: Mapping[str, Source]
    parameters: Mapping[str, Parameter]
    questions: Mapping[str, Question]
    tables: Mapping[str, Table]
    findings: Mapping[str, Finding]
    measures: Mapping[str, Measure]
    rules: Mapping[str, Rule]
    advice: Mapping[str, Advice]
    terms: Mapping[str, Term] = {}

    def parameter(self, name: str) -> Decimal:
        """Return the value of a parameter; loading has made sure that it exists."""
        return self.parameters[name].value
