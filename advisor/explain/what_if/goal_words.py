"""What a search for a goal has come to, in words."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.explain.quoting import first_few, in_quotes
from advisor.explain.told.owner import answer
from advisor.explain.what_if.page import Block, Item, Paragraph, Points, Title
from advisor.explain.what_if.run_words import changes_in_words, pieces
from advisor.language.messages import _, current_language, ngettext
from advisor.model.what_if import Effect, Goal

MOST_NAMED = 3


def goal_in_words(goal: Goal) -> Iterator[Block]:
    """Yield the page, in the current language, which should be that of the goal."""
    yield Title(_("What it would take: {company}").format(company=goal.company), 1)
    words = _shown(goal)
    if goal.verdict == "already":
        said = (
            _("This is not advised now, so nothing has to change: {words}")
            if goal.aim == "drop"
            else _("This is so already: {words}")
        )
        yield Paragraph(said.format(words=words))
        return
    said = (
        _("You want to be rid of this advice: {words}")
        if goal.aim == "drop"
        else _("You want to reach this: {words}")
    )
    yield Paragraph(said.format(words=words))
    if goal.effects:
        yield from _found(goal)
    else:
        yield from _not_found(goal)
    if goal.awaits:
        said = _("Answers that are still missing could change it: {answers}.")
        labels = [ground.label for ground in goal.awaits]
        yield Paragraph(said.format(answers=first_few(labels, MOST_NAMED, current_language())))


def _shown(goal: Goal) -> str:
    row = f" ({goal.row})" if goal.row and goal.aim == "drop" and goal.row not in goal.words else ""
    return in_quotes(goal.words, current_language()) + row


def _found(goal: Goal) -> Iterator[Block]:
    yield Paragraph(_claimed(goal).format(cost=goal.effects[0].cost))
    for number, effect in enumerate(goal.effects, start=1):
        if len(goal.effects) > 1:
            yield Title(_("Way {number}").format(number=number))
        yield Points(tuple(changes_in_words(effect.changes)))
        yield from _side_effects(effect)
    if goal.more:
        yield Paragraph(_("There are more changes of this cost."))
    yield Paragraph(_how_sure(goal))


def _claimed(goal: Goal) -> str:
    """Return what is claimed of what was found, and no more."""
    one = len(goal.effects) == 1
    if not goal.exact:
        return (
            _("This does it (cost {cost}):") if one else _("Each of these does it (cost {cost}):")
        )
    if not one:
        return _("Each of these does it, at the least cost ({cost}):")
    if goal.searched is None:
        return _("This is the smallest change that does it (cost {cost}):")
    return _("This does it, at the least cost ({cost}):")


def _side_effects(effect: Effect) -> Iterator[Block]:
    if not effect.comes and not effect.goes and not effect.gives_way_to:
        yield Paragraph(_("No other advice comes or goes with it."))
    items = []
    if effect.gives_way_to:
        said = _("It would only give way to other advice: {advice}")
        advice = "; ".join(in_quotes(each, current_language()) for each in effect.gives_way_to)
        items.append(Item(said.format(advice=advice)))
    if effect.comes:
        items.append(
            Item(
                _("{comes} would come with it:").format(comes=pieces(len(effect.comes))),
                _few(effect.comes),
            )
        )
    if effect.goes:
        items.append(
            Item(
                _("{goes} would go away with it:").format(goes=pieces(len(effect.goes))),
                _few(effect.goes),
            )
        )
    if effect.worse:
        items.append(
            Item(_("This would become worse: {labels}").format(labels="; ".join(effect.worse)))
        )
    if items:
        yield Points(tuple(items))


def _few(said: tuple[str, ...]) -> tuple[str, ...]:
    left = len(said) - MOST_NAMED
    if left <= 0:
        return said
    more = ngettext("and {count} more", "and {count} more", left).format(count=left)
    return *said[:MOST_NAMED], more


def _how_sure(goal: Goal) -> str:
    if not goal.exact:
        said = _(
            "Nothing cheaper was found; but numbers that go into others were tried only where "
            "something turns by them ({runs})."
        )
    else:
        said = _("Nothing cheaper does it: everything else is excluded, or was tried ({runs}).")
    sentences = [said.format(runs=_runs(goal.runs))]
    if goal.searched is not None:
        sentences.append(
            _("The search stopped at its budget; --budget gives it more.")
            if goal.runs >= goal.budget
            else _("Not all changes of this cost were looked for.")
        )
    return " ".join(sentences)


def _not_found(goal: Goal) -> Iterator[Block]:
    if goal.verdict == "budget":
        said = (
            _(
                "Nothing was found. The search stopped at its budget: it has searched all changes "
                "of cost up to {cost} ({runs}); --budget gives it more."
            )
            if goal.searched
            else _("Nothing was found. The search stopped at its budget ({runs}).")
        )
        yield Paragraph(said.format(cost=goal.searched, runs=_runs(goal.runs)))
        return
    if goal.verdict == "none_tried":
        said = _(
            "No change was found. This is no proof: numbers that go into others were tried only "
            "where something turns by them ({runs})."
        )
        yield Paragraph(said.format(runs=_runs(goal.runs)))
        return
    if not goal.considered:
        yield Paragraph(_("It depends on nothing that you control, so nothing you do changes it."))
    else:
        said = ngettext(
            "Nothing you control brings this about, whatever you change in the {count} answer "
            "that has a say in it. This is proved ({runs}).",
            "Nothing you control brings this about, whatever you change in the {count} answers "
            "that have a say in it. This is proved ({runs}).",
            goal.considered,
        )
        yield Paragraph(said.format(count=goal.considered, runs=_runs(goal.runs)))
    if goal.rests_on:
        yield Paragraph(_("It rests on what you cannot change:"))
        yield Points(tuple(Item(answer(ground.label, ground.text)) for ground in goal.rests_on))


def _runs(count: int) -> str:
    return ngettext("{count} run of the engine", "{count} runs of the engine", count).format(
        count=count
    )
