"""Twenty analysts click through the explorer of the five documents: how long a page takes.

    python tests/bench/explorer.py [--seconds 600] [--analysts 20] [--pause 1.0]

Each analyst is a thread that opens one page after another over loopback: overview, questions,
things, documents, pictures, search, in three languages, and thinks for `--pause` seconds between
two. A line is a kind of page: how often it was opened, its median, 95th percentile and slowest in
milliseconds. Then errors, and the memory of the server at the beginning (after one round) and at
the end. It fails on an error or a 95th percentile over BAR.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import re
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parent.parent))

import asking
import explorers
from explorers import Explorer
from mindet.terms import LANGUAGES

BAR = 0.300
LINK = re.compile(r'href="(/id/[^"?]+)')
CLASSES = ("Actor", "Undertaking", "Task", "Duty", "Target", "Claim")


@dataclass
class Load:
    """What all analysts met: seconds by kind of page, and errors."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    memory: tuple[float, float] = (0.0, 0.0)  # megabytes of the server, before and after
    guard: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, seconds: float, error: str = "") -> None:
        """Note one page."""
        with self.guard:
            self.times[kind].append(seconds)
            if error:
                self.errors.append(error)


def pages(explorer: Explorer) -> dict[str, list[str]]:
    """The pages that are opened, by kind; things are taken from the lists of their classes."""
    things = sorted({
        link for name in CLASSES for link in LINK.findall(explorer.get(f"/kinds/{name}").text)
    })  # fmt: skip
    names = [thing.removeprefix("/id/") for thing in things]
    answers = [
        f"/queries/{query.name}?{urlencode(query.example)}" for query in asking.CATALOGUE.values()
    ]
    return {
        "overview": ["/"],
        "questions": ["/queries"],
        "answer": answers,
        "document": [f"/id/document/00{number}" for number in range(5)],
        "thing": things,
        "class": [f"/kinds/{name}" for name in CLASSES],
        "picture page": [f"/explore/{name}" for name in names],
        "picture": [f"/api/picture?{urlencode({'step': f'n {name}'})}" for name in names],
        "links": [f"/api/links?{urlencode({'thing': name})}" for name in names],
        "search": [f"/api/search?text={word}" for word in ("мадиев", "last", "әкім", "байланыс")],
        "map": ["/map"],
    }


def click(
    explorer: Explorer, asked: dict[str, list[str]], load: Load, seed: int, end: float, pause: float
) -> None:
    """One analyst, until the time is over."""
    chance = random.Random(seed)
    kinds = [*asked, "thing", "answer", "document", "picture"]  # these more often
    while time.monotonic() < end:
        kind = chance.choice(kinds)
        path = chance.choice(asked[kind])
        language = chance.choice(LANGUAGES)
        path += f"{'&' if '?' in path else '?'}lang={language}" if language != "en" else ""
        begun = time.perf_counter()
        try:
            status = explorer.get(path).status
            error = "" if status == 200 else f"{status} {path}"
        except OSError as failure:
            error = f"{failure!r} {path}"
        load.note(kind, time.perf_counter() - begun, error)
        time.sleep(chance.uniform(0, 2 * pause))


def memory(explorer: Explorer) -> float:
    """The megabytes that the server's process has in memory."""
    status = Path(f"/proc/{explorer.process.pid}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


def warmed(explorer: Explorer, asked: dict[str, list[str]]) -> None:
    """Open each kind of page, and ask each question, once."""
    for path in itertools.chain(*(p if k == "answer" else p[:1] for k, p in asked.items())):
        explorer.get(path)


def run(explorer: Explorer, analysts: int, seconds: float, pause: float) -> Load:
    """Load it for so many seconds."""
    asked, load = pages(explorer), Load()
    warmed(explorer, asked)
    before, end = memory(explorer), time.monotonic() + seconds
    threads = [
        threading.Thread(target=click, args=(explorer, asked, load, seed, end, pause))
        for seed in range(analysts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.memory = before, memory(explorer)
    return load


def told(load: Load, seconds: float) -> bool:
    """Print the table; whether all is well."""
    print(f"{'page':<14}{'opened':>8}{'median':>9}{'95th':>9}{'slowest':>9}  ms")
    for kind, times in sorted(load.times.items()):
        _line(kind, times)
    every = [one for times in load.times.values() for one in times]
    late = _line("all", every)
    print(f"{len(every) / seconds:.1f} pages a second, errors: {len(load.errors)}")
    for error in load.errors[:10]:
        print(f"  {error}")
    print("memory of the server: {:.0f} MB, then {:.0f} MB".format(*load.memory))
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return not load.errors and late < BAR


def _line(kind: str, times: Sequence[float]) -> float:
    late = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    middle = statistics.median(times)
    figures = "".join(f"{one * 1000:>9.0f}" for one in (middle, late, max(times)))
    print(f"{kind:<14}{len(times):>8}{figures}")
    return late


def main() -> int:
    """Build the store, serve it, load it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--analysts", type=int, default=20)
    parser.add_argument("--pause", type=float, default=1.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "graph"
        explorers.build(store)
        with explorers.serving(store) as explorer:
            load = run(explorer, given.analysts, given.seconds, given.pause)
    well = told(load, given.seconds)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
