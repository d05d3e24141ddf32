"""Print cases for what no worked case reaches: ``python benchmarks/suggest.py``.

Each is a company as small as can be, with what comes out for it, ready to be
put into a file of cases once a person has judged that it is what should come
out and has said in a sentence what happens.
"""

from __future__ import annotations

import argparse
import fnmatch
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from advisor.cases.branches import KINDS, Goal
from advisor.cases.coverage import cover
from advisor.cases.files import shipped_cases
from advisor.cases.read import read_cases
from advisor.cases.run import run_cases
from advisor.inference.engine import InferenceEngine
from advisor.knowledge.load import load_knowledge
from advisor.model.diagnostic import InputError
from advisor.model.knowledge import Knowledge
from benchmarks.lazily import Base
from benchmarks.searching import TRIES, Search
from benchmarks.seeking import Seeker
from benchmarks.skeletons import skeleton


def main() -> None:
    """Print a case for each thing that is not reached, unless one printed before reaches it."""
    options = _options()
    try:
        knowledge = load_knowledge(options.rules)
        missing = _missing(options, knowledge)
    except InputError as error:
        sys.exit(str(error))
    base = Base(knowledge)
    seeker = Seeker(base, Search(base, options.seed, options.tries))
    wanted = [goal for goal in missing if _is_wanted(goal, options, seeker)]
    print(f"# {len(wanted)} of {len(missing)} things that no case reaches are looked at.")
    print("cases:")
    reached: set[Goal] = set()
    shown = 0
    for goal in wanted:
        if goal in reached or shown == options.limit:
            continue
        found = seeker.seek(goal)
        said = f"{seeker.branches.place(goal)}: {seeker.branches.say(goal)}"
        if found is None:
            print(f"  # Nothing found: {said}", flush=True)
            continue
        draft, names = found
        shown += 1
        reached.update(seeker.reached(draft))
        print(
            skeleton(seeker.branches.say(goal), draft, seeker.search.lazy(draft), names), flush=True
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "names",
        nargs="*",
        help="only rules, advice or questions with these ids (* stands for anything), "
        "or in files whose path holds this",
    )
    parser.add_argument("--kind", choices=KINDS, action="append", help="only goals of this kind")
    parser.add_argument("--cases", type=Path, help="the folder of cases (default: the shipped one)")
    parser.add_argument("--rules", type=Path, help="the folder of rules (default: the shipped one)")
    parser.add_argument("--all", action="store_true", help="also what the cases reach already")
    parser.add_argument("--limit", type=int, default=20, help="how many to print (default: 20)")
    parser.add_argument("--seed", type=int, default=1, help="another seed finds other companies")
    parser.add_argument("--tries", type=int, default=TRIES, help="how long to look for each")
    return parser.parse_args()


def _missing(options: argparse.Namespace, knowledge: Knowledge) -> list[Goal]:
    folder = options.cases or shipped_cases()
    if options.all or not folder.is_dir():
        return list(Seeker(base := Base(knowledge), Search(base)).branches.goals())
    results = run_cases(InferenceEngine(knowledge), read_cases(folder, knowledge))
    return list(cover(knowledge, results).missing)


def _is_wanted(goal: Goal, options: argparse.Namespace, seeker: Seeker) -> bool:
    if options.kind and goal.kind not in options.kind:
        return False
    return not options.names or any(_fits(goal, name, seeker) for name in options.names)


def _fits(goal: Goal, name: str, seeker: Seeker) -> bool:
    in_file = "/" in name and name in seeker.branches.place(goal).file
    return in_file or any(fnmatch.fnmatchcase(said, name) for said in _ids(goal))


def _ids(goal: Goal) -> Iterator[str]:
    yield goal.owner
    yield goal.owner.rpartition(".")[2]


if __name__ == "__main__":
    main()
