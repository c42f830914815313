"""Two figures side by side: what stands against comparing them, and how one stands to the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..facts import Amount, Claim, Day, Dossier
from .reading import Columns, Reading


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its claim, read with our conclusions or without."""

    claim: Claim
    reading: Reading
    unit: str | None

    @property
    def amount(self) -> Amount:
        """Its figure; one without numbers where it has none."""
        return self.claim.amount or Amount()

    @property
    def numbers(self) -> set[int]:
        """The numbers that it names."""
        return {n for n in (self.amount.lower, self.amount.upper) if n is not None}

    def has(self, name: str) -> set[str]:
        """What the statement names by a property."""
        return {*self.claim.says.get(name, ())} - {"unstated"}

    def stated(self, end: str) -> Day | None:
        """The strict or lenient last day that the text gives."""
        time = self.claim.time
        span = time[1] if time and time[0] != "inForce" else None
        found: Day | None = getattr(span, end, None)
        return found

    def end(self, end: str) -> Day | None:
        """The strict or lenient last day, stated or concluded."""
        return self.stated(end) or self.reading.day(self.claim, end + "End")

    def reckoned(self, end: str) -> bool:
        """Whether that day is concluded."""
        return self.reading.day(self.claim, end + "End") is not None

    def stretch(self) -> int | None:
        """The months from its first to its last day; None for a level at a day."""
        begin, last = self.stated("start"), self.end("strict") or self.stated("lenient")
        if begin is None or last is None:
            return None
        return (last.year - begin.year) * 12 + last.month - begin.month


@dataclass(frozen=True, slots=True)
class Figures:
    """Two statements of a dossier, in an order, and the kinds of our links between them."""

    sides: tuple[Side, Side]
    links: frozenset[str]

    @classmethod
    def of(cls, dossier: Dossier, reading: Reading, one: Claim, two: Claim) -> Figures:
        """The two, with the units of the dossier's indicators."""
        units = {thing.id: thing.values.get("unit", (None,))[0] for thing in dossier.things}
        ends = {one.statement, two.statement}
        links = {k.kind for k in dossier.links if {k.source, k.target} == ends}
        counted = [next(iter(claim.says.get("indicator", ())), "") for claim in (one, two)]
        first, second = (
            Side(claim, reading, units.get(by))
            for claim, by in zip((one, two), counted, strict=True)
        )
        return cls((first, second), frozenset(links if reading.inferences else ()))

    def common(self, *names: str) -> bool:
        """Whether both name one thing by any of these properties."""
        one, two = (set().union(*(side.has(name) for name in names)) for side in self.sides)
        return bool(one & two)

    def shared(self) -> set[str]:
        """Whether they count alike, and whether they are about one thing."""
        found = {"sameIndicator"} if self.common("indicator") else set()
        return found | ({"sameUndertaking"} if self.common("about", "task") else set())

    def reckoned(self) -> bool:
        """Whether the last day of either is concluded."""
        return any(side.reckoned("strict") for side in self.sides)

    def ends_reckoned(self) -> bool:
        """Whether a day that either does not state is concluded."""
        return any(
            side.reckoned(end) and not side.stated(end)
            for side in self.sides
            for end in ("strict", "lenient")
        )

    def against(self) -> set[str]:
        """All that stands against comparing, save our links."""
        return {*self._counting(), *self._placing(), *self._timing(), *self._adding()}

    def apart(self) -> set[str]:
        """What keeps two tellings of one target from being compared."""
        found = self.against() & {
            "otherIndicator", "otherUnit", "shareAgainstCount", "otherPlace",
            "additionAgainstTotal",
        }  # fmt: skip
        return found | ({"byOurLink"} if "notComparable" in self.links else set())

    def unlike(self) -> bool:
        """Whether their units differ."""
        one, two = (side.unit for side in self.sides)
        return one is not None and two is not None and one != two

    def _counting(self) -> Iterator[str]:
        if not all(side.has("indicator") for side in self.sides):
            yield "noIndicator"
        elif not self.common("indicator"):
            yield "otherIndicator"
        if self.unlike():
            mixed = "percent" in {side.unit for side in self.sides}
            yield "shareAgainstCount" if mixed else "otherUnit"

    def _placing(self) -> Iterator[str]:
        placed = [bool(side.has("place")) for side in self.sides]
        if any(placed) and not self.common("place"):
            yield "otherPlace" if all(placed) else "placeInOneOnly"

    def _timing(self) -> Iterator[str]:
        one, two = (side.stretch() for side in self.sides)
        if one != two:
            lasts = [side.end("strict") or side.stated("lenient") for side in self.sides]
            yield "otherTime" if all(lasts) else "timeInOneOnly"

    def _adding(self) -> Iterator[str]:
        if len({"additional" in side.amount.flags for side in self.sides}) == 2:
            yield "additionAgainstTotal"
        if not all(side.numbers for side in self.sides):
            yield "noNumber"


def shown(pair: Sequence[Claim | None]) -> Columns:
    """The names of the two claims."""
    return dict(zip(("claim", "claim_2"), (one and one.id for one in pair), strict=True))


def order(both: Figures, *, same: bool) -> str:
    """How the second figure stands to the first; equal bounds are told only where `same`."""
    one, two = (side.amount for side in both.sides)
    doubts = both.against() & {"additionAgainstTotal", "noNumber"}
    if doubts or both.unlike() or "approximate" in one.flags + two.flags:
        return "orderNotTold"
    if one.lower == one.upper == two.lower == two.upper:
        return "equal"
    if _above(two, one):
        return "greater"
    if _above(one, two):
        return "smaller"
    return "sameBounds" if same and _bounds(one) == _bounds(two) else "orderNotTold"


def _above(one: Amount, two: Amount) -> bool:
    """Whether all that `one` may be is more than all that `two` may be."""
    if one.lower is None or two.upper is None:
        return False
    open_end = not (one.lower_in and two.upper_in)
    return one.lower > two.upper or (one.lower == two.upper and open_end)


def _bounds(one: Amount) -> tuple[object, ...]:
    return one.lower, one.upper, one.lower_in, one.upper_in


def moved(both: Figures, *, done: bool) -> str:
    """What became of the figure of an earlier telling; of a result, how it stands to it."""
    now, then = both.sides
    if not now.numbers or not then.numbers:
        words = {
            (False, False): "noValue",
            (False, True): "valueDropped",
            (True, False): "valueSet",
        }
        return words[bool(now.numbers), bool(then.numbers)]
    if done:
        return order(Figures((then, now), both.links), same=False)
    return _retold(now.amount, then.amount, bool(now.numbers & then.numbers))


def _retold(now: Amount, then: Amount, meet: bool) -> str:
    rough = ["approximate" in one.flags for one in (now, then)]
    if _bounds(now) == _bounds(then) and rough[0] == rough[1]:
        return "same"
    if meet and _shape(now) != _shape(then):
        return "boundChanged"
    lows = [float("-inf") if one.lower is None else one.lower for one in (now, then)]
    highs = [float("inf") if one.upper is None else one.upper for one in (now, then)]
    up = lows[0] > lows[1] or highs[0] > highs[1]
    down = lows[0] < lows[1] or highs[0] < highs[1]
    return "boundChanged" if up == down else "up" if up else "down"


def _shape(one: Amount) -> tuple[bool, bool, bool]:
    exact = one.lower is not None and one.lower == one.upper
    return one.lower is None, one.upper is None, exact
