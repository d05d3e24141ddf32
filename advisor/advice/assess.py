"""Build the assessment from a trace: the one driver that knows the order of its parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import advisor
from advisor.advice.conflicts import resolve_conflicts
from advisor.advice.derivations import view_derivations
from advisor.advice.findings import view_findings
from advisor.advice.grounds import Grounds
from advisor.advice.items import view_advice, view_plan
from advisor.advice.missing import Missing
from advisor.advice.open_questions import view_open_questions
from advisor.advice.outlook import NOTHING_MISSING, Outlook
from advisor.advice.possible import count_excluded, doubts, view_awaited, view_possible
from advisor.advice.ranking import key_of, rank
from advisor.advice.scores import view_topics
from advisor.advice.sources import view_sources
from advisor.advice.tables import view_measures, view_tables
from advisor.advice.wording import Wording
from advisor.knowledge.digest import answers_digest
from advisor.model.assessment import FORMAT, Assessment, Stamp, Word
from advisor.model.case import Profile
from advisor.model.condition import Attribute
from advisor.model.grounds import Ground
from advisor.model.knowledge import Kind, Knowledge
from advisor.model.outcome import Trace


def assess(
    knowledge: Knowledge,
    profile: Profile,
    trace: Trace,
    date: dt.date,
    outlook: Outlook = NOTHING_MISSING,
) -> Assessment:
    """Return the assessment of one company, made from the trace of its run alone.

    ``date`` is stamped on it; nothing else depends on the day. ``outlook`` says
    what missing answers may change; without it, none is taken to be missing.
    """
    wording = Wording(knowledge, trace, profile.company, knowledge.language)
    grounds, missing = Grounds(wording), Missing(knowledge, trace)
    conflicts = resolve_conflicts(wording)
    in_doubt = {
        key: view_awaited(cells, wording)
        for key, cells in doubts(outlook, conflicts, wording).items()
    }
    advice = view_advice(rank(conflicts.firings, knowledge, trace), grounds, in_doubt)
    findings = view_findings(grounds, missing)
    standing = frozenset(key_of(firing) for firing in conflicts.firings)
    derivations = view_derivations(grounds, standing)
    cited = {name for item in advice for name in item.sources}
    cited |= {name for finding in findings for name in finding.sources}
    cited |= {name for derivation in derivations for name in derivation.sources}
    return Assessment(
        format=FORMAT,
        language=knowledge.language,
        company=profile.company,
        stamp=_stamp(knowledge, profile, date),
        about=tuple(_about(knowledge, grounds)),
        notes=profile.notes,
        topics=view_topics(wording),
        tables=view_tables(profile, wording),
        measures=view_measures(wording),
        findings=findings,
        advice=advice,
        plan=view_plan(advice),
        gave_way=conflicts.gave_way,
        possible=view_possible(outlook, wording),
        excluded=count_excluded(outlook),
        open_questions=view_open_questions(wording, missing, outlook),
        derivations=derivations,
        sources=view_sources(cited, knowledge),
        words=tuple(Word(t.id, t.term, t.means, t.forms) for t in knowledge.terms.values()),
        benchmark=None,
    )


def _stamp(knowledge: Knowledge, profile: Profile, date: dt.date) -> Stamp:
    return Stamp(
        program=advisor.__version__,
        knowledge=knowledge.id,
        knowledge_title=knowledge.title,
        knowledge_version=knowledge.version,
        knowledge_digest=knowledge.digest,
        answers=answers_digest(profile),
        date=date.isoformat(),
    )


def _about(knowledge: Knowledge, grounds: Grounds) -> Iterator[Ground]:
    """Yield what the profile says of the company itself, in its own words first."""
    asked = [question for question in knowledge.questions.values() if question.place == "company"]
    for question in sorted(asked, key=lambda question: question.kind is not Kind.TEXT):
        yield grounds.ground((Attribute("", question.id), ""))
