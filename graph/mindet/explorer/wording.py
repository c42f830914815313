"""The words of the explorer's own pages, in each language, from `templates/words.yaml`.

>>> word("search", "kk")
'Іздеу'
>>> word("showing", "en", n=200, all=731)
'Showing 200 of 731'
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from mindet.errors import ViewError
from mindet.views import folio

TEMPLATES = Path(__file__).with_name("templates")
FILE = "words.yaml"
NAMES = dict(folio.LANGUAGE_NAMES)


@cache
def table() -> dict[str, dict[str, str]]:
    """Every word by its key; ViewError where a language lacks one."""
    return folio.words(TEMPLATES / FILE)


def word(key: str, language: str, **values: object) -> str:
    """The word in the language, with `values` put into its braces; ViewError if there is none."""
    if key not in table():
        raise ViewError(f"there is no word {key!r}", where=FILE, remedy="write it")
    text = table()[key][language]
    return text.format(**values) if values else text
