"""Files and SPARQL endpoints: what leaves Mindet.

Exports are made from a dataset; GraphML, for network tools, from its property graph.
Publishing speaks the SPARQL 1.1 Graph Store HTTP Protocol, one PUT a graph.
"""

from __future__ import annotations

import base64
import http.client
import json
import os
import re
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from mindet.dataset import FORMATS, Dataset
from mindet.errors import DatasetError, PublishError

if TYPE_CHECKING:
    from mindet.projection.graph import PropertyGraph

EXPORT_FORMATS = ("turtle", "trig", "nquads", "ntriples", "rdfxml", "jsonld", "graphml")
TIMEOUT = 60.0  # seconds that a server may stay silent


def export(dataset: Dataset, form: str, graph: Callable[[], PropertyGraph]) -> bytes:
    """`dataset` in `form`, one of EXPORT_FORMATS; `graph` is asked only for GraphML.

    The same dataset gives the same bytes. Raises DatasetError for an unknown format.
    """
    if form == "graphml":
        return graphml(graph())
    if form not in FORMATS:
        known = ", ".join(EXPORT_FORMATS)
        raise DatasetError(f"unknown format {form!r}", remedy=f"use {known}")
    return dataset.serialise(form)


def graphml(graph: PropertyGraph) -> bytes:
    """`graph` as GraphML (Brandes et al. 2002); lists and dates as JSON and ISO 8601 text."""
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in graph.nodes:
        values = {key: _attribute(value) for key, value in sorted(node.properties.items())}
        network.add_node(node.iri, **{**values, "labels": _attribute(sorted(node.labels))})
    for edge in graph.relationships:
        values = {key: _attribute(value) for key, value in sorted(edge.properties.items())}
        network.add_edge(edge.source, edge.target, **{**values, "type": edge.type})
    target = BytesIO()
    nx.write_graphml(network, target, infer_numeric_types=True)
    return target.getvalue()


def _attribute(value: Any) -> str | int | float | bool:
    if isinstance(value, bool | int | float | str):
        return _xml_text(value) if isinstance(value, str) else value
    if isinstance(value, list | tuple):
        return _xml_text(json.dumps([_attribute(v) for v in value], ensure_ascii=False))
    return str(value)


_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _xml_text(text: str) -> str:
    """XML 1.0 has no form for most control characters and two others: U+FFFD stands for them."""
    return _NOT_XML.sub("�", text)


def write(data: bytes | Iterable[bytes], target: str) -> None:
    """Write `data`, whole or in chunks, to the file `target`; `-` is standard output.

    A file is there whole or not at all.

    A device or a pipe is written to, never replaced. Raises DatasetError where that fails.
    """
    chunks = [data] if isinstance(data, bytes) else data
    if target == "-":
        sys.stdout.buffer.writelines(chunks)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    if not path.parent.is_dir():
        what = "the folder does not exist"
        raise DatasetError(what, where=str(path.parent), remedy="make it, or name another")
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                stream.writelines(chunks)
        else:
            _replace(path.resolve(), chunks)
    except OSError as error:
        what = f"can't be written: {error.strerror}"
        raise DatasetError(what, where=target, remedy="name another file") from None


def _replace(path: Path, chunks: Iterable[bytes]) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(chunks)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


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
