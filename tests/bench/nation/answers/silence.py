"""Who holds up what, who answers for what, what is unsaid, what is only our conclusion.

Only the dossier of a project tells of it, so its claims are all there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..country import Country
from ..facts import Claim, Document, Dossier, Inference
from .obligations import AKIMATS, SAME_PARTY, of_kind
from .reading import Columns, Reading, iso
from .tasks import OBLIGATIONS, Tasks, evidence, open_way

Rows = Callable[[Dossier, Reading], Iterator[Columns]]
Cell = tuple[str, str | None, str]
_TOLD = ("claim", "document", "counts", "issued", "issued_earliest", "issued_latest")
_SAID = (*_TOLD, "act", "speaker", "speaker_inferred", "speaker_post", "passages")
_SILENT = (*_SAID, "field", "value_inferred")
_CONCLUDED = (
    *_TOLD, "inference", "concerns", "property", "value_inferred", "day_inferred",
    "value_earliest", "value_latest",
)  # fmt: skip
_RISK = (
    "actor", "undertaking", "tie", "waits_for", "task", "length", "basis", "claim", "document",
    "counts", "kind", "claim_2", "document_2", "basis_2", "issued_2", "issued_earliest_2",
    "strict_end", "lenient_end", "strict_end_inferred", "lenient_end_inferred",
)  # fmt: skip
_CELL = (
    "undertaking", "actor", "role", "basis", "number", "claims", "counts", "first_known",
    "last_known", "first_earliest", "last_latest", "claim", "document",
)  # fmt: skip
_BORNE = {
    "Duty": "must",
    "Prohibition": "mustNot",
    "Liability": "liable",
    "Power": "may",
    "Permission": "may",
}
_PARTS = ("bearer", "jointlyWith", "responsible", "actor", "proposer", "issuer")
_ANSWERING = {*_BORNE.values(), "responsible", "carriesOut"}
_GROUNDS = ("stated", "knownMember", "sameParty", "inferred")


def cases(
    country: Country, first: Dossier
) -> Iterator[tuple[str, dict[str, str], tuple[str, ...], Rows]]:
    """Question, parameters, columns and rows of each case."""
    letter, project = first.documents[0], f"project/{first.name}a"
    for given in ({"document": letter.id}, {"field": "issuer"}):
        yield "unstated", given, _SILENT, _rows(unsaid, given)
    for document in (first.documents[0], first.documents[3]):
        given = {"document": document.id}
        yield "inferences", given, _CONCLUDED, _rows(concluded, given)
    members = [area.akimat for area in map((country.units + country.districts).__getitem__, PILOTS)]
    akimat = next(a for claim in first.claims() for a in claim.says.get("bearer", ())
                  if a.startswith("akimat/"))  # fmt: skip
    for given in ({"undertaking": project}, {"actor": akimat}):
        yield "at-risk-if", given, _RISK, _rows(at_risk, given, members)
    for given in ({"undertaking": project}, {"actor": "mn:unstated"}):
        yield "responsibility-matrix", given, _CELL, _rows(matrix, given)


PILOTS = (1, 2, 5)  # the places of the akimats that are known members of the pilot group


def _rows(of: Callable[..., Iterator[Columns]], given: dict[str, str], *more: object) -> Rows:
    """The rows of `of` that fit the parameters."""
    wanted = {name: value.removeprefix("mn:") for name, value in given.items()}

    def rows(dossier: Dossier, reading: Reading) -> Iterator[Columns]:
        for row in of(dossier, reading, *more):
            if all(row[name] == value for name, value in wanted.items()):
                yield row

    return rows


# --- unstated


def unsaid(dossier: Dossier, reading: Reading) -> Iterator[Columns]:
    """Each field of a claim or its statement that the text leaves open."""
    for document in dossier.documents:
        for claim in document.claims if reading.counts(document) else ():
            said = {**claim.values, **claim.says}
            fields = [name for name, several in said.items() if "unstated" in several]
            if claim.time and claim.time[1] is None:
                fields.append(claim.time[0])
            for field in fields:
                concluded = {"field": field, "value_inferred": reading.inferred(claim, field)}
                yield {**reading.claim(claim), **concluded}


# --- inferences


def concluded(dossier: Dossier, reading: Reading) -> Iterator[Columns]:
    """Each conclusion with the claim, participation or document that it belongs to."""
    for home in dossier.documents if reading.inferences else ():
        ours = [*home.inferences, *(one for c in home.claims for one in c.inferences)]
        owners = {one.concerns: claim.id for claim in home.claims for one in claim.inferences}
        met = {told.id for told in home.meetings}
        for number, one in enumerate(ours, 1):
            name = f"inference/{home.name}-{number}"
            taking_part = one.concerns if one.concerns.startswith("participation/") else None
            claim = owners.get(one.concerns, taking_part)
            for document in _telling(dossier, home) if one.concerns in met else [home]:
                if reading.counts(document):
                    yield {**reading.document(document), "claim": claim, **_one(name, one)}


def _telling(dossier: Dossier, home: Document) -> list[Document]:
    """The documents that report on the meeting that `home` describes."""
    met = {told.id for told in home.meetings}
    return [document for document in dossier.documents if met & {*document.about}]


def _one(name: str, inference: Inference) -> Columns:
    return {
        "inference": name,
        "concerns": inference.concerns,
        "property": inference.property,
        "value_inferred": [inference.value] if inference.value else [],
        "day_inferred": iso(inference.day),
        "value_earliest": iso(inference.earliest),
        "value_latest": iso(inference.latest),
    }


# --- at-risk-if


def at_risk(dossier: Dossier, reading: Reading, members: list[str]) -> Iterator[Columns]:
    """Each actor that must, with each undertaking that waits and each of its targets."""
    tasks = Tasks.of(dossier)
    serves = {t.id: t.values["serves"][0] for t in dossier.things if "serves" in t.values}
    for task, goal, tie, steps in _waits(tasks, serves):
        if not open_way(dossier, reading, tasks, task):
            continue
        for claim in of_kind(dossier, reading, *OBLIGATIONS):
            step = _step(tasks, reading, claim, task, serves if tie == "serves" else {})
            if step is None or evidence(dossier, reading, claim, task)[0]:
                continue
            path = {"undertaking": goal, "tie": tie, "waits_for": task, "length": steps + step}
            for actor, rank in _bearers(claim, reading, members).items():
                basis = {"actor": actor, "basis": _GROUNDS[3 if step else rank]}
                for target in _targets(dossier, reading, goal):
                    yield _risk(reading, claim, target) | path | basis


def _waits(tasks: Tasks, serves: dict[str, str]) -> Iterator[tuple[str, str, str, int]]:
    """Each task with each undertaking that it enables or serves, how, and the tasks between."""
    enabled = {task: goal for goal, task in tasks.waits()}
    for task in {**tasks.enables, **serves}:
        chain = [task]
        while tasks.enables.get(chain[-1], "").startswith("task/"):
            chain.append(tasks.enables[chain[-1]])
        if task in enabled:
            yield task, enabled[task], "enables", len(chain)
        for goal in {serves[one] for one in chain if one in serves} - {enabled.get(task)}:
            last = max(place for place, one in enumerate(chain) if serves.get(one) == goal)
            yield task, goal, "serves", last + 1


def _step(
    tasks: Tasks, reading: Reading, claim: Claim, task: str, serves: dict[str, str]
) -> int | None:
    """0 where the obligation is on the task, 1 where that is our step, else None."""
    demanded = claim.says.get("task", (None,))[0]
    if demanded is None or demanded == task:
        return None if demanded is None else 0
    near = task in tasks.upwards(demanded) or demanded in tasks.upwards(task)
    free = demanded not in tasks.enables and demanded not in serves
    return 1 if near and free and reading.inferences else None


def _bearers(claim: Claim, reading: Reading, members: list[str]) -> dict[str, int]:
    """Each actor with the rank of the ground on which it bears the obligation."""
    named = {one for name in ("bearer", "jointlyWith") for one in claim.says.get(name, ())}
    ours = set(reading.inferred(claim, "bearer", "jointlyWith"))
    alike = _alike(named) if reading.inferences else set()
    wide = ours | _members(ours, members) | _alike(ours)
    ranked = (named, _members(named, members), alike, wide)
    return {one: rank for rank in (3, 2, 1, 0) for one in ranked[rank]}


def _members(groups: set[str], members: list[str]) -> set[str]:
    return set(members) if AKIMATS[1] in groups else set()


def _alike(parties: set[str]) -> set[str]:
    """Whoever is the same party by our link."""
    pair = {SAME_PARTY, AKIMATS[0]}
    return {other for one in parties & pair for other in pair - {one}}


def _targets(dossier: Dossier, reading: Reading, goal: str) -> list[tuple[Claim, str] | None]:
    """The targets of an undertaking, each with its ground; one None where it has none."""
    found: list[tuple[Claim, str] | None] = []
    for claim in of_kind(dossier, reading, "Target"):
        if goal in claim.says.get("about", ()):
            found.append((claim, "stated"))
        elif goal in reading.inferred(claim, "about"):
            found.append((claim, "inferred"))
    return found or [None]


def _risk(reading: Reading, claim: Claim, target: tuple[Claim, str] | None) -> Columns:
    """The columns of the obligation, and those of the target, with a 2 where both have them."""
    first = {**reading.claim(claim), "task": claim.says["task"][0]}
    if target is None:
        return first | dict.fromkeys(
            ("claim_2", "document_2", "basis_2", "issued_2", "issued_earliest_2", "strict_end",
             "lenient_end", "strict_end_inferred", "lenient_end_inferred")
        )  # fmt: skip
    second = reading.claim(target[0])
    times = {name: value for name, value in second.items() if "_end" in name}
    certain = first["counts"] == second["counts"] == "certain"
    return {
        **first,
        **{f"{name}_2": value for name, value in second.items()},
        **times,
        "basis_2": target[1],
        "counts": "certain" if certain else "possible",
    }


# --- responsibility-matrix


def matrix(dossier: Dossier, reading: Reading) -> Iterator[Columns]:
    """Each cell, and a silent one where nobody is named who answers."""
    cells: dict[Cell, dict[str, tuple[int, Claim]]] = {}
    told: dict[str, list[Claim]] = {}
    for undertaking, tie, claim in _ties(dossier, reading):
        if tie == 0:
            told.setdefault(undertaking, []).append(claim)
        for actor, role, rank in _roles(claim, reading):
            cell = cells.setdefault((undertaking, role, actor), {})
            before = cell.get(claim.id, (1, claim))[0]
            cell[claim.id] = min(before, max(tie, rank)), claim
    for (undertaking, role, actor), held in cells.items():
        for rank, basis in enumerate(("stated", "inferred")):
            claims = [claim for one, claim in held.values() if one == rank]
            if claims:
                row = {"undertaking": undertaking, "actor": actor, "role": role, "basis": basis}
                yield row | _aged(claims, reading)
    for undertaking, claims in told.items():
        if not _answered(undertaking, cells):
            row = {"actor": "unstated", "role": "responsible", "basis": "stated"}
            yield {"undertaking": undertaking, **row} | _aged(claims, reading)


def _answered(undertaking: str, cells: dict[Cell, dict[str, tuple[int, Claim]]]) -> bool:
    """Whether a text names somebody who answers for it."""
    return any(
        of == undertaking and role in _ANSWERING and any(rank == 0 for rank, _ in held.values())
        for (of, role, _), held in cells.items()
    )


def _ties(dossier: Dossier, reading: Reading) -> Iterator[tuple[str, int, Claim]]:
    """Each undertaking with each claim that tells of it; 1 where that is our conclusion."""
    kinds = {thing.id: thing.kind for thing in dossier.things}
    beside = {t.id: {*t.values.get("serves", ()), *t.values.get("enables", ())}
              for t in dossier.things if t.kind == "Task"}  # fmt: skip
    for document in dossier.documents:
        for claim in document.claims if reading.counts(document) else ():
            things = {one for n in ("about", "undertaking") for one in claim.says.get(n, ())}
            tasks = things.union(claim.says.get("task", ()))
            stated = things.union(*(beside.get(task, set()) for task in tasks))
            ours = set(reading.inferred(claim, "about", "undertaking")) - stated
            for one in (stated, ours):
                for thing in sorted(one):
                    if kinds.get(thing) in ("Project", "LegalInstrument"):
                        yield thing, int(one is ours), claim


def _roles(claim: Claim, reading: Reading) -> Iterator[tuple[str, str | None, int]]:
    """Each actor with its role, and 1 where that is our conclusion."""
    for part in _PARTS:
        role: str | None = part
        if part in ("bearer", "jointlyWith"):
            role = _BORNE.get(claim.kind, "responsible")
        elif part == "actor":
            role = claim.says.get("role", (None,))[0]
        for actor in claim.says.get(part, ()):
            if actor != "unstated":
                yield actor, role, 0
        yield from ((actor, role, 1) for actor in reading.inferred(claim, part))
    if claim.values["act"] == ("reports",):
        for actor in claim.values["speaker"]:
            if actor != "unstated":
                yield actor, "reports", 0
        yield from ((actor, "reports", 1) for actor in reading.inferred(claim, "speaker"))


def _aged(claims: list[Claim], reading: Reading) -> Columns:
    """Number, days and earliest claim of a cell."""
    days = {claim.id: reading.document(claim.document) for claim in claims}
    known = [day["issued"] for day in days.values() if day["issued"]]
    early = [day["issued_earliest"] for day in days.values() if day["issued_earliest"]]
    late = [day["issued_latest"] for day in days.values() if day["issued_latest"]]
    first = min(
        claims,
        key=lambda c: (iso(reading.earliest(c.document)) or "9999", c.id),
    )
    return {
        **days[first.id],
        "claim": first.id,
        "number": len(days),
        "claims": sorted(days),
        "counts": min(day["counts"] for day in days.values()),
        "first_known": min(known, default=None),
        "last_known": max(known, default=None),
        "first_earliest": min(early, default=None),
        "last_latest": max(late, default=None),
    }
