"""SQL for columns of N-Quads tokens: the parts of a term, and whether a value fits its form.

>>> import duckdb
>>> db = duckdb.connect()
>>> define(db)
>>> db.execute("SELECT tail($o), lexical($o)", {"o": '"a\\\\nb"@kk'}).fetchall()
[('@kk', 'a\\nb')]
>>> db.execute("SELECT fits('integer', '007', false), fits('date', '2026-02-30', true)").fetchall()
[(False, False)]
"""

from __future__ import annotations

import duckdb

from mindet.projection.literals import Form
from mindet.terms import GRAPH

# What separates the values of a list in the files for an offline import.
SEPARATOR = "\x1f"
# A unique index of a Neo4j holds keys of up to about 8 kB.
LONG = 2000
LONG_PREFIX = "urn:mindet:long:"

_ESCAPES = [('\\"', "'\"'"), ("\\n", "chr(10)"), ("\\r", "chr(13)"), ("\\t", "chr(9)")]
_ESCAPES += [("\\b", "chr(8)"), ("\\f", "chr(12)")]
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
_FITS = {
    "text": f"NOT many OR (v <> '' AND NOT contains(v, chr({ord(SEPARATOR)})))",
    "integer": "regexp_full_match(v, '0|-?[1-9][0-9]{0,18}') AND try_cast(v AS BIGINT) IS NOT NULL",
    "boolean": "v = 'true' OR v = 'false'",
    "date": f"regexp_full_match(v, '{_DAY}') AND v >= '0001' AND try_cast(v AS DATE) IS NOT NULL",
    "number": r"regexp_full_match(v, '[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?')"
    " AND coalesce(isfinite(try_cast(v AS DOUBLE)), false)",
    # Beyond these years a zone may lead out of the calendar.
    "moment": rf"regexp_full_match(v, '{_DAY}T{_TIME}(?:\.[0-9]+)?{_ZONE}?')"
    " AND v >= '0002' AND v < '9999' AND try_cast(left(v, 10) AS DATE) IS NOT NULL",
}

_VALUES: dict[Form, str] = {
    "integer": "CAST({} AS BIGINT)",
    "boolean": "({} = 'true')",
    "unstated": "({} = 'true')",
    "date": "CAST({} AS DATE)",
    "number": "CAST({} AS DOUBLE)",
}


def define(database: duckdb.DuckDBPyConnection) -> None:
    """Make the macros `tail`, `lexical`, `fits`, `name` and `key` in a database.

    `tail(o)` is what follows the quotes of a literal, or the first character of another term;
    `lexical(o)` a literal's text; `fits(form, v, many)` whether the text v can be held in
    that form and come back the same; `name(t)` an IRI without its brackets or a blank node's
    label after `_:`; `key(t)` the same, or its digest where it is too long for an index;
    `code(g)` what `names.graph_code` gives.
    """
    for macro, body in _MACROS.items():
        database.execute(f"CREATE OR REPLACE MACRO {macro} AS {body}")


def value(form: Form, text: str) -> str:
    """SQL for the value of the text that the SQL `text` finds; a moment remains a text.

    >>> value("integer", "x")
    'CAST(x AS BIGINT)'
    """
    return _VALUES[form].format(text) if form in _VALUES else text


def _replaced(text: str, pairs: list[tuple[str, str]]) -> str:
    for old, new in pairs:
        text = f"replace({text}, '{old}', {new})"
    return text


_CASES = " ".join(f"WHEN '{form}' THEN {test}" for form, test in _FITS.items())
_MACROS = {
    "tail(o)": "CASE left(o, 1) WHEN '\"' THEN split_part(o, '\"', -1) ELSE left(o, 1) END",
    "raw(o, t)": "substr(o, 2, length(o) - length(t) - 2)",
    # What follows each \u begins with the four digits of a character.
    "controls(x)": r"CASE WHEN contains(x, '\u') THEN array_to_string(list_transform("
    r"string_split(x, '\u'), lambda y, i: CASE i WHEN 1 THEN y"
    r" ELSE chr(CAST('0x' || left(y, 4) AS INTEGER)) || substr(y, 5) END), '') ELSE x END",
    "escapes(x)": f"controls({_replaced('x', _ESCAPES)})",
    # A doubled backslash is no beginning of another escape.
    "unescaped(x)": r"CASE WHEN contains(x, '\') THEN array_to_string(list_transform("
    r"string_split(x, '\\'), lambda y: escapes(y)), '\') ELSE x END",
    "lexical(o)": "unescaped(raw(o, tail(o)))",
    "fits(form, v, many)": f"CASE form {_CASES} ELSE false END",
    "name(t)": "CASE left(t, 1) WHEN '<' THEN substr(t, 2, length(t) - 2) ELSE t END",
    "short(n)": f"CASE WHEN strlen(n) > {LONG} OR starts_with(n, '{LONG_PREFIX}')"
    f" THEN '{LONG_PREFIX}' || sha256(n) ELSE n END",
    "key(t)": "short(name(t))",
    "last(n)": f"CASE WHEN starts_with(n, '{GRAPH}') THEN substr(n, {len(GRAPH) + 1}) ELSE '' END",
    "code(t)": "CASE WHEN last(name(t)) = '' OR contains(last(name(t)), ':') THEN name(t)"
    " ELSE last(name(t)) END",
}
