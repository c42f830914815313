"""The steps by which a picture came to be, as they stand in an address.

`n A B` puts things there; `x bearer in 20 A` those that A is tied to, `+ bearer in 20 A` too,
placed along with those of the step before; `- A` takes one away.
A thing of ours goes by its id, another by its IRI in angle brackets.

>>> parsed(["n task/tax", "x bearer in 20 task/tax"])[1].relation
'bearer'
>>> key_of("urn:x"), iri_of("<urn:x>")
('<urn:x>', 'urn:x')
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from mindet.explorer.mistakes import Wrong
from mindet.explorer.wording import word
from mindet.terms import ID

MOST_STEPS = 80
MOST_AT_ONCE = 200  # things of one step
AT_ONCE = 20  # things of one click
PUT, SPREAD, ALONG, HIDE = "n", "x", "+", "-"
IN, OUT = "in", "out"


class Step(NamedTuple):
    """One step: what is done, with which things; of a spread also how."""

    verb: str
    things: tuple[str, ...]
    relation: str = ""
    direction: str = OUT
    most: int = AT_ONCE


def key_of(iri: str) -> str:
    """How a step names a thing."""
    return iri.removeprefix(ID) if iri.startswith(ID) else f"<{iri}>"


def iri_of(key: str) -> str:
    """The thing that a step names."""
    return key[1:-1] if key.startswith("<") and key.endswith(">") else ID + key


def parsed(texts: Iterable[str]) -> list[Step]:
    """The steps; QueryError for one that can't be read, and for too many."""
    found = [_step(text) for text in texts]
    if len(found) > MOST_STEPS:
        told = partial(word, "wrong.steps", n=MOST_STEPS)
        raise Wrong("step", f"more than {MOST_STEPS} steps", told, remedy="begin a new picture")
    return found


def _step(text: str) -> Step:
    verb, _, rest = text.partition(" ")
    words = rest.split(" ")
    if verb in (PUT, HIDE) and rest and len(words) <= MOST_AT_ONCE:
        return Step(verb, tuple(iri_of(word) for word in words))
    if verb in (SPREAD, ALONG) and len(words) == 4 and words[1] in (IN, OUT) and _number(words[2]):
        most = min(int(words[2]), MOST_AT_ONCE)
        return Step(verb, (iri_of(words[3]),), words[0], words[1], most)
    told = partial(word, "wrong.step", value=text[:80])
    raise Wrong("step", f"{text[:80]!r} is no step", told, remedy="write it as: n task/tax")


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 6


def written(step: Step) -> str:
    """The step as an address has it.

    >>> written(parsed(["x bearer in 20 task/tax"])[0])
    'x bearer in 20 task/tax'
    """
    names = [key_of(thing) for thing in step.things]
    if step.verb in (SPREAD, ALONG):
        names = [step.relation, step.direction, str(step.most), *names]
    return " ".join([step.verb, *names])
