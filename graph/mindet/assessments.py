"""Assessments: what an analyst thinks of an instruction, entered at the end of a sheet.

An entry says of one statement how it stands by one criterion on a day, and why, in three
languages. What the sheet holds already stays as it is, byte for byte.

>>> print(Assessment("claim/9-1", "noDuplicate", "met", "2026-02-01", {"en": "New"}).entry("\\n"))
- id: assessment/9-1-no-duplicate-2026-02-01
  of: statement/9-1
  criterion: noDuplicate
  rating: met
  assessedAsOf: 2026-02-01
  reason:
    en: "New"
>>> scale("noDuplicate")
('met', 'notMet', 'notRatable', 'partlyMet')
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from mindet.catalogue.header import near
from mindet.errors import MindetError, SheetError
from mindet.files import write
from mindet.ontology import Ontology, own
from mindet.resources import folder
from mindet.sheets import Sheets, literals, load
from mindet.sheets.appending import appended
from mindet.terms import ID, LANGUAGES, MN, local

NAME = "assessments.yaml"
COMPLETION = "completion"  # of anything; the other criteria are those of an instruction
_KEYS = ("of", "criterion", "assessedAsOf")
_SCALES = """
PREFIX mn: <https://w3id.org/mindet#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?criterion ?rating WHERE {
  <https://w3id.org/mindet/shape/assessment-scale> sh:or/rdf:rest*/rdf:first ?scale .
  ?scale sh:property [ sh:path mn:rating ; sh:in/rdf:rest*/rdf:first ?rating ] .
  OPTIONAL { ?scale sh:property [ sh:path mn:criterion ; sh:hasValue ?criterion ] }
}"""


@dataclass(frozen=True)
class Assessment:
    """How the statement of `claim` stands by a criterion on a day, by what evidence, and why.

    `day` is written as 2026-12-31; `reason` has a text in each language.
    """

    claim: str
    criterion: str
    rating: str
    day: str
    reason: Mapping[str, str] = field(hash=False)
    evidence: tuple[str, ...] = ()

    @property
    def statement(self) -> str:
        """The id of what is assessed."""
        return "statement/" + self.claim.removeprefix("claim/")

    def entry(self, newline: str) -> str:
        """The entry as a sheet holds it, from its dash on."""
        slug = self.claim.removeprefix("claim/").replace("/", "-")
        evidence = [f"evidence: [{', '.join(self.evidence)}]"] if self.evidence else []
        lines = [
            f"id: assessment/{slug}-{_kebab(self.criterion)}-{self.day}",
            f"of: {self.statement}",
            f"criterion: {self.criterion}",
            f"rating: {self.rating}",
            *evidence,
            f"assessedAsOf: {self.day}",
            "reason:",
            *(f"  {language}: {_quoted(text)}" for language, text in self.reason.items()),
        ]
        return "- " + f"{newline}  ".join(lines)


def enter(
    given: Assessment, seeds: Path, sheet: Path | None = None, *, dry: bool = False,
    language: str = "en",
) -> tuple[Assessment, Path]:  # fmt: skip
    """Add an assessment to a sheet (default: assessments.yaml) of the folder `seeds`.

    Gives it as it is entered, with the sheet. Names of terms may be written with hyphens. With
    `dry` nothing is written. Raises SheetError or ShapeError where something does not fit, or
    where the folder would no longer build; the sheet is then as it was before.
    """
    ontology = own()
    file = _file(seeds, sheet)
    with _alone(file):
        before = file.read_bytes() if file.exists() else None
        made = _checked(given, load(seeds, ontology), seeds, ontology)
        after = appended(before or b"", "assessments", made.entry, str(file))
        if not dry:
            _put(file, before, after, lambda: _build(seeds, ontology, language))
    return made, file


@cache
def scale(criterion: str) -> tuple[str, ...]:
    """The ratings of a criterion (local names, sorted), as the shapes have them."""
    store = ox.Store()
    store.load(path=str(folder("ontology") / "shapes.ttl"), format=ox.RdfFormat.TURTLE)
    found: dict[str, list[str]] = {}
    for of, rating in store.query(_SCALES):  # type: ignore[union-attr]  # rows of a SELECT
        found.setdefault(local(of.value, MN) if of else "", []).append(local(rating.value, MN))
    return tuple(sorted(found.get(criterion, found[""])))


# --- what is given


def _checked(given: Assessment, sheets: Sheets, seeds: Path, ontology: Ontology) -> Assessment:
    """`given` with every name as the ontology and the sheets have it; SheetError where none is."""
    facts = _facts(sheets)
    criteria = [c.name for c in ontology.concepts_of(ontology.property_by_name["criterion"])]
    criterion = _term(given.criterion, criteria, "criterion")
    made = replace(
        given,
        claim=_thing(given.claim, ["claim"], facts, seeds),
        criterion=criterion,
        rating=_term(given.rating, scale(criterion), "rating"),
        evidence=tuple(
            dict.fromkeys(
                _thing(one, ["claim", "statement", "document"], facts, seeds)
                for one in given.evidence
            )
        ),
        reason={language: _reason(given.reason, language) for language in LANGUAGES},
    )
    if trouble := literals.problem(made.day, "date"):
        raise SheetError(f"{made.day!r} is {trouble}", where="--as-of", remedy="as in 2026-12-31")
    _refuse_other_kinds(made, facts, ontology)
    _refuse_twice(made, facts, sheets.places)
    return made


def _facts(sheets: Sheets) -> dict[str, dict[str, str]]:
    """The type of each thing by its id; of an assessment also what makes it one of a kind."""
    facts: dict[str, dict[str, str]] = {}
    for quad in sheets.dataset:
        name = re.split("[#/]", quad.predicate.value)[-1]
        if name == "type" or name in _KEYS:
            value = local(local(quad.object.value, ID), MN)  # type: ignore[union-attr]  # RDF 1.1
            facts.setdefault(local(quad.subject.value, ID), {})[name] = value  # type: ignore[union-attr]
    return facts


def _thing(given: str, kinds: list[str], facts: Iterable[str], seeds: Path) -> str:
    """The id of a thing of these kinds; a claim may be named by its number alone."""
    name = local(given, ID)
    name = name if "/" in name else f"claim/{name}"
    known = [one for one in facts if one.split("/")[0] in kinds and one.count("/") == 1]
    if name not in known:
        what = f"there is no {' or '.join(kinds)} {name!r}"
        raise SheetError(what, where=str(seeds), remedy=near(name, known))
    return name


def _term(given: str, names: Iterable[str], key: str) -> str:
    """The name among `names` that is meant, with hyphens or without."""
    written = {_kebab(name): name for name in names}
    name = written.get(_kebab(given.strip()))
    if name is None:
        close = difflib.get_close_matches(_kebab(given), written, n=1, cutoff=0.75)
        remedy = f"did you mean {close[0]!r}?" if close else f"write {' or '.join(written)}"
        raise SheetError(f"there is no {key} {given!r} here", where=f"--{key}", remedy=remedy)
    return name


def _reason(given: Mapping[str, str], language: str) -> str:
    text = given.get(language, "").strip()
    option = f"--reason-{language}"
    if not text:
        raise SheetError(f"no reason in {language}", where=option, remedy="say why, in a sentence")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise SheetError("the reason is not UTF-8", where=option, remedy="type it again") from None
    return text


def _refuse_other_kinds(
    made: Assessment, facts: Mapping[str, Mapping[str, str]], ontology: Ontology
) -> None:
    kind = facts[made.statement]["type"]
    above = ontology.ancestors(ontology.class_by_name[kind].iri)
    if made.criterion != COMPLETION and MN + "Duty" not in above:
        what = f"{made.claim} states a {kind}, and {_kebab(made.criterion)} is of instructions"
        remedy = f"name a claim that states a Duty, or assess its {COMPLETION}"
        raise SheetError(what, where="--criterion", remedy=remedy)


def _refuse_twice(
    made: Assessment, facts: Mapping[str, Mapping[str, str]], places: Mapping[str, str]
) -> None:
    same = ({made.statement, made.claim}, {made.criterion}, {made.day})
    for name, held in facts.items():
        if held["type"] == "Assessment" and all(
            held.get(key) in wanted for key, wanted in zip(_KEYS, same, strict=True)
        ):
            what = f"{made.claim} is assessed by {_kebab(made.criterion)} as of {made.day} already"
            remedy = "change that entry by hand, or give another day with --as-of"
            raise SheetError(what, where=places[ID + name], remedy=remedy)


# --- the sheet


def _file(seeds: Path, sheet: Path | None) -> Path:
    """The sheet to write to, a YAML file right in the folder of sheets, which is the user's."""
    if not seeds.is_dir():
        raise SheetError("no such folder", where=str(seeds), remedy="name the folder of sheets")
    if Path(__file__).resolve().parent in seeds.resolve().parents:
        what = "these are the sheets that Mindet came with"
        raise SheetError(what, where=str(seeds), remedy="copy them, and name the copy by --seeds")
    file = sheet or seeds / NAME
    if file.resolve().parent != seeds.resolve() or file.suffix != ".yaml":
        what = f"no sheet of the folder {seeds}"
        raise SheetError(what, where=str(file), remedy="name a file NAME.yaml right in it")
    return file


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """One writer at a time for a sheet."""
    from mindet.store.folder import try_lock

    path = file.with_name(f".{file.name}.lock")
    try:
        lock = try_lock(path)
    except OSError as error:
        what = f"nothing can be written here: {error.strerror}"
        raise SheetError(what, where=str(file.parent), remedy="name another folder") from None
    if lock is None:
        raise SheetError("another entry is being made", where=str(file), remedy="wait for it")
    try:
        yield
    finally:
        # Before the lock goes, or two could hold it; Windows keeps a file that is open.
        with suppress(PermissionError):
            path.unlink(missing_ok=True)
        lock.release()


def _put(file: Path, before: bytes | None, after: bytes, check: Callable[[], None]) -> None:
    """Write `after`, then `check`; where that fails, `before` is put back (None: no file)."""
    mode = file.stat().st_mode if before is not None else 0o644
    write(after, str(file))
    try:
        file.chmod(mode)
        check()
    except BaseException as error:
        if before is None:
            file.unlink()
        else:
            write(before, str(file))
            file.chmod(mode)
        if isinstance(error, MindetError):
            raise type(error)(f"{error}\nso the entry has been taken back") from None
        raise


def _build(seeds: Path, ontology: Ontology, language: str) -> None:
    """What a build does before it makes anything."""
    from mindet.building import checked

    checked(seeds, ontology, language)


def _kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def _quoted(text: str) -> str:
    """`text` in the double quotes of YAML, on one line."""
    escapes = {'"': '\\"', "\\": "\\\\"}
    return f'"{"".join(escapes.get(c) or (c if c.isprintable() else _escape(c)) for c in text)}"'


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"
