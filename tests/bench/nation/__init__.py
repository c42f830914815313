"""A made-up country as national data: any size, by a seed, with the right answers.

`python -m nation --triples 1000000 --seed 7 -o FILE.nq`, with tests/bench on the path.
"""

from .answers import Book
from .generator import Order, generate

__all__ = ["Book", "Order", "generate"]
