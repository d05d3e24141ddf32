"""The formats of a blank form, and which of them a file's name stands for."""

from __future__ import annotations

from pathlib import Path

from advisor.model.knowledge import Knowledge

YAML, JSON, CSV, XLSX = "yaml", "json", "csv", "xlsx"
FORMATS = (YAML, JSON, CSV, XLSX)


def format_of(path: Path | None) -> str:
    """Return the format that a file's ending says; YAML if it says none."""
    ending = path.suffix.lower().removeprefix(".") if path is not None else ""
    return ending if ending in FORMATS else YAML


def blank_form(knowledge: Knowledge, format_: str) -> bytes:
    """Return the file of a blank form, in the language of the knowledge base."""
    # Each imports only what it needs: openpyxl alone takes longer than all the others.
    if format_ == XLSX:
        from advisor.profile.forms.workbook import workbook_form  # noqa: PLC0415

        return workbook_form(knowledge)
    if format_ == CSV:
        from advisor.profile.forms.csv_form import csv_form  # noqa: PLC0415

        return csv_form(knowledge)
    if format_ == JSON:
        from advisor.profile.forms.json_form import json_form  # noqa: PLC0415

        return json_form(knowledge).encode()
    from advisor.profile.blank import blank_profile  # noqa: PLC0415

    return blank_profile(knowledge).encode()
