"""Real servers for the tests: found or fetched, on loopback, ended by whoever started them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent
OPENS = [f"--add-opens=java.base/{p}=ALL-UNNAMED" for p in ("java.nio", "java.io", "sun.nio.ch")]
missing: dict[str, str] = {}


@dataclass(frozen=True)
class Neo4j:
    """A running Neo4j."""

    address: str
    user: str
    password: str


def unavailable(server: str, why: str) -> NoReturn:
    """Skip, loudly; fail where the environment says that servers must be there."""
    missing[server] = why
    if os.environ.get("MINDET_REQUIRE_SERVERS") == "1":
        pytest.fail(f"no {server}: {why}")
    pytest.skip(f"no {server}: {why}")


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, log: Path, seconds: float = 90) -> Iterator[None]:
    """The process of `command`, once it listens on `port`; ended afterwards."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    try:
        _await(process, port, log, seconds)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(process: subprocess.Popen[bytes], port: int, log: Path, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"{process.args!r} did not listen:\n{log.read_text('utf-8', 'replace')}")


@contextmanager
def neo4j(home: Path) -> Iterator[Neo4j]:
    """A Neo4j in the folder `home`."""
    lib, java = neo4j_library(), shutil.which("java")
    if java is None:
        unavailable("Neo4j", "there is no java on the PATH")
    port, password = free_port(), "wrong-horse-staple"
    (home / "conf").mkdir(parents=True)
    (home / "conf" / "neo4j.conf").write_text(_neo4j_configuration(home, port), "utf-8")
    base = [java, *OPENS, "-cp", f"{lib}/*"]
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    subprocess.run(
        [*base, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password],
        env=environment,
        check=True,
        capture_output=True,
    )
    entry = "org.neo4j.server.CommunityEntryPoint"
    command = [*base, "-Xmx512m", entry, f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with running(command, port, home / "console.log"):
        yield Neo4j(f"bolt://127.0.0.1:{port}", "neo4j", password)


def neo4j_library() -> Path:
    """The folder with Neo4j's jars: MINDET_NEO4J_LIB, or fetched by Maven into .cache/neo4j."""
    named = os.environ.get("MINDET_NEO4J_LIB")
    lib = Path(named) if named else ROOT / ".cache" / "neo4j" / "lib"
    if any(lib.glob("neo4j-*.jar")):
        return lib
    maven = shutil.which("mvn")
    if maven is None:
        unavailable("Neo4j", "no jars in MINDET_NEO4J_LIB and no mvn to fetch them")
    pom = Path(__file__).parent / "data" / "neo4j-pom.xml"
    fetch = [maven, "-q", "-B", "-f", str(pom), "dependency:copy-dependencies"]
    done = subprocess.run([*fetch, f"-DoutputDirectory={lib}"], capture_output=True, text=True)
    if done.returncode:
        shutil.rmtree(lib, ignore_errors=True)
        unavailable("Neo4j", f"Maven could not fetch it: {done.stdout[-400:]}")
    return lib


def _neo4j_configuration(home: Path, port: int) -> str:
    settings = {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "server.memory.heap.max_size": "512m",
        "server.memory.pagecache.size": "64m",
        "server.directories.data": str(home / "data"),
        "server.directories.import": str(home / "import"),
        "dbms.usage_report.enabled": "false",
    }
    (home / "import").mkdir()
    return "".join(f"{key}={value}\n" for key, value in settings.items())


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """The address of an Oxigraph server with its data in `folder`."""
    found = Path(sys.executable).with_name("oxigraph")
    command = str(found) if found.is_file() else shutil.which("oxigraph")
    if command is None:
        unavailable("Oxigraph", "the package oxigraph is not installed")
    port = free_port()
    serve = [command, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with running(serve, port, folder.with_suffix(".log"), 20):
        yield f"http://127.0.0.1:{port}"


def chromium() -> str:
    """The path of a Chromium or Chrome: MINDET_CHROMIUM, or one on the PATH."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = os.environ.get("MINDET_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        unavailable("Chromium", "none on the PATH and MINDET_CHROMIUM is not set")
    return found
