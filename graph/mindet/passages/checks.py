"""Fact sheets against the source texts: files, offsets, coverage, numbers, printed phrases."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from mindet.dataset import Dataset
from mindet.errors import PassageError
from mindet.passages import coverage, figures, texts
from mindet.passages.case import Case, Checked, Finding, Verification
from mindet.passages.facts import Facts, Stretch, short
from mindet.passages.locate import inside_word, whole_words
from mindet.passages.messages import render
from mindet.passages.numbers import numbers
from mindet.passages.texts import is_word

_NO_PLACES: Mapping[str, str] = {}


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
    opened = [_open(facts, iri, root, language, places) for iri in chosen(facts, document)]
    findings = [f for case in opened for f in ([case] if isinstance(case, Finding) else _run(case))]
    if document is None:
        findings += _without_sheet(facts, root, language)
    checked = (_count(case) for case in opened if isinstance(case, Case))
    return Verification(tuple(findings), tuple(checked))


def _run(case: Case) -> Iterator[Finding]:
    for check in CHECKS:
        yield from check(case)


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
    missing = len(list(figures.unaccounted(case)))
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


CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    _digest, _length, _offsets, _overlaps, _gaps,
    figures.unaccounted, figures.phrases, figures.participants,
)  # fmt: skip
