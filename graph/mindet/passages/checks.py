"""Fact sheets against the source texts: files, offsets, coverage, numbers, printed phrases.

A finding is an error, save what only a reader can judge, which is a warning.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

from mindet.dataset import Dataset
from mindet.errors import PassageError
from mindet.passages import coverage, texts
from mindet.passages.facts import Facts, Stretch, short
from mindet.passages.folding import fold
from mindet.passages.locate import inside_word, whole_words
from mindet.passages.messages import WARNINGS, render
from mindet.passages.numbers import Number, counts_time, month, numbers
from mindet.passages.texts import Text, is_word, normalise

_SHOWN = 120  # characters of an uncovered stretch
_NO_PLACES: Mapping[str, str] = {}


@dataclass(frozen=True)
class Finding:
    """One disagreement: the document, the thing at fault, what is wrong, where, what to do."""

    document: str
    code: str
    subject: str
    what: str
    remedy: str
    where: str
    span: tuple[int, int] | None = None
    warning: bool = False

    def __str__(self) -> str:
        advice = f"; {self.remedy}" if self.remedy else ""
        return f"{self.where}: {short(self.subject)}: {self.what}{advice}"


@dataclass(frozen=True)
class Checked:
    """What the checks counted in one document."""

    document: str
    file: str
    covered: int
    letters: int
    accounted: int
    numbers: int


@dataclass(frozen=True)
class Verification:
    """All findings and, document by document, how much is accounted for."""

    findings: tuple[Finding, ...]
    documents: tuple[Checked, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; warnings aside."""
        return not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are more than a warning."""
        return tuple(f for f in self.findings if not f.warning)

    @property
    def covered(self) -> Fraction:
        """Which part of all letters and digits lies in a passage or a noClaim stretch."""
        letters = sum(d.letters for d in self.documents)
        return Fraction(sum(d.covered for d in self.documents), letters) if letters else Fraction(1)

    @property
    def numbers(self) -> tuple[int, int]:
        """How many printed numbers are accounted for, and how many there are."""
        return sum(d.accounted for d in self.documents), sum(d.numbers for d in self.documents)

    def summary(self, language: str = "en") -> str:
        """The counts in one line."""
        accounted, every = self.numbers
        ratio = f"{int(self.covered * 1000) / 10:.1f} %"  # rounded down: 100 means all
        wrong = len(self.errors)
        counts = {"errors": wrong, "warnings": len(self.findings) - wrong}
        return render(
            "summary", language, ratio=ratio, accounted=accounted, numbers=every, **counts
        )[0]


@dataclass(frozen=True)
class Case:
    """One document with its text: what every check looks at."""

    facts: Facts
    document: str
    text: Text
    language: str
    places: Mapping[str, str]

    def finding(
        self, code: str, subject: str, span: tuple[int, int] | None = None, **values: object
    ) -> Finding:
        """A finding about `subject`, at `span` of the text."""
        where = self.text.name
        if span:
            line, column = self.text.place(min(span[0], len(self.text.text)))
            where += f":{line}:{column} [{span[0]}-{span[1]}]"
        if subject in self.places:
            where = f"{self.places[subject]}: {where}"
        what, remedy = render(code, self.language, **values)
        warning = code in WARNINGS
        return Finding(self.document, code, subject, what, remedy, where, span, warning)

    def words(self, start: int, end: int) -> str:
        """A stretch of the text on one line, cut where it is long."""
        words = " ".join(self.text.text[start:end].split())
        return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"

    def inside(self, stretch: Stretch) -> bool:
        """Whether the stretch lies in the text and holds something."""
        start, end = stretch.bounds
        return 0 <= start < end <= len(self.text.text)

    def owners(self) -> list[str]:
        """The document's claims and participations."""
        return [*self.facts.claims(self.document), *self.facts.participations(self.document)]

    def passages(self, owner: str) -> list[tuple[int, int]]:
        """The passages of a claim or participation that lie in the text."""
        return [s.bounds for s in self.facts.passages(owner) if self.inside(s)]

    def unclaimed(self) -> list[tuple[int, int]]:
        """The noClaim stretches that lie in the text."""
        return [s.bounds for s in self.facts.unclaimed(self.document) if self.inside(s)]

    def covering(self) -> list[tuple[int, int]]:
        """Every stretch that accounts for letters."""
        return [*(p for owner in self.owners() for p in self.passages(owner)), *self.unclaimed()]


def verify(
    dataset: Dataset,
    folder: Path,
    *,
    language: str = "en",
    document: str | None = None,
    places: Mapping[str, str] = _NO_PLACES,
) -> Verification:
    """Hold what `dataset` says against the texts in `folder`, in words of `language`.

    `document` (an IRI, or as in `002`) picks one; `places` gives the file and line in which
    a thing is described. Raises PassageError: no such folder, no such document.
    """
    root = texts.open_folder(folder)
    facts = Facts(dataset)
    findings: list[Finding] = []
    checked: list[Checked] = []
    for iri in chosen(facts, document):
        read = _open(facts, iri, root, language, places)
        if isinstance(read, Finding):
            findings.append(read)
            continue
        findings += [finding for check in CHECKS for finding in check(read)]
        checked.append(_count(read))
    if document is None:
        findings += _without_sheet(facts, root, language)
    return Verification(tuple(findings), tuple(checked))


def chosen(facts: Facts, document: str | None) -> list[str]:
    """The documents to look at; PassageError where `document` is none of the dataset's."""
    every = facts.documents()
    if document is None:
        return every
    wanted = [iri for iri in every if document in (iri, short(iri), iri.rsplit("/", 1)[-1])]
    if not wanted:
        known = ", ".join(iri.rsplit("/", 1)[-1] for iri in every) or "none"
        raise PassageError(f"no document {document!r}", remedy=f"known: {known}")
    return wanted


def _open(
    facts: Facts, document: str, root: Path, language: str, places: Mapping[str, str]
) -> Case | Finding:
    name = facts.one(document, "fileName") or ""
    try:
        return Case(facts, document, texts.source(root, name), language, places)
    except PassageError as error:
        near = difflib.get_close_matches(name, sorted(p.name for p in root.iterdir()), 1)
        remedy = f"did you mean {near[0]!r}?" if near and near[0] != name else error.remedy
        what, advice = render("unreadable", language, problem=error.what, remedy=remedy)
        where = ": ".join(w for w in (places.get(document), error.where) if w)
        return Finding(document, "unreadable", document, what, advice, where)


def _without_sheet(facts: Facts, root: Path, language: str) -> Iterator[Finding]:
    read = {facts.one(document, "fileName") for document in facts.documents()}
    for path in sorted(root.glob("*.txt")):
        if path.name not in read:
            what, remedy = render("noSheet", language)
            yield Finding("", "noSheet", path.name, what, remedy, str(root), warning=True)


def _count(case: Case) -> Checked:
    covered, letters = coverage.measure(case.text.text, case.covering())
    printed = numbers(case.text.text, case.facts.language(case.document))
    missing = len(list(_numbers(case)))
    return Checked(
        case.document, case.text.name, covered, letters, len(printed) - missing, len(printed)
    )


# --- the file


def _digest(case: Case) -> Iterator[Finding]:
    told = case.facts.one(case.document, "sha256")
    if told is not None and told.lower() != case.text.sha256:
        yield case.finding("sha256", case.document, told=told, found=case.text.sha256)


def _length(case: Case) -> Iterator[Finding]:
    told, found = case.facts.one(case.document, "textLength"), len(case.text.text)
    if told is not None and told != str(found):
        yield case.finding("textLength", case.document, told=told, found=found)


# --- stretches


def _offsets(case: Case) -> Iterator[Finding]:
    passages = [s for owner in case.owners() for s in case.facts.passages(owner)]
    for stretch in [*passages, *case.facts.unclaimed(case.document)]:
        if case.inside(stretch):
            yield from _edges(case, stretch)
        else:
            told = [case.facts.one(stretch.iri, name) for name in ("start", "end")]
            bounds = {"start": told[0], "end": told[1], "length": len(case.text.text)}
            yield case.finding("offsets", stretch.iri, None, **bounds)


def _edges(case: Case, stretch: Stretch) -> Iterator[Finding]:
    text, span = case.text.text, stretch.bounds
    for at in span:
        if inside_word(text, at):
            start, end = whole_words(text, at, at)
            near = start if at == span[0] else end
            yield case.finding("insideWord", stretch.iri, span, word=text[start:end], near=near)
    if text[span[0]].isspace() or text[span[1] - 1].isspace():
        inside = text[span[0] : span[1]]
        start = span[0] + len(inside) - len(inside.lstrip())
        end = max(start, span[0] + len(inside.rstrip()))
        yield case.finding("blank", stretch.iri, span, start=start, end=end)


def _overlaps(case: Case) -> Iterator[Finding]:
    for stretch in case.facts.unclaimed(case.document):
        for owner in case.owners() if case.inside(stretch) else ():
            for passage in case.passages(owner):
                span = coverage.overlap(stretch.bounds, passage)
                if span and any(map(is_word, case.text.text[slice(*span)])):
                    words, other = case.words(*span), short(owner)
                    yield case.finding("overlap", stretch.iri, span, words=words, other=other)


def _gaps(case: Case) -> Iterator[Finding]:
    for span in coverage.gaps(case.text.text, case.covering()):
        yield case.finding("uncovered", case.document, span, words=case.words(*span))


# --- numbers


def _numbers(case: Case) -> Iterator[Finding]:
    unclaimed = case.unclaimed()
    for number in numbers(case.text.text, case.facts.language(case.document)):
        if any(_holds(s, number) for s in unclaimed):
            continue
        claims = [c for c in case.facts.claims(case.document) if _holder(case, c, number)]
        if any(_accounts(case, claim, number) for claim in claims):
            continue
        named = ", ".join(map(short, claims)) or "noClaim"
        values = {"words": number.words, "claims": named}
        subject = claims[0] if claims else case.document
        yield case.finding("number", subject, (number.start, number.end), **values)


def _holds(span: tuple[int, int], number: Number) -> bool:
    return span[0] <= number.start and number.end <= span[1]


def _holder(case: Case, claim: str, number: Number) -> tuple[int, int] | None:
    """The passage of `claim` that holds `number`."""
    return next((p for p in case.passages(claim) if _holds(p, number)), None)


def _accounts(case: Case, claim: str, number: Number) -> bool:
    return (
        _in_phrase(case, claim, number)
        or _in_date(case, claim, number)
        or (counts_time(case.text.text, number) and case.facts.has_time(claim))
        or _in_name(case, claim, number)
    )


def _in_phrase(case: Case, claim: str, number: Number) -> bool:
    """Whether a quantity's phrase holds the number; by its place, if it is in this passage."""
    passage = _holder(case, claim, number)
    language = case.facts.language(case.document)
    for quantity in case.facts.quantities(claim):
        for phrase in case.facts.values(quantity, "asPrinted"):
            found = _printed(case, passage, phrase) if passage else []
            if any(_holds(span, number) for span in found):
                return True
            worth = (n.value for n in numbers(normalise(phrase), language))
            if not found and number.value is not None and number.value in worth:
                return True
    return False


def _printed(case: Case, passage: tuple[int, int], phrase: str) -> list[tuple[int, int]]:
    """Where `phrase` is printed in the passage, with the words that it cuts made whole."""
    text = case.text.text[slice(*passage)]
    for bare in (False, True):
        found = fold(text, bare=bare).find(fold(normalise(phrase), bare=bare).text)
        if found:
            return [whole_words(case.text.text, passage[0] + s, passage[0] + e) for s, e in found]
    return []


def _in_date(case: Case, claim: str, number: Number) -> bool:
    """Whether the number is the year, the day or the whole of a date that the claim has."""
    own = case.facts.dates(claim)
    days = own | case.facts.document_dates(case.document)
    if number.year is not None:
        return any(day.year == number.year for day in days)
    of = month(case.text.text, number)
    near = {day + timedelta(days=shift) for day in own for shift in (0, 1)}
    return of is not None and any(d.month == of and d.day == number.value for d in near | days)


def _in_name(case: Case, claim: str, number: Number) -> bool:
    """Whether the number belongs to the printed name of a thing that the claim points at."""
    facts = case.facts
    passage = _holder(case, claim, number)
    things = (
        v
        for part in facts.parts(claim)
        for values in facts.properties(part).values()
        for v in values
        if isinstance(v, str)
    )
    names = (n for t in dict.fromkeys(things) for n in facts.values(t, "printedName"))
    return passage is not None and any(
        _holds(span, number) for name in names for span in _printed(case, passage, name)
    )


# --- phrases and names


def _phrases(case: Case) -> Iterator[Finding]:
    for claim in case.facts.claims(case.document):
        for quantity in case.facts.quantities(claim):
            for phrase in case.facts.values(quantity, "asPrinted"):
                passages = case.passages(claim)
                if not any(_printed(case, passage, phrase) for passage in passages):
                    span = passages[0] if passages else None
                    yield case.finding("notPrinted", quantity, span, words=phrase)
                yield from _bounds(case, claim, quantity, phrase)


def _bounds(case: Case, claim: str, quantity: str, phrase: str) -> Iterator[Finding]:
    """The printed values must be among the bounds; a share in words is one of percent."""
    bounds = case.facts.bounds(quantity)
    phrase = normalise(phrase)
    years = {day.year for day in case.facts.dates(claim)}
    printed = [
        n
        for n in numbers(phrase, case.facts.language(case.document))
        if n.value is not None and n.year not in years and not counts_time(phrase, n)
    ]
    off = [n for n in printed if not bounds & {n.value, (n.value or 0) * 100}]
    if bounds and off:
        told = " – ".join(f"{bound:f}" for bound in sorted(bounds))
        values = ", ".join(f"{n.value.normalize():f}" for n in off if n.value is not None)
        span = next(iter(case.passages(claim)), None)
        yield case.finding("bounds", quantity, span, words=phrase, values=values, told=told)


def _names(case: Case) -> Iterator[Finding]:
    """Each word of a name must have its stem in the passage; names are written without endings."""
    for participation in case.facts.participations(case.document):
        passages = case.passages(participation)
        printed = {
            w for p in passages for w in fold(case.text.text[slice(*p)], bare=True).text.split()
        }
        for name in case.facts.values(participation, "nameAsPrinted"):
            words = fold(normalise(name), bare=True).text.split()
            if passages and not all(any(p.startswith(_stem(w)) for p in printed) for w in words):
                yield case.finding("name", participation, passages[0], words=name)


def _stem(word: str) -> str:
    """A word without the end that cases change; short words and initials whole.

    >>> _stem("operators"), _stem("k")
    ('operat', 'k')
    """
    return word if len(word) < 4 else word[: -(-len(word) * 2 // 3)]


CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    _digest, _length, _offsets, _overlaps, _gaps, _numbers, _phrases, _names,
)  # fmt: skip
