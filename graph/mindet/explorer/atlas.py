"""The map of responsibility, drawn of the live graph, with its own policy."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

from mindet.explorer.desk import Desk
from mindet.views import network, responsibility


def page(desk: Desk, _request: Request) -> HTMLResponse:
    """The page as `mindet view` writes it."""
    text = desk.kept.get("map", lambda: _drawn(desk))
    return HTMLResponse(text, headers={"Content-Security-Policy": policy()})


def _drawn(desk: Desk) -> str:
    return responsibility.render(responsibility.collect(desk.reader.read, desk.ontology))


def policy() -> str:
    """The policy that the page carries, which lets its own scripts and styles run, as a header."""
    css = "\n".join(network.read(sheet) for sheet in responsibility.STYLES)
    scripts = [network.vis_network(), *map(network.read, responsibility.SCRIPTS)]
    return f"{network.policy(css, scripts)}; frame-ancestors 'none'"
