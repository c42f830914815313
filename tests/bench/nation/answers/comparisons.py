"""Questions that set two statements side by side: figures, tellings of a target, two languages."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping

from ..facts import Claim, Dossier
from .figures import Figures, moved, order, shown
from .reading import Columns, Reading, several
from .sides import differences
from .tellings import tellings

Rows = Callable[[Dossier, Reading], Iterator[Columns]]
Found = tuple[str, Mapping[str, str], tuple[str, ...], Rows]
_JUDGED = ("claim", "claim_2", "comparison", "against", "second_is", "basis", "relation", "counts")
_MOVED = (
    "claim", "claim_2", "issued", "counts", "value_change", "against", "deadline_change",
    "deadline_change_lenient", "relation", "basis",
)  # fmt: skip
_TOLD = ("claim", "claim_2", "field", "value", "value_2", "seen", "basis", "counts")


def cases(first: Dossier) -> Iterator[Found]:
    """The cases: of a project and an indicator of the first dossier, and of everything."""
    project, indicator = f"project/{first.name}a", f"indicator/{first.name}b"
    for name, one in (("undertaking", project), ("indicator", indicator)):
        yield "comparability", {name: one}, _JUDGED, _pairs(one)
        yield "target-drift", {name: one}, _MOVED, _drift(one)
    yield "target-drift", {}, _MOVED, _drift(None)
    yield "language-differences", {}, _TOLD, _languages(None)
    other = f"project/{first.name}b"
    yield "language-differences", {"undertaking": other}, _TOLD, _languages(other)


def chosen(claim: Claim, one: str | None) -> bool:
    """Whether the claim's statement is about that undertaking or counts by that indicator."""
    names = ("indicator",) if one and one.startswith("indicator/") else ("about", "task")
    return one is None or one in {thing for name in names for thing in claim.says.get(name, ())}


def _counts(reading: Reading, *claims: Claim) -> str:
    kinds = {reading.counts(claim.document) for claim in claims}
    return "certain" if kinds == {"certain"} else "possible"


# --- comparability


def _pairs(one: str) -> Rows:
    def rows(dossier: Dossier, reading: Reading) -> Iterator[Columns]:
        figures = [c for c in dossier.claims() if c.amount and reading.counts(c.document)]
        for pair in itertools.combinations(sorted(figures, key=lambda c: c.statement), 2):
            if any(chosen(claim, one) for claim in pair):
                yield from _judged(Figures.of(dossier, reading, *pair), reading, pair)

    return rows


def _judged(both: Figures, reading: Reading, pair: tuple[Claim, Claim]) -> Iterator[Columns]:
    """A row for each judgement of ours, or one without; none for figures that share nothing."""
    shared = both.shared()
    if not shared and not both.links:
        return
    judgements = both.links & {"comparable", "notComparable"} or {None}
    for judgement in judgements:
        against = {*both.against(), *(["byOurLink"] if judgement == "notComparable" else [])}
        fits = judgement == "comparable" or (judgement is None and not against)
        yield {
            **shown(pair),
            "comparison": "comparable" if fits else "notComparable",
            "against": sorted(against),
            "second_is": order(both, same=True) if fits else None,
            "basis": "stated" if shared and not judgement and not both.reckoned() else "inferred",
            "relation": sorted({*shared, *both.links}),
            "counts": _counts(reading, *pair),
        }


# --- target-drift


def _drift(one: str | None) -> Rows:
    def rows(dossier: Dossier, reading: Reading) -> Iterator[Columns]:
        for claim, earlier, ways in tellings(dossier, reading):
            if chosen(claim, one):
                columns = {**reading.claim(claim), **shown((claim, earlier))}
                yield {**columns, **_moved(dossier, reading, claim, earlier, ways)}

    return rows


_FIRST = "noEarlier"


def _moved(
    dossier: Dossier, reading: Reading, claim: Claim, earlier: Claim | None, ways: set[str]
) -> Columns:
    done = claim.kind == "Result"
    if earlier is None:
        ends = {f"deadline_change{one}": _FIRST for one in ("", "_lenient")}
        return {"value_change": _FIRST, "against": [], "relation": [], "basis": None, **ends}
    both = Figures.of(dossier, reading, claim, earlier)
    judged = both.links & {"comparable", "notComparable"}
    numbered = all(one.numbers for one in both.sides)
    against = both.apart() if numbered and "comparable" not in judged else set()
    stated = any(way.startswith("same") for way in ways) and not judged and not both.ends_reckoned()
    return {
        "value_change": "notComparable" if against else moved(both, done=done),
        "against": sorted(against),
        "deadline_change": None if done else _later(both, "strict"),
        "deadline_change_lenient": None if done else _later(both, "lenient"),
        "relation": sorted(ways),
        "basis": "stated" if stated else "inferred",
    }


def _later(both: Figures, end: str) -> str:
    now, then = (side.end(end) for side in both.sides)
    if now is None or then is None:
        words = {(True, True): "noDate", (True, False): "dateDropped", (False, True): "dateSet"}
        return words[now is None, then is None]
    return "same" if now == then else "later" if now > then else "earlier"


# --- language-differences


def _languages(one: str | None) -> Rows:
    def rows(dossier: Dossier, reading: Reading) -> Iterator[Columns]:
        for claim, other, ground, named in _retold(dossier, reading):
            if not (chosen(claim, one) or chosen(other, one)):
                continue
            for field, values in differences(claim, other, named):
                seen = "byLink" if values is None else "both" if field in named else "inStatements"
                here, there = values or ([], [])
                yield {
                    **shown((claim, other)),
                    "field": field,
                    "value": here,
                    "value_2": there,
                    "seen": seen,
                    "basis": "inferred" if values is None else ground,
                    "counts": _counts(reading, claim, other),
                }

    return rows


def _retold(
    dossier: Dossier, reading: Reading
) -> Iterator[tuple[Claim, Claim, str, frozenset[str]]]:
    """Two claims of the same thing, Kazakh first; on which ground; where our links say they differ.

    Only documents that count are looked at.
    """
    claims = [claim for claim in dossier.claims() if reading.counts(claim.document)]
    linked = {
        frozenset((link.source, link.target)): frozenset(link.differs)
        for link in dossier.links
        if link.kind == "restates" and reading.inferences
    }
    for claim, other in itertools.permutations(claims, 2):
        if (claim.document.language, other.document.language) != ("kk", "ru"):
            continue
        tie = frozenset((claim.statement, other.statement))
        if _of_one_event(claim, other):
            yield claim, other, "stated", linked.get(tie, frozenset())
        elif tie in linked:
            yield claim, other, "inferred", linked[tie]


def _of_one_event(claim: Claim, other: Claim) -> bool:
    things = [
        set(several(c.says.get(n, ()) for n in ("indicator", "task"))) for c in (claim, other)
    ]
    return (
        claim.kind == other.kind
        and bool({*claim.document.about} & {*other.document.about})
        and bool(things[0] & things[1])
    )
