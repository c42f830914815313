"""The pages of the graph: home, the list of questions, a thing, a relation of it, a class."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from mindet.errors import QueryError, TooMuch
from mindet.explorer import addresses, answers, negotiation, problems, rendering, things
from mindet.explorer.desk import Desk
from mindet.explorer.mistakes import NoSuch
from mindet.explorer.things import Relation, Thing
from mindet.explorer.wording import word
from mindet.terms import MN, RDFS

if TYPE_CHECKING:
    from mindet.catalogue import Answer

COUNTED = (
    "Document", "Claim", "Actor", "Undertaking", "Task", "Duty", "Target", "Forecast", "Result",
    "Inference",
)  # fmt: skip
NOTICES = 6  # rows of a question on the first page
COUNTED_TO = 1_000  # rows that are counted there
_DAYS = ("strict_end", "strict_end_inferred")
TOLD = {
    "overdue": (*_DAYS, "what", "who", "who_inferred", "claim"),
    "unstated": ("field", "what", "claim"),
    "document-dates": ("document", "issued", "issued_earliest", "issued_latest", "claims"),
    "targets-without-responsible": ("what", "about", "claim"),
}  # the columns of theirs that it shows
LONGEST = 2_000  # characters of an IRI
_LABEL = RDFS + "label"  # the ontology has no words for it
_OURS = ("concerns", "value", "premise", "property", "source", "target")  # told last


def palette(_desk: Desk, _request: Request) -> Response:
    """The colours that all our pages share."""
    return Response(rendering.palette(), media_type="text/css")


# --- home


def home(desk: Desk, request: Request) -> Response:
    """What is in the graph, what is overdue, where everybody is silent, all questions."""
    language = rendering.language_of(request)
    asked = request.query_params.get("date", "").strip()
    last, fault, status = _last_day(desk), "", 200
    date = asked or last
    try:
        overdue = _notices(desk, "overdue", language, {"date": date}) if date else None
    except QueryError as error:
        status, fault, overdue = problems.status_of(error), asked, None
    return rendering.page(
        request, "home.html.j2", status,
        counts=[(n, desk.term(n, language), things.counted(desk, n)) for n in COUNTED],
        documents=_notices(desk, "document-dates", language, limit=12, newest=True),
        overdue=overdue, date=date, fault=fault,
        unstated=_notices(desk, "unstated", language),
        unanswered=_notices(desk, "targets-without-responsible", language),
        queries=desk.catalogue.values(),
        example=desk.catalogue["search"].example.get("text", ""),
    )  # fmt: skip


def _last_day(desk: Desk) -> str:
    """The last day on which a document of the graph was, or may first have been, published."""
    try:
        rows = desk.ask(desk.catalogue["document-dates"], {}).records()
    except TooMuch:
        return ""
    days = (row["issued"] or row["issued_earliest"] for row in rows)
    return max((str(day) for day in days if day), default="")


class Notices(NamedTuple):
    """The first rows of a question, and how many there are; none where they are too many."""

    name: str
    sheet: answers.Sheet | None


def _notices(
    desk: Desk, name: str, language: str, given: dict[str, str] | None = None,
    limit: int = NOTICES, *, newest: bool = False,
) -> Notices:  # fmt: skip
    def made() -> Notices:
        try:
            wishes = {**(given or {}), "lang": language}
            answer = desk.ask(desk.catalogue[name], wishes, limit=0 if newest else COUNTED_TO)
        except TooMuch:
            return Notices(name, None)
        answer = _newest_first(answer) if newest else answer
        return Notices(name, answers.sheet(desk, answer, language, limit=limit, only=TOLD[name]))

    key = ("notices", name, language, limit, *sorted((given or {}).items()))
    return desk.kept.get(key, made)


def _newest_first(answer: Answer) -> Answer:
    """The documents by the day that they state, else by the last that we infer; undated last."""
    names = [column.name for column in answer.columns]
    places = [names.index(name) for name in ("issued", "issued_latest", "issued_earliest")]

    def day(row: Sequence[Any]) -> str:
        return next((str(row[place]) for place in places if row[place]), "")

    return dataclasses.replace(answer, rows=tuple(sorted(answer.rows, key=day, reverse=True)))


# --- questions and classes


def catalogue(desk: Desk, request: Request) -> Response:
    """All stored questions."""
    return rendering.page(request, "queries.html.j2", queries=desk.catalogue.values())


def kind(desk: Desk, request: Request) -> Response:
    """The things of a class, page by page."""
    name, number = request.path_params["name"], rendering.number_of(request)
    if name not in desk.ontology.class_by_name:
        told = partial(word, "none.class", name=name)
        what, remedy = f"there is no class {name!r}", "choose one on the first page"
        raise NoSuch(what, told, remedy=remedy)
    language = rendering.language_of(request)
    shown = things.listed(desk, name, (number - 1) * things.SHOWN)
    return rendering.page(
        request, "kind.html.j2",
        kind=name, label=desk.term(name, language), total=things.counted(desk, name),
        shown=shown, titles=desk.titles(shown, language), number=number, size=things.SHOWN,
    )  # fmt: skip


# --- things


def thing(desk: Desk, request: Request) -> Response:
    """A thing of ours as a page, or its RDF where the client asks for that."""
    return _negotiated(desk, request, addresses.iri_of(request.path_params["name"]))


def other_thing(desk: Desk, request: Request) -> Response:
    """A thing with an IRI of another kind."""
    return _negotiated(desk, request, request.query_params.get("iri", ""))


def _negotiated(desk: Desk, request: Request, iri: str) -> Response:
    if len(iri) > LONGEST:
        told = partial(word, "wrong.long", n=LONGEST)
        raise NoSuch("an id of so many characters", told, remedy="search by a name")
    asked = request.query_params.get("format")
    media = {form: kind for kind, form in negotiation.FORMS.items()}.get(asked or "")
    media = media or negotiation.chosen(request.headers.get("accept", ""), tuple(negotiation.FORMS))
    if media is None or (asked and media != "text/html" and asked not in ("turtle", "jsonld")):
        raise HTTPException(406, headers={"Vary": "Accept"})
    found = things.find(desk, iri)
    if media == "text/html":
        shown = _shown(desk, request, found)
    else:
        data = things.rdf(desk, iri, negotiation.FORMS[media])
        shown = Response(data, media_type=media)
    shown.headers["Vary"] = "Accept"
    return shown


def _shown(desk: Desk, request: Request, found: Thing) -> Response:
    relation = request.query_params.get("relation")
    if relation:
        return _relation(desk, request, found, relation)
    number, language = rendering.number_of(request), rendering.language_of(request)
    claims = things.claims(desk, found, (number - 1) * things.SHOWN)
    every = things.relations(desk, found.iri)
    told = [one for one in every if _in_table(one, claims)]
    part = things.participations(desk, found) if told else None
    rest = [*(one for one in every if one not in told), *([part] if part else [])]
    relations = sorted(rest, key=lambda one: relation_key(one.name) in _OURS)
    total = sum(one.count for one in told) - (part.count if part else 0) or len(claims)
    properties = things.properties(desk, found)
    iris = {found.iri, *(i for one in relations for i in one.shown), *_claimed(claims)}
    titles = desk.titles(iris, language)
    own = things.classes(desk, found)
    return rendering.page(
        request, "thing.html.j2",
        thing=found, title=titles[found.iri].text, titles=titles, classes=own,
        properties=properties, tags=things.languages(properties), relations=relations,
        claims=claims, claims_total=total, number=number, size=things.SHOWN,
        questions=list(_questions(desk, own, language)), term=_teller(desk, language),
        key=relation_key,
    )  # fmt: skip


def _relation(desk: Desk, request: Request, found: Thing, name: str) -> Response:
    """All neighbours by one relation, page by page."""
    direction = request.query_params.get("direction", things.OUT)
    counted = things.counts(desk, found.iri)
    wanted = next(
        (r for r in counted if (relation_key(r.name), r.direction) == (name, direction)), None
    )
    if wanted is None:
        told = partial(word, "none.relation", name=name)
        raise NoSuch(f"no relation {name!r} here", told, remedy="choose one on its page")
    number, language = rendering.number_of(request), rendering.language_of(request)
    shown = things.neighbours(desk, found.iri, wanted, (number - 1) * things.SHOWN)
    titles = desk.titles({found.iri, *shown.shown}, language)
    return rendering.page(
        request, "relation.html.j2",
        thing=found, title=titles[found.iri].text, titles=titles, relation=shown,
        number=number, size=things.SHOWN, term=_teller(desk, language), key=relation_key,
    )  # fmt: skip


def relation_key(predicate: str) -> str:
    """How an address names a relation: ours by its local name.

    >>> relation_key("https://w3id.org/mindet#bearer"), relation_key("urn:p")
    ('bearer', 'urn:p')
    """
    return predicate.removeprefix(MN)


def _in_table(relation: Relation, claims: list[things.Claimed]) -> bool:
    """Whether the table of claims tells it already."""
    told = {MN + "inDocument", MN + "states"}
    return bool(claims) and relation.direction == things.IN and relation.name in told


def _claimed(claims: Iterable[things.Claimed]) -> Iterator[str]:
    for one in claims:
        yield from (one.claim, *one.statements, *one.speakers, *one.inferred)


def _questions(desk: Desk, own: list[str], language: str) -> Iterator[tuple[str, str, str]]:
    """The questions that take such a thing, with their titles, and by which parameter."""
    for query in desk.catalogue.values():
        for parameter in query.parameters:
            if set(parameter.of).intersection(own):
                yield query.name, query.titles[language], parameter.name
                break


def _teller(desk: Desk, language: str) -> Any:
    def term(name: str) -> str:
        return word("name", language) if name == _LABEL else desk.term(name, language)

    return term
