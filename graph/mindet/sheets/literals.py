"""The written forms that literals in a sheet may have, by datatype (XML Schema 1.1 part 2).

>>> problem("2026-02-30", "date")
'not a date'
>>> problem("3000", "integer") is None
True
"""

import re
from datetime import date

_PATTERNS = {
    "integer": r"[+-]?\d+",
    "nonNegativeInteger": r"\d+",
    "decimal": r"-?\d+(\.\d+)?",
    "boolean": r"true|false",
    "anyURI": r"https?://[^\s<>\"{}|\\^`]+",
    "language": r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*",
    "gYear": r"\d{4}",
}
_COMPILED = {name: re.compile(pattern, re.ASCII) for name, pattern in _PATTERNS.items()}
EXAMPLES = {
    "date": "2026-12-31",
    "integer": "3000",
    "nonNegativeInteger": "3000",
    "decimal": "7600000 or 2.5",
    "boolean": "true or false",
    "anyURI": "https://example.org/page",
    "language": "kk",
    "gYear": "2026",
}


def problem(text: str, datatype: str) -> str | None:
    """What is wrong with `text` as a literal of xsd:`datatype`; None where nothing is."""
    if datatype == "date":
        return None if _is_date(text) else "not a date"
    pattern = _COMPILED.get(datatype)
    if pattern and not pattern.fullmatch(text):
        return f"not a value of type {datatype}"
    return None if text.strip() else "an empty value"


def _is_date(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_language(tag: str) -> bool:
    """Whether `tag` has the form of a language tag (BCP 47)."""
    return bool(_COMPILED["language"].fullmatch(tag))
