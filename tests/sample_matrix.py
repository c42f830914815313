"""A made-up matrix of a real size, for the tests of the pages."""

from collections import defaultdict

from mindet.ontology import own
from mindet.terms import LANGUAGES, UNSTATED
from mindet.views.matrix import Cell, Matrix
from mindet.views.model import WHAT_ROLES, WHO_ROLES, PageModel
from mindet.views.payload import words
from sample_pages import page_model

BORNE = {"Duty": "must", "Prohibition": "mustNot", "Liability": "liable", "Power": "may"}
BORNE |= {"Involvement": "funds", "Proposal": "proposer"}


def matrix(model: PageModel | None = None) -> Matrix:
    """Who must, may or funds what in the model; an undertaking without anybody is silent."""
    model = model or page_model(24, 30, 90)
    works = {t.id for t in model.things if t.role == "undertaking"}
    who: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    what: dict[str, list[str]] = defaultdict(list)
    for edge in model.edges:
        if edge.role in WHO_ROLES:
            who[edge.target].append((edge.source, edge.inferred))
        elif edge.role in WHAT_ROLES and edge.target in works:
            what[edge.source].append(edge.target)
    told: dict[tuple[str, str, str, bool], list[str]] = defaultdict(list)
    for statement in model.statements:
        role = BORNE.get(statement.kind, "responsible")
        for work in what[statement.id]:
            for actor, inferred in who[statement.id] or [(UNSTATED, False)]:
                plain = "responsible" if actor == UNSTATED else role
                told[work, actor, plain, inferred] += [claim.id for claim in statement.claims]
    cells = tuple(Cell(*key, tuple(claims)) for key, claims in sorted(told.items()))
    return Matrix(cells, model, _roles(cells))


def _roles(cells: tuple[Cell, ...]) -> dict[str, dict[str, str]]:
    ontology, known = own(), words()
    names = sorted({cell.role for cell in cells})
    return {
        role: {lang: known.get(f"role.{role}", {}).get(lang) or ontology.label(role, lang)
               for lang in LANGUAGES}
        for role in names
    }  # fmt: skip
