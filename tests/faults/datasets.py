"""Two seeded datasets of some thousand triples, the second a later state of the first.

>>> pair = Pair.made(1)
>>> len(pair.first), len(pair.second), pair == Pair.made(1)
(2059, 2056, True)
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from mindet.dataset import Dataset
from mindet.terms import GRAPH, ID, MN, RDF, XSD

THINGS = 250
KINDS = ("Person", "Ministry", "Operator", "Duty", "Target", "Task")
LONG = "http://example.org/" + "long/" * 2000
_WORD = "http://example.org/vocab#"
_FATES = {"same": 5, "other": 3, "gone": 1, "new": 1}  # of ten things


@dataclass(frozen=True)
class Pair:
    """N-Quads of two datasets; `kept` are things that both have."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    kept: tuple[str, ...]

    @classmethod
    def made(cls, seed: int) -> Pair:
        """The pair that `seed` makes: of its things some stay, some change, come or go."""
        dice = random.Random(seed)
        first: list[str] = []
        second: list[str] = []
        kept: list[str] = []
        for number in range(THINGS):
            fate = dice.choices(tuple(_FATES), tuple(_FATES.values()))[0]
            now = tuple(_thing(number, dice, "gone" if fate == "gone" else "old"))
            then = tuple(_thing(number, dice, "new"))
            first += () if fate == "new" else now
            second += () if fate == "gone" else now if fate == "same" else then
            kept += [_name(number)] if fate in ("same", "other") else []
        return cls(tuple(first), tuple(second), tuple(kept))

    def datasets(self) -> tuple[Dataset, Dataset]:
        """Both, parsed."""
        one, two = (
            Dataset.parse("\n".join(q).encode(), "nquads") for q in (self.first, self.second)
        )
        return one, two


def _name(number: int) -> str:
    return f"{LONG}{number}" if number % 100 == 7 else f"{ID}thing/{number}"


def _thing(number: int, dice: random.Random, era: str) -> Iterator[str]:
    """The quads of one thing: our words, foreign ones and the era's, in one of four graphs."""
    graph = f"<{GRAPH}{number % 4}>" if number % 4 else ""
    for rest in _said(dice, era, f"_:{era}{number}"):
        yield f"{rest if rest.startswith('_:') else f'<{_name(number)}> {rest}'} {graph} ."
    if number % 10 == 3:
        yield f'<{_name(number)}> <{MN}wording> "said elsewhere" <{GRAPH}other> .'


def _said(dice: random.Random, era: str, blank: str) -> Iterator[str]:
    other = [f"<{_name(dice.randrange(THINGS))}>" for _ in range(4)]
    yield f"<{RDF}type> <{MN}{dice.choice(KINDS)}>"
    yield f'<{MN}gist> "{dice.random()}"@kk'
    yield f'<{MN}lower> "{dice.randrange(99)}.50"^^<{XSD}decimal>'
    yield f"<{MN}bearer> {other[0]}"
    yield f"<{MN}about> <{MN}unstated>"
    yield f"<{_WORD}knows> {other[1]}"
    yield f"<{_WORD}next> {other[2]}"
    yield f'<{_WORD}named> "имя {dice.randrange(9)}"'
    if dice.random() < 0.3:
        yield f"<{RDF}type> <{_WORD}Kind_{era}>"
        yield f'<{_WORD}{era}Value> "{dice.random()}"'
        yield f"<{_WORD}{era}Link> {other[3]}"
    if dice.random() < 0.1:
        yield f"<{_WORD}part> {blank}"
        yield f'{blank} <{_WORD}named> "{dice.random()}"'
        yield f"{blank} <{_WORD}knows> {other[3]}"
