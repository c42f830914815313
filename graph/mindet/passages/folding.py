"""Text folded for comparison, each folded character with the offset that it came from.

>>> folded = fold("The «Great\\n  Road» – Ёлка")
>>> folded.text
'the "great road" - елка'
>>> folded.find('great road')
[(5, 17)]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from mindet.passages.texts import is_word

_QUOTES = "\"'«»“”„‟‹›‘’‚‛`´"
_HYPHENS = "-‐‑‒–—―−"
SAME = {**dict.fromkeys(_QUOTES, '"'), **dict.fromkeys(_HYPHENS, "-"), "ё": "е"}
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


@dataclass(frozen=True)
class Folded:
    """Folded characters, and for each the offset of its origin."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the origin that the folded characters `start` to `end` came from."""
        return self.origin[start], self.origin[end - 1] + 1

    def find(self, needle: str) -> list[tuple[int, int]]:
        """Where the folded `needle` stands in the origin: starts and ends, in order."""
        if not needle:
            return []
        hits = re.finditer(f"(?={re.escape(needle)})", self.text)
        spans = (self.span(hit.start(), hit.start() + len(needle)) for hit in hits)
        return list(dict.fromkeys(spans))


def fold(text: str, *, bare: bool = False) -> Folded:
    """Case, white space, quotes, hyphens and ё folded; with `bare`, punctuation is a blank too."""
    characters: list[str] = []
    origin: list[int] = []
    for offset, folded in _folded(text, bare):
        if folded == " " and characters[-1:] in ([], [" "]):
            continue
        characters.append(folded)
        origin.append(offset)
    if characters[-1:] == [" "]:
        del characters[-1], origin[-1]
    return Folded("".join(characters), tuple(origin))


def _folded(text: str, bare: bool) -> Iterator[tuple[int, str]]:
    for offset, character in enumerate(text):
        if character in INVISIBLE:
            continue
        if character.isspace() or (bare and not is_word(character)):
            yield offset, " "
            continue
        for folded in unicodedata.normalize("NFC", character.casefold()):
            yield offset, SAME.get(folded, folded)
