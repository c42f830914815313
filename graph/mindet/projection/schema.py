"""The constraint and the index that a loaded graph has, as statements of Cypher."""

RESOURCE_IRI = (
    "CREATE CONSTRAINT mindet_resource_iri IF NOT EXISTS FOR (n:Resource) REQUIRE n.iri IS UNIQUE"
)
STATEMENTS = (RESOURCE_IRI,)
