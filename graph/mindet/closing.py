"""What is opened and must be closed: the end of a `with` closes it.

>>> class Door(Closing):
...     def close(self):
...         print("closed")
>>> with Door():
...     print("open")
open
closed
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self


class Closing(ABC):
    """A context manager that is itself what is used, and is closed at the end."""

    @abstractmethod
    def close(self) -> None:
        """Give back all that is held."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
