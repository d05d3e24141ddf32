"""The parameters that the program itself reads, which every knowledge base declares."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from advisor.edge.problems import Problems
from advisor.model.diagnostic import Location
from advisor.model.knowledge import Parameter

UNSURE = "certainty.unsure"
DEFAULT = "certainty.default"
WELL_SUPPORTED = "words.well_supported"
SUPPORTED = "words.supported"
IMPACT_WEIGHT = "priority.impact_weight"
LEAD_AT_LEAST = "lead.at_least"
LEAD_AT_MOST = "lead.at_most"
LEAD_SHARE = "lead.share_of_top"

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
NEEDED = (*CERTAINTIES, IMPACT_WEIGHT, LEAD_AT_LEAST, LEAD_AT_MOST, LEAD_SHARE)


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
                f"the parameter '{name}' is missing, which the program itself reads",
                "copy it from the shipped rules/parameters/engine.yaml",
            )
    for name in CERTAINTIES:
        if name in parameters and not 0 <= parameters[name].value <= 1:
            problems.error(
                parameters[name].location,
                37,
                f"the parameter '{name}' is a certainty and lies from 0 to 1",
                "correct its value",
            )
