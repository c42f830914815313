"""The checks of what is printed: numbers, the phrases of quantities, names of participants."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from mindet.passages.case import Case, Finding
from mindet.passages.facts import short
from mindet.passages.folding import fold
from mindet.passages.locate import whole_words
from mindet.passages.numbers import Number, counts_time, month, numbers
from mindet.passages.texts import normalise

# --- numbers


def unaccounted(case: Case) -> Iterator[Finding]:
    """Each printed number that no claim on its place and no noClaim stretch accounts for."""
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


def phrases(case: Case) -> Iterator[Finding]:
    """Each asPrinted that its passages don't print, or whose numbers its bounds don't have."""
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


def participants(case: Case) -> Iterator[Finding]:
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
