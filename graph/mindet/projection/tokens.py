"""SQL that cuts lines of N-Quads into their tokens, and says which of these are surely valid.

>>> import duckdb
>>> line = '<urn:a> <urn:p> "x y"@kk <urn:g> .'
>>> duckdb.execute(cut("SELECT $line AS line"), {"line": line}).fetchall()
[('<urn:a>', '<urn:p>', '"x y"@kk', '<urn:g>')]

https://www.w3.org/TR/n-quads/#sec-grammar
"""

from __future__ import annotations

from pathlib import Path

from mindet.projection import patterns
from mindet.terms import RDF, XSD


def quoted(text: str) -> str:
    """`text`, one of our own, as a string of SQL."""
    return "'" + text.replace("'", "''") + "'"


# What the database's reader of files would not keep as it is; a column's end is one of them.
UNLIKE_LINES = (b"\r", b"\x00", b"\x01")
BOM = b"\xef\xbb\xbf"
LINES = "SELECT unnest(string_split($lines, chr(10))) AS line"
_CUT = """SELECT CASE WHEN {good} THEN words[1] ELSE '' END AS s, words[2] AS p,
  CASE WHEN NOT ({good}) THEN line WHEN graph THEN array_to_string(words[3:-3], ' ')
    ELSE array_to_string(words[3:-2], ' ') END AS o,
  CASE WHEN graph THEN words[-2] ELSE '' END AS g
FROM (SELECT line, words, len(words) > 3 AND words[-1] = '.' AND words[1] <> '' AND words[2] <> ''
      AND (len(words) > 4 OR words[3] <> '') AS whole,
    len(words) > 4 AND words[-2] <> '' AND NOT contains(words[-2], '"') AS graph
  FROM (SELECT line, string_split(line, ' ') AS words FROM ({lines}) WHERE line <> ''))"""
SAID = "p || ' ' || o"
REST = f"{SAID} || CASE g WHEN '' THEN '' ELSE ' ' || g END || ' .'"
LINE = f"s || ' ' || {REST}"


def file_lines(path: Path) -> str:
    """SQL for the lines of a file, read by both cores."""
    return f"""SELECT line FROM read_csv({quoted(str(path))}, columns = {{'line': 'VARCHAR'}},
      delim = chr(1), quote = '', escape = '', header = false, auto_detect = false,
      compression = 'none', buffer_size = 4194304)"""


def cut(lines: str, *, graphs: bool = True) -> str:
    """SQL for the tokens of lines: such that, joined again, they are the line.

    They are told by their places, without a look at what they are. A line that can't be cut
    so, or has a graph where none may be, stands for an object without a subject.
    """
    return _CUT.format(lines=lines, good="whole" if graphs else "whole AND NOT graph")


HAS_BLANK = "left(s, 2) = '_:' OR left(o, 2) = '_:' OR left(g, 2) = '_:'"
PREFIXED = ", ".join(
    f"CASE WHEN left({t}, 2) = '_:' THEN '_:' || $prefix || substr({t}, 3) ELSE {t} END"
    for t in "spog"
)


def _is(token: str, pattern: str) -> str:
    return f"regexp_full_match({token}, {quoted(pattern)})"


# A datatype of RDF's own namespace is wrong without a tag, or rare.
_SURE_OBJECT = f"""{_is("o", patterns.OBJECT)} AND NOT contains(o, {quoted(f'"^^<{RDF}')})"""
_SURE_OTHERS = {
    "s": _is("s", patterns.NODE),
    "p": _is("p", patterns.PREDICATE),
    "g": f"(g = '' OR {_is('g', patterns.NODE)})",
}
SURE = " AND ".join([*_SURE_OTHERS.values(), _SURE_OBJECT])
_AS_STRING = f'"^^<{XSD}string>'
UNUSUAL = f"""(contains(o, {quoted(_AS_STRING)})
  OR contains(o, '"@') AND regexp_matches(o, '"@[A-Za-z0-9-]*[A-Z][A-Za-z0-9-]*$'))"""
# Tags of language count without case; a string's own datatype is not written.
USUAL = f"""CASE
  WHEN ends_with(o, {quoted(_AS_STRING)}) THEN left(o, length(o) - {len(_AS_STRING) - 1})
  WHEN regexp_matches(o, '"@[A-Za-z0-9-]*[A-Z][A-Za-z0-9-]*$')
    THEN regexp_extract(o, '^(.*")@', 1) || lower(regexp_extract(o, '@[^"]*$'))
  ELSE o END"""


def unsure(quads: str) -> str:
    """SQL for how much in a table is not surely valid, 0 if nothing: each other token once."""
    others = (  # a FILTER, as a WHERE would be asked before the tokens are made distinct
        f"SELECT count(*) FILTER (NOT {test}) FROM (SELECT DISTINCT {token} FROM {quads})"
        for token, test in _SURE_OTHERS.items()
    )
    objects = f"SELECT count(*) AS times FROM {quads} WHERE NOT ({_SURE_OBJECT})"
    return f"SELECT sum(times) FROM ({' UNION ALL '.join([objects, *others])})"
