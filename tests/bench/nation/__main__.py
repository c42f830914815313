"""The command: writes the data, and the answers beside it where asked."""

from __future__ import annotations

from typing import BinaryIO

import click

from .generator import Order, generate


@click.command()
@click.option("--triples", type=click.IntRange(min=1), required=True, help="About how many.")
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--revise", type=click.FloatRange(0, 1), default=0.0, help="Share to change.")
@click.option("-o", "--output", type=click.File("wb"), required=True, help="N-Quads file, or -.")
def main(triples: int, seed: int, revise: float, output: BinaryIO) -> None:
    """Write the national data as N-Quads."""
    for _, text in generate(Order(triples, seed, revise)):
        output.write(text.encode())


if __name__ == "__main__":
    main(prog_name="nation")
