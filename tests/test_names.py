"""Names across alphabets and slips: what the folding makes alike, and what is found first."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import asking
from mindet.catalogue.names import HOW, Names
from mindet.catalogue.rows import Row
from mindet.catalogue.spelling import key, words

CYRILLIC = "аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
ALIKE = [
    "Қазақтелеком Казахтелеком Qazaqtelekom Kazakhtelecom Qazaqtelecom ҚАЗАҚТЕЛЕКОМ",
    "Әмірбек Амирбек Ámirbek Ämirbek Amirbek A'mirbek",
    "Мәдиев Мадиев Madiyev Madiev Mädiev",
    "Жұмағалиев Жумагалиев Zhumagaliyev Jumağaliev Jumaǵaliev",
    "Есекеев Yesekeyev Esekeev",
    "Тоқаев Токаев Tokayev Toqaev Toqaıev",
    "Шымкент Shymkent Şymkent",
    "Көкшетау Кокшетау Kokshetau Kókshetaý Kökşetau",
    "Маңғыстау Мангистау Mangystau Mañğystau Mańǵystaý",
    "Жезқазған Жезказган Zhezkazgan Jezqazğan",
    "Ақтөбе Актобе Aqtobe Aktobe Aqtöbe",
    "Щучинск Shchuchinsk",
    "Цифрлық Tsifrlyq Sifrlyq Cifrlyq",
    "Хромтау Khromtau Hromtau",
    "Қызылорда Кызылорда Qyzylorda Kyzylorda",
    "Алия Әлия Aliya Äliia",
    "Ғылым Gylym Ğylym Ǵylym",
    "Королёв Королев",
]
DIFFERENT = [
    "Арман Аркан", "Қара Сары", "Тараз Тарбағатай", "Жамбыл Жамал", "2022 202", "Абай Алай",
]  # fmt: skip
# What is typed, and what a reader of these names looks for.
LABELS = {
    "қ": "Қазақтелеком", "т": "ТрансТелеКом", "м": "Жаслан Мәдиев", "с": "Сәкен Сейфуллин",
    "н": "Солтүстік Қазақстан облысының әкімдігі", "о": "Қар-Тел", "г": "Ауылдарға 5G",
}  # fmt: skip
SOUGHT = [
    ("қазақтелеком", "қ", "exact"),
    ("«ҚАЗАҚТЕЛЕКОМ»", "қ", "exact"),
    ("казахтелеком", "қ", "script"),
    ("Qazaqtelekom", "қ", "script"),
    ("Kazakhtelecom", "қ", "script"),
    ("казахтелком", "қ", "spelling"),
    ("Казахтелекомом", "қ", "spelling"),
    ("Қазақтелекомның", "қ", "spelling"),
    ("транстелеком", "т", "exact"),
    ("TransTelecom", "т", "script"),
    ("Мәдиев", "м", "part"),
    ("Madiyev", "м", "part"),
    ("мәдиев жаслан", "м", "exact"),
    ("Zhaslan Madiyev", "м", "script"),
    ("Жаслан Мадеив", "м", "spelling"),
    ("мади", "м", "part"),
    ("Мадиевтің", "м", "spelling"),
    ("Seifullin", "с", "part"),
    ("Сейфулин", "с", "part"),
    ("әкімдік", "н", "part"),
    ("kartel", "о", "script"),
    ("Кар Тел", "о", "script"),
    ("5g", "г", "part"),
]


@pytest.fixture(scope="module")
def names() -> Names:
    """The labels, each the name of a thing of its own."""
    rows: list[Row] = [(thing, ("Actor",), "kk", label) for thing, label in LABELS.items()]
    return Names(rows)


@pytest.mark.parametrize("spelt", ALIKE)
def test_one_name_in_many_alphabets_is_one_key(spelt: str) -> None:
    """Kazakh in Cyrillic and Latin, Russian and English spellings meet."""
    assert len({key(word) for word in words(spelt)}) == 1


@pytest.mark.parametrize("two", DIFFERENT)
def test_different_names_stay_apart(two: str) -> None:
    """What a reader tells apart is told apart."""
    assert len({key(word) for word in words(two)}) == 2


@given(st.text(CYRILLIC, max_size=20), st.text(max_size=30))
def test_folding_is_steady(cyrillic: str, anything: str) -> None:
    """Words of words are the words, case does not matter, and keys of Cyrillic are Latin."""
    for text in (cyrillic, anything):
        assert words(" ".join(words(text))) == words(text)
        assert all(part == part.casefold() for part in words(text))
    assert words(cyrillic.upper()) == words(cyrillic)
    assert key(cyrillic).isascii()
    assert key(key(cyrillic).lower()).isascii()


@given(st.text(CYRILLIC, min_size=6, max_size=15), st.data())
def test_a_missing_letter_is_forgiven(name: str, data: st.DataObject) -> None:
    """A name of six letters and more is found without one of them, if it has sounds enough."""
    place = data.draw(st.integers(0, len(name) - 1))
    typed = name[:place] + name[place + 1 :]
    assume(len(key(typed)) > 2)
    found = Names([("urn:a", (), "kk", name)]).find(typed)
    assert [match.thing for match in found] == ["urn:a"]


@given(st.lists(st.text(CYRILLIC, min_size=1, max_size=8), min_size=1, max_size=4), st.text())
def test_a_name_finds_itself_first(parts: list[str], other: str) -> None:
    """The very name has 100, exactly; scores are in their bounds, and nearness is a known one."""
    name = " ".join(parts)
    rows: list[Row] = [("urn:a", (), "kk", name), ("urn:b", (), "kk", other)]
    found = Names(rows).find(name)
    best = {match.thing: match for match in found}["urn:a"]
    assert (best.score, best.how) == (100, "exact")
    assert all(0 < match.score <= 100 and match.how in HOW for match in found)


@pytest.mark.parametrize(("typed", "thing", "how"), SOUGHT)
def test_what_a_reader_looks_for_comes_first(
    names: Names, typed: str, thing: str, how: str
) -> None:
    """In any script, in part, inflected or with a slip, and said to be so."""
    best = names.find(typed)[0]
    assert (best.thing, best.how) == (thing, how)


@pytest.mark.parametrize("typed", ["", " ", "qwertyuiop", "жжжжжж", "т", "a", "$қазақтелеком", "ъ"])
def test_nonsense_finds_nothing(names: Names, typed: str) -> None:
    """No text, no name, a lone letter, a sign: nothing."""
    assert names.find(typed) == []


@pytest.mark.parametrize("typed", asking.HOSTILE)
def test_a_hostile_text_finds_nothing(names: Names, typed: str) -> None:
    """Pieces of a query are no name."""
    assert names.find(typed) == []


def test_nearer_names_have_more() -> None:
    """Exact before another script, before a part, before a slip; the limit and classes hold."""
    rows: list[Row] = [
        ("urn:slip", ("Operator",), "ru", "Казахтелекон"),
        ("urn:part", ("Post",), "ru", "Глава Казахтелекома и Казахтелеком"),
        ("urn:script", ("Operator",), "kk", "Қазақтелеком"),
        ("urn:exact", ("Project",), "ru", "Казахтелеком"),
    ]
    names = Names(rows)
    assert [match.thing for match in names.find("казахтелеком")] == [
        "urn:exact", "urn:script", "urn:slip", "urn:part",
    ]  # fmt: skip
    assert [match.thing for match in names.find("казахтелеком", limit=1)] == ["urn:exact"]
    actors = names.find("казахтелеком", classes=("Actor",))
    assert [match.thing for match in actors] == ["urn:script", "urn:slip"]
    assert names.find("казахтелеком", limit=0) == []


def test_a_thing_comes_once_with_its_nearest_name() -> None:
    """Of several names of a thing the one that was typed is told, with its language."""
    rows: list[Row] = [
        ("urn:a", (), "en", "Kazakhtelecom"),
        ("urn:a", (), "ru", "Казахтелеком"),
        ("urn:a", (), "kk", "Қазақтелеком"),
    ]
    (match,) = Names(rows).find("Казахтелеком")
    assert (match.name, match.language, match.score) == ("Казахтелеком", "ru", 100)
