"""`mindet verify`: all checks over a folder of sheets and a folder of texts, printed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from mindet.dataset import Dataset
from mindet.errors import PassageError
from mindet.ontology import own
from mindet.passages.case import Verification
from mindet.passages.checks import chosen, verify
from mindet.passages.facts import Facts
from mindet.passages.leaks import Leak, leaks, project_files
from mindet.passages.messages import render
from mindet.passages.proof import plain, styled
from mindet.passages.proof import proof as blocks_of
from mindet.terms import RDFS, SKOS

_NAMES = (
    RDFS + "label", SKOS + "altLabel", "printedName", "nameAsPrinted",
)  # fmt: skip


def report(
    seeds: Path,
    documents: Path,
    document: str | None = None,
    *,
    proof: bool = True,
    language: str = "en",
) -> bool:
    """Print how the sheets in `seeds` agree with the texts in `documents`; whether they do.

    With `proof` each passage is printed beside its reading first. Raises SheetError,
    PassageError.
    """
    from mindet.sheets import load

    sheets = load(seeds, own())
    result = verify(
        sheets.dataset, documents, language=language, document=document, places=sheets.places
    )
    if proof:
        for iri in chosen(Facts(sheets.dataset), document):
            _print_proof(sheets.dataset, documents, iri, language)
    found = leaks([*project_files(seeds), seeds], documents, names=names(sheets.dataset))
    click.echo("\n".join(_lines(result, found, language)))
    return result.ok and not found


def names(dataset: Dataset) -> list[str]:
    """Every label and printed name of the dataset: words that the project may hold."""
    facts = Facts(dataset)
    subjects = dict.fromkeys(str(quad.subject.value) for quad in dataset.quads)  # type: ignore[union-attr]  # RDF 1.1 only
    return sorted({name for s in subjects for key in _NAMES for name in facts.values(s, key)})


def _print_proof(dataset: Dataset, documents: Path, iri: str, language: str) -> None:
    try:
        blocks = blocks_of(dataset, documents, iri, language=language)
    except PassageError:
        return  # verify tells it among the findings
    click.echo(f"\n=== {iri.rsplit('/', 1)[-1]} ===\n")
    if not sys.stdout.isatty():
        for line in plain(blocks):
            click.echo(line)
        return
    from rich.console import Console

    console = Console()
    for block in blocks:
        console.print(styled(block))


def _lines(result: Verification, found: list[Leak], language: str) -> Iterator[str]:
    for finding in result.findings:
        yield ("· " if finding.warning else "✗ ") + str(finding)
    for leak in found:
        what, remedy = render("leak", language, words=leak.words)
        yield f"✗ {leak.path}:{leak.line}: {leak.document} [{leak.offset}]: {what}; {remedy}"
    yield result.summary(language)
