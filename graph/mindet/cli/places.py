"""Where a verb reads from or writes to: a store's options, and what is opened by them."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mindet.errors import MindetError
from mindet.place import Place

if TYPE_CHECKING:
    from mindet.web.login import Login

BUILD = Path("build")
ROWS = click.Choice(["table", "csv", "json", "markdown", "xlsx"])

documents_option = click.option(
    "--documents", type=click.Path(path_type=Path), help="The folder of the source texts."
)


def timeout_option(seconds: float) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option that says how long one question may take."""
    return click.option(
        "--timeout", type=click.FloatRange(0.1), default=seconds, show_default=True,
        help="Seconds that a question may take.",
    )  # fmt: skip


def rows_option(verb: Callable[..., None]) -> Callable[..., None]:
    """The options that say in which form rows are printed, and where."""
    form = click.option(
        "--format", "form", type=ROWS, default="table", show_default=True,
        help="How rows are printed.",
    )  # fmt: skip
    target = click.option("-o", "--output", default="-", help="A file; - is standard output.")
    return form(target(verb))


def endpoint_options(verb: Callable[..., None]) -> Callable[..., None]:
    """The options that say who asks a SPARQL endpoint, given on as one `login`, to be called."""
    options = (
        click.option(
            "--endpoint-user", envvar="MINDET_ENDPOINT_USER",
            help="The endpoint's user [MINDET_ENDPOINT_USER].",
        ),
        click.option(
            "--endpoint-password-file", type=click.Path(path_type=Path),
            help="A file with the password or token; else MINDET_ENDPOINT_PASSWORD, else a prompt.",
        ),
        click.option(
            "--endpoint-auth", type=click.Choice(["basic", "bearer", "digest"]),
            default="basic", show_default=True,
            help="How to log in; bearer is a token without a user.",
        ),
    )  # fmt: skip

    @functools.wraps(verb)
    def with_login(endpoint_user: str | None, endpoint_password_file: Path | None,
                   endpoint_auth: str, **others: Any) -> None:  # fmt: skip
        login = functools.partial(_login, endpoint_auth, endpoint_user, endpoint_password_file)
        verb(login=login, **others)

    wrapped: Callable[..., None] = with_login
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped


def _login(scheme: str, user: str | None, file: Path | None) -> Login | None:
    from mindet.web.login import Login

    who = "the bearer" if scheme == "bearer" else user
    found = secret(who, file, "MINDET_ENDPOINT_PASSWORD")
    return Login(scheme, user or "", found or "") if who is not None else None


def store_options(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options that name a store (`name` is --from or --to), given on as one `place`."""
    options = (
        click.option(
            name, "address", default=str(BUILD / "graph"), show_default=True, metavar="STORE",
            help="A store: a folder, or a bolt:// or neo4j:// address.",
        ),
        click.option("--user", envvar="MINDET_USER", help="The server's user [MINDET_USER]."),
        click.option(
            "--password-file", type=click.Path(path_type=Path),
            help="A file with the password; else MINDET_PASSWORD, else it is asked for.",
        ),
        click.option("--database", help="The server's database, if not its default one."),
        click.option(
            "--ca", type=click.Path(path_type=Path), envvar="MINDET_CA",
            help="A file with the certificate of a bolt+s:// server's own CA [MINDET_CA].",
        ),
    )  # fmt: skip

    def apply(verb: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(verb)
        def with_place(
            address: str,
            user: str | None,
            password_file: Path | None,
            database: str | None,
            ca: Path | None,
            **others: Any,
        ) -> None:
            password = functools.partial(secret, user, password_file, "MINDET_PASSWORD")
            verb(place=Place(address, user, password, database, ca), **others)

        wrapped: Callable[..., None] = with_place
        for option in reversed(options):
            wrapped = option(wrapped)
        return wrapped

    return apply


def secret(user: str | None, file: Path | None, variable: str) -> str | None:
    """A password from a file, the environment or a prompt; never an argument, which others see."""
    if file is not None:
        return _first_line(file)
    if user is None or variable in os.environ:
        return os.environ.get(variable)
    if not sys.stdin.isatty():
        raise MindetError(f"no password for {user}", remedy=f"set {variable}")
    return str(click.prompt(f"Password of {user}", hide_input=True, err=True))


def _first_line(file: Path) -> str:
    try:
        return file.read_text("utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError):
        what = "the password can't be read"
        raise MindetError(what, where=str(file), remedy="name a file of one line") from None
