"""Which pages of other sites may read answers (the Fetch standard's CORS protocol).

>>> origin("HTTPS://Example.org:8443/")
'https://example.org:8443'
>>> allowed("https://example.org", {"https://example.org"})
{'Access-Control-Allow-Origin': 'https://example.org', 'Vary': 'Origin'}
>>> allowed("https://evil.example", {"https://example.org"})
{'Vary': 'Origin'}
"""

from __future__ import annotations

import re
from collections.abc import Collection

from mindet.errors import MindetError

ANY = "*"
_ORIGIN = re.compile(r"https?://(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?")
_DAY = "86400"


def origin(text: str) -> str:
    """An origin, or * for every one; MindetError for what is neither."""
    plain = text.strip().lower().removesuffix("/")
    if plain != ANY and not _ORIGIN.fullmatch(plain):
        raise MindetError(
            f"{text!r} is no origin", where="--cors", remedy="write https://example.org, or *"
        )
    return plain


def allowed(asking: str, origins: Collection[str]) -> dict[str, str]:
    """The headers that let a page of the origin `asking` read an answer, if it may."""
    if not origins:
        return {}
    if ANY in origins:
        return {"Access-Control-Allow-Origin": ANY}
    if asking in origins:
        return {"Access-Control-Allow-Origin": asking, "Vary": "Origin"}
    return {"Vary": "Origin"}


def preflight(asking: str, origins: Collection[str]) -> dict[str, str]:
    """The headers that answer the question before the question."""
    headers = allowed(asking, origins)
    if "Access-Control-Allow-Origin" not in headers:
        return headers
    return headers | {
        "Access-Control-Allow-Methods": "GET, HEAD, POST",
        "Access-Control-Allow-Headers": "Accept, Content-Type",
        "Access-Control-Max-Age": _DAY,
    }
