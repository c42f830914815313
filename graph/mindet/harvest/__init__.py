"""The way back from a SPARQL endpoint, ours or anybody's: its graphs as a file of N-Quads.

with fetched(Endpoint("http://localhost:7878/query")) as path:
    Spool.read([path])
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from mindet.errors import EndpointError
from mindet.harvest.endpoint import Endpoint
from mindet.harvest.graphs import Progress, lines

__all__ = ["Endpoint", "fetched", "is_address"]
LARGEST = 64 * 2**30  # bytes of all that is fetched


@contextmanager
def fetched(
    endpoint: Endpoint, only: str | None = None, progress: Progress = lambda *_: None
) -> Iterator[Path]:
    """A file with all that an endpoint holds, or with the graph `only`; it goes at the end.

    Raises EndpointError where not all of it comes.
    """
    with tempfile.TemporaryDirectory(prefix="mindet-") as folder, closing(endpoint):
        path = Path(folder) / "endpoint.nq"
        size = 0
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for run in lines(endpoint, only, progress):
                size += file.write("".join(f"{line}\n" for line in run))
                if size > LARGEST:
                    raise EndpointError("it has too much", where=endpoint.url, remedy="use --graph")
        yield path


def is_address(text: str) -> bool:
    """Whether a source is meant to be an endpoint's.

    >>> is_address("http://localhost:7878/query"), is_address("http.nq")
    (True, False)
    """
    return text.lower().startswith(("http://", "https://"))
