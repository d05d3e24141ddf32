"""How it came to what came out: the rules that fired, waited or stayed silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.cases.judge import in_words
from advisor.cases.leaves import failing
from advisor.cases.outcome import Outcome
from advisor.inference.memory import WorkingMemory
from advisor.knowledge.normal_form import normal_form
from advisor.knowledge.strata import measure_reads
from advisor.language.messages import _, ngettext
from advisor.model.case import Cell, Reading, State, TableReading
from advisor.model.condition import Attribute
from advisor.model.knowledge import Production, Rule
from advisor.model.outcome import Decision, Firing, OpenRule
from advisor.model.worked import Expectation, Name, Subject


def why(expectation: Expectation, outcome: Outcome) -> tuple[str, ...]:
    """Return lines that say how it came to what came out."""
    name = expectation.name
    if expectation.subject is Subject.FINDING:
        return tuple(_finding(name, outcome))
    if expectation.subject is Subject.MEASURE:
        return tuple(_measure(name, outcome))
    if expectation.subject is Subject.LEADING:
        return ()
    both: dict[str, Production] = {**outcome.knowledge.rules, **outcome.knowledge.advice}
    return tuple(_production(both[name.id], name.row, outcome))


def _finding(name: Name, outcome: Outcome) -> Iterator[str]:
    settlement = outcome.settlements[outcome.cell_of(name)]
    rules = [
        rule
        for rule in outcome.knowledge.rules.values()
        if any(conclusion.finding == name.id for conclusion in rule.conclusions)
    ]
    for rule in rules:
        row = name.row if rule.table else ""
        yield from _production(rule, row, outcome, name.id)
    for loser, winner in settlement.overridden:
        yield _("{loser} gave way to {winner}").format(loser=loser, winner=winner)
    if settlement.outvoted:
        yield _("outvoted: {rules}").format(rules=", ".join(settlement.outvoted))
    if settlement.decision is Decision.DEFAULT:
        yield _("no rule fired and none is open, so the default holds")
    if not rules:
        yield _("no rule concludes it")


def _measure(name: Name, outcome: Outcome) -> Iterator[str]:
    measure = outcome.knowledge.measures[name.id]
    tables = outcome.trace.tables
    for node in measure_reads(measure, outcome.knowledge.parameters):
        if not isinstance(node, Attribute):
            continue
        rows = tables[node.table].rows if node.table else ("",)
        said = "; ".join(_said((node, row), outcome) for row in rows)
        yield _("from {readings}").format(readings=said)


def _production(
    production: Production, row: str, outcome: Outcome, finding: str = ""
) -> Iterator[str]:
    """Yield a line for each firing and for each row that is open, or one that says why not."""
    fired = [f for f in outcome.firings.get(production.id, ()) if not row or f.row == row]
    waiting = [w for w in outcome.open_rules.get(production.id, ()) if not row or w.row == row]
    yield from (_fired(firing, production, outcome, finding) for firing in fired)
    yield from (_waits(record, production, outcome) for record in waiting)
    if not fired and not waiting:
        yield from _silent(production, row, outcome)
    for gone in outcome.conflicts.gave_way if production.id in outcome.knowledge.advice else ():
        if gone.kind == "advice" and fired and gone.what in _texts(fired, outcome):
            yield _("it gave way to: {to} ({because})").format(to=gone.to, because=gone.because)


def _texts(fired: list[Firing], outcome: Outcome) -> set[str]:
    advice = outcome.knowledge.advice
    return {
        outcome.wording.fill(advice[f.production].do, f.row, advice[f.production].table)
        for f in fired
    }


def _fired(firing: Firing, production: Production, outcome: Outcome, finding: str) -> str:
    values = [c.value for c in firing.conclusions if c.finding == finding]
    concluded = _(", so {values}").format(values=_(" and ").join(values)) if values else ""
    direct = _list(firing.support, outcome) or _("nothing: it always holds")
    derived = any(cell in outcome.settlements for cell in firing.support)
    behind = _list(outcome.grounds.inputs(firing.support), outcome) if derived else ""
    answers = ""
    if behind:
        came = ngettext(
            ", which comes from {answers}", ", which come from {answers}", len(firing.support)
        )
        answers = came.format(answers=behind)
    return _("fired  {title}{concluded}, certainty {certainty}: {direct}{answers}").format(
        title=_title(production, firing.row),
        concluded=concluded,
        certainty=outcome.wording.figure(firing.certainty),
        direct=direct,
        answers=answers,
    )


def _waits(record: OpenRule, production: Production, outcome: Outcome) -> str:
    answers = outcome.missing.answers(record.missing)
    wanting = _list(answers or record.missing, outcome)
    values = [c.value for c in production.conclusions] if isinstance(production, Rule) else []
    could = _(" (could conclude {values})").format(values=", ".join(values)) if values else ""
    return _("open   {title}{could}, for want of {wanting}").format(
        title=_title(production, record.row), could=could, wanting=wanting
    )


def _silent(production: Production, row: str, outcome: Outcome) -> Iterator[str]:
    """Say on what a condition fails; where that is a conclusion, how it came about as well."""
    trace = outcome.trace
    memory = WorkingMemory(dict(trace.readings), dict(trace.tables))
    condition = normal_form(production.condition)
    rows = [row] if row or not production.table else list(trace.tables[production.table].rows)
    cells = list(dict.fromkeys(c for each in rows for c in failing(condition, memory, each)))
    yield _("silent {title}: {cells}").format(
        title=_title(production, row), cells=_list(cells, outcome) or _("there is no row")
    )
    if isinstance(production, Rule):
        return
    for cell in cells:
        if cell in outcome.settlements:
            yield from (f"  {line}" for line in _finding(Name(cell[0].name, cell[1]), outcome))


def _title(production: Production, row: str) -> str:
    of_row = _(" for '{row}'").format(row=row) if row else ""
    return f"{production.id}{of_row} ({production.location.file}:{production.location.line})"


def _list(cells: Iterable[Cell], outcome: Outcome) -> str:
    return ", ".join(_said(cell, outcome) for cell in cells)


def _said(cell: Cell, outcome: Outcome) -> str:
    """Return a cell with what is known of it, as ids."""
    attribute, row = cell
    name = str(attribute)
    if attribute.table and row:
        name = _("{name} of '{row}'").format(name=name, row=row)
    tables = outcome.trace.tables
    if not attribute.table and attribute.name in tables:
        return f"{name}: {_table(tables[attribute.name])}"
    return f"{name}: {_reading(outcome.trace.readings[cell])}"


def _table(table: TableReading) -> str:
    if table.state is not State.KNOWN:
        return str(table.state.value)
    return ngettext("{count} row", "{count} rows", len(table.rows)).format(count=len(table.rows))


def _reading(reading: Reading) -> str:
    if reading.state is not State.KNOWN:
        return str(reading.state.value)
    if reading.value is None:
        return _("known")
    if isinstance(reading.value, tuple):
        return "{" + ", ".join(f"{rival}: {mark}" for rival, mark in reading.value) + "}"
    return in_words(reading.value)
