"""What a load changes: quads added and removed, as RDF and as a list that people read.

`added.nq` and `removed.nq` are sorted N-Quads; `changes.md` has both, thing by thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from mindet.errors import StoreError
from mindet.terms import GRAPH, ID

ADDED, REMOVED, LIST = "added.nq", "removed.nq", "changes.md"
_LOCAL = re.compile(r"[^#/:]+(?=[#/:]*$)")
_TOKENS = re.compile(r'(\S+) (\S+) (".*"\S*|\S+)(?: (\S+))? \.', re.DOTALL)


def write(changes: Iterable[tuple[str, str]], folder: Path) -> tuple[int, int]:
    """Write the three files from `differences`; how many lines were added and removed.

    `folder` must be empty or not there. Raises StoreError where it is not, or can't be written.
    """
    added = removed = 0
    subject = ""
    try:
        _make(folder)
        with ExitStack() as stack:
            names = (ADDED, REMOVED, LIST)
            files = [stack.enter_context((folder / n).open("w", encoding="utf-8")) for n in names]
            for sign, line in changes:
                files[sign == "-"].write(f"{line}\n")
                added, removed = added + (sign == "+"), removed + (sign == "-")
                if (token := line.partition(" ")[0]) != subject:
                    subject = token
                    files[2].write(f"\n## {short(token)}\n\n")
                files[2].write(f"- `{sign}` {readable(line)}\n")
    except OSError as error:
        raise StoreError(f"can't be written: {error.strerror}", where=str(folder)) from None
    return added, removed


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise StoreError("holds other files", where=str(folder), remedy="name an empty folder")


def differences(before: Iterable[str], after: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The lines of only one of two sorted streams, those of `before` with "-", the others "+".

    >>> list(differences(["a", "b"], ["b", "c"]))
    [('-', 'a'), ('+', 'c')]
    """
    old, new = iter(before), iter(after)
    left, right = next(old, None), next(new, None)
    while left is not None or right is not None:
        if left == right:
            left, right = next(old, None), next(new, None)
        elif right is None or (left is not None and left < right):
            yield "-", left or ""
            left = next(old, None)
        else:
            yield "+", right
            right = next(new, None)


def readable(line: str) -> str:
    """Predicate, object and graph of a line in few words.

    >>> readable('<urn:s> <https://w3id.org/mindet#start> "5" <urn:g> .')
    'start: "5" (in urn:g)'
    """
    found = _TOKENS.fullmatch(line)
    if found is None:
        return line
    _, predicate, value, graph = found.groups()
    shown = short(value) if value.startswith("<") else value
    return f"{_local(predicate)}: {shown}" + (f" (in {short(graph)})" if graph else "")


def short(token: str) -> str:
    """A subject or graph without its brackets and our namespaces.

    >>> short("<https://w3id.org/mindet/id/person/a>"), short("<urn:x>")
    ('person/a', 'urn:x')
    """
    name = token.strip("<>")
    return name.removeprefix(ID) if name.startswith(ID) else name.removeprefix(GRAPH)


def _local(token: str) -> str:
    found = _LOCAL.search(token.strip("<>"))
    return found[0] if found else token
