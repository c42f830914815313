"""How publishing talks to a server: addresses, logins, repeats, refusals."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from endpoints import Endpoint, data, holds
from faults.gate import Answer, Gate, Request
from mindet import harvest
from mindet.cli import cli
from mindet.cli import publishing as verb
from mindet.dataset import Dataset
from mindet.errors import DatasetError, EndpointError, MindetError
from mindet.publishing import Address, Login, publish, sending, sync
from mindet.web import connection

SECRET = 'hush "ү" \\'


@pytest.fixture
def endpoint(oxigraph_server: str) -> Endpoint:
    """An empty server."""
    found = Endpoint(f"{oxigraph_server}/store")
    found.clear()
    return found


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests need no patience."""
    monkeypatch.setattr(connection, "PAUSES", (0.0, 0.0, 0.0))


@pytest.mark.parametrize(
    ("store", "update", "query"),
    [
        ("http://h/store", "http://h/update", "http://h/query"),
        ("http://h/ds/data", "http://h/ds/update", "http://h/ds/query"),
        ("http://h/ds/", "http://h/ds/update", "http://h/ds/query"),
        ("http://h/repositories/r/rdf-graphs/service", "http://h/repositories/r/statements",
         "http://h/repositories/r"),
        ("http://h/sparql-graph-crud-auth", "http://h/sparql-auth", "http://h/sparql-auth"),
        ("http://h/sparql-graph-crud", "http://h/sparql", "http://h/sparql"),
    ],
)  # fmt: skip
def test_one_address_leads_to_the_others(store: str, update: str, query: str) -> None:
    """The customs of the common servers are known; what is given goes first."""
    assert Address.of(store) == Address(store, update, query)
    own = Address.of(store, update="https://h/u", query="https://h/q")
    assert own == Address(store, "https://h/u", "https://h/q")


WRONG = [
    "ftp://x/y", "file:///etc/passwd", "x", "", "http://", "http://u:p@h/s", "http://h/s?graph=x",
    "http://[::1", "http://h:99999/s", "http://h:x/s", "http://h/a store", "http://h/\nX: y",
    "http://үй/s",
]  # fmt: skip


@pytest.mark.parametrize("url", WRONG)
def test_addresses_are_checked(url: str) -> None:
    """Only a plain http or https address is one, wherever it is given."""
    words = r"no address of a Graph Store|leave that out"
    with pytest.raises(EndpointError, match=words):
        Address.of(url)
    if url:
        with pytest.raises(EndpointError, match=words):
            Address.of("http://h/store", query=url)


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "--endpoint-user"), (403, "no writes"), (302, "302"), (307, "307"), (500, "500")],
)
def test_refusals_are_told(status: int, words: str, endpoint: Endpoint) -> None:
    """What the server refuses is an error with its status; a redirect is not followed; the
    password stands in no message.
    """
    elsewhere: list[Request] = []
    with (
        Gate(endpoint.store, lambda r: elsewhere.append(r)) as other,
        Gate(
            endpoint.store, lambda _: Answer(status, {"Location": other.address}, b"no: \n no")
        ) as gate,
        pytest.raises(EndpointError, match=words) as caught,
    ):
        list(publish(data(), gate.address, login=Login("basic", "u", SECRET)))
    assert elsewhere == []
    assert SECRET not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("scheme", ["basic", "bearer"])
def test_a_server_that_tells_everything(scheme: str, endpoint: Endpoint) -> None:
    """A refusal that repeats the request gives no secret away, and no signs to a terminal."""

    def echo(request: Request) -> Answer:
        sent = request.headers["Authorization"]
        return Answer(400, body=f"{'x' * 250}\x1b[31m {sent} hush-hush".encode())

    login = Login(scheme, "u", "hush-hush")
    (token,) = (value.split()[1] for value in login.headers("GET", "/").values())
    with Gate(endpoint.store, echo) as gate, pytest.raises(EndpointError) as caught:
        list(publish(data(), gate.address, login=login))
    assert "***" in str(caught.value)
    assert not any(word in str(caught.value) for word in ("hush", token, token[:9], "\x1b"))


def test_a_server_that_is_read_only(endpoint: Endpoint) -> None:
    """One that takes neither updates nor graphs is told so."""

    def reading(request: Request) -> Answer | None:
        return None if request.path.endswith("/query") else Answer(405)

    with Gate(endpoint.store, reading) as gate, pytest.raises(EndpointError, match="read-only"):
        list(publish(data(), gate.address))


def basic(request: Request) -> bool:
    """The user and the secret, in UTF-8."""
    return request.headers.get("Authorization") == "Basic dXNlcjpodXNoICLSryIgXA=="


def bearer(request: Request) -> bool:
    """The token."""
    return request.headers.get("Authorization") == "Bearer a.b-c_d"


def digest(algorithm: str) -> Callable[[Request], bool]:
    """The proof, reckoned by RFC 7616, section 3.4.1; no count twice."""
    name = {"MD5": "md5", "SHA-256": "sha256"}[algorithm]
    counts: set[str] = set()

    def of(text: str) -> str:
        return hashlib.new(name, text.encode()).hexdigest()

    def right(request: Request) -> bool:
        header = request.headers.get("Authorization", "")
        given = {k: a or b for k, a, b in re.findall(r'(\w+)=(?:"([^"]*)"|([^\s,]+))', header)}
        if not header.startswith("Digest ") or (count := given["nonce"] + given["nc"]) in counts:
            return False
        counts.add(count)
        one, two = of(f"user:the realm:{SECRET}"), of(f"{request.method}:{given['uri']}")
        proof = of(f"{one}:{given['nonce']}:{given['nc']}:{given['cnonce']}:auth:{two}")
        return given["uri"] == request.path and given["response"] == proof

    return right


DIGEST = 'Digest realm="the realm", nonce="NONCE", opaque="o=,", algorithm=ALG, qop="auth-int,auth"'
LOGINS = {
    "basic": (Login("basic", "user", SECRET), basic, "Basic realm=x"),
    "bearer": (Login("bearer", "", "a.b-c_d"), bearer, "Bearer"),
    **{
        name: (Login("digest", "user", SECRET), digest(name), DIGEST.replace("ALG", name))
        for name in ("MD5", "SHA-256")
    },
}


@pytest.mark.parametrize("kind", LOGINS)
def test_logins(kind: str, endpoint: Endpoint) -> None:
    """Each way to log in opens a server that asks for it; a wrong secret does not."""
    login, right, challenge = LOGINS[kind]
    nonces = itertools.count()

    def guard(request: Request) -> Answer | None:
        told = challenge.replace("NONCE", f"n{next(nonces)}")
        return None if right(request) else Answer(401, {"WWW-Authenticate": told})

    with Gate(endpoint.store, guard) as gate:
        wrong = Login(login.scheme, login.user, "wrong")
        with pytest.raises(EndpointError, match="401") as caught:
            list(sync(data(), gate.address, login=wrong))
        assert "wrong" not in str(caught.value)
        list(sync(data(), gate.address, login=login))
        list(sync(data("ә", "ү"), gate.address, login=login))
        query = gate.address.replace("/store", "/query")
        with harvest.fetched(harvest.Endpoint(query, login.again())) as path:
            back = Dataset.read([path])
        with pytest.raises(EndpointError, match="401"):
            harvest.Endpoint(query, wrong.again()).holds("ASK {}")
    holds(endpoint, data("ә", "ү"))
    assert {*back.graph_names()} == endpoint.names()


@pytest.mark.parametrize(
    ("scheme", "user", "word"),
    [("bearer", "", "a\r\nX: y"), ("bearer", "", ""), ("digest", "ү", "x"), ("ntlm", "u", "x"),
     ("digest", "u\n", "x")],
)  # fmt: skip
def test_what_no_header_can_hold(scheme: str, user: str, word: str) -> None:
    """A token of two lines is no token, and is not told."""
    with pytest.raises(EndpointError) as caught:
        Login(scheme, user, word)
    assert "X: y" not in str(caught.value)


def test_a_login_hides_its_secret() -> None:
    """A login can be shown."""
    assert SECRET not in repr(Login("basic", "u", SECRET))


def busy(times: int, status: int = 503) -> Callable[[Request], Answer | None]:
    """Answers so many requests with a refusal, then lets all through."""
    left = [times]

    def answer(_: Request) -> Answer | None:
        left[0] -= 1
        return Answer(status, {"Retry-After": "0"}) if left[0] >= 0 else None

    return answer


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_server_is_asked_again(status: int, endpoint: Endpoint) -> None:
    """A server that is too busy three times is asked a fourth time, not a fifth."""
    with Gate(endpoint.store, busy(3, status)) as gate:
        list(sync(data(), gate.address))
    holds(endpoint, data())
    with (
        Gate(endpoint.store, busy(4, status)) as gate,
        pytest.raises(EndpointError, match=str(status)),
    ):
        list(sync(data(), gate.address))


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("2", 2.0), ("86400", 30.0), ("-1", 0.0), ("x", 0.0), ("", 0.0), ("²", 0.0),
     ("Fri, 31 Dec 1999 23:59:59 GMT", 0.0)],
)  # fmt: skip
def test_patience_has_bounds(header: str, seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that asks for some seconds gets them, and no more than thirty."""
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    answers = [Answer(503, {"Retry-After": header} if header else {}), Answer(200)]
    with Gate("http://127.0.0.1:1/store", lambda _: answers.pop(0)) as gate:
        assert connection.Connection().request("GET", gate.address).done
    assert waited[-1] == seconds


@pytest.fixture
def dataset_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder where something was built, and no login in the environment."""
    for name in ("MINDET_ENDPOINT_USER", "MINDET_ENDPOINT_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "build" / "graph").mkdir(parents=True)
    file = tmp_path / "build" / "dataset.nq"
    file.write_bytes(data().serialise("nquads"))
    return file


def run(*arguments: str) -> str:
    """What `mindet publish` prints."""
    from click.testing import CliRunner

    result = CliRunner().invoke(cli, ["publish", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_verb(dataset_file: Path, endpoint: Endpoint) -> None:
    """A line a changed graph and totals; 'unchanged' where nothing is sent."""
    assert run(endpoint.store).splitlines()[-1] == "4 new"
    assert run(endpoint.store, "--sync") == "unchanged\n"
    assert run(endpoint.store, "--sync", "--dry-run") == ""
    with Gate(endpoint.store, lambda _: None) as gate:
        run(gate.address, "--sync")
    assert len(gate.seen) == 1, "one question, from which all is known"
    dataset_file.write_bytes(data('"1.10"', '"1.20"', "<urn:g1>", "<urn:g0>").serialise("nquads"))
    shown = run(endpoint.store, "--sync", "--dry-run")
    assert shown.startswith("# request 1\nDROP SILENT GRAPH <urn:g1>")
    lines = run(endpoint.store, "--sync").splitlines()
    assert lines == [
        "new            1 triples  urn:g0",
        "changed        3 triples  urn:g2  (+1 -1)",
        "gone           0 triples  urn:g1",
        "1 new, 1 changed, 1 gone",
    ]


def test_the_verb_takes_files(tmp_path: Path, endpoint: Endpoint) -> None:
    """RDF files are published without a store; what is wrong in one is told with its line."""
    file, more = tmp_path / "a.nq", tmp_path / "b.ttl"
    file.write_bytes(data().serialise("nquads"))
    more.write_text("<urn:d> <urn:p> 1 .")
    assert run(endpoint.store, str(file)).splitlines()[-1] == "4 new"
    assert run(endpoint.store, str(file), "--sync") == "unchanged\n"
    assert run(endpoint.store, str(file), str(more), "--sync").splitlines()[-1] == "1 changed"
    file.write_bytes(file.read_bytes() + b"<urn:e> <urn:p> wrong .\n")
    with pytest.raises(DatasetError, match=r"a\.nq.*line 8") as error:
        run(endpoint.store, str(file), "--sync")
    assert "mend" in str(error.value)


def test_the_verb_needs_sync_to_preview(dataset_file: Path) -> None:
    """A plain publication has no preview; the verb's limit is the library's."""
    with pytest.raises(MindetError, match="add --sync"):
        run("http://127.0.0.1:1/store", "--dry-run")
    assert dataset_file.exists()
    assert verb.LIMIT == sending.LIMIT


def test_the_verb_logs_in(
    dataset_file: Path, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A token from the environment or a file opens the server."""

    def guard(request: Request) -> Answer | None:
        return None if bearer(request) else Answer(401)

    token = dataset_file.with_name("token")
    token.write_text("a.b-c_d\n")
    with Gate(endpoint.store, guard) as gate:
        run(gate.address, "--endpoint-auth", "bearer", "--endpoint-password-file", str(token))
        monkeypatch.setenv("MINDET_ENDPOINT_PASSWORD", "a.b-c_d")
        run(gate.address, "--endpoint-auth", "bearer", "--sync")


def test_addresses_of_one_own(dataset_file: Path, endpoint: Endpoint) -> None:
    """--update and --query go before what the URL leads to."""
    address = endpoint.address
    elsewhere = address.store.replace("/store", "/no/such/place")
    options = ("--update", address.update, "--query", address.query)
    run(elsewhere, *options, "--sync")
    holds(endpoint, data())
    assert dataset_file.exists()


def test_told_changes_are_done(endpoint: Endpoint) -> None:
    """What is yielded has happened, also where the rest is never asked for."""
    first = next(iter(sync(data(), endpoint.store)))
    assert first.graph is None
    assert len(endpoint.default()) == 1
    list(sync(data(), endpoint.store))
    holds(endpoint, data())
