"""Change every rule and every piece of advice, one thing at a time, and see who notices.

Run as ``python benchmarks/mutation.py``. A change is noticed when a worked case
no longer comes out as it says. ``--survivors`` lists the changes that no case
notices, ``--suggest`` prints for each a case that would.
"""

from __future__ import annotations

import argparse
import fnmatch
import multiprocessing
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from advisor.cases.files import shipped_cases
from advisor.cases.read import read_cases
from advisor.inference.facts import make_case
from advisor.knowledge.load import load_knowledge
from advisor.knowledge.normal_form import normal_form
from advisor.model.condition import All, Condition
from advisor.model.diagnostic import InputError
from advisor.model.knowledge import Production
from benchmarks.drafts import Draft
from benchmarks.lazily import Base, Lazy
from benchmarks.mutants import KINDS, Mutant, mutants
from benchmarks.noticing import Noticing
from benchmarks.replacing import opposite
from benchmarks.searching import TRIES, Search
from benchmarks.skeletons import observed, skeleton

Share = tuple[str, Counter[str], list[Mutant]]
"""A rule, how many mutants of each kind it has, and those that nobody noticed."""


def main() -> None:
    """Judge all mutants, on as many cores as there are, and print what was noticed."""
    options = _options()
    begun = time.monotonic()
    try:
        noticing = _prepare(options.rules, options.cases)
    except InputError as error:
        sys.exit(str(error))
    productions = noticing.base.productions
    names = [n for n, p in productions.items() if _is_wanted(p, options.names)]
    places = {name: str(production.location) for name, production in productions.items()}
    with multiprocessing.Pool(options.jobs, _start, (options.rules, options.cases)) as pool:
        shares = list(pool.imap(_judge, names, chunksize=4))
    survivors = [(name, mutant) for name, _, left in shares for mutant in left]
    if options.survivors:
        for name, mutant in survivors:
            print(f"{places[name]}: {name}: {mutant.kind}: {mutant.said}")
    if options.suggest:
        _suggest(survivors, noticing.base, options)
        return
    _report(shares, len(noticing.known), time.monotonic() - begun)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "names",
        nargs="*",
        help="only rules or advice with these ids (* stands for anything), "
        "or in files whose path holds this",
    )
    parser.add_argument("--cases", type=Path, default=shipped_cases(), help="the folder of cases")
    parser.add_argument("--rules", type=Path, help="the folder of rules (default: the shipped one)")
    parser.add_argument("--survivors", action="store_true", help="list what nobody notices")
    parser.add_argument("--suggest", action="store_true", help="print a case for each survivor")
    parser.add_argument("--limit", type=int, default=20, help="how many to suggest (default: 20)")
    parser.add_argument("--seed", type=int, default=1, help="another seed finds other companies")
    parser.add_argument("--tries", type=int, default=TRIES, help="how long to look for each")
    parser.add_argument("--jobs", type=int, default=2, help="processes to use (default: 2)")
    return parser.parse_args()


def _is_wanted(production: Production, names: list[str]) -> bool:
    return not names or any(
        ("/" in name and name in production.location.file)
        or fnmatch.fnmatchcase(production.id, name)
        for name in names
    )


def _prepare(rules: Path | None, cases: Path) -> Noticing:
    base = Base(load_knowledge(rules))
    return Noticing(base, read_cases(cases, base.knowledge))


_NOTICING: list[Noticing] = []


def _start(rules: Path | None, cases: Path) -> None:
    _NOTICING.append(_prepare(rules, cases))


def _judge(name: str) -> Share:
    (noticing,) = _NOTICING
    made = list(mutants(noticing.base.productions[name], noticing.base.knowledge))
    return name, Counter(mutant.kind for mutant in made), noticing.unnoticed(name, made)


def _report(shares: list[Share], cases: int, seconds: float) -> None:
    made = sum((counted for _, counted, _ in shares), Counter[str]())
    left = Counter(mutant.kind for _, _, survivors in shares for mutant in survivors)
    for kind in KINDS:
        if made[kind]:
            print(f"{kind:22} {_share(made[kind], left[kind])}")
    print(f"{'all':22} {_share(made.total(), left.total())}")
    print(f"{cases} cases, {seconds:.0f} seconds")


def _share(made: int, left: int) -> str:
    noticed = made - left
    return f"{noticed:5} of {made:5} noticed, {100 * noticed / made if made else 100:.1f} %"


def _suggest(survivors: list[tuple[str, Mutant]], base: Base, options: argparse.Namespace) -> None:
    """Print a case for each survivor, unless one printed before notices it too."""
    search = Search(base, options.seed, options.tries)
    printed: dict[str, list[Draft]] = {}
    same = shown = 0
    print("cases:")
    for name, mutant in survivors:
        if shown == options.limit:
            break
        if any(_shows(base, draft, mutant) for draft in printed.get(name, ())):
            continue
        draft = _find(search, base.conditions[name], mutant)
        place = mutant.production.location
        said = f"{place}: {mutant.kind}: {mutant.said}"
        if draft is None:
            same += 1
            print(f"  # No difference found, perhaps there is none: {name}, {said}", flush=True)
            continue
        shown += 1
        printed.setdefault(name, []).append(draft)
        print(skeleton(f"notices {mutant.kind}: {mutant.said}", draft, search.lazy(draft), (name,)))
    print(f"# {shown} cases, {same} changes without a difference found")


def _find(search: Search, condition: Condition, mutant: Mutant) -> Draft | None:
    """Return a company for which a mutant concludes, or advises, something else."""
    production = mutant.production
    changed, table = normal_form(production.condition), production.table
    search.builder.aim_at(changed)
    targets = [(condition, table)]
    if changed != condition:
        targets = [
            (All((condition, opposite(changed))), table),
            (All((changed, opposite(condition))), table),
            (All((opposite(changed), condition)), table),
            (All((opposite(condition), changed)), table),
        ]
    return search.find(targets, lambda _, draft: _shows(search.base, draft, mutant))


def _shows(base: Base, draft: Draft, mutant: Mutant) -> bool:
    """Tell whether a company shows the difference that a mutant makes."""
    production = mutant.production
    case = make_case(base.knowledge, draft.profile(base.knowledge))
    before, after = Lazy(base, case), Lazy(base, case, {production.id: production})
    return observed(before, production.id) != observed(after, production.id)


if __name__ == "__main__":
    main()
