"""The catalogue as pages: each question with its parameters, one real answer, and both texts.

>>> from mindet.catalogue import Catalogue, SparqlEngine
>>> from mindet.dataset import Dataset
>>> pages = dict(handbook(Catalogue.load(), SparqlEngine(Dataset([]))))
>>> pages["powers.md"].partition("\\n")[0]
'# powers: Powers'
"""

from __future__ import annotations

import dataclasses
import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mindet import tables
from mindet.errors import QueryError
from mindet.tables.cells import Grid, cell
from mindet.tables.forms import markdown_table
from mindet.terms import LANGUAGES
from mindet.words import short

if TYPE_CHECKING:
    from mindet.catalogue import Catalogue, Engine, StoredQuery
    from mindet.catalogue.parameters import Parameter

SHOWN = 8  # rows of an answer
_NAMES = {"en": "English", "ru": "русский", "kk": "қазақша"}


def handbook(catalogue: Catalogue, engine: Engine) -> Iterator[tuple[str, str]]:
    """File names and texts (Markdown): an index, and a page for each question.

    The answers are those of `engine` to the example in each header. The same catalogue and graph
    give the same text.
    """
    yield "README.md", "\n".join(_index(catalogue)) + "\n"
    for query in catalogue.values():
        yield f"{query.name}.md", "\n".join(_page(query, engine)) + "\n"


def _index(catalogue: Catalogue) -> Iterator[str]:
    yield "# The stored questions"
    yield ""
    yield "Each is asked by `mindet ask NAME`, in Cypher or in SPARQL, in three languages."
    yield ""
    heads = ("name", *(_NAMES[tag] for tag in LANGUAGES))
    rows = [
        (f"[{query.name}]({query.name}.md)", *(query.titles[tag] for tag in LANGUAGES))
        for query in catalogue.values()
    ]
    yield f"| {' | '.join(heads)} |"
    yield "| --- " * len(heads) + "|"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _page(query: StoredQuery, engine: Engine) -> Iterator[str]:
    yield f"# {query.name}: {query.titles['en']}"
    for tag in LANGUAGES:
        yield ""
        yield f"**{query.titles[tag]}.** {query.descriptions[tag]}"
    yield from ("", "## Parameters", "")
    yield from markdown_table(("name", "type", "default", *_NAMES.values()), _parameters(query))
    yield from ("", "## Columns", "")
    columns = [[c.name, c.type, *(c.heading[t] for t in LANGUAGES)] for c in query.columns]
    yield from markdown_table(("name", "type", *_NAMES.values()), columns)
    yield from ("", "## An answer", "")
    yield from _answer(query, engine)
    yield from ("", "## In Cypher", "", "```cypher", query.cypher_body, "```")
    yield from ("", "## In SPARQL", "", "```sparql", query.sparql.rstrip(), "```")


def _parameters(query: StoredQuery) -> Iterator[list[str]]:
    for one in query.parameters:
        yield [one.name, _type(one), _default(one), *(one.meaning[tag] for tag in LANGUAGES)]


def _type(parameter: Parameter) -> str:
    if parameter.choices:
        return " or ".join(parameter.choices)
    return f"id of {' or '.join(parameter.of)}" if parameter.of else parameter.type


def _default(parameter: Parameter) -> str:
    return "required" if parameter.required else short(cell(parameter.default))


def _answer(query: StoredQuery, engine: Engine) -> Iterator[str]:
    given = "".join(f" -p {shlex.quote(f'{k}={v}')}" for k, v in query.example.items())
    yield from ("```sh", f"mindet ask {query.name}{given}", "```", "")
    try:
        answer = query.ask(engine, query.example)
    except QueryError as error:  # the example's thing is not in this graph
        yield f"{error}"
        return
    first = dataclasses.replace(answer, rows=answer.rows[:SHOWN])
    grid = Grid.of_answer(tables.readable(first, engine, "en"))
    if not answer.rows:
        yield grid.foot
        return
    yield from markdown_table(grid.heads, grid.shown)
    if len(answer.rows) > SHOWN:
        yield from ("", f"The first {SHOWN} of {len(answer.rows)} rows.")
