"""What an administrator does: certificates, the schema, unloading, backups, secrets, full disks."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import servers
from mindet.errors import StoreError
from mindet.store import open_store


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
    options = {"settings": authority.settings, "java_options": servers.QUICK}
    with servers.neo4j(home, **options) as server:
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
