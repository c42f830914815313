"""The explorer: the live graph in a browser, `mindet serve`.

`application` is the web application over an open store, `serve` runs it on an address.
Pages are written by the server from templates; it only reads, within limits of time and rows.
"""

from mindet.explorer.application import application
from mindet.explorer.desk import Desk
from mindet.explorer.server import serve

__all__ = ["Desk", "application", "serve"]
