"""What templates are given: the assessment as plain data, and a few groupings of it."""

from __future__ import annotations

import re

from advisor.language.messages import N_, messages_in
from advisor.model.assessment import Assessment
from advisor.model.knowledge import Grade
from advisor.model.outcome import Decision
from advisor.report.data import Data, as_data
from advisor.report.derivations import derivation_tree

CRITERIA = "criteria"
SILENT = Decision.SILENT.value
GRADES = [grade.value for grade in Grade]
NOBODY = N_("your company")
ROW = "\N{REPLACEMENT CHARACTER}"


def view(assessment: Assessment) -> Data:
    """Return the names that templates know.

    ``assessment`` is the whole assessment; every text in it is on one line and
    free of invisible controls, so that an empty one is really empty. The
    others spare templates their loops:

    - ``company``: its name, never empty
    - ``advice``: all advice by rank; ``lead``: that to begin with
    - ``chapters``: sections with their topics, each with what belongs to it
    - ``criteria``: the rows of that table, as mappings from column to cell
    - ``derivations``: the steps to each piece of advice, then those to other conclusions
    - ``gave_way``: what gave way, with the number of the advice that stands
    - ``open``: open questions by whether they were answered with *don't know*
    - ``works``: the sources, each with its parts
    """
    data = as_data(assessment)
    advice = _advice(data["advice"])
    return {
        "assessment": data,
        "company": data["company"] or messages_in(assessment.language).gettext(NOBODY),
        "advice": advice,
        "lead": [item for item in advice if item["lead"]],
        "chapters": _chapters(data, advice),
        "criteria": _criteria(data["tables"]),
        "derivations": derivation_tree(data["derivations"], advice),
        "gave_way": _gave_way(data["gave_way"], advice),
        "open": _open(data["open_questions"]),
        "works": _works(data["sources"]),
    }


def _advice(advice: list[Data]) -> list[Data]:
    """Return the advice by rank, with numbers for what it refers to.

    ``waits_for`` has the numbers of advice that comes first. ``steps_as`` is
    the number of earlier advice with the same steps for another row, 0 if none.
    """
    ranks = {item["key"]: item["rank"] for item in advice}
    first: dict[tuple[str, ...], int] = {}
    ranked = sorted(advice, key=lambda item: int(item["rank"]))
    return [
        {
            **item,
            "waits_for": sorted(ranks[key] for key in item["after"] if key in ranks),
            "steps_as": rank
            if (rank := first.setdefault(_steps(item), item["rank"])) < item["rank"]
            else 0,
        }
        for item in ranked
    ]


def _steps(item: Data) -> tuple[str, ...]:
    """Return what tells the steps of two pieces of advice apart, whatever row they are about."""
    row = item["row"]
    steps = [step.replace(row, ROW) if row else step for step in item["how"]]
    return (item["id"], *steps)


def _chapters(data: Data, advice: list[Data]) -> list[Data]:
    """Return the sections in the order of their first topics; an empty topic is left out."""
    topics = [_topic(topic, data, advice) for topic in data["topics"]]
    return [
        {
            "id": section,
            "topics": [t for t in topics if t["section"] == section and t["anything"]],
        }
        for section in dict.fromkeys(topic["section"] for topic in topics)
    ]


def _topic(topic: Data, data: Data, advice: list[Data]) -> Data:
    """Return a topic with its findings by standing, its measures and its advice.

    ``checks`` are the findings shown as holds or fails; ``facts`` count
    neither for nor against the company. Of the unknown ones, ``unknown`` wait
    for answers (``missing``), for ``undecided`` the answers speak both ways, and
    about ``unjudged`` checks no rule has anything to say; a topic of which
    nothing else is there is ``blank``.
    ``referred`` is the advice that leads the document and is told there.
    """
    findings, measures, mine = (
        [item for item in items if item["topic"] == topic["id"]]
        for items in (data["findings"], data["measures"], advice)
    )
    settled = [f for f in findings if f["standing"] == "unknown" and not f["missing"]]
    groups = {
        "well": [f for f in findings if f["standing"] == "well"],
        "between": [f for f in findings if f["standing"] == "between"],
        "badly": [f for f in findings if f["standing"] == "badly"],
        "unknown": [f for f in findings if f["standing"] == "unknown" and f["missing"]],
        "undecided": [f for f in settled if f["decision"] != SILENT],
        "unjudged": [f for f in settled if f["decision"] == SILENT],
        "facts": [f for f in findings if not f["standing"] and f["value"]],
        "measures": [m for m in measures if m["state"] == "known"],
        "advice": [item for item in mine if not item["lead"]],
        "referred": [item for item in mine if item["lead"]],
    }
    checks = [finding for finding in findings if finding["check"]]
    told = ("well", "between", "badly", "facts", "measures")
    return {
        **topic,
        **groups,
        "checks": checks,
        "missing": list(dict.fromkeys(label for f in groups["unknown"] for label in f["missing"])),
        "blank": not any(groups[name] for name in told),
        "anything": any(groups.values()),
    }


def _criteria(tables: list[Data]) -> list[Data]:
    """Return the rows of the table of criteria, the weightiest first; none if it is empty."""
    rows = [
        {"name": row["name"], "scale": row["scale"], **{c["column"]: c for c in row["cells"]}}
        for table in tables
        if table["id"] == CRITERIA
        for row in table["rows"]
    ]
    return sorted(rows, key=lambda row: -(row.get("weight", {}).get("number") or 0))


def _gave_way(gave_way: list[Data], advice: list[Data]) -> list[Data]:
    """Return what gave way; ``rank`` is the number of the advice it gave way to, else 0."""
    ranks = {item["do"]: item["rank"] for item in advice}
    return [
        {**item, "rank": ranks.get(item["to"], 0) if item["kind"] == "advice" else 0}
        for item in gave_way
    ]


def _open(questions: list[Data]) -> Data:
    """Return the open questions by their state, in their order: what settles most first."""
    return {
        state: [question for question in questions if question["state"] == state]
        for state in ("dont_know", "not_asked")
    }


def _works(sources: list[Data]) -> list[Data]:
    """Return the works cited, best evidence first, each with its parts that are cited."""
    works = [{**source, "parts": []} for source in sources if not source["work"]]
    by_title = {work["title"]: work for work in reversed(works)}
    for part in (source for source in sources if source["work"]):
        if part["work"] not in by_title:
            by_title[part["work"]] = {**part, "id": "", "title": part["work"], "parts": []}
            works.append(by_title[part["work"]])
        by_title[part["work"]]["parts"].append(part)
    return sorted(works, key=lambda work: (GRADES.index(work["grade"]), _natural(work["id"])))


def _natural(name: str) -> list[tuple[int, str]]:
    """Return a key that sorts O5 before O13."""
    return [(int(p or 0), "") if p.isdigit() else (0, p) for p in re.split("([0-9]+)", name)]
