"""The jars of the servers that the tests start: named in the environment, or fetched by Maven.

    python tests/jars.py

fetches what is not there, with any Python and nothing installed. Where that is impossible it is
no failure: a test that needs the server tells.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

CACHE = Path(__file__).resolve().parent.parent / ".cache"


class NoJars(Exception):
    """A server whose jars are neither there nor to be had, and why."""


def neo4j() -> Path:
    """The folder with Neo4j's jars: MINDET_NEO4J_LIB, or .cache/neo4j/lib. Raises NoJars."""
    named = os.environ.get("MINDET_NEO4J_LIB")
    lib = Path(named) if named else CACHE / "neo4j" / "lib"
    if not any(lib.glob("neo4j-*.jar")):
        _fetch("neo4j-pom.xml", lib)
    return lib


def fuseki() -> Path:
    """Fuseki's jar: MINDET_FUSEKI_JAR, or the one in .cache/fuseki. Raises NoJars."""
    named = os.environ.get("MINDET_FUSEKI_JAR")
    if named:
        return Path(named)
    folder = CACHE / "fuseki"
    if not any(folder.glob("jena-fuseki-server-*.jar")):
        _fetch("fuseki-pom.xml", folder)
    return next(folder.glob("jena-fuseki-server-*.jar"))


def _fetch(pom: str, folder: Path) -> None:
    """Have Maven copy what the file `pom` names into `folder`, which is there whole or not at all:
    another process may look for it meanwhile.
    """
    maven = shutil.which("mvn")
    if maven is None:
        raise NoJars("its jars are not named in the environment, and no mvn to fetch them")
    file = Path(__file__).parent / "data" / pom
    fetch = [maven, "-q", "-B", "-f", str(file), "dependency:copy-dependencies"]
    part = folder.with_name(f"{folder.name}-{os.getpid()}")
    done = subprocess.run([*fetch, f"-DoutputDirectory={part}"], capture_output=True, text=True)
    if done.returncode:
        shutil.rmtree(part, ignore_errors=True)
        raise NoJars(f"Maven could not fetch it: {done.stdout[-400:]}")
    try:
        part.rename(folder)
    except OSError:  # the other was quicker
        shutil.rmtree(part)


def main() -> int:
    """Fetch both, as far as they can be had."""
    for server in (neo4j, fuseki):
        with suppress(NoJars):
            server()
    return 0


if __name__ == "__main__":
    sys.exit(main())
