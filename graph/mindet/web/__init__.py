"""Addresses on the web as they are given to us, before anything is asked of them.

>>> plain("https://db.example:8443/store").hostname
'db.example'
>>> plain("ftp://db.example/"), plain("http://db.example:99999/"), plain("http://db.example/a b")
(None, None, None)
"""

from __future__ import annotations

import re
import urllib.parse

_PRINTABLE = re.compile(r"[!-~]+")  # other characters are percent-encoded in an address


def plain(address: str) -> urllib.parse.SplitResult | None:
    """The parts of an http or https address with a host; None for what is no such address."""
    try:
        parts = urllib.parse.urlsplit(address)
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # half an IPv6 address, a port that is none
        return None
    return parts if whole and _PRINTABLE.fullmatch(address) else None
