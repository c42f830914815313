"""Questions about what was said: by whom, and about which undertaking, in every role."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..facts import Claim, Dossier
from .obligations import of_kind
from .reading import Columns, Reading, iso
from .subjects import figures

Rows = Callable[[Dossier, Reading], Iterator[Columns]]
Case = tuple[str, Mapping[str, str], tuple[str, ...], Rows]
_ALL = (
    "Target", "Forecast", "Result", "Involvement", "Proposal", "Assertion", "Duty", "Prohibition",
    "Permission", "Power", "Liability",
)  # fmt: skip
_ROLES = (
    "bearer", "jointlyWith", "counterparty", "issuer", "responsible", "actor", "proposer",
    "beneficiary",
)  # fmt: skip
_NAMING = ("about", "undertaking", "task")
_TOLD = ("claim", "document", "counts", "issued", "issued_earliest", "issued_latest")
_SAID = (*_TOLD, "act", "speaker", "speaker_inferred", "speaker_post", "passages", "kind")
_QUOTED = (*_SAID, "said_on", "relayed_by", "relay_voice", "addressee")
_KNOWN = (
    *_SAID, "basis", "through", "who", "who_inferred", "stage", "lower", "upper", "relation",
    "differs_in", "claim_2", "document_2", "issued_2", "issued_earliest_2", "issued_latest_2",
    "act_2",
)  # fmt: skip
_PROFILE = (*_TOLD, "act", "speaker", "kind", "stage", "role", "who", "inferred", "way", "through")
_LATER = ("claim", "document", "issued", "issued_earliest", "issued_latest", "act")


def cases(first: Dossier) -> Iterator[Case]:
    """Question, parameters, columns and rows of each case."""
    minister = first.documents[0].meetings[0].participations[1].participant
    project = f"project/{first.name}a"
    for speaker, asked in ((minister, None), (None, project), (minister, project)):
        given = {"speaker": speaker, "undertaking": asked}
        values = {name: value for name, value in given.items() if value}
        yield "quotes", values, _QUOTED, _quotes(speaker, asked)
    for asked in (project, f"task/{first.name}a-work"):
        yield "known-as-of", {"undertaking": asked}, _KNOWN, _known(asked)
        yield "undertaking-profile", {"undertaking": asked}, _PROFILE, _profile(asked)


# --- quotes


def _quotes(speaker: str | None, undertaking: str | None) -> Rows:
    def rows(dossier: Dossier, reading: Reading) -> Iterator[Columns]:
        for claim in of_kind(dossier, reading, *_ALL):
            said = {*claim.values["speaker"], *reading.inferred(claim, "speaker")}
            if (not speaker or speaker in said) and _told(dossier, reading, claim, undertaking):
                yield {**reading.claim(claim), **_relay(claim)}

    return rows


def _relay(claim: Claim) -> Columns:
    meetings = claim.document.meetings
    return {
        "said_on": iso(meetings[0].held) if meetings else None,
        "relayed_by": sorted(claim.values.get("relayedBy", ())),
        "relay_voice": claim.values.get("relayVoice", (None,))[0],
        "addressee": sorted(claim.values.get("addressee", ())),
    }


def _told(dossier: Dossier, reading: Reading, claim: Claim, undertaking: str | None) -> bool:
    """Whether it is about the undertaking: by name, by its task, or as we infer."""
    if undertaking is None:
        return True
    tasks = {
        thing.id
        for thing in dossier.things
        if undertaking in thing.values.get("serves", ()) + thing.values.get("enables", ())
    }
    stated = _named(claim, *_NAMING)
    inferred = reading.inferred(claim, *_NAMING)
    return undertaking in {*stated, *inferred} or bool(tasks & _named(claim, "about", "task"))


def _named(claim: Claim, *names: str) -> set[str]:
    return {one for name in names for one in claim.says.get(name, ())}


# --- known-as-of


def _near(dossier: Dossier, asked: str) -> dict[str, dict[str, int]]:
    """Each thing by which a statement belongs to what is asked: the ways to it, ranked."""
    found: dict[str, dict[str, int]] = {asked: {"": 1}}
    for name, rank in (("serves", 2), ("enables", 2), ("broaderTask", 3)):
        for thing in dossier.things:
            if asked in thing.values.get(name, ()):
                found.setdefault(thing.id, {})[name] = rank
    return found


def _known(asked: str) -> Rows:
    def rows(dossier: Dossier, reading: Reading) -> Iterator[Columns]:
        near = _near(dossier, asked)
        for claim in of_kind(dossier, reading, *_ALL):
            stated = near.keys() & _named(claim, *_NAMING)
            inferred = near.keys() & {*reading.inferred(claim, *_NAMING)}
            ranks = [min(near[one].values()) for one in stated] + [4 for _ in inferred]
            if ranks:
                columns = {
                    **reading.claim(claim),
                    **figures(claim),
                    "basis": ("named", "task", "part", "inferred")[min(ranks) - 1],
                    "through": sorted((stated | inferred) - {asked}),
                }
                later = list(_later(dossier, reading, claim)) or [_NOTHING]
                yield from ({**columns, **one} for one in _counted(columns, later))

    return rows


_NOTHING: Columns = {
    "relation": None, "differs_in": [], **{f"{name}_2": None for name in _LATER}, "counts_2": None,
}  # fmt: skip


def _counted(columns: Columns, later: list[Columns]) -> Iterator[Columns]:
    """Certain only where both documents are."""
    for one in later:
        sure = columns["counts"] == "certain" and one["counts_2"] in (None, "certain")
        yield {**one, "counts": "certain" if sure else "possible"}


def _later(dossier: Dossier, reading: Reading, claim: Claim) -> Iterator[Columns]:
    """The later claims that a link joins to it: by the dates, else by the link's direction."""
    by_statement = {one.statement: one for one in of_kind(dossier, reading, *_ALL)}
    first, last = reading.earliest(claim.document), reading.latest(claim.document)
    for link in dossier.links if reading.inferences else ():
        ends = {link.source, link.target}
        other = by_statement.get(next(iter(ends - {claim.statement}), ""))
        if (
            link.kind not in ("restates", "revises", "contradicts")
            or claim.statement not in ends
            or not other
        ):
            continue
        begin, end = reading.earliest(other.document), reading.latest(other.document)
        after = bool(begin and last and begin > last)
        before = bool(end and first and end < first)
        if after or (link.target == claim.statement and not before):
            told = reading.claim(other)
            columns = {f"{name}_2": told[name] for name in (*_LATER, "counts")}
            yield {**columns, "relation": link.kind, "differs_in": sorted(link.differs)}


# --- undertaking-profile


def _profile(asked: str) -> Rows:
    def rows(dossier: Dossier, reading: Reading) -> Iterator[Columns]:
        near = _near(dossier, asked)
        for claim in of_kind(dossier, reading, *_ALL):
            stated = _ways(near, {n: claim.says.get(n, ()) for n in _NAMING})
            inferred = _ways(near, {n: reading.inferred(claim, n) for n in _NAMING})
            if stated or inferred:
                columns = {
                    **reading.claim(claim),
                    **figures(claim),
                    "way": sorted({way for way, _ in stated | inferred}),
                    "through": sorted({thing for _, thing in stated | inferred} - {asked}),
                }
                for role, who, ours in _parts(claim, reading):
                    part = {"role": role, "who": who, "inferred": ours or not stated}
                    yield {**columns, **part}

    return rows


def _ways(
    near: Mapping[str, Mapping[str, int]], said: Mapping[str, tuple[str, ...] | list[str]]
) -> set[tuple[str, str]]:
    """How a statement that names these things belongs, and through which of them."""
    return {
        (way or name, thing)
        for name, things in said.items()
        for thing in things
        for way in near.get(thing, {})
    }


def _parts(claim: Claim, reading: Reading) -> Iterator[tuple[str, str | None, bool]]:
    """Each role with whoever has it, and whether that is our conclusion."""
    stated = [(role, who) for role in _ROLES for who in claim.says.get(role, ())]
    if not stated:
        yield "about", None, False
    for role, who in stated:
        yield (claim.says["role"][0] if role == "actor" else role), who, False
    for role in _ROLES:
        for who in reading.inferred(claim, role):
            yield role, who, True
