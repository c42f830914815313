"""The words of the explorer's own pages, in each language, from `templates/words.yaml`.

>>> word("search", "kk")
'Іздеу'
>>> word("showing", "en", n=200, all=731)
'Showing 200 of 731'
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from mindet.errors import ViewError
from mindet.terms import LANGUAGES

TEMPLATES = Path(__file__).with_name("templates")
FILE = "words.yaml"
NAMES = {"en": "English", "ru": "Русский", "kk": "Қазақша"}


@cache
def table() -> dict[str, dict[str, str]]:
    """Every word by its key; ViewError where a language lacks one."""
    found: dict[str, dict[str, str]] = yaml.safe_load((TEMPLATES / FILE).read_text("utf-8"))
    for key, texts in found.items():
        if sorted(texts) != sorted(LANGUAGES):
            remedy = f"write it in {', '.join(LANGUAGES)}"
            raise ViewError(f"the word {key!r} lacks a language", where=FILE, remedy=remedy)
    return found


def word(key: str, language: str, **values: object) -> str:
    """The word in the language, with `values` put into its braces; ViewError if there is none."""
    if key not in table():
        raise ViewError(f"there is no word {key!r}", where=FILE, remedy="write it")
    text = table()[key][language]
    return text.format(**values) if values else text
