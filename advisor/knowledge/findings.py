"""Entries of findings become the type of the model, every value and every reference checked."""

from __future__ import annotations

from advisor.edge.nodes import shorten
from advisor.edge.suggest import expected_or_near
from advisor.knowledge.grammar import Entry
from advisor.knowledge.references import References
from advisor.knowledge.texts import TextChecker
from advisor.language.messages import _
from advisor.model.knowledge import ConflictPolicy, Default, Finding

CHECK_VALUES = ("holds", "fails")


def build_finding(entry: Entry, references: References) -> Finding:
    """Return a finding."""
    owner = f"{_('finding')} '{entry['id']}'"
    problems = references.problems
    domain = entry["domain"]
    if entry["check"] and (
        tuple(sorted(domain)) != tuple(sorted(CHECK_VALUES)) or entry["several"]
    ):
        problems.error(
            entry["location"],
            39,
            _("{owner}: a check has exactly the values holds and fails").format(owner=owner),
            _("rename the values, or leave 'check' out"),
        )
    for key in ("default", "conflict"):
        if entry["several"] and entry[key]:
            problems.error(
                entry["location"],
                39,
                _("{owner}: 'several' leaves no room for '{key}'").format(owner=owner, key=key),
                _("leave '{key}' out").format(key=key),
            )
    default = entry["default"]
    if default is not None and default["value"].text not in domain:
        problems.error(
            default["value"].location,
            21,
            _("{owner}: the default cannot be '{text}'").format(
                owner=owner, text=shorten(default["value"].text)
            ),
            expected_or_near(default["value"].text, domain),
        )
    if default is not None:
        texts = TextChecker(references.vocabulary, problems)
        texts.check(default["because"], default["location"], owner, "")
    for value in entry["points"].keys() ^ (domain.keys() if entry["points"] else set()):
        problems.error(
            entry["location"],
            39,
            _(
                "{owner}: 'points' must name each value of the domain, and no other ('{value}')"
            ).format(owner=owner, value=value),
            _("give every value its parameter"),
        )
    return Finding(
        id=entry["id"],
        location=entry["location"],
        label=entry["label"],
        domain=domain,
        several=entry["several"],
        table=references.table(entry["of"], owner),
        default=Default(default["value"].text, default["because"]) if default else None,
        conflict=ConflictPolicy(entry["conflict"]) if entry["conflict"] else None,
        check=entry["check"],
        topic=references.topic(entry["topic"], owner),
        points={
            value: references.parameter(name, owner) for value, name in entry["points"].items()
        },
        sources=references.sources(entry["source"], owner),
    )
