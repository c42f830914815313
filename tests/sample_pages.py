"""A made-up page model of a real size, for the tests of the pages: the same for the same seed."""

import random

from mindet.ontology import own
from mindet.views import style
from mindet.views.model import (
    Claim,
    Document,
    Edge,
    Inference,
    PageModel,
    Span,
    Statement,
    Thing,
)

BODIES = [
    ("ministry", "Ministry", "state", "Ministry of {en}", "Министерство {ru}", "{kk} министрлігі"),
    ("akimat", "Akimat", "state", "Akimat of {en}", "Акимат: {ru}", "{kk} әкімдігі"),
    (
        "operator",
        "Operator",
        "business",
        "{en} Telecom JSC",
        "АО «{ru}-телеком»",
        "«{kk}телеком» АҚ",
    ),
    (
        "company",
        "Company",
        "business",
        "{en} Networks LLP",
        "ТОО «Сети: {ru}»",
        "«{kk} желілері» ЖШС",
    ),
    ("group", "ActorGroup", "group", "Operators in {en}", "Операторы: {ru}", "{kk} операторлары"),
    (
        "international-organization",
        "InternationalOrganization",
        "other",
        "{en} Development Bank",
        "Банк развития: {ru}",
        "{kk} даму банкі",
    ),
]
PLACES = [
    ("Kyzylorda", "Кызылорда", "Қызылорда"),
    ("Oskemen", "Усть-Каменогорск", "Өскемен"),
    ("Ulytau", "Улытау", "Ұлытау"),
    ("Zhetisu", "Жетысу", "Жетісу"),
    ("Abai", "Абай", "Абай"),
    ("Turkistan", "Туркестан", "Түркістан"),
    ("Mangystau", "Мангистау", "Маңғыстау"),
    ("Aktobe", "Актобе", "Ақтөбе"),
    ("Kostanay", "Костанай", "Қостанай"),
    ("Atyrau", "Атырау", "Атырау"),
]
PEOPLE = [
    ("Aigul Sarsen", "Айгуль Сарсен", "Айгүл Сәрсен"),
    ("Yerlan Kudaibergen", "Ерлан Кудайберген", "Ерлан Құдайберген"),
    ("Dina Omar", "Дина Омар", "Дина Омар"),
]
WORKS = [
    (
        "project",
        "Project",
        "undertaking",
        "Fibre to the villages of {en}",
        "Оптика в сёла: {ru}",
        "{kk} ауылдарына оптика",
    ),
    (
        "project",
        "Project",
        "undertaking",
        "Mobile coverage of the road to {en}",
        "Связь на трассе: {ru}",
        "{kk} тас жолындағы байланыс",
    ),
    (
        "programme",
        "Programme",
        "undertaking",
        "Clean water for {en}",
        "Чистая вода: {ru}",
        "{kk} таза суы",
    ),
    (
        "service",
        "Service",
        "undertaking",
        "Digital school of {en}",
        "Цифровая школа: {ru}",
        "{kk} цифрлық мектебі",
    ),
    (
        "task",
        "Task",
        "task",
        "Provide land for masts near {en}",
        "Выделить землю под мачты: {ru}",
        "{kk} маңында діңгекке жер беру",
    ),
    (
        "task",
        "Task",
        "task",
        "Connect power in {en}",
        "Подвести электричество: {ru}",
        "{kk} аймағына электр тарту",
    ),
]
GISTS = {
    "Duty": (
        "Give land for the lines of {en} without delay",
        "Выделить землю под линии без задержки: {ru}",
        "{kk} желілеріне жерді кідіріссіз беру",
    ),
    "Prohibition": (
        "No new payments from {en} until the audit ends",
        "Не платить до конца проверки: {ru}",
        "Тексеріс біткенше {kk} төлемдерін тоқтату",
    ),
    "Power": (
        "May suspend the works in {en}",
        "Вправе остановить работы: {ru}",
        "{kk} жұмыстарын тоқтата алады",
    ),
    "Target": (
        "Connect {n} villages of {en}",
        "Подключить {n} сёл: {ru}",
        "{kk} өңірінде {n} ауылды қосу",
    ),
    "Forecast": (
        "{n} people in {en} are expected to gain access",
        "Доступ ожидается у {n} человек: {ru}",
        "{kk} өңірінде {n} адам қосылады деп күтіледі",
    ),
    "Result": (
        "{n} km of line are built in {en}",
        "Построено {n} км линий: {ru}",
        "{kk} өңірінде {n} км желі салынды",
    ),
    "Involvement": (
        "Funds the works in {en}",
        "Финансирует работы: {ru}",
        "{kk} жұмыстарын қаржыландырады",
    ),
    "Proposal": (
        "Proposes a common mast for {en}",
        "Предлагает общую мачту: {ru}",
        "{kk} үшін ортақ діңгек ұсынады",
    ),
}
ACTS = {
    "Duty": ["instructs", "requires", "requires"],
    "Prohibition": ["reports"],
    "Power": ["reports"],
    "Target": ["plans", "plans", "commits"],
    "Forecast": ["expects"],
    "Result": ["reports"],
    "Involvement": ["reports"],
    "Proposal": ["proposes"],
}
WHO = {
    "Duty": "bearer",
    "Prohibition": "bearer",
    "Power": "bearer",
    "Involvement": "actor",
    "Proposal": "proposer",
}


def text(parts: tuple[str, str, str], **holes: str) -> dict[str, str]:
    """Three texts by language, their holes filled."""
    return {
        lang: part.format(**holes) for lang, part in zip(("en", "ru", "kk"), parts, strict=True)
    }


def _made(templates: list[tuple[str, ...]], count: int) -> list[Thing]:
    things = []
    for index in range(count):
        kind, cls, family, *names = templates[index % len(templates)]
        en, ru, kk = PLACES[index // len(templates) % len(PLACES)]
        turn = index // (len(templates) * len(PLACES))
        again = f" {turn + 1}" if turn else ""
        label = text((names[0], names[1], names[2]), en=en + again, ru=ru + again, kk=kk + again)
        role = family if family in ("group", "task", "undertaking") else "actor"
        things.append(Thing(f"https://w3id.org/mindet/id/{kind}/{index}", role, family, cls, label))
    return things


def page_model(
    actors: int = 72, works: int = 75, statements: int = 150, seed: int = 1
) -> PageModel:
    """A model of that size: some actors and projects have much, many little; many are silent."""
    chance = random.Random(seed)
    who, what = _made(BODIES, actors), _made(WORKS, works)
    base = "https://w3id.org/mindet/id/"
    people = [
        Thing(f"{base}person/{i}", "person", "person", "Person", text(p))
        for i, p in enumerate(PEOPLE)
    ]
    posts = [
        Thing(
            f"{base}post/{i}",
            "post",
            "post",
            "Post",
            text(("Deputy head {n}", "Заместитель главы {n}", "Басшының орынбасары {n}"), n=str(i)),
        )
        for i in range(3)
    ]
    papers = tuple(
        Document(
            f"{base}document/00{i}",
            text(("Meeting report {n}", "Отчёт о заседании {n}", "Отырыс есебі {n}"), n=str(i)),
            "" if i % 2 else f"2026-01-0{i + 1}",
            "ru",
            f"00{i}.txt",
        )
        for i in range(5)
    )
    made: list[Statement] = []
    edges = [Edge(person.id, post.id, "holder") for person, post in zip(people, posts, strict=True)]
    edges += [Edge(post.id, who[i].id, "postIn") for i, post in enumerate(posts)]
    edges += [
        Edge(
            w.id,
            chance.choice(what[: max(1, works // 5)]).id,
            "serves" if w.role == "task" else "partOf",
        )
        for w in what
        if chance.random() < 0.25
    ]
    kinds = list(GISTS)
    for index in range(statements):
        kind = chance.choices(kinds, [30, 3, 4, 35, 14, 40, 10, 3])[0]
        iri = f"{base}statement/{index:03}"
        en, ru, kk = chance.choice(PLACES)
        role = WHO.get(kind, "responsible")
        silent = kind not in ("Involvement", "Proposal") and chance.random() < 0.5
        bearer = who[int(chance.random() ** 2 * actors)].id
        object_ = what[int(chance.random() ** 1.6 * works)].id
        if not silent:
            edges.append(Edge(bearer, iri, role))
        inferences: tuple[Inference, ...] = ()
        if silent and chance.random() < 0.2:
            edges.append(Edge(bearer, iri, role, inferred=True))
            inferences = (
                Inference(
                    f"{base}inference/{index}",
                    role,
                    text(
                        (
                            "Named at the meeting's head",
                            "Назван в начале заседания",
                            "Отырыс басында аталған",
                        )
                    ),
                    (bearer,),
                ),
            )
        edges.append(Edge(iri, object_, "undertaking" if kind == "Involvement" else "about"))
        if kind == "Duty":
            edges.append(Edge(people[index % 3].id, iri, "issuer"))
        edges.append(Edge(people[index % 3].id, iri, "speaker"))
        unstated = ((role,) if silent else ()) + (("due",) if kind == "Duty" and index % 2 else ())
        year = str(2026 + index % 3)
        spans = (
            (Span("due", strict=f"{year}-12-31", lenient=f"{year}-12-31", wording="inYear"),)
            if kind in ("Duty", "Target") and "due" not in unstated
            else ()
        )
        start = index * 40
        claim = Claim(
            f"{base}claim/{index:03}",
            papers[index % 5].id,
            chance.choice(ACTS[kind]),
            "paraphrased",
            people[index % 3].id,
            (posts[index % 3].id,),
            passages=((start, start + 39),),
        )
        number = str(chance.randrange(2, 900))
        made.append(
            Statement(
                iri,
                kind,
                text(GISTS[kind], en=en, ru=ru, kk=kk, n=number),
                (claim,),
                unstated,
                spans,
                (f"{number} сёл",),
                inferences=inferences,
            )
        )
    return PageModel(tuple(who + what + people + posts), tuple(made), tuple(edges), papers, terms())


def terms() -> dict[str, dict[str, str]]:
    """The words that the page uses, from the ontology."""
    ontology = own()
    names = {*style.STATEMENTS, *style.STRENGTHS, "due", "inYear", "paraphrased"}
    names |= {row[1] for row in BODIES} | {row[1] for row in WORKS} | {"Person", "Post"}
    names |= {
        "bearer",
        "responsible",
        "actor",
        "proposer",
        "about",
        "undertaking",
        "serves",
        "partOf",
        "postIn",
        "holder",
        "issuer",
        "speaker",
    }
    return {
        n: {lang: ontology.label(n, lang) for lang in ("en", "ru", "kk")} for n in sorted(names)
    }
