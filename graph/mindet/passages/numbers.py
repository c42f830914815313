"""The numbers that a text prints, in digits and in words.

>>> [(n.words, str(n.value)) for n in numbers("более 3 тыс. сёл, две трети – 5-6 лет, 4G", "ru")]
[('3 тыс', '3000'), ('две трети', '0.6667'), ('5', '5'), ('6', '6')]
>>> [(n.words, str(n.value)) for n in numbers("бес жүз елу шаршы, 2,5 млн, төрттен бірі", "kk")]
[('бес жүз елу', '550'), ('2,5 млн', '2500000'), ('төрттен бірі', '0.2500')]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from mindet.passages import numerals

_BLANK = "[ \u00a0\u2009\u202f]"
_TOKEN = re.compile(
    rf"""(?P<date>(?<!\d)(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}\.\d{{1,2}}\.\d{{4}})(?!\d))
    |(?P<digits>(?<!\d)\d{{1,3}}(?:{_BLANK}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[¼-¾⅐-⅞])
    |(?P<word>[^\W\d_]+)""".replace("\n    ", ""),
)
_LATIN = str.maketrans("aceiopxyhëё", "асеіорхуһее")
_UNIT_WORDS = (
    "тыс млн млрд трлн мың км м см га кг т л ч тг кв мбит гбит квт мвт х x km kg mln bn m k"
)
_UNITS = frozenset(_UNIT_WORDS.split())
_THOUSAND = 1000
_FRACTIONS = frozenset((Decimal("0.5"), Decimal("0.25"), Decimal("0.3333")))
_ABLATIVE = ("тен", "тан", "ден", "дан", "нен", "нан")
_TIME = re.compile(
    r"(?:\s+\w+(?:их|ых|ие|ые))?\s+(?:год|года|году|годом|годов|годах|годам|лет|летний|месяц\w*|недел\w*|дн(?:я|ей|ям|ях)|день"
    r"|сут(?:ки|ок)|час\w*|квартал\w*|полугоди\w*|years?|months?|weeks?|days?"
    r"|жыл\w*|ай(?:ға|да|дан|дың|ды|лық|дық|ы|ында|ына|дай)?|күн\w*|апта\w*|сағат\w*)\b",
    re.IGNORECASE,
)
_MONTHS = (
    "январ|қаңтар|jan", "феврал|ақпан|feb", "март|наурыз|mar", "апрел|сәуір|apr",
    "ма[йяею]|мамыр|may", "июн|маусым|jun", "июл|шілде|jul", "август|тамыз|aug",
    "сентябр|қыркүйек|sep", "октябр|қазан(?!ш)|oct", "ноябр|қараша|nov", "декабр|желтоқсан|dec",
)  # fmt: skip


@dataclass(frozen=True)
class Number:
    """A printed number: its stretch, its words, its value; `value` is None for a date."""

    start: int
    end: int
    words: str
    value: Decimal | None

    @property
    def year(self) -> int | None:
        """The year that the number may be: four digits and nothing else, or that of a date."""
        found = re.fullmatch(r"(\d{4})(-\d\d-\d\d)?|\d+\.\d+\.(\d{4})", self.words)
        return int(found[1] or found[3]) if found else None


def numbers(text: str, language: str) -> list[Number]:
    """Each number that `text` prints, in order; digits glued to letters (5G, AI-2) are a name."""
    found: list[_Part] = []
    for part in _parts(text, language):
        joined = _join(text, found[-1], part) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(part)
    return [part.number for part in found if not part.weak]


def counts_time(text: str, number: Number) -> bool:
    """Whether a unit of time follows `number`, which is too small for a year's own number.

    >>> said = ("екі жыл ішінде", "екі айтты", "2030 жылы")
    >>> [counts_time(text, numbers(text, "kk")[0]) for text in said]
    [True, False, False]
    """
    small = number.value is not None and number.value < _THOUSAND
    return small and bool(_TIME.match(text, number.end))


def month(text: str, number: Number) -> int | None:
    """The month that follows `number`, 1 to 12, where `number` may be a day of it.

    >>> month("до 5 марта", numbers("до 5 марта", "ru")[0])
    3
    """
    for index, stems in enumerate(_MONTHS, 1):
        if re.compile(rf"(?:-?\w{{1,3}})?\s+(?:{stems})", re.IGNORECASE).match(text, number.end):
            return index
    return None


@dataclass(frozen=True)
class _Part:
    """A number under way: `last` is the worth of its last word, None after digits."""

    number: Number
    last: Decimal | None
    weak: bool
    ablative: bool = False
    total: Decimal = Decimal(0)  # what multipliers have closed: the 3000 of 3 thousand 200


def _parts(text: str, language: str) -> Iterator[_Part]:
    table = numerals.words(language)
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match["word"]:
            key = _key(match["word"])
            if key in table and not _compound(text, start, end):
                number = Number(start, end, match[0], table[key])
                yield _Part(number, table[key], key in numerals.WEAK, key.endswith(_ABLATIVE))
        elif not _is_name(text, start, end):
            value = None if match["date"] else _value(match[0], language)
            yield _Part(Number(start, end, match[0], value), None, False)


def _key(word: str) -> str:
    """The word as the tables have it; a Latin letter in a Cyrillic word is a misprint."""
    word = word.lower()
    return word.translate(_LATIN) if re.search("[а-яёәғқңөұүһі]", word) else word


def _compound(text: str, start: int, end: int) -> bool:
    """Whether digits are glued to the word, as in `млн2`."""
    return (text[start - 1 : start].isdigit() and not _glued_unit(text, start)) or (
        text[end : end + 1].isdigit()
    )


def _is_name(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before[-1:].isalpha() or (before[-1:] == "-" and before[:1].isalpha()):
        return True
    if after[:1].isalpha():
        return not _glued_unit(text, end)
    return (after[:1] == "-" and after[1:].isupper()) or (after[:1] == "." and after[1:].islower())


def _glued_unit(text: str, at: int) -> bool:
    letters = re.compile(r"[^\W\d_]*").match(text, at)
    return bool(letters and letters[0] in _UNITS)


def _value(digits: str, language: str) -> Decimal:
    """The value of printed digits; in English a comma before three digits groups them."""
    if not digits[0].isdecimal():
        return Decimal(str(unicodedata.numeric(digits)))
    plain = re.sub(_BLANK, "", digits)
    if language.startswith("en") and re.fullmatch(r"\d{1,3},\d{3}", plain):
        return Decimal(plain.replace(",", ""))
    return Decimal(plain.replace(",", "."))


def _join(text: str, first: _Part, second: _Part) -> _Part | None:
    """The two as one number, where the second goes on with it; else None."""
    between = text[first.number.end : second.number.start]
    if second.last is None or first.number.value is None:
        return None
    if between.strip() and not _hyphenated(between, first.last, second.last):
        return None
    joined = _sum(first, second.last)
    if joined is None:
        return None
    total, value = joined
    start, end = first.number.start, second.number.end
    number = Number(start, end, text[start:end], value)
    return replace(second, number=number, weak=first.weak and second.weak, total=total)


def _hyphenated(between: str, first: Decimal | None, last: Decimal) -> bool:
    """Whether a hyphen joins tens and units, as English writes them; elsewhere it is a range."""
    return between == "-" and first is not None and 20 <= first < 100 and last < 10


def _sum(first: _Part, last: Decimal) -> tuple[Decimal, Decimal] | None:
    """What multipliers have closed, and the whole value, once `last` goes on with `first`."""
    value = first.number.value or Decimal(0)
    under_way = value - first.total
    if last >= _THOUSAND:
        return (first.total + under_way * last,) * 2 if 0 < under_way < last else None
    if last in _FRACTIONS:
        return (first.total, _with_fraction(value, last)) if 1 <= value < 10 else None
    if first.last is None:
        return None
    if first.ablative and 1 <= last < value:
        return first.total, round(last / value, 4)
    if last == 100 and 2 <= under_way <= 9:
        return first.total, first.total + under_way * 100
    return (first.total, value + last) if _descends(first.last, last) else None


def _with_fraction(value: Decimal, fraction: Decimal) -> Decimal:
    """Two and a half, but two thirds and three quarters."""
    if fraction == Decimal("0.5"):
        return value + fraction
    return round(value / 3, 4) if fraction == Decimal("0.3333") else value * fraction


def _descends(before: Decimal, last: Decimal) -> bool:
    """Whether `last` may follow `before` in one number: twenty five, but not five six."""
    if before >= _THOUSAND:
        return last < _THOUSAND
    if before >= 100:
        return 0 < last < 100
    return (before >= 20 and before % 10 == 0 and 0 < last < 10) or (before == 10 and 0 < last < 10)
