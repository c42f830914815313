"""Where words stand in a source text: the offsets for a new claim's passage.

>>> text = Text("a.txt", "Every port shall\\nopen by noon.", "")
>>> print(spans(text, "port")[0])
{start: 6, end: 10}  line 1, column 7  Every [port] shall open by noon.
>>> [(span.start, span.end, span.note) for span in spans(text, "shall open")]
[(11, 21, 'case, blanks, quotes or hyphens differ')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mindet.errors import PassageError
from mindet.passages.folding import fold
from mindet.passages.texts import Text, is_word, normalise, read

ALIKE = 75.0  # percent: below, rapidfuzz's best is mostly noise


@dataclass(frozen=True)
class Span:
    """A stretch of a text; `note` says how it differs from the words asked for, if it does."""

    start: int
    end: int
    line: int
    column: int
    context: str
    note: str = ""

    def __str__(self) -> str:
        place = f"{{start: {self.start}, end: {self.end}}}  line {self.line}, column {self.column}"
        return f"{place}  {self.context}" + (f"  ({self.note})" if self.note else "")


def locate(file: Path, words: str, *, alike: float = ALIKE) -> list[Span]:
    """Each place of `words` in `file`, else what is nearest to them (at least `alike` percent).

    Raises PassageError: the file can't be read, no words, nothing like them in it.
    """
    found = spans(read(file), words, alike=alike)
    if not found:
        remedy = "try fewer of the words"
        raise PassageError("nothing like these words", where=str(file), remedy=remedy)
    return found


def spans(text: Text, words: str, *, alike: float = ALIKE) -> list[Span]:
    """As `locate`, in a text that is already read; an empty list where nothing is alike."""
    needle = normalise(words).strip()
    if not any(is_word(character) for character in needle):
        raise PassageError("no words to look for", remedy="give some words of the text")
    exact = [m.start() for m in re.finditer(f"(?={re.escape(needle)})", text.text)]
    if exact:
        return _spans(text, [(start, start + len(needle)) for start in exact], "")
    for bare, note in (
        (False, "case, blanks, quotes or hyphens differ"),
        (True, "punctuation differs"),
    ):
        places = fold(text.text, bare=bare).find(fold(needle, bare=bare).text)
        if places:
            return _spans(text, places, note)
    return _nearest(text, needle, alike)


def _spans(text: Text, places: Iterable[tuple[int, int]], note: str) -> list[Span]:
    return [Span(s, e, *text.place(s), text.context(s, e), note) for s, e in places]


def _nearest(text: Text, needle: str, alike: float) -> list[Span]:
    from rapidfuzz import fuzz

    folded = fold(text.text)
    best = fuzz.partial_ratio_alignment(fold(needle).text, folded.text, score_cutoff=alike)
    if best is None or best.dest_start == best.dest_end:
        return []
    start, end = whole_words(text.text, *folded.span(best.dest_start, best.dest_end))
    note = f"not these words: the nearest, {best.score:.0f} % alike"
    return _spans(text, [(start, end)], note)


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with the words that it cuts made whole and blanks around it left out.

    >>> whole_words("big blue boat", 1, 6)
    (0, 8)
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while inside_word(text, start):
        start -= 1
    while inside_word(text, end):
        end += 1
    return start, end


def inside_word(text: str, offset: int) -> bool:
    """Whether `offset` lies between two characters of one word."""
    return 0 < offset < len(text) and is_word(text[offset - 1]) and is_word(text[offset])
