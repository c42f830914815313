"""The command: writes the data, and the answers beside it where asked."""

from __future__ import annotations

from typing import BinaryIO, TextIO

import click

from .answers import Book
from .generator import Order, generate


@click.command()
@click.option("--triples", type=click.IntRange(min=1), required=True, help="About how many.")
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--revise", type=click.FloatRange(0, 1), default=0.0, help="Share to change.")
@click.option("-o", "--output", type=click.File("wb"), required=True, help="N-Quads file, or -.")
@click.option("--answers", type=click.File("w", "utf-8"), help="JSON file of the right answers.")
def main(triples: int, seed: int, revise: float, output: BinaryIO, answers: TextIO | None) -> None:
    """Write national data as N-Quads, the same bytes for the same options."""
    order = Order(triples, seed, revise)
    book = Book(order.country()) if answers else None
    for text in generate(order, book.add if book else lambda _: None):
        output.write(text.encode())
    if answers and book:
        book.write(answers, triples, seed)


if __name__ == "__main__":
    main(prog_name="nation")
