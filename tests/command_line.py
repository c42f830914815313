"""`mindet …` as its users type it: in the tests' own process, or in one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mindet.cli import FRAMES, main


def run(
    place: Path, *arguments: str | Path, code: int = 0, given: str = "", **environment: str
) -> tuple[str, str]:
    """Standard output and error of `mindet arguments`, after a look at the exit code.

    In this process, where Java runs already; see `process`.
    """
    with pytest.MonkeyPatch.context() as patch:
        for package in FRAMES:  # which a verb leaves out, others may use
            patch.setitem(sys.modules, package, sys.modules.get(package))
        patch.chdir(place)
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["mindet", *map(str, arguments)])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode()), "utf-8"))
        streams = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
        patch.setattr(sys, "stdout", streams[0])
        patch.setattr(sys, "stderr", streams[1])
        with pytest.raises(SystemExit) as end:
            main()
    for stream in streams:
        stream.flush()
    output, errors = (stream.buffer.getvalue().decode() for stream in streams)
    assert (end.value.code or 0) == code, errors + output
    return output, errors


def process(
    place: Path, *arguments: str | Path, code: int = 0, given: str = "", **environment: str
) -> tuple[str, str]:
    """The same of a process of its own, as a user has it."""
    done = subprocess.run(
        [sys.executable, "-m", "mindet", *map(str, arguments)],
        cwd=place,
        input=given.encode(),
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    output, errors = done.stdout.decode(), done.stderr.decode()
    assert done.returncode == code, errors + output
    assert "Traceback" not in errors
    return output, errors
