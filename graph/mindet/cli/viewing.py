"""The verb that writes pages to look at: one file each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from mindet.cli.asking import asked
from mindet.cli.completing import PAIR
from mindet.cli.places import documents_option, store_options, timeout_option
from mindet.place import Place

if TYPE_CHECKING:
    from mindet.ontology import Ontology
    from mindet.store import Store

LIMIT = 300.0  # a page is made once, of all that there is
COMPARED = "responsibility-matrix"  # the question of a comparison that names none


@dataclass(frozen=True)
class Wishes:
    """What was asked for besides the page's kind."""

    name: str = ""
    documents: Path | None = None
    around: str = ""
    depth: int = 2
    days: tuple[str, str] = ("", "")
    parameters: Mapping[str, str] = field(default_factory=dict)


def _responsibility(store: Store, ontology: Ontology, _: Wishes) -> str:
    from mindet.views import responsibility

    return responsibility.render(responsibility.collect(store.read, ontology))


def _matrix(store: Store, ontology: Ontology, _: Wishes) -> str:
    from mindet.views import matrix

    return matrix.render(matrix.collect(store, ontology))


def _timeline(store: Store, ontology: Ontology, _: Wishes) -> str:
    from mindet.views import timeline

    return timeline.render(timeline.collect(store, ontology))


def _document(store: Store, ontology: Ontology, wishes: Wishes) -> str:
    from mindet.views import document

    return document.render(document.collect(store, ontology, wishes.name, wishes.documents))


def _neighbourhood(store: Store, ontology: Ontology, wishes: Wishes) -> str:
    from mindet.views import neighbourhood

    found = neighbourhood.collect(store, ontology, wishes.around, wishes.depth)
    return neighbourhood.render(found)


def _answer(store: Store, ontology: Ontology, wishes: Wishes) -> str:
    from mindet.catalogue import Catalogue
    from mindet.views import answer

    query = Catalogue.one(wishes.name)
    return answer.render(answer.collect(store, ontology, query, wishes.parameters))


def _comparison(store: Store, ontology: Ontology, wishes: Wishes) -> str:
    from mindet.catalogue import Catalogue
    from mindet.views import answer

    query = Catalogue.one(wishes.name or COMPARED)
    return answer.render(answer.compare(store, ontology, query, wishes.parameters, wishes.days))


class Page(NamedTuple):
    """A kind of page: who makes it, the options that it takes, the one that it needs and why."""

    make: Callable[[Store, Ontology, Wishes], str]
    takes: frozenset[str] = frozenset()
    needs: str = ""
    told: str = ""


ONTOLOGY = "ontology"  # the page that is the same whatever the store
_ASKED = {"name", "pairs", "no_inferences"}
PAGES = {
    "responsibility": Page(_responsibility),
    "matrix": Page(_matrix),
    "timeline": Page(_timeline),
    "document": Page(
        _document, frozenset({"name", "documents"}),
        "name", "name a document, as in: mindet view document 002",
    ),
    "neighbourhood": Page(
        _neighbourhood, frozenset({"around", "depth"}), "around",
        "name its centre, as in: mindet view neighbourhood --around akimat/akmola-region",
    ),
    "answer": Page(
        _answer, frozenset({*_ASKED, "as_of"}),
        "name", "name a question, as in: mindet view answer powers",
    ),
    "comparison": Page(
        _comparison, frozenset({*_ASKED, "between"}), "between",
        "name two days: mindet view comparison --between 2020-12-31 2026-12-31",
    ),
}  # fmt: skip


@click.command()
@click.argument("page", type=click.Choice([*PAGES, ONTOLOGY]), default="responsibility")
@click.argument("name", required=False)
@click.option(
    "-o", "--output",
    help="A file; - is standard output.  [default: the page's name, as in responsibility.html]",
)  # fmt: skip
@click.option("--around", metavar="ID", help="The centre of a neighbourhood.")
@click.option("--depth", type=click.IntRange(0, 9), help="How many lines from it.  [default: 2]")
@click.option("-p", "--param", "pairs", type=PAIR, multiple=True, metavar="KEY=VALUE")
@click.option("--as-of", metavar="DATE", help="An answer from what had been said by that day.")
@click.option("--between", nargs=2, metavar="DATE DATE", help="The two days of a comparison.")
@click.option("--no-inferences", is_flag=True, help="An answer without what we conclude.")
@documents_option
@timeout_option(LIMIT)
@store_options("--from")
def view(page: str, output: str | None, timeout: float, place: Place, **given: Any) -> None:
    """Write a page to look at: one file, nothing else needed.

    responsibility: the map of who is responsible for what. matrix: who has which part in what,
    as a table. timeline: what was said, is due, was reported and changed when. document NAME: one
    document, as in 002, and what we read in it; with --documents beside its text. neighbourhood
    --around ID: what is near an actor, project, duty, claim or document. answer NAME: a stored
    question's answer beside its picture. comparison [NAME] --between DATE DATE: what of it is new,
    gone or changed. ontology: the terms, whatever the store.
    """
    wishes = _wishes(page, given)
    if page == ONTOLOGY:
        html = _ontology()
    else:
        with place.whole(seconds=timeout) as store:
            html = _html(store, page, wishes)
    named = Path(wishes.name or wishes.around).name
    target = output or (f"{page}-{named}.html" if named else f"{page}.html")
    if target == "-":
        from mindet.files import write

        write(html.encode(), target)
        return
    from mindet.views import folio

    folio.write(html, target)
    click.echo(target)


def _ontology() -> str:
    from mindet.ontology import own
    from mindet.views import vocabulary

    return vocabulary.render(own())


def _html(store: Store, page: str, wishes: Wishes) -> str:
    from mindet.ontology import own

    return PAGES[page].make(store, own(), wishes)


def _wishes(page: str, given: dict[str, Any]) -> Wishes:
    """What was given, if it is what the page takes; else a UsageError."""
    kind = PAGES.get(page)
    takes = kind.takes if kind else frozenset[str]()
    extra = sorted(name for name, value in given.items() if value and name not in takes)
    if extra:
        shown = {"name": "NAME", "pairs": "--param"}
        what = ", ".join(shown.get(one, f"--{one.replace('_', '-')}") for one in extra)
        fitting = [name for name, other in PAGES.items() if other.takes.issuperset(extra)]
        raise click.UsageError(f"{page} takes no {what}; did you mean {' or '.join(fitting)}?")
    if kind and kind.needs and not given[kind.needs]:
        raise click.UsageError(kind.told)
    parameters = asked(given["pairs"], "en", given["as_of"], given["no_inferences"])
    parameters.pop("lang")
    depth = 2 if given["depth"] is None else given["depth"]
    return Wishes(
        given["name"] or "", given["documents"], given["around"] or "", depth,
        given["between"] or ("", ""), parameters,
    )  # fmt: skip
