"""A text beside what its sheet says of it, so that a person can proof-read the sheet in one go.

The head of the sheet (the document, its meetings and tenures) comes first, then blocks in the
order of the text: each passage with its claims, stretches without a claim with the reason, and
what nothing covers yet.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from mindet.dataset import Dataset
from mindet.ontology import Ontology, own
from mindet.passages import coverage, texts
from mindet.passages.case import Case
from mindet.passages.checks import chosen
from mindet.passages.facts import Facts, short
from mindet.passages.messages import render
from mindet.terms import LANGUAGES, MN, RDF

if TYPE_CHECKING:
    from rich.console import Group

WIDTH = 100
_HIDDEN = frozenset(
    (
        RDF + "type",
        *(MN + n for n in ("inDocument", "passage", "states", "concerns", "meeting", "noClaim")),
    )
)
_FIRST = (
    "act", "speaker", "speakerPost", "voice", "relayedBy", "relayVoice", "saidOn", "addressee",
    "participant", "inPost", "role", "nameAsPrinted", "gist", "bearer", "jointlyWith",
    "counterparty", "issuer", "issuedOn", "responsible", "actor", "undertaking", "proposer", "task",
    "about", "indicator", "quantity", "due", "inForce", "period",
)  # fmt: skip
_ORDER = {MN + name: rank for rank, name in enumerate(_FIRST)}
_NESTED = frozenset(MN + name for name in ("quantity", "due", "inForce", "period"))


@dataclass(frozen=True)
class Entry:
    """What the sheet says of one thing: a heading, and lines of a name and its value."""

    heading: str
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Block:
    """A stretch of the text with what the sheet says of it; `covered` is False for a gap.

    The first block is the head of the sheet: line 0 and no text.
    """

    start: int
    end: int
    line: int
    text: str
    entries: tuple[Entry, ...]
    covered: bool = True

    @property
    def title(self) -> str:
        """The offsets and the line of the text; the head of the sheet has none."""
        return f"[{self.start}-{self.end}] :{self.line}" if self.line else "—"


def proof(
    dataset: Dataset, folder: Path, document: str, *, language: str = "en"
) -> Iterator[Block]:
    """The blocks of `document` (an IRI, or as in `002`), with labels in `language`.

    Raises PassageError: no such document, folder or file, not UTF-8.
    """
    facts = Facts(dataset)
    iri = chosen(facts, document)[0]
    text = texts.source(folder, facts.one(iri, "fileName") or "")
    case = Case(facts, iri, text, language, {})
    return _blocks(case, _Sayings(facts, own(), language))


def _blocks(case: Case, say: _Sayings) -> Iterator[Block]:
    yield Block(0, 0, 0, "", tuple(e for thing in _head(case) for e in say.of(thing)))
    told = _told(case, say)
    gaps = coverage.gaps(case.text.text, told)
    for span in gaps:
        told[span].append(Entry(render("gap", case.language)[0]))
    for span in sorted(told, key=lambda s: (s[0], -s[1])):
        line = case.text.place(span[0])[0]
        words = case.text.text[slice(*span)]
        yield Block(*span, line, words, tuple(told[span]), span not in gaps)


def _head(case: Case) -> list[str]:
    """The document, its meetings, and the tenures that its claims and participations attest."""
    facts = case.facts
    tenures = {t for owner in case.owners() for t in facts.subjects("attestedBy", owner)}
    return [case.document, *facts.values(case.document, "reportsOn"), *sorted(tenures)]


def _told(case: Case, say: _Sayings) -> dict[tuple[int, int], list[Entry]]:
    told: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    for owner in case.owners():
        again = Entry(f"{short(owner)} — {render('again', case.language)[0]}")
        for number, span in enumerate(case.passages(owner)):
            told[span] += [again] if number else say.of(owner)
    for stretch in case.facts.unclaimed(case.document):
        if case.inside(stretch):
            told[stretch.bounds].append(say.unclaimed(stretch.iri))
    return told


class _Sayings:
    """What a dataset says of things, in words of one language."""

    def __init__(self, facts: Facts, ontology: Ontology, language: str) -> None:
        self._facts, self._ontology, self._language = facts, ontology, language

    def of(self, owner: str) -> list[Entry]:
        """The entries of a claim or a participation: itself, its statements, the inferences."""
        statements = self._facts.statements(owner)
        entries = [Entry(short(owner), self._lines(owner))]
        entries += [Entry(self._kind(s), self._lines(s)) for s in statements]
        found = {i for part in [owner, *self._facts.parts(owner)] for i in self._about(part)}
        ranked = sorted(found, key=lambda i: (len(i), i))
        return entries + [Entry(self._inferred(i), self._lines(i)) for i in ranked]

    def unclaimed(self, iri: str) -> Entry:
        """The entry of a stretch without a claim."""
        return Entry(f"{self._name(MN + 'noClaim')}: {self._value(self._facts.one(iri, 'why'))}")

    def _about(self, part: str) -> list[str]:
        return self._facts.subjects("concerns", part)

    def _kind(self, statement: str) -> str:
        types = self._facts.values(statement, RDF + "type")
        return " · ".join(self._name(t) for t in types) or short(statement)

    def _inferred(self, inference: str) -> str:
        about = self._facts.one(inference, "concerns") or ""
        return f"{self._name(MN + 'Inference')} {short(inference)} → {short(about)}"

    def _lines(self, subject: str) -> tuple[tuple[str, str], ...]:
        properties = self._facts.properties(subject)
        ranked = sorted(properties, key=lambda p: (_ORDER.get(p, len(_ORDER)), p))
        found = (self._line(p, properties[p]) for p in ranked if p not in _HIDDEN)
        return tuple(line for lines in found for line in lines)

    def _line(self, name: str, values: list[ox.Literal | str]) -> list[tuple[str, str]]:
        if name in _NESTED:
            return [(self._name(name), self._nested(v)) for v in values]
        texts = [v for v in values if isinstance(v, ox.Literal) and v.language]
        if texts:
            ranked = sorted(texts, key=lambda t: _rank(t.language or ""))
            return [(f"{self._name(name)} {t.language}", t.value) for t in ranked]
        return [(self._name(name), "; ".join(self._value(v) for v in values))]

    def _nested(self, value: ox.Literal | str) -> str:
        """A quantity, deadline or period on one line."""
        lines = self._lines(value) if isinstance(value, str) else ()
        return "; ".join(f"{name}: {text}" for name, text in lines) or self._value(value)

    def _value(self, value: ox.Literal | str | None) -> str:
        if value is None:
            return "?"
        if isinstance(value, ox.Literal):
            return value.value
        if not value.startswith(MN) and value not in self._ontology.properties:
            label = self._facts.label(value, self._language)
            return f"{label} · {short(value)}" if label else short(value)
        return self._name(value)

    def _name(self, term: str) -> str:
        return self._ontology.label(term, self._language)


def _rank(language: str) -> tuple[int, str]:
    return LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES), language


def plain(blocks: Iterable[Block], width: int = WIDTH) -> Iterator[str]:
    """The blocks as lines of plain text, for pipes and files."""
    for block in blocks:
        yield f"{'' if block.covered else '!! '}{block.title}"
        for paragraph in block.text.split("\n"):
            yield from textwrap.wrap(paragraph, width, initial_indent="│ ", subsequent_indent="│ ")
        for entry in block.entries:
            yield f"  {entry.heading}"
            for name, value in entry.lines:
                yield from _wrapped(name, value, width)
        yield ""


def _wrapped(name: str, value: str, width: int) -> list[str]:
    indent = " " * 6
    first = f"    {name}: "
    return textwrap.wrap(first + value, width, subsequent_indent=indent, break_on_hyphens=False)


def styled(block: Block) -> Group:
    """The block for a terminal: the passage in a panel, what the sheet says below it."""
    from rich.console import Group
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text

    border = "cyan" if block.covered else "bold red"
    title = Text(block.title)
    panel = Panel(Text(block.text), title=title, title_align="left", border_style=border)
    parts: list[Panel | Text | Table] = [panel] if block.text else []
    for entry in block.entries:
        parts.append(Text(f"  {entry.heading}", style="bold"))
        table = Table.grid(padding=(0, 1))
        table.add_column(style="dim", justify="right", min_width=18, max_width=28)
        table.add_column()
        for name, value in entry.lines:
            table.add_row(Text(name), Text(value))
        parts.append(table)
    return Group(*parts, Text())
