"""The namespaces that the code names, as plain strings.

>>> MN + "Claim"
'https://w3id.org/mindet#Claim'
>>> local(GRAPH + "002", GRAPH)
'002'
"""

MN = "https://w3id.org/mindet#"
ID = "https://w3id.org/mindet/id/"
GRAPH = "https://w3id.org/mindet/graph/"
PUBLISHED = "https://w3id.org/mindet/published"  # at an endpoint: what was published there

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
SCHEMA = "http://schema.org/"

UNSTATED = MN + "unstated"
LANGUAGES = ("en", "ru", "kk")


def local(iri: str, namespace: str) -> str:
    """What follows `namespace` in `iri`; the whole `iri` where it lies elsewhere."""
    return iri.removeprefix(namespace)
