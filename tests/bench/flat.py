"""A flat graph of any size, for timing loads: the same seed gives the same bytes.

    python tests/bench/flat.py --nodes 100000 -o flat.nt

A node is 11 triples on average: seven literals (with its IRI eight properties), one type
or two of eight classes, two relationships or three of ten types to nodes at random. The
literals have what loads lose: one property in two languages, decimals that end in
zeros, integers of two datatypes, dates, booleans.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from random import Random

BASE = "http://example.org/"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
CLASSES = ("Agency", "Bridge", "Clinic", "District", "Line", "Office", "School", "Station")
LINKS = ("builds", "funds", "has", "leads", "near", "owns", "precedes", "serves", "trains", "uses")
WORDS = ("bay", "dala", "kol", "say", "tau", "ozen", "arna", "jol", "qala", "bel")
SLAVIC = ("залив", "степь", "озеро", "овраг", "гора", "река", "канал", "путь", "город", "перевал")


def lines(nodes: int, seed: int, *, graphs: int = 0, revised: float = 0.0) -> Iterator[str]:
    """The lines of each node in turn, as one text.

    N-Triples, or N-Quads in `graphs` named graphs. With `revised`, that share of the
    nodes has another count and another target; all else is as without it.
    """
    chance, change = Random(seed), Random(f"{seed} revised")
    for number in range(nodes):
        node = _node(number, nodes, chance)
        if change.random() < revised:
            node[3] = _typed("count", str(change.randrange(100_000, 200_000)), "integer")
            node[-1] = f"{node[-1].split(' ', 1)[0]} <{BASE}n/{change.randrange(nodes)}>"
        graph = f" <{BASE}g/{number % graphs}>" if graphs else ""
        subject = f"<{BASE}n/{number}>"
        yield "".join(f"{subject} {rest}{graph} .\n" for rest in node)


def _node(number: int, nodes: int, chance: Random) -> list[str]:
    """Predicates and objects of a node: the literals, the types, the links."""
    word = chance.randrange(1000)
    first, second, third = word % 10, word // 10 % 10, word // 100
    name = f"{WORDS[first]}-{WORDS[second]}-{WORDS[third]} {number}"
    label = f"{SLAVIC[first]} {SLAVIC[second]} {SLAVIC[third]} {number}"
    day = chance.randrange(10_000)
    kind = chance.randrange(8)
    types = {CLASSES[kind], CLASSES[(kind + 3) % 8]} if number % 2 else {CLASSES[kind]}
    links = chance.sample(LINKS, 2 + number % 2)
    return [
        f'<{BASE}v#code> "{name}"',
        f'<{BASE}v#label> "{name}"@kk',
        f'<{BASE}v#label> "{label}"@ru',
        _typed("count", str(chance.randrange(100_000)), "integer"),
        _typed("amount", f"{chance.randrange(1_000_000)}.{chance.randrange(10)}0", "decimal"),
        _typed("since", f"{1995 + day % 30}-{1 + day // 30 % 12:02}-{1 + day // 360:02}", "date"),
        _typed("open", "true" if chance.random() < 0.5 else "false", "boolean"),
        *(f"{TYPE} <{BASE}v#{name}>" for name in sorted(types)),
        *(f"<{BASE}v#{link}> <{BASE}n/{chance.randrange(nodes)}>" for link in links),
    ]


def _typed(name: str, text: str, datatype: str) -> str:
    return f'<{BASE}v#{name}> "{text}"^^<http://www.w3.org/2001/XMLSchema#{datatype}>'


def write(path: Path, nodes: int, seed: int = 1, *, graphs: int = 0, revised: float = 0.0) -> None:
    """Write the graph to a file."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(lines(nodes, seed, graphs=graphs, revised=revised))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Write a seeded flat graph as N-Triples.")
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--graphs", type=int, default=0, help="N-Quads in this many named graphs")
    parser.add_argument("--revise", type=float, default=0.0, help="change this share of the nodes")
    parser.add_argument("-o", "--output", type=Path, help="default: standard output")
    given = parser.parse_args()
    target = given.output and given.output.open("w", encoding="utf-8", newline="\n")
    with target or nullcontext(sys.stdout) as out:
        out.writelines(lines(given.nodes, given.seed, graphs=given.graphs, revised=given.revise))


if __name__ == "__main__":
    main()
