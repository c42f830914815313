"""Words as different alphabets and hands write them, made comparable.

`words` keeps the spelling and drops case, ё, quotes and the like. `key` goes further: Kazakh in
Cyrillic, in each of its Latin alphabets, and transliterated to Russian or English is one key.

>>> words("«Қазақтелеком» АҚ"), words("Qazaqsta'n, 5G")
(['қазақтелеком', 'ақ'], ["qazaqsta'n", '5g'])
>>> {key(one) for one in ("қазақтелеком", "казахтелеком", "qazaqtelekom", "kazakhtelecom")}
{'KAZAKTELEKOM'}
>>> [key(one) for one in ("мәдиев", "мадиев", "madiyev", "mädiev")]
['MADEV', 'MADEV', 'MADEV', 'MADEV']
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mindet.passages.folding import INVISIBLE, SAME

# No name holds these, so they are words of their own: who types them looks for something else.
_SIGNS = r"[$#={}<>\\|~^`*_?]"
_WORD = re.compile(rf"[^\W_]+(?:'[^\W_]+)*|{_SIGNS}")
_QUOTED = {ord(sign): "'" for sign, same in SAME.items() if same == '"'}
_PLAIN = str.maketrans({**SAME, **dict.fromkeys(INVISIBLE, "")}) | _QUOTED
# Latin first, into capitals, so that nothing is taken twice; longer ones before their parts.
_LATIN = (
    ("s'", "X"), ("c'", "C"), ("y'", "U"), ("'", ""),  # the apostrophes of 2017
    ("ý", "U"), ("ş", "X"), ("ș", "X"),  # the acutes of 2018, the cedillas of 2021
    ("shch", "XC"), ("sh", "X"), ("ch", "C"), ("zh", "J"), ("kh", "K"), ("gh", "G"), ("ph", "F"),
    ("ce", "SE"), ("ci", "SI"), ("cy", "SI"), ("c", "K"), ("x", "KS"),
    ("h", "K"), ("q", "K"), ("w", "U"), ("y", "I"), ("ı", "I"),
)  # fmt: skip
_CYRILLIC = str.maketrans({
    "а": "A", "ә": "A", "б": "B", "в": "V", "г": "G", "ғ": "G", "д": "D", "е": "E", "э": "E",
    "ж": "J", "з": "Z", "и": "I", "й": "I", "і": "I", "ы": "I", "к": "K", "қ": "K", "л": "L",
    "м": "M", "н": "N", "ң": "N", "о": "O", "ө": "O", "п": "P", "р": "R", "с": "S", "т": "T",
    "у": "U", "ұ": "U", "ү": "U", "ф": "F", "х": "K", "һ": "K", "ц": "S", "ч": "C", "ш": "X",
    "щ": "XC", "ъ": "", "ь": "", "ю": "IU", "я": "IA",
})  # fmt: skip
_ALIKE = ((re.compile("DJ"), "J"), (re.compile("TS"), "S"), (re.compile("I+E"), "E"))
_TWICE = re.compile(r"([A-Z])\1+")


def words(text: str) -> list[str]:
    """The words of `text` without case, ё, punctuation and invisible marks; signs stand alone."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_PLAIN)
    return _WORD.findall(unicodedata.normalize("NFC", folded))


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """What is left of a word of `words` when alphabets no longer matter."""
    for written, kept in _LATIN:
        word = word.replace(written, kept)
    bare = (c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    text = "".join(bare).translate(_CYRILLIC).upper()
    for pattern, kept in _ALIKE:
        text = pattern.sub(kept, text)
    return _TWICE.sub(r"\1", text)
