"""Real servers for the tests: found or fetched, on loopback, ended by whoever started them."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

import jars

ROOT = Path(__file__).resolve().parent.parent
OPENS = [f"--add-opens=java.base/{p}=ALL-UNNAMED" for p in ("java.nio", "java.io", "sun.nio.ch")]
NO_SETTINGS: Mapping[str, str] = {}
# For short lives, not for measuring: to verify the classes is a fifth of what a start costs.
QUICK = (
    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
    "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote",
)  # fmt: skip
# A Neo4j makes its plans, seconds of work each, anew as the data change; small data need no others.
SETTLED = {
    "dbms.cypher.statistics_divergence_threshold": "1.0",
    "dbms.cypher.min_replan_interval": "10h",
}
missing: dict[str, str] = {}


@dataclass(frozen=True)
class Neo4j:
    """A running Neo4j."""

    address: str
    user: str
    password: str
    process: Process


class Process:
    """A server's process, which can be killed and started again on the same port."""

    def __init__(self, command: list[str], port: int, log: Path, seconds: float = 90) -> None:
        self.port = port
        self._command, self._log, self._seconds = command, log, seconds
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and return once it listens."""
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(self._command, stdout=output, stderr=subprocess.STDOUT)
        _await(self._process, self.port, self._log, self._seconds)

    def runs(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """End it at once, as by kill -9."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """End it in its own way."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()


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
def running(command: list[str], port: int, log: Path, seconds: float = 90) -> Iterator[Process]:
    """The process of `command`, once it listens on `port`; ended afterwards."""
    process = Process(command, port, log, seconds)
    try:
        process.start()
        yield process
    finally:
        process.kill()  # nobody needs what it keeps


def _await(process: subprocess.Popen[bytes], port: int, log: Path, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"{process.args!r} did not listen:\n{log.read_text('utf-8', 'replace')}")


@contextmanager
def neo4j(
    home: Path,
    *,
    heap: str = "512m",
    settings: Mapping[str, str] = NO_SETTINGS,
    quick: bool = False,
    imported: Path | None = None,
) -> Iterator[Neo4j]:
    """A Neo4j in the folder `home`, with so much heap and further `settings`.

    `quick` is for short lives: it costs least, but is not for measuring. The files of an offline
    import in the folder `imported` are taken in before it starts.
    """
    settings = {**(SETTLED if quick else {}), **settings}
    java_options = QUICK if quick else ()
    lib, java = neo4j_library(), shutil.which("java")
    if java is None:
        unavailable("Neo4j", "there is no java on the PATH")
    port, password = free_port(), "wrong-horse-staple"
    (home / "conf").mkdir(parents=True)
    (home / "conf" / "neo4j.conf").write_text(
        _neo4j_configuration(home, port, heap, settings), "utf-8"
    )
    _set_initial_password(home, password)
    base = [java, *OPENS, "-cp", f"{lib}/*"]
    if imported is not None:
        environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
        job = ["org.neo4j.cli.AdminTool", "database", "import", "full", "neo4j", "@import.args"]
        done = subprocess.run(
            [*base, *java_options, *job], env=environment, cwd=imported, capture_output=True
        )
        if done.returncode:
            raise RuntimeError(f"{job}: {(done.stdout + done.stderr).decode()}")
    entry = "org.neo4j.server.CommunityEntryPoint"
    folders = [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    command = [*base, f"-Xmx{heap}", *java_options, entry, *folders]
    with running(command, port, home / "console.log") as process:
        yield Neo4j(f"bolt://127.0.0.1:{port}", "neo4j", password, process)


def neo4j_library() -> Path:
    """The folder with Neo4j's jars."""
    return _jars("Neo4j", jars.neo4j)


def _jars(server: str, found: Callable[[], Path]) -> Path:
    try:
        return found()
    except jars.NoJars as why:
        unavailable(server, str(why))


@contextmanager
def fuseki(folder: Path, *, database: Sequence[str] = ("--mem",)) -> Iterator[Process]:
    """A Fuseki with the dataset /ds, in memory unless `database` says where, to be killed at will.

    Its addresses begin with http://127.0.0.1:PORT/ds, PORT being the process's `port`.
    """
    jar, java = fuseki_jar(), shutil.which("java")
    if java is None:
        unavailable("Fuseki", "there is no java on the PATH")
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    main = "org.apache.jena.fuseki.main.cmds.FusekiMainCmd"  # without pages for a browser
    serve = [java, "-Xmx512m", *QUICK, "-cp", str(jar), main]
    options = ["--localhost", f"--port={port}", "--update", *database, "/ds"]
    with running([*serve, *options], port, folder / "console.log") as process:
        yield process


def fuseki_jar() -> Path:
    """Fuseki's jar."""
    return _jars("Fuseki", jars.fuseki)


def _set_initial_password(home: Path, password: str) -> None:
    """What `neo4j-admin dbms set-initial-password` does, without the start of a Java for it."""
    salt, rounds = b"of the tests", 1024
    digest = salt + password.encode()
    for _ in range(rounds):
        digest = hashlib.sha256(digest).digest()
    file = home / "data" / "dbms" / "auth.ini"
    file.parent.mkdir(parents=True)
    file.write_text(f"neo4j:SHA-256,{digest.hex()},{salt.hex()},{rounds}:\n", "utf-8")


def _neo4j_configuration(home: Path, port: int, heap: str, further: Mapping[str, str]) -> str:
    settings = {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "server.memory.heap.max_size": heap,
        "server.memory.pagecache.size": "64m",
        "server.directories.data": str(home / "data"),
        "server.directories.import": str(home / "import"),
        "dbms.usage_report.enabled": "false",
        **further,
    }
    (home / "import").mkdir()
    return "".join(f"{key}={value}\n" for key, value in settings.items())


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """The address of an Oxigraph server with its data in `folder`."""
    with oxigraph_process(folder) as process:
        yield f"http://127.0.0.1:{process.port}"


@contextmanager
def oxigraph_process(folder: Path) -> Iterator[Process]:
    """An Oxigraph server with its data in `folder`, to be killed at will."""
    found = Path(sys.executable).with_name("oxigraph")
    command = str(found) if found.is_file() else shutil.which("oxigraph")
    if command is None:
        unavailable("Oxigraph", "the package oxigraph is not installed")
    port = free_port()
    serve = [command, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with running(serve, port, folder.with_suffix(".log"), 20) as process:
        yield process


def riot(path: Path) -> bytes:
    """An RDF file as N-Quads, as Apache Jena reads it; RuntimeError where it does not."""
    jar, java = fuseki_jar(), shutil.which("java")
    if java is None:
        unavailable("Jena", "there is no java on the PATH")
    log = f"-Dlog4j2.configurationFile={Path(__file__).parent / 'data' / 'jena-log.properties'}"
    command = [java, *QUICK, log, "-cp", str(jar), "riotcmd.riot", "--output=nq", str(path)]
    done = subprocess.run(command, capture_output=True)
    if b"ERROR" in done.stderr:  # the return code is 1 after mere warnings, too
        raise RuntimeError(done.stderr.decode())
    return done.stdout


def chromium() -> str:
    """The path of a Chromium or Chrome: MINDET_CHROMIUM, or one on the PATH.

    Debian's build without a window of its own draws a page for little more than half the time.
    """
    names = (
        "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome",
        "google-chrome-stable",
    )  # fmt: skip
    found = os.environ.get("MINDET_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        unavailable("Chromium", "none on the PATH and MINDET_CHROMIUM is not set")
    return found
