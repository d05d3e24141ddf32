"""What a program, or a notebook, calls: load, evaluate one or many, render.

Everything here returns values or yields them; what is wrong with an input is
raised as ``InputError``, whose ``diagnostics`` say what and where. Nothing
prints or ends the process.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from advisor.batch.pool import results
from advisor.inference.engine import InferenceEngine
from advisor.knowledge.opening import open_knowledge
from advisor.language.messages import LANGUAGES, _, speaking
from advisor.model.assessment import Assessment
from advisor.model.case import Profile
from advisor.model.diagnostic import Diagnostic, InputError, Location
from advisor.model.knowledge import Knowledge
from advisor.pipeline import advise
from advisor.profile.read import parse_profile, read_profile
from advisor.report.render import render as render_document

Company = Profile | Mapping[str, Any] | Path | str
"""A company: its profile as read, as plain data of the same form as a file's, or the file."""


PLAIN = "profile.json"
"""What plain data is called in messages, with the line and column it would have as a file."""


class Evaluated(Struct, frozen=True):
    """What became of one of many companies: an assessment, or why there is none.

    ``number`` counts the companies from 0.
    """

    number: int
    assessment: Assessment | None
    error: InputError | None

    def result(self) -> Assessment:
        """Return the assessment; raises the ``InputError`` where there is none."""
        if self.assessment is None:
            raise self.error or InputError([])
        return self.assessment


def load_knowledge(rules: Path | str | None = None, language: str = "en") -> Knowledge:
    """Return a knowledge base, checked: the shipped one, or that of a folder of rules.

    ``language`` is that of its texts, and of all that is made from it: ``en``,
    ``nb`` or ``sv``. Raises ``InputError`` with every mistake in the files, and
    ``ValueError`` for another language.

    >>> knowledge = load_knowledge()
    >>> knowledge.questions["peak_demand"].options["lost"]
    'Customers give up and leave'
    """
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}")
    with speaking(language):
        return open_knowledge(None if rules is None else Path(rules), language)


def evaluate(knowledge: Knowledge, company: Company, *, date: dt.date | None = None) -> Assessment:
    """Return the assessment of a company, stamped with a day, today if none is given.

    It is in the language of the knowledge base, whatever the profile's. Raises
    ``InputError`` with every mistake in the profile. For many companies
    ``evaluate_many`` is much faster: it builds the engine once.

    >>> knowledge = load_knowledge()
    >>> glans = {"company": {"name": "Glans"}, "answers": {"peak_demand": "lost"}}
    >>> assessment = evaluate(knowledge, glans)
    >>> assessment.advice[0].id
    'match_capacity'
    """
    return _Evaluating(knowledge, date).evaluate(company)


def evaluate_many(
    knowledge: Knowledge,
    companies: Iterable[Company],
    *,
    date: dt.date | None = None,
    jobs: int = 1,
) -> Iterator[Evaluated]:
    """Yield what becomes of each company, in order; one that is at fault stops no other.

    Companies are taken as results are asked for, a few ahead where several
    processes work (``jobs``), so both ends may be generators without an end.

    >>> knowledge = load_knowledge()
    >>> companies = ({"company": {"name": name}} for name in ["Glans", "Blank"])
    >>> [each.result().company for each in evaluate_many(knowledge, companies)]
    ['Glans', 'Blank']
    """
    work = _Evaluating(knowledge, date)
    for number, (_company, made) in enumerate(results(companies, work, jobs)):
        if isinstance(made, Assessment):
            yield Evaluated(number, made, None)
        else:
            yield Evaluated(number, None, InputError(list(made)))


def render(assessment: Assessment, templates: Path | str | None = None) -> str:
    """Return the document of an assessment, in Markdown and in the assessment's language.

    ``templates`` is a folder laid over the shipped templates. Raises
    ``InputError`` where a template is at fault.

    >>> knowledge = load_knowledge(language="sv")
    >>> render(evaluate(knowledge, {"company": {"name": "Glans"}})).splitlines()[0]
    '# Marknadsföringsråd till Glans'
    """
    return render_document(assessment, None if templates is None else Path(templates))


class _Evaluating:
    """The evaluation of companies, in this process or sent to others."""

    def __init__(self, knowledge: Knowledge, date: dt.date | None) -> None:
        self.knowledge = knowledge
        self.date = date or dt.datetime.now().astimezone().date()

    def begin(self) -> Callable[[Company], Assessment | tuple[Diagnostic, ...]]:
        """Return what evaluates companies with one engine, giving diagnostics for failures."""
        engine = InferenceEngine(self.knowledge)

        def evaluated(company: Company) -> Assessment | tuple[Diagnostic, ...]:
            try:
                return self.evaluate(company, engine)
            except InputError as error:
                return error.diagnostics

        return evaluated

    def lost(self, piece: Company) -> tuple[Diagnostic, ...]:
        """Return what is said of a company on which processes die."""
        del piece
        message = "the process that evaluated it was ended, twice"
        return (Diagnostic(Location("profile"), "P001", message),)

    def evaluate(self, company: Company, engine: InferenceEngine | None = None) -> Assessment:
        profile = self._profile(company)
        return advise(engine or InferenceEngine(self.knowledge), profile, self.date)

    def _profile(self, company: Company) -> Profile:
        if isinstance(company, Profile):
            return company
        with speaking(self.knowledge.language):
            if isinstance(company, (Path, str)):
                return read_profile(Path(company), self.knowledge)
            return parse_profile(_as_json(company), PLAIN, self.knowledge)


def _as_json(company: object) -> str:
    """Return plain data as the text of a profile; anything else raises ``InputError``."""
    if isinstance(company, Mapping):
        with contextlib.suppress(TypeError, ValueError):
            return msgspec.json.encode(dict(company)).decode()
    message = _("a company is a file, plain data of the same form, or a profile")
    found = _("found {kind}").format(kind=type(company).__name__)
    raise InputError([Diagnostic(Location(PLAIN), "P005", message, found)])
