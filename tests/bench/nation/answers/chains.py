"""Chains of one claim between a project and an actor, and the project found by its name.

Only the dossier of a project tells of it, so its claims are all there are. Where another
project has the very same name, the one of the first dossier comes first by its id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..facts import Claim, Dossier
from .reading import Columns, Reading

Rows = Callable[[Dossier, Reading], Iterator[Columns]]
_SPEECH = ("speaker", "speakerPost", "addressee", "relayedBy")
_JOINING = (
    "bearer", "jointlyWith", "counterparty", "issuer", "responsible", "actor", "proposer", "about",
    "undertaking", "task", "legalBasis",
)  # fmt: skip
_MENTIONING = (*_JOINING, "beneficiary", "place", "indicator")
_TOLD = ("claim", "document", "counts", "issued", "issued_earliest", "issued_latest")
_SAID = (*_TOLD, "act", "speaker", "speaker_inferred", "speaker_post", "passages")
_HOP = ("step", "thing", "role", "basis", "thing_2", "role_2", "basis_2")


def cases(first: Dossier) -> Iterator[tuple[str, dict[str, str], tuple[str, ...], Rows]]:
    """Question, parameters, columns and rows of each case."""
    project = f"project/{first.name}a"
    for actor in _actors(first, project):
        yield (
            "evidence-path",
            {"start": project, "end": actor, "max": "1"},
            (*_SAID, "kind", *_HOP),
            lambda dossier, reading, actor=actor: chain(dossier, reading, project, actor),
        )
    label = next(thing.label for thing in first.things if thing.id == project)
    yield (
        "search",
        {"text": label[0], "kind": "undertaking", "limit": "1"},
        (*_TOLD, "act", "speaker", "passages", "thing", "name", "language", "score", "match",
         "mentions"),
        lambda dossier, reading: named(dossier, reading, project, label[0]),
    )  # fmt: skip


def _actors(first: Dossier, project: str) -> list[str]:
    """Two actors that are told of beside the project."""
    beside = (
        one
        for claim in first.claims()
        if project in claim.says.get("about", ())
        for name in ("bearer", "responsible")
        for one in claim.says.get(name, ())
    )
    return sorted(set(beside) - {"unstated"})[:2]


def chain(dossier: Dossier, reading: Reading, start: str, end: str) -> Iterator[Columns]:
    """The claim that joins the two, with fewest inferred roles, the first by its id."""
    found = []
    for claim in dossier.claims():
        here, there = _role(claim, reading, start), _role(claim, reading, end)
        if reading.counts(claim.document) and here and there:
            columns = reading.claim(claim) | _side("", start, here) | _side("_2", end, there)
            found.append((here[0] + there[0], claim.id, columns | {"step": 1}))
    if found:
        yield min(found, key=lambda one: one[:2])[2]


def _role(claim: Claim, reading: Reading, thing: str) -> tuple[bool, str] | None:
    """Whether the role of a thing is inferred, and which: a stated one, the first by name."""
    said = {name: claim.says.get(name, ()) for name in _JOINING}
    said |= {name: claim.values.get(name, ()) for name in _SPEECH}
    roles = [(False, name) for name, values in said.items() if thing in values]
    for one in claim.inferences if reading.inferences else ():
        if one.value == thing and one.property in said:
            roles.append((True, one.property))
    return min(roles, default=None)


def _side(end: str, thing: str, role: tuple[bool, str]) -> Columns:
    basis = "inferred" if role[0] else "stated"
    return {f"thing{end}": thing, f"role{end}": role[1], f"basis{end}": basis}


def named(dossier: Dossier, reading: Reading, thing: str, name: str) -> Iterator[Columns]:
    """The thing by its very name, with the earliest claim that mentions it."""
    told = [claim for claim in dossier.claims() if _mentions(claim, reading, thing)]
    if told:
        first = min(told, key=lambda c: (str(reading.earliest(c.document) or "undated"), c.id))
        match: Columns = {"name": name, "language": "en", "score": 100, "match": "exact"}
        yield reading.claim(first) | match | {"thing": thing, "mentions": len(told)}


def _mentions(claim: Claim, reading: Reading, thing: str) -> bool:
    says = (claim.says.get(name, ()) for name in _MENTIONING)
    values = (claim.values.get(name, ()) for name in _SPEECH)
    said = any(thing in several for several in (*says, *values))
    return said and bool(reading.counts(claim.document))
