"""`mindet` commands, as processes that can be broken, and in this process where none is."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from click.testing import CliRunner

import mindet
from faults.places import Place
from faults.wrongs import Wrong
from mindet.cli import cli
from mindet.errors import MindetError

PATIENCE = 180  # seconds; what takes longer hangs


_ENDED = ("mindet: ended; load again to finish", "Aborted!", "")


@dataclass(frozen=True)
class Done:
    """How a command ended: its exit code, minus the signal's number if by one, and its words."""

    code: int
    output: str
    errors: str

    @property
    def told(self) -> str:
        """The message without what differs from run to run."""
        text = re.sub(r"bolt://\S+?:\d+|/\S+/graph|process \d+", "STORE", self.errors.strip())
        return text.removeprefix("mindet: ")

    def ends_clearly(self, place: Place, sign: signal.Signals | None = None) -> Self:
        """Fail with Wrong unless a failure is one line of ours, or the end that `sign` makes.

        Nor may the password be told.
        """
        if place.environment.get("MINDET_PASSWORD", "\0") in self.output + self.errors:
            raise Wrong("the password is told")
        one_line = self.code == 1 and re.fullmatch(r"mindet: [^\n]+\n", self.errors)
        finished = self.code == 0 and not self.errors
        if not (self._ended_by(sign) if sign and not finished else one_line or finished):
            raise Wrong(f"exit code {self.code}, {self.errors[-300:]!r}")
        return self

    def _ended_by(self, sign: signal.Signals) -> bool:
        """Not by an error that the signal led to."""
        aborted = self.code in (1, 128 + sign) and self.errors.strip() in _ENDED
        return self.code == -sign or aborted or self._interrupted_before_ours(sign)

    def _interrupted_before_ours(self, sign: signal.Signals) -> bool:
        """By Ctrl-C in what Python runs before it comes to a line of ours."""
        if (sign, self.code) != (signal.SIGINT, 1):
            return False
        interrupted = self.errors.rstrip().endswith("KeyboardInterrupt")
        return interrupted and str(Path(mindet.__file__).parent) not in self.errors


class Process:
    """`mindet ARGUMENTS` as a process of its own."""

    def __init__(self, place: Place, *arguments: str) -> None:
        command = [sys.executable, "-m", "mindet", *arguments]
        self._process = subprocess.Popen(
            command,
            env=dict(place.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.runs():
            self._process.kill()
            self._process.communicate()

    def runs(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def send(self, sign: signal.Signals) -> None:
        """Give it a signal, if it has not ended."""
        self._process.send_signal(sign)

    def kill(self) -> None:
        """End it at once."""
        self.send(signal.SIGKILL)

    def done(self) -> Done:
        """How it ended; Wrong if it does not."""
        try:
            output, errors = self._process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            raise Wrong("the command hangs") from None
        return Done(self._process.returncode, output, errors)


def run(place: Place, *arguments: str) -> Done:
    """`mindet ARGUMENTS` in this process."""
    result = CliRunner(env=dict(place.environment)).invoke(cli, arguments)
    error = result.exception
    if error is None or isinstance(error, SystemExit):
        return Done(result.exit_code, result.stdout, result.stderr)
    if isinstance(error, MindetError):
        return Done(1, result.stdout, f"{result.stderr}mindet: {error}\n")
    raise error
