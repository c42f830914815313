"""How fast a national data set is published and kept in step, beside one file loaded at once.

`python tests/bench/publishing.py [--triples 1000000] [--documents 2000]`: an Oxigraph takes
the whole as one file, then our publication of the same, a sync of the same file, of the same
dataset in memory, and of one with a hundredth of the documents changed. Each number is told
as a ratio to another of the run.
"""

from __future__ import annotations

import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parent.parent))

import nation
import pyoxigraph as ox

import servers
from mindet.dataset import Dataset
from mindet.projection.sources import fingerprint
from mindet.publishing import known, publish, sync

EVERY = 100  # one document in so many changes


def parted(dataset: Dataset, documents: int) -> Dataset:
    """The same triples in so many graphs: a subject's are in one."""
    names: dict[object, ox.NamedNode] = {}
    for quad in dataset:
        if quad.subject not in names:
            names[quad.subject] = ox.NamedNode(f"urn:document:{len(names) % documents}")
    return Dataset(ox.Quad(*quad.triple, names[quad.subject]) for quad in dataset)


def revised(dataset: Dataset) -> Dataset:
    """A triple more in one graph of EVERY."""
    more = ox.NamedNode("urn:more"), ox.NamedNode("urn:p"), ox.Literal("more")
    names = [ox.NamedNode(name) for name in dataset.graph_names()[::EVERY]]
    return Dataset([*dataset, *(ox.Quad(*more, name) for name in names)])


@contextmanager
def timed(name: str, into: dict[str, float]) -> Iterator[None]:
    """Note the seconds; tell also how many of them were our own processor's."""
    start, own = time.perf_counter(), time.process_time()
    yield
    into[name] = time.perf_counter() - start
    print(f"{name:40}{into[name]:8.2f} s, ours {time.process_time() - own:.2f} s", flush=True)


def load(data: bytes, server: str) -> None:
    """One file, as the server takes it."""
    headers = {"Content-Type": "application/n-quads"}
    urllib.request.urlopen(urllib.request.Request(f"{server}/store", data, headers)).close()


@click.command()
@click.option("--triples", default=1_000_000, show_default=True)
@click.option("--documents", default=2_000, show_default=True)
def main(triples: int, documents: int) -> None:
    """Measure."""
    text = "".join(nation.generate(nation.Order(triples))).encode()
    dataset = parted(Dataset.parse(text, "nquads"), documents)
    later, data = revised(dataset), dataset.serialise("nquads")
    took: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as home:
        with servers.oxigraph(Path(home) / "one") as server, timed("one file", took):
            load(data, server)
        with servers.oxigraph(Path(home) / "ours") as server:
            store = f"{server}/store"
            file = Path(home) / "national.nq"
            file.write_bytes(data)
            with timed("publication", took):
                list(publish(dataset, store, source=fingerprint([file])))
            with timed("same file, as `mindet publish --sync`", took):
                assert known(fingerprint([file]), store)
            with timed("sync, nothing changed", took):
                list(sync(dataset, store))
            with timed("sync, 1 % changed", took):
                changes = list(sync(later, store))
    print(f"{len(dataset)} triples, {len(dataset.graph_names())} graphs, {len(changes)} changed")
    print(f"publication: {took['one file'] / took['publication']:.0%} of one file's speed")
    print(f"1 % changed: {took['sync, 1 % changed'] / took['publication']:.1%} of a publication")


if __name__ == "__main__":
    main()
