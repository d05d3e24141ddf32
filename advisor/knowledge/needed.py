"""The parameters that the program itself reads, which every knowledge base declares."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from advisor.analysis.methods import METHODS
from advisor.edge.problems import Problems
from advisor.language.messages import _
from advisor.model.diagnostic import Location
from advisor.model.knowledge import Effort, Parameter, Table

UNSURE = "certainty.unsure"
DEFAULT = "certainty.default"
WELL_SUPPORTED = "words.well_supported"
SUPPORTED = "words.supported"
IMPACT_WEIGHT = "priority.impact_weight"
LEAD_AT_LEAST = "lead.at_least"
LEAD_AT_MOST = "lead.at_most"
LEAD_SHARE = "lead.share_of_top"
EFFORTS = {
    Effort.QUICK: "effort.quick",
    Effort.THINK: "effort.think",
    Effort.LOOK_UP: "effort.look_up",
}
ROWS_EXPECTED = "effort.rows"
FIRST = "interview.first"
SAME_TOPIC = "interview.same_topic"

CERTAINTIES = (
    UNSURE,
    DEFAULT,
    "evidence.article",
    "evidence.public",
    "evidence.judgement",
    "strength.strong",
    "strength.moderate",
    "strength.weak",
    WELL_SUPPORTED,
    SUPPORTED,
)
NEEDED = (
    *CERTAINTIES,
    IMPACT_WEIGHT,
    LEAD_AT_LEAST,
    LEAD_AT_MOST,
    LEAD_SHARE,
    *EFFORTS.values(),
    ROWS_EXPECTED,
    FIRST,
    SAME_TOPIC,
)


def report_missing_parameters(
    parameters: Mapping[str, Parameter],
    broken: Collection[str],
    header: Location,
    problems: Problems,
) -> None:
    """Report needed parameters that are not declared, and certainties outside 0 to 1.

    What is missing has no place of its own, so it is reported at the base's header.
    """
    for name in NEEDED:
        if name not in parameters and name not in broken:
            problems.error(
                header,
                37,
                _("the parameter '{name}' is missing, which the program itself reads").format(
                    name=name
                ),
                _("copy it from the shipped rules/parameters/engine.yaml"),
            )
    for name in (*EFFORTS.values(), ROWS_EXPECTED):
        if name in parameters and parameters[name].value <= 0:
            problems.error(
                parameters[name].location,
                37,
                _("the parameter '{name}' is what worth is divided by and lies above 0").format(
                    name=name
                ),
                _("correct its value"),
            )
    for name in CERTAINTIES:
        if name in parameters and not 0 <= parameters[name].value <= 1:
            problems.error(
                parameters[name].location,
                37,
                _("the parameter '{name}' is a certainty and lies from 0 to 1").format(name=name),
                _("correct its value"),
            )


HIGHEST = {"percent": 100, "yes or no": 1}
"""The units in which methods read parameters, with the highest value of each; the lowest is 0."""


def report_parameters_of_methods(
    tables: Iterable[Table],
    parameters: Mapping[str, Parameter],
    broken: Collection[str],
    problems: Problems,
) -> None:
    """Report parameters that a table's methods read and that are missing, or cannot be meant."""
    for table in tables:
        for method in sorted(table.methods & METHODS.keys()):
            for name, unit in METHODS[method].parameters.items():
                owner = _("the parameter '{name}', which the method '{method}' reads,").format(
                    name=name, method=method
                )
                given = parameters.get(name)
                if given is None and name not in broken:
                    problems.error(
                        table.location,
                        37,
                        _("{owner} is missing").format(owner=owner),
                        _("copy it from the shipped rules/parameters/customers.yaml"),
                    )
                elif given is not None and not _possible(given, unit):
                    problems.error(
                        given.location,
                        37,
                        _("{owner} is counted in '{unit}' and lies from 0 to {highest}").format(
                            owner=owner, unit=unit, highest=HIGHEST[unit]
                        ),
                        _("correct its value and its unit"),
                    )


def _possible(parameter: Parameter, unit: str) -> bool:
    return parameter.unit == unit and 0 <= parameter.value <= HIGHEST[unit]
