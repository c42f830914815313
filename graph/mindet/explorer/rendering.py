"""Templates made into pages: each with the reader's language and links that keep it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from mindet.explorer import addresses, wording
from mindet.terms import LANGUAGES
from mindet.views import style

STATIC = Path(__file__).with_name("static")
PALETTE = "palette.css"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(wording.TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"capital": capital, "first_sentence": first_sentence}
    return made


def capital(text: str) -> str:
    """The text with a capital at its beginning and nothing else changed.

    >>> capital("SHA-256 of a file"), capital("міндет")
    ('SHA-256 of a file', 'Міндет')
    """
    return text[:1].upper() + text[1:]


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence, and the rest.

    >>> first_sentence("Who must. By when, e.g. soon.")
    ('Who must.', 'By when, e.g. soon.')
    """
    first, *rest = re.split(r"(?<=[.!?])\s+(?=[^\W\d_a-zа-я])", text, maxsplit=1)
    return first, "".join(rest)


def language_of(request: Request) -> str:
    """The language that the address asks for; English where it asks for none of ours."""
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def number_of(request: Request) -> int:
    """Which page of a list the address asks for; the first where that is no number."""
    text = request.query_params.get("page", "")
    known = text.isascii() and text.isdigit() and len(text) < 7
    return max(int(text), 1) if known else 1


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The page that the template makes of `values`."""
    tools = _tools(request, language_of(request))
    text = _environment().get_template(template).render(**tools, **values)
    return HTMLResponse(text, status)


def _tools(request: Request, language: str) -> dict[str, Any]:
    """What every template has: words, links that keep the language, the other languages."""

    def word(key: str, **filled: object) -> str:
        return wording.word(key, language, **filled)

    def link(path: str, /, **parameters: object) -> str:
        return linked(path, language, parameters.items())

    def page_of(iri: str, /, **parameters: object) -> str:
        return link(addresses.page_of(iri), **parameters)

    def picture_of(iri: str) -> str:
        return link(addresses.picture_of(iri))

    languages = [(tag, wording.NAMES[tag], _switched(request, tag)) for tag in LANGUAGES]
    return {
        "language": language, "languages": languages, "path": request.url.path,
        "w": word, "link": link, "page_of": page_of, "picture_of": picture_of,
        "asset": asset,
    }  # fmt: skip


def linked(path: str, language: str, parameters: Iterable[tuple[str, object]] = ()) -> str:
    """An address within the explorer that keeps the language.

    >>> linked("/queries/due-by", "kk", [("date", "2026-12-31")])
    '/queries/due-by?date=2026-12-31&lang=kk'
    """
    pairs = [(key, value) for key, value in parameters if value not in (None, "")]
    pairs += [("lang", language)] if language != LANGUAGES[0] else []
    if not pairs:
        return path
    return f"{path}{'&' if '?' in path else '?'}{urlencode(pairs)}"


def _switched(request: Request, language: str) -> str:
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "lang"]
    return linked(request.url.path, language, kept)


@cache
def asset(name: str) -> str:
    """The address of a static file, which changes when the file does."""
    data = palette().encode() if name == PALETTE else (STATIC / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(data).hexdigest()[:12]}"


@cache
def palette() -> str:
    """The colours of all our pages as style sheet variables, light and dark."""
    light, dark = (_variables(style.PALETTES[name]) for name in ("light", "dark"))
    return f":root{{{light}}}\n@media screen and (prefers-color-scheme: dark){{:root{{{dark}}}}}\n"


def _variables(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in colours.items())
