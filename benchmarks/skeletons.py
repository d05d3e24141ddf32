"""A company that was found, as a worked case that is ready but for its sentence."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator

from advisor.cases.judge import in_words, settled
from advisor.cases.outcome import Outcome
from advisor.inference.truth import Truth
from advisor.model.knowledge import Finding, Rule
from advisor.model.outcome import Trace
from advisor.model.worked import Absent
from benchmarks.drafts import Draft, flow
from benchmarks.lazily import Lazy

WIDTH = 96


def skeleton(said: str, draft: Draft, lazy: Lazy, names: Iterable[str]) -> str:
    """Return a case as YAML; what is expected is what comes out for some rules or advice."""
    base, knowledge = lazy.base, lazy.base.knowledge
    lines: list[str] = []
    for name in sorted(set(names)):
        production = base.productions[name]
        why = production.because if isinstance(production, Rule) else production.do
        place = f"{production.location.file}:{production.location.line}"
        lines += _comment(f"{name} ({place}): {why}")
    lines += _comment(said)
    for name, answer in sorted(draft.answers.items()):
        question = knowledge.questions[name]
        word = str(answer.value)
        words = f" {question.options[word]}" if word in question.options else ""
        lines += _comment(f"{name}: {question.ask}{words}")
    given = sorted({name.id for name in _outcome(lazy).given})
    lines += _comment(f"In all it is advised: {', '.join(given) or 'nothing'}.")
    lines.append(
        f'  - name: "TODO a sentence that says what happens here: {said.replace(chr(34), chr(39))}"'
    )
    for block, content in draft.blocks(knowledge).items():
        lines += _block(block, content)
    expected = list(_expected(lazy, sorted(set(names))))
    lines.append(
        "    expect:" if expected else "    expect: {}  # no rule and no advice looks at it"
    )
    lines += [f"      {line}" for line in expected]
    return "\n".join(lines) + "\n"


def observed(lazy: Lazy, name: str) -> tuple[object, ...]:
    """Return what a case can expect of a rule or a piece of advice."""
    found: list[object] = [
        (finding.id, row, _settled(lazy, finding, row))
        for finding in lazy.base.concluded(name)
        for row in (lazy.rows(finding.table) if finding.table else ("",))
    ]
    if name in lazy.base.knowledge.advice:
        given = lazy.given(name)
        waiting = any(held is Truth.UNKNOWN for held, _ in lazy.fates_of(name))
        found.append((given, waiting and not given))
    return tuple(found)


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="  # ", subsequent_indent="  #   ")


def _block(name: str, content: object) -> Iterator[str]:
    if isinstance(content, list) and content:
        yield f"    {name}:"
        yield from (f"      - {flow(row)}" for row in content)
    else:
        yield f"    {name}: {flow(content)}"


def _outcome(lazy: Lazy) -> Outcome:
    firings = tuple(lazy.firings(lazy.base.knowledge.advice))
    return Outcome(
        lazy.base.knowledge, Trace(lazy.memory.readings, lazy.memory.tables, firings, (), ())
    )


def _expected(lazy: Lazy, names: list[str]) -> Iterator[str]:
    """Yield what a case expects of what some rules conclude, and of some advice."""
    base = lazy.base
    findings = {finding.id: finding for name in names for finding in base.concluded(name)}
    company = {f.id: _settled(lazy, f, "") for f in findings.values() if not f.table}
    if company:
        yield f"findings: {flow(company)}"
    of_rows: dict[str, dict[str, dict[str, object]]] = defaultdict(lambda: defaultdict(dict))
    for finding in findings.values():
        for row in lazy.rows(finding.table) if finding.table else ():
            if row:
                of_rows[finding.table][row][finding.id] = _settled(lazy, finding, row)
    if of_rows:
        yield "rows:"
        for table, rows in of_rows.items():
            yield f"  {table}:"
            yield from (f"    {flow(row)}: {flow(found)}" for row, found in rows.items())
    advice = [name for name in names if name in base.knowledge.advice]
    said: dict[str, list[object]] = defaultdict(list)
    for name in advice:
        given = sorted(each.row for each in lazy.given(name))
        if given:
            said["advice"].extend({name: row} if row else name for row in given)
        elif any(held is Truth.UNKNOWN for held, _ in lazy.fates_of(name)):
            said["open"].append(name)
        else:
            said["no_advice"].append(name)
    yield from (f"{key}: {flow(items)}" for key, items in said.items())


def _settled(lazy: Lazy, finding: Finding, row: str) -> str | list[str]:
    settlement = lazy.settlement(finding, row)
    wanted = settled(settlement.reading, settlement.decision)
    if isinstance(wanted, frozenset):
        return sorted(wanted)
    return wanted.value if isinstance(wanted, Absent) else in_words(wanted)
