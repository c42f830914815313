"""The Java runtime behind the embedded store, started once in a process and kept quiet.

The database's own package would start it with a log folder in the user's folder and an
incubator module that warns; only its jars and its runtime are taken from there.
"""

from __future__ import annotations

import atexit
import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mindet.errors import StoreError

HEAP = "512m"
REMEDY = "name a server instead: --to bolt://HOST:7687 (--from for reading)"
_LIBRARY = {"win32": "bin/server/jvm.dll", "darwin": "lib/server/libjvm.dylib"}


def start(crash_folder: Path) -> None:
    """Start the runtime if it is not running; its crash report, if any, goes to `crash_folder`.

    The environment's MINDET_HEAP bounds the heap (default 512m). Raises StoreError where
    the platform has no embedded store.
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
    options = list(_options(crash_folder))
    try:
        # interrupt=False: Ctrl-C is Python's, so that `finally` runs.
        jpype.startJVM(str(library), *options, classpath=jars, interrupt=False)
    except Exception as error:  # JPype raises OSError, RuntimeError and Java's own
        raise StoreError(f"the embedded store can't start: {error}", remedy=REMEDY) from error
    # A thread that runs out of memory tells of it here; who asked is told in words of ours.
    nowhere = java("java.io.OutputStream").nullOutputStream()
    java("java.lang.System").setErr(java("java.io.PrintStream")(nowhere))
    atexit.register(_part)


def _part() -> None:
    """End the Java thread that calls into Python, before Python ends under it and aborts."""
    java("org.jpype.ref.JPypeReferenceQueue").getInstance().stop()


def java(name: str) -> Any:
    """The Java class `name`; the runtime must be running."""
    import jpype

    return jpype.JClass(name)


def _package() -> Path:
    found = importlib.util.find_spec("arcadedb_embedded")
    if found is None or found.origin is None:
        raise StoreError("there is no embedded store for this platform", remedy=REMEDY)
    return Path(found.origin).parent


def _options(crash_folder: Path) -> Iterator[str]:
    """Quiet, small and quick to start: measured against the defaults, half the time and memory."""
    heap = os.environ.get("MINDET_HEAP", HEAP)
    yield from ("-Xrs", f"-Xmx{heap}", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
    yield from ("-XX:-UsePerfData", "-Xlog:disable", "-Djava.awt.headless=true")
    yield f"-Djava.util.logging.config.file={Path(__file__).with_name('logging.properties')}"
    yield f"-XX:ErrorFile={crash_folder / 'crash-%p.log'}"
    yield from ("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
    for package in ("lang", "util.concurrent.atomic", "nio.channels.spi"):
        yield f"--add-opens=java.base/java.{package}=ALL-UNNAMED"
    yield "-Dpolyglot.engine.WarnInterpreterOnly=false"
