"""The page of an answer: any stored question's rows beside the picture of what they tell.

With two days it tells what was new, gone or changed from the one to the other.
`collect` asks the question, `compare` asks it twice, `render` makes the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from mindet.catalogue.rows import values_of
from mindet.terms import ID, LANGUAGES, local
from mindet.views import changes, excerpt
from mindet.views.gathering import collect as gather
from mindet.views.model import PageModel, Text
from mindet.views.network import Page
from mindet.views.payload import choose, cut, fill, text
from mindet.views.record import KINDS
from mindet.views.responsibility import CARRIED, FIRST_SIGHT, SCRIPTS, STYLES
from mindet.words import name, short

if TYPE_CHECKING:
    from mindet.catalogue import Answer, CypherEngine, StoredQuery
    from mindet.catalogue.rows import Row
    from mindet.ontology import Ontology
    from mindet.store import Store

ROWS = 1_000
"""So many rows are on a page; what is cut off is told."""
CELL = 600
_CLAIMS, _THINGS = ("claim", "claims"), ("thing", "things")


@dataclass(frozen=True)
class Line:
    """A row of the page: its cells, the nodes that it tells of, and how it changed.

    `was` holds the earlier cells of a row that changed.
    """

    cells: tuple[Text, ...]
    nodes: tuple[str, ...]
    change: str = ""
    was: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """An answer as the page shows it; `asked` are its parameters, `texts` the queries behind it."""

    title: Text
    about: Text
    heads: tuple[Text, ...] = ()
    lines: tuple[Line, ...] = ()
    asked: tuple[tuple[str, Text], ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    model: PageModel = field(default_factory=PageModel)
    days: tuple[str, ...] = ()
    total: int = 0


def collect(
    store: Store, ontology: Ontology, query: StoredQuery, given: Mapping[str, str]
) -> Sheet:
    """The answer to `query` with the parameters `given`; raises what a stored query raises."""
    return _Asking(store, ontology, query, given).sheet()


def compare(
    store: Store, ontology: Ontology, query: StoredQuery, given: Mapping[str, str],
    days: tuple[str, str],
) -> Sheet:  # fmt: skip
    """What differs between the answers as of two days, the earlier first."""
    return _Asking(store, ontology, query, given).sheet(days)


class _Asking:
    """One question, asked in each language."""

    def __init__(
        self, store: Store, ontology: Ontology, query: StoredQuery, given: Mapping[str, str]
    ) -> None:
        from mindet.catalogue import CypherEngine

        self.engine: CypherEngine = CypherEngine(store)
        self.store, self.ontology, self.query, self.given = store, ontology, query, given

    def sheet(self, days: tuple[str, ...] = ()) -> Sheet:
        asked = self._answers({"as_of": days[-1]} if days else {})
        before = self._answers({"as_of": days[0]}) if days else _nothing(asked)
        every = {tag: _joined(before[tag], asked[tag]) for tag in LANGUAGES}
        first = every[LANGUAGES[0]]
        heads, cells = self._cells(every)
        lines = list(_lines(before[LANGUAGES[0]], asked[LANGUAGES[0]], cells, bool(days)))
        shown = tuple(lines[:ROWS])
        values = self.query.whole_values(self.engine, {**self.given, "lang": LANGUAGES[0]})
        return Sheet(
            self.query.titles, self.query.descriptions, heads, shown,
            tuple(self._asked(first, days)),
            {"cypher": self.query.cypher_text(values), "sparql": self.query.sparql_text(values)},
            self._model(first), days, len(lines),
        )  # fmt: skip

    def _answers(self, also: Mapping[str, str]) -> dict[str, Answer]:
        """The answer in each language, its rows in one order."""
        given = {**self.given, **also}
        asked = {tag: self.query.ask(self.engine, {**given, "lang": tag}) for tag in LANGUAGES}
        base = asked[LANGUAGES[0]]
        return {tag: _aligned(base, answer) for tag, answer in asked.items()}

    def _cells(self, answers: Mapping[str, Answer]) -> tuple[tuple[Text, ...], list[list[Text]]]:
        """Headings and cells, each in all languages."""
        from mindet.tables import readable
        from mindet.tables.cells import Grid, used_places

        places = sorted({place for answer in answers.values() for place in used_places(answer)})
        grids = [
            Grid.of_answer(readable(answer, self.engine, tag), places)
            for tag, answer in answers.items()
        ]
        heads = tuple(_by_language(head) for head in zip(*(g.heads for g in grids), strict=True))
        rows = zip(*(grid.shown for grid in grids), strict=True)
        return heads, [[_by_language(cell) for cell in zip(*row, strict=True)] for row in rows]

    def _model(self, answer: Answer) -> PageModel:
        whole = gather(self.store.read, self.ontology, KINDS)
        claims, things = (
            set(values_of(answer.columns, answer.rows, types)) for types in (_CLAIMS, _THINGS)
        )
        return excerpt.told(whole, claims, things)

    def _asked(self, answer: Answer, days: tuple[str, ...]) -> Iterator[tuple[str, Text]]:
        """What was asked for, beyond what goes without saying."""
        for parameter in self.query.parameters:
            value = answer.parameters[parameter.name]
            if parameter.name in ("lang", "as_of" if days else "") or value == parameter.default:
                continue
            facts = self.engine.facts([str(value)]) if parameter.type == "iri" else {}
            told = facts.get(str(value))
            yield (
                parameter.name,
                {
                    tag: name(str(value), told, tag, self.ontology) if told else short(str(value))
                    for tag in LANGUAGES
                },
            )


def _nothing(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    return {tag: replace(answer, rows=()) for tag, answer in answers.items()}


def _joined(before: Answer, after: Answer) -> Answer:
    return replace(after, rows=(*before.rows, *after.rows))


def _aligned(base: Answer, other: Answer) -> Answer:
    """The rows of `other` in the order of `base`: they differ in their texts alone."""

    def key(row: Row) -> Hashable:
        return tuple(v for c, v in zip(base.columns, row, strict=True) if c.type != "text")

    found: defaultdict[Hashable, list[Row]] = defaultdict(list)
    for row in other.rows:
        found[key(row)].append(row)
    return replace(other, rows=tuple((found[key(row)] or [row]).pop(0) for row in base.rows))


def _by_language(texts: Iterable[str]) -> Text:
    return dict(zip(LANGUAGES, texts, strict=True))


def _lines(
    before: Answer, after: Answer, cells: Sequence[Sequence[Text]], compared: bool
) -> Iterator[Line]:
    """The rows of the page; `cells` has those before, then those after."""
    rows, shift = (*before.rows, *after.rows), len(before.rows)
    for one in changes.between(after.columns, before.rows, after.rows):
        place = one.before if one.after is None else one.after + shift
        old = one.before if one.kind == changes.CHANGED else None
        if place is None:
            continue
        yield Line(
            tuple(cells[place]),
            tuple(dict.fromkeys(values_of(after.columns, [rows[place]], (*_CLAIMS, *_THINGS)))),
            one.kind if compared else "",
            () if old is None else tuple(cells[old]),
        )


# --- the page


def render(sheet: Sheet, *, first: int = FIRST_SIGHT, carried: int = CARRIED) -> str:
    """The page as text; ViewError where a part of it is missing."""
    scripts = tuple("rows.js" if script == "table.js" else script for script in SCRIPTS)
    page = Page("answer.html.j2", (*STYLES, "answer.css"), scripts)
    fill(page, sheet.model, choose(sheet.model, first, max(first, carried)))
    node_of = _nodes_of_claims(sheet.model)
    lines = [replace(one, nodes=_drawn(one.nodes, node_of)) for one in sheet.lines]
    _mark(page, lines)
    days = f": {sheet.days[0]} → {sheet.days[1]}" if sheet.days else ""
    heading = {tag: f"{cut(sheet.title[tag])}{days}" for tag in LANGUAGES}
    page.data["words"] = {**page.data["words"], "title": heading}
    page.data["answer"] = {
        "about": text(sheet.about, 2_000),
        "asked": [[key, text(value)] for key, value in sheet.asked],
        "heads": [text(head) for head in sheet.heads],
        "rows": [_told(line) for line in lines],
        "texts": dict(sheet.texts),
        "days": list(sheet.days),
        "total": sheet.total,
    }
    return page.generate_html()


def _nodes_of_claims(model: PageModel) -> dict[str, str]:
    """The node that each claim and thing is drawn as."""
    found = {claim.id: s.id for s in model.statements for claim in s.claims}
    return {**found, **{node: node for node in excerpt.node_ids(model)}}


def _drawn(iris: Iterable[str], node_of: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(node_of[iri] for iri in iris if iri in node_of))


def _mark(page: Page, lines: Iterable[Line]) -> None:
    """Each node that only changed rows tell of has their change."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        for node in line.nodes:
            kinds[local(node, ID)].add(line.change)
    told = {**page.data["things"], **page.data["statements"]}
    for node in page.nodes:
        found = kinds[told[node["id"]]["id"]] - {""}
        if found and found != {changes.SAME}:
            node["change"] = found.pop() if len(found) == 1 else changes.CHANGED


def _told(line: Line) -> dict[str, Any]:
    row: dict[str, Any] = {"cells": [_cell(cell) for cell in line.cells]}
    if line.nodes:
        row["nodes"] = [local(node, ID) for node in line.nodes]
    if line.change:
        row["change"] = line.change
    if line.was:
        pairs = zip(line.cells, line.was, strict=True)
        row["was"] = {i: _cell(old) for i, (new, old) in enumerate(pairs) if old != new}
    return row


def _cell(value: Text) -> str | dict[str, str]:
    """One text where all languages have the same."""
    told = text(value, CELL)
    same = set(value.values())
    return next(iter(told.values()), "") if len(same) == 1 else told
