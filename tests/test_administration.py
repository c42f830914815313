"""What an administrator does: certificates, the schema, unloading, backups, secrets, full disks."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import asking
import servers
from command_line import run
from mindet.dataset import Dataset
from mindet.errors import StoreError
from mindet.store import Store, archive, open_store


class Authority:
    """A CA in a folder, and the certificate that it has signed for localhost."""

    def __init__(self, folder: Path) -> None:
        command = shutil.which("openssl")
        if command is None:
            servers.unavailable("TLS", "there is no openssl on the PATH to make certificates")
        self.folder, self._command = folder, command
        folder.mkdir()
        self.ca = folder / "ca.crt"
        new = ("-newkey", "rsa:2048", "-nodes", "-subj")
        self._run("req", "-x509", *new, "/CN=Test CA", "-keyout", "ca.key", "-out", "ca.crt")
        self._run("req", *new, "/CN=localhost", "-keyout", "server.key", "-out", "server.csr")
        (folder / "names").write_text("subjectAltName=DNS:localhost\n")
        signer = ("-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names")
        self._run("x509", "-req", "-in", "server.csr", *signer, "-out", "server.crt")

    def _run(self, *arguments: str) -> None:
        command = [self._command, *arguments]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)

    @property
    def settings(self) -> dict[str, str]:
        """What makes a Neo4j speak TLS only, with this certificate."""
        return {
            "server.bolt.tls_level": "REQUIRED",
            "dbms.ssl.policy.bolt.enabled": "true",
            "dbms.ssl.policy.bolt.base_directory": str(self.folder),
            "dbms.ssl.policy.bolt.private_key": "server.key",
            "dbms.ssl.policy.bolt.public_certificate": "server.crt",
        }


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """A CA of the tests."""
    return Authority(tmp_path_factory.mktemp("tls") / "authority")


@pytest.fixture(scope="module")
def secure(
    authority: Authority, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[servers.Neo4j]:
    """A real Neo4j that speaks TLS only."""
    home = tmp_path_factory.mktemp("secure") / "home"
    with servers.neo4j(home, settings=authority.settings, quick=True) as server:
        yield server


def _at(server: servers.Neo4j, scheme: str, host: str = "localhost") -> str:
    return f"{scheme}://{host}:{server.address.rpartition(':')[2]}"


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s", "BOLT+S"])
def test_own_ca(scheme: str, secure: servers.Neo4j, authority: Authority) -> None:
    """A server is trusted for the sake of a CA that is named, and written to."""
    with open_store(
        _at(secure, scheme), user=secure.user, password=secure.password, ca=authority.ca
    ) as store:
        assert store.write("CREATE (:Secure)").nodes_created == 1
        assert store.read("MATCH (n:Secure) RETURN count(n)").rows == [[1]]
        store.write("MATCH (n:Secure) DELETE n")


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_untrusted_certificate(scheme: str, secure: servers.Neo4j, tmp_path: Path) -> None:
    """A certificate that another CA has signed is told as such, with the option that helps."""
    other = Authority(tmp_path / "other").ca
    for ca in (other, None):
        with pytest.raises(StoreError, match=r"not trusted: .*--ca"):
            open_store(_at(secure, scheme), user=secure.user, password=secure.password, ca=ca)


def test_certificate_for_another_name(secure: servers.Neo4j, authority: Authority) -> None:
    """A name that the certificate does not have is told as such."""
    with pytest.raises(StoreError, match=r"mismatch.*name that the certificate has"):
        open_store(_at(secure, "bolt+s", "127.0.0.1"), user="neo4j", password="x", ca=authority.ca)


def test_plain_words_to_a_secure_server(secure: servers.Neo4j, authority: Authority) -> None:
    """Without encryption the server does not answer, and a CA is refused before that."""
    with pytest.raises(StoreError, match=r"bolt\+s"):
        open_store(_at(secure, "bolt"), user="neo4j", password="x")
    with pytest.raises(StoreError, match=r"write bolt\+s://localhost"):
        open_store(_at(secure, "bolt"), user="neo4j", password="x", ca=authority.ca)
    with pytest.raises(StoreError, match=r"write neo4j\+s://localhost"):
        open_store(_at(secure, "neo4j+ssc"), user="neo4j", password="x", ca=authority.ca)


def test_secure_words_to_a_plain_server(neo4j_server: servers.Neo4j, authority: Authority) -> None:
    """A server that speaks no TLS is told as such."""
    with pytest.raises(StoreError, match="encrypted connection"):
        open_store(_at(neo4j_server, "bolt+s"), user="neo4j", password="x", ca=authority.ca)


@pytest.mark.parametrize("content", [None, "", "no certificate"])
def test_no_ca_file(content: str | None, tmp_path: Path) -> None:
    """A file without certificates is named, before any server is asked."""
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_text(content)
    with pytest.raises(StoreError, match=r"ca\.pem: no certificates"):
        open_store("bolt+s://localhost:1", user="neo4j", password="x", ca=file)


def mindet(*arguments: str | Path, code: int = 0, **environment: str) -> tuple[str, str]:
    """Standard output and error of `mindet arguments`, after a look at the exit code."""
    return run(Path(), *arguments, code=code, **environment)


def _user(store: Store, request: pytest.FixtureRequest) -> dict[str, str]:
    """The environment in which a command reaches `store`."""
    if "://" not in store.address:
        return {}
    server: servers.Neo4j = request.getfixturevalue("neo4j_server")
    return {"MINDET_USER": server.user, "MINDET_PASSWORD": server.password}


DATA = b"<urn:a> <urn:p> <urn:b> ; <urn:q> 'text' ."


def test_unload(store: Store, request: pytest.FixtureRequest) -> None:
    """What a load wrote is taken out and counted, an analyst's own stays; then nothing is left."""
    user = _user(store, request)
    assert mindet("unload", "--from", store.address, **user)[0] == "nothing is loaded\n"
    asking.load(store, Dataset.parse(DATA, "turtle"))
    store.write("CREATE (:Note {text: 'mine'})-[:ABOUT]->(:Topic {name: 'mine too'})")
    before = store.read("MATCH (n) WHERE NOT n:Note AND NOT n:Topic RETURN count(n)").rows[0][0]
    output = mindet("unload", "--from", store.address, **user)[0]
    counts = [int(word) for word in output.split() if word.isdigit()]
    assert counts[1:] == [1]
    assert counts[0] >= before
    assert store.read("MATCH (n) RETURN coalesce(n.text, n.name) AS x ORDER BY x").rows == [
        ["mine"],
        ["mine too"],
    ]
    assert store.read("MATCH (:Note)-[r]->(:Topic) RETURN type(r)").rows == [["ABOUT"]]
    assert mindet("unload", "--from", store.address, **user)[0] == "nothing is loaded\n"


def test_unload_makes_nothing(tmp_path: Path) -> None:
    """A folder that is not there is told, not made."""
    assert "no graph store" in mindet("unload", "--from", tmp_path / "none", code=1)[1]
    assert not (tmp_path / "none").exists()


def test_schema(neo4j_store: Store) -> None:
    """The printed DDL runs on a real server, which knows each right if it has none."""
    output, _ = mindet("schema", "--database", "po`licy")
    statements = [line.rstrip(";") for line in output.splitlines() if line.endswith(";")]
    rights = [text for text in statements if text.startswith(("GRANT", "CREATE ROLE"))]
    assert len(rights) >= 6
    for statement in statements:
        if statement in rights:
            with pytest.raises(StoreError, match="Unsupported administration command"):
                neo4j_store.schema(statement)
        else:
            neo4j_store.schema(statement)
    assert "`po``licy`" in output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An embedded store that is closed: two things and a link."""
    path = tmp_path / "graph"
    with open_store(path, write=True) as store:
        asking.load(store, Dataset.parse(DATA, "turtle"))
    return path


def test_backup_and_restore(folder: Path, tmp_path: Path) -> None:
    """What comes back from a backup is the same store, under new passwords."""
    (tmp_path / "backups").mkdir()
    file = tmp_path / "backups" / "graph.zip"
    output, errors = mindet("backup", tmp_path / "backups", "--from", folder)
    assert (output, errors) == (f"{file}\n", "")
    fresh = tmp_path / "below" / "fresh"
    mindet("restore", file, "--to", fresh)
    exports = [
        mindet("export", "--from", place, "--format", "nquads")[0] for place in (folder, fresh)
    ]
    assert exports[0] == exports[1] != ""
    assert (folder / "access.json").read_text() != (fresh / "access.json").read_text()
    mindet("load", "--to", fresh, _file(tmp_path, DATA))  # it can be written to
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "backups",
        "below",
        "graph",
        "x.ttl",
    ]


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "x.ttl"
    path.write_bytes(content)
    return path


def test_backups_of_one_store_are_alike(folder: Path, tmp_path: Path) -> None:
    """Two backups of a store have the same bytes, and no password in them."""
    files = [tmp_path / "one.zip", tmp_path / "two.zip"]
    for file in files:
        archive.pack(folder, file)
        with open_store(folder) as store:
            store.read("MATCH (n) RETURN count(n)")
    assert files[0].read_bytes() == files[1].read_bytes()
    with zipfile.ZipFile(files[0]) as packed:
        inside = b"".join(packed.read(name) for name in packed.namelist())
    for password in json.loads((folder / "access.json").read_text()).values():
        assert password.encode() not in inside


def test_no_backup_of_an_open_store(folder: Path, tmp_path: Path) -> None:
    """While a store is open or loaded nothing is copied, and no file is left."""
    with open_store(folder) as store:
        with pytest.raises(StoreError, match=f"open in process {os.getpid()}"):
            archive.pack(folder, tmp_path / "no.zip")
        with store.exclusive(), pytest.raises(StoreError, match="another load"):
            archive.pack(folder, tmp_path / "no.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["graph"]


def test_backup_replaces_nothing(folder: Path, tmp_path: Path) -> None:
    """A file that is there stays, and what can't be written is told."""
    (tmp_path / "mine.zip").write_text("mine")
    with pytest.raises(StoreError, match="there already"):
        archive.pack(folder, tmp_path / "mine.zip")
    with pytest.raises(StoreError, match="can't be written"):
        archive.pack(folder, tmp_path / "mine.zip" / "below.zip")
    assert (tmp_path / "mine.zip").read_text() == "mine"


def test_backup_of_a_server() -> None:
    """A server is referred to its own tools."""
    for verb in (("backup", "x.zip", "--from"), ("restore", "x.zip", "--to")):
        assert "neo4j-admin" in mindet(*verb, "bolt://localhost:7687", code=1)[1]


def _damage(file: Path) -> None:
    content = bytearray(file.read_bytes())
    middle = len(content) // 3
    content[middle : middle + 64] = (255 - byte for byte in content[middle : middle + 64])
    file.write_bytes(content)


def _misplace(file: Path) -> None:
    with zipfile.ZipFile(file, "a") as packed:
        packed.writestr("databases/graph/../../../outside", "x")


SPOILT = {
    "damaged": _damage,
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:-200]),
    "out of place": _misplace,
    "no backup": lambda file: file.write_bytes(b"PK"),
    "no store's": lambda file: zipfile.ZipFile(file, "w").close(),
    "not there": Path.unlink,
}


@pytest.mark.parametrize("how", SPOILT)
def test_restored_whole_or_not_at_all(how: str, folder: Path, tmp_path: Path) -> None:
    """A spoilt backup is told with its name, and nothing is left of the attempt."""
    file = tmp_path / "graph.zip"
    archive.pack(folder, file)
    SPOILT[how](file)
    shutil.rmtree(folder)
    with pytest.raises(StoreError, match=r"graph\.zip"):
        archive.unpack(file, tmp_path / "new" / "graph")
    assert {path.name for path in tmp_path.rglob("*")} <= {"graph.zip", "new"}


def test_nothing_is_restored_over(folder: Path, tmp_path: Path) -> None:
    """A folder with anything in it is left alone; an empty one is filled."""
    archive.pack(folder, tmp_path / "graph.zip")
    with pytest.raises(StoreError, match="not empty"):
        archive.unpack(tmp_path / "graph.zip", folder)
    (tmp_path / "empty").mkdir()
    archive.unpack(tmp_path / "graph.zip", tmp_path / "empty")
    with open_store(tmp_path / "empty") as store:
        assert store.read("MATCH (n:Resource) RETURN count(n)").rows == [[2]]


WATCHED = """
import logging, sys
logging.basicConfig(filename=sys.argv.pop(1), level=logging.DEBUG)
from mindet.cli import main
main()
"""


def _watched(log: Path, arguments: list[str], environment: dict[str, str]) -> tuple[int, str]:
    """The exit code of `mindet arguments`, and all that it showed to anybody meanwhile."""
    command = [sys.executable, "-c", WATCHED, str(log), *arguments]
    with subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
    ) as process:
        seen = set[str]()
        while process.poll() is None:
            seen |= _command_lines(process.pid)
            time.sleep(0.02)
        output = process.stdout.read() if process.stdout else ""
    return process.returncode, output + log.read_text() + "".join(sorted(seen))


def _command_lines(number: int) -> set[str]:
    """Those of a process and all that it started, as anybody sees them where there is a /proc."""
    found = set()
    with contextlib.suppress(OSError):  # it may end at any moment
        process = Path("/proc") / str(number)
        found.add((process / "cmdline").read_text("utf-8", "replace"))
        for children in process.glob("task/*/children"):
            for child in children.read_text().split():
                found |= _command_lines(int(child))
    return found


USES = {
    "it works": (0, ("cypher", "RETURN 1", "--from", "bolt://SERVER")),
    "it routes": (0, ("cypher", "RETURN 1", "--from", "neo4j://SERVER")),
    "it loads": (0, ("load", "FILE", "--to", "bolt://SERVER")),
    "it unloads": (0, ("unload", "--from", "bolt://SERVER")),
    "from a file": (0, ("cypher", "RETURN 1", "--from", "bolt://SERVER", "--password-file", "KEY")),
    "refused": (1, ("cypher", "RETURN 1", "--from", "bolt://SERVER", "--user", "somebody")),
    "a wrong database": (1, ("cypher", "RETURN 1", "--from", "bolt://SERVER", "--database", "no")),
    "a wrong query": (1, ("cypher", "RETURN", "--from", "bolt://SERVER")),
    "no server": (1, ("cypher", "RETURN 1", "--from", "bolt://127.0.0.1:1")),
    "no route": (1, ("cypher", "RETURN 1", "--from", "neo4j://127.0.0.1:1")),
    "no encryption": (1, ("cypher", "RETURN 1", "--from", "bolt+s://SERVER")),
    "no CA": (1, ("cypher", "RETURN 1", "--from", "bolt+s://SERVER", "--ca", "KEY")),
    "no data": (1, ("load", "KEY", "--to", "bolt://SERVER")),
}


@pytest.mark.parametrize("how", USES)
def test_password_is_shown_to_nobody(how: str, neo4j_server: servers.Neo4j, tmp_path: Path) -> None:
    """A server's password is in no output, no log of the driver, no list of processes."""
    user = {"MINDET_USER": neo4j_server.user, "MINDET_PASSWORD": neo4j_server.password}
    key = tmp_path / "key.txt"
    key.write_text(neo4j_server.password)
    if how == "from a file":
        del user["MINDET_PASSWORD"]
    there = {"FILE": str(_file(tmp_path, DATA)), "KEY": str(key)}
    server = neo4j_server.address.partition("://")[2]
    code, arguments = USES[how]
    given = [there.get(word, word.replace("SERVER", server)) for word in arguments]
    found, shown = _watched(tmp_path / "log", given, user)
    assert found == code, shown
    assert neo4j_server.password not in shown
    assert "127.0.0.1" in (tmp_path / "log").read_text() or how in ("no CA", "no data")


def test_embedded_passwords_are_shown_to_nobody(tmp_path: Path) -> None:
    """Those of a folder are in the one file that only its owner reads, and nowhere else."""
    folder = tmp_path / "graph"
    code, shown = _watched(
        tmp_path / "log", ["load", str(_file(tmp_path, DATA)), "--to", str(folder)], {}
    )
    assert code == 0, shown
    code, failed = _watched(tmp_path / "log", ["cypher", "MATCH (", "--from", str(folder)], {})
    assert code == 1
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "access.json"]
    written = b"".join(path.read_bytes() for path in files)
    assert len(written) > 100_000
    for password in json.loads((folder / "access.json").read_text()).values():
        assert password not in shown + failed
        assert password.encode() not in written
