"""Quantities, deadlines and names in the words of a language, from the facts of the graph.

>>> number = {"lower": "3000", "lowerInclusive": "false"}
>>> [quantity(number, language) for language in ("en", "ru", "kk")]
['more than 3,000', 'более 3000', '3000-нан астам']
>>> quantity({"upper": "75", "upperInclusive": "true", "unit": "percent"}, "kk")
'75 пайызға дейін'
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from mindet.ontology import Ontology
from mindet.terms import LANGUAGES, UNSTATED

Facts = Mapping[str, Any]

_PHRASES = {
    "en": {
        "over": "more than {n}", "least": "at least {n}", "most": "up to {n}",
        "under": "less than {n}", "almost": "almost {n}", "about": "about {n}",
        "more": "another {n}", "all": "all", "range": "{a}–{b}", "of": "{n} of {of}",
        "last": "last day {a}", "two": "last day {a} (strict), {b} (lenient)", "from": "from {a}",
    },
    "ru": {
        "over": "более {n}", "least": "не менее {n}", "most": "до {n}", "under": "менее {n}",
        "almost": "почти {n}", "about": "около {n}", "more": "ещё {n}", "all": "все",
        "range": "{a}–{b}", "of": "{n} ({of})", "last": "последний день {a}",
        "two": "последний день {a} (строго), {b} (мягко)", "from": "с {a}",
    },
    "kk": {
        "over": "{from_n} астам", "least": "кемінде {n}", "most": "{to_n} дейін",
        "under": "{from_n} аз", "almost": "{to_n} жуық", "about": "шамамен {n}",
        "more": "тағы {n}", "all": "барлығы", "range": "{a}–{b}", "of": "{n} ({of})",
        "last": "соңғы күні {a}", "two": "соңғы күні {a} (қатаң), {b} (жұмсақ)",
        "from": "{a} бастап",
    },
}  # fmt: skip
_UNITS = {
    "en": {"percent": "{n}%", "kilometre": "{n} km", "usd": "${n}", "kzt": "{n} tenge"},
    "ru": {"percent": "{n} %", "kilometre": "{n} км", "usd": "{n} долл. США", "kzt": "{n} тенге"},
    "kk": {
        "percent": "{n} пайыз", "kilometre": "{n} км", "usd": "{n} АҚШ доллары", "kzt": "{n} теңге",
    },
}  # fmt: skip
# A Kazakh word after its number: with -ден (from) and with -ге (to).
_CASED_UNITS = {
    "percent": ("{n} пайыздан", "{n} пайызға"),
    "kilometre": ("{n} км-ден", "{n} км-ге"),
    "usd": ("{n} АҚШ долларынан", "{n} АҚШ долларына"),
    "kzt": ("{n} теңгеден", "{n} теңгеге"),
}
# The endings follow the sound of the number's last spoken word.
_ENDINGS = {
    "n": "нан ға",
    "N": "нен ге",
    "d": "дан ға",
    "D": "ден ге",
    "t": "тан қа",
    "T": "тен ке",
}
_ONES, _TENS = "DDDTTTdDDd", " nddtDtTNn"
_SCALES = ((12, "n"), (9, "t"), (6, "n"), (3, "n"), (2, "D"))


def name(iri: str, facts: Facts | None, language: str, ontology: Ontology) -> str:
    """What to call the thing in `language`: label, gist, quantity, time; else its short id.

    Where the language lacks a label, another of the three steps in.
    """
    if iri == UNSTATED:
        return ontology.label("unstated", language)
    if not facts:
        return short(iri)
    for tag in (language, *LANGUAGES):
        for key in (f"label_{tag}", f"gist_{tag}", f"topic_{tag}"):
            if facts.get(key):
                return first(facts[key])
    return quantity(facts, language) or time(facts, language, ontology) or short(iri)


def short(iri: str) -> str:
    """The part of an IRI that a reader needs.

    >>> short("https://w3id.org/mindet/id/claim/002-21"), short("urn:x")
    ('claim/002-21', 'urn:x')
    """
    return iri.removeprefix("https://w3id.org/mindet/id/")


def quantity(facts: Facts, language: str) -> str:
    """A quantity with its bounds in words; "" where the facts hold none.

    >>> five = {"lower": "5", "upper": "6", "lowerInclusive": "true", "upperInclusive": "true"}
    >>> quantity(five, "ru"), quantity({"universal": "true"}, "kk")
    ('5–6', 'барлығы')
    >>> quantity({"upper": "1000000", "upperInclusive": "false", "approximate": True}, "en")
    'almost 1,000,000'
    """
    phrases = _PHRASES[language]
    if _flag(facts, "universal"):
        return phrases["all"]
    lower, upper = _decimal(facts, "lower"), _decimal(facts, "upper")
    if lower is None and upper is None:
        return ""
    text = _bounded(facts, lower, upper, language)
    of = facts.get(f"shareOf_{language}")
    text = phrases["of"].format(n=text, of=first(of)) if of else text
    return phrases["more"].format(n=text) if _flag(facts, "additional") else text


def _bounded(facts: Facts, lower: Decimal | None, upper: Decimal | None, language: str) -> str:
    unit, about = "".join(_terms(facts, "unit")[:1]), _flag(facts, "approximate")
    closed = _flag(facts, "lowerInclusive"), _flag(facts, "upperInclusive")
    if lower is not None and upper is not None:
        if lower == upper:
            return _phrase("about" if about else "", lower, unit, language)
        if all(closed):
            return _range(lower, upper, unit, language)
        parts = (_low(lower, closed[0]), lower), (_high(closed[1], about=False), upper)
        return ", ".join(_phrase(key, number, unit, language) for key, number in parts)
    if lower is not None:
        return _phrase(_low(lower, closed[0]), lower, unit, language)
    assert upper is not None  # noqa: S101  # the caller saw to it
    return _phrase(_high(closed[1], about=about), upper, unit, language)


def _low(_number: Decimal, inclusive: bool) -> str:
    return "least" if inclusive else "over"


def _high(inclusive: bool, *, about: bool) -> str:
    if inclusive:
        return "most"
    return "almost" if about else "under"


def _range(lower: Decimal, upper: Decimal, unit: str, language: str) -> str:
    numbers = {"a": figure(lower, language), "b": figure(upper, language)}
    both = _PHRASES[language]["range"].format(**numbers)
    return _UNITS[language].get(unit, "{n}").format(n=both)


def _phrase(key: str, number: Decimal, unit: str, language: str) -> str:
    digits = figure(number, language)
    plain = _UNITS[language].get(unit, "{n}").format(n=digits)
    if not key:
        return plain
    off, to = _cased(number, digits, unit)
    return _PHRASES[language][key].format(n=plain, from_n=off, to_n=to)


def _cased(number: Decimal, digits: str, unit: str) -> tuple[str, str]:
    """The Kazakh ablative and dative of a number with its unit."""
    if unit in _CASED_UNITS:
        off, to = _CASED_UNITS[unit]
        return off.format(n=digits), to.format(n=digits)
    off, to = _endings(number).split()
    return f"{digits}-{off}", f"{digits}-{to}"


def _endings(number: Decimal) -> str:
    text = f"{abs(number):f}"
    whole, _, fraction = text.partition(".")
    tail = fraction.rstrip("0") or whole
    if tail[-1] != "0" or tail == "0":
        return _ENDINGS[_ONES[int(tail[-1])]]
    zeros = len(tail) - len(tail.rstrip("0"))
    if zeros == 1:
        return _ENDINGS[_TENS[int(tail[-2])]]
    return _ENDINGS[next(sound for power, sound in _SCALES if zeros >= power)]


def figure(number: Decimal, language: str) -> str:
    """A number in the digits of a language.

    >>> figure(Decimal("40000"), "en"), figure(Decimal("7.6"), "ru")
    ('40,000', '7,6')
    """
    text = f"{number.normalize():,f}" if number == number.to_integral_value() else f"{number:,f}"
    if language == "en":
        return text
    text = text.replace(",", "\u00a0").replace(".", ",")
    return text.replace("\u00a0", "") if abs(number) < 10_000 else text


def time(facts: Facts, language: str, ontology: Ontology) -> str:
    """A deadline or period: how it is worded, its days, its urgency; "" where there is none.

    >>> from mindet.ontology import own
    >>> time({"wording": "endOfThisYear", "strictEnd": "2026-12-31", "lenientEnd": "2026-12-31"},
    ...      "en", own())
    'by the end of this year: last day 2026-12-31'
    """
    worded = [ontology.label(term, language) for term in _terms(facts, "wording")]
    pressing = [ontology.label(term, language) for term in _terms(facts, "urgency")]
    days = _days(facts, _PHRASES[language])
    said = ", ".join([*worded, *pressing])
    return ": ".join(part for part in (said, days) if part)


def _days(facts: Facts, phrases: Mapping[str, str]) -> str:
    begin, strict, lenient = (first(facts.get(key)) for key in ("from", "strictEnd", "lenientEnd"))
    last = strict or lenient
    if begin and last:
        return f"{begin} – {lenient or strict}"
    if begin:
        return phrases["from"].format(a=begin)
    if strict and lenient and strict != lenient:
        return phrases["two"].format(a=strict, b=lenient)
    return phrases["last"].format(a=last) if last else ""


def span(*days: object) -> str:
    """From a day to a day; one where they are the same, or one alone is known.

    >>> span("2020-03-01", "2020-05-31"), span("2020-03-01", "2020-03-01"), span(None, None)
    ('2020-03-01 – 2020-05-31', '2020-03-01', '')
    """
    return " – ".join(dict.fromkeys(str(day) for day in days if day))


def _terms(facts: Facts, key: str) -> list[str]:
    value = facts.get(key)
    several = value if isinstance(value, (list, tuple)) else [value] if value else []
    return sorted(str(term).replace("/", "#").rpartition("#")[2] for term in several)


def first(value: Any) -> str:
    """A fact that has one value, or the first of several, as text."""
    if isinstance(value, (list, tuple)):
        value = value[0] if value else None
    return "" if value is None else str(value)


def _flag(facts: Facts, key: str) -> bool:
    return first(facts.get(key)).lower() in ("true", "1")


def _decimal(facts: Facts, key: str) -> Decimal | None:
    text = first(facts.get(f"{key}_lexical")) or first(facts.get(key))
    return Decimal(text) if text else None
