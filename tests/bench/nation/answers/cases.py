"""Which questions are answered, with which parameters and which columns.

Parameters that name a thing name one of the first dossier, so that every size has it.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..country import Country
from ..facts import Dossier
from . import (
    assessments,
    chains,
    comparisons,
    deadlines,
    obligations,
    outcomes,
    records,
    sayings,
    silence,
    subjects,
    tasks,
    tenures,
)
from .reading import Columns, Reading

Rows = Callable[[Dossier, Reading], Iterator[Columns]]
_DAY = datetime.date(2021, 6, 30)
READINGS: tuple[tuple[Mapping[str, str], Reading], ...] = (
    ({}, Reading()),
    ({"as_of": str(_DAY)}, Reading(_DAY)),
    ({"as_of": str(_DAY), "inferences": "false"}, Reading(_DAY, False)),
)
_TOLD = ("claim", "document", "counts", "issued", "issued_earliest", "issued_latest")
_SAID = (*_TOLD, "act", "speaker", "speaker_inferred", "speaker_post", "passages")
_ENDS = ("strict_end", "lenient_end", "strict_end_inferred", "lenient_end_inferred")
_BORNE = (*_SAID, "bearer", "bearer_inferred", "issuer")
_FORCE = (*_BORNE, "legal_basis", "since", "since_inferred", "until")
_FIGURES = (*_SAID, "basis", "who", "who_inferred", "lower", "upper", "stage", *_ENDS)
_PAIR = ("claim", "claim_2", "task", "months_between", "counts", "bearer", "bearer_2", "act_2")
_OUTCOME = (
    *_TOLD, "responsible", "strict_end", "lenient_end", "relation", "comparison", "against",
    "claim_2", "document_2", "stage_2", "issued_2",
)  # fmt: skip
_MEETING = (
    *_TOLD, "meeting", "held_on", "held_earliest", "held_latest", "reporter", "printed", "post",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its own parameters; `rows` gives the columns of each row, and more."""

    question: str
    parameters: Mapping[str, str]
    columns: tuple[str, ...]
    rows: Rows


def cases(country: Country, first: Dossier) -> Iterator[Case]:
    """All cases, with things of the first dossier where one is to be named."""
    yield from _obligations()
    yield from _whole()
    yield from _subjects(country, first)
    yield from itertools.starmap(Case, records.cases(first))
    yield from itertools.starmap(Case, deadlines.cases(first))
    yield from itertools.starmap(Case, tenures.cases(country, first))
    yield from itertools.starmap(Case, sayings.cases(first))
    yield from itertools.starmap(Case, assessments.cases(first))
    yield from itertools.starmap(Case, chains.cases(first))
    yield from itertools.starmap(Case, comparisons.cases(first))
    yield from itertools.starmap(Case, silence.cases(country, first))


def _obligations() -> Iterator[Case]:
    kinds = {
        "powers": ("Power", "Permission"),
        "prohibitions": ("Prohibition",),
        "liabilities": ("Liability",),
    }
    for name, of in kinds.items():
        towards = () if name == "prohibitions" else ("counterparty",)
        yield Case(name, {}, (*_FORCE, "kind", *towards), _in_force(of))
    yield Case(
        "instructions", {}, (*_BORNE, "jointly_with", "task", *_ENDS), obligations.instructions
    )
    columns = (*_BORNE, "kind", "basis", "jointly_with", *_ENDS)
    yield Case("akimat-requirements", {}, columns, obligations.akimats)
    for reading in ("strict", "lenient"):
        for date in (datetime.date(2019, 12, 31), datetime.date(2022, 3, 31)):
            yield _due(date, reading)


def _in_force(kinds: tuple[str, ...]) -> Rows:
    return lambda dossier, reading: obligations.in_force(dossier, reading, *kinds)


def _due(date: datetime.date, reading: str) -> Case:
    lenient = reading == "lenient"
    return Case(
        "due-by",
        {"date": str(date), "reading": reading},
        (*_SAID, "last_day", "who", "who_inferred", *_ENDS),
        lambda dossier, how: obligations.due_by(dossier, how, date, lenient),
    )


def _whole() -> Iterator[Case]:
    """The questions about tasks, plans and meetings, of everything."""
    yield Case("reporters", {}, _MEETING, lambda d, r: subjects.reporters(d, r, None))
    yield _blocked(None)
    yield _outcome(None)
    for months in (12, 20):
        yield _repeated(months)


def _blocked(undertaking: str | None) -> Case:
    return Case(
        "blocked-by",
        {"undertaking": undertaking} if undertaking else {},
        (*_SAID, "undertaking", "waits_for", "task", "basis", "done", "evidence",
         "evidence_possible", "bearer", "kind"),
        lambda dossier, reading: tasks.blocked(dossier, reading, undertaking),
    )  # fmt: skip


def _outcome(undertaking: str | None) -> Case:
    return Case(
        "plan-outcome",
        {"undertaking": undertaking} if undertaking else {},
        _OUTCOME,
        lambda dossier, reading: outcomes.outcomes(dossier, reading, undertaking),
    )


def _repeated(months: int) -> Case:
    return Case(
        "repeated-instructions",
        {"months": str(months)},
        _PAIR,
        lambda dossier, reading: tasks.repeated(dossier, reading, months),
    )


def _subjects(country: Country, first: Dossier) -> Iterator[Case]:
    project, indicator = f"project/{first.name}a", f"indicator/{first.name}a"
    meeting = first.documents[0].meetings[0]
    yield _blocked(project)
    yield _outcome(project)
    yield Case(
        "reporters",
        {"meeting": meeting.id},
        _MEETING,
        lambda d, r: subjects.reporters(d, r, meeting.id),
    )
    yield _named(project)
    yield Case(
        "road-coverage",
        {"undertaking": project, "indicator": indicator},
        _FIGURES,
        lambda d, r: subjects.covered(d, r, project, indicator),
    )
    yield from map(_profile, _actors(first))
    for place in (meeting.place, "place-group/rural-settlements"):
        yield _placed(country, place)


def _named(project: str) -> Case:
    columns = (
        *_SAID,
        "undertaking",
        "basis",
        "comparable_with",
        "not_comparable_with",
        "who",
        "kind",
    )
    return Case(
        "last-mile",
        {"name": project.removeprefix("project/")},
        columns,
        lambda dossier, reading: subjects.named(dossier, reading, project),
    )


def _actors(first: Dossier) -> list[str]:
    """A person, a post, an operator and an akimat of the first dossier."""
    minister = first.documents[0].meetings[0].participations[1].participant
    post = next(t.post for t in first.documents[0].tenures)
    said = [one for claim in first.claims() for some in claim.says.values() for one in some]
    firm = next(one for one in said if one.startswith("operator/"))
    return [minister, post, firm, next(one for one in said if one.startswith("akimat/"))]


def _profile(actor: str) -> Case:
    return Case(
        "actor-profile",
        {"actor": actor},
        (*_TOLD, "role", "inferred"),
        lambda dossier, reading: subjects.profile(dossier, reading, actor),
    )


def _placed(country: Country, place: str) -> Case:
    places = subjects.inside(country, place)
    return Case(
        "village-connectivity",
        {"place": place},
        _FIGURES,
        lambda dossier, reading: subjects.placed(dossier, reading, places),
    )
