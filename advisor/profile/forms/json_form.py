"""A blank profile as JSON, for programs that fill it in."""

from __future__ import annotations

import json

from advisor.model.knowledge import Knowledge
from advisor.profile.forms.order import in_order


def json_form(knowledge: Knowledge) -> str:
    """Return the JSON text of a profile in which every key is null, which means not asked."""
    profile = {
        "company": {"name": None, **_unanswered(knowledge, "company")},
        "answers": _unanswered(knowledge, "answers"),
        **dict.fromkeys(knowledge.tables),
        "notes": None,
    }
    return json.dumps(profile, indent=2, ensure_ascii=False) + "\n"


def _unanswered(knowledge: Knowledge, place: str) -> dict[str, None]:
    return dict.fromkeys(question.id for question in in_order(knowledge, place))
