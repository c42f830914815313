"""What an embedded store is opened for, by which its Java runtime is set up."""

from __future__ import annotations

import enum


class Work(enum.Enum):
    """Measured on the five documents and on 350,000 relationships, see `jvm`."""

    BRIEF = enum.auto()
    """A question or two, a small load: quick to start, little memory."""
    LASTING = enum.auto()
    """Many questions: what is asked often is compiled well."""
    BULK = enum.auto()
    """A load of minutes: compiled well, collected side by side, more memory."""
