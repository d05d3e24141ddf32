"""What a program calls does what it says, and fails with data."""

from __future__ import annotations

import doctest
import itertools
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import advisor
from advisor import api, evaluate, evaluate_many, load_knowledge, render
from advisor.model.diagnostic import InputError
from tests.cli.running import BASE
from tests.cli.running import advisor as command

ROOT = Path(__file__).parents[1]
WRONG = {"company": {"name": "Kiosk"}, "answers": {"queue": "endless"}}
SAID = (
    "profile.json:1:48: error P006: answers, 'queue': 'endless' is not one of the answers;"
    " expected one of: long, none"
)


def kiosk(queue: str) -> dict[str, Any]:
    return {"company": {"name": "Kiosk", "sells": "coffee"}, "answers": {"queue": queue}}


def test_the_examples_of_the_interface_are_right() -> None:
    results = doctest.testmod(api)
    assert (results.failed, results.attempted > 5) == (0, True)


@pytest.mark.parametrize("page", ["README.md", "docs/batch.md"])
def test_the_python_of_the_documentation_runs(page: str) -> None:
    blocks = re.findall(
        r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL
    )
    # With spawned processes, a script needs what every script of theirs needs.
    script = "if __name__ == '__main__':\n" + "\n".join(blocks).replace("\n", "\n    ")
    script = script.replace("__main__':\n", "__main__':\n    ", 1)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "# Markedsføringsråd til" in done.stdout


def test_importing_the_package_loads_nothing_of_it() -> None:
    shown = "import advisor, sys; print([name for name in sys.modules if 'advisor.' in name])"
    done = subprocess.run(
        [sys.executable, "-c", shown], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
    assert set(dir(advisor)) == set(advisor.__all__)
    with pytest.raises(AttributeError, match="module 'advisor' has no attribute 'evalute'"):
        _ = advisor.evalute


def test_a_company_may_be_a_file_or_plain_data() -> None:
    knowledge = load_knowledge(ROOT / "rules", "nb")
    path = ROOT / "examples" / "bakery.yaml"
    one, other = evaluate(knowledge, path), evaluate(knowledge, str(path))
    assert one == other
    assert render(one) == command("advise", path, "--lang", "nb").stdout


def test_what_is_wrong_with_a_company_is_raised_as_data() -> None:
    with pytest.raises(InputError) as raised:
        evaluate(load_knowledge(BASE), WRONG)
    assert [str(problem) for problem in raised.value.diagnostics] == [SAID]


def test_a_language_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="language must be one of en, nb, sv, not 'da'"):
        load_knowledge(language="da")


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_companies_come_in_order_and_one_at_fault_stops_none(jobs: int) -> None:
    companies: list[Any] = [kiosk("long"), WRONG, kiosk("none"), ROOT / "missing.yaml", 42]
    found = list(evaluate_many(load_knowledge(BASE), companies, jobs=jobs))
    assert [each.number for each in found] == [0, 1, 2, 3, 4]
    assert [each.assessment is None for each in found] == [False, True, False, True, True]
    assert [each.error and each.error.diagnostics[0].code for each in found] == [
        None,
        "P006",
        None,
        "P001",
        "P005",
    ]
    with pytest.raises(InputError):
        found[1].result()


def test_many_companies_may_have_no_end() -> None:
    def endless() -> Iterator[dict[str, Any]]:
        return itertools.cycle([kiosk("long"), kiosk("none")])

    many = evaluate_many(load_knowledge(BASE), endless())
    pieces = [len(each.result().advice) for each in itertools.islice(many, 4)]
    assert pieces == [1, 0, 1, 0]


def test_many_give_what_one_gives() -> None:
    knowledge = load_knowledge(BASE)
    [many] = evaluate_many(knowledge, [kiosk("long")])
    assert many.result() == evaluate(knowledge, kiosk("long"))


def test_a_broken_template_is_raised_as_data(tmp_path: Path) -> None:
    (tmp_path / "advice.md.j2").write_text("{{ nobody }}\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        render(evaluate(load_knowledge(BASE), kiosk("long")), tmp_path)
    assert raised.value.diagnostics[0].location.line == 1
