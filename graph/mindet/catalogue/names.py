"""Things found by name: in any language and script, by a part of it, or misspelt.

>>> names = Names([("urn:a", ("Operator",), "kk", "Қазақтелеком"), ("urn:b", (), "en", "Signal")])
>>> [(m.thing, m.score, m.how) for m in names.find("kazakhtelecom")]
[('urn:a', 98, 'script')]
>>> [(m.thing, m.how) for m in names.find("казактелком")], names.find("qwerty")
([('urn:a', 'spelling')], [])
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from mindet.catalogue.engines import Engine
from mindet.catalogue.rows import Row
from mindet.catalogue.spelling import key, words
from mindet.catalogue.steps import found
from mindet.ontology import own
from mindet.terms import LANGUAGES, MN

HOW = ("exact", "script", "part", "spelling")  # the nearest first
ENOUGH = 2 / 3  # of the letters that were typed must be in the name
MOST_ENDING = 3  # letters of an ending that a name does not have
STEADY = 5  # letters that a word must have to stand a slip
# What the last letter typed may have become in a longer word: лік, лігі; мәди, мәдиев.
_SOUNDS = {"K": "KG", "P": "PB", "I": "IE"}
SHORT = 3  # fewer letters are only found as they are written


class Match(NamedTuple):
    """A thing and its name that is nearest to what was asked: `score` of 100, and how near."""

    thing: str
    name: str
    language: str
    score: int
    how: str


class _Name(NamedTuple):
    """A name in an index; `letters` is how many letters its words have."""

    thing: str
    kinds: frozenset[str]
    language: str
    text: str
    letters: int


class _Hit(NamedTuple):
    """A word of a name that is like one that was typed; `rank` is a place in HOW,
    `letters` of it are matched."""

    similarity: float
    rank: int
    letters: int


class _Reached(NamedTuple):
    """What the typed words have found of a name so far; `worst` is a place in HOW."""

    words: int
    typed: int
    alike: float
    letters: int
    worst: int

    def with_word(self, length: int, hit: _Hit) -> _Reached:
        """The same and one word more, of so many letters."""
        return _Reached(
            self.words + 1,
            self.typed + length,
            self.alike + length * hit.similarity,
            self.letters + hit.letters,
            max(self.worst, hit.rank),
        )

    def against(self, letters: int, typed: list[str]) -> tuple[int, str]:
        """Score and nearness for a name of so many letters: how alike, and how much of it."""
        covered = min(1.0, self.letters / max(letters, 1))
        whole = covered == 1.0 and self.words == len(typed)
        how = HOW[self.worst] if whole else HOW[max(self.worst, HOW.index("part"))]
        score = self.alike / sum(map(len, typed)) * (0.75 + 0.25 * covered)
        return min(round(score), 100 if whole else 99), how


_NOTHING = _Reached(0, 0, 0.0, 0, 0)


class Names:
    """All names of a graph by their words; rows are thing, kinds, language, name."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._names: list[_Name] = []
        self._at: dict[str, list[int]] = defaultdict(list)  # places of the names by plain word
        self._spelt: dict[str, list[str]] = defaultdict(list)  # plain words by their key
        for thing, kinds, language, name in rows:
            self._add(str(thing), kinds if isinstance(kinds, tuple) else (), language, str(name))
        for word in self._at:
            self._spelt[key(word)].append(word)
        self._plain, self._keys = sorted(self._at), sorted(self._spelt)

    def _add(self, thing: str, kinds: Iterable[str], language: object, name: str) -> None:
        of = _ancestors(frozenset(kinds))
        for text in dict.fromkeys((name, name.replace("-", ""))):  # Kar-Tel is sought as Kartel
            parts = words(text)
            place, letters = len(self._names), sum(map(len, parts))
            self._names.append(_Name(thing, of, str(language or ""), name, letters))
            for word in set(parts):
                self._at[word].append(place)

    def find(self, text: str, classes: Collection[str] = (), limit: int = 20) -> list[Match]:
        """The things whose names are like `text`, the nearest first, at most `limit`.

        `classes` (local names) narrows to things of one of them. Each thing comes once.
        """
        matches: dict[str, Match] = {}
        for _, places in sorted(self._by_score(words(text), classes).items(), reverse=True):
            for match in sorted((self._match(*one) for one in places), key=_order):
                matches.setdefault(match.thing, match)
            if len(matches) >= limit:
                break
        return list(matches.values())[: max(limit, 0)]

    def _by_score(
        self, typed: list[str], classes: Collection[str]
    ) -> dict[int, list[tuple[int, int, str]]]:
        """Place, score and nearness of each name that has enough of the typed words."""
        least = ENOUGH * sum(map(len, typed))
        scored: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        for place, reached in self._reached(typed).items():
            if reached.typed >= least and (
                not classes or not self._names[place].kinds.isdisjoint(classes)
            ):
                score, how = reached.against(self._names[place].letters, typed)
                scored[score].append((place, score, how))
        return scored

    def _match(self, place: int, score: int, how: str) -> Match:
        name = self._names[place]
        return Match(name.thing, name.text, name.language, score, how)

    def _reached(self, typed: list[str]) -> dict[int, _Reached]:
        """How far each name is reached by the typed words; none, where a sign is in no name."""
        reached: dict[int, _Reached] = {}
        for word in typed:
            hits = self._hits(word)
            if not hits and len(word) == 1 and not word.isalnum():
                return {}
            length = len(word)
            for place, hit in hits.items():
                reached[place] = reached.get(place, _NOTHING).with_word(length, hit)
        return reached

    def _hits(self, word: str) -> dict[int, _Hit]:
        """The names that hold a word like this one, each with its nearest."""
        hits: dict[int, _Hit] = {}
        similar = sorted(self._similar(word), key=lambda one: (-one[1].similarity, one[0]))
        for known, hit in reversed(similar):  # so that the nearest is written last
            hits.update(dict.fromkeys(self._at[known], hit))
        return hits

    def _similar(self, word: str) -> Iterator[tuple[str, _Hit]]:
        if word in self._at:
            yield word, _Hit(100.0, 0, len(word))
        sought = key(word)
        if len(sought) < SHORT or not sought.isalpha():
            return
        for known in self._spelt.get(sought, ()):
            if known != word:
                yield known, _Hit(98.0, 1, len(known))
        for longer in self._begun(sought):
            share = len(sought) / len(longer)
            for known in self._spelt[longer]:
                yield known, _Hit(70 + 25 * share, 2, round(len(known) * share))
        yield from self._inflected(sought)
        yield from self._misspelt(word, sought)

    def _begun(self, sought: str) -> Iterator[str]:
        """The keys that begin with this one and are longer."""
        for last in _SOUNDS.get(sought[-1], sought[-1]):
            beginning = sought[:-1] + last
            start = bisect_left(self._keys, beginning)
            for known in itertools.islice(self._keys, start, None):
                if not known.startswith(beginning):
                    break
                if known != sought:
                    yield known

    def _inflected(self, sought: str) -> Iterator[tuple[str, _Hit]]:
        """The words to which this one adds an ending: Мадиевке, Астанада, mile."""
        for ending in range(1, min(MOST_ENDING, len(sought) - SHORT) + 1):
            stem = sought[:-ending]
            for known in self._spelt.get(stem, ()):
                yield known, _Hit(95 * len(stem) / len(sought), 3, len(known))

    def _misspelt(self, word: str, sought: str) -> Iterator[tuple[str, _Hit]]:
        """The words that a slip or two would turn into this one, as written or by their keys."""
        for known in _near(word, self._plain, 1):
            if known[0] != word and known[0].isalpha():
                yield known[0], _slipped(known, len(word))
        for known in _near(sought, self._keys, min(len(sought) // 4, 3)):
            if known[0] != sought and known[0].isalpha():
                for plain in self._spelt[known[0]]:
                    yield plain, _slipped(known, len(sought))


def _near(sought: str, known: list[str], slips: int) -> list[tuple[str, int, int]]:
    """The long enough ones that differ by so many slips, with how many, and where they stand."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if len(sought) < STEADY:
        return []
    near = process.extract(sought, known, scorer=OSA.distance, score_cutoff=slips, limit=None)
    return [one for one in near if len(one[0]) >= STEADY]


def _slipped(known: tuple[str, int, int], length: int) -> _Hit:
    word, distance, _ = known
    return _Hit(95 * (1 - distance / max(length, len(word))), 3, len(word))


def _order(match: Match) -> tuple[int, int, int, str, str]:
    """Of equal scores the nearest, then the shorter name, then the languages in their order."""
    language = match.language
    place = LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES)
    return HOW.index(match.how), len(match.name), place, match.name, match.thing


@cache
def _ancestors(kinds: frozenset[str]) -> frozenset[str]:
    """The kinds with the classes above them, by local name."""
    above = (one for kind in kinds for one in own().ancestors(MN + kind))
    return frozenset(one.removeprefix(MN) for one in above)


_KNOWN: WeakKeyDictionary[Engine, tuple[str, Names]] = WeakKeyDictionary()


def names_of(engine: Engine) -> Names:
    """The names in the graph of `engine`; read once for each state that the engine can tell."""
    state = engine.state()
    if engine in _KNOWN and state is not None and _KNOWN[engine][0] == state:
        return _KNOWN[engine][1]
    names = Names(found(engine, "names", {}))
    if state is not None:
        _KNOWN[engine] = state, names
    return names
