"""The stored queries: each a pair `NAME.cypher` and `NAME.rq`, read and checked together.

>>> catalogue = Catalogue.load()
>>> catalogue["powers"].titles["en"]
'Powers'
>>> catalogue["power"]
Traceback (most recent call last):
mindet.errors.QueryError: there is no stored query 'power'; did you mean 'powers'?
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mindet.catalogue.coherence import troubles
from mindet.catalogue.header import Header, near
from mindet.catalogue.parameters import PREPARED
from mindet.catalogue.query import StoredQuery
from mindet.errors import QueryError
from mindet.resources import folder as data_folder
from mindet.store.table import Table
from mindet.words import short

SHARED = "shared.txt"
COMMON = ("lang", "as_of", "inferences")


class Catalogue(Mapping[str, StoredQuery]):
    """The stored queries by name."""

    def __init__(
        self, queries: Iterable[StoredQuery], words: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self._queries = {query.name: query for query in queries}
        self._words = words or {}

    @classmethod
    def load(cls, folder: Path | None = None) -> Catalogue:
        """All pairs in `folder` (default: Mindet's own).

        Raises QueryError with file and line: a missing twin, translation, parameter or column.
        """
        folder = folder or data_folder("queries")
        shared = _shared(folder)
        queries = (_read(folder, name, shared) for name in sorted(_names(folder)))
        return cls(queries, shared.words if shared else {})

    @staticmethod
    def one(name: str) -> StoredQuery:
        """One of Mindet's own alone: to read and check all takes as long as to answer many.

        Raises QueryError, with the nearest name, where there is none of that name.

        >>> Catalogue.one("powers").name
        'powers'
        """
        folder = data_folder("queries")
        if name not in (names := _names(folder)):
            raise _unknown(name, names)
        return _read(folder, name, _shared(folder))

    def listing(self, language: str = "en") -> Table:
        """Name, title and parameters of each query, in `language`."""
        heads = [
            self._words.get(key, {}).get(language, key) for key in ("name", "question", "takes")
        ]
        rows = [[q.name, q.titles[language], _takes(q, language)] for q in self.values()]
        return Table(heads, rows)

    def __getitem__(self, name: str) -> StoredQuery:
        if name not in self._queries:
            raise _unknown(name, self._queries)
        return self._queries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._queries)

    def __len__(self) -> int:
        return len(self._queries)

    def __contains__(self, name: object) -> bool:
        return name in self._queries


def _unknown(name: str, names: Iterable[str]) -> QueryError:
    return QueryError(f"there is no stored query {name!r}", remedy=near(name, names))


def _names(folder: Path) -> set[str]:
    return {path.stem for path in folder.iterdir() if path.suffix in (".cypher", ".rq")}


def _shared(folder: Path) -> Header | None:
    """What all queries of a folder have in common."""
    return Header.read(_text(folder / SHARED), SHARED) if (folder / SHARED).exists() else None


def _read(folder: Path, name: str, shared: Header | None) -> StoredQuery:
    cypher, sparql = folder / f"{name}.cypher", folder / f"{name}.rq"
    for path, twin in ((cypher, sparql), (sparql, cypher)):
        if not path.exists():
            raise QueryError(
                f"{twin.name} has no twin", where=f"{twin}:1", remedy=f"add {path.name}"
            )
    text = _text(cypher)
    header = Header.read(text, str(cypher), shared)
    query = StoredQuery(
        name, header.titles, header.descriptions,
        tuple(p for p in header.parameters.values() if p.type != PREPARED),
        tuple(header.columns.values()), text, _text(sparql), header.finish, header.ordered,
        header.whole, header.table, header.example,
        {**(shared.words if shared else {}), **header.words},
        header.prepare, tuple(p for p in header.parameters.values() if p.type == PREPARED),
        header.by,
    )  # fmt: skip
    for what, where, remedy in troubles(query, header, str(cypher), str(sparql)):
        raise QueryError(what, where=where, remedy=remedy)
    return query


def _takes(query: StoredQuery, language: str) -> str:
    """The parameters that are the query's own, as they are given to it."""
    own = (p for p in query.parameters if p.name not in COMMON)
    must = query.words.get("required", {}).get(language, "required")
    return "\n".join(
        f"{p.name}={must if p.required else short(str(p.default or ''))} ({p.meaning[language]})"
        for p in own
    )


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise QueryError("not UTF-8", where=f"{path}:1", remedy="save it as UTF-8") from None
