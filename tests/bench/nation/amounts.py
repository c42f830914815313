"""Figures with all the bounds that texts print: exact, more than, up to, almost, another, all."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from .facts import Amount, Document
from .words import Trio, printed, thing


def amount(random: Random, document: Document, value: int, unit: str, whole: Trio) -> Amount:
    """A figure near `value` in some wording; of `whole` where it is a share."""
    if unit == "percent":
        value = min(99, 5 + value % 90)
    forms = _SHARES if unit == "percent" else _FORMS
    made = forms[int(random.random() * len(forms))](value, document.language)
    if unit == "percent":
        made.share_of = thing("whole", whole)
    return made


def bound(told: Amount, document: Document) -> Amount:
    """The same figure as a bare number where it was a bound, and as a bound where it was bare."""
    value = told.lower if told.lower is not None else told.upper
    if value is None:
        return _all(0, document.language)
    if told.lower == told.upper:
        made = _up_to(value, document.language)
    else:
        made = _exact(value, document.language)
    made.share_of = told.share_of
    return made


def _exact(value: int, language: str) -> Amount:
    return Amount(value, value, printed=printed("exact", language, value))


def _more_than(value: int, language: str) -> Amount:
    return Amount(value, lower_in=False, printed=printed("moreThan", language, value))


def _up_to(value: int, language: str) -> Amount:
    return Amount(upper=value, printed=printed("upTo", language, value))


def _almost(value: int, language: str) -> Amount:
    words = printed("almost", language, value)
    return Amount(upper=value, upper_in=False, flags=("approximate",), printed=words)


def _between(value: int, language: str) -> Amount:
    high = value + 1 + value // 8
    return Amount(value, high, printed=printed("between", language, value, high))


def _another(value: int, language: str) -> Amount:
    words = printed("another", language, value)
    return Amount(value, value, flags=("additional",), printed=words)


def _all(_value: int, language: str) -> Amount:
    return Amount(flags=("universal",), printed=printed("all", language))


def _quarter(_value: int, language: str) -> Amount:
    return Amount(25, 25, printed=printed("quarter", language))


_Form = Callable[[int, str], Amount]
_FORMS: tuple[_Form, ...] = (_exact, _exact, _more_than, _up_to, _almost, _between, _another, _all)
_SHARES: tuple[_Form, ...] = (_exact, _exact, _more_than, _up_to, _almost, _quarter)
