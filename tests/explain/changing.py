"""A small base of which a company can change some answers, cheaply or dearly, and some not."""

from __future__ import annotations

import datetime as dt

from advisor.explain.what_if.goal import seek
from advisor.explain.what_if.goal_named import named_goal
from advisor.explain.what_if.goal_words import goal_in_words
from advisor.explain.what_if.margins import margins
from advisor.explain.what_if.margins_words import margins_in_words
from advisor.explain.what_if.page import to_text
from advisor.explain.what_if.run import what_if
from advisor.explain.what_if.run_words import what_if_in_words
from advisor.explain.what_if.typed import with_set
from advisor.inference.engine import InferenceEngine
from advisor.model.case import Profile
from advisor.model.what_if import Goal, Margins, WhatIf
from tests.inference.small import profile, small

DAY = dt.date(2026, 11, 22)
WIDTH = 100
BASE = small(
    """
    parameters:
      - {id: load.high, value: 85, unit: percent}
      - {id: mark.good, value: 4}
      - {id: total.much, value: 10, unit: points}
    questions:
      - {id: peak, label: Busiest hour, kind: choice, options: [served, queue, lost],
         controllable: slowly}
      - {id: load, label: Load, kind: percent, controllable: yes, change_cost: 3}
      - {id: town, label: Town, kind: choice, options: [large, small], controllable: no}
      - {id: sign, label: Sign, kind: yes_no, controllable: yes, change_cost: 1}
      - {id: title, label: Title, kind: yes_no, controllable: yes, change_cost: 1}
      - {id: staff, label: Staff, kind: number, unit: points, controllable: slowly}
      - {id: guests, label: Guests, kind: number, unit: points, controllable: slowly}
      - {id: extras, label: Extras, kind: choices, options: [wash, wax, mend], controllable: yes}
      - {id: words, label: Words, kind: text, controllable: yes, change_cost: 1}
    tables:
      - id: things
        label: Things
        columns:
          - {id: mark, label: Mark, kind: rating, controllable: slowly}
          - {id: kind, label: Kind, kind: choice, options: [old, new]}
    measures:
      - {id: total, label: Total, sum: [staff, guests]}
    findings:
      - {id: room, label: Room, domain: {holds: Enough, fails: Too little}}
      - {id: fame, label: Fame, domain: {yes: They know you, no: Nobody does}}
    rules:
      - {id: crowded, when: {peak: {one_of: [queue, lost]}}, conclude: {room: fails},
         because: People leave.}
      - {id: loaded, when: {load: {more_than: load.high}}, conclude: {room: fails},
         because: It is full.}
      - {id: roomy, when: {peak: served}, unless: {load: {more_than: load.high}},
         conclude: {room: holds}, because: Nobody waits.}
      - {id: seen, when: {any: [{sign: yes}, {title: yes}]}, conclude: {fame: yes}}
      - {id: unseen, when: {sign: no, title: no}, conclude: {fame: no}}
    advice:
      - {id: widen, when: {room: fails}, do: Make room., impact: 5, effort: 1}
      - {id: advertise, when: {room: holds, fame: no}, do: Advertise., impact: 4}
      - {id: move, when: {town: small}, do: Move., impact: 3}
      - {id: hire, when: {total: {at_least: total.much}}, do: Hire., impact: 4}
      - {id: offer_more, when: {not: {extras: {includes: wax}}}, do: Wax as well., impact: 2}
      - {id: say_it, when: {unknown: words}, do: Say it., impact: 1}
      - {id: improve, for_each: things, where: {mark: {less_than: mark.good}},
         do: "Improve {row}.", impact: 2}
    """
)
ENGINE = InferenceEngine(BASE)


def company(text: str) -> Profile:
    """Return a company of the small base, from the blocks of its profile."""
    return profile(BASE, text)


def changed(before: Profile, *texts: str) -> WhatIf:
    """Return what changes with answers typed as on the command line."""
    after = before
    for text in texts:
        after = with_set(text, after, BASE, list)
    return what_if(ENGINE, before, after, DAY)


def sought(before: Profile, goal: str, budget: int = 2000) -> Goal:
    """Return what a search for a goal comes to."""
    return seek(ENGINE, before, named_goal(goal, before, BASE), budget, DAY)


def measured(before: Profile, budget: int = 2000) -> Margins:
    """Return the margins of a company."""
    return margins(ENGINE, before, budget)


def shown(found: WhatIf | Goal | Margins) -> str:
    """Return the page, as on a terminal."""
    if isinstance(found, WhatIf):
        return to_text(what_if_in_words(found), WIDTH)
    if isinstance(found, Goal):
        return to_text(goal_in_words(found), WIDTH)
    return to_text(margins_in_words(found), WIDTH)
