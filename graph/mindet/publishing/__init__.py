"""SPARQL endpoints: what Mindet publishes.

Publishing speaks the SPARQL 1.1 Graph Store HTTP Protocol, one PUT a graph.
"""

from __future__ import annotations

import base64
import http.client
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from mindet.dataset import Dataset
from mindet.errors import PublishError

TIMEOUT = 60.0  # seconds that a server may stay silent


@dataclass(frozen=True)
class Published:
    """One graph that a server took: its name (None: the default graph), triples, HTTP status."""

    graph: str | None
    triples: int
    status: int


def publish(
    dataset: Dataset, url: str, *, user: str | None = None, password: str | None = None
) -> Iterator[Published]:
    """Replace each graph of `dataset` at the Graph Store `url`, graph by graph.

    Graphs of the server that the dataset does not have stay as they are.
    Raises PublishError where the server can't be reached or refuses a graph.
    """
    _check_address(url)
    headers = {"Content-Type": "application/n-triples"}
    if user is not None:
        token = base64.b64encode(f"{user}:{password or ''}".encode()).decode()
        headers["Authorization"] = f"Basic {token}"
    for name, part in _graphs(dataset):
        target = f"{url}?{_graph_parameter(name)}"
        yield Published(name, len(part), _put(target, part.serialise("ntriples"), headers))


def _graphs(dataset: Dataset) -> Iterator[tuple[str | None, Dataset]]:
    if any(isinstance(q.graph_name, ox.BlankNode) for q in dataset):
        what = "a graph is named by a blank node, which the protocol can't address"
        raise PublishError(what, remedy="give it an IRI")
    default = Dataset(q for q in dataset if isinstance(q.graph_name, ox.DefaultGraph))
    if default:
        yield None, default
    for name in dataset.graph_names():
        yield name, dataset.graph(name)


def _graph_parameter(name: str | None) -> str:
    return "default" if name is None else urllib.parse.urlencode({"graph": name})


_PRINTABLE = re.compile(r"[!-~]+")  # other characters are percent-encoded in an address


def _check_address(url: str) -> None:
    try:
        parts = urllib.parse.urlsplit(url)
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # half an IPv6 address, a port that is none
        whole = False
    if not whole or not _PRINTABLE.fullmatch(url):
        what = f"{url!r} is no address of a Graph Store"
        raise PublishError(
            what, remedy="write http://HOST:PORT/PATH, as in http://localhost:7878/store"
        )
    if parts.query or parts.fragment or parts.username:
        what = "the address has a query, a fragment or a user in it"
        raise PublishError(what, where=parts.hostname or "", remedy="leave that out; use --user")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the password to another server: it is an error instead."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _put(target: str, body: bytes, headers: dict[str, str]) -> int:
    request = urllib.request.Request(target, data=body, method="PUT", headers=headers)  # noqa: S310  # scheme checked
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(request, timeout=TIMEOUT) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        detail = error.read(300).decode("utf-8", "replace").strip()
        what = f"the server answered {error.code} {error.reason} {detail}".strip()
        remedy = _REMEDIES.get(error.code, "see the server's log")
        raise PublishError(what, where=target, remedy=remedy) from None
    except (urllib.error.URLError, OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        what = f"the server can't be reached: {reason}"
        raise PublishError(what, where=target, remedy="check the address; is it running?") from None


_REMEDIES = {
    401: "give --user, and the password in MINDET_PASSWORD",
    403: "the server takes no writes from this user",
    404: "this is no Graph Store address: see the server's manual for its path",
    405: "the server is read-only, or this is its query address",
}
