"""How much is left to ask, as far as it can be told beforehand.

What the answers will open or settle is not known, so it is an estimate and is
said to be one. It only goes down, except where an answer opens questions; then
that is said, with what they are about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from advisor.inference.conditions import missing
from advisor.inference.memory import WorkingMemory
from advisor.interview.next_question import Ahead
from advisor.interview.session import Session
from advisor.knowledge.needed import EFFORTS
from advisor.language.messages import _, ngettext
from advisor.model.case import State
from advisor.model.condition import ALWAYS, Attribute
from advisor.model.knowledge import Knowledge

ROUND_FROM = 10
STEP = 5
MINUTE = 60
TOPICS = 6
# Of the questions that wait for others to decide whether they make sense, one in three comes to
# be asked (the ten example companies: 42 to 67 asked where 36 could be and 57 waited).
ONE_IN = 3


class Left(Struct, frozen=True):
    """The questions that can be asked now, by topic (a table counts as one), and an estimate.

    ``total`` is how many are expected to be asked, with those that wait for
    others; ``seconds`` is what they would take.
    """

    by_topic: Mapping[str, int]
    total: int
    seconds: Decimal

    @property
    def minutes(self) -> int:
        """Return the minutes they would take, at least one."""
        return max(1, round(self.seconds / MINUTE))


def left(session: Session) -> Left:
    """Return what is left to ask of what is worth asking."""
    knowledge, ahead = session.knowledge, session.ahead
    now = [candidate for candidate in ahead.candidates if candidate.cell not in session.put_off]
    later = _waiting(ahead, knowledge)
    waiting = (knowledge.parameter(EFFORTS[knowledge.questions[each].effort]) for each in later)
    seconds = sum((each.seconds for each in now), Decimal(0)) + sum(waiting, Decimal(0)) / ONE_IN
    topics = Counter(candidate.topic for candidate in now)
    return Left(topics, len(now) + -(-len(later) // ONE_IN), seconds)


def _waiting(ahead: Ahead, knowledge: Knowledge) -> list[str]:
    """Return the questions that will only make sense after certain answers to others."""
    readings = ahead.trace.readings
    view = WorkingMemory(dict(readings), dict(ahead.trace.tables)).view()
    found: list[str] = []
    for name, question in knowledge.questions.items():
        cell = (Attribute("", name), "")
        if readings[cell].state is State.PENDING and question.ask_when != ALWAYS:
            waits = missing(question.ask_when, view)
            if any(readings[each].state is State.PENDING for each in waits):
                found.append(name)
    return found


class Progress:
    """Says how much is left, and never counts up without saying why."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self._last: Left | None = None

    def start(self, now: Left) -> None:
        """Note that it has been said how much there is to ask."""
        self._last = now

    def said(self, now: Left, knowledge: Knowledge, answered: str) -> str:
        """Return how much is left, in a line; why, where it has become more.

        Nothing, where it is as much as was said before. ``answered`` is what
        was answered last.
        """
        before, self._last = self._last, now
        if before is not None and rounded(now.total) == rounded(before.total):
            return ""
        if before is None or now.total < before.total:
            return _("About {questions} left.").format(questions=roughly(now.total))
        topics = [
            topic_label(topic, knowledge)
            for topic, count in now.by_topic.items()
            if count > before.by_topic.get(topic, 0)
        ]
        said = _(
            "About {questions} left, {count} more than before: since your answer on “{answered}” "
            "there is more to ask about {topics}."
        )
        return said.format(
            questions=roughly(now.total),
            count=rounded(now.total) - rounded(before.total),
            answered=answered,
            topics=", ".join(topics) or "…",
        )


def by_topic(now: Left, knowledge: Knowledge) -> str:
    """Return how many questions are left, and on which topics there are most."""
    if not now.total:
        return _("There is nothing more to ask.")
    order = [*knowledge.topics, *knowledge.tables, ""]
    topics = sorted(now.by_topic, key=lambda t: (-now.by_topic[t], order.index(t)))
    most = [f"{topic_label(each, knowledge)} {now.by_topic[each]}" for each in topics[:TOPICS]]
    said = _("About {questions} left: {topics}.").format(
        questions=roughly(now.total), topics=", ".join(most)
    )
    rest = len(topics) - len(most)
    if not rest:
        return said
    more = ngettext("{count} topic more.", "{count} topics more.", rest)
    return f"{said} {more.format(count=rest)}"


def topic_label(topic: str, knowledge: Knowledge) -> str:
    """Return the heading of a topic, or of a table."""
    if topic in knowledge.tables:
        return knowledge.tables[topic].label
    return knowledge.topics[topic].label if topic in knowledge.topics else _("Other")


def roughly(count: int) -> str:
    """Return about how many questions, in words."""
    count = rounded(count)
    return ngettext("{count} question", "{count} questions", count).format(count=count)


def rounded(count: int) -> int:
    """Return a number as rough as the estimate is; small ones stay as they are."""
    return count if count <= ROUND_FROM else -(-count // STEP) * STEP
