"""Sentences of the source texts that have got into the project's files.

Texts and files are compared word by word, without case, blanks, punctuation or markup. Three
words in a row that a text has too are an anchor; what agrees around it is a leak where it is
eight words long, or sixty characters, or a whole sentence of five words or more.

>>> index = Index({"d": "The old ferry leaves the quiet harbour every single morning at six."})
>>> [words for line, run, words in index.runs("the old ferry leaves the quiet harbour to others")]
[]
>>> note = "a\\n- the OLD ferry leaves\\n  the quiet harbour: every day"
>>> [line for line, run, words in index.runs(note)]
[2]
"""

from __future__ import annotations

import html
import re
import subprocess
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from mindet.errors import PassageError
from mindet.passages import texts
from mindet.passages.texts import normalise

ANCHOR, WORDS, CHARACTERS, SENTENCE = 3, 8, 60, 5
OWN_WORDS = 3  # a run with no more words than this beside names is made of names
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|\n")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_SKIPPED = frozenset((".git", ".venv", "__pycache__", "node_modules"))


@dataclass(frozen=True)
class Leak:
    """Words of a document in a project's file: where they are, and where they come from."""

    path: Path
    line: int
    document: str
    offset: int
    words: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: words of {self.document} [{self.offset}]: {self.words}"


@dataclass(frozen=True)
class _Words:
    """The folded words of a text with their offsets."""

    words: tuple[str, ...]
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Words:
        found = [(m[0], m.start()) for m in _WORD.finditer(text.lower().replace("ё", "е"))]
        return cls(tuple(w for w, _ in found), tuple(o for _, o in found))

    @cached_property
    def anchors(self) -> list[tuple[str, ...]]:
        """Each three words in a row."""
        w = self.words
        return list(zip(w, w[1:], w[2:], strict=False))


@dataclass(frozen=True)
class Run:
    """Words in a row of a document, from one index to another, end exclusive."""

    document: str
    start: int
    end: int


class Index:
    """The words of the documents, ready to be looked for; `names` are words that all may print."""

    def __init__(self, documents: Mapping[str, str], names: Iterable[str] = ()) -> None:
        self._words = {name: _Words.of(text) for name, text in documents.items()}
        self._sentences = {
            name: _sentences(text, self._words[name]) for name, text in documents.items()
        }
        self._names = sorted({_Words.of(name).words for name in names}, key=len, reverse=True)
        self._anchors: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
        for name, words in self._words.items():
            for at, anchor in enumerate(words.anchors):
                self._anchors[anchor].append((name, at))

    def runs(self, text: str) -> Iterator[tuple[int, Run, str]]:
        """Each leak in `text`: its line, the run of the document, its words."""
        plain = _plain(text)
        words = _Words.of(plain)
        lines = [m.end() for m in re.finditer("\n", plain)]
        at = 0
        while at < len(words.anchors):
            run = self._longest(words.words, at)
            if run and self._counts(run):
                line = bisect_right(lines, words.offsets[at]) + 1
                yield line, run, " ".join(words.words[at : at + run.end - run.start])
                at += run.end - run.start
            else:
                at += 1

    def offset(self, run: Run) -> int:
        """Where the run begins in its document."""
        return self._words[run.document].offsets[run.start]

    def _longest(self, words: Sequence[str], at: int) -> Run | None:
        """The longest run of a document that begins as `words` go on from `at`."""
        starts = self._anchors.get(tuple(words[at : at + ANCHOR]), ())
        runs = [
            Run(name, start, start + _common(self._words[name].words, start, words, at))
            for name, start in starts
        ]
        return max(runs, key=lambda run: run.end - run.start, default=None)

    def _counts(self, run: Run) -> bool:
        words = self._words[run.document].words[run.start : run.end]
        long = len(words) >= WORDS or len(" ".join(words)) >= CHARACTERS
        whole = any(
            run.start <= start and end <= run.end for start, end in self._sentences[run.document]
        )
        return (long or whole) and self._own(words) > OWN_WORDS

    def _own(self, words: tuple[str, ...]) -> int:
        """How many of `words` belong to no name."""
        rest = list(words)
        for name in self._names:
            for at in range(len(words) - len(name) + 1):
                if words[at : at + len(name)] == name:
                    rest[at : at + len(name)] = [""] * len(name)
        partial = any(_within(words, name) for name in self._names)
        return 0 if partial else sum(map(bool, rest))


def leaks(paths: Iterable[Path], folder: Path, *, names: Iterable[str] = ()) -> list[Leak]:
    """Words of the texts in `folder` that the files at `paths` (folders: all below) hold.

    `names`: official names may be longer than a leak, and are none. Raises PassageError
    where the folder or a path is missing.
    """
    root = texts.open_folder(folder)
    sources = sorted(p for p in root.glob("*.txt") if p.is_file())
    index = Index({p.name: texts.read(p).text for p in sources}, names)
    found = []
    for path in _files(paths, root):
        text = _text(path)
        if text is not None:
            found += [
                Leak(path, line, run.document, index.offset(run), words)
                for line, run, words in index.runs(text)
            ]
    return found


def project_files(folder: Path) -> list[Path]:
    """The files that git tracks, or would, in the checkout of `folder`; `folder` without git."""
    try:
        top = _git(folder, "rev-parse", "--show-toplevel").strip()
        listed = _git(Path(top), "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    except (OSError, subprocess.CalledProcessError):
        return [folder]
    paths = (Path(top) / name for name in listed.split("\0") if name)
    return sorted(p for p in paths if p.is_file())


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout  # noqa: S603  # no shell


def _files(paths: Iterable[Path], sources: Path) -> Iterator[Path]:
    """Every file at or below `paths`, once, the texts themselves left out."""
    found: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            raise PassageError("no such file", where=str(path), remedy="check the name")
        for file in _below(path) if path.is_dir() else [path]:
            found.setdefault(file.resolve(), file)
    yield from (found[p] for p in sorted(found) if not p.is_relative_to(sources))


def _below(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not entry.is_symlink() and entry.name not in _SKIPPED:
            yield from _below(entry)
        elif entry.is_file():
            yield entry


def _text(path: Path) -> str | None:
    """The file's text, in UTF-8, UTF-16 or the old Cyrillic code page; None where it is binary."""
    try:
        data = path.read_bytes()
    except OSError as error:
        remedy = "check the rights"
        raise PassageError(
            f"can't be read: {error.strerror}", where=str(path), remedy=remedy
        ) from None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace")


def _plain(text: str) -> str:
    """The text without the escapes that JSON, code and HTML write; its lines stay."""
    text = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text) if "\\u" in text else text
    text = re.sub(r"\\[nrt]", "  ", text)
    return normalise(html.unescape(text) if "&" in text else text)


def _sentences(text: str, words: _Words) -> list[tuple[int, int]]:
    """The sentences of five words or more, as stretches of word indices."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text)] + [len(text)]
    edges = [0, *(bisect_right(words.offsets, end - 1) for end in ends)]
    pairs = pairwise(edges)
    return [(start, end) for start, end in pairs if end - start >= SENTENCE]


def _common(one: Sequence[str], i: int, other: Sequence[str], j: int) -> int:
    """How many words agree from `i` and `j` on."""
    length = 0
    while (
        i + length < len(one) and j + length < len(other) and one[i + length] == other[j + length]
    ):
        length += 1
    return length


def _within(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return any(name[i : i + len(words)] == words for i in range(len(name) - len(words) + 1))
