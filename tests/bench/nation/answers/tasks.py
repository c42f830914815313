"""Questions about tasks: who holds an undertaking up, and what was demanded again."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from ..facts import Claim, Day, Document, Dossier
from .obligations import of_kind
from .reading import Columns, Reading

OBLIGATIONS = ("Duty", "Prohibition", "Permission", "Power", "Liability")
DEMANDS = ("instructs", "enacts", "requires", "reminds", "appeals")


@dataclass(frozen=True, slots=True)
class Tasks:
    """The tasks of a dossier: what each enables, and which is the broader one."""

    enables: dict[str, str]
    broader: dict[str, str]

    @classmethod
    def of(cls, dossier: Dossier) -> Tasks:
        """Those that the dossier describes."""
        tasks = [thing for thing in dossier.things if thing.kind == "Task"]
        one = {t.id: t.values["enables"][0] for t in tasks if "enables" in t.values}
        two = {t.id: t.values["broaderTask"][0] for t in tasks if "broaderTask" in t.values}
        return cls(one, two)

    def waits(self) -> Iterator[tuple[str, str]]:
        """Each undertaking with each task that it waits for, directly or along a chain."""
        for task in self.enables:
            goal = task
            while goal in self.enables:
                goal = self.enables[goal]
            yield goal, task

    def upwards(self, task: str) -> list[str]:
        """The task and those broader than it."""
        chain = [task]
        while chain[-1] in self.broader:
            chain.append(self.broader[chain[-1]])
        return chain

    def common(self, one: str, other: str) -> str | None:
        """The narrowest task that both are part of."""
        above = set(self.upwards(other))
        return next((task for task in self.upwards(one) if task in above), None)


# --- blocked-by


def blocked(dossier: Dossier, reading: Reading, undertaking: str | None) -> Iterator[Columns]:
    """Each undertaking that waits, with each obligation on what it waits for."""
    tasks = Tasks.of(dossier)
    for (goal, task), claim in itertools.product(
        tasks.waits(), of_kind(dossier, reading, *OBLIGATIONS)
    ):
        fits = undertaking in (None, goal) and bears(tasks, reading, claim, task)
        if fits and open_way(dossier, reading, tasks, task):
            found, perhaps = evidence(dossier, reading, claim, task)
            yield {
                **reading.claim(claim),
                "undertaking": goal,
                "waits_for": task,
                "task": claim.says["task"][0],
                "basis": "stated" if claim.says["task"][0] == task else "inferred",
                "done": bool(found),
                "evidence": found,
                "evidence_possible": perhaps,
            }


def bears(tasks: Tasks, reading: Reading, claim: Claim, task: str) -> bool:
    """Whether the claim's obligation is on the task, or on one above or below it."""
    for demanded in claim.says.get("task", ()):
        if demanded == task:
            return True
        near = task in tasks.upwards(demanded) or demanded in tasks.upwards(task)
        return near and reading.inferences and demanded not in tasks.enables
    return False


def open_way(dossier: Dossier, reading: Reading, tasks: Tasks, task: str) -> bool:
    """Whether no task is done that the one way from this task goes through."""
    step = tasks.enables.get(task)
    while step in tasks.enables:
        if _over(dossier, reading, step):
            return False
        step = tasks.enables[step]
    return True


def _over(dossier: Dossier, reading: Reading, task: str) -> bool:
    """Whether every demand on the task is met, or it is told of as completed if there is none."""
    demands = [
        claim
        for claim in of_kind(dossier, reading, *OBLIGATIONS)
        if task in claim.says.get("task", ())
    ]
    if demands:
        return all(evidence(dossier, reading, claim, task)[0] for claim in demands)
    told = (claim for claim in dossier.claims() if _completes(claim, {task}))
    return any(reading.counts(claim.document) == "certain" for claim in told)


def evidence(
    dossier: Dossier, reading: Reading, claim: Claim, task: str
) -> tuple[list[str], list[str]]:
    """What shows for certain that the demand is met, and what perhaps does."""
    linked = {
        link.source
        for link in dossier.links
        if reading.inferences and link.kind == "fulfils" and link.target == claim.statement
    }
    found: dict[str, list[str]] = {"certain": [], "possible": []}
    for other in dossier.claims():
        fulfils = other.statement in linked
        if fulfils or _completes(other, {task, *claim.says["task"]}):
            sure = "certain" if fulfils else _since(other.document, claim.document, reading)
            known = reading.counts(other.document)
            if sure and known:
                found["certain" if sure == known == "certain" else "possible"].append(other.id)
    return sorted(found["certain"]), sorted(found["possible"])


def _completes(claim: Claim, tasks: set[str]) -> bool:
    about = claim.says.get("task", ()) + claim.says.get("about", ())
    return claim.says.get("stage") == ("completed",) and bool(tasks.intersection(about))


def _since(later: Document, demand: Document, reading: Reading) -> str | None:
    """Whether a document is of the demand's day or after, for certain or perhaps; None: before."""
    first, last = reading.earliest(demand), reading.latest(demand)
    begin, end = reading.earliest(later), reading.latest(later)
    if later.id == demand.id or (begin and last and begin >= last):
        return "certain"
    return None if end and first and end < first else "possible"


# --- repeated-instructions


def repeated(dossier: Dossier, reading: Reading, months: int) -> Iterator[Columns]:
    """Pairs of demands on one task, or on parts of one, so many months apart."""
    tasks = Tasks.of(dossier)
    duties = [
        claim for claim in of_kind(dossier, reading, "Duty") if claim.values["act"][0] in DEMANDS
    ]
    for one, other in itertools.product(duties, duties):
        last, first = reading.latest(one.document), reading.earliest(other.document)
        apart = _months(last, first) if last and first else None
        task = tasks.common(one.says["task"][0], other.says["task"][0])
        if task and apart is not None and apart >= months:
            yield _pair(one, other, reading) | {"task": task, "months_between": apart}


def _months(start: Day, end: Day) -> int:
    """Whole months from a day to a day."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def _pair(one: Claim, other: Claim, reading: Reading) -> Columns:
    """The columns of the earlier claim, and those of the later one with a 2."""
    later = {f"{name}_2": value for name, value in reading.claim(other).items()}
    certain = "certain" in {reading.counts(one.document)} & {reading.counts(other.document)}
    return {**reading.claim(one), **later, "counts": "certain" if certain else "possible"}
