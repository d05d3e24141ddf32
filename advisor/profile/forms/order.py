"""In which order a form asks, and under which heading."""

from __future__ import annotations

from advisor.language.messages import _
from advisor.model.knowledge import Knowledge, Question


def in_order(knowledge: Knowledge, place: str) -> list[Question]:
    """Return the questions of a block: those that matter most, then the rest topic by topic.

    Within a topic they stand as their authors wrote them down.
    """
    topics = list(knowledge.topics)
    questions = [q for q in knowledge.questions.values() if q.place == place]
    return sorted(
        questions,
        key=lambda q: (
            place != "company" and not q.first,
            topics.index(q.topic) if q.topic in topics else len(topics),
            q.location,
        ),
    )


def group_of(question: Question, knowledge: Knowledge) -> str:
    """Return the heading a question stands under; those that matter most have their own."""
    if question.first:
        return _("Begin with these: they tell most")
    topic = knowledge.topics.get(question.topic)
    return topic.label if topic is not None else _("Other")
