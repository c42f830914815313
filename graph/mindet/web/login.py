"""Who asks: HTTP authentication, Basic (RFC 7617), Bearer (RFC 6750) and Digest (RFC 7616).

>>> Login("basic", "Aladdin", "open sesame").headers("GET", "/")
{'Authorization': 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='}
>>> Login("bearer", "", "hush")
Login(scheme='bearer', user='')
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from mindet.errors import EndpointError

SCHEMES = ("basic", "bearer", "digest")
_PARAMETER = re.compile(r'(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))')
_TOKEN = re.compile(r"[!-~]+")
_HASHES = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}


@dataclass
class Login:
    """A user's name and secret (for `bearer` the token alone), shown by one of SCHEMES.

    Raises EndpointError for what can't stand in a header.
    """

    scheme: str
    user: str
    secret: str = field(repr=False)
    _challenge: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _count: int = field(default=0, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.scheme not in SCHEMES:
            raise EndpointError(f"no way to log in: {self.scheme!r}", remedy="|".join(SCHEMES))
        if self.scheme == "bearer" and not _TOKEN.fullmatch(self.secret):
            what = "the token is empty, or has spaces or signs that no token has"
            raise EndpointError(what, remedy="give the token alone")
        if self.scheme == "digest" and not (self.user.isprintable() and self.user.isascii()):
            raise EndpointError("the user's name can't be told by digest", remedy="use basic")

    def again(self) -> Login:
        """The same login for another connection, which has challenges of its own."""
        return Login(self.scheme, self.user, self.secret)

    def hidden(self, text: str) -> str:
        """`text` without the secret, as it is or as it is sent: a server may tell back what it got.

        >>> Login("basic", "Aladdin", "open sesame").hidden("no: QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
        'no: ***'
        """
        sent = base64.b64encode(f"{self.user}:{self.secret}".encode()).decode()
        for word in filter(None, (sent, self.secret)):
            text = text.replace(word, "***")
        return text

    def headers(self, method: str, target: str) -> dict[str, str]:
        """What a request of `target` must carry; for digest nothing before the first challenge."""
        if self.scheme == "bearer":
            return {"Authorization": f"Bearer {self.secret}"}
        if self.scheme == "basic":
            token = base64.b64encode(f"{self.user}:{self.secret}".encode()).decode()
            return {"Authorization": f"Basic {token}"}
        if not self._challenge:
            return {}
        return {"Authorization": f"Digest {self._response(method, target)}"}

    def challenged(self, header: str) -> bool:
        """Take a WWW-Authenticate header; whether a request that it answered is worth a repeat."""
        scheme, _, rest = header.strip().partition(" ")
        if self.scheme != "digest" or scheme.lower() != "digest":
            return False
        found = {name.lower(): quoted or plain for name, quoted, plain in _PARAMETER.findall(rest)}
        able = found.get("algorithm", "MD5").upper() in _HASHES
        able = able and "auth" in re.split(r"\s*,\s*", found.get("qop", "auth"))
        stale = found.get("stale", "").lower() == "true"
        if not able or "nonce" not in found or (self._challenge and not stale):
            return False
        self._challenge, self._count = found, 0
        return True

    def _response(self, method: str, target: str) -> str:
        self._count += 1
        given, count, own = self._challenge, f"{self._count:08x}", secrets.token_hex(16)
        name = given.get("algorithm", "MD5")
        of = _digest(name)
        proof = of(f"{self.user}:{given.get('realm', '')}:{self.secret}")
        answer = of(f"{proof}:{given['nonce']}:{count}:{own}:auth:{of(f'{method}:{target}')}")
        parts = {"username": self.user, "realm": given.get("realm", ""), "nonce": given["nonce"]}
        parts |= {"uri": target, "response": answer, "cnonce": own}
        parts |= {"opaque": given["opaque"]} if "opaque" in given else {}
        quoted = [f'{key}="{_escaped(value)}"' for key, value in parts.items()]
        return ", ".join([*quoted, f"algorithm={name}", "qop=auth", f"nc={count}"])


def _digest(name: str) -> Callable[[str], str]:
    algorithm = _HASHES[name.upper()]
    return lambda text: algorithm(text.encode()).hexdigest()


def _escaped(text: str) -> str:
    """For a quoted string; the server's own words come back with their escapes as they were."""
    return re.sub(r'(?<!\\)"', r"\"", text)
