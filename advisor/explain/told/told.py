"""Explanations of a piece of advice, put together: for the company, or for each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from advisor.advice.conflicts import do_text
from advisor.advice.prospects import Prospect
from advisor.advice.ranking import Key, key_of
from advisor.explain.told.alone import Sufficient
from advisor.explain.told.how import How, answers_in
from advisor.explain.told.nodes import key_of_cell
from advisor.explain.told.owner import answer, named, owners_version
from advisor.explain.told.prospect import with_prospect
from advisor.explain.told.run import Run
from advisor.explain.told.why_not import WhyNot
from advisor.model.case import Cell
from advisor.model.explanation import Node, Standing, Told
from advisor.model.grounds import Ground
from advisor.model.outcome import Firing

TOGETHER = {"advice", "rule", "all"}
"""What stands under these has to come all together; under others one of it is enough."""


def standing(key: Key, run: Run) -> Standing:
    """Return whether advice is given, gave way, waits for answers, or does not hold."""
    if key in run.firings:
        given = {key_of(firing) for firing in run.conflicts.firings}
        return "stands" if key in given else "gave_way"
    waiting = {(record.production, record.row) for record in run.trace.open_rules}
    return "open" if key in waiting else "fails"


def tell_how(keys: Sequence[Key], run: Run) -> tuple[Told, ...]:
    """Return how advice that holds came about, for each key."""
    return tuple(with_prospect(_how(run.firings[key], run), key, run) for key in keys)


def tell_why_not(keys: Sequence[Key], run: Run) -> tuple[Told, ...]:
    """Return why advice is not given, for each key."""
    return tuple(with_prospect(_why_not(key, run), key, run) for key in keys)


def _how(firing: Firing, run: Run) -> Told:
    tree = How(run).advice(firing)
    inputs = answers_in(tree, run)
    sufficient = Sufficient(run.knowledge, run.profile, run.trace, firing.production)
    citation = sufficient.cited(firing.row, inputs)
    # In the order of the tree, and behind it what answers keep from happening.
    order = {cell: place for place, cell in enumerate(inputs)}

    def grounds(cells: Iterable[Cell]) -> tuple[Ground, ...]:
        ordered = sorted(cells, key=lambda cell: order.get(cell, len(order)))
        return tuple(run.grounds.ground(cell) for cell in ordered)

    cited, shaping = grounds(citation.needed), grounds(citation.shaping)
    rest = (c for c in inputs if c not in {*citation.needed, *citation.shaping})
    return replace(
        _of_firing(firing, _marked(tree, set(map(key_of_cell, citation.needed))), run),
        owner=owners_version(firing, tree, (*cited, *shaping), run),
        cited=cited,
        shaping=shaping,
        further=tuple(run.grounds.ground(cell) for cell in rest if _is_given_answer(cell, run)),
    )


def _of_firing(firing: Firing, tree: Node, run: Run) -> Told:
    """Return what there is to say of advice that holds, but for its answers."""
    gave_way = _gave_way(firing, run)
    return Told(
        key=key_text(key_of(firing)),
        id=firing.production,
        row=firing.row,
        do=do_text(firing, run.wording),
        standing=standing(key_of(firing), run),
        summary=gave_way,
        owner=gave_way,
        cited=(),
        further=(),
        waits_for=(),
        tree=tree,
    )


def key_text(key: Key) -> str:
    """Return a key as it is written: the id, and the row after a colon."""
    return f"{key[0]}: {key[1]}" if key[1] else key[0]


def _is_given_answer(cell: Cell, run: Run) -> bool:
    ground = run.grounds.ground(cell)
    return ground.origin == "answer" and ground.state == "known"


def _marked(step: Node, cited: set[str]) -> Node:
    """Return a tree in which the answers that are cited are marked."""
    return replace(
        step,
        cited=step.kind in {"answer", "table"} and step.key in cited,
        parts=tuple(_marked(part, cited) for part in step.parts),
    )


def _gave_way(firing: Firing, run: Run) -> str:
    """Return what advice that holds gave way to, and why; nothing where it is given."""
    if standing(key_of(firing), run) == "stands":
        return ""
    text = do_text(firing, run.wording)
    gone = next(g for g in run.conflicts.gave_way if g.kind == "advice" and g.what == text)
    said = run.say.gettext("Its condition holds, but it gave way to other advice: {to} {because}")
    return said.format(to=gone.to, because=gone.because)


def _why_not(key: Key, run: Run) -> Told:
    name, row = key
    how_it_stands = standing(key, run)
    if how_it_stands in {"stands", "gave_way"}:
        firing = run.firings[key]
        return _of_firing(firing, replace(How(run).advice(firing), parts=()), run)
    tree = WhyNot(run).advice(name, row)
    waits_for = tuple(_waiting(key, run)) if how_it_stands == "open" else ()
    return Told(
        key=key_text(key),
        id=name,
        row=row,
        do=tree.title,
        standing=how_it_stands,
        summary=_summary(how_it_stands, waits_for, run),
        owner=_owners_why_not(how_it_stands, tree, waits_for, run),
        cited=(),
        further=(),
        waits_for=waits_for,
        tree=tree,
    )


def _waiting(key: Key, run: Run) -> Iterator[Ground]:
    if run.outlook.prospects.get(key) is Prospect.POSSIBLE:
        yield from map(run.grounds.ground, run.outlook.waits[key])
        return
    for record in run.trace.open_rules:
        if (record.production, record.row) == key:
            yield from map(run.grounds.ground, run.missing.answers(record.missing))


def _summary(how_it_stands: Standing, waits_for: tuple[Ground, ...], run: Run) -> str:
    gettext = run.say.gettext
    if how_it_stands == "fails":
        return gettext("Its condition does not hold. What is lacking, the nearest first:")
    if not waits_for:
        return gettext("It is still open: your answers do not decide what it needs.")
    said = gettext("It is still open, and waits for: {answers}.")
    return said.format(answers=named(waits_for, run))


def _owners_why_not(
    how_it_stands: Standing, tree: Node, waits_for: tuple[Ground, ...], run: Run
) -> str:
    say = run.say
    if how_it_stands == "open" and not waits_for:
        return _summary(how_it_stands, waits_for, run)
    if how_it_stands == "open":
        labels = named(waits_for, run)
        said = say.gettext("It depends on what you have not answered: {answers}.")
        return said.format(answers=labels)
    lacking = _deepest(tree)
    if lacking is None:
        return say.gettext("There is nothing it could be about.")
    if lacking.notes and lacking.limits:
        said = say.gettext("“{answer}”, {near}.").format(
            answer=answer(lacking.title, lacking.value), near=lacking.notes[0]
        )
    else:
        said = say.gettext("It would take another answer than “{answer}”: {wanted}.").format(
            answer=answer(lacking.title, lacking.value), wanted=lacking.wanted
        )
    more = say.gettext("More is lacking than that.")
    return f"{said} {more}" if _lacks_more(tree) else said


def _lacks_more(step: Node) -> bool:
    """Tell whether something else is lacking beside the nearest, and would have to come with it."""
    if step.kind in TOGETHER and len(step.parts) > 1:
        return True
    nearest = next((part for part in step.parts if _deepest(part) is not None), None)
    return nearest is not None and _lacks_more(nearest)


def _deepest(step: Node) -> Node | None:
    """Return the nearest comparison in a tree of what is lacking: of an answer, or a number."""
    if step.wanted and step.kind in {"answer", "measure", "computed", "table"}:
        return step
    found = (_deepest(part) for part in step.parts)
    return next((each for each in found if each is not None), step if step.wanted else None)
