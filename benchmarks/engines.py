"""Print how fast our engine is beside others that do the same job: python benchmarks/engines.py.

The shipped base, as far as all can do it, and generated bases of several sizes.
Every engine goes through the same companies, in turns, several times; the
medians are printed, and of each target whether it is met. Before anything is
timed, all must agree on every company.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.knowledge.load import load_knowledge
from advisor.model.case import Case
from advisor.model.knowledge import Knowledge
from advisor.profile.read import read_profile
from benchmarks.engines_bases import case_without_rows, companies, generated, without_rows
from benchmarks.engines_clips import clips, is_installed
from benchmarks.engines_experta import experta
from benchmarks.engines_job import Contestant, disagreements, ours, plain
from benchmarks.timing import milliseconds

EXAMPLES = Path(__file__).parents[1] / "examples"
FACTOR = 50
MEASURED = 150
SLOW = frozenset({"Experta"})
"""Engines that go through a few of the companies only, when they are timed."""


class Base(Struct, frozen=True):
    """A knowledge base to measure on, and its companies."""

    name: str
    knowledge: Knowledge
    cases: Sequence[Case]


def main() -> None:
    """Measure everything and print a table for each base."""
    options = _options()
    print(f"Python {sys.version.split()[0]}, medians of {options.rounds} rounds")
    if not is_installed():
        print("CLIPS is left out: pip install clipspy")
    costs: dict[int, float] = {}
    for base in [_examples(), *(_generated(n, options.profiles) for n in options.rules)]:
        found = measure(base, options.rounds)
        print(f"\n{base.name}, {len(base.cases)} companies")
        for name, cost in found.items():
            ratio = cost / found["Advisor"]
            print(f"  {name:<16}{1000 / cost:>10.1f} profiles/s {cost:>9.2f} ms {ratio:>8.2f} ×")
        rules = len(base.knowledge.rules)
        for line in _verdicts(found, with_factor=rules == MEASURED):
            print(f"  {line}")
        if rules in options.rules:
            costs[rules] = found["Advisor"]
    print()
    for line in growth(costs):
        print(line)


def measure(base: Base, rounds: int) -> dict[str, float]:
    """Return the milliseconds of each engine for one company; raises if they do not agree."""
    contestants = [make(base.knowledge) for make in makers()]
    differences = list(disagreements(contestants, base.cases))
    if differences:
        sys.exit(f"{base.name}: {differences[0]}")
    # What is loaded stays; without this, every collection goes through it again.
    gc.collect()
    gc.freeze()
    found: dict[str, list[float]] = {each.name: [] for each in contestants}
    for _ in range(rounds):
        for each in contestants:
            cases = base.cases[:2] if each.name in SLOW else base.cases
            found[each.name].append(milliseconds(partial(_run, each, cases)) / len(cases))
    return {name: statistics.median(times) for name, times in found.items()}


def makers() -> list[Callable[[Knowledge], Contestant]]:
    """Return what makes the engines; CLIPS is left out where it is not installed."""
    return [ours, *([clips] if is_installed() else []), experta, plain]


def _run(contestant: Contestant, cases: Sequence[Case]) -> None:
    for case in cases:
        contestant.run(case)


def _verdicts(costs: dict[str, float], *, with_factor: bool) -> list[str]:
    lines = []
    if with_factor:
        factor = costs["Experta"] / costs["Advisor"]
        lines.append(
            f"{_met(factor >= FACTOR)}: at least {FACTOR} × Experta's own ({factor:.0f} ×)"
        )
    if "CLIPS" in costs:
        ratio = costs["Advisor"] / costs["CLIPS"]
        lines.append(f"{_met(ratio <= 1)}: no slower than CLIPS ({ratio:.2f} × its time)")
    return lines


def growth(costs: dict[int, float]) -> list[str]:
    """Return whether the cost of a company grows slower than the number of rules."""
    sizes = sorted(costs)
    lines = []
    for small, large in pairwise(sizes):
        grown, rules = costs[large] / costs[small], large / small
        lines.append(
            f"{_met(grown < rules)}: from {small} to {large} rules ({rules:.2f} ×) "
            f"the cost of a company grows {grown:.2f} ×"
        )
    return lines


def _met(target: bool) -> str:  # noqa: FBT001 - the value itself
    return "met" if target else "MISSED"


def _generated(rules: int, profiles: int) -> Base:
    knowledge = generated(rules)
    name = f"generated, {rules} rules, {len(knowledge.questions)} questions"
    return Base(name, knowledge, companies(knowledge, profiles))


def _examples() -> Base:
    whole = load_knowledge()
    knowledge, cases = shipped(whole, *sorted(EXAMPLES.glob("*.yaml")))
    number = len(knowledge.rules) + len(knowledge.advice)
    of = len(whole.rules) + len(whole.advice)
    return Base(f"shipped, {number} of {of} rules and pieces of advice", knowledge, cases)


def shipped(whole: Knowledge, *profiles: Path) -> tuple[Knowledge, list[Case]]:
    """Return the part of the shipped base that every engine can do, and companies for it."""
    engine, knowledge = InferenceEngine(whole), without_rows(whole)
    cases = []
    for path in profiles:
        case = make_case(whole, read_profile(path, whole))
        cases.append(case_without_rows(knowledge, case, engine.run(case).readings))
    return knowledge, cases


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure our engine beside others.")
    parser.add_argument("--rules", type=int, nargs="*", default=[50, 150, 500], help="sizes")
    parser.add_argument("--profiles", type=int, default=20, help="companies for each base")
    parser.add_argument("--rounds", type=int, default=5, help="how often each engine is timed")
    return parser.parse_args()


if __name__ == "__main__":
    main()
