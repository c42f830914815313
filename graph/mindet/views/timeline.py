"""The page of what was said, is due, was reported and changed when, in lanes along the years.

`collect` reads it from a graph store and asks the stored question target-drift; `render` makes
the page. What has no day is not in the picture, and is in its table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mindet.terms import ID, local
from mindet.views import folio, importance
from mindet.views.payload import text
from mindet.views.record import SCRIPTS, only, record
from mindet.views.times import LANES, Link, Mark, Timeline, collect, whats

__all__ = ["CARRIED", "LANES", "Link", "Mark", "Timeline", "collect", "render", "write_page"]

CARRIED = 3600
"""So many marks and claims at most in a page: of what matters most."""
STYLES = ("base.css", "sheet.css", "timeline.css")


def render(timeline: Timeline, *, carried: int = CARRIED) -> str:
    """The page as text; ViewError where a part of it is missing."""
    marks, model = _kept(timeline, carried), timeline.model
    if len(marks) < len(timeline.marks):
        model = only(model, {claim for mark in marks for claim in mark.claims})
    named = {name for mark in marks for name in (mark.row, mark.thing) if name}
    claims = {claim.id for s in model.statements for claim in s.claims}
    data = {
        **record(model, "timeline.title", named, timeline.amounts),
        "lanes": LANES,
        "marks": [_mark(mark) for mark in marks],
        "links": [
            [local(x.row, ID), local(x.source, ID), local(x.target, ID), x.value, x.deadline,
             int(x.inferred)]
            for x in timeline.links if x.target in claims
        ],
        "changes": {word: text(label) for word, label in sorted(timeline.changes.items())},
        "total": len(timeline.marks),
    }  # fmt: skip
    scripts = [
        folio.read(script)
        for script in (*SCRIPTS, "grid.js", "panel.js", "lanes.js", "timeline.js")
    ]
    return folio.html("timeline.html.j2", STYLES, scripts, data)


def _kept(timeline: Timeline, limit: int) -> list[Mark]:
    """The marks of what matters most, in all lanes; all marks if they fit."""
    if (
        len({*timeline.marks, *(claim for mark in timeline.marks for claim in mark.claims)})
        <= limit
    ):
        return list(timeline.marks)
    score = importance.scores(timeline.model)
    subjects = _subjects(timeline, score)
    taken = set(importance.within(_grown(subjects, score), limit))
    return [mark for mark in timeline.marks if subjects[mark] in taken]


def _subjects(timeline: Timeline, score: Mapping[str, float]) -> dict[Mark, str]:
    """What each mark tells of: its row; in a drift, the main thing that its claims are about."""
    works = whats(timeline.model)
    about = {c.id: works.get(s.id, []) for s in timeline.model.statements for c in s.claims}
    main: dict[str, str] = {}
    for mark in timeline.marks:
        if mark.lane == "drift":
            known = {main.get(mark.row, ""), *(x for c in mark.claims for x in about.get(c, ()))}
            main[mark.row] = max(known, key=lambda one: (score.get(one, 0.0), one))
    return {mark: main.get(mark.row, mark.row) for mark in timeline.marks}


def _grown(
    subjects: Mapping[Mark, str], score: Mapping[str, float]
) -> Iterator[tuple[str, set[Hashable]]]:
    """Undertakings, posts and bodies in turn by importance, with their marks and claims."""
    brings: dict[str, set[Hashable]] = defaultdict(set)
    sides: dict[str, set[str]] = defaultdict(set)
    for mark, subject in subjects.items():
        brings[subject] |= {mark, *mark.claims}
        sides[mark.lane if mark.thing else ""].add(subject)
    for subject in importance.in_turn((sides[key] for key in sorted(sides)), score):
        yield subject, brings[subject]


def _mark(mark: Mark) -> list[Any]:
    claims = [local(claim, ID) for claim in mark.claims]
    row = local(mark.row, ID) if mark.lane == "drift" else mark.row
    return [mark.lane, row, mark.start, mark.end, mark.lenient, int(mark.inferred), claims,
            mark.thing]  # fmt: skip


def write_page(timeline: Timeline, path: Path, *, carried: int = CARRIED) -> None:
    """Write the page to one file; ViewError where it can't be written."""
    folio.write(render(timeline, carried=carried), path)
