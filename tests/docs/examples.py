"""The examples in docs/diagnostics.md, and what the program really says about each."""

from __future__ import annotations

import datetime as dt
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unittest.mock import patch

from advisor.cases.read import parse_cases
from advisor.edge.problems import Problems
from advisor.inference.engine import InferenceEngine
from advisor.knowledge import gather
from advisor.knowledge.checks import CHECKS
from advisor.knowledge.folder import shipped
from advisor.knowledge.load import read_knowledge
from advisor.model.assessment import Assessment
from advisor.model.diagnostic import Diagnostic, InputError
from advisor.model.knowledge import Knowledge
from advisor.pipeline import advise
from advisor.profile.read import parse_profile, read_profile
from advisor.report.render import render
from tests.docs.places import DOCS, ROOT, fenced, read
from tests.shipped import shipped_base

READ_FOLDER: Callable[[Path, Problems], gather.Gathered] = vars(gather)["_read_folder"]
OWN_FILES = ("rules.yaml", "profile.yaml", "profile.json", "cases.yaml", "advice.md.j2")
_HEADING = re.compile(r"^### (?P<codes>[CKPT]\d{3}(?:, [CKPT]\d{3})*): .+$", re.MULTILINE)
_EXAMPLE = re.compile(
    r"^```(?P<language>yaml|json|jinja) (?P<about>rules|profile|cases|template)\n"
    r"(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Entry:
    """What docs/diagnostics.md says about one meaning: its codes, and its example if any."""

    codes: tuple[str, ...]
    about: str
    language: str
    example: str

    @property
    def name(self) -> str:
        """Return the name of the part of the document that holds the message."""
        return f"message {self.codes[0]}"


def entries() -> list[Entry]:
    """Return the entries of docs/diagnostics.md, in order."""
    return list(_entries(read(DOCS / "diagnostics.md")))


def messages(entry: Entry) -> str:
    """Return what the program says about an example, as a fenced block."""
    own = [d for d in _diagnostics(entry) if d.location.file in OWN_FILES]
    lines = [str(diagnostic) for diagnostic in own if diagnostic.code in entry.codes]
    assert lines, f"the example of {', '.join(entry.codes)} gives no such message"
    return fenced("\n".join(lines))


def _entries(text: str) -> Iterator[Entry]:
    headings = list(_HEADING.finditer(text))
    ends = [match.start() for match in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=True):
        found = _EXAMPLE.search(text, heading.end(), end)
        codes = tuple(heading["codes"].split(", "))
        about, language, example = found.group("about", "language", "text") if found else [""] * 3
        yield Entry(codes, about, language, example)


def _diagnostics(entry: Entry) -> Iterable[Diagnostic]:
    if entry.about == "profile":
        return _about_profile(entry)
    if entry.about == "cases":
        return _about_cases(entry)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = (
            _about_rules(folder, entry)
            if entry.about == "rules"
            else _about_template(folder, entry)
        )
        return [_named(diagnostic, folder) for diagnostic in found]


def _about_profile(entry: Entry) -> tuple[Diagnostic, ...]:
    try:
        parse_profile(entry.example, f"profile.{entry.language}", _knowledge())
    except InputError as error:
        return error.diagnostics
    return ()


def _about_cases(entry: Entry) -> tuple[Diagnostic, ...]:
    try:
        parse_cases(entry.example, "cases.yaml", _knowledge())
    except InputError as error:
        return error.diagnostics
    return ()


def _about_rules(folder: Path, entry: Entry) -> tuple[Diagnostic, ...]:
    (folder / "rules.yaml").write_text(entry.example, encoding="utf-8")
    with patch.object(gather, "_read_folder", _read_folder):
        knowledge, found = read_knowledge(folder)
    # Only the check that the example is of: to judge the whole base anew each time takes minutes.
    for check in CHECKS if knowledge is not None else ():
        about = sys.modules[check.__module__].__doc__ or ""
        if about.partition(":")[0] in entry.codes and knowledge is not None:
            found.extend(check(knowledge))
    return tuple(found)


def _read_folder(folder: Path, problems: Problems) -> gather.Gathered:
    """Read a folder as loading does, but the shipped one, which lies below most examples, once."""
    return _shipped_entries() if folder == shipped("rules") else READ_FOLDER(folder, problems)


@lru_cache(maxsize=1)
def _shipped_entries() -> gather.Gathered:
    problems = Problems("K")
    found = READ_FOLDER(shipped("rules"), problems)
    assert not problems.found
    return found


def _about_template(folder: Path, entry: Entry) -> tuple[Diagnostic, ...]:
    (folder / "advice.md.j2").write_text(entry.example, encoding="utf-8")
    try:
        render(_assessment(), folder)
    except InputError as error:
        return error.diagnostics
    return ()


def _named(diagnostic: Diagnostic, folder: Path) -> Diagnostic:
    """Return a diagnostic that names its file as a user in that folder would."""
    place = diagnostic.location
    file = place.file.removeprefix(f"{folder}/")
    return Diagnostic(
        type(place)(file, place.line, place.column),
        diagnostic.code,
        diagnostic.message.replace(f"{folder}/", ""),
        diagnostic.hint,
        diagnostic.severity,
    )


@lru_cache(maxsize=1)
def _knowledge() -> Knowledge:
    return shipped_base()


@lru_cache(maxsize=1)
def _assessment() -> Assessment:
    profile = read_profile(ROOT / "examples" / "car-wash.yaml", _knowledge())
    return advise(InferenceEngine(_knowledge()), profile, dt.date(2026, 11, 21))
