"""How each conclusion was reached, as a tree by advice, flattened to lines with a depth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from advisor.report.data import Data


def derivation_tree(derivations: list[Data], advice: list[Data]) -> list[Data]:
    """Return the steps in the order to read them: each piece of advice, then what is behind it.

    ``depth`` is 0 for advice. ``rank`` is the number of the advice, 0 for
    rules; ``number`` counts the rules. ``grounds`` are answers and whatever
    else was not concluded by a rule. What several rest on is told once:
    ``see`` has the numbers of rules that stand further up. What leads to no
    advice comes last, and ``begins_others`` marks the first of it.
    """
    return list(_Tree(derivations).lines(advice))


class _Tree:
    def __init__(self, derivations: list[Data]) -> None:
        self._advice = {(d["rule"], d["row"]): d for d in derivations if d["kind"] == "advice"}
        self._rules = [d for d in derivations if d["kind"] == "rule"]
        self._behind: dict[str, list[Data]] = defaultdict(list)
        for rule in self._rules:
            for key in rule["stands_in"]:
                self._behind[key].append(rule)
        self._numbers: dict[int, int] = {}

    def lines(self, advice: list[Data]) -> Iterator[Data]:
        for item in advice:
            found = self._advice.get((item["id"], item["row"]))
            if found is not None:
                yield from self._step(found, item["rank"], 0)
        # The last conclusions first, so that what they rest on is told under them.
        begins = True
        for rule in reversed(self._rules):
            if rule["number"] not in self._numbers:
                first, *behind = self._step(rule, 0, 1)
                yield from ({**first, "begins_others": begins}, *behind)
                begins = False

    def _step(self, derivation: Data, rank: int, depth: int) -> Iterator[Data]:
        if not rank:
            self._numbers[derivation["number"]] = len(self._numbers) + 1
        grounds, rules = self._apart(derivation)
        see = [self._numbers[rule["number"]] for rule in rules if rule["number"] in self._numbers]
        yield {
            **derivation,
            "number": self._numbers.get(derivation["number"], 0),
            "rank": rank,
            "depth": depth,
            "grounds": grounds,
            "see": sorted(see),
            "begins_others": False,
        }
        for rule in rules:
            if rule["number"] not in self._numbers:
                yield from self._step(rule, 0, depth + 1)

    def _apart(self, derivation: Data) -> tuple[list[Data], list[Data]]:
        """Return the grounds that no rule concluded, and the rules that concluded the others."""
        grounds: list[Data] = []
        rules: dict[int, Data] = {}
        for ground in derivation["grounds"]:
            key = f"{ground['id']}: {ground['row']}" if ground["row"] else ground["id"]
            behind = self._behind.get(key, ()) if ground["origin"] == "finding" else ()
            rules.update((rule["number"], rule) for rule in behind)
            if not behind:
                grounds.append(ground)
        return grounds, list(rules.values())
