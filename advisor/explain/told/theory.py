"""What a student gets besides the tree: what the sources say, the parameters, the words."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.advice.sources import view_sources
from advisor.explain.told.run import Run
from advisor.explain.told.wanted import limit_of
from advisor.knowledge.needed import UNSURE
from advisor.model.explanation import Limit, Node, Theory, Told
from advisor.model.grounds import Cited
from advisor.report.glossary import explain


def steps_of(told: tuple[Told, ...]) -> Iterator[Node]:
    """Yield every step of every tree."""
    stack = [each.tree for each in reversed(told)]
    while stack:
        step = stack.pop()
        yield step
        stack.extend(reversed(step.parts))


def sources_of(told: tuple[Told, ...], run: Run) -> tuple[Cited, ...]:
    """Return the sources that the trees cite, and those of the parameters in them."""
    names = {name for step in steps_of(told) for name in step.sources}
    names |= {name for limit in parameters_of(told, run) for name in limit.sources}
    return view_sources(names, run.knowledge)


def parameters_of(told: tuple[Told, ...], run: Run) -> tuple[Limit, ...]:
    """Return every parameter that the trees mention, by name, and what an unsure answer counts."""
    found = {limit.parameter: limit for step in steps_of(told) for limit in step.limits}
    if any(step.unsure for step in steps_of(told)):
        found[UNSURE] = limit_of(UNSURE, run)
    return tuple(found[name] for name in sorted(found))


def terms_of(told: tuple[Told, ...], run: Run) -> tuple[Theory, ...]:
    """Return the words of the field that the trees use."""
    texts = (
        text for step in steps_of(told) for text in (step.title, step.value, step.text, *step.notes)
    )
    words = [
        {"id": term.id, "term": term.term, "means": term.means, "forms": term.forms}
        for term in run.knowledge.terms.values()
    ]
    _, used = explain("\n".join(texts), words)
    return tuple(Theory(word["term"], word["means"]) for word in used)
