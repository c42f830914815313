"""Regular expressions (RE2) for the tokens of a line of N-Quads.

`LINE` splits a line. `NODE`, `PREDICATE` and `OBJECT` say of its tokens that they are in
their usual form and surely valid: what they refuse may still be right and is left to a
parser. https://www.w3.org/TR/n-quads/#sec-grammar, RFC 3987, RFC 5646.

>>> import re
>>> re.match(LINE, '<urn:s> <urn:p> "a"@kk-Latn <urn:g> .').groups()
('<urn:s>', '<urn:p>', '"a"@kk-Latn', '<urn:g>')
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

_ANY_NODE = r"<[^<>]*>|_:\S+"
_ANY_LITERAL = r'"(?:[^"\\]|\\.)*"(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\^\^<[^<>]*>)?'
LINE = rf"^({_ANY_NODE}) (<[^<>]*>) ({_ANY_NODE}|{_ANY_LITERAL})(?: ({_ANY_NODE}))? ?\.$"
