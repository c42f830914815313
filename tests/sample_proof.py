"""A made-up document with its reading, for the tests of the pages."""

from dataclasses import replace

from mindet.views.document import Proof, Stretch
from mindet.views.model import PageModel
from mindet.views.record import only
from sample_pages import page_model

WORDS = "ауыл міндет село road 😀 e\u0301 мачта «dom» \u202eabc\u202c line\nend "
SOURCE = (WORDS * 60)[:2000]


def proof(model: PageModel | None = None, source: str | None = SOURCE) -> Proof:
    """Twenty claims on a text of 2000 characters: some overlap, some nest, some words are bare."""
    model = model or page_model(12, 12, 60)
    paper = model.documents[0]
    claims = [c for s in model.statements for c in s.claims if c.document == paper.id][:20]
    places = {
        claim.id: ((i * 90, i * 90 + (140 if i % 3 == 0 else 60)), (i * 90 + 10, i * 90 + 30))
        for i, claim in enumerate(claims)
    }
    mine = only(model, places)
    statements = tuple(
        replace(s, claims=tuple(replace(c, passages=places[c.id]) for c in s.claims))
        for s in mine.statements
    )
    mine = replace(mine, statements=statements, documents=(paper,))
    mine = replace(mine, terms={**mine.terms, "topicOnly": {"en": "topic only"}})
    stretches = [Stretch(*span, "claim", c) for c, spans in places.items() for span in spans]
    stretches += [Stretch(1850, 1900, "unclaimed", "", "topicOnly")]
    stretches += [Stretch(1900, 1910, "participant", model.things[0].id, "topicOnly")]
    ordered = tuple(sorted(stretches, key=lambda s: (s.start, -s.end, s.about)))
    return Proof(paper, mine, ordered, {}, 2000, source)
