"""In which respects two claims of the same thing differ, with the values of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..facts import Amount, Claim
from .reading import WHO, several

_THINGS = {
    "bearer": WHO,
    "counterparty": ("counterparty",),
    "place": ("place",),
    "object": ("task", "about", "indicator"),
}
Values = tuple[list[str], list[str]]


def differences(
    one: Claim, two: Claim, named: Collection[str]
) -> Iterator[tuple[str, Values | None]]:
    """Each respect with the values of both; None for the values that only our link speaks of."""
    found = dict(_computed(one, two))
    yield from found.items()
    yield from ((field, None) for field in sorted(named) if field not in found)


def _computed(one: Claim, two: Claim) -> Iterator[tuple[str, Values]]:
    for field in _figures(one.amount or Amount(), two.amount or Amount()):
        yield field, (_figure(one), _figure(two))
    if _days(one) != _days(two):
        yield "date", (_span(one), _span(two))
    if one.values["act"] != two.values["act"]:
        yield "act", ([], [])
    for field, names in _THINGS.items():
        yield from _parted(field, *(several(c.says.get(n, ()) for n in names) for c in (one, two)))
    for field in ("addressee", "speaker"):
        yield from _parted(field, *(list(c.values.get(field, ())) for c in (one, two)))


def _parted(field: str, one: list[str], two: list[str]) -> Iterator[tuple[str, Values]]:
    here, there = (sorted({*values} - {"unstated"}) for values in (one, two))
    if here != there:
        yield field, (here or ["unstated"], there or ["unstated"])


def _figures(one: Amount, two: Amount) -> Iterator[str]:
    numbers = [{n for n in (a.lower, a.upper) if n is not None} for a in (one, two)]
    if any(numbers) and not numbers[0] & numbers[1]:
        yield "value"
    if numbers[0] & numbers[1] and _bounds(one) != _bounds(two):
        yield "bound"
    if ("additional" in one.flags) != ("additional" in two.flags):
        yield "additional"


def _bounds(one: Amount) -> tuple[object, ...]:
    return one.lower, one.upper, one.lower_in, one.upper_in, "approximate" in one.flags


def _figure(claim: Claim) -> list[str]:
    return [f"{claim.statement}/quantity"] if claim.amount else ["unstated"]


def _days(claim: Claim) -> tuple[object, ...]:
    span = claim.time[1] if claim.time else None
    return (span.start, span.strict, span.lenient, span.urgency) if span else (None,) * 4


def _span(claim: Claim) -> list[str]:
    return [claim.part] if claim.time and claim.time[1] else ["unstated"]
