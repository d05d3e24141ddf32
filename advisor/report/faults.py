"""What went wrong in a template, as a diagnostic at its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from jinja2 import (
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)
from jinja2.exceptions import SecurityError

from advisor.edge.files import read_text
from advisor.edge.problems import Problems, Refused
from advisor.edge.suggest import did_you_mean
from advisor.language.messages import _
from advisor.model.diagnostic import Diagnostic, InputError, Location
from advisor.report.environment import ReportEnvironment

UNDEFINED, SYNTAX, NOT_FOUND, REFUSED, FAILED = 2, 3, 4, 5, 6
_NO_SUCH = re.compile(r"no (filter|test) named '([\w.]+)'")
_NOT_DEFINED = re.compile(r"'(\w+)' is undefined")


@contextmanager
def told_at_their_line(environment: ReportEnvironment, names: Iterable[str]) -> Iterator[None]:
    """Raise a mistake in a template, made while it runs, as ``InputError`` at its line.

    ``names`` are what templates are given, for a guess at what was meant. What
    no template is to blame for is raised as it is.
    """
    try:
        yield
    except InputError:
        raise
    except Exception as error:
        fault = _as_input_error(error, environment, frozenset(names))
        if fault is None:
            raise
        raise fault from error


def _as_input_error(
    error: Exception, environment: ReportEnvironment, names: frozenset[str]
) -> InputError | None:
    """Return an error of a template as an ``InputError``; None if no template is to blame."""
    place = _place(error)
    if place is None:
        return None
    number, message, hint = _explain(error, environment)
    unknown = _NOT_DEFINED.fullmatch(message)
    if unknown is not None:
        local = _names_in(place.file, environment) - {unknown[1]}
        hint = did_you_mean(unknown[1], names | local | set(environment.globals))
    return InputError([Diagnostic(place, f"T{number:03d}", message, hint)])


def _place(error: Exception) -> Location | None:
    """Return the file and line of the innermost template that was running, if any was."""
    if isinstance(error, TemplateSyntaxError) and error.filename is not None:
        return Location(error.filename, error.lineno)
    place = None
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        # Jinja puts the template's own file and line in the place of its compiled code.
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            place = Location(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _explain(error: Exception, environment: ReportEnvironment) -> tuple[int, str, str]:
    """Return the code's number, the message and what to do."""
    if isinstance(error, TemplateNotFound):
        near = did_you_mean(str(error.name), environment.list_templates())
        return NOT_FOUND, _("there is no template '{name}'").format(name=error.name), near
    message = _lower(error.message or "") if isinstance(error, TemplateError) else ""
    unknown = _NO_SUCH.match(message)
    if unknown is not None:
        known = environment.filters if unknown[1] == "filter" else environment.tests
        return SYNTAX, unknown[0], did_you_mean(unknown[2], set(known) - {"safe"})
    if isinstance(error, TemplateSyntaxError):
        return SYNTAX, message, ""
    if isinstance(error, SecurityError):
        return REFUSED, message, _("templates see plain data only")
    if isinstance(error, UndefinedError):
        return UNDEFINED, message, ""
    if isinstance(error, TemplateRuntimeError):
        return FAILED, message, ""
    if isinstance(error, RecursionError):
        return FAILED, _("the template includes or calls itself without end"), ""
    if isinstance(error, TypeError):
        return FAILED, _lower(str(error)), ""
    # Other messages may quote what the company typed.
    return FAILED, _("this cannot be worked out ({kind})").format(kind=type(error).__name__), ""


def _lower(message: str) -> str:
    """Return a message in the manner of ours: on one line, without capital and full stop."""
    line = " ".join(message.split()).removesuffix(".")
    return line[:1].lower() + line[1:]


def _names_in(file: str, environment: ReportEnvironment) -> frozenset[str]:
    """Return the names a template uses or makes itself."""
    try:
        tree = environment.parse(read_text(Path(file), Problems("T")))
    except (Refused, TemplateSyntaxError):
        return frozenset()
    return frozenset(node.name for node in tree.find_all(nodes.Name))
