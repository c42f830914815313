"""Reading into columns: what the fast way takes is what a parser takes, letter for letter."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rdf
from mindet.dataset import Dataset
from mindet.errors import DatasetError
from mindet.projection import sources, splitting, spool
from mindet.projection.spool import Spool

_IRIS = ["<urn:a>", "<http://a.example/é?x=1#y>", "<http://a.example:80/b'c>", "<http://[::1]/>"]
_IRIS += [
    "<a>",
    "<http://a/ b>",
    "<urn:%zz>",
    "<http://a/#b#c>",
    "<http://a:b/>",
    "<urn:\\u00e9>",
    "<>",
]
_TAILS = ["", "@en", "@KK-latn", "@en-a", "^^<urn:d>", "^^<a>", "@x", "@de-1996", "@en--ltr"]
_TAILS += ["^^<http://www.w3.org/2001/XMLSchema#string>"]
_TAILS += ["^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>"]
_ENDS = [" .", ".", " . # end", " <urn:g> .", "\t.", " _:g .", " <urn:g>", "  .", " .\r"]
_texts = st.lists(
    st.sampled_from(["a", "ә", "😀", " ", "\\n", '\\"', "\\\\", "\\u0041", "\t", "\\x", "<", "@en"])
).map("".join)
_nodes = st.one_of(st.sampled_from(_IRIS), st.sampled_from(["_:a", "_:a.b", "_:é", "_:", "_:a."]))
_literals = st.builds(lambda text, tail: f'"{text}"{tail}', _texts, st.sampled_from(_TAILS))
_lines = st.builds(
    lambda s, p, o, end: f"{s} {p} {o}{end}",
    _nodes,
    st.sampled_from(_IRIS),
    st.one_of(_nodes, _literals),
    st.sampled_from(_ENDS),
)


def _read(path: Path) -> list[str] | None:
    """The sorted lines that a spool makes of a file; None where it refuses the file."""
    try:
        with Spool.read([path]) as made:
            made.normalise()
            return list(made.sorted_lines())
    except DatasetError:
        return None


def _parsed(path: Path) -> list[str] | None:
    """The same by the parser and the whole dataset in memory."""
    try:
        with Spool.of(Dataset.read([path])) as made:
            made.validate()
            return list(made.sorted_lines())
    except DatasetError:
        return None


@pytest.fixture(params=["as files", "as text"])
def road(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to cut lines: those of long texts, and those of short ones."""
    monkeypatch.setattr(splitting, "SMALL", -1 if request.param == "as files" else 2**40)
    return str(request.param)


@pytest.mark.usefixtures("road")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_lines, max_size=3), st.sampled_from([".nq", ".nt"]))
def test_any_line_as_the_parser_takes_it(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], suffix: str
) -> None:
    """Whatever the lines: the same quads as by the parser, or refused by both."""
    path = tmp_path_factory.mktemp("lines") / f"x{suffix}"
    path.write_bytes("\n".join(lines).encode())
    assert _read(path) == _parsed(path)


def test_w3c_files_as_the_parser_takes_them(w3c: Path, road: str) -> None:
    """Every file of the W3C N-Triples and N-Quads suites, good and bad, by one way or both."""
    paths = rdf.suites(w3c, "rdf-n-triples", "rdf-n-quads")
    assert len(paths) > 100
    paths = paths[::3] if road == "as files" else paths[1::3] + paths[2::3]
    assert [path.name for path in paths if _read(path) != _parsed(path)] == []


def test_parts_and_chunks_make_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many partitions and chunks of a few lines give the same quads and digests."""
    path = tmp_path / "x.nq"
    path.write_bytes(rdf.nasty().serialise("nquads"))
    with Spool.read([path]) as whole:
        lines, graphs = list(whole.sorted_lines()), whole.graphs()
    monkeypatch.setattr(spool, "PARTITION", 2000)
    monkeypatch.setattr(sources, "CHUNK", 300)
    with Spool.read([path]) as parts:
        assert parts.partitions > 5
        assert (list(parts.sorted_lines()), parts.graphs()) == (lines, graphs)


_PARTED = [
    *(f'<urn:{n}> <urn:p> "{n}"@KK-Latn <urn:g{n % 3}> .' for n in range(40)),
    *(f'<urn:{n}> <urn:p> "{n}"@kk-latn <urn:g{n % 3}> .' for n in range(0, 40, 7)),
    *(f"<urn:{n}> <urn:q> _:b{n % 4} ." for n in range(40)),
    *(f'<urn:{n}>  <urn:p> "\\u0041" . # as only the parser takes it' for n in range(0, 40, 9)),
    f'<urn:long> <urn:p> "{"x" * 5_000_000}" .',
]


def _changed(path: Path, how: str) -> tuple[list[str], object, int]:
    """What is in a spool once it has been changed in one way."""
    with Spool.read([path]) as made:
        left_out = 0
        if how == "confined":
            left_out = made.confine("<urn:g1>")
        else:
            made.normalise()
        if how == "kept":
            made.keep("WHERE ends_with(s, '7>')")
        return list(made.sorted_lines()), made.graphs(), left_out


@pytest.mark.usefixtures("road")
@pytest.mark.parametrize("how", ["validated", "confined", "kept"])
def test_partitions_change_as_one_table_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Tags in capitals, lines for the parser, one too long for a buffer: the same in files."""
    path = tmp_path / "x.nq"
    path.write_text("\n".join(_PARTED), "utf-8")
    lines, graphs, left_out = _changed(path, how)
    monkeypatch.setattr(spool, "PARTITION", 1_000_000)
    assert _changed(path, how) == (lines, graphs, left_out)
    wanted = {"validated": (86, 0), "confined": (86 - 27, 27), "kept": (9, 0)}
    assert (len(lines), left_out) == wanted[how]


def test_more_of_one_subject_than_memory_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hub with very many links has the digest that it has where memory is plenty."""
    path = tmp_path / "x.nt"
    lines = [
        f"<urn:hub> <http://example.org/near> <http://example.org/n/{n}> ." for n in range(200_000)
    ]
    path.write_text("\n".join([*lines, "<urn:a> <urn:p> <urn:hub> ."]), "utf-8")
    with Spool.read([path]) as roomy:
        graphs = roomy.graphs()
    monkeypatch.setitem(spool._SETTINGS, "memory_limit", "40MB")
    with Spool.read([path]) as narrow:
        assert narrow.number("SELECT count(*) FROM heavy") == 1
        assert narrow.graphs() == graphs


_HARD = {
    "long": b'"' + b"x" * 3_000_000 + b'"',
    "a mark of order": b'"\xef\xbb\xbf"',
    "a control character": b'"\x01"',
    "signs of other files": b'"\\"#,\xc2\xa0\xe2\x80\xa8;|"',
    "looks like a graph": b'"a> <urn:g"',
    "looks like an end": b'"a" .',
}
_ENDS_AND_STARTS = [
    (b"\r\n", b""),
    (b"", b""),
    (b"\n", b"\xef\xbb\xbf"),
    (b"\n", b"\n   \n# \xd0\xb6 .\n"),
]
_CASES = [(text, b"\n", b"") for text in _HARD.values()]
_CASES += [(b'"a b"', end, start) for end, start in _ENDS_AND_STARTS]


@pytest.mark.usefixtures("road")
@pytest.mark.parametrize(("text", "end", "start"), _CASES, ids=range(len(_CASES)))
def test_hard_texts(tmp_path: Path, text: bytes, end: bytes, start: bytes) -> None:
    """Texts, line ends and beginnings that a reader of files may trip over."""
    lines = [
        b"<urn:a> <urn:p> %s ." % text,
        b" <urn:b> <urn:p> _:x .",
        b"<urn:a> <urn:p> <urn:o> .",
    ]
    (tmp_path / "x.nt").write_bytes(start + (end or b"\n").join(lines) + end)
    assert _read(tmp_path / "x.nt") == _parsed(tmp_path / "x.nt")


def test_said_twice_counts_once(tmp_path: Path) -> None:
    """Two files that say the same give each quad once, and the digests of one."""
    data = Dataset(q for q in rdf.nasty() if not isinstance(q.subject, ox.BlankNode))
    named = Dataset(q for q in data if "_:" not in str(q))
    for name in ("a.nq", "b.nq"):
        (tmp_path / name).write_bytes(named.serialise("nquads"))
    with Spool.read([tmp_path / "a.nq", tmp_path / "b.nq"]) as both, Spool.of(named) as one:
        assert both.triples == one.triples == len(named)
        assert both.graphs() == one.graphs()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.nq", b"<urn:a> <urn:p> <urn:o> .\n<urn:a> <urn:p> .\n", "line 2"),
        ("a.nt", b"<urn:a> <urn:p> <urn:o> <urn:g> .\n", "not ntriples"),
        ("a.nq", b'<urn:a> <urn:p> "\xff" .\n', "not nquads|UTF-8"),
        ("a.ttl", b'<urn:a> <urn:p> <<( <urn:a> <urn:p> 1 )>> .\n', "RDF 1.2"),
        ("a.nq", b'<urn:a> <urn:p> "x"@en--ltr .\n', "RDF 1.2"),
        ("a.doc", b"", "unknown kind"),
        ("none.nq", None, "can't be read"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(tmp_path: Path, name: str, content: bytes | None, told: str) -> None:
    """A file that is no RDF 1.1 is refused with its name and the reason."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DatasetError, match=f"{name}.*({told})"):
        Spool.read([tmp_path / name]).validate()
