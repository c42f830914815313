"""Mindet: actors, programmes and obligations from public documents as a knowledge graph."""

__version__ = "0.1.0"
