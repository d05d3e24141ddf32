"""What the project's ground files promise, as far as it shows without building anything."""

import re
from pathlib import Path
from typing import Any

import pytest
import tomli
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PYPROJECT_TEXT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PYPROJECT: dict[str, Any] = tomli.loads(PYPROJECT_TEXT)
CONSTRAINTS_TEXT = (ROOT / "constraints.txt").read_text(encoding="utf-8")

MINOR_VERSION = re.compile(r"Programming Language :: Python :: (3\.\d+)")
EXEMPTION = re.compile(r'^ *"(?P<code>[A-Z]+\d*)", *(?P<comment>#.*)?$')
REASON = re.compile(r"# *\S+( +\S+){2,}")


def exemption_tables(pyproject: dict[str, Any]) -> list[list[str]]:
    """Every list of rules that ruff is told not to apply."""
    lint = pyproject["tool"]["ruff"]["lint"]
    return [lint["ignore"], *lint["per-file-ignores"].values()]


def exemptions_without_reason(text: str) -> list[str]:
    """The codes that stand on a line of their own with no reason on it or right above it."""
    lines = text.splitlines()
    matches = [
        (EXEMPTION.match(line), above) for above, line in zip(["", *lines], lines, strict=False)
    ]
    return [
        match["code"]
        for match, above in matches
        if match and not REASON.match(match["comment"] or "") and not REASON.match(above.strip())
    ]


def exempted_codes(text: str) -> list[str]:
    """The codes that stand on a line of their own."""
    return [match["code"] for line in text.splitlines() if (match := EXEMPTION.match(line))]


def constraints() -> list[Requirement]:
    """What constraints.txt pins, comments and empty lines left out."""
    lines = (line.strip() for line in CONSTRAINTS_TEXT.splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def named_requirements() -> list[str]:
    """Everything pyproject.toml asks for: to run, to test and to build."""
    return [
        *PYPROJECT["project"]["dependencies"],
        *PYPROJECT["dependency-groups"]["dev"],
        *PYPROJECT["build-system"]["requires"],
    ]


def test_every_ruff_exemption_gives_its_reason() -> None:
    assert exemptions_without_reason(PYPROJECT_TEXT) == []


def test_every_ruff_exemption_stands_on_a_line_of_its_own() -> None:
    codes = [code for table in exemption_tables(PYPROJECT) for code in table]
    assert sorted(exempted_codes(PYPROJECT_TEXT)) == sorted(codes)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('  "S101",  # pytest is made of assert', []),
        ('  # pytest is made of assert\n  "S101",', []),
        ('  "S101",', ["S101"]),
        ('  "S101",  #', ["S101"]),
        ('  "S101",  # noqa', ["S101"]),
    ],
)
def test_an_exemption_without_a_reason_is_found(line: str, found: list[str]) -> None:
    assert exemptions_without_reason(line) == found


def test_every_constraint_is_one_exact_version_from_a_package_index() -> None:
    for constraint in constraints():
        operators = [specifier.operator for specifier in constraint.specifier]
        assert operators == ["=="], constraint
        assert "*" not in str(constraint.specifier), constraint
        assert constraint.url is None, constraint


def test_constraints_name_no_address_and_no_option() -> None:
    assert "://" not in CONSTRAINTS_TEXT
    assert not re.search(r"^\s*-|--(hash|index)", CONSTRAINTS_TEXT, re.MULTILINE)


def test_constraints_pin_each_package_once() -> None:
    names = [canonicalize_name(constraint.name) for constraint in constraints()]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("text", named_requirements())
def test_the_pinned_version_is_one_that_pyproject_allows(text: str) -> None:
    required = Requirement(text)
    (pinned,) = (
        constraint
        for constraint in constraints()
        if canonicalize_name(constraint.name) == canonicalize_name(required.name)
    )
    (specifier,) = pinned.specifier
    assert required.specifier.contains(specifier.version)
    assert pinned.marker is None, "a package that is always needed is pinned on every Python"


def test_the_wheel_carries_the_knowledge_and_the_document() -> None:
    wheel = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["advisor"]
    assert wheel["force-include"] == {
        "rules": "advisor/_data/rules",
        "templates": "advisor/_data/templates",
    }


def test_the_classifiers_name_exactly_the_pythons_that_may_install_advisor() -> None:
    allowed = SpecifierSet(PYPROJECT["project"]["requires-python"])
    named = MINOR_VERSION.findall("\n".join(PYPROJECT["project"]["classifiers"]))
    assert named == [f"3.{minor}" for minor in range(100) if f"3.{minor}" in allowed]


def test_ruff_and_mypy_assume_the_oldest_supported_python() -> None:
    (oldest, *_) = MINOR_VERSION.findall(PYPROJECT_TEXT)
    assert PYPROJECT["tool"]["mypy"]["python_version"] == oldest
    assert PYPROJECT["tool"]["ruff"]["target-version"] == "py" + oldest.replace(".", "")
