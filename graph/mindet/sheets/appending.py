"""An entry more at the end of a fact sheet: what is there stays, byte for byte.

>>> appended(b"# Ours\\nlinks:\\n- id: link/1", "links", lambda newline: "- id: link/2", "a.yaml")
b'# Ours\\nlinks:\\n- id: link/1\\n- id: link/2\\n'
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from mindet.errors import SheetError
from mindet.sheets.tree import Mapping, Sequence, parse

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
INDENT = 2
_LATER = "name another sheet by --sheet"


def appended(data: bytes, key: str, entry: Callable[[str], str], name: str) -> bytes:
    """The bytes of a sheet with an entry more in its list `key`, which must be its last.

    `entry` writes the entry from its dash on, with the line break that it is given; `name` of
    the sheet stands in errors. No bytes are a new sheet. Raises SheetError where the entry can't
    be added so that all else stays the same.
    """
    newline = "\r\n" if data.partition(b"\n")[0].endswith(b"\r") else "\n"
    head, column = _place(data, key, name) if data else (f"{key}:", INDENT)
    margin = " " * column
    text = entry(newline + margin)
    lines = [*([head] if head else []), margin + text, ""]
    glue = "" if not data or data.endswith(b"\n") else newline
    longer = data + (glue + newline.join(lines)).encode()
    _compare(parse(data, name) if data else Mapping(name), longer, key, name)
    return longer


def _place(data: bytes, key: str, name: str) -> tuple[str, int]:
    """The line that opens the list, where there is none yet, and the column of its dashes."""
    root: Any = yaml.compose(data.decode("utf-8-sig"), Loader=_Loader)
    keys = [node.value for node, _ in root.value]
    if "id" in keys:
        what = f"the sheet of a document, and {key} are not what it says"
        raise SheetError(what, where=name, remedy=_LATER)
    start = root.value[0][0].start_mark.column
    if root.flow_style:
        raise SheetError("all keys stand in braces", where=name, remedy=_LATER)
    if key not in keys:
        return f"{' ' * start}{key}:", start + INDENT
    if keys[-1] != key:
        what = f"{keys[-1]!r} follows {key!r}, so that nothing can be added at the end"
        raise SheetError(what, where=name, remedy=f"move {key!r} to the end, or {_LATER}")
    node = root.value[-1][1]
    if not isinstance(node, yaml.SequenceNode) or node.flow_style:
        what = f"{key!r} is no list with a dash before each entry"
        raise SheetError(what, where=name, remedy=f"write it so, or {_LATER}")
    return "", node.start_mark.column


def _compare(before: Mapping, longer: bytes, key: str, name: str) -> None:
    """Raise SheetError unless the sheet is as before but for one entry more."""
    try:
        after = dict(parse(longer, name).entries)
    except SheetError:
        after = {}
    now, held = after.pop(key, None), before.entries.get(key)
    old = held.items if isinstance(held, Sequence) else []
    others = {name: node for name, node in before.entries.items() if name != key}
    if not isinstance(now, Sequence) or now.items[:-1] != old or after != others:
        what = "with an entry more the sheet would no longer say the same"
        raise SheetError(what, where=name, remedy=f"end it with a line break, or {_LATER}")
