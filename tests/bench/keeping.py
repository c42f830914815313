"""What a tool keeps, by looking: counts in the store, and a few quads that are easily lost."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

import servers
from bench import tools

COUNTS = (
    "CALL () { MATCH (n) WHERE n.iri STARTS WITH $base OR n.uri STARTS WITH $base "
    "RETURN count(n) AS nodes, sum(size(keys(n))) AS keys } "
    "CALL () { MATCH (a)-[r]->(b) WHERE (a.iri STARTS WITH $base OR a.uri STARTS WITH $base) "
    "AND (b.iri STARTS WITH $base OR b.uri STARTS WITH $base) RETURN count(r) AS links } "
    "RETURN nodes, keys, links"
)
PROBE = """
PREFIX : <http://example.org/v#>
PREFIX other: <http://example.org/other#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
GRAPH <urn:graph:1> {
    <urn:a> :label "red"@en-US, "qyzyl"@kk-Latn, "rot"@de ; :many "first", "second" ;
        :price "1.10"^^xsd:decimal ; :padded "007"^^xsd:integer ; :small "5"^^xsd:int ;
        :year "2026"^^xsd:gYear ; :heat "9"^^<http://example.org/kelvin> ;
        :mixed "text", <urn:b> ; :knows <urn:b> .
}
GRAPH <urn:graph:2> {
    <urn:a> :knows <urn:b> .
    <urn:b> a :Thing ; other:label "another label" .
}
"""


def counts(server: servers.Neo4j) -> str:
    """Nodes, relationships and properties of the data that are in the store."""
    _wake(server)
    with tools.driver(server) as opened, opened.session(database="neo4j") as session:
        found = session.run(COUNTS, base="http://example.org/").single(strict=True)
        return f"{found['nodes']} nodes, {found['links']} links, {found['keys']} properties"


def _wake(server: servers.Neo4j) -> None:
    """Start a server that was stopped for an import."""
    with tools.driver(server) as opened:
        try:
            opened.verify_connectivity()
        except Exception:
            server.process.start()


def probe(tool: tools.Tool, heap: str) -> tuple[str, ...]:
    """Whether it takes N-Quads, how many texts the store holds, what its own export gives back."""
    quads = list(ox.parse(PROBE.encode(), ox.RdfFormat.TRIG))
    with tempfile.TemporaryDirectory(prefix="peers-") as name:
        folder = Path(name)
        with servers.neo4j(folder / "neo4j", heap=heap, settings=tool.settings) as server:
            takes = _load(tool, quads, server, folder)
            texts = {str(q.object.value) for q in quads if isinstance(q.object, ox.Literal)}
            held = f"{len(texts & set(_texts(server)))} of {len(texts)}"
            if tool.export is None:
                return takes, held, "no way back", "no way back", ""
            back = set(ox.parse("\n".join(tool.export(server)).encode(), ox.RdfFormat.N_QUADS))
    return takes, held, *_compared(set(quads), back)


def _compared(quads: set[ox.Quad], back: set[ox.Quad]) -> tuple[str, str, str]:
    """How many quads came back, how many triples, and the predicates of those that did not."""
    wanted, found = {q.triple for q in quads}, {q.triple for q in back}
    lost = sorted({t.predicate.value.rsplit("#")[-1] for t in wanted - found})
    same = f"{len(quads & back)} of {len(quads)}"
    return same, f"{len(wanted & found)} of {len(wanted)}", ", ".join(lost)


def _load(tool: tools.Tool, quads: list[ox.Quad], server: servers.Neo4j, folder: Path) -> str:
    """Load the probe as N-Quads, or, where that is refused, as N-Triples."""
    with_graphs, without = folder / "probe.nq", folder / "probe.nt"
    with_graphs.write_text("".join(f"{q.triple} {q.graph_name} .\n" for q in quads), "utf-8")
    triples = dict.fromkeys(f"{q.triple} .\n" for q in quads)
    without.write_text("".join(triples), "utf-8")
    for path, word in ((with_graphs, "taken"), (without, "refused")):
        try:
            tool.prepare(path, server, folder / "neo4j")()
        except Exception as error:
            print(f"{tool.name}, {path.name}: {str(error).strip().splitlines()[-1][:300]}")
        else:
            return word
    return "fails"


def _texts(server: servers.Neo4j) -> Iterable[str]:
    """All values of all properties as texts, also without a language tag or datatype at the end."""
    with tools.driver(server) as opened, opened.session(database="neo4j") as session:
        for (values,) in session.run("MATCH (n) RETURN [k IN keys(n) | n[k]]"):
            for value in values:
                for part in value if isinstance(value, list) else [value]:
                    yield str(part)
                    yield str(part).split("^^")[0]
                    yield str(part).rsplit("@", 1)[0]
