"""The verb of an analyst: an assessment becomes an entry in a sheet."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("claim")
@click.option("--criterion", required=True, help="As in realistic-deadline; or completion.")
@click.option("--rating", required=True, help="As in partly-met; for completion, as in limited.")
@click.option("--reason-en", default="", help="Why, in English.")
@click.option("--reason-ru", default="", help="Why, in Russian.")
@click.option("--reason-kk", default="", help="Why, in Kazakh.")
@click.option("--evidence", multiple=True, metavar="CLAIM", help="What shows it; may be repeated.")
@click.option("--as-of", "day", required=True, metavar="DATE", help="The day it holds for.")
@click.option("--seeds", type=click.Path(path_type=Path), help="The folder of your fact sheets.")
@click.option(
    "--sheet", type=click.Path(path_type=Path),
    help="The sheet in that folder to add it to; default: assessments.yaml.",
)  # fmt: skip
@click.option("--dry-run", "dry", is_flag=True, help="Print the entry, write nothing.")
def assess(
    claim: str, criterion: str, rating: str, reason_en: str, reason_ru: str, reason_kk: str,
    evidence: tuple[str, ...], day: str, seeds: Path | None, sheet: Path | None, dry: bool,
    language: str,
) -> None:  # fmt: skip
    """Enter what you think of CLAIM into a sheet, and check the sheets as a build does.

    CLAIM is the id of a claim, as in claim/002-10. The six criteria of an instruction are rated
    met, partly-met, not-met or not-ratable; completion not-started, limited, substantial,
    complete, withdrawn or not-ratable.
    """
    from mindet import assessments

    if seeds is None and sheet is None:
        raise click.UsageError("name the folder of your fact sheets: --seeds DIR")
    reason = {"en": reason_en, "ru": reason_ru, "kk": reason_kk}
    given = assessments.Assessment(claim, criterion, rating, day, reason, evidence)
    home = seeds or (sheet or Path()).parent
    made, file = assessments.enter(given, home, sheet, dry=dry, language=language)
    click.echo(f"# {file}{', not written' if dry else ''}")
    click.echo(made.entry("\n"))
