"""Fact sheets against source texts: findings, offsets, coverage, numbers, leaks, proof-reading."""

import hashlib
import os
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mindet.dataset import Dataset
from mindet.errors import PassageError
from mindet.passages import leaks, locate, proof, report, verify
from mindet.passages.case import Verification
from mindet.passages.coverage import gaps, measure, merge
from mindet.passages.facts import Facts
from mindet.passages.folding import fold
from mindet.passages.leaks import Index, project_files
from mindet.passages.locate import inside_word, spans, whole_words
from mindet.passages.messages import MESSAGES, render
from mindet.passages.numbers import numbers
from mindet.passages.numerals import words
from mindet.passages.proof import plain, styled
from mindet.passages.reporting import names
from mindet.passages.texts import Text, is_word, normalise, read, source

TEXT = """page 12
Порт построит 3 тыс. причалов до 2031 года.
Его глава А. Ким обещал это за два года.
"""
_TERMS = "https://w3id.org/mindet"
_PREFIXES = {
    "mn": f"{_TERMS}#",
    "g": f"{_TERMS}/graph/",
    "id": f"{_TERMS}/id/",
    **{k[0]: f"{_TERMS}/id/{k}/" for k in ("document", "claim", "statement", "passage")},
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in _PREFIXES.items())
CHARACTERS = st.characters(codec="utf-8", categories=("L", "M", "N", "P", "Zs", "Cc"))
STRETCHES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8)


def stretch(name: str, kind: str, at: tuple[int, int]) -> str:
    """A passage or a stretch without a claim in Turtle."""
    why = "; mn:why mn:pageFurniture" if kind == "UnclaimedStretch" else ""
    return f"p:{name} a mn:{kind}; mn:start {at[0]}; mn:end {at[1]}{why} .\n"


def sheet(text: str = TEXT, **change: str) -> Dataset:
    """A whole and right sheet of TEXT, with parts of it changed."""
    first, second = (text.find(words) for words in ("Порт", "Его"))
    part = {
        "file": "a.txt",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "length": str(len(text)),
        "language": "ru",
        "claim1": stretch("c1", "Passage", (first, text.find("\nЕго"))),
        "claim2": stretch("c2", "Passage", (second, len(text.rstrip()))),
        "unclaimed": stretch("u1", "UnclaimedStretch", (0, 7)),
        "quantity": 'mn:lower 3000.0; mn:upper 3000.0; mn:asPrinted "3 тыс. причалов"@ru',
        "due": 'mn:lenientEnd "2031-12-31"^^xsd:date',
        "due2": "mn:wording mn:inNextTwoYears",
        "name": "А. Ким",
        "more": "",
    } | change
    return Dataset.parse(trig(part).encode(), "trig")


def trig(part: dict[str, str]) -> str:
    """The sheet in TriG."""
    return f"""{PREFIXES} g:900 {{
    d:900 a mn:Document; mn:fileName "{part["file"]}"; mn:sha256 "{part["sha256"]}";
      mn:textLength {part["length"]}; dcterms:language "{part["language"]}";
      rdfs:label "A port"@en, "Порт"@ru; mn:noClaim p:u1; mn:reportsOn id:m1 .
    c:900-01 a mn:Claim; mn:inDocument d:900; mn:passage p:c1; mn:act mn:plans; mn:states s:900-01 .
    s:900-01 a mn:Target; mn:gist "Build berths"@en, "Причалы"@ru, "Айлақтар"@kk;
      mn:quantity s:q1; mn:due s:due1 .
    s:q1 a mn:Quantity; {part["quantity"]} .
    s:due1 a mn:Deadline; {part["due"]} .
    c:900-02 a mn:Claim; mn:inDocument d:900; mn:passage p:c2; mn:act mn:commits;
      mn:states s:900-02 .
    s:900-02 a mn:Target; mn:due s:due2 .
    s:due2 a mn:Deadline; {part["due2"]} .
    id:part1 a mn:Participation; mn:inDocument d:900; mn:meeting id:m1; mn:passage p:c2;
      mn:nameAsPrinted "{part["name"]}"@ru .
    {part["claim1"]} {part["claim2"]} {part["unclaimed"]} {part["more"]}
    }}"""


def check(tmp_path: Path, text: str = TEXT, language: str = "en", **change: str) -> Verification:
    """The sheet, changed, against TEXT."""
    (tmp_path / "a.txt").write_bytes(text.encode())
    return verify(sheet(text, **change), tmp_path, language=language)


def codes(result: Verification) -> list[str]:
    """What kinds of findings there are."""
    return [finding.code for finding in result.findings]


# --- the checks


def test_right_sheet(tmp_path: Path) -> None:
    """A sheet that accounts for all letters and numbers has no finding."""
    result = check(tmp_path)
    assert result.ok
    assert not result.findings
    assert result.covered == 1
    assert result.numbers == (4, 4)
    assert result.summary().startswith("100.0 % ")


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ({"sha256": "0" * 64}, "sha256", "0000"),
        ({"length": "7"}, "textLength", "7 characters"),
        ({"file": "b.txt"}, "unreadable", "did you mean 'a.txt'"),
        ({"file": "../a.txt"}, "unreadable", "is no file name"),
        ({"unclaimed": ""}, "offsets", "None-None"),
        ({"unclaimed": stretch("u1", "UnclaimedStretch", (0, 9999))}, "offsets", "0-9999"),
        ({"unclaimed": stretch("u1", "UnclaimedStretch", (7, 0))}, "offsets", "7-0"),
        ({"unclaimed": stretch("u1", "UnclaimedStretch", (0, 6))}, "insideWord", "offset to 7"),
        ({"unclaimed": stretch("u1", "UnclaimedStretch", (2, 7))}, "insideWord", "offset to 0"),
        ({"unclaimed": stretch("u1", "UnclaimedStretch", (0, 8))}, "blank", "end: 7"),
        ({"unclaimed": stretch("u1", "UnclaimedStretch", (0, 4))}, "uncovered", "'12'"),
        ({"unclaimed": stretch("u1", "UnclaimedStretch", (0, 12))}, "overlap", "'Порт'"),
        ({"due": "mn:wording mn:byDate"}, "number", "'2031'"),
        ({"quantity": 'mn:asPrinted "причалов"@ru'}, "number", "'3 тыс'"),
        ({"quantity": 'mn:asPrinted "4 тыс."@ru'}, "notPrinted", "'4 тыс.'"),
        ({"quantity": 'mn:lower 300; mn:asPrinted "3 тыс."@ru'}, "bounds", "prints 3000"),
        ({"name": "Б. Ким"}, "name", "Б. Ким"),
    ],
)
def test_finding(tmp_path: Path, change: dict[str, str], code: str, said: str) -> None:
    """Each thing that can be wrong is told, with what to do, and in three languages."""
    result = check(tmp_path, **change)
    found = [finding for finding in result.findings if finding.code == code]
    assert any(said in str(finding) for finding in found)
    assert all(finding.remedy for finding in found)
    for language in ("ru", "kk"):
        translated = check(tmp_path, language=language, **change)
        assert codes(translated) == codes(result)


def test_period_accounts_for_its_years(tmp_path: Path) -> None:
    """'Two years' is no quantity where the statement has a deadline; without one it is missing."""
    assert check(tmp_path).ok
    timeless = Dataset(q for q in sheet().quads if not str(q.object).endswith("due2>"))
    assert codes(verify(timeless, tmp_path)) == ["number"]


def test_inference_accounts_for_a_year(tmp_path: Path) -> None:
    """A year whose date we concluded is accounted for by the inference."""
    inference = (
        "id:i a mn:Inference; mn:concerns s:due1; mn:property mn:strictEnd; "
        'mn:literal "2031-06-30"^^xsd:date .'
    )
    assert check(tmp_path, due="mn:wording mn:byDate", more=inference).ok


def test_name_accounts_for_its_number(tmp_path: Path) -> None:
    """A number in the printed name of a thing that the statement is about is no quantity."""
    text = TEXT.replace("Его глава", "План 2050 и глава")
    named = 's:900-02 mn:about id:plan . id:plan mn:printedName "План 2050"@ru .'
    start = text.find("План")
    passage = stretch("c2", "Passage", (start, len(text.rstrip())))
    first = stretch("c1", "Passage", (8, start - 1))
    parts = {"claim1": first, "claim2": passage}
    assert codes(check(tmp_path, text, **parts)) == ["number"]
    assert check(tmp_path, text, more=named, **parts).ok


def test_day_of_a_month(tmp_path: Path) -> None:
    """The day that stands before a month belongs to the deadline's date."""
    text = TEXT.replace("до 2031 года", "до 5 июля 2031 года")
    due = 'mn:strictEnd "2031-07-04"^^xsd:date'
    assert check(tmp_path, text, due=due).ok
    wrong = due.replace("07-04", "08-04")
    assert codes(check(tmp_path, text, due=wrong)) == ["number"]


def test_phrase_counts_at_its_place(tmp_path: Path) -> None:
    """A second number of the same value needs a quantity of its own."""
    text = TEXT.replace("причалов", "причалов и 3 тыс. складов")
    assert codes(check(tmp_path, text)) == ["number"]


def test_places(tmp_path: Path) -> None:
    """A finding names the sheet's file and line, the text's line and column, and the offsets."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    thing = "https://w3id.org/mindet/id/passage/u1"
    data = sheet(unclaimed=stretch("u1", "UnclaimedStretch", (0, 6)))
    result = verify(data, tmp_path, places={thing: "seeds/900.yaml:40"})
    assert result.findings[0].where == "seeds/900.yaml:40: a.txt:1:1 [0-6]"


def test_text_without_sheet(tmp_path: Path) -> None:
    """A text that no sheet reads is a warning, and only where all documents are asked for."""
    (tmp_path / "z.txt").write_text("what", "utf-8")
    result = check(tmp_path)
    assert codes(result) == ["noSheet"]
    assert result.ok
    assert not verify(sheet(), tmp_path, document="900").findings


def test_unknown_document(tmp_path: Path) -> None:
    """A document that the sheets don't have is an error that names those they have."""
    with pytest.raises(PassageError, match=r"no document '901'; known: 900"):
        verify(sheet(), tmp_path, document="901")


def test_messages() -> None:
    """Every message is there in three languages, with the same fields in each."""
    for told in MESSAGES.values():
        fields = [{f for f in "".join(t).split("{") if "}" in f} for t in told.values()]
        assert list(told) == ["en", "ru", "kk"]
        assert len({frozenset(f.split("}")[0] for f in found) for found in fields}) == 1
    assert render("gap", "xx") == render("gap", "en")


# --- reading texts


def test_text_forms(tmp_path: Path) -> None:
    """A byte order mark, CRLF and NFD give the same characters, and each its own hash."""
    form = unicodedata.normalize("NFD", "й ё\r\nк\rк")
    (tmp_path / "n.txt").write_bytes(b"\xef\xbb\xbf" + form.encode())
    text = read(tmp_path / "n.txt")
    assert text.text == "й ё\nк\nк"
    assert text.sha256 == hashlib.sha256((tmp_path / "n.txt").read_bytes()).hexdigest()
    assert check(tmp_path, TEXT).ok
    (tmp_path / "a.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert codes(verify(sheet(), tmp_path, document="900")) == ["sha256"]


def test_not_utf8(tmp_path: Path) -> None:
    """A file in another encoding is refused with the byte, counted with its byte order mark."""
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + "да".encode("cp1251"))
    with pytest.raises(PassageError, match="byte 3 is 0xe4"):
        read(tmp_path / "a.txt")
    assert codes(verify(sheet(), tmp_path)) == ["unreadable"]


@pytest.mark.parametrize("name", ["", ".", "..", "../a.txt", "x/a.txt", "x\\a.txt", "a\0.txt"])
def test_refused_names(tmp_path: Path, name: str) -> None:
    """A file name with a path in it is refused."""
    with pytest.raises(PassageError, match="is no file name"):
        source(tmp_path, name)


def test_links(tmp_path: Path) -> None:
    """A link inside the folder is followed, one that leads out of it is refused."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "a.txt").write_text("open")
    (folder / "in.txt").symlink_to("a.txt")
    (folder / "out.txt").symlink_to("../secret.txt")
    assert source(folder, "in.txt").text == "open"
    with pytest.raises(PassageError, match="leads out of the folder"):
        source(folder, "out.txt")


def test_missing(tmp_path: Path) -> None:
    """A missing folder or file is told as such, and a folder or pipe is no text."""
    os.mkfifo(tmp_path / "pipe.txt")
    for call in (
        lambda: verify(sheet(), tmp_path / "no"),
        lambda: leaks([], tmp_path / "no"),
        lambda: leaks([tmp_path / "no"], tmp_path),
        lambda: locate(tmp_path / "no.txt", "word"),
        lambda: read(tmp_path / "pipe.txt"),
        lambda: read(tmp_path),
    ):
        with pytest.raises(PassageError, match="no such"):
            call()


# --- offsets


@given(st.text(CHARACTERS, max_size=80), st.data())
def test_every_stretch_is_found(raw: str, data: st.DataObject) -> None:
    """Whatever words are cut from a text are found in it where they were cut."""
    text = Text.decode(raw.encode(), "a")
    start = data.draw(st.integers(0, len(text.text)))
    cut = text.text[start : data.draw(st.integers(start, len(text.text)))]
    start += len(cut) - len(cut.lstrip())
    cut = cut.strip()
    if not any(map(is_word, cut)):
        with pytest.raises(PassageError, match="no words"):
            spans(text, cut)
        return
    found = {(s.start, s.end): s for s in spans(text, cut)}
    assert (start, start + len(cut)) in found
    span = found[start, start + len(cut)]
    lines = text.text.split("\n")
    assert not span.note
    assert lines[span.line - 1][span.column - 1 :].startswith(cut.split("\n")[0])


@given(st.text(CHARACTERS, max_size=60), st.data())
def test_folding_keeps_offsets(raw: str, data: st.DataObject) -> None:
    """Words in another case and spacing are found at the stretch that they fold from."""
    text = normalise(raw)
    folded = fold(text)
    assert len(folded.text) == len(folded.origin)
    assert list(folded.origin) == sorted(folded.origin)
    if folded.text:
        start = data.draw(st.integers(0, len(folded.text) - 1))
        end = data.draw(st.integers(start + 1, len(folded.text)))
        assert folded.span(start, end) in folded.find(folded.text[start:end])


def test_locate_across_lines(tmp_path: Path) -> None:
    """A line break, other quotes, case and hyphens don't hide words; the note tells of them."""
    path = tmp_path / "a.txt"
    path.write_text("Тау «Жол» -\nҚала\nК\nТемір", "utf-8")
    assert [(s.start, s.end) for s in locate(path, 'ТАУ "жол" — қала')] == [(0, 16)]
    assert "differ" in locate(path, "жол» - қала")[0].note
    assert locate(path, "К. Темір")[0].note == "punctuation differs"


def test_locate_nearest(tmp_path: Path) -> None:
    """Misspelt words give the nearest whole words with a note; strange ones an error."""
    path = tmp_path / "a.txt"
    path.write_text("The harbour master opens the gate", "utf-8")
    nearest = locate(path, "harbor mastre")[0]
    assert "harbour master" in nearest.context.replace("[", "").replace("]", "")
    assert "nearest" in str(nearest)
    with pytest.raises(PassageError, match="nothing like"):
        locate(path, "жұлдызды аспан")


@given(st.text(CHARACTERS, max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_whole_words_cut_none(text: str, one: int, other: int) -> None:
    """Widened to whole words a stretch cuts none and begins and ends with no blank."""
    start, end = whole_words(text, *sorted((min(one, len(text)), min(other, len(text)))))
    assert not inside_word(text, start)
    assert not inside_word(text, end)
    assert start == end or (text[start:end] == text[start:end].strip())


@given(STRETCHES)
def test_merge_is_the_union(stretches: list[tuple[int, int]]) -> None:
    """Merged stretches hold the same offsets, sorted and apart."""
    merged = merge(stretches)
    assert {i for s in merged for i in range(*s)} == {i for s in stretches for i in range(*s)}
    assert all(one[1] < other[0] for one, other in pairwise(merged))


@given(st.text(CHARACTERS, max_size=60), STRETCHES)
def test_coverage_adds_up(text: str, stretches: list[tuple[int, int]]) -> None:
    """The letters in the gaps and those covered are all letters, and none is in both."""
    covered, every = measure(text, stretches)
    found = gaps(text, stretches)
    inside = {i for s in stretches for i in range(*s)}
    missing = {i for s in found for i in range(*s) if is_word(text[i])}
    assert covered + len(missing) == every
    assert not missing & inside
    assert all(is_word(text[s]) and is_word(text[e - 1]) for s, e in found)


# --- numbers

RUSSIAN = (
    "ста двадцати пяти|125", "двумя тысячами|2000", "трёх|3", "полутора млн|1500000", "сорока|40",
    "пятьюстами|500", "четвертью|0.25", "двоих|2", "1 250,5|1250.5", "1 250|1250",
    "12 млрд|12000000000", "семидесяти|70", "восемнадцатью|18", "дважды|2", "треть|0.3333",
    "одна треть|0.3333", "девяноста девяти|99", "двухсот|200", "88,5|88.5",
)  # fmt: skip
KAZAKH = (
    "жиырма бірден|21", "үш жүз мың|300000", "екеуіне|2", "жартысына|0.5", "үштен екісі|",
    "тоғызбен|9", "елуге|50", "мыңға|1000", "екi|2", "алтауы|6", "он бес|15", "ширегін|0.25",
    "бір жарым|1.5", "бестен екі|0.4", "40 мың|40000", "отыз|30", "қырыққа|40",
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "case"), [("ru", c) for c in RUSSIAN] + [("kk", c) for c in KAZAKH]
)
def test_number_words(language: str, case: str) -> None:
    """Numbers in words and digits, in any case, are one number with its value."""
    words, _, value = case.partition("|")
    found = [(n.words, n.value) for n in numbers(f"бар {words} дом", language)]
    if value:
        assert [f"{v.normalize():f}" for _, v in found if v is not None] == [value]
        assert found[0][0] == words


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "5G 4G-сети AI-2 3-D B2B 24.kz, один из них, одной семью, третью, второй"),
        ("kk", "бір күні онда оның жүзеге асыру тоқсанда алтыны бірінші үшін 5G-ге айтты"),
        ("en", "one of them, the first 5G"),
    ],
)
def test_no_numbers(language: str, text: str) -> None:
    """Names with digits, pronouns, ordinals and words that look like numbers are none."""
    assert not numbers(text, language)


def test_ranges_and_runs() -> None:
    """A range is two numbers; two numbers side by side stay two."""
    assert [n.words for n in numbers("5-6, екі-үш, 2030-2031, 20 үш", "kk")] == [
        "5", "6", "екі", "үш", "2030", "2031", "20", "үш",
    ]  # fmt: skip
    assert [n.words for n in numbers("2031-05-06 и 06.05.2031", "ru")] == [
        "2031-05-06",
        "06.05.2031",
    ]


def test_dates_have_years() -> None:
    """A year is read from four digits and from whole dates."""
    found = numbers("2031, 2031-05-06, 6.5.2031, 12", "ru")
    assert [n.year for n in found] == [2031, 2031, 2031, None]


def test_unknown_language() -> None:
    """In an unknown language the words of all three are numbers."""
    assert [n.words for n in numbers("двух екі two", "xx")] == ["двух", "екі", "two"]
    assert len(words("xx")) > len(words("kk-Latn"))


@given(st.text(CHARACTERS, max_size=60), st.sampled_from(["ru", "kk", "en", ""]))
def test_numbers_are_in_order(text: str, language: str) -> None:
    """Whatever the text, numbers are stretches of it, in order, that don't overlap."""
    found = numbers(text, language)
    assert all(text[n.start : n.end] == n.words for n in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.integers(0, 10**15))
def test_digits_have_their_value(number: int) -> None:
    """A number in digits, plain or grouped by blanks, has its value."""
    for printed in (str(number), f"{number:,}".replace(",", "\u00a0")):
        found = numbers(f"о {printed} да", "ru")
        assert [n.value for n in found] == [number]


# --- leaks

SOURCE = """Каждое утро старый паром увозит двенадцать рыбаков на дальний остров.
Вечером все они возвращаются домой. Коротко сказано.
"""


def leaked(
    tmp_path: Path, content: str | bytes, name: str = "x.py", **options: list[str]
) -> list[int]:
    """The lines of a file with `content` that hold words of SOURCE."""
    folder = tmp_path / "texts"
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_text(SOURCE, "utf-8")
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [leak.line for leak in leaks([path], folder, **options)]


@pytest.mark.parametrize(
    "content",
    [
        "\n# каждое УТРО старый\n#   паром увозит – двенадцать рыбаков на",
        "\nx = 'Вечером все они возвращаются домой.'",
        "\n" + SOURCE.encode("unicode_escape").decode(),
        "\n<p>каждое&nbsp;утро старый паром увозит двенадцать рыбаков на дальний</p>",
        "\nстарый паром увозит двенадцать рыбаков на дальний остров и".upper(),
        ("\n" + SOURCE).encode("cp1251"),
        ("\n" + SOURCE).encode("utf-16"),
        ("\n" + unicodedata.normalize("NFD", SOURCE)).encode(),
    ],
)
def test_leak(tmp_path: Path, content: str | bytes) -> None:
    """Eight words, or a short sentence, are found in any case, markup, escape and encoding."""
    assert leaked(tmp_path, content)[:1] == [2]


@pytest.mark.parametrize(
    "content",
    [
        "старый паром увозит двенадцать рыбаков",
        "Коротко сказано.",
        "Вечером все они возвращаются",
        b"\0" + SOURCE.encode(),
    ],
)
def test_no_leak(tmp_path: Path, content: str | bytes) -> None:
    """A few words, a sentence of two, and binary files are no leak."""
    assert not leaked(tmp_path, content)


def test_long_words_leak(tmp_path: Path) -> None:
    """Sixty characters are a leak even in fewer than eight words."""
    words = " ".join(["электрификация", "водоснабжение", "градостроительство", "перераспределение"])
    folder = tmp_path / "t"
    folder.mkdir()
    (folder / "a.txt").write_text(f"Началась {words} и прочее.", "utf-8")
    (tmp_path / "b.md").write_text(words, "utf-8")
    found = leaks([tmp_path], folder)
    assert [(leak.path.name, leak.document, leak.offset) for leak in found] == [
        ("b.md", "a.txt", 9)
    ]
    assert str(found[0]).endswith(words)


def test_names_are_no_leak(tmp_path: Path) -> None:
    """A long official name may stand in the project; more of the sentence around it may not."""
    name = "Старый паром увозит двенадцать рыбаков на дальний остров"
    assert not leaked(tmp_path, name, names=[name])
    assert leaked(tmp_path, "каждое утро " + name, names=[]) == [1]
    assert leaked(tmp_path, SOURCE, names=[name]) == [1]


@given(st.lists(st.sampled_from(["альфа", "бета", "гамма", "дельта"]), max_size=40), st.data())
def test_leaks_find_every_run(words: list[str], data: st.DataObject) -> None:
    """Any run of eight words of a text is found, whatever repeats in it."""
    start = data.draw(st.integers(0, max(0, len(words) - 8)))
    cut = words[start : start + 8]
    found = list(Index({"d": " ".join(words)}).runs("начало\n" + " ".join(cut) + " конец"))
    assert found or len(cut) < 8


def test_project_files(tmp_path: Path) -> None:
    """Without git the folder itself is searched; in a checkout the files that git lists."""
    assert project_files(tmp_path) == [tmp_path]
    assert any(p.name == "texts.py" for p in project_files(Path(__file__).parent))


# --- proof-reading


@pytest.mark.parametrize(
    ("language", "said"), [("en", "commits"), ("ru", "обязуется"), ("kk", "міндеттенеді")]
)
def test_proof(tmp_path: Path, language: str, said: str) -> None:
    """The print-out holds all of the text in its order, beside what the sheet says, localised."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    blocks = list(proof(sheet(), tmp_path, "900", language=language))
    assert [b.text for b in blocks if b.covered] == ["", *TEXT.strip().split("\n")]
    printed = "\n".join(plain(blocks))
    assert said in printed
    assert "Build berths" in printed
    assert "3 тыс. причалов" in printed


def test_proof_shows_gaps(tmp_path: Path) -> None:
    """What nothing covers stands out in its place."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    data = sheet(unclaimed=stretch("u1", "UnclaimedStretch", (0, 4)))
    blocks = list(proof(data, tmp_path, "900"))
    assert [b.text for b in blocks if not b.covered] == ["12"]
    assert "!! [5-7]" in "\n".join(plain(blocks))


def test_proof_repeats_once(tmp_path: Path) -> None:
    """A claim with two passages is told at the first; the second refers to it."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    more = "c:900-01 mn:passage p:c3 ." + stretch("c3", "Passage", (0, 4))
    printed = "\n".join(plain(proof(sheet(more=more), tmp_path, "900")))
    assert printed.count("Build berths") == 1
    assert "claim/900-01 — again, see above" in printed


def test_proof_on_a_terminal(tmp_path: Path) -> None:
    """Markup of a terminal in a text is printed, not obeyed."""
    from rich.console import Console

    text = TEXT.replace("причалов", "причалов [red]X[/red]")
    (tmp_path / "a.txt").write_text(text, "utf-8")
    console = Console(record=True, width=80, file=(tmp_path / "out").open("w"))
    for block in proof(sheet(text), tmp_path, "900"):
        console.print(styled(block))
    assert "[red]X[/red]" in console.export_text()


# --- the real texts, where they are

DOCUMENTS = Path(
    os.environ.get("MINDET_DOCUMENTS", Path(__file__).parents[1] / ".." / "shared" / "documents")
)
with_documents = pytest.mark.skipif(
    not DOCUMENTS.is_dir(), reason=f"NO SOURCE TEXTS in {DOCUMENTS}: set MINDET_DOCUMENTS"
)


@pytest.fixture(scope="module")
def seeds() -> Dataset:
    """The dataset of Mindet's own sheets."""
    from mindet.resources import folder
    from mindet.sheets import load

    return load(folder("seeds")).dataset


@with_documents
def test_sheets_agree_with_the_texts(seeds: Dataset) -> None:
    """Every letter, digit and number of every text is accounted for, and nothing is amiss."""
    result = verify(seeds, DOCUMENTS)
    assert not [str(finding) for finding in result.findings if finding.code != "noSheet"]
    assert result.covered == 1
    accounted, printed = result.numbers
    assert accounted == printed > 0


@with_documents
def test_every_text_has_a_sheet(seeds: Dataset) -> None:
    """No text of the folder is left unread."""
    assert "noSheet" not in codes(verify(seeds, DOCUMENTS))


@with_documents
def test_no_sentence_in_the_project(seeds: Dataset) -> None:
    """No sentence of a text has got into the project's files."""
    found = leaks(project_files(Path(__file__).parent), DOCUMENTS, names=names(seeds))
    assert not [f"{leak.path}:{leak.line}" for leak in found]


@with_documents
def test_a_real_sentence_would_be_found(tmp_path: Path) -> None:
    """Each long line of each text, put into a file, is found there."""
    for path in sorted(DOCUMENTS.glob("*.txt")):
        lines = [line for line in read(path).text.split("\n") if len(line.split()) >= 8]
        (tmp_path / "x.md").write_text("\nборт\n".join(lines), "utf-8")
        found = leaks([tmp_path], DOCUMENTS)
        assert {leak.line for leak in found} >= set(range(1, 2 * len(lines), 2))


@with_documents
def test_real_documents_can_be_proof_read(seeds: Dataset) -> None:
    """The print-out of each document shows every claim once."""
    facts = Facts(seeds)
    for document in facts.documents():
        blocks = list(proof(seeds, DOCUMENTS, document, language="kk"))
        shown = [e.heading for b in blocks for e in b.entries]
        assert all(shown.count(c.rsplit("id/")[-1]) == 1 for c in facts.claims(document))


@with_documents
def test_report(capsys: pytest.CaptureFixture[str]) -> None:
    """The whole report over the real sheets ends in one line of counts."""
    from mindet.resources import folder

    report(folder("seeds"), DOCUMENTS, proof=False, language="en")
    assert "numbers accounted for" in capsys.readouterr().out.splitlines()[-1]
