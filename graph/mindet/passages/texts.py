"""Source texts: read as people read them, and named by what their bytes are.

Offsets count characters after NFC with line ends as `\\n`; a byte order mark is no character.

>>> text = Text.decode(b"\\xef\\xbb\\xbfOne duty\\r\\nTwo powers", "a.txt")
>>> text.text, text.place(9)
('One duty\\nTwo powers', (2, 1))
>>> Text.decode(b"\\xd0\\xb0\\xff", "b.txt")
Traceback (most recent call last):
mindet.errors.PassageError: b.txt: not UTF-8: byte 2 is 0xff; save it as UTF-8
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mindet.errors import PassageError

_BOM = b"\xef\xbb\xbf"


def normalise(text: str) -> str:
    """`text` after NFC, with `\\r\\n` and `\\r` as `\\n`.

    >>> normalise("и\\u0306\\r\\n") == "й\\n"
    True
    """
    return unicodedata.normalize("NFC", re.sub(r"\r\n?", "\n", text))


def is_word(character: str) -> bool:
    """Whether `character` is part of a word: a letter, a digit, or a mark upon one."""
    return character.isalnum() or unicodedata.category(character).startswith("M")


@dataclass(frozen=True)
class Text:
    """A source text: its file's name, its normalised characters, SHA-256 of the file's bytes."""

    name: str
    text: str
    sha256: str

    @classmethod
    def decode(cls, data: bytes, name: str) -> Text:
        """The text in the bytes `data`; PassageError names the byte that is not UTF-8."""
        try:
            decoded = data.removeprefix(_BOM).decode("utf-8")
        except UnicodeDecodeError as error:
            at = error.start + (len(_BOM) if data.startswith(_BOM) else 0)
            what = f"not UTF-8: byte {at} is {data[at]:#04x}"
            raise PassageError(what, where=name, remedy="save it as UTF-8") from None
        return cls(name, normalise(decoded), hashlib.sha256(data).hexdigest())

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of `offset`, both from 1."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def context(self, start: int, end: int, width: int = 30) -> str:
        """The stretch in square brackets with up to `width` characters around it, on one line.

        >>> Text("a", "who must do\\nwhat", "").context(4, 8, 4)
        'who [must] do…'
        """
        before, after = self.text[max(0, start - width) : start], self.text[end : end + width]
        left = "…" if start > width else ""
        right = "…" if end + width < len(self.text) else ""
        shown = f"{left}{before}[{self.text[start:end]}]{after.rstrip()}{right}"
        return re.sub(r"\s+", " ", shown).strip()


def read(path: Path) -> Text:
    """The text in the file at `path`; PassageError where it can't be read or is not UTF-8."""
    if not path.is_file():
        raise PassageError("no such file", where=str(path), remedy="check the name")
    try:
        data = path.read_bytes()
    except OSError as error:
        what = f"can't be read: {error.strerror}"
        raise PassageError(what, where=str(path), remedy="check the rights") from None
    return Text.decode(data, path.name)


def open_folder(folder: Path) -> Path:
    """`folder`, resolved; PassageError where it is no folder."""
    if not folder.is_dir():
        remedy = "name the folder of the source texts"
        raise PassageError("no such folder", where=str(folder), remedy=remedy)
    return folder.resolve()


def source(folder: Path, name: str) -> Text:
    """The text in the file `name` of `folder`, which must lie in it and nowhere else.

    Raises PassageError: no such folder or file, a name with a path in it, a link that
    leads out of the folder, not UTF-8.
    """
    root = open_folder(folder)
    if not name or name in (".", "..") or set(name) & set("/\\\0") or Path(name).drive:
        remedy = "give the bare name of a file in the folder"
        raise PassageError(f"{name!r} is no file name", where=str(folder), remedy=remedy)
    path = root / name
    if path.is_symlink() and not path.resolve().is_relative_to(root):
        remedy = "put the file itself into the folder"
        raise PassageError("a link that leads out of the folder", where=str(path), remedy=remedy)
    return read(path)
