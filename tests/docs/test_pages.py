"""Every page of the documentation: its links lead somewhere, and it names no machine."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from advisor.cli.main import main
from tests.docs.command_help import help_texts
from tests.docs.places import DOCS, ROOT, read

PAGES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "benchmarks" / "README.md",
    *sorted(DOCS.rglob("*.md")),
]
README = read(ROOT / "README.md")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def prose(text: str) -> str:
    """Return a page without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors(text: str) -> set[str]:
    """Return the names by which the headings of a page can be linked to."""
    headings = re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(read(page))):
        if "://" in link:
            continue
        file, _, anchor = link.partition("#")
        target = page.parent / file if file else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(read(target)), link


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_names_a_place_on_somebodys_machine(page: Path) -> None:
    assert re.findall(r"/(?:home|Users|root|tmp|work)/|[A-Z]:\\\\", read(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_begins_with_its_title(page: Path) -> None:
    first, second, *_ = read(page).splitlines()
    assert first.startswith("# ")
    assert not second


def test_the_first_screen_of_the_readme_has_a_rule_a_command_and_its_output() -> None:
    screen = README.split("\n## ")[0]
    assert re.findall(r"^```(\w+)$", screen, re.MULTILINE) == ["yaml", "console", "text"]
    assert len(screen.splitlines()) <= 60


def test_the_readme_names_every_command_and_every_option() -> None:
    options = {
        option
        for text in help_texts().values()
        for option in re.findall(r"^  (?:-\w, )?(--[\w-]+)", text, re.MULTILINE)
    }
    assert {option for option in options if option not in README} == {"--help", "--version"}
    assert isinstance(main, click.Group)
    for name in main.list_commands(click.Context(main)):
        assert f"advisor {name}" in README


def test_every_option_in_the_readme_exists() -> None:
    told = set(re.findall(r"(?<![\w-])--[a-z][\w-]*", README)) - {"--wheel"}
    known = set(re.findall(r"--[a-z][\w-]*", "\n".join(help_texts().values())))
    assert told <= known
