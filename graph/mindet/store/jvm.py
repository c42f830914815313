"""The Java runtime behind the embedded store, started once in a process and kept quiet.

The database's own package would start it with a log folder in the user's folder and an
incubator module that warns; only its jars and its runtime are taken from there.
"""

from __future__ import annotations

import gc
import importlib.util
import os
import shlex
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mindet.errors import StoreError
from mindet.store import classcache
from mindet.store.work import Work

HEAP = 512  # MiB
BULK_HEAP = 2048  # MiB, where the machine has four times as much
REMEDY = "name a server instead: --to bolt://HOST:7687 (--from for reading)"
_UNHASTY = (  # eight to ten times Java's own
    ("InvocationThreshold", 40_000),
    ("MinInvocationThreshold", 6_000),
    ("CompileThreshold", 120_000),
    ("BackEdgeThreshold", 400_000),
)
_LIBRARY = {"win32": "bin/server/jvm.dll", "darwin": "lib/server/libjvm.dylib"}


def start(crash_folder: Path, *, work: Work = Work.BRIEF, more: Iterable[str] = ()) -> None:
    """Start the runtime if it is not running; its crash report, if any, goes to `crash_folder`.

    The environment's MINDET_HEAP bounds the heap: 512m by default, 2g for BULK `work`. Its
    MINDET_JAVA_OPTIONS are further options, parted as a shell does. `more` are options in place
    of the cache of classes. Raises StoreError where the platform has no embedded store, and for
    options that the runtime does not take.
    """
    import jpype
    import jpype.config

    package = _package()
    if jpype.isJVMStarted():
        return
    # The server is stopped in its own way; waiting for every Java thread besides would
    # hold the process for as long as a query runs that nobody waits for any more.
    jpype.config.destroy_jvm = False
    library = package / "jre" / _LIBRARY.get(sys.platform, "lib/server/libjvm.so")
    jars = os.pathsep.join(str(jar) for jar in sorted((package / "jars").glob("*.jar")))
    options = [*_size(work), *_options(crash_folder), *(more or classcache.options()), *_given()]
    heard = gc.callbacks[:]
    try:
        # interrupt=False: Ctrl-C is Python's, so that `finally` runs.
        jpype.startJVM(str(library), *options, classpath=jars, interrupt=False)
    except Exception as error:  # JPype raises OSError, RuntimeError and Java's own
        raise StoreError(f"the embedded store can't start: {error}", remedy=REMEDY) from error
    _silence()
    _part(heard)


def _silence() -> None:
    """A thread that runs out of memory tells of it here; who asked is told in words of ours."""
    nowhere = java("java.io.OutputStream").nullOutputStream()
    java("java.lang.System").setErr(java("java.io.PrintStream")(nowhere))


def _part(heard: list[Any]) -> None:
    """Let neither side's collector set off the other's: each then cleans all that there is.

    JPype sees to that for the sake of Python objects that Java holds, and we give it none. Of
    forty answers warm, every second one met a whole collection of Python's, 50 ms in which no
    thread of it went on, and now and then one of Java's. Its thread, which calls into Python,
    would abort the process besides, where Python ends under it.
    """
    java("org.jpype.ref.JPypeReferenceQueue").getInstance().stop()
    gc.callbacks[:] = heard


def java(name: str) -> Any:
    """The Java class `name`; the runtime must be running."""
    import jpype

    return jpype.JClass(name)


def _package() -> Path:
    found = importlib.util.find_spec("arcadedb_embedded")
    if found is None or found.origin is None:
        raise StoreError("there is no embedded store for this platform", remedy=REMEDY)
    return Path(found.origin).parent


def _size(work: Work) -> Iterator[str]:
    """Small and quick to start: measured against Java's defaults, half the time and memory.

    Work of minutes is another matter. Twenty analysts who click through the explorer met a
    95th percentile of 470 ms without the optimising compiler and 390 ms with it, which took
    30 MB more. 100,000 nodes with 250,000 relationships took 50 to 60 s of processor time with
    the parallel collector and the optimising compiler, 85 to 99 s without the two; of 1 GiB and
    2 GiB both took 1.1 to 1.3 GiB in fact.

    A load does little that is worth compiling well: of 101 s of processor time for 160,000 nodes
    with 330,000 relationships the optimising compiler took 38 s, and 18 s with less to inline and
    less haste; without it the load takes as long as before.
    """
    heap = os.environ.get("MINDET_HEAP") or f"{_bulk_heap() if work is Work.BULK else HEAP}m"
    yield f"-Xmx{heap}"
    yield "-XX:+UseParallelGC" if work is Work.BULK else "-XX:+UseSerialGC"
    if work is Work.BRIEF:
        yield "-XX:TieredStopAtLevel=1"
    else:
        # The cache of classes remembers how far its short life compiled each method, and with that
        # the optimising compiler hardly begins: twice the time for a question or a statement.
        yield from ("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining")
        yield "-XX:+IgnoreUnrecognizedVMOptions"  # a later Java may have no such option
    if work is Work.BULK:
        yield from ("-XX:MaxInlineLevel=9", "-XX:FreqInlineSize=200")
        yield from (f"-XX:Tier4{name}={times}" for name, times in _UNHASTY)


def _bulk_heap() -> int:
    """A quarter of the machine's memory at most, in MiB."""
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    except (AttributeError, ValueError, OSError):  # a system that does not tell
        memory = 4 * BULK_HEAP
    return max(HEAP, min(BULK_HEAP, memory // 4))


def _given() -> list[str]:
    try:
        return shlex.split(os.environ.get("MINDET_JAVA_OPTIONS", ""))
    except ValueError as error:
        raise StoreError(str(error), where="MINDET_JAVA_OPTIONS", remedy="mend it") from None


def _options(crash_folder: Path) -> Iterator[str]:
    """Quiet: no signals, no logs, no warnings."""
    yield "-Xrs"
    yield from ("-XX:-UsePerfData", "-Xlog:disable", "-Djava.awt.headless=true")
    yield f"-Djava.util.logging.config.file={Path(__file__).with_name('logging.properties')}"
    yield f"-XX:ErrorFile={crash_folder / 'crash-%p.log'}"
    yield from ("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
    for package in ("lang", "util.concurrent.atomic", "nio.channels.spi"):
        yield f"--add-opens=java.base/java.{package}=ALL-UNNAMED"
    yield "-Dpolyglot.engine.WarnInterpreterOnly=false"
