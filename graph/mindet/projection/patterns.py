"""Regular expressions (RE2) for the tokens of a line of N-Quads.

They say of a token that it is in its usual form and surely valid: what they refuse may
still be right and is left to a parser.
https://www.w3.org/TR/n-quads/#sec-grammar, RFC 3987, RFC 5646.

>>> import duckdb
>>> query = "SELECT regexp_full_match(unnest(?), ?)"
>>> duckdb.execute(query, [['"a"@kk-Latn', '"a" "b"'], OBJECT]).fetchall()
[(True,), (False,)]
"""

_UCS = r"\x{A0}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFEF}\x{10000}-\x{1FFFD}"
_NAME = rf"A-Za-z0-9._~{_UCS}-"
_CHARACTER = rf"(?:[{_NAME}!$&'()*+,;=:@]|%[0-9A-Fa-f]{{2}})"
_AUTHORITY = rf"//[{_NAME}]*(?::[0-9]+)?(?:/(?:{_CHARACTER}|/)*)?"
_ROOTLESS = rf"(?:{_CHARACTER}(?:{_CHARACTER}|/)*)?"
_REST = rf"(?:{_CHARACTER}|[/?])*"
_LANGUAGE = "@[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
_TEXT = r'"(?:[^"\\\x00-\x1f\x7f]|\\[tnr"\\bf])*"'

PREDICATE = rf"<[A-Za-z][A-Za-z0-9+.-]*:(?:{_AUTHORITY}|{_ROOTLESS})(?:\?{_REST})?(?:#{_REST})?>"
NODE = f"{PREDICATE}|_:[A-Za-z0-9]+"
OBJECT = rf"{NODE}|{_TEXT}(?:{_LANGUAGE}|\^\^{PREDICATE})?"
