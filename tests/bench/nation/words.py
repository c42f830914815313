"""The words of the country, in three languages at once.

>>> fill(("to {0}", "в {0}", "{0} бару"), ("town", "город", "қала"))
('to town', 'в город', 'қала бару')
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

Trio = tuple[str, str, str]


@cache
def words() -> dict[str, Any]:
    """What `words.yaml` holds; texts in three languages are tuples."""
    read = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text("utf-8"))
    return {key: _tuples(value) for key, value in read.items()}


def _tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tuples(one) for key, one in value.items()}
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value


@cache
def thing(kind: str, name: Trio) -> Trio:
    """The label of a thing of `kind` (a key of `things`) with this name."""
    return fill(words()["things"][kind], name)


def gist(kind: str, what: Trio, project: Trio) -> Trio:
    """A statement of `kind` (a key of `gists`) in a short sentence."""
    return fill(words()["gists"][kind], what, project)


def reason(kind: str) -> Trio:
    """Why we judge so (a key of `reasons`)."""
    found: Trio = words()["reasons"][kind]
    return found


def printed(kind: str, language: str, *values: object) -> str:
    """The short phrase of a text in ru or kk (a key of `printed`)."""
    phrase: str = words()["printed"][kind][("ru", "kk").index(language)]
    return phrase.format(*values)


def fill(pattern: Trio, *names: Trio) -> Trio:
    """The pattern with each name in its language."""
    en, ru, kk = pattern
    return (
        en.format(*[name[0] for name in names]),
        ru.format(*[name[1] for name in names]),
        kk.format(*[name[2] for name in names]),
    )
