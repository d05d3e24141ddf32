"""The explanation of one piece of advice for one company: the driver."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from advisor.advice.ranking import Key
from advisor.explain.told.run import Run
from advisor.explain.told.theory import parameters_of, sources_of, terms_of
from advisor.explain.told.told import tell_how, tell_why_not
from advisor.knowledge.digest import answers_digest
from advisor.model.explanation import FORMAT, Explanation, Level


def explain_how(keys: Sequence[Key], run: Run, level: Level = "adviser") -> Explanation:
    """Return how pieces of advice that hold came about."""
    return _explanation("how", keys, run, level)


def explain_why_not(keys: Sequence[Key], run: Run, level: Level = "adviser") -> Explanation:
    """Return why pieces of advice are not given."""
    return _explanation("why_not", keys, run, level)


def _explanation(asked: str, keys: Sequence[Key], run: Run, level: Level) -> Explanation:
    told = tell_how(keys, run) if asked == "how" else tell_why_not(keys, run)
    student = level == "student"
    explanation = Explanation(
        format=FORMAT,
        asked="how" if asked == "how" else "why_not",
        level=level,
        language=run.knowledge.language,
        company=run.profile.company,
        knowledge=run.knowledge.id,
        knowledge_version=run.knowledge.version,
        knowledge_digest=run.knowledge.digest,
        answers=answers_digest(run.profile),
        told=told,
        sources=sources_of(told, run) if student else (),
        parameters=parameters_of(told, run) if student else (),
        terms=terms_of(told, run) if student else (),
    )
    if level != "owner":
        return explanation
    short = (replace(each, tree=replace(each.tree, parts=())) for each in told)
    return replace(explanation, told=tuple(short))
