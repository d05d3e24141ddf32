"""What changes with other answers, in words: plain sentences first, then all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from advisor.explain.told.owner import answer
from advisor.explain.what_if.page import Block, Item, Paragraph, Points, Title
from advisor.language.messages import N_, _, current_language, ngettext
from advisor.language.numbers import number_text
from advisor.model.difference import AdviceChange, FindingChange, PlanChange, RuleChange
from advisor.model.what_if import Chain, Change, Link, WhatIf

Place = tuple[str, str]
"""The id and the row of something that changed."""

IN_THE_PLAN = {
    "comes": N_("{count} added"),
    "goes": N_("{count} removed"),
    "stays": N_("{count} in another order"),
}


def what_if_in_words(found: WhatIf) -> Iterator[Block]:
    """Yield the page, in the current language, which should be that of the assessments."""
    yield Title(_("What if: {company}").format(company=found.company), 1)
    if not found.changes:
        yield Paragraph(_("That is what the profile says already: nothing changes."))
        return
    yield from _said(found)
    chains = {_end(chain): chain for chain in found.chains}
    yield from _advice(found, chains)
    yield from _findings(found.difference.findings, chains)
    yield from _numbers(found)
    yield from _plan(found.difference.plan)
    yield from _rules(found.difference.rules)


def changes_in_words(changes: Iterable[Change]) -> Iterator[Item]:
    """Yield each change of an answer as a point."""
    for change in changes:
        yield Item(answer(change.label, f"{change.before} → {change.after}"))


def pieces(count: int) -> str:
    """Return how many pieces of advice."""
    return ngettext("{count} piece of advice", "{count} pieces of advice", count).format(
        count=count
    )


def _said(found: WhatIf) -> Iterator[Block]:
    outcome = _outcome(found)
    if len(found.changes) == 1:
        [change] = found.changes
        said = _("If “{label}” were “{after}” instead of “{before}”, {outcome}.")
        yield Paragraph(
            said.format(
                label=change.label, after=change.after, before=change.before, outcome=outcome
            )
        )
        return
    yield Paragraph(_("If this were otherwise, {outcome}:").format(outcome=outcome))
    yield Points(tuple(changes_in_words(found.changes)))


def _outcome(found: WhatIf) -> str:
    """Return in one clause what becomes of the advice."""
    goes = sum(change.presence == "goes" for change in found.difference.advice)
    comes = sum(change.presence == "comes" for change in found.difference.advice)
    if goes and comes:
        return _("{goes} would go away and {comes} would come").format(
            goes=pieces(goes), comes=pieces(comes)
        )
    if goes:
        return _("{goes} would go away").format(goes=pieces(goes))
    if comes:
        return _("{comes} would come").format(comes=pieces(comes))
    if found.difference.advice:
        return _("the advice would be the same, in another order or with another certainty")
    if any(change.value for change in found.difference.findings):
        return _("the advice would be the same, though not what it rests on")
    return _("the advice would be the same")


def _advice(found: WhatIf, chains: Mapping[Place, Chain]) -> Iterator[Block]:
    advice = found.difference.advice
    for title, presence in ((_("What goes away"), "goes"), (_("What comes"), "comes")):
        chosen = [change for change in advice if change.presence == presence]
        if chosen:
            yield Title(title)
            yield Points(tuple(Item(_numbered(c), _through(c.id, c.row, chains)) for c in chosen))
    stays = [change for change in advice if change.presence == "stays" and _matters(change)]
    if stays:
        yield Title(_("What stays, in another place or with another certainty"))
        yield Points(tuple(Item(_moved(c), _through(c.id, c.row, chains)) for c in stays))


def _matters(change: AdviceChange) -> bool:
    """Tell whether more differs than the number of other pieces before it."""
    before, after = change.before, change.after
    assert before is not None  # noqa: S101 - it stays
    assert after is not None  # noqa: S101 - it stays
    return change.moved or before.lead != after.lead or before.certainty != after.certainty


def _numbered(change: AdviceChange) -> str:
    side = change.after or change.before
    assert side is not None  # noqa: S101 - a change has at least one side
    said = (
        _("{do} (no. {rank}, one of those to begin with)") if side.lead else _("{do} (no. {rank})")
    )
    return said.format(do=change.do, rank=side.rank)


def _moved(change: AdviceChange) -> str:
    before, after = change.before, change.after
    assert before is not None  # noqa: S101 - it stays
    assert after is not None  # noqa: S101 - it stays
    notes = [_("no. {before} → {after}").format(before=before.rank, after=after.rank)]
    if before.rank == after.rank:
        notes = [_("no. {rank}").format(rank=after.rank)]
    if after.lead and not before.lead:
        notes.append(_("now one of those to begin with"))
    if before.lead and not after.lead:
        notes.append(_("no longer one of those to begin with"))
    if before.certainty != after.certainty:
        notes.append(
            _("certainty {before} → {after}").format(
                before=_figure(before.certainty), after=_figure(after.certainty)
            )
        )
    return f"{change.do} ({'; '.join(notes)})"


def _findings(findings: Iterable[FindingChange], chains: Mapping[Place, Chain]) -> Iterator[Block]:
    items = [
        Item(_finding(change), _through(change.id, change.row, chains))
        for change in findings
        if change.value or _word(change.before) != _word(change.after)
    ]
    if items:
        yield Title(_("Findings"))
        yield Points(tuple(items))


def _finding(change: FindingChange) -> str:
    label = f"{change.row}: {change.label}" if change.row else change.label
    before, after = (side.text if side else _("none") for side in (change.before, change.after))
    if not change.value:
        before, after = _word(change.before), _word(change.after)
    return answer(label, f"{before} → {after}")


def _word(side: object) -> str:
    return str(getattr(side, "certainty_word", ""))


def _numbers(found: WhatIf) -> Iterator[Block]:
    items = [
        Item(answer(s.label, f"{_points(s.before)} → {_points(s.after)}"))
        for s in found.difference.scores
    ]
    items += [
        Item(answer(m.label, f"{m.before or '–'} → {m.after or '–'}"))
        for m in found.difference.measures
    ]
    if items:
        yield Title(_("Scores and figures"))
        yield Points(tuple(items))


def _points(points: Decimal | None) -> str:
    return "–" if points is None else number_text(points, current_language(), 0)


def _figure(number: Decimal) -> str:
    return number_text(number, current_language())


def _plan(plan: tuple[PlanChange, ...]) -> Iterator[Block]:
    if not plan:
        return
    counts = Counter[str](change.presence for change in plan)
    said = ", ".join(
        _(text).format(count=counts[presence])
        for presence, text in IN_THE_PLAN.items()
        if counts[presence]
    )
    yield Title(_("The plan"))
    yield Paragraph(_("In the plan: {changes}.").format(changes=said))
    moved = [change for change in plan if change.presence == "stays"]
    if moved:
        said = _("{do} (step {before} → {after})")
        yield Points(
            tuple(Item(said.format(do=c.do, before=c.before, after=c.after)) for c in moved)
        )


def _rules(rules: Iterable[RuleChange]) -> Iterator[Block]:
    items = []
    for change in rules:
        if change.kind == "rule":
            holds = change.presence == "comes"
            said = (
                _("Now holds: {because} [{rule}]")
                if holds
                else _("No longer holds: {because} [{rule}]")
            )
            name = f"{change.rule} ({change.row})" if change.row else change.rule
            items.append(Item(said.format(rule=name, because=change.because)))
    if items:
        yield Title(_("Rules"))
        yield Points(tuple(items))


def _end(chain: Chain) -> Place:
    last = chain.links[-1]
    return last.id.rpartition(".")[2] if last.kind == "finding" else last.id, last.row


def _through(name: str, row: str, chains: Mapping[Place, Chain]) -> tuple[str, ...]:
    """Return the way from the answer to this, on one line; the rules stand in brackets."""
    chain = chains.get((name, row))
    if chain is None:
        return ()
    steps: list[str] = []
    rules: list[str] = []
    for link in chain.links[:-1]:
        if link.kind == "rule":
            rules.append(link.id)
        else:
            steps.append(_step(link, rules))
            rules = []
    if rules:
        steps.append(f"[{', '.join(rules)}]")
    through = " → ".join(steps)
    return (_("through {chain}").format(chain=through),)


def _step(link: Link, rules: list[str]) -> str:
    by = f"[{', '.join(rules)}] → " if rules else ""
    if link.kind == "advice":
        return by + _("“{advice}”").format(advice=link.label)
    return f"{by}{link.label}"
