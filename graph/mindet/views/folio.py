"""One self-contained HTML file: a template, its styles and scripts, its data, a strict policy.

Nothing is asked of anywhere; data is JSON that the scripts put in as text.

>>> policy("a{}", [])[:40]
"default-src 'none'; script-src 'none'; s"
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mindet.errors import ViewError
from mindet.terms import LANGUAGES

TEMPLATES = Path(__file__).with_name("templates")
LANGUAGE_NAMES = (("en", "English"), ("ru", "Русский"), ("kk", "Қазақша"))


@cache
def environment() -> Environment:
    """Our templates, of which every value is escaped."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )


def html(
    template: str, styles: Iterable[str], scripts: Sequence[str], data: Mapping[str, Any]
) -> str:
    """The page: `styles` are names of files, `scripts` texts; ViewError where a part is missing."""
    css = "\n".join(read(sheet) for sheet in styles)
    return str(
        environment()
        .get_template(template)
        .render(
            css=Markup(css),  # noqa: S704  # our own file, hashed in the policy
            scripts=[Markup(script) for script in scripts],  # noqa: S704  # likewise
            data=Markup(json_block(data)),  # noqa: S704  # holds no <
            policy=policy(css, scripts),
            language=data["language"],
            languages=LANGUAGE_NAMES,
        )
    )


def write(text: str, name: str | Path) -> None:
    """Write a page to a file, in UTF-8; ViewError where it can't be written."""
    try:
        Path(name).write_bytes(text.encode("utf-8"))
    except OSError as error:
        what = f"the page can't be written: {error.strerror}"
        raise ViewError(what, where=str(name), remedy="name another file with -o") from error


@cache
def read(name: str) -> str:
    """A file of the templates folder, with line ends as a browser sees them."""
    try:
        text = (TEMPLATES / name).read_text(encoding="utf-8").replace("\r\n", "\n")
    except OSError as error:
        what = "a part of the page is missing"
        raise ViewError(what, where=name, remedy="install mindet again") from error
    if "</script" in text.lower() or "</style" in text.lower() or "<!--" in text:
        raise ViewError("this text would end its own element", where=name, remedy="take it out")
    return text


def words(path: Path) -> dict[str, dict[str, str]]:
    """The words of a file by key and language; ViewError where one has not just our languages."""
    found: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key, texts in found.items():
        if missing := [tag for tag in LANGUAGES if not texts.get(tag)]:
            what = f"the word {key!r} has no {', '.join(missing)}"
            raise ViewError(what, where=str(path), remedy="add it")
        if others := sorted(set(texts) - set(LANGUAGES)):
            what = f"the word {key!r} has {', '.join(others)} too"
            raise ViewError(what, where=str(path), remedy="take it out")
    return found


def policy(css: str, scripts: Iterable[str]) -> str:
    """The Content-Security-Policy: these very scripts and styles, and nothing from anywhere.

    >>> policy("a{}", [])[:40]
    "default-src 'none'; script-src 'none'; s"
    """
    allowed = " ".join(f"'{_hash(script)}'" for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src '{_hash(css)}'; "
        "base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")


def json_block(payload: Mapping[str, Any]) -> str:
    r"""JSON that can stand inside a script element: no `<` in it, so nothing ends the element.

    >>> json_block({"a": "</script>"})
    '{"a":"\\u003c/script>"}'
    """
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    safe = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return safe.encode("utf-8", "replace").decode("utf-8")  # lone surrogates become '?'
