"""What a shell offers while a question is typed: its name, its parameters, things of the graph.

A completion never fails and prints nothing: where the graph can't be opened, it has no values.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class

from mindet.errors import MindetError

if TYPE_CHECKING:
    from mindet.catalogue import StoredQuery
    from mindet.catalogue.parameters import Parameter


class Question(click.ParamType[str]):
    """The name of a stored question."""

    name = "question"

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002  # the name is click's
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """The questions whose names begin so, with their titles."""
        from mindet.catalogue import Catalogue

        return [
            CompletionItem(query.name, help=query.titles["en"])
            for query in Catalogue.load().values()
            if query.name.startswith(incomplete)
        ]


class Pair(click.ParamType[str]):
    """A parameter of the question with its value, as in actor=operator/kar-tel."""

    name = "key=value"

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002  # the name is click's
        incomplete: str,
    ) -> list[CompletionItem]:
        """The parameters that begin so; after the equals sign, things with such a name."""
        from mindet.catalogue import Catalogue

        try:
            # the -p that is being typed has no value yet, so click has not come to the arguments
            query = Catalogue.one(str(ctx.params.get("name") or "".join(ctx.args[:1])))
            return list(_completed(ctx, query, incomplete))
        except MindetError:
            return []


def _completed(ctx: click.Context, query: StoredQuery, incomplete: str) -> Iterator[CompletionItem]:
    key, equals, begun = incomplete.partition("=")
    for parameter in query.parameters:
        if not equals and parameter.name.startswith(key):
            yield CompletionItem(f"{parameter.name}=", help=parameter.meaning["en"])
        elif equals and parameter.name == key:
            for value, label in _values(ctx, parameter, begun):
                yield CompletionItem(f"{key}={value}", help=label)


def _values(ctx: click.Context, parameter: Parameter, begun: str) -> Iterator[tuple[str, str]]:
    from mindet.catalogue.completing import completions
    from mindet.place import Place

    given = {name: ctx.params.get(name) for name in ("address", "user", "database", "ca")}
    address = str(given["address"] or "build/graph")
    place = Place(address, given["user"], None, given["database"], given["ca"])
    with place.engine("cypher") as engine:
        yield from completions(engine, parameter, begun)


QUESTION, PAIR = Question(), Pair()


@add_completion_class
class Bash(BashComplete):
    """Completion for bash, which breaks words at = and : and replaces only what follows them."""

    _before = ""  # what of the word that is typed stays as it is

    def get_completion_args(self) -> tuple[list[str], str]:
        """The whole words before the one that is typed, and that one."""
        args, incomplete = super().get_completion_args()
        *words, last = _joined([*args, incomplete])
        self._before = last[: max(map(last.rfind, _BREAKS)) + 1]
        return words, last

    def format_completion(self, item: CompletionItem) -> str:
        """One offer, as bash wants it."""
        kind, _, value = super().format_completion(item).partition(",")
        return f"{kind},{value.removeprefix(self._before)}"


_BREAKS = "=:"


def _joined(parts: list[str]) -> list[str]:
    """Words that were broken, whole again.

    >>> _joined(["-p", "actor", "=", "op"]), _joined(["--to", "bolt", ":", "//h", ":", ""])
    (['-p', 'actor=op'], ['--to', 'bolt://h:'])
    """
    words: list[str] = []
    after = False  # a break, so that the next part belongs to it
    for part in parts:
        breaks = bool(part) and not part.strip(_BREAKS)
        if words and (breaks or after):
            words[-1] += part
        else:
            words.append(part)
        after = breaks
    return words
