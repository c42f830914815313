"""Number words of Russian, Kazakh and English in all their cases, and what they are worth.

Ordinals are no numbers of things and are left out; so are forms that are far more often
another word: Russian `семью` (a family), `третью` (the third), Kazakh `онда` (there),
`жүзеге` (into being), `алтыны` (its gold). What is WEAK is a number only beside another one.

>>> words("ru")["двумя"], words("kk")["жиырмадан"], words("kk")["екеуінің"]
(Decimal('2'), Decimal('20'), Decimal('2'))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache

Table = Mapping[str, Decimal]

_RU_FORMS = {
    "0": "ноль ноля нулю нолем ноле нуль нуля нулем нуле",
    "1": "один одна одно одни одного одной одну одному одним одном одними одних",
    "2": "два две двух двум двумя двое двоих двоим двоими вдвое дважды",
    "3": "три трех трем тремя трое троих троим троими втрое трижды",
    "4": "четыре четырех четырем четырьмя четверо четверых четверым четверыми вчетверо",
    "5": "пять пяти пятью пятеро пятерых пятерым пятерыми впятеро",
    "6": "шесть шести шестью шестеро шестерых шестерым шестерыми",
    "7": "семь семи семеро семерых семерым семерыми",
    "8": "восемь восьми восемью восьмью восьмеро восьмерых",
    "9": "девять девяти девятью девятеро девятерых",
    "10": "десять десяти десятью десятеро десятерых десяток десятка десятку десятком десятке "
    "десятки десятков десяткам десятками десятках",
    "12": "дюжина дюжины дюжине дюжину дюжиной дюжин",
    "40": "сорок сорока",
    "90": "девяносто девяноста",
    "100": "сто ста сот сотня сотни сотне сотню сотней сотен сотням сотнями сотнях",
    "200": "двести двухсот двумстам двумястами двухстах",
    "300": "триста трехсот тремстам тремястами трехстах",
    "400": "четыреста четырехсот четыремстам четырьмястами четырехстах",
    "1000": "тысяча тысячи тысяче тысячу тысячей тысячью тысяч тысячам тысячами тысячах",
    "0.5": "половина половины половине половину половиной половин половинам наполовину вполовину",
    "1.5": "полтора полторы полутора",
    "0.25": "четверть четверти четвертью четвертей четвертям четвертями четвертях",
    "0.3333": "треть трети третей третям третями третях",
}
_RU_TEENS = "один две три четыр пят шест сем восем девят"
_RU_TENS = {"50": "пят", "60": "шест", "70": "сем", "80": "восем"}
_RU_HUNDREDS = {"500": "пят", "600": "шест", "700": "сем", "800": "восем", "900": "девят"}
_RU_GREAT = {"1e6": "миллион", "1e9": "миллиард", "1e12": "триллион"}
_RU_GREAT_ENDINGS = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")

_KK_STEMS = {
    "1": "бір", "2": "екі", "3": "үш", "4": "төрт", "5": "бес", "6": "алты", "7": "жеті",
    "8": "сегіз", "9": "тоғыз", "10": "он", "20": "жиырма", "30": "отыз", "40": "қырық",
    "50": "елу", "60": "алпыс", "70": "жетпіс", "80": "сексен", "90": "тоқсан", "100": "жүз",
    "1000": "мың", "1e6": "миллион", "1e9": "миллиард", "1e12": "триллион", "0.5": "жарты",
    "0.25": "ширек",
}  # fmt: skip
_KK_COLLECTIVE = {
    "2": "екеу", "3": "үшеу", "4": "төртеу", "5": "бесеу", "6": "алтау", "7": "жетеу",
}  # fmt: skip
_KK_POSSESSED = {"1": "бірі", "0.5": "жартысы", "0.25": "ширегі", "1000": "мыңы"}
_KK_FORMS = {
    "0": "нөл нөлге нөлден нөлдік",
    "10": "ондаған",
    "100": "жүздеген",
    "1000": "мыңдаған",
    "1e6": "миллиондаған",
    "0.5": "жарым",
}
_KK_OTHER_WORDS = frozenset(("онда", "онды", "алтыны", "алтының"))

_EN_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_EN_FORMS = {
    "20": "twenty", "30": "thirty", "40": "forty", "50": "fifty", "60": "sixty", "70": "seventy",
    "80": "eighty", "90": "ninety", "100": "hundred hundreds", "1000": "thousand thousands",
    "1e6": "million millions", "1e9": "billion billions", "1e12": "trillion trillions",
    "0.5": "half", "0.25": "quarter quarters", "12": "dozen dozens",
}  # fmt: skip

_SHORT = {
    "1000": "тыс", "1e6": "млн mln", "1e9": "млрд bn", "1e12": "трлн trn",
}  # fmt: skip


@cache
def words(language: str) -> Table:
    """Each number word of `language` (ё as е) with its value; all tables for an unknown one."""
    base = language.split("-")[0].lower()
    tables = {"ru": _russian, "kk": _kazakh, "en": _english}
    chosen = [tables[base]] if base in tables else list(tables.values())
    pairs = [pair for table in chosen for pair in table()]
    return {form: Decimal(value) for value, form in [*pairs, *_listed(_SHORT)]}


def _listed(forms: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((value, form) for value, text in forms.items() for form in text.split())


def _russian() -> Iterator[tuple[str, str]]:
    yield from _listed(_RU_FORMS)
    for number, stem in enumerate(_RU_TEENS.split(), 11):
        yield from _each(str(number), f"{stem}надцат", ("ь", "и", "ью"))
    for value, stem in (("20", "двадцат"), ("30", "тридцат")):
        yield from _each(value, stem, ("ь", "и", "ью"))
    for value, stem in _RU_TENS.items():
        oblique = "восьми" if stem == "восем" else f"{stem}и"
        yield from _each(value, "", (f"{stem}ьдесят", f"{oblique}десяти", f"{stem}ьюдесятью"))
    for value, stem in _RU_HUNDREDS.items():
        oblique = "восьми" if stem == "восем" else f"{stem}и"
        yield from _each(value, oblique, ("сот", "стам", "стах"))
        yield from _each(value, f"{stem}ь", ("сот", "юстами"))
    for value, stem in _RU_GREAT.items():
        yield from _each(value, stem, _RU_GREAT_ENDINGS)


def _kazakh() -> Iterator[tuple[str, str]]:
    yield from _listed(_KK_FORMS)
    for value, stem in [*_KK_STEMS.items(), *_KK_COLLECTIVE.items()]:
        yield from ((value, f) for f in kazakh_cases(stem) if f not in _KK_OTHER_WORDS)
    collective = {v: stem + ("ы" if stem == "алтау" else "і") for v, stem in _KK_COLLECTIVE.items()}
    for value, possessed in [*_KK_POSSESSED.items(), *collective.items()]:
        yield from ((value, form) for form in kazakh_cases(possessed, possessed=True))


def _english() -> Iterator[tuple[str, str]]:
    yield from ((str(value), form) for value, form in enumerate(_EN_WORDS.split()))
    yield from _listed(_EN_FORMS)


def _each(value: str, stem: str, endings: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((value, stem + ending) for ending in endings)


def kazakh_cases(stem: str, *, possessed: bool = False) -> list[str]:
    """The seven cases of a Kazakh noun or number, by vowel harmony and its last sound.

    >>> " ".join(kazakh_cases("бес"))
    'бес бесті бестің беске бесте бестен беспен'
    >>> " ".join(kazakh_cases("жартысы", possessed=True))
    'жартысы жартысын жартысының жартысына жартысында жартысынан жартысымен'
    """
    vowels = [c for c in stem if c in "әеіөүэаоұы"]  # у follows the vowel before it
    front = vowels[-1] in "әеіөүэ"
    endings = ("н", "ның", "на", "нда", "нан", "мен") if possessed else _endings(stem[-1])
    return [stem, *(stem + (_fronted(ending) if front else ending) for ending in endings)]


def _endings(last: str) -> tuple[str, ...]:
    if last in "аәеиіоөұүыэ":
        return ("ны", "ның", "ға", "да", "дан", "мен")
    if last in "мнң":
        return ("ды", "ның", "ға", "да", "нан", "мен")
    if last in "лрйу":
        return ("ды", "дың", "ға", "да", "дан", "мен")
    if last in "зжвгд":
        return ("ды", "дың", "ға", "да", "дан", "бен")
    return ("ты", "тың", "қа", "та", "тан", "пен")


def _fronted(ending: str) -> str:
    return ending.translate(str.maketrans("аығқ", "еігк"))


WEAK = frozenset(
    [
        *_RU_FORMS["1"].split(),
        *kazakh_cases("бір"),
        *kazakh_cases("бірі", possessed=True),
        *kazakh_cases("тоқсан"),  # a quarter of a year far more often than ninety
        "one",
    ]
)
