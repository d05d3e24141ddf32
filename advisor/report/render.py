"""From an assessment to the advice document."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from markupsafe import Markup

from advisor.knowledge.folder import shipped
from advisor.language.messages import _
from advisor.model.assessment import Assessment
from advisor.model.diagnostic import Diagnostic, InputError, Location
from advisor.report.environment import ReportEnvironment
from advisor.report.faults import told_at_their_line
from advisor.report.glossary import HERE, explain
from advisor.report.loader import OverlayLoader
from advisor.report.view import view

DOCUMENT = "advice.md.j2"
GLOSSARY = "parts/glossary.md.j2"
FALLBACK_LANGUAGE = "en"


def render(assessment: Assessment, templates: Path | None = None) -> str:
    """Return the document as Markdown that ends in one line break.

    ``templates`` is a folder whose files take the place of shipped ones of the
    same name. A mistake in a template raises ``InputError`` at its line.
    """
    environment = environment_for(templates, assessment.language)
    context = view(assessment)
    with told_at_their_line(environment, context):
        here = Markup(HERE)  # noqa: S704 - a mark of our own, replaced below
        text = environment.get_template(DOCUMENT).render(context, glossary_here=here)
        if HERE in text:
            text, used = explain(text, context["assessment"]["words"])
            listed = environment.get_template(GLOSSARY).render(context, glossary=used)
            text = text.replace(HERE, listed)
    return tidy(text)


def tidy(text: str) -> str:
    """Return a document without spaces at the ends of lines or blank lines in a row.

    Nothing that was printed for data has a line break, so data stays as it is.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        kept = line.rstrip(" \t")
        if kept or (lines and lines[-1]):
            lines.append(kept)
    return "\n".join(lines).strip() + "\n"


def environment_for(templates: Path | None, language: str) -> ReportEnvironment:
    """Return the sandbox for a language, with a folder of templates laid over the shipped ones.

    A folder that is not there raises ``InputError``.
    """
    if templates is not None and not templates.is_dir():
        raise InputError(
            [
                Diagnostic(
                    Location(str(templates)),
                    "T001",
                    _("no such folder of templates"),
                    _("check the path"),
                )
            ]
        )
    return _environment(templates, _written(language))


@lru_cache(maxsize=16)
def _environment(templates: Path | None, language: str) -> ReportEnvironment:
    laid_over = () if templates is None else (templates,)
    return ReportEnvironment(OverlayLoader(*laid_over, shipped("templates")), language)


def _written(language: str) -> str:
    """Return a language whose numbers and dates are known, English for any other."""
    try:
        Locale.parse(language)
    except (ValueError, UnknownLocaleError):
        return FALLBACK_LANGUAGE
    return language
