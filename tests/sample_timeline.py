"""A made-up timeline of a real size, for the tests of the pages."""

from mindet.views.model import PageModel
from mindet.views.times import Link, Mark, Timeline, _drifts, _due, _told
from sample_pages import page_model

WORDS = {
    "up": {"en": "up", "ru": "больше", "kk": "көбейді"},
    "later": {"en": "later", "ru": "позже", "kk": "кейінірек"},
}


def timeline(model: PageModel | None = None) -> Timeline:
    """What is said, due and reported in the model, one drift, two tenures, one succession."""
    model = model or page_model(12, 16, 60)
    targets = [s.claims[0].id for s in model.statements if s.kind == "Target" and s.spans]
    dated = {d.id for d in model.documents if d.issued}
    claims = {c.id: c for s in model.statements for c in s.claims}
    first, second, third = [c for c in targets if claims[c].document in dated][:3]
    links = (
        Link(first, first, second, "up", "later", False),
        Link(first, second, third, "up", "later", True),
    )
    posts = [t.id for t in model.things if t.role == "post"]
    people = [t.id for t in model.things if t.role == "person"]
    bodies = [t.id for t in model.things if t.family == "state"][:2]
    held = (
        Mark("tenures", posts[0], "2019-05-01", "2021-06-30", "", False, (), people[0]),
        Mark("tenures", posts[0], "2021-07-01", "2026-01-09", "", True, (), people[1]),
        Mark("bodies", bodies[1], "2019-05-01", "2022-06-30", "", True, (), bodies[0]),
        Mark("bodies", bodies[1], "2023-05-01", "2026-06-30", "", False, (), bodies[1]),
    )
    marks = {*_told(model), *_due(model), *_drifts(model, links), *held}
    ordered = sorted(marks, key=lambda m: (m.lane, m.row, m.start, m.end, m.claims))
    return Timeline(tuple(ordered), links, model, WORDS)
