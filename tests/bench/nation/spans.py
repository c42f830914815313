"""Wordings of time, and the days that each stands for in a text of a given day."""

from __future__ import annotations

import datetime
from random import Random

from .facts import Day, Document, Inference, Span
from .words import printed

Days = tuple[Day | None, Day | None, Day | None]
DEADLINES = (
    "endOfThisYear", "beforeYear", "inYear", "inThisYear", "thisAndNextYear", "inNextTwoYears",
    "byDate", "unspecifiedFuture", "endOfThisYear", "beforeYear", "inYear", "byDate",
)  # fmt: skip
URGENCIES = ("promptly", "inTime", "soon", "aheadOfSchedule")
PERIODS = ("forPastYear", "byResultsOfYear", "atPresent", "inThisYear")
# The days of these hang on the day of the text: in a text without one they are inferred.
RELATIVE = frozenset(
    ("endOfThisYear", "inThisYear", "thisAndNextYear", "inNextTwoYears", "forPastYear", "atPresent")
)


def deadline(random: Random, document: Document) -> Span | None:
    """Any deadline: of any wording, an urgency without a day, or none stated."""
    chance = random.random()
    if chance < 0.15:
        return None
    if chance < 0.25:
        urgency = URGENCIES[int(random.random() * 4)]
        return Span(urgency=urgency, printed=printed(urgency, document.language))
    return reckoned(DEADLINES[int(random.random() * 12)], document, 1 + int(random.random() * 3))


def period(random: Random, document: Document) -> Span | None:
    """A period for which a result holds, or none stated."""
    if random.random() < 0.2:
        return None
    return reckoned(PERIODS[int(random.random() * 4)], document, 0)


def force(random: Random, document: Document) -> Span | None:
    """A period in which a power or prohibition holds: stated, from this year, or unstated."""
    chance = random.random()
    if chance < 0.4:
        return None
    if chance < 0.7:
        # The day rests on a reading; see `inferred`.
        return Span("fromThisYear", printed=printed("fromThisYear", document.language))
    start = document.day.replace(month=1, day=1)
    end = start.replace(year=start.year + 2, month=12, day=31)
    return Span("byDate", start, end, end, printed=printed("byDate", document.language, end))


def reckoned(wording: str, document: Document, ahead: int) -> Span:
    """The span that `wording` names; a year that it prints lies `ahead` years on."""
    start, strict, lenient = _days(wording, document.day, document.day.year + ahead)
    shown = lenient if wording == "byDate" else document.day.year + ahead
    words = printed(wording, document.language, shown)
    if document.issued is None and wording in RELATIVE:
        return Span(wording, printed=words)
    return Span(wording, start, strict, lenient, printed=words)


def inferred(span: Span, document: Document, part: str) -> list[Inference]:
    """What we conclude of the days that `span`, the part of that name, does not state."""
    if span.wording == "fromThisYear":
        first = document.day.replace(month=1, day=1)
        return [Inference(part, "from", "reckoned", day=first)]
    if document.issued or span.wording not in RELATIVE or span.wording == "inNextTwoYears":
        return []
    _, strict, lenient = _days(span.wording, document.day, document.day.year)
    if strict is None or lenient is None or span.wording == "atPresent":
        return []
    return [
        Inference(part, "strictEnd", "reckoned", day=strict, premises=(document.id,)),
        Inference(part, "lenientEnd", "reckoned", day=lenient, premises=(document.id,)),
    ]


def _days(wording: str, day: Day, year: int) -> Days:
    """First, strict last and lenient last day; a year that the wording prints is `year`."""
    this = day.year
    match wording:
        case "inYear" | "byResultsOfYear":
            return _years(year, year)
        case "beforeYear":
            return None, _end(year - 1), _end(year)
        case "byDate":
            last = datetime.date(year, 1 + day.month % 12, 1)
            return None, last, last
        case "endOfThisYear":
            return None, _end(this), _end(this)
        case "inThisYear":
            return _years(this, this)
        case "thisAndNextYear":
            return _years(this, this + 1)
        case "forPastYear":
            return _years(this - 1, this - 1)
        case "inNextTwoYears":
            return None, _end(this + 1), day.replace(year=this + 2, day=min(day.day, 28))
        case "atPresent":
            return None, day, day
    return None, None, None


def _end(year: int) -> Day:
    return datetime.date(year, 12, 31)


def _years(first: int, last: int) -> Days:
    return datetime.date(first, 1, 1), _end(last), _end(last)
