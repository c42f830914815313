"""The stable address of each thing's page, and the thing that an address names.

>>> page_of("https://w3id.org/mindet/id/operator/kar-tel")
'/id/operator/kar-tel'
>>> page_of("urn:x y"), iri_of("person/zhaslan-madiyev")
('/thing?iri=urn%3Ax%20y', 'https://w3id.org/mindet/id/person/zhaslan-madiyev')
"""

from __future__ import annotations

from urllib.parse import quote

from mindet.terms import ID, UNSTATED

MARK = "/id/"
_PLAIN = "/-._~!$&'()*+,;=:@"


def page_of(iri: str) -> str:
    """The path of a thing's page; "" for what is no thing."""
    if iri == UNSTATED:
        return ""
    if iri.startswith(ID):
        return MARK + quote(iri.removeprefix(ID), safe=_PLAIN)
    return f"/thing?iri={quote(iri, safe='')}"


def picture_of(iri: str) -> str:
    """The path of the picture of a thing.

    >>> picture_of("https://w3id.org/mindet/id/task/tax"), picture_of("urn:x")
    ('/explore/task/tax', '/explore?iri=urn%3Ax')
    """
    page = page_of(iri)
    at = "/explore" + page.removeprefix("/thing") if page.startswith("/thing?") else ""
    return at or page.replace(MARK, "/explore/", 1)


def iri_of(name: str) -> str:
    """The thing that the rest of a path under `/id/` names."""
    return ID + name
