"""The page that draws a picture of the graph, and what its scripts ask for."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from mindet.explorer import columns, conclusions, paths, picture, rendering, steps, things, wording
from mindet.explorer.addresses import iri_of, page_of
from mindet.explorer.desk import Desk
from mindet.explorer.mistakes import Wrong
from mindet.explorer.steps import key_of
from mindet.terms import MN
from mindet.views import network, payload, style

LONGEST = 2_000  # characters of an IRI
Content = Mapping[str, Any]
PREFIX = "picture."  # of the words that the scripts need
SAME = ("arrange", "column.", "line.", "sure.silent", "link.inferred")  # words of the pages' legend
SHARED = ("draw.js", "labels.js", "heads.js", "pen.js", "saving.js")
"""Scripts of the pages of `mindet view`."""
VIS = "vis-network.min.js"
PATHS = tuple((name, f"/static/{name}") for name in (VIS, *SHARED))
YEAR = "public, max-age=31536000, immutable"


def page(desk: Desk, request: Request) -> Response:
    """The picture of a thing of ours and what is tied to it."""
    return _drawn(desk, request, iri_of(request.path_params["name"]))


def other_page(desk: Desk, request: Request) -> Response:
    """The picture of a thing with another IRI."""
    return _drawn(desk, request, request.query_params.get("iri", "")[:LONGEST])


def _drawn(desk: Desk, request: Request, iri: str) -> Response:
    found = things.find(desk, iri)
    language = rendering.language_of(request)
    title = desk.titles([iri], language)[iri].text
    words = _words(language)
    first = [steps.written(step) for step in picture.first_steps(desk, found.iri)]
    return rendering.page(
        request, "explore.html.j2", thing=found, title=title, scripts=scripts(), words=words,
        layouts=("", *columns.LAYOUTS),
        settings={
            "steps": first, "start": key_of(iri), "language": language,
            "most": steps.MOST_STEPS, "atOnce": steps.AT_ONCE, "atMost": steps.MOST_AT_ONCE,
            "palettes": style.PALETTES, "lines": style.LINES,
            "layouts": columns.LAYOUTS, "inferredDashes": style.INFERRED_DASHES,
            "options": network.OPTIONS, "words": words,
        },
    )  # fmt: skip


def _words(language: str) -> dict[str, str]:
    own = {key.removeprefix(PREFIX): texts for key, texts in wording.table().items()
           if key.startswith(PREFIX)}  # fmt: skip
    shared = {key: texts for key, texts in payload.words().items() if key.startswith(SAME)}
    return {key: texts[language] for key, texts in sorted({**shared, **own}.items())}


# --- scripts that other parts of the program have


@cache
def _texts() -> dict[str, str]:
    return {VIS: network.vis_network(), **{name: network.read(name) for name in SHARED}}


@cache
def scripts() -> dict[str, str]:
    """The address of each, which changes when the script does."""
    return {
        name: f"/static/{name}?v={hashlib.sha256(text.encode()).hexdigest()[:12]}"
        for name, text in _texts().items()
    }


def script(_request: Request, name: str) -> Response:
    """One of them."""
    return Response(_texts()[name], media_type="text/javascript", headers={"Cache-Control": YEAR})


# --- for the scripts


def drawing(desk: Desk, request: Request) -> Content:
    """The picture that the steps make."""
    asked = steps.parsed(request.query_params.getlist("step"))
    layout = request.query_params.get("layout", "")
    if layout and layout not in columns.LAYOUTS:
        told = partial(
            wording.word, "wrong.one", value=layout[:80], names=", ".join(columns.LAYOUTS)
        )
        remedy = f"say {' or '.join(columns.LAYOUTS)}"
        raise Wrong("layout", "no such layout", told, remedy=remedy)
    drawn = picture.drawn(desk, asked, layout)
    return picture.told(desk, drawn, rendering.language_of(request))


def _thing(request: Request, name: str) -> str:
    key = request.query_params.get(name, "")
    if not key or len(key) > LONGEST:
        told = partial(wording.word, "wrong.none")
        raise Wrong(name, "no thing", told, remedy="give an id")
    return steps.iri_of(key)


def links(desk: Desk, request: Request) -> Content:
    """The relations of a thing with counts: what a click would bring."""
    iri, language = _thing(request, "thing"), rendering.language_of(request)
    things.find(desk, iri)
    return {
        "thing": key_of(iri),
        "page": page_of(iri),
        "relations": [
            {
                "relation": one.name.removeprefix(MN),
                "label": _label(desk, one.name, language),
                "direction": one.direction,
                "count": one.count,
            }
            for one in picture.relations(desk, iri)
        ],
    }


def _label(desk: Desk, name: str, language: str) -> str:
    if name.startswith(conclusions.MARK):
        told = desk.term(name.removeprefix(conclusions.MARK), language)
        return f"{wording.word('picture.inferred', language)}: {told}"
    return desk.term(name, language)


def path(desk: Desk, request: Request) -> Content:
    """The shortest way between two things."""
    start, end = _thing(request, "start"), _thing(request, "end")
    found = paths.shortest(desk, start, end)
    return {
        "things": [key_of(iri) for iri in found.things],
        "how": found.how,
        "cut": found.cut,
    }
