"""The cells of an answer or a plain table, ready for each form of printing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from mindet.store.table import Table
from mindet.tables.citation import citations
from mindet.tables.reading import THINGS, Readable, texts
from mindet.words import short

if TYPE_CHECKING:
    from mindet.catalogue import Answer
    from mindet.catalogue.header import Column

_INFERRED = re.compile(r"_(inferred|earliest|latest)(_2)?$")


@dataclass(frozen=True)
class Grid:
    """Cells ready to print: what each form takes from them."""

    title: str
    heads: Sequence[str]
    shown: Sequence[Sequence[str]]
    names: Sequence[str]
    plain: Sequence[Sequence[Any]]
    records: Any
    foot: str = ""
    full: tuple[Sequence[str], Sequence[Sequence[str]]] = ((), ())
    notes: Sequence[str] = ()
    cut: int | None = 0

    @classmethod
    def of_table(cls, table: Table) -> Grid:
        """The cells of a plain table."""
        shown = [[cell(value) for value in row] for row in table.rows]
        records = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        full = (table.columns, shown)
        return cls("", table.columns, shown, table.columns, table.rows, records, "", full)

    @classmethod
    def of_answer(cls, what: Readable, places: Sequence[int] | None = None) -> Grid:
        """The cells of a stored query's answer: of the columns in these places, or of all used."""
        answer = what.answer
        told = used_places(answer) if places is None else places
        brief = [i for i in told if answer.columns[i].name in (*answer.query.table, "counts")]
        title = answer.query.titles[what.language]
        heads, shown = _readable_part(what, brief)
        _add_inferences(what, told, heads, shown)
        every = [i for i in told if answer.columns[i].type not in ("document", "passages")]
        names, plain = _flat(what)
        counted = f"{what.word('rows')}: {len(answer.rows)}. {what.word('more')}."
        foot = counted if answer.rows else what.word("nothing")
        if answer.cut is None:
            foot = what.word("firstOfMore").format(n=len(answer.rows))
        elif answer.cut:
            foot = what.word("firstOf").format(
                n=len(answer.rows), all=len(answer.rows) + answer.cut
            )
        full = _readable_part(what, every)
        notes = list(dict.fromkeys(citations(what, row) for row in answer.rows))
        records = _records(what)
        return cls(title, heads, shown, names, plain, records, foot, full, notes, answer.cut)


def is_inferred(column: Column) -> bool:
    """Whether a column holds what we conclude."""
    return _INFERRED.search(column.name) is not None


def used(column: Column, place: int, rows: Iterable[Sequence[Any]]) -> bool:
    """Whether any of the rows has something to show in that place."""
    if column.name == "counts":  # worth a column only where something is in doubt
        return any(row[place] == "possible" for row in rows)
    return any(row[place] not in (None, ()) for row in rows)


def used_places(answer: Answer) -> list[int]:
    """The places of the columns that have something to show."""
    return [i for i, c in enumerate(answer.columns) if used(c, i, answer.rows)]


def _add_inferences(
    what: Readable, used: Sequence[int], heads: list[str], shown: list[list[str]]
) -> None:
    """All that we infer, in one more column."""
    columns = what.answer.columns
    places = [i for i in used if is_inferred(columns[i])]
    if not places:
        return
    heads.append(what.word("inferences"))
    for row, cells in zip(what.answer.rows, shown, strict=True):
        told = ((columns[i].heading[what.language], _shown(what, row, i)) for i in places)
        cells.append("; ".join(f"{head.partition(': ')[2]}: {text}" for head, text in told if text))


def _readable_part(what: Readable, places: Sequence[int]) -> tuple[list[str], list[list[str]]]:
    """Headings and cells of some columns; a claim's cell names its passages too."""
    columns = what.answer.columns
    heads = [columns[i].heading[what.language] for i in places]
    shown = [[_shown(what, row, i) for i in places] for row in what.answer.rows]
    if what.quotes:
        heads.append(what.word("text"))
        for row, cells in zip(what.answer.rows, shown, strict=True):
            cells.append("\n".join(texts(what, row)))
    return heads, shown


def _shown(what: Readable, row: Sequence[Any], place: int) -> str:
    column, value = what.answer.columns[place], row[place]
    if column.type == "claim" and value is not None:
        partner = "passages" + column.name.removeprefix("claim")
        spans = _of(what, row, partner) or ()
        return f"{_local(value)} [{', '.join(spans)}]" if spans else _local(value)
    return _worded(what, column, value)


def _worded(what: Readable, column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.type == "claims":
        return ", ".join(map(_local, value))
    if column.type == "claim":
        return _local(value)
    if column.type in THINGS:
        several = value if isinstance(value, tuple) else (value,)
        return "; ".join(what.names[iri] for iri in several)
    if column.type in ("term", "terms"):
        several = value if isinstance(value, tuple) else (value,)
        return ", ".join(what.terms[term] for term in several)
    if column.type == "boolean":
        return what.word("true" if value else "false")
    if column.type == "passages":
        return ", ".join(value)
    return cell(value)


def _local(iri: str) -> str:
    return iri.rpartition("/")[2]


def _of(what: Readable, row: Sequence[Any], name: str) -> Any:
    names = [column.name for column in what.answer.columns]
    return row[names.index(name)] if name in names else None


def _flat(what: Readable) -> tuple[list[str], list[list[Any]]]:
    """Names and values for a spreadsheet: a thing is its name, and its IRI in a column beside."""
    names: list[str] = []
    for column in what.answer.columns:
        names += [column.name, f"{column.name}_iri"] if column.type in THINGS else [column.name]
    rows = [list(_flat_row(what, row)) for row in what.answer.rows]
    if what.sources:
        names.append("citation")
        for row, cells in zip(what.answer.rows, rows, strict=True):
            cells.append(citations(what, row))
    if what.quotes:
        names.append("text")
        for row, cells in zip(what.answer.rows, rows, strict=True):
            cells.append("\n".join(texts(what, row)))
    return names, rows


def _flat_row(what: Readable, row: Sequence[Any]) -> Iterator[Any]:
    for column, value in zip(what.answer.columns, row, strict=True):
        if isinstance(value, Decimal | date):
            yield value
        else:
            yield _exact(what, column, value)
        if column.type in THINGS:
            yield " ".join(value) if isinstance(value, tuple) else value or ""


def _exact(what: Readable, column: Column, value: Any) -> str:
    """As read, save what a spreadsheet would take for a day of the year: 1-16."""
    if value is not None and column.type == "claim":
        return short(value)
    if value is not None and column.type in ("claims", "passages"):
        mark = "{}" if column.type == "claims" else "[{}]"
        return " ".join(mark.format(short(one)) for one in value)
    return _worded(what, column, value)


def _records(what: Readable) -> dict[str, Any]:
    answer = what.answer
    rows = []
    for row in answer.rows:
        record = {
            column.name: _json_value(what, column, value)
            for column, value in zip(answer.columns, row, strict=True)
        }
        if what.sources:
            record["citation"] = citations(what, row)
        rows.append(record | ({"text": texts(what, row)} if what.quotes else {}))
    return {
        "query": answer.query.name,
        "title": answer.query.titles[what.language],
        "parameters": dict(answer.parameters),
        "columns": {c.name: c.heading[what.language] for c in answer.columns},
        "cut": answer.cut,
        "rows": rows,
    }


def _json_value(what: Readable, column: Column, value: Any) -> Any:
    if isinstance(value, tuple):
        return [_json_item(what, column, item) for item in value]
    return None if value is None else _json_item(what, column, value)


def _json_item(what: Readable, column: Column, value: Any) -> Any:
    if column.type in THINGS:
        return {"iri": value, "label": what.names[value]}
    if column.type in ("term", "terms"):
        return {"term": value, "label": what.terms[value]}
    return value


def cell(value: Any) -> str:
    """A plain value as text.

    >>> cell(True), cell(None), cell(Decimal("1E+3"))
    ('true', '', '1000')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False, default=jsonable)
    return value.isoformat() if isinstance(value, date) else str(value)


def jsonable(value: Any) -> Any:
    """What JSON can hold of a value that it does not know."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, (tuple, set)) else str(value)
