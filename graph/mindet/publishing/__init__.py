"""SPARQL endpoints: what Mindet publishes, and how an endpoint is kept in step with it.

`publish` replaces each graph of a dataset at an endpoint; `sync` sends only what is not
there yet, told by the digests that both leave in a status graph (see `status`), and drops
what was published before and is no more. Graphs that others put there stay as they are.
`read` and `opened` take a file or a store: what the endpoint has of it already is then told by
digests, without parsing or reading it.
`preview` shows what `sync` would send.

A graph changes together with its digest in one SPARQL Update request: a reader sees it
before or after, never half, on every server that takes a request as one transaction.
A run that breaks off is finished by the next. Of two at once the later to end says so, and
the next run mends what they mixed.
Where the server has no SPARQL Update the Graph Store Protocol does it, one PUT a graph. One
endpoint is for one publisher: a second one's `sync` would drop the first one's graphs.

Blank nodes that two graphs share are two at the endpoint once one of the graphs changes.
"""

from __future__ import annotations

from mindet.publishing.address import Address
from mindet.publishing.content import Content, InMemory, opened, read
from mindet.publishing.publication import preview, publish, sync
from mindet.publishing.updates import Change
from mindet.web.login import Login

__all__ = [
    "Address", "Change", "Content", "InMemory", "Login", "opened", "preview", "publish",
    "read", "sync",
]  # fmt: skip
