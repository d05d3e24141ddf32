"""Whether what was expected came out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from msgspec import Struct

from advisor.cases.outcome import Outcome, among, written
from advisor.language.messages import _
from advisor.model.case import Reading, State
from advisor.model.outcome import Decision
from advisor.model.worked import Absent, Expectation, Name, Subject, Wanted


class Judged(Struct, frozen=True):
    """An expectation in words, with what came out instead."""

    expectation: Expectation
    met: bool
    about: str
    expected: str
    got: str


def judge(expectation: Expectation, outcome: Outcome) -> Judged:
    """Return whether an expectation is met, in words."""
    return _JUDGES[expectation.subject](expectation, outcome)


def settled(reading: Reading, decision: Decision) -> Wanted:
    """Return what a case would expect of a finding that was settled so."""
    if reading.state is State.KNOWN and isinstance(reading.value, (str, frozenset)):
        return reading.value
    return Absent.UNDECIDED if decision is Decision.UNDECIDED else Absent.NOT_CONCLUDED


def computed(reading: Reading) -> Wanted:
    """Return what a case would expect of a measure that reads so."""
    if isinstance(reading.value, Decimal):
        return reading.value
    return Absent.DOES_NOT_APPLY if reading.state is State.DOES_NOT_APPLY else Absent.NOT_KNOWN


def in_words(wanted: Wanted) -> str:
    """Return what is wanted as a case writes it."""
    if isinstance(wanted, Absent):
        return wanted.value
    if isinstance(wanted, frozenset):
        return f"[{', '.join(sorted(wanted))}]"
    return f"{wanted:f}" if isinstance(wanted, Decimal) else str(wanted)


def _finding(expectation: Expectation, outcome: Outcome) -> Judged:
    settlement = outcome.settlements[outcome.cell_of(expectation.name)]
    got = settled(settlement.reading, settlement.decision)
    nothing = expectation.wanted is Absent.NOT_CONCLUDED and got == frozenset()
    met = nothing or got == expectation.wanted
    return _compared(expectation, got, met=met)


def _measure(expectation: Expectation, outcome: Outcome) -> Judged:
    got = computed(outcome.trace.readings[outcome.cell_of(expectation.name)])
    return _compared(expectation, got, met=got == expectation.wanted)


def _compared(expectation: Expectation, got: Wanted, *, met: bool) -> Judged:
    about = str(expectation.name)
    return Judged(expectation, met, about, in_words(expectation.wanted), in_words(got))


def _advice(expectation: Expectation, outcome: Outcome) -> Judged:
    met = among(expectation.name, outcome.given)
    return _named(
        expectation, met=met, expected=_("given"), got=_standing(expectation.name, outcome)
    )


def _no_advice(expectation: Expectation, outcome: Outcome) -> Judged:
    met = not among(expectation.name, outcome.given)
    return _named(
        expectation, met=met, expected=_("not given"), got=_standing(expectation.name, outcome)
    )


def _open(expectation: Expectation, outcome: Outcome) -> Judged:
    met = among(expectation.name, outcome.open)
    return _named(
        expectation, met=met, expected=_("open"), got=_standing(expectation.name, outcome)
    )


def _named(expectation: Expectation, *, met: bool, expected: str, got: str) -> Judged:
    return Judged(expectation, met, str(expectation.name), expected, got)


def _standing(name: Name, outcome: Outcome) -> str:
    """Return what became of a rule or a piece of advice."""
    fired = frozenset(Name(f.production, f.row) for f in outcome.trace.firings)
    if name.id in outcome.knowledge.advice and among(name, outcome.given):
        return _("given")
    if among(name, fired):
        return _("fired") if name.id in outcome.knowledge.rules else _("it gave way")
    return _("open") if among(name, outcome.open) else _("its condition does not hold")


def _leading(expectation: Expectation, outcome: Outcome) -> Judged:
    wanted = expectation.wanted if isinstance(expectation.wanted, tuple) else ()
    got = outcome.leading
    begins = len(wanted) <= len(got) and all(
        name in {other, Name(other.id)} for name, other in zip(wanted, got, strict=False)
    )
    words = ", ".join(written(wanted)), ", ".join(written(got)) or _("none")
    return Judged(expectation, begins, _("leading"), *words)


_JUDGES: Mapping[Subject, Callable[[Expectation, Outcome], Judged]] = {
    Subject.FINDING: _finding,
    Subject.MEASURE: _measure,
    Subject.ADVICE: _advice,
    Subject.NO_ADVICE: _no_advice,
    Subject.OPEN: _open,
    Subject.LEADING: _leading,
}
