"""The command line as its users run it: output, exit codes, pipes, errors."""

import csv
import importlib.util
import io
import json
import re
import shlex
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

import servers
from command_line import process, run
from mindet.cli import cli
from mindet.dataset import Dataset
from mindet.projection import spool

ROOT = Path(__file__).parent.parent
TEXTS = ROOT.parent / "shared" / "documents"


@pytest.fixture(scope="module")
def place(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a finished build."""
    target = tmp_path_factory.mktemp("cli")
    shutil.copytree(finished, target / "build")
    return target


def test_quiet_in_a_pipe(place: Path) -> None:
    """Nothing but the answer is printed: no progress, no chatter of the store."""
    output, errors = process(place, "ask", "prohibitions", "--format", "json")
    assert errors == ""
    assert len(json.loads(output)["rows"]) == 1


def test_interrupted_while_it_is_imported() -> None:
    """Ctrl-C before the command line is there ends in a word, not in Python's traceback."""
    script = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from mindet import __main__ as command\n"
        "class Finder:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'mindet.cli.places':\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Finder())\n"
        "command.main()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "Aborted!\n")


def test_no_verb_waits_for_frames(place: Path) -> None:
    """The driver is imported without pandas, which is there."""
    assert importlib.util.find_spec("pandas")
    _, imported = process(place, "ask", "prohibitions", PYTHONPROFILEIMPORTTIME="1")
    assert "| neo4j" in re.sub(" +", " ", imported)
    assert "pandas.core" not in imported


@pytest.mark.parametrize("form", ["csv", "json", "markdown", "table"])
def test_two_engines_one_answer(place: Path, form: str) -> None:
    """Cypher and SPARQL print the same, in every form, in Kazakh."""
    arguments = ("ask", "instructions", "--lang", "kk", "--format", form)
    assert run(place, *arguments)[0] == run(place, *arguments, "--engine", "sparql")[0]


def test_the_text_to_paste(place: Path) -> None:
    """SPARQL with its values runs as it is; Cypher has its values in :param lines before it."""
    asked = ("ask", "due-by", "-p", "date=2026-12-31", "--lang", "kk")
    rows = json.loads(run(place, *asked, "--format", "json")[0])["rows"]
    text, _ = run(place, *asked, "--sparql")
    found = json.loads(process(place, "sparql", "-", "--format", "json", given=text)[0])
    assert sorted(row["claim"] for row in found) == sorted(row["claim"]["iri"] for row in rows)
    lines = run(place, *asked, "--cypher")[0].splitlines()
    assert lines[:6] == [
        ":param date => date('2026-12-31')", ":param reading => 'strict'", ":param lang => 'kk'",
        ":param as_of => null", ":param inferences => true", ":param among => null",
    ]  # fmt: skip
    assert lines[6].startswith("WITH ")
    assert lines[-1].endswith(";")


def test_an_answer_goes_into_a_file(place: Path) -> None:
    """Each form, by -o; a CSV for a spreadsheet begins with its mark, a workbook is a workbook."""
    for form in ("csv", "markdown", "xlsx"):
        output, _ = run(place, "ask", "powers", "--lang", "kk", "--format", form, "-o", "answer")
        assert output == ""
        data = (place / "answer").read_bytes()
        if form == "xlsx":
            book = openpyxl.load_workbook(io.BytesIO(data))
            assert "Әкімдіктер" in {cell.value for row in book.worksheets[0] for cell in row}
        else:
            assert data.startswith("\ufeff".encode()) == (form == "csv")
            assert "Әкімдіктер" in data.decode()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("po", "powers"),
        ("actor-profile -p ac", "actor="),
        ("actor-profile -p actor=қазақтел", "actor=operator/kazakhtelecom"),
        ("actor-profile -p actor=Kazakhtel", "actor=operator/kazakhtelecom"),
        ("actor-profile -p actor=operator/ka", "actor=operator/kar-tel"),
        ("due-by -p reading=l", "reading=lenient"),
        ("due-by -p date=", "date=2020-03-16"),
        ("powers -p inferences=f", "inferences=false"),
    ],
)
def test_what_is_typed_is_completed(place: Path, typed: str, offered: str) -> None:
    """Questions, parameters and their values, things by a name in any language."""
    words = f"mindet ask {typed}"
    asked = {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    output, errors = run(place, _MINDET_COMPLETE="zsh_complete", **asked)
    assert offered in output.splitlines()
    assert errors == ""


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash on the PATH")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("actor-profile -p ac", "actor="),
        ("actor-profile -p actor = operator/ka", "operator/kar-tel"),
        ("due-by -p reading =", "lenient"),
    ],
)
def test_bash_completes_after_an_equals_sign(place: Path, typed: str, offered: str) -> None:
    """Bash breaks a word at = and replaces what follows it."""
    words = f"mindet ask {typed}"
    script = f"""PATH={shlex.quote(str(Path(sys.executable).parent))}:$PATH
        eval "$(_MINDET_COMPLETE=bash_source mindet)"
        COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
        _mindet_completion mindet; printf '%s\n' "${{COMPREPLY[@]}}" """
    command = ["bash", "--norc", "-c", script]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=300)
    assert offered in done.stdout.splitlines(), done.stderr


@pytest.mark.parametrize("typed", ["no-such -p a=", "powers -p nothing=", "x"])
def test_a_completion_never_fails(tmp_path: Path, typed: str) -> None:
    """Nothing to offer, no store: nothing is said."""
    words = f"mindet ask {typed}"
    asked = {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    output, errors = process(tmp_path, _MINDET_COMPLETE="zsh_complete", **asked)
    assert (output.strip(), errors) == ("", "")


def test_any_locale(place: Path) -> None:
    """Kazakh letters survive a locale that has none."""
    arguments = ("ask", "powers", "--lang", "kk", "--format", "csv", "--engine", "sparql")
    output, _ = process(place, *arguments, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    rows = list(csv.DictReader(io.StringIO(output)))
    assert "Әкімдіктер" in {value for row in rows for value in row.values()}


def test_own_queries(place: Path) -> None:
    """An analyst's own Cypher and SPARQL, also from standard input."""
    output, _ = run(place, "cypher", "MATCH (c:Claim) RETURN count(c) AS n", "--format", "csv")
    assert output.splitlines() == ["n", "147"]
    text = "PREFIX mn: <https://w3id.org/mindet#> SELECT (COUNT(?c) AS ?n) { ?c a mn:Claim }"
    output, _ = run(place, "sparql", "-", "--format", "csv", given=text)
    assert output.splitlines() == ["n", "147"]


REFUSED = {
    "a write": ("cypher", "CREATE (n) RETURN n"),
    "a file of the server": ("cypher", "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row"),
    "an update": ("sparql", "DELETE WHERE { ?s ?p ?o }"),
    "a service": ("sparql", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"),
    "a syntax error": ("sparql", "SELECT nonsense"),
    "another syntax error": ("cypher", "MATCH ("),
    "an unknown question": ("ask", "prohibition"),
    "an unknown parameter": ("ask", "powers", "-p", "aktor=x"),
    "a parameter without value": ("ask", "powers", "-p", "lang"),
    "a wrong date": ("ask", "due-by", "-p", "date=2026-13-01"),
    "a parameter that lacks": ("ask", "due-by"),
    "a store that is not there": ("ask", "powers", "--from", "nowhere"),
    "a server that is not there": ("ask", "powers", "--from", "bolt://127.0.0.1:1"),
    "an address of no store": ("ask", "powers", "--from", "http://127.0.0.1:1"),
    "an unknown format": ("export", "--format", "doc"),
    "a folder that is not there": ("export", "-o", "no/such/file.trig"),
    "an endpoint that is not there": ("publish", "http://127.0.0.1:1/store"),
    "a file that is not there": ("load", "no.ttl", "--to", "new"),
    "texts that are not there": ("verify", "--documents", "no-such-folder"),
    "a text that is not there": ("locate", "no.txt", "word"),
    "sheets that are not there": ("build", "--seeds", "no-such-folder", "-o", "new"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused_with_a_message(what: str, place: Path) -> None:
    """Each mistake is one readable message on standard error, and exit code 1."""
    output, errors = run(place, *REFUSED[what], code=1)
    assert output == ""
    assert errors.startswith("mindet: ")
    assert not (place / "new").exists()


def test_near_miss_is_suggested(place: Path) -> None:
    """A misspelt question is answered with the right name."""
    assert "prohibitions" in process(place, "ask", "prohibition", code=1)[1]


def test_time_limit(place: Path) -> None:
    """A query that would run for ever is stopped at its limit."""
    triple = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . "
    errors = process(
        place, "sparql", f"SELECT (COUNT(*) AS ?n) {{ {triple} }}", "--timeout", "1", code=1
    )[1]
    assert "1" in errors
    view = ("view", "answer", "at-risk-if", "--timeout", "0.1")
    errors = process(place, *view, code=1)[1]
    assert re.search("time limit|took longer than 0.1 s", errors)  # of the server, or of ours


def test_export_comes_back(place: Path) -> None:
    """Every RDF form of the export holds what was built; the bytes are the same each time."""
    built = Dataset.read([place / "build" / "dataset.nq"])
    for form in ("trig", "nquads", "jsonld"):
        output, _ = run(place, "export", "--format", form)
        assert Dataset.parse(output.encode(), form).isomorphic(built)
        assert process(place, "export", "--format", form)[0] == output


def test_load_a_file_of_somebody_else(place: Path, tmp_path: Path) -> None:
    """RDF that is not ours goes into a new store and comes back."""
    source = tmp_path / "shop.ttl"
    source.write_text(
        '@prefix s: <http://schema.org/> . <urn:x> a s:Book ; s:name "Ә"@kk ; s:about [ s:age 7 ] .'
    )
    store = str(tmp_path / "store")
    output, errors = process(place, "load", str(source), "--to", store)
    assert output
    assert errors == ""
    back, _ = run(place, "export", "--from", store, "--format", "nquads")
    assert Dataset.parse(back.encode(), "nquads").isomorphic(Dataset.read([source]))
    names, _ = run(place, "cypher", "MATCH (b:Book) RETURN b.name_kk AS n", "--from", store)
    assert "Ә" in names
    again, _ = run(place, "load", str(source), "--to", store)
    assert again != output  # nothing was written the second time


def test_a_server_instead_of_the_folder(
    place: Path, tmp_path: Path, neo4j_server: servers.Neo4j
) -> None:
    """The same verbs on a real Neo4j, its password from a file; a second load writes nothing."""
    secret = tmp_path / "password"
    secret.write_text(f"{neo4j_server.password}\n")
    access = ("--user", neo4j_server.user, "--password-file", str(secret))
    first, _ = run(place, "load", "--to", neo4j_server.address, *access)
    again, _ = run(place, "load", "--to", neo4j_server.address, *access)
    assert not first.startswith("0 things created")
    assert again.startswith("0 things created, 0 changed, 0 deleted")
    there = ("--from", neo4j_server.address, *access)
    assert run(place, "ask", "due-by", "-p", "date=2026-12-31", *there) == run(
        place, "ask", "due-by", "-p", "date=2026-12-31"
    )
    back, _ = run(place, "export", "--format", "nquads", *there)
    assert Dataset.parse(back.encode(), "nquads").isomorphic(
        Dataset.read([place / "build" / "dataset.nq"])
    )
    for text in ("CREATE (n)", "LOAD CSV FROM 'file:///x' AS r RETURN r", "MATCH (n) DELETE n"):
        run(place, "cypher", text, *there, code=1)


def test_wrong_password_is_told_and_not_shown(place: Path, neo4j_server: servers.Neo4j) -> None:
    """A refused password is an error that does not repeat it."""
    arguments = ("ask", "powers", "--from", neo4j_server.address, "--user", "neo4j")
    errors = run(place, *arguments, code=1, MINDET_PASSWORD="hush-hush")[1]
    assert "hush" not in errors
    errors = run(place, *arguments, code=1)[1]
    assert "MINDET_PASSWORD" in errors


def test_more_than_memory_holds_is_told(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where DuckDB can go on no longer the end is a sentence, and no file is left half written."""
    (tmp_path / "x.nt").write_text(
        "".join(f'<urn:{n}> <urn:p> "{n}" .\n' for n in range(50_000)), "utf-8"
    )
    monkeypatch.setitem(spool._SETTINGS, "memory_limit", "2MB")
    told = run(place, "load", tmp_path / "x.nt", "--bulk", tmp_path / "files", code=1)[1]
    assert told.startswith("mindet: too much for this machine's memory or disk: ")
    assert told.count("\n") == 1
    assert not (tmp_path / "files").exists()


def test_a_pipe_that_closes_early(place: Path) -> None:
    """`mindet … | head -1` ends without a word of complaint."""
    command = f"{sys.executable} -m mindet export --format nquads | head -1"
    done = subprocess.run(command, cwd=place, shell=True, capture_output=True, check=True)
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


def test_view_is_the_built_page(place: Path, tmp_path: Path) -> None:
    """`mindet view` writes the page that the build writes."""
    page = tmp_path / "page.html"
    process(place, "view", "-o", str(page))
    same = page.read_bytes() == (place / "build" / "responsibility.html").read_bytes()
    assert same  # a comparison of bytes would print both pages


def test_view_compares_two_days(place: Path) -> None:
    """The README's comparison is written where it says, and nothing else is."""
    days = ("--between", "2020-12-31", "2026-12-31")
    output, _ = run(place, "view", "comparison", "due-by", "-p", "date=2026-12-31", *days)
    assert output == "comparison-due-by.html\n"
    page = place / "comparison-due-by.html"
    assert "2020-12-31 → 2026-12-31" in page.read_text("utf-8")
    page.unlink()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("document",), "mindet view document 002"),
        (("neighbourhood",), "--around akimat/akmola-region"),
        (("answer",), "mindet view answer powers"),
        (("comparison",), "--between 2020-12-31 2026-12-31"),
        (("matrix", "--depth", "2"), "did you mean neighbourhood?"),
        (("timeline", "002"), "did you mean document or answer or comparison?"),
        (("document", "002", "--as-of", "2026-01-06"), "did you mean answer?"),
    ],
)
def test_view_says_what_a_page_takes(arguments: tuple[str, ...], words: str) -> None:
    """What a page needs and lacks, or does not take, is told before a store is opened."""
    done = CliRunner().invoke(cli, ["view", *arguments])
    assert done.exit_code == 2
    assert words in " ".join(done.output.split())


def test_password_is_the_owners_alone(place: Path) -> None:
    """The embedded store's password is readable by nobody else."""
    if sys.platform == "win32":
        pytest.skip("Windows has other rights")
    access = place / "build" / "graph" / "access.json"
    assert stat.S_IMODE(access.stat().st_mode) == 0o600


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the source texts are not beside the checkout")
def test_verify_the_real_texts(place: Path) -> None:
    """The five sheets agree with the five texts: every letter, every number, no leak."""
    output, _ = run(place, "verify", "--documents", str(TEXTS), "--no-proof")
    assert "100.0 %" in output
    assert "0 errors, 0 warnings" in output


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the source texts are not beside the checkout")
def test_rows_print_their_passages(place: Path) -> None:
    """With the texts at hand, an answer shows the passage of each row."""
    arguments = ("ask", "prohibitions", "--engine", "sparql", "--format", "json")
    output, _ = run(place, *arguments, "--documents", str(TEXTS))
    assert "QazTech" in json.dumps(json.loads(output), ensure_ascii=False)
    assert "запрещена" in output
