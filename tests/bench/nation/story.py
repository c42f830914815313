"""The plot: what is instructed, planned, said again, revised, contradicted and reported.

A dossier has two projects. Each move of the plot makes one claim; which moves a document
makes stands in CHAPTERS, and chance leaves some of them out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from . import amounts, spans
from .country import END, Country
from .facts import (
    Amount,
    Assessment,
    Claim,
    Document,
    Dossier,
    Inference,
    Link,
    Span,
    Thing,
    Values,
)
from .scene import Scene
from .words import Trio, fill, gist, thing, words

KEPT = 0.85  # the chance of a move
_LOCAL = (
    "region", "region", "district", "district", "group/akimats", "group/local-bodies",
    "group/regions", "group/pilot-akimats", "unstated", "unstated",
)  # fmt: skip
_ABROAD = ("international-organization/lenders", "country/orda", "group/foreign-operators")
_VOICES = ("quoted", "paraphrased", "paraphrased")


def dossier(country: Country, seed: int, number: int) -> Dossier:
    """The dossier with this number, complete."""
    scene = Scene.make(country, seed, number)
    stories = [Story(scene, letter) for letter in "ab"]
    scene.dossier.things.extend(_shared(scene))
    for story in stories:
        scene.dossier.things.extend(story.things())
    for document, chapter in zip(scene.dossier.documents, CHAPTERS, strict=True):
        for move in chapter:
            for story in stories:
                if scene.random.random() < KEPT:
                    getattr(story, move)(document)
    for story in stories:
        scene.dossier.assessments.extend(story.assess())
    return scene.dossier


def _shared(scene: Scene) -> list[Thing]:
    """The decree and the broad task of the dossier."""
    name = scene.dossier.name
    district = scene.district.name
    ground = fill(("{0}, {1}", "{0}, {1}", "{0}, {1}"), scene.said("ground"), district)
    return [
        Thing(f"legal-instrument/{name}", "LegalInstrument", thing("decree", scene.said("name"))),
        Thing(f"task/{name}-ground", "Task", ground),
    ]


@dataclass(slots=True)
class Story:
    """One project, its tasks and indicator, and what has been said of it so far."""

    scene: Scene
    letter: str
    ground: Claim | None = None
    work: Claim | None = None
    target: Claim | None = None
    result: Claim | None = None
    delivered: Claim | None = None
    first: list[Claim] = field(default_factory=list)

    # --- what it is about

    @property
    def name(self) -> str:
        """The part of all its names."""
        return f"{self.scene.dossier.name}{self.letter}"

    @property
    def project(self) -> str:
        """Its project."""
        return f"project/{self.name}"

    @property
    def indicator(self) -> str:
        """Its indicator."""
        return f"indicator/{self.name}"

    def label(self) -> Trio:
        """The name of its project."""
        numbered = fill(
            ("{0} ({1})", "{0} ({1})", "{0} ({1})"), self.scene.district.name, (self.name,) * 3
        )
        return fill(self.scene.said("project"), numbered)

    def task(self, part: str) -> str:
        """Its task of that part; the broad ground task is the dossier's."""
        broad = part == "all"
        return f"task/{self.scene.dossier.name}-ground" if broad else f"task/{self.name}-{part}"

    def things(self) -> list[Thing]:
        """Project, tasks and indicator."""
        said, label, project = self.scene.said, self.label(), self.project
        name = ("{0}: {1}",) * 3
        tasks: tuple[tuple[str, Values], ...] = (
            ("ground", {"broaderTask": (self.task("all"),), "enables": (self.task("work"),)}),
            ("work", {"enables": (project,), "serves": (project,)}),
            ("part", {"broaderTask": (self.task("work"),), "serves": (project,)}),
        )
        counted: Values = {"unit": (self.scene.unit,), "direction": ("higherIsBetter",)}
        programme: Values = {"partOf": (f"programme/{self.scene.topic}",)}
        return [
            Thing(project, "Project", label, programme),
            *(Thing(self.task(p), "Task", fill(name, said(p), label), v) for p, v in tasks),
            Thing(self.indicator, "Indicator", fill(said("indicator"), label), counted, label),
        ]

    # --- how it is said

    def say(
        self,
        document: Document,
        act: str,
        kind: str,
        what: Trio,
        says: Values,
        time: tuple[str, Span | None] | None = None,
        amount: Amount | None = None,
    ) -> Claim:
        """One claim more in the document."""
        number = f"{document.name}-{len(document.claims) + 1:02}"
        values, unnamed = self._spoken(document, act)
        passages = [document.passage(40 + int(self.chance() * 120))]
        if self.chance() < 0.1:
            passages.append(document.passage(50, 30))
        claim = Claim(number, document, values, tuple(passages), kind, what, says, time, amount)
        document.claims.append(claim)
        if unnamed:
            claim.inferences.append(Inference(claim.id, "speaker", "speaker", value=unnamed))
        self._conclude(claim)
        return claim

    def chance(self) -> float:
        """A number from 0 to 1."""
        return self.scene.random.random()

    def pick(self, choices: tuple[str, ...]) -> str:
        """One of several."""
        return choices[int(self.scene.random.random() * len(choices))]

    def _spoken(self, document: Document, act: str) -> tuple[Values, str | None]:
        """Act, speaker and voice; and who is taken to speak where nobody is named."""
        people = self.scene.speakers[int(document.name[-1])]
        speaker = people[int(self.chance() * len(people))]
        chance = self.chance()
        if chance < 0.25:
            values: Values = {"act": (act,), "speaker": ("unstated",), "voice": ("narrated",)}
            return values, speaker.person if chance < 0.12 else None
        values = {"act": (act,), "speaker": (speaker.person,), "voice": (self.pick(_VOICES),)}
        if chance < 0.8:
            values["speakerPost"] = (speaker.post,)
        if chance > 0.95:
            values |= {"relayedBy": ("state-body/press-service",), "relayVoice": ("quoted",)}
        if act in ("instructs", "requires", "appeals") and chance > 0.6:
            values["addressee"] = (self.scene.district.akimat if chance > 0.7 else "unstated",)
        return values, None

    def _conclude(self, claim: Claim) -> None:
        """What we conclude of bearers and days that the text does not give."""
        bearer = claim.says.get("bearer")
        if bearer == ("group/regions",):
            self._infer(claim, "bearer", "group/akimats")
        elif bearer == ("unstated",) and self.chance() < 0.4:
            self._infer(claim, "bearer", self.scene.region(claim.document.day).akimat)
        if claim.time and claim.time[1]:
            claim.inferences += spans.inferred(claim.time[1], claim.document, claim.part)

    def _infer(self, claim: Claim, name: str, value: str) -> None:
        claim.inferences.append(Inference(claim.statement, name, name, value=value))

    def _gist(self, kind: str, part: str) -> Trio:
        return gist(kind, self.scene.said(part), self.label())

    def _local(self, document: Document) -> str:
        """Whoever of the akimats is to do it, or nobody named."""
        choice = self.pick(_LOCAL)
        if choice == "region":
            return self.scene.region(document.day).akimat
        return self.scene.district.akimat if choice == "district" else choice

    def _link(self, kind: str, source: Claim, target: Claim, *differs: str) -> None:
        self.scene.dossier.links.append(Link(kind, source.statement, target.statement, differs))

    def _figure(self, document: Document, most: int) -> Amount:
        value = 10 + int(self.chance() * most)
        return amounts.amount(
            self.scene.random, document, value, self.scene.unit, self.scene.district.name
        )

    def _due(self, document: Document) -> tuple[str, Span | None]:
        return "due", spans.deadline(self.scene.random, document)

    def _force(self, document: Document) -> tuple[str, Span | None]:
        return "inForce", spans.force(self.scene.random, document)

    def _duty(self, document: Document, act: str, part: str, bearer: str, more: Values) -> Claim:
        task = self.task(part)
        issuer = "government/dala" if self.chance() < 0.5 else "unstated"
        says: Values = {"bearer": (bearer,), "issuer": (issuer,), "task": (task,), "about": (task,)}
        kind = "told" if act == "reports" else "duty"
        words = self._gist(kind, "ground" if part == "all" else part)
        return self.say(document, act, "Duty", words, {**says, **more}, self._due(document))

    # --- moves: duties

    def instruct_ground(self, document: Document) -> None:
        """The ground is to be given; the first time or once more."""
        where: Values = {"place": (self.scene.district.id,)}
        bearer = self._local(document)
        claim = self._duty(document, "instructs", "ground", bearer, where)
        self.ground = self.ground or claim
        self.first.append(claim)

    def instruct_work(self, document: Document) -> None:
        """The ministry is to have the work done, together with an operator or operators."""
        partner = self.pick((self.scene.firm.id, "group/telecom-operators", "unstated"))
        more: Values = {"jointlyWith": (partner,), "distribution": ("together",)}
        bearer = self.scene.ministry(document.day)
        claim = self._duty(document, "instructs", "work", bearer, more)
        self.work = self.work or claim
        self.first.append(claim)

    def require_all(self, document: Document) -> None:
        """Ground for everything is a need."""
        self._duty(document, "requires", "all", self._local(document), {"distribution": ("each",)})

    def require_part(self, document: Document) -> None:
        """A part of the work is to be done by the operator."""
        self._duty(document, "requires", "part", self.scene.firm.id, {})

    def remind(self, document: Document) -> None:
        """The work is still to be done."""
        self._duty(document, "reminds", "work", self.scene.ministry(document.day), {})

    def appeal(self, document: Document) -> None:
        """The akimats are called on."""
        self._duty(document, "appeals", "ground", self._local(document), {})

    def tell(self, document: Document) -> None:
        """That there had been an instruction is only told."""
        self._duty(document, "reports", "ground", self._local(document), {})

    def enact(self, document: Document) -> None:
        """The text is the act itself."""
        basis: Values = {"legalBasis": (f"legal-instrument/{self.scene.dossier.name}",)}
        self._duty(document, "enacts", "part", self._local(document), basis)

    # --- moves: what may or must not be done

    def _ruled(self, document: Document, act: str, kind: str, bearer: str, more: Values) -> Claim:
        issuer = self.pick(("unstated", "unstated", "government/dala"))
        says: Values = {"bearer": (bearer,), "issuer": (issuer,), "task": (self.task("part"),)}
        words = self._gist(kind.lower(), "part")
        time = self._force(document)
        return self.say(document, act, kind, words, {**says, **more}, time)

    def power(self, document: Document) -> None:
        """Someone may check; towards whom is said or not."""
        towards = self.pick((self.scene.firm.id, "group/telecom-operators", "unstated"))
        more: Values = {"counterparty": (towards,)}
        claim = self._ruled(document, "reports", "Power", self._local(document), more)
        self.first.append(claim)

    def permission(self, document: Document) -> None:
        """The operator may begin."""
        self._ruled(document, "reports", "Permission", self.scene.firm.id, {})

    def prohibition(self, document: Document) -> None:
        """Something is forbidden, mostly by a decree, often to nobody named."""
        act, basis = self.pick(("reports", "enacts")), f"legal-instrument/{self.scene.dossier.name}"
        bearer = self._local(document) if self.chance() < 0.6 else self.scene.firm.id
        self._ruled(document, act, "Prohibition", bearer, {"legalBasis": (basis,)})

    def liability(self, document: Document) -> None:
        """A post answers for it, or an akimat."""
        post = self.scene.region(document.day).post
        bearer = post if self.chance() < 0.5 else self._local(document)
        claim = self._ruled(document, "reports", "Liability", bearer, {})
        claim.trigger = fill(words()["gists"]["trigger"], self.scene.said("part"))

    # --- moves: plans and what comes of them

    def plan(self, document: Document) -> None:
        """A target with a figure; later ones revise it."""
        responsible = self.pick((self.scene.firm.id, self.scene.ministry(document.day), "unstated"))
        says: Values = {
            "about": (self.project,),
            "indicator": (self.indicator,),
            "responsible": (responsible,),
            "task": (self.task("work"),),
            "place": (self.scene.district.id,),
        }
        act, figure = self.pick(("plans", "commits")), self._figure(document, 900)
        words = self._gist("target", "name")
        claim = self.say(document, act, "Target", words, says, self._due(document), figure)
        if self.target:
            self._link("revises", claim, self.target, "value", "date")
        self.target = claim
        self.first.append(claim)

    def hope(self, document: Document) -> None:
        """A target that names neither figure nor responsible."""
        says: Values = {"about": (self.project,), "responsible": ("unstated",)}
        words = self._gist("target", "work")
        self.say(document, "plans", "Target", words, says, ("due", None))

    def forecast(self, document: Document) -> None:
        """It is expected, by nobody's commitment."""
        says: Values = {"about": (self.project,), "responsible": ("unstated",)}
        says["beneficiary"] = ("group/residents",)
        time = ("period", spans.reckoned("forPastYear", document, 0))
        if self.chance() < 0.6:
            time = ("due", spans.deadline(self.scene.random, document) or time[1])
            says["indicator"] = (self.indicator,)
        if self.target:
            says["resultsFrom"] = (self.target.statement,)
        figure = self._figure(document, 900)
        self.say(
            document, "expects", "Forecast", self._gist("forecast", "name"), says, time, figure
        )

    def _result(self, document: Document, stage: str, more: Values, most: int) -> Claim:
        who = self.pick((self.scene.firm.id, self.scene.ministry(document.day), "unstated"))
        says: Values = {"responsible": (who,), "stage": (stage,), **more}
        time = ("period", spans.period(self.scene.random, document))
        figure = self._figure(document, most) if "indicator" in more else None
        words = self._gist("result", "name" if figure else "ground")
        return self.say(document, "reports", "Result", words, says, time, figure)

    def progress(self, document: Document) -> None:
        """A step towards the target."""
        counted: Values = {"about": (self.project,), "indicator": (self.indicator,)}
        village: Values = {"place": (self.scene.village(),), "trend": ("rising",)}
        before = self.result
        self.result = self._result(document, "underWay", {**counted, **village}, 300)
        if self.target and self.chance() < 0.5:
            self._link("follows", self.result, self.target, "value")
        if before:
            alike = bool(before.amount and self.result.amount) and self.chance() < 0.7
            self._link("comparable" if alike else "notComparable", self.result, before, "date")

    def contradict(self, document: Document) -> None:
        """Another figure that does not agree with the last one."""
        counted: Values = {"indicator": (self.indicator,)}
        claim = self._result(document, "underWay", counted, 300)
        if self.result:
            self._link("contradicts", claim, self.result, "value", "speaker")
            self._infer(claim, "about", self.project)
            self._infer(claim, "place", self.scene.village())

    def deliver(self, document: Document) -> None:
        """The ground has been given: the demand is fulfilled."""
        claim = self._result(document, "completed", {"task": (self.task("ground"),)}, 0)
        if self.ground and self.chance() < 0.6:
            self._link("fulfils", claim, self.ground)
            self.delivered = claim

    def finish(self, document: Document) -> None:
        """The work is done, and with it the target."""
        counted: Values = {"indicator": (self.indicator,), "task": (self.task("work"),)}
        claim = self._result(document, "completed", counted, 900)
        if self.target and self.chance() < 0.6:
            self._link("fulfils", claim, self.target, "value")

    def legislate(self, document: Document) -> None:
        """The decree has come to a stage."""
        stage = self.pick(("drafted", "submitted", "signed", "enteredIntoForce", "launched"))
        self._result(
            document, stage, {"about": (f"legal-instrument/{self.scene.dossier.name}",)}, 0
        )

    # --- moves: the rest

    def involve(self, document: Document) -> None:
        """Somebody takes part in the project."""
        role = self.pick(("carriesOut", "funds", "partner", "investor", "owner", "operates"))
        actor = self.pick((self.scene.firm.id, "government/dala", "unstated", *_ABROAD))
        says: Values = {"actor": (actor,), "undertaking": (self.project,), "role": (role,)}
        self.say(document, "reports", "Involvement", self._gist("involvement", "work"), says)

    def propose(self, document: Document) -> None:
        """Somebody proposes a part."""
        proposer = self.pick((self.scene.firm.id, self.scene.district.akimat, "unstated"))
        says: Values = {"proposer": (proposer,), "task": (self.task("part"),)}
        self.say(document, "proposes", "Proposal", self._gist("proposal", "part"), says)

    def praise(self, document: Document) -> None:
        """The project is called important, sometimes for all villages or for a city."""
        says: Values = {"about": (self.project,)}
        if self.chance() < 0.2:
            says["place"] = ("place-group/rural-settlements",)
            says["indicator"] = (self.indicator,)
        elif self.chance() < 0.2:
            says["place"] = (self.scene.city(),)
        self.say(document, "reports", "Assertion", self._gist("assertion", "name"), says)

    def restate(self, document: Document) -> None:
        """What the first text said, again in the other language, with a small difference."""
        for told in list(self.first):
            says, differs = dict(told.says), []
            if self.chance() < 0.3 and "bearer" in says:
                says["bearer"], differs = (self._local(document),), ["bearer"]
            figure = told.amount
            if figure and self.chance() < 0.5:
                figure, differs = amounts.bound(figure, document), ["bound"]
            time = self._again(told, document)
            act = told.values["act"][0]
            claim = self.say(document, act, told.kind, told.gist, says, time, figure)
            self._link("restates", claim, told, *differs)

    def _again(self, told: Claim, document: Document) -> tuple[str, Span | None] | None:
        """The same time in the words of the other language; a deadline is sometimes dropped."""
        if told.time is None or told.time[1] is None or self.chance() < 0.1:
            return told.time and (told.time[0], None)
        if told.time[0] == "inForce":
            return self._force(document)
        return "due", spans.deadline(self.scene.random, document)

    # --- what we make of it

    def assess(self) -> Iterator[Assessment]:
        """Whether the first demand was met, and whether its deadline was clear."""
        if not self.ground:
            return
        of, evidence = self.ground.statement, (self.delivered.id,) if self.delivered else ()
        rating, why = ("complete", "done") if evidence else ("notRatable", "silent")
        yield Assessment(of, "completion", rating, END, why, evidence)
        told = bool(self.ground.time and self.ground.time[1])
        rating, why = ("met", "clear") if told else ("notMet", "vague")
        yield Assessment(of, "realisticDeadline", rating, END, why, (self.ground.id,))


CHAPTERS = (
    ("instruct_ground", "instruct_work", "plan", "require_all", "power", "involve", "forecast",
     "praise", "legislate"),
    ("restate", "prohibition", "praise"),
    ("progress", "plan", "tell", "liability", "propose", "permission", "hope", "power"),
    ("remind", "appeal", "require_part", "progress", "forecast", "prohibition", "power"),
    ("instruct_ground", "contradict", "prohibition", "legislate", "plan", "enact", "liability",
     "permission", "require_all"),
    ("finish", "deliver", "involve", "propose", "forecast", "instruct_work", "praise", "power"),
)  # fmt: skip
