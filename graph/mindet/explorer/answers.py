"""An answer as cells with links: each thing leads to its page, each claim tells its passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from mindet.explorer.addresses import page_of
from mindet.explorer.desk import Desk, Title, is_unstated
from mindet.explorer.wording import word
from mindet.tables.cells import cell, is_inferred, used
from mindet.tables.reading import THINGS

if TYPE_CHECKING:
    from mindet.catalogue import Answer
    from mindet.catalogue.header import Column

PAGE = 200  # rows on a page


class Part(NamedTuple):
    """A piece of a cell: text, where it leads, what it is (unstated, passage, inferred)."""

    text: str
    href: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Sheet:
    """Headings and rows of parts; `inferred` says which columns hold what we conclude."""

    heads: list[str]
    rows: list[list[list[Part]]]
    first: int
    total: int
    inferred: list[bool] = field(default_factory=list)
    more: bool = False

    @property
    def count(self) -> str:
        """How many rows there are: "1000+" where nobody has counted beyond."""
        return f"{self.total}+" if self.more else str(self.total)

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return self.first + len(self.rows)


def sheet(
    desk: Desk, answer: Answer, language: str, *, skip: int = 0, limit: int = PAGE,
    every: bool = False, only: Sequence[str] = (),
) -> Sheet:  # fmt: skip
    """The rows after the first `skip`.

    In the columns that matter, with what we infer in one more; or in `every` one that is used;
    or in those named by `only`.
    """
    rows, columns = answer.rows[skip : skip + limit], answer.columns
    shown, aside = _places(answer, every, only)
    titles = desk.titles(_things(answer, rows, [*shown, *aside]), language)
    teller = _Teller(desk, answer, titles, language)
    heads = [columns[i].heading[language] for i in shown]
    body = [[teller.parts(row, i) for i in shown] for row in rows]
    marks = [is_inferred(columns[i]) for i in shown]
    if aside:
        heads.append(word("inferred.column", language))
        marks.append(True)
        for row, cells in zip(rows, body, strict=True):
            cells.append(list(teller.aside(row, aside)))
    total, more = len(answer.rows) + (answer.cut or 0), answer.cut is None
    return Sheet(heads, body, skip, total, marks, more)


def _places(answer: Answer, every: bool, only: Sequence[str]) -> tuple[list[int], list[int]]:
    """The columns that are shown each by itself, and those that are told together."""
    columns, named = answer.columns, (*answer.query.table, "counts")
    told = [i for i, one in enumerate(columns) if used(one, i, answer.rows)]
    if only:
        return [i for i in told if columns[i].name in only], []
    if every:
        return [i for i in told if columns[i].type != "passages"], []
    inferred = [i for i in told if is_inferred(columns[i])]
    brief = [i for i in told if columns[i].name in named] or told
    return [i for i in brief if i not in inferred], inferred


def _things(answer: Answer, rows: Sequence[Any], places: Sequence[int]) -> Iterator[str]:
    for row in rows:
        for i in places:
            if answer.columns[i].type in THINGS and row[i] is not None:
                yield from row[i] if isinstance(row[i], tuple) else (str(row[i]),)


@dataclass
class _Teller:
    """Tells the values of an answer in a language."""

    desk: Desk
    answer: Answer
    titles: Mapping[str, Title]
    language: str

    def parts(self, row: Sequence[Any], place: int) -> list[Part]:
        """The parts of one cell."""
        column, value = self.answer.columns[place], row[place]
        several = value if isinstance(value, tuple) else () if value is None else (value,)
        found = [self._part(column, one) for one in several]
        if column.type == "claim" and found:
            found += self._passages(row, column.name)
        return found

    def aside(self, row: Sequence[Any], places: Sequence[int]) -> Iterator[Part]:
        """All that we infer about a row, each with what it says."""
        for i in places:
            head = self.answer.columns[i].heading[self.language].partition(": ")
            if parts := self.parts(row, i):
                yield Part(f"{head[2] or head[0]}:", "", "head")
                yield from parts

    def _part(self, column: Column, value: Any) -> Part:
        if column.type in ("claim", "claims"):
            return Part(str(value).rpartition("/")[2], page_of(str(value)), "claim")
        if column.type in THINGS:
            title = self.titles[str(value)].text
            kind = "unstated" if is_unstated(value) else ""
            return Part(title, page_of(str(value)), kind)
        if column.type in ("term", "terms"):
            kind = "unstated" if value == "unstated" else "term"
            return Part(self._term(str(value)), "", kind)
        if column.type == "boolean":
            return Part(word("affirmed" if value else "denied", self.language))
        kind = column.type if column.type in ("date", "number") else ""
        return Part(cell(value), "", kind)

    def _term(self, term: str) -> str:
        own = self.answer.query.words
        return own[term][self.language] if term in own else self.desk.term(term, self.language)

    def _passages(self, row: Sequence[Any], name: str) -> list[Part]:
        names = [column.name for column in self.answer.columns]
        partner = "passages" + name.removeprefix("claim")
        spans = row[names.index(partner)] if partner in names else ()
        return [Part(f"[{span.replace('-', '–')}]", "", "passage") for span in spans or ()]
