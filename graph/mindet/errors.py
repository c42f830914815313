"""The errors that Mindet raises: one root, and every message says what, where and what to do.

>>> print(SheetError("unknown key 'pasage'", where="seeds/002.yaml:14", remedy="write 'passage'"))
seeds/002.yaml:14: unknown key 'pasage'; write 'passage'
"""


class MindetError(Exception):
    """The root of all errors that a user can mend.

    `what` went wrong, `where` (file and line, a query's name, an address) and the `remedy`.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        place = f"{where}: " if where else ""
        advice = f"; {remedy}" if remedy else ""
        super().__init__(f"{place}{what}{advice}")


class SheetError(MindetError):
    """A fact sheet that can't be read or does not follow the ontology."""


class OntologyError(MindetError):
    """An ontology, scheme or context file that does not hold together."""


class DatasetError(MindetError):
    """RDF that can't be read, or a format that is not known."""


class ShapeError(MindetError):
    """A dataset that breaks the SHACL shapes."""


class StoreError(MindetError):
    """A graph store that can't be opened, reached or written."""


class ProjectionError(MindetError):
    """RDF that the property graph can't hold, or a graph that can't be read back."""


class QueryError(MindetError):
    """A query that is refused, fails or runs too long."""


class TooSlow(QueryError):
    """A query that runs past its time limit."""


class TooMuch(QueryError):
    """An answer of more than is ever fetched."""


class PassageError(MindetError):
    """A fact sheet and a source text that do not agree."""


class EndpointError(MindetError):
    """A SPARQL endpoint that can't be reached, does not take something or does not answer whole."""


class ViewError(MindetError):
    """A page that can't be drawn."""
