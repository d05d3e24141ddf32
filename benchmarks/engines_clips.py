"""The job as a CLIPS program, run through clipspy.

Each answer and each finding is a template with a value, a certainty and, where
it is not known, what it could still be. Patterns demand what is *not false*. The
rules of a level note what they propose; a rule of lower salience settles each
finding of the level and asserts it, for the rules of the next. Answers go in as
one text, and what was found comes out as two lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from advisor.knowledge.needed import DEFAULT
from advisor.knowledge.strata import reads
from advisor.model.case import Case, Reading, State
from advisor.model.condition import All, Any_, Attribute, Condition, Leaf, Operator
from advisor.model.knowledge import ConflictPolicy, Finding, Knowledge, Rule
from benchmarks.engines_job import Contestant, Outcome, Step, Value, closings, rounded, steps

OPERATORS = {
    Operator.AT_LEAST: ">=",
    Operator.MORE_THAN: ">",
    Operator.AT_MOST: "<=",
    Operator.LESS_THAN: "<",
}
STATES = {Operator.KNOWN, Operator.UNKNOWN, Operator.DOES_NOT_APPLY}
TIMES = 1_000_000_000
"""Certainties are compared to nine digits, since CLIPS adds up floats."""


def is_installed() -> bool:
    """Tell whether clipspy, a dependency for development, is there."""
    try:
        import clips  # noqa: F401, PLC0415 - it may be missing
    except ImportError:
        return False
    return True


def clips(knowledge: Knowledge) -> Contestant:
    """Return the CLIPS program of a base, loaded; raises ``ImportError`` without clipspy."""
    import clips as clipspy  # noqa: PLC0415 - as above

    environment = clipspy.Environment()
    for construct in program(knowledge):
        environment.build(construct)
    # Only what rules read goes in.
    read = {node for step in steps(knowledge) for node in reads(step.condition)}
    cells = [(name, (Attribute("", name), "")) for name in knowledge.questions]
    cells = [(name, cell) for name, cell in cells if cell[0] in read]

    templates = [(environment.find_template(f"of-{name}"), cell) for name, cell in cells]
    symbols = _Symbols(clipspy.Symbol)
    reset, execute, answer = environment.reset, environment.run, environment.eval

    def run(case: Case) -> tuple[str, str]:
        reset()
        readings = case.readings
        for template, cell in templates:
            reading = readings[cell]
            certainty = float(reading.certainty)
            template.assert_fact(value=symbols.value(reading), certainty=certainty)
        execute()
        # A list of symbols is slow to hand over; a text is not.
        return answer("(implode$ ?*noted*)"), answer("(implode$ ?*settled*)")

    return Contestant("CLIPS", run, _outcome)


class _Symbols(dict[str, Any]):
    """The symbols for words, each made once."""

    def __init__(self, make: Callable[[str], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> Any:  # noqa: ANN401 - clipspy's own type
        symbol = self[word] = self._make(word)
        return symbol

    def value(self, reading: Reading) -> Any:  # noqa: ANN401 - as above
        value = reading.value
        if isinstance(value, str):
            return self[f"w-{value}"]
        if isinstance(value, Decimal):
            return float(value)
        return self["not-applying" if reading.state is State.DOES_NOT_APPLY else "unknown"]


def _outcome(found: object) -> Outcome:
    assert isinstance(found, tuple)  # noqa: S101 - it is what ``run`` returns
    noted, settled = (text.split() for text in found)
    fired: dict[str, float] = {}
    still_open: set[str] = set()
    for name, certainty in zip(noted[::2], noted[1::2], strict=True):
        if certainty == "open":
            still_open.add(name)
        else:
            fired[name] = rounded(float(certainty))
    findings: dict[str, Value] = {}
    parts = iter(settled)
    for name in parts:
        value, certainty, number = next(parts), rounded(float(next(parts))), int(next(parts))
        possible = frozenset(next(parts)[2:] for _ in range(number))
        known = value != "unknown"
        findings[name] = (value[2:], certainty, frozenset()) if known else ("", 0.0, possible)
    return Outcome(fired, frozenset(still_open), findings)


def program(knowledge: Knowledge) -> Iterator[str]:
    """Yield the constructs of the program."""
    yield "(defglobal ?*noted* = (create$))"
    yield "(defglobal ?*settled* = (create$))"
    slots = "(slot value) (slot certainty (default 1.0))"
    for name in knowledge.questions:
        yield f"(deftemplate of-{name} {slots})"
    for name in knowledge.findings:
        yield f"(deftemplate of-{name} {slots} (multislot possible))"
        yield f"(deftemplate for-{name} (slot rule) (slot value) (slot certainty))"
    for step in steps(knowledge):
        yield _rule(step, knowledge)
    for level, finding in closings(knowledge):
        yield _settling(level, finding, knowledge.parameter(DEFAULT))


def _rule(step: Step, knowledge: Knowledge) -> str:
    condition, production = step.condition, step.production
    names = sorted({node.name for node in reads(condition) if isinstance(node, Attribute)})
    words = _Words({name: str(place) for place, name in enumerate(names)}, knowledge)
    parts = condition.parts if isinstance(condition, All) else (condition,)
    lines = [f"(defrule rule-{production.id} (declare (salience {-2 * step.level}))"]
    for name in names:
        leaves = [p for p in parts if isinstance(p, Leaf) and p.attribute.name == name]
        lines.append(words.pattern(name, leaves))
    lines += [f"(test (> {words.truth(part)} 0))" for part in parts if isinstance(part, Any_)]
    truths = [words.given(part) if isinstance(part, Leaf) else words.truth(part) for part in parts]
    conclusions = production.conclusions if isinstance(production, Rule) else ()
    fact = "(assert (for-{} (rule {}) (value w-{}) (certainty {})))"
    says, waits = (
        " ".join(fact.format(c.finding, production.id, c.value, said) for c in conclusions)
        for said in ("?c", "open")
    )
    lines.append(
        f"=> (if (= {_all('min', truths, '2')} 2) then"
        f" (bind ?c (* {production.strength} {words.certainty(condition)}))"
        f" (bind ?*noted* (create$ ?*noted* {production.id} ?c)) {says}"
        f" else (bind ?*noted* (create$ ?*noted* {production.id} open)) {waits}))"
    )
    return "\n".join(lines)


def _all(function: str, arguments: list[str], otherwise: str) -> str:
    if len(arguments) < 2:  # noqa: PLR2004 - the function takes two or more
        return arguments[0] if arguments else otherwise
    return f"({function} {' '.join(arguments)})"


class _Words:
    """Says conditions in CLIPS: 0 is false, 1 unknown, 2 true."""

    def __init__(self, places: dict[str, str], knowledge: Knowledge) -> None:
        self._places = places
        self._knowledge = knowledge

    def pattern(self, name: str, leaves: list[Leaf]) -> str:
        """Return the pattern that none of some comparisons of a thing is false."""
        place = self._places[name]
        if name in self._knowledge.findings:
            demand = _all("and", [f"(> {self.truth(leaf)} 0)" for leaf in leaves], "TRUE")
            possible = f"$?p{place}" + (f"&:{demand}" if leaves else "")
            slots = f"(value ?v{place}) (possible {possible})"
        elif len(leaves) == 1 and _is_of_words(leaves[0]):
            slots = f"(value ?v{place}&unknown|{'|'.join(f'w-{o}' for o in leaves[0].operands)})"
        else:
            demand = _all("and", [f"(> {self.truth(leaf)} 0)" for leaf in leaves], "TRUE")
            slots = f"(value ?v{place}" + (f"&:{demand})" if leaves else ")")
        return f"(of-{name} {slots} (certainty ?c{place}))"

    def truth(self, condition: Condition) -> str:
        """Return an expression for the truth of a condition."""
        if isinstance(condition, (All, Any_)):
            parts = [self.truth(part) for part in condition.parts]
            is_all = isinstance(condition, All)
            return _all("min" if is_all else "max", parts, "2" if is_all else "0")
        assert isinstance(condition, Leaf)  # noqa: S101 - the bases measured have no rows
        value = f"?v{self._places[condition.attribute.name]}"
        holds, fails = (0, 2) if condition.negated else (2, 0)
        if condition.operator in STATES:
            return f"(if {_about_the_state(condition.operator, value)} then {holds} else {fails})"
        compared = f"(if {_compared(condition, value)} then {holds} else {fails})"
        applies = f"(if (eq {value} not-applying) then 0 else {compared})"
        return f"(if (eq {value} unknown) then {self._could_be(condition)} else {applies})"

    def given(self, leaf: Leaf) -> str:
        """Return an expression for the truth of a comparison that a pattern has found not false."""
        if leaf.operator in STATES:
            return "2"
        return f"(if (eq ?v{self._places[leaf.attribute.name]} unknown) then 1 else 2)"

    def certainty(self, condition: Condition) -> str:
        """Return an expression for how certain a condition is that holds."""
        if isinstance(condition, Leaf):
            return f"?c{self._places[condition.attribute.name]}"
        assert isinstance(condition, (All, Any_))  # noqa: S101 - as above
        if isinstance(condition, All):
            return _all("min", [self.certainty(part) for part in condition.parts], "1.0")
        parts = [
            f"(if (= {self.truth(part)} 2) then {self.certainty(part)} else 0.0)"
            for part in condition.parts
        ]
        return _all("max", parts, "1.0")

    def _could_be(self, leaf: Leaf) -> str:
        """Return an expression for whether a comparison of something unknown may yet hold."""
        finding = self._knowledge.findings.get(leaf.attribute.name)
        if finding is None:
            return "1"
        positive = leaf.operator in {Operator.IS, Operator.ONE_OF}
        fitting = [
            word for word in finding.domain if ((word in leaf.operands) == positive) != leaf.negated
        ]
        place = self._places[leaf.attribute.name]
        found = [f"(neq (member$ w-{word} ?p{place}) FALSE)" for word in fitting]
        return f"(if {_all('or', found, 'FALSE')} then 1 else 0)"


def _is_of_words(leaf: Leaf) -> bool:
    return leaf.operator in {Operator.IS, Operator.ONE_OF} and not leaf.negated


def _about_the_state(operator: Operator, value: str) -> str:
    if operator is Operator.UNKNOWN:
        return f"(eq {value} unknown)"
    if operator is Operator.DOES_NOT_APPLY:
        return f"(eq {value} not-applying)"
    return f"(and (neq {value} unknown) (neq {value} not-applying))"


def _compared(leaf: Leaf, value: str) -> str:
    if leaf.operator in OPERATORS:
        return f"({OPERATORS[leaf.operator]} {value} {leaf.operands[0]})"
    if leaf.operator is Operator.BETWEEN:
        return f"(<= {leaf.operands[0]} {value} {leaf.operands[1]})"
    equal = _all("or", [f"(eq {value} w-{word})" for word in leaf.operands], "FALSE")
    return equal if leaf.operator in {Operator.IS, Operator.ONE_OF} else f"(not {equal})"


def _settling(level: int, finding: Finding, assumed: Decimal) -> str:
    """Return the rule that settles a finding, from what the rules of the level have proposed."""
    values = list(enumerate(finding.domain))
    doubts = " ".join(f"(bind ?d{place} 1.0)" for place, _ in values)
    said = " ".join(
        f"(if (eq ?f:value w-{word}) then (bind ?d{place} (* ?d{place} (- 1 ?f:certainty))))"
        for place, word in values
    )
    supported = " ".join(
        f"(if (< ?d{place} 1.0) then (bind ?which (create$ ?which w-{word}))"
        f" {_choice(finding, place, word)})"
        for place, word in values
    )
    name = finding.id
    default = f"w-{finding.default.value}" if finding.default else ""
    silent = f"(bind ?value {default}) (bind ?certainty {assumed})" if default else ""
    undecided = "(bind ?tie TRUE)" if finding.conflict is ConflictPolicy.UNDECIDED else ""
    return f"""(defrule settle-{name} (declare (salience {-2 * level - 1})) =>
    {doubts} (bind ?open (create$)) (bind ?which (create$)) (bind ?possible (create$))
    (bind ?value unknown) (bind ?certainty 1.0) (bind ?best 0) (bind ?tie FALSE)
    (do-for-all-facts ((?f for-{name})) TRUE
        (if (eq ?f:certainty open) then (bind ?open (create$ ?open ?f:value)) else {said}))
    {supported}
    (if (> (length$ ?which) 1) then {undecided})
    (if (= (length$ ?which) 0) then
        (if (> (length$ ?open) 0) then (bind ?possible (create$ ?open {default})) else {silent}))
    (if ?tie then
        (bind ?value unknown) (bind ?certainty 1.0)
        (if (> (length$ ?open) 0) then (bind ?possible (create$ ?open ?which))))
    (bind ?*settled*
        (create$ ?*settled* {name} ?value ?certainty (length$ ?possible) ?possible))
    (assert (of-{name} (value ?value) (certainty ?certainty) (possible ?possible))))"""


def _choice(finding: Finding, place: int, word: str) -> str:
    """Return what is done about a value that is supported, those before it being looked at."""
    take = f"(bind ?value w-{word}) (bind ?certainty (- 1 ?d{place}))"
    if finding.conflict is ConflictPolicy.FIRST_LISTED:
        return f"(if (eq ?value unknown) then {take})"
    support = f"(bind ?s (round (* {TIMES} (- 1 ?d{place}))))"
    better = f"{take} (bind ?best ?s) (bind ?tie FALSE)"
    equal = "(if (= ?s ?best) then (bind ?tie TRUE))"
    return f"{support} (if (> ?s ?best) then {better} else {equal})"
