"""A `mindet serve` process for tests, and requests to it."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from mindet import sheets
from mindet.dataset import Dataset
from mindet.ontology import own
from mindet.projection import sync
from mindet.projection.spool import Spool
from mindet.resources import folder as data_folder
from mindet.store import Store, open_store
from tabs import Tab, tab

SCRIPT = "<script>document.title='owned'</script><img src=x onerror=alert(1)>"
LONG = "ұ" * 100_000
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking "
    "--disable-component-update --disable-sync --no-first-run"
)
Open = Callable[..., Any]
_ID, _MN = "https://w3id.org/mindet/id/", "https://w3id.org/mindet#"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
_A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
HOSTILE = f"""
<{_ID}person/hostile> {_A} <{_MN}Person> ; {LABEL} "{SCRIPT}"@en , "\\"'>{{{{7*7}}}}"@ru ,
  "\\u202Eкері\\u202C"@kk .
<{_ID}person/long> {_A} <{_MN}Person> ; {LABEL} "{LONG}"@en .
<{_ID}post/odd'();> {_A} <{_MN}Post> ; {LABEL} "odd"@en ; <{_MN}postIn> <javascript:alert(1)> .
<javascript:alert(1)> {_A} <{_MN}Organization> ; {LABEL} "javascript:alert(1)"@en .
"""


@dataclass
class Answer:
    """What the server answers."""

    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass
class Explorer:
    """A running explorer: where it is, its process, its store."""

    url: str
    process: subprocess.Popen[str]
    folder: Path

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """The answer to a request; `Host` and the like as keywords."""
        parts = urlsplit(self.url)
        connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        safe = "/?&=%:,;+()'!*~$@-._[]#"
        connection.request(method, quote(path, safe=safe), headers=named)
        found = connection.getresponse()
        answer = Answer(found.status, {k.lower(): v for k, v in found.getheaders()}, found.read())
        connection.close()
        return answer


def build(folder: Path) -> None:
    """A store of the five documents, the ontology, and some hostile things."""
    with open_store(folder, write=True) as store:
        load(store)


def load(store: Store) -> None:
    """Bring a store into step with those."""
    ontology = own()
    hostile = Dataset.parse(HOSTILE.encode(), "turtle")
    known = sheets.load(data_folder("seeds"), ontology).dataset
    with Spool.of(Dataset([*known, *ontology.dataset(), *hostile])) as spool:
        sync.load(store, spool, ontology)


@contextmanager
def serving(
    store: Path | str, *options: str, name: str = "first", log: Path | None = None, **variables: str
) -> Iterator[Explorer]:
    """An explorer of the store on a free port, ended by SIGTERM; it may not fail on its way."""
    command = [sys.executable, "-m", "mindet", "serve", "--port", "0", "--from", str(store)]
    told = (log or Path(store).parent) / f"{name}.log"
    with told.open("w") as errors:
        process = subprocess.Popen(
            [*command, *options], stdout=subprocess.PIPE, stderr=errors, text=True,
            env={**os.environ, **variables},
        )  # fmt: skip
        try:
            line = process.stdout.readline() if process.stdout else ""
            url = re.search(r"http://\S+", line)
            assert url, f"no address: {line!r} {told.read_text()}"
            yield Explorer(url[0], process, Path(store))
        finally:
            end(process)
    assert "Traceback" not in told.read_text(), told.read_text()


def end(process: subprocess.Popen[str], seconds: float = 60) -> int:
    """End a process by SIGTERM, unless it has ended; its exit code."""
    if process.poll() is None:
        process.terminate()
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        raise


def waited(process: subprocess.Popen[str], seconds: float = 30) -> float:
    """The seconds until a process that was told to end has ended."""
    begun = time.monotonic()
    process.wait(seconds)
    return time.monotonic() - begun


@contextmanager
def chromium_at(path: str) -> Iterator[Any]:
    """A running Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        yield running
        running.close()


@contextmanager
def visiting(browser: Any, explorer: Explorer) -> Iterator[Open]:
    """Open a page; requests elsewhere, console messages and dialogs are a failure."""
    used: list[Tab] = []
    own = (explorer.url, f"blob:{explorer.url}")

    def open_page(path: str = "/", **options: Any) -> Any:
        used.append(tab(browser, "explorer", options).take(lambda url: url.startswith(own)))
        used[-1].page.goto(explorer.url.rstrip("/") + path)
        return used[-1].page

    yield open_page
    troubles = [trouble for one in used for trouble in one.leave()]
    assert [trouble for trouble in troubles if not _expected(trouble)] == []


def _expected(text: str) -> bool:
    """Chromium itself says that a page was a 404 or a 400."""
    return bool(re.search(r"status of (404|400)", text))
