"""How fast a national data set is published and kept in step, beside one file loaded at once.

`python tests/bench/publishing.py [--triples 1000000] [--documents 2000]`: an Oxigraph takes
the whole as one file, then our publication of the same, a sync of the same file, of the same
dataset in memory, and of a file with a hundredth of the documents changed. Each number is told
as a ratio to another of the run, and each of ours has the reading of the file in it.
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
from mindet.publishing import publish, read, sync

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
    took: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as home:
        file, later = Path(home) / "national.nq", Path(home) / "later.nq"
        file.write_bytes(dataset.serialise("nquads"))
        later.write_bytes(revised(dataset).serialise("nquads"))
        print(f"{len(dataset)} triples, {len(dataset.graph_names())} graphs")
        with servers.oxigraph(Path(home) / "one") as server, timed("one file", took):
            load(file.read_bytes(), server)
        with servers.oxigraph(Path(home) / "ours") as server:
            store = f"{server}/store"
            with timed("publication", took):
                list(publish(read([file]), store))
            with timed("sync of the same file", took):
                assert not list(sync(read([file]), store))
            with timed("sync, same dataset in memory", took):
                assert not list(sync(dataset, store))
            with timed("sync, 1 % changed", took):
                changes = list(sync(read([later]), store))
    print(f"{len(changes)} graphs changed")
    print(f"publication: {took['one file'] / took['publication']:.0%} of one file's speed")
    print(f"1 % changed: {took['sync, 1 % changed'] / took['publication']:.1%} of a publication")


if __name__ == "__main__":
    main()
