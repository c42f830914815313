"""A picture of some things and what is tied to them, read from the graph step by step.

At most MOST nodes and LINES lines, whatever the graph has; every read is bounded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from mindet.explorer import columns, conclusions, looks, things
from mindet.explorer.addresses import page_of
from mindet.explorer.columns import Head
from mindet.explorer.desk import Desk, Facts, kinds
from mindet.explorer.placement import Spot, Wave, positions
from mindet.explorer.steps import ALONG, AT_ONCE, HIDE, PUT, Step, key_of
from mindet.terms import MN
from mindet.views.payload import cut

MOST = 240  # nodes
LINES = 1_500
DEFAULT = 36  # nodes at first sight, about
_TIES = f"""
UNWIND $iris AS iri
MATCH (a:Resource {{iri: iri}})-[r]->(b:Resource) WHERE b.iri IN $iris
RETURN DISTINCT a.iri AS source, type(r) AS type, b.iri AS target LIMIT {LINES}"""
_INFERRED = f"""
UNWIND $iris AS iri
MATCH (a:Resource {{iri: iri}})<-[:CONCERNS]-(i:Inference)-[:VALUE]->(b:Resource)
MATCH (i)-[:PROPERTY]->(p:Resource) WHERE b.iri IN $iris
RETURN DISTINCT a.iri AS source, p.iri AS property, b.iri AS target LIMIT {LINES}"""
_ACTS = f"""
UNWIND $iris AS iri
MATCH (s:Resource {{iri: iri}})<-[:STATES]-(c:Claim)
RETURN DISTINCT s.iri AS statement, c.act AS act LIMIT {LINES}"""
_LAST = ("concerns", "value", "premise", "property", "source", "passage", "publisher", "language")


class Tie(NamedTuple):
    """A line of the picture, in the direction of the graph; `inferred` is our conclusion."""

    source: str
    relation: str
    target: str
    inferred: bool = False


@dataclass(frozen=True)
class Picture:
    """The things in the order in which they came, those taken away again, and the lines."""

    waves: tuple[Wave, ...]
    hidden: frozenset[str]
    ties: tuple[Tie, ...]
    facts: Mapping[str, Facts]
    places: Mapping[str, Spot]
    heads: tuple[Head, ...]
    first: frozenset[str]
    missing: tuple[str, ...]
    cut: bool

    @property
    def shown(self) -> list[str]:
        """The things that are seen."""
        return _seen(self.waves, self.hidden)


def _seen(waves: Sequence[Wave], hidden: Collection[str]) -> list[str]:
    return [iri for iri in (waves[-1] if waves else ()) if iri not in hidden]


def drawn(desk: Desk, steps: Sequence[Step], layout: str = "") -> Picture:
    """What the steps make, as a network or in a `layout` of columns.LAYOUTS.

    Things that are not in the graph are told as missing.
    """
    waves, missing, cut_off = _waves(desk, steps)
    every = waves[-1] if waves else ()
    hidden = frozenset(one for step in steps if step.verb == HIDE for one in step.things)
    ties = _ties(desk, every) if every else ()
    first = frozenset(one for step in steps if step.verb == PUT for one in step.things)
    facts = desk.facts(every)
    pairs = sorted({(t.source, t.target) for t in ties})
    heads: tuple[Head, ...] = ()
    if layout:
        shown = {iri: facts.get(iri, {}) for iri in _seen(waves, hidden)}
        places, heads = columns.positions(desk, shown, pairs, layout)
    else:
        places = positions(desk.kept, waves, pairs)
    return Picture(waves, hidden, ties, facts, places, heads, first, missing, cut_off)


def _waves(desk: Desk, steps: Sequence[Step]) -> tuple[tuple[Wave, ...], tuple[str, ...], bool]:
    """After each step all things until then, in order; what is not there; whether it was cut."""
    wanted = [one for step in steps if step.verb == PUT for one in step.things]
    known = set(desk.facts(wanted[: MOST * 2]))
    waves: list[Wave] = []
    every: dict[str, None] = {}
    cut_off = False
    for step in steps:
        new = [one for one in _found(desk, step, every, known) if one not in every]
        room = MOST - len(every)
        cut_off |= len(new) > room
        every |= dict.fromkeys(new[:room])
        if step.verb == ALONG and waves:
            waves[-1] = tuple(every)
        elif new[:room]:
            waves.append(tuple(every))
    return tuple(waves), tuple(one for one in wanted if one not in known), cut_off


def _found(desk: Desk, step: Step, every: Collection[str], known: Collection[str]) -> Iterable[str]:
    if step.verb == PUT:
        return dict.fromkeys(one for one in step.things if one in known)
    if step.verb == HIDE or step.things[0] not in every:
        return ()
    return spread(desk, step)


def spread(desk: Desk, step: Step) -> tuple[str, ...]:
    """The first things that a thing is tied to by a relation; none by one that there is not."""
    return desk.kept.get(("spread", *step[1:]), lambda: _tied(desk, step))


def _tied(desk: Desk, step: Step) -> tuple[str, ...]:
    (iri,), name, direction, most = step.things, step.relation, step.direction, step.most
    if name.startswith(conclusions.MARK):
        return conclusions.neighbours(desk, iri, name, direction, most)
    known = desk.names().relationships.values()
    full = next((one for one in known if one in (name, MN + name)), None)
    if full is None:
        return ()
    return things.neighbours(desk, iri, things.Relation(full, direction, 0), 0, most).shown


def relations(desk: Desk, iri: str) -> list[things.Relation]:
    """What a thing is tied to, with counts: as the texts say, then as we conclude."""
    return [*sorted(things.counts(desk, iri), key=_rank), *conclusions.counts(desk, iri)]


def _ties(desk: Desk, iris: Sequence[str]) -> tuple[Tie, ...]:
    """The lines among these things: what the graph says, and what we conclude."""
    known, asked = desk.names().relationships, {"iris": list(iris)}
    rows = desk.reader.read(_TIES, asked).rows
    said = {Tie(a, known[kind], b) for a, kind, b in rows if kind in known}
    ours = {Tie(a, p, b, inferred=True) for a, p, b in desk.reader.read(_INFERRED, asked).rows}
    ours = {tie for tie in ours if tie._replace(inferred=False) not in said}
    return tuple(sorted(said | ours))


def first_steps(desk: Desk, iri: str) -> list[Step]:
    """The picture of a thing before any click: itself, and the relations that tell most."""
    found, total = [Step(PUT, (iri,))], 1
    for one in relations(desk, iri):
        name = one.name.removeprefix(MN)
        if name not in _LAST and total < DEFAULT:
            found.append(Step(ALONG, (iri,), name, one.direction, AT_ONCE))
            total += min(one.count, AT_ONCE)
    return found


def _rank(relation: things.Relation) -> tuple[int, int, str]:
    order = ("who", "structure", "what", "issuer", "party", "other", "speaker")
    return order.index(looks.group(relation.name)), relation.count, relation.name


# --- as JSON


def told(desk: Desk, picture: Picture, language: str) -> dict[str, Any]:
    """The picture for the page's scripts: nodes with looks and places, lines with words."""
    shown = picture.shown
    acts = _acts(desk, picture)
    titles = desk.titles(shown, language)
    here = set(shown)
    return {
        "nodes": [_node(desk, picture, iri, titles[iri].text, language) for iri in shown],
        "edges": [
            _edge(desk, tie, acts, picture.facts, language)
            for tie in picture.ties
            if tie.source in here and tie.target in here and tie.source != tie.target
        ],
        "heads": picture.heads,
        "missing": [key_of(iri) for iri in picture.missing],
        "cut": picture.cut,
        "most": MOST,
    }


def _acts(desk: Desk, picture: Picture) -> dict[str, list[str]]:
    """The acts by which each statement and claim is said."""
    found: dict[str, set[str]] = defaultdict(set)
    for iri, facts in picture.facts.items():
        if facts.get("act") and "Claim" in kinds(facts):
            found[iri].add(str(facts["act"]))
    shown = picture.shown
    for statement, act in desk.reader.read(_ACTS, {"iris": shown}).rows if shown else ():
        if act:
            found[statement].add(str(act))
    return {iri: sorted(acts) for iri, acts in found.items()}


def _node(desk: Desk, picture: Picture, iri: str, title: str, language: str) -> dict[str, Any]:
    facts = picture.facts.get(iri, {})
    own = kinds(facts)
    seen = looks.look(own, things.classes(desk, things.Thing(iri, facts)), facts)
    x, y = picture.places[iri]
    return {
        "id": key_of(iri), "page": page_of(iri), "label": cut(title),
        "kind": desk.term(own[0], language) if own else "",
        "role": seen.role, "family": seen.family, "hollow": seen.hollow,
        "size": looks.size(seen.role, first=iri in picture.first), "x": x, "y": -y,
    }  # fmt: skip


def _edge(
    desk: Desk, tie: Tie, acts: Mapping[str, list[str]], facts: Mapping[str, Facts], language: str
) -> dict[str, Any]:
    said = acts.get(tie.source, [])
    group = looks.group(tie.relation)
    ends = [tie.source, tie.target]
    if group in looks.FLIPPED:
        ends.reverse()
    inferred = tie.inferred or "Inference" in kinds(facts.get(tie.source, {}))
    told_by = said if group != "other" or tie.relation == MN + "states" else []
    return {
        "from": key_of(ends[0]), "to": key_of(ends[1]), "said": key_of(tie.source),
        "role": tie.relation.removeprefix(MN), "label": desk.term(tie.relation, language),
        "group": group, "line": looks.line(tie.relation, said), "inferred": inferred,
        "how": ", ".join(desk.term(act, language) for act in told_by),
    }  # fmt: skip
