"""The data set for catalogues of open data (DCAT-AP 3.0): what it is, its publisher, its files."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from mindet.description.figures import Figures
from mindet.description.release import File, Release
from mindet.description.statements import SELF, about, iri
from mindet.exports import FORMS
from mindet.terms import MN

CATALOGUE, PUBLISHER, SERVICE = f"{SELF}/catalogue", f"{SELF}/publisher", f"{SELF}/sparql"
_EU = "http://publications.europa.eu/resource/authority"
_MEDIA = "https://www.iana.org/assignments/media-types"
_LANGUAGES = {"en": "ENG", "ru": "RUS", "kk": "KAZ"}
TITLE = {
    "en": "Mindet: actors, programmes and obligations in public documents",
    "ru": "Mindet: субъекты, программы и обязательства в публичных документах",
    "kk": "Mindet: жария құжаттардағы субъектілер, бағдарламалар және міндеттемелер",
}
DESCRIPTION = {
    "en": "Who said that who must do what, by when, for which project, and what came of it: claims "
    "of public documents with their passages, what the texts do not state, and our conclusions, "
    "each marked as such.",
    "ru": "Кто сказал, что кто должен сделать, к какому сроку, в каком проекте и что из этого "
    "вышло: утверждения публичных документов с указанием места в тексте, то, чего тексты не "
    "называют, и наши выводы, каждый с пометкой.",
    "kk": "Кім нені, қай мерзімге, қандай жобада істеуі керек деп кім айтты және одан не шықты: "
    "жария құжаттардың мәлімдемелері мәтіндегі орнымен, мәтін айтпаған жайттар және белгіленген "
    "біздің қорытындыларымыз.",
}
KEYWORDS = (
    {"en": "obligations", "ru": "обязательства", "kk": "міндеттемелер"},
    {"en": "public policy", "ru": "государственная политика", "kk": "мемлекеттік саясат"},
    {"en": "Kazakhstan", "ru": "Казахстан", "kk": "Қазақстан"},
)
AUTHORS = {"en": "The Mindet authors", "ru": "Авторы Mindet", "kk": "Mindet авторлары"}
_QUERIES = {"en": "SPARQL queries", "ru": "Запросы SPARQL", "kk": "SPARQL сұраулары"}


def quads(found: Figures, release: Release) -> Iterator[ox.Quad]:
    """The catalogue, the data set, its publisher, its files, and its endpoint where it has one."""
    shared = {"dcterms:publisher": iri(PUBLISHER), "dcterms:license": iri(release.licence)}
    told = {"dcterms:title": TITLE, "dcterms:description": DESCRIPTION, **shared}
    yield from about(
        CATALOGUE, {**told, "rdf:type": iri("dcat:Catalog"), "dcat:dataset": iri(SELF)}
    )
    name = AUTHORS if release.publisher is None else release.publisher
    yield from about(PUBLISHER, {"rdf:type": iri("foaf:Agent"), "foaf:name": name})
    yield from about(release.licence, {"rdf:type": iri("dcterms:LicenseDocument")})
    yield from about(SELF, {**told, **_dataset(found, release)})
    yield from _period(found)
    for file in release.files:
        yield from _distribution(file, release)
    if release.endpoint:
        yield from _service(release.endpoint)


def _dataset(found: Figures, release: Release) -> dict[str, object]:
    known = [_LANGUAGES[tag] for tag in found.languages if tag in _LANGUAGES]
    return {
        "rdf:type": iri("dcat:Dataset"),
        "dcterms:identifier": SELF,
        "dcterms:language": [iri(f"{_EU}/language/{code}") for code in known],
        "dcterms:spatial": iri(f"{_EU}/country/KAZ"),
        "dcat:theme": iri(f"{_EU}/data-theme/GOVE"),
        "dcat:keyword": list(KEYWORDS),
        "dcterms:conformsTo": iri(MN.rstrip("#")),
        "dcterms:temporal": iri(f"{SELF}/period") if found.days else None,
        "dcterms:modified": found.days[-1] if found.days else None,
        "dcat:version": release.version,
        "void:sparqlEndpoint": iri(release.endpoint) if release.endpoint else None,
        "dcat:distribution": [iri(_name(file)) for file in release.files],
    }


def _period(found: Figures) -> Iterator[ox.Quad]:
    """From the first to the last day on which a document was issued, of those that tell theirs."""
    if found.days:
        kind = {"rdf:type": iri("dcterms:PeriodOfTime")}
        ends = {"dcat:startDate": found.days[0], "dcat:endDate": found.days[-1]}
        yield from about(f"{SELF}/period", kind | ends)


def _name(file: File) -> str:
    return f"{SELF}/distribution/{file.form}"


def _distribution(file: File, release: Release) -> Iterator[ox.Quad]:
    address, checksum = release.address(file.name), f"{_name(file)}/checksum"
    where = iri(address) if address else None
    yield from about(_name(file), {
        "rdf:type": iri("dcat:Distribution"),
        "dcterms:title": file.name,
        "dcat:accessURL": where or iri(SELF),
        "dcat:downloadURL": where,
        "dcat:mediaType": iri(f"{_MEDIA}/{FORMS[file.form].media}"),
        "dcat:byteSize": file.size,
        "dcterms:license": iri(release.licence),
        "spdx:checksum": iri(checksum),
    })  # fmt: skip
    if where:
        yield from about(SELF, {"void:dataDump": where})
    algorithm = {"spdx:algorithm": iri("spdx:checksumAlgorithm_sha256")}
    value = ox.Literal(file.sha256, datatype=iri("xsd:hexBinary"))
    kind = {"rdf:type": iri("spdx:Checksum"), "spdx:checksumValue": value}
    yield from about(checksum, kind | algorithm)


def _service(endpoint: str) -> Iterator[ox.Quad]:
    yield from about(CATALOGUE, {"dcat:service": iri(SERVICE)})
    yield from about(SERVICE, {
        "rdf:type": iri("dcat:DataService"),
        "dcterms:title": _QUERIES,
        "dcat:endpointURL": iri(endpoint),
        "dcat:servesDataset": iri(SELF),
        "dcterms:conformsTo": iri("https://www.w3.org/TR/sparql11-protocol/"),
    })  # fmt: skip
