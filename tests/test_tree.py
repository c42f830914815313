"""YAML trees: strings with lines, and refusals that say where."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mindet.errors import SheetError
from mindet.sheets.tree import Mapping, Node, Scalar, Sequence, parse

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=20)
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


def plain(node: Node) -> object:
    """The tree without its lines."""
    match node:
        case Scalar(text):
            return text
        case Sequence(items):
            return [plain(item) for item in items]
        case Mapping(entries=entries):
            return {key: plain(value) for key, value in entries.items()}


@given(st.dictionaries(WORDS, TREES, min_size=1, max_size=5))
def test_round_trip(data: dict[str, object]) -> None:
    """What PyYAML writes of any nested strings is read back as it was."""
    text = yaml.safe_dump(data, allow_unicode=True)
    quoted = yaml.dump(data, allow_unicode=True, default_style='"', Dumper=_Quoted)
    assert plain(parse(quoted.encode(), "x")) == data
    assert yaml.safe_load(text) == data


class _Quoted(yaml.SafeDumper):
    def ignore_aliases(self, _: object) -> bool:
        return True


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (b"a: 1\nb: \xff", 2, "not UTF-8: byte 0xff at 8"),
        (b"a: 1\n\tb: 2", 2, "a tab as indentation"),
        (b"a:\n  b: 1\n\tc: 2", 3, "a tab as indentation"),
        (b"a: &x [1]\nb: *x", 1, "an anchor or alias"),
        (b"a: 1\nb: !!python/object:os.system x", 2, "a YAML tag"),
        (b"a: 1\nb: 2\na: 3", 3, "'a' stands twice"),
        (b"a: [1, 2", 1, "not YAML"),
        (b"- a\n- b", 1, "a mapping of keys"),
        (b"a: 1\n---\nb: 2", 2, "a second YAML document"),
        (b"", 0, "the sheet is empty"),
        (b"a: " + b"[" * 40 + b"]" * 40, 1, "nested too deeply"),
        (b"? [a, b]\n: c", 1, "a key must be one word"),
        (b"a: \x01", 0, "not YAML"),
    ],
)
def test_refusals(text: bytes, line: int, words: str) -> None:
    """Each bad file is refused with its line and a remedy."""
    with pytest.raises(SheetError) as caught:
        parse(text, "bad.yaml")
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"bad.yaml:{line}:" if line else "bad.yaml")
    assert caught.value.remedy


def test_anchor_bomb_costs_nothing() -> None:
    """A billion laughs is refused at its first anchor."""
    bomb = "\n".join(
        ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    )
    with pytest.raises(SheetError, match="an anchor or alias"):
        parse(bomb.encode(), "bomb.yaml")


def test_scalars_stay_strings() -> None:
    """YAML's own types, which would turn `on` into true and 7.60 into 7.6, don't apply."""
    tree = parse(b"on: yes\nn: 0123\nd: 2026-01-09\nf: 7.60\nz: ~\ne:", "x")
    assert plain(tree) == {
        "on": "yes",
        "n": "0123",
        "d": "2026-01-09",
        "f": "7.60",
        "z": "~",
        "e": "",
    }


def test_byte_order_mark() -> None:
    """A BOM, which some editors write, is no part of the first key."""
    assert plain(parse("﻿a: ә".encode(), "x")) == {"a": "ә"}
