"""Facts against the source texts: verify, proof-read, locate, and find what has leaked.

>>> from mindet.passages.texts import Text
>>> from mindet.passages.locate import spans
>>> spans(Text.decode("Порт открыт\\nв полдень".encode(), "a.txt"), "открыт в")[0].start
5
"""

from mindet.passages.case import Finding, Verification
from mindet.passages.checks import verify
from mindet.passages.leaks import Leak, leaks
from mindet.passages.locate import Span, locate
from mindet.passages.proof import proof
from mindet.passages.reporting import report

__all__ = [
    "Finding",
    "Leak",
    "Span",
    "Verification",
    "leaks",
    "locate",
    "proof",
    "report",
    "verify",
]
