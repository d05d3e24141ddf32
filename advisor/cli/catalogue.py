"""``advisor catalogue``: the texts of a knowledge base, to be translated."""

from __future__ import annotations

from pathlib import Path

import click

from advisor.cli.failing import fail_to_write, reporting_input_errors
from advisor.cli.speaking import language_option
from advisor.language.messages import _


@click.command()
@click.argument("language")
@click.option(
    "--rules",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of rules whose texts are to be translated, instead of the shipped ones.",
)
@language_option
def command(language: str, rules: Path | None) -> None:
    """Bring the catalogues of LANGUAGE (nb, sv, …) up to date.

    They stand beside the rules in locales/LANGUAGE, one for each rules file.
    Texts without a translation are added, translations of texts that have
    changed are kept and marked as fuzzy.
    """
    from babel import Locale, UnknownLocaleError

    from advisor.knowledge.folder import shipped
    from advisor.knowledge.load import load_knowledge
    from advisor.knowledge.locales.write import write_catalogues

    try:
        Locale.parse(language)
    except (ValueError, UnknownLocaleError):
        said = _("'{language}' is no language; say nb, sv, da, …").format(language=language)
        raise click.BadParameter(said) from None
    folder = rules or shipped("rules")
    with reporting_input_errors():
        try:
            written = write_catalogues(load_knowledge(rules), folder, language)
        except OSError as error:
            fail_to_write(folder / "locales" / language, error)
    said = _("{folder}: {count} texts, {missing} not translated, {stale} to be translated anew")
    click.echo(
        said.format(
            folder=folder / "locales" / language,
            count=written.texts,
            missing=written.missing,
            stale=written.stale,
        )
    )
