"""A later state of the same data: a share of the claims and statements is told otherwise.

Which ones, and how, hangs on the seed and the name alone, so the rest stays as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from .facts import Claim, Values
from .words import Trio, words

_OTHER = {"quoted": "paraphrased", "paraphrased": "narrated", "narrated": "quoted"}


@dataclass(frozen=True, slots=True)
class Revision:
    """The share of claims and statements to change, from 0 to 1."""

    share: float
    seed: int

    def claim(self, told: Claim) -> Values:
        """The values of the claim: as they were, or with another voice."""
        if not self.share or not self._chosen(told.id):
            return told.values
        return {**told.values, "voice": (_OTHER[told.values["voice"][0]],)}

    def statement(self, told: Claim) -> tuple[Trio, Values]:
        """Gist and values of the statement: as they were, or another gist, or a place more."""
        if not self.share or not self._chosen(told.statement):
            return told.gist, told.says
        if _number(told.statement) % 2 and "beneficiary" not in told.says:
            return told.gist, {**told.says, "beneficiary": ("group/residents",)}
        en, ru, kk = words()["revised"]
        gist = told.gist
        return (gist[0] + en, gist[1] + ru, gist[2] + kk), told.says

    def _chosen(self, name: str) -> bool:
        return _number(f"{self.seed} {name}") < self.share * 2**32


def _number(name: str) -> int:
    """A number below 2**32 that names alike don't share (as their checksums nearly do)."""
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest())
