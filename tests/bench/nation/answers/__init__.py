"""The right answers to the stored queries, known from the making and not by asking."""

from .book import Book

__all__ = ["Book"]
