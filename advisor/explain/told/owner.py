"""The owner's version of an explanation: one or two sentences in plain words."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.explain.quoting import and_more, first_few, in_quotes
from advisor.explain.told.run import Run
from advisor.language.messages import N_, messages_in
from advisor.model.explanation import Node
from advisor.model.grounds import Ground
from advisor.model.knowledge import Grade
from advisor.model.outcome import Firing

MOST, MOST_NAMES = 3, 5
ON_WHOSE_WORD = {
    Grade.ARTICLE: N_("an article says so"),
    Grade.PUBLIC: N_("a public source says so"),
    Grade.JUDGEMENT: N_("professional judgement"),
}


def owners_version(firing: Firing, tree: Node, cited: tuple[Ground, ...], run: Run) -> str:
    """Return what the owner said, the reason, and how sure it is."""
    advice = run.knowledge.advice[firing.production]
    sure = run.say.gettext("The advice is {certainty}; {evidence}.").format(
        certainty=run.wording.certainty_word(firing.certainty),
        evidence=run.say.gettext(ON_WHOSE_WORD[advice.grade]),
    )
    said = _because(cited, run)
    return " ".join(text for text in (said, reason(tree), sure) if text)


def _because(cited: tuple[Ground, ...], run: Run) -> str:
    if not cited:
        return run.say.gettext("Nothing that you said speaks against it.")
    quotes = quoted(cited[:MOST], run.knowledge.language)
    said = and_more(quotes, len(cited) - MOST, run.knowledge.language)
    return run.say.gettext("Because you said {answers}.").format(answers=said)


def named(grounds: Iterable[Ground], run: Run) -> str:
    """Return what answers are called, the first few of them."""
    return first_few([ground.label for ground in grounds], MOST_NAMES, run.knowledge.language)


def quoted(grounds: Iterable[Ground], language: str) -> str:
    """Return answers with what they answer, and which of them are unsure."""
    unsure = f" {messages_in(language).gettext('(unsure)')}"
    return "; ".join(
        in_quotes(answer(ground.label, ground.text), language) + (unsure if ground.unsure else "")
        for ground in grounds
    )


def answer(label: str, text: str) -> str:
    """Return what something is called with its value; a question is followed by its answer."""
    return f"{label} {text}" if label[-1:] in {"?", "!"} else f"{label}: {text}"


def reason(tree: Node) -> str:
    """Return the reason of the first rule directly behind advice, or else the advice's own."""
    for part in tree.parts:
        inside = part.parts[0] if part.kind == "any" and part.parts else part
        for step in inside.parts:
            if step.kind == "rule" and step.text:
                return step.text
    return tree.text
