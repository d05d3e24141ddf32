"""A small base in which everything occurs that an explanation can be about."""

from __future__ import annotations

from advisor.advice.ranking import Key
from advisor.explain.told.asked import advice_and_row, keys_not_given, keys_that_hold
from advisor.explain.told.drawn import drawn
from advisor.explain.told.explanation import explain_how, explain_why_not
from advisor.explain.told.run import Run
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.model.explanation import Explanation, Level
from advisor.model.knowledge import Knowledge
from tests.inference.small import profile, small

BASE = small(
    """
    parameters:
      - {id: retention.healthy, value: 60, unit: percent, note: Below this too many leave.}
      - {id: load.high, value: 2}
    questions:
      - {id: peak, label: Busiest hour, kind: choice, options: [served, queue, lost]}
      - {id: retention, label: Retention, kind: percent}
      - {id: staff, label: Staff, kind: number, unit: points}
      - {id: guests, label: Guests, kind: number, unit: points}
      - {id: open, label: Opening hours, kind: yes_no}
      - {id: counted, label: Guests are counted, kind: yes_no}
    tables:
      - {id: things, label: Things, columns: [{id: good, kind: yes_no}, {id: size, kind: number}]}
    measures:
      - {id: load, label: Load, ratio: [guests, staff]}
      - {id: sizes, label: Sizes, sum: {of: things.size}}
    findings:
      - {id: room, label: Room, domain: {holds: Enough, fails: Too little}}
      - {id: loyal, label: Loyal, domain: {yes: They stay, no: They leave}, default: yes}
      - {id: fit, label: Fit, of: things, domain: {good: Good, poor: Poor}}
    rules:
      - {id: lost, when: {peak: {one_of: [lost, queue]}}, conclude: {room: fails},
         because: "People leave: {peak}."}
      - {id: loaded, when: {load: {more_than: load.high}}, conclude: {room: fails},
         strength: weak}
      - {id: roomy, when: {open: yes}, conclude: {room: holds}, strength: weak}
      - {id: leaving, when: {retention: {less_than: retention.healthy}}, conclude: {loyal: no},
         because: "Only {retention} stay."}
      - {id: poor, for_each: things, where: {good: no}, conclude: {fit: poor},
         because: "{row} is not good."}
    advice:
      - {id: widen, when: {room: fails}, why: There is no room., not_when: It was one day.}
      - {id: keep, when: {loyal: yes, open: yes}}
      - {id: win_back, when: {loyal: no}}
      - {id: mend, for_each: things, where: {fit: poor}}
      - id: either
        when:
          any: [{peak: served}, {open: yes}, {any_row: {of: things, where: {good: no}}}]
      - {id: count_them, when: {counted: no}}
      - {id: count_on, when: {counted: yes, open: yes}}
      - {id: shrink, when: {sizes: {at_most: load.high}}}
      - {id: rest, when: {room: fails}, exclusive: one, impact: 1}
      - {id: run, when: {room: fails}, exclusive: one, impact: 5}
    """
)
ANSWERS = """
    answers: {peak: lost, retention: 58, staff: 2, guests: {value: 6, unsure: yes}, open: yes}
    things: [{name: Lamp, good: no, size: 2}, {name: Rug, good: yes, size: 3}]
"""


def run(text: str = ANSWERS, knowledge: Knowledge = BASE) -> Run:
    company = profile(knowledge, text)
    trace = InferenceEngine(knowledge).run(make_case(knowledge, company))
    return Run(knowledge, company, trace)


def how(words: str, level: Level = "adviser", text: str = ANSWERS) -> Explanation:
    found = run(text)
    return explain_how(_keys(words, found, hold=True), found, level)


def why_not(words: str, level: Level = "adviser", text: str = ANSWERS) -> Explanation:
    found = run(text)
    return explain_why_not(_keys(words, found, hold=False), found, level)


def _keys(words: str, found: Run, *, hold: bool) -> list[Key]:
    name, row = advice_and_row(words, None, found.knowledge.advice)
    return keys_that_hold(name, row, found) if hold else keys_not_given(name, row, found)


def tree(explanation: Explanation, width: int = 80) -> str:
    return drawn(explanation, width)
