"""What is made once for all workers of a test run; whoever uses it takes a copy."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mindet.store.folder import try_lock


def made(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder `name` of the run, made by whichever worker needs it first."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    target = base / name
    with _alone(base / f"{name}.lock"):
        if not target.exists():
            part = base / f"{name}-{os.getpid()}"
            make(part)
            part.rename(target)
    return target


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    while (lock := try_lock(path)) is None:
        time.sleep(0.1)
    try:
        yield
    finally:
        lock.release()
