"""Which form a client asks for, by its Accept header, and in which language (RFC 9110, 12.5).

>>> chosen("text/turtle;q=0.9, application/ld+json", tuple(FORMS))
'application/ld+json'
>>> chosen("", tuple(FORMS)), chosen("image/png", tuple(FORMS))
('text/html', None)
"""

from __future__ import annotations

from collections.abc import Sequence

FORMS = {"text/html": "html", "application/ld+json": "jsonld", "text/turtle": "turtle"}


def chosen(accept: str, offered: Sequence[str]) -> str | None:
    """The media type of `offered` that is wished for most, the first of equals; None for none."""
    wishes = dict(_wish(one) for one in (accept or "*/*").split(","))
    marked = [(_wished(kind, wishes), -place) for place, kind in enumerate(offered)]
    weight, place = max(marked)
    return offered[-place] if weight > 0 else None


def language(accept: str, offered: Sequence[str]) -> str:
    """The language of `offered` that is wished for most (RFC 9110, 12.5.4), else the first.

    >>> language("ru-KZ, en;q=0.5", ("en", "ru", "kk")), language("de", ("en", "ru", "kk"))
    ('ru', 'en')
    """
    wishes: dict[str, float] = {}
    for tag, weight in map(_wish, accept.split(",")):
        main = tag.partition("-")[0]
        wishes[main] = max(weight, wishes.get(main, 0.0))
    return max(offered, key=lambda one: wishes.get(one, wishes.get("*", 0.0)))


def _wish(text: str) -> tuple[str, float]:
    kind, *settings = (part.strip().lower() for part in text.split(";"))
    weight = next((one[2:] for one in settings if one.startswith("q=")), "1")
    try:
        return kind, float(weight)
    except ValueError:
        return kind, 0.0


def _wished(kind: str, wishes: dict[str, float]) -> float:
    """The weight of the nearest range that takes in the type."""
    main = kind.partition("/")[0]
    return next((wishes[one] for one in (kind, f"{main}/*", "*/*") if one in wishes), 0.0)
