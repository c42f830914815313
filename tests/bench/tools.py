"""The tools that `peers.py` compares: how each loads a file into a running Neo4j."""

from __future__ import annotations

import csv
import importlib.metadata
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import neo4j

import servers
from bench.clients import plain

CLIENTS = Path(__file__).parent / "clients"
PLAIN = "plain driver"
RDFLIB = "with_rdflib_neo4j.py"
Work = Callable[[], object]
Prepare = Callable[[Path, servers.Neo4j, Path], Work]
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Tool:
    """A way to load a file; `prepare` does what is not timed, and gives what is.

    `probe` says that it takes any file; `export` gives the N-Quads lines of what is held.
    """

    name: str
    prepare: Prepare
    settings: Mapping[str, str] = field(default_factory=dict)
    missing: str = ""
    probe: bool = False
    export: Callable[[servers.Neo4j], Iterable[str]] | None = None

    def begins(self, beginnings: Sequence[str]) -> bool:
        """Whether the name begins with one of these; with none given, any does."""
        return not beginnings or self.name.startswith(tuple(beginnings))


def known(plugin: Path | None, python: Path | None) -> list[Tool]:
    """All tools, those that are missing too."""
    jar = "" if plugin and plugin.is_file() else "no jar is named by --neosemantics"
    other = "" if python and python.is_file() else "no interpreter is named by --python"
    rust = "" if _has("neo4j-rust-ext") else "neo4j-rust-ext is not installed"
    here, there = Path(sys.executable), python or Path()
    settings = _plugin_settings(plugin) if plugin else NOTHING
    keep = {"handleMultival": "ARRAY", "keepLangTag": True, "keepCustomDataTypes": True}
    back = _neosemantics_export
    return [
        Tool(PLAIN, partial(_client, there, "plain.py"), missing=other, probe=True),
        Tool(f"{PLAIN}, Rust extension", partial(_client, here, "plain.py"), missing=rust),
        Tool("rdflib-neo4j", partial(_client, there, RDFLIB), missing=other, probe=True),
        Tool("neosemantics", partial(_neosemantics, {}), settings, jar, True, back),
        Tool("neosemantics, keeping", partial(_neosemantics, keep), settings, jar, True, back),
        Tool("mindet load", _mindet, probe=True, export=_mindet_export),
        Tool("mindet load --bulk, import", _bulk, missing=_bulk_missing()),
        Tool("import of ready CSV", _ready),
    ]


def _has(package: str) -> bool:
    try:
        return bool(importlib.metadata.version(package))
    except importlib.metadata.PackageNotFoundError:
        return False


def _command(
    *words: str | Path,
    server: servers.Neo4j | None = None,
    more: Mapping[str, str] = NOTHING,
    folder: Path | None = None,
) -> str:
    """Run a command to its end and give its output; RuntimeError with its errors."""
    access = {"MINDET_USER": "neo4j", "MINDET_PASSWORD": server.password} if server else {}
    environment = {**os.environ, **access, **more}
    command = [*map(str, words)]
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        told = (done.stderr or done.stdout).strip().splitlines() or ["no word"]
        raise RuntimeError(f"{words[0]}: {' … '.join(dict.fromkeys((told[0], told[-1])))}")
    return done.stdout


def _client(python: Path, script: str, path: Path, server: servers.Neo4j, _home: Path) -> Work:
    return partial(_command, python, CLIENTS / script, path, server.address, server=server)


# --- Mindet


def _mindet(path: Path, server: servers.Neo4j, _home: Path) -> Work:
    command = (sys.executable, "-m", "mindet", "load", path, "--to", server.address)
    return partial(_command, *command, server=server)


def _mindet_export(server: servers.Neo4j) -> list[str]:
    command = (sys.executable, "-m", "mindet", "export", "--format", "nquads")
    return _command(*command, "--from", server.address, server=server).splitlines()


def _bulk_missing() -> str:
    shown = _command(sys.executable, "-m", "mindet", "load", "--help")
    return "" if "--bulk" in shown else "this mindet has no load --bulk"


def _bulk(path: Path, server: servers.Neo4j, home: Path) -> Work:
    """Mindet writes files and, as `import.args`, the options by which the import reads them."""
    folder = home.parent / "bulk"

    def work() -> None:
        _command(sys.executable, "-m", "mindet", "load", path.resolve(), "--bulk", folder)
        _import(home, ["@import.args"], folder)

    return _offline(server, work)


# --- the server's own import


def _ready(path: Path, server: servers.Neo4j, home: Path) -> Work:
    """Files are made before the time is taken: the least that any way by files needs."""
    options = _write_csv(path, home.parent)
    return _offline(server, partial(_import, home, options, home.parent))


def _offline(server: servers.Neo4j, work: Work) -> Work:
    """The work on a stopped server; it is started again by the first who counts."""
    server.process.stop()
    return work


def _import(home: Path, options: Sequence[str], folder: Path) -> None:
    """The server's offline import, run in `folder`."""
    java = shutil.which("java") or "java"
    base = [java, *servers.OPENS, "-Xmx2g", "-cp", f"{servers.neo4j_library()}/*"]
    verb = ["org.neo4j.cli.AdminTool", "database", "import", "full", "neo4j"]
    folders = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    _command(*base, *verb, "--overwrite-destination=true", *options, more=folders, folder=folder)


def _write_csv(path: Path, folder: Path) -> list[str]:
    """A file of nodes and one of relationships; the options that name them."""
    links: plain.Links = defaultdict(list)
    keys = ["code", "label_kk", "label_ru", "count:long", "amount:double", "since:date"]
    with (folder / "nodes.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(["iri:ID", *keys, "open:boolean", ":LABEL"])
        for iri, quads in plain.read(path):
            labels, properties = plain.shape(iri, quads, links)
            properties["open"] = str(properties["open"]).lower()
            table.writerow([*properties.values(), ";".join(labels)])
    with (folder / "links.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow([":START_ID", ":END_ID", ":TYPE"])
        table.writerows((*pair, kind) for kind, pairs in links.items() for pair in pairs)
    return [f"--nodes={folder / 'nodes.csv'}", f"--relationships={folder / 'links.csv'}"]


# --- neosemantics


def _plugin_settings(jar: Path) -> Mapping[str, str]:
    return {
        "server.directories.plugins": str(jar.resolve().parent),
        "dbms.security.procedures.unrestricted": "n10s.*",
    }


def _neosemantics(
    config: Mapping[str, object], path: Path, server: servers.Neo4j, _home: Path
) -> Work:
    """As its manual shows it; an import that ends with KO is a failure."""
    form = "N-Quads" if path.suffix == ".nq" else "N-Triples"

    def work() -> None:
        with driver(server) as opened, opened.session(database="neo4j") as session:
            constraint = "CREATE CONSTRAINT FOR (r:Resource) REQUIRE r.uri IS UNIQUE"
            session.run(constraint).consume()
            session.run("CALL n10s.graphconfig.init($config)", {"config": config}).consume()
            call = "CALL n10s.rdf.import.fetch($url, $form)"
            done = session.run(call, url=path.resolve().as_uri(), form=form).single(strict=True)
            if done["terminationStatus"] != "OK":
                raise RuntimeError(f"neosemantics: {done['extraInfo']}")

    return work


def _neosemantics_export(server: servers.Neo4j) -> list[str]:
    """What its own export gives, which knows of no graphs."""
    query = "MATCH (n:Resource) OPTIONAL MATCH (n)-[r]->(m:Resource) RETURN *"
    with driver(server) as opened, opened.session(database="neo4j") as session:
        found = session.run("CALL n10s.rdf.export.cypher($query)", {"query": query})
        return sorted({_line(record) for record in found})


def _line(record: neo4j.Record) -> str:
    value = record["object"]
    if not record["isLiteral"]:
        return f"<{record['subject']}> <{record['predicate']}> <{value}> ."
    text = '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    tag = f"@{record['literalLang']}" if record["literalLang"] else f"^^<{record['literalType']}>"
    return f"<{record['subject']}> <{record['predicate']}> {text}{tag} ."


def driver(server: servers.Neo4j) -> neo4j.Driver:
    """A driver for a server of ours."""
    access = (server.user, server.password)
    return neo4j.GraphDatabase.driver(
        server.address,
        auth=access,
        notifications_min_severity="OFF",
        warn_notification_severity="OFF",
    )
