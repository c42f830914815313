"""What breaks a publication, and what a reader of the endpoint and the next run make of it."""

from __future__ import annotations

import random
import threading
import time
import urllib.error
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException

from endpoints import Endpoint
from faults.gate import Answer, Gate, Request
from faults.proxy import Proxy
from faults.wrongs import Wrong
from mindet.dataset import Dataset
from mindet.errors import EndpointError
from mindet.publishing import sync
from mindet.publishing.graphs import Graph, parts
from mindet.publishing.graphs import told as told_graph
from mindet.publishing.status import DIGEST
from mindet.terms import PUBLISHED
from servers import Process

GRAPHS = 24
LIMIT = 20_000  # bytes of a request, so that little data makes many
SLOW = 0.3  # seconds that a slow server holds an answer back
BOTH = """CONSTRUCT {{ ?s ?p ?o . <{0}> <{1}> ?digest }} WHERE {{
  {{ GRAPH <{0}> {{ ?s ?p ?o }} }} UNION {{ GRAPH <{2}> {{ <{0}> <{1}> ?digest }} }} }}"""


def dataset(dice: random.Random) -> Dataset:
    """Some graphs of a common stock, one of them too large for a request, some with blank nodes."""
    lines = []
    for number in range(GRAPHS):
        name, size = f"<urn:g{number}>", 600 if number == 7 else dice.randrange(5, 30)
        if dice.random() < 0.2:
            continue
        era = dice.randrange(3)
        lines += [f'<urn:s{n}> <urn:p> "{n} of era {era}" {name} .' for n in range(size)]
        lines += [f"_:a{number} <urn:p> _:b{number} {name} ."] if number % 6 == 5 else []
    return Dataset.parse("\n".join(lines).encode(), "nquads")


class Scene:
    """An endpoint with a process, and two states of a dataset."""

    def __init__(self, process: Process, path: str, seed: int) -> None:
        self.process, self._path = process, path
        dice = random.Random(seed)
        self.first, self.second = dataset(dice), dataset(dice)
        self.endpoint = Endpoint(self.at(process.port))
        self._states: list[dict[str, str]] = []
        self._filled = False
        self._traffic: dict[bool, int] = {}

    def at(self, port: int) -> str:
        """The Graph Store's address where the server, or a wire to it, listens on `port`."""
        return f"http://127.0.0.1:{port}{self._path}"

    def set(self, *, filled: bool) -> None:
        """The endpoint holds the first state or nothing of ours, and a graph of somebody else."""
        self._filled = filled
        before = self.first if filled else Dataset([])
        self._states = [self._digests(data) for data in (before, self.second)]
        if not self.process.runs():
            self.process.start()
        self.endpoint.clear()
        self.endpoint.update("INSERT DATA { GRAPH <urn:theirs> { <urn:x> <urn:y> <urn:z> } }")
        list(sync(before, self.endpoint.store))

    def traffic(self) -> int:
        """How much goes through the wire in an unbroken run; measured once."""
        if self._filled not in self._traffic:
            with Proxy(self.process.port) as wire:
                list(sync(self.second, self.at(wire.port), limit=LIMIT))
                self._traffic[self._filled] = wire.passed
            self.set(filled=self._filled)
        return self._traffic[self._filled]

    def _digests(self, data: Dataset) -> dict[str, str]:
        return {name: Graph(name, quads).digest for name, quads in parts(data).items() if name}

    @contextmanager
    def watched(self) -> Iterator[None]:
        """A reader looks at one graph after another all the while; Wrong for half a graph."""
        wrong: list[str] = []
        over = threading.Event()
        reader = threading.Thread(target=self._watch, args=[over, wrong], daemon=True)
        reader.start()
        try:
            yield
        finally:
            over.set()
            reader.join()
        if wrong:
            raise Wrong("; ".join(wrong[:3]))

    def _watch(self, over: threading.Event, wrong: list[str]) -> None:
        names = [f"urn:g{number}" for number in range(GRAPHS)]
        while not over.is_set():
            for name in names:
                time.sleep(0.005)
                try:
                    self._look(name, wrong)
                except (OSError, urllib.error.URLError, HTTPException):
                    time.sleep(0.05)  # the server is down

    def _look(self, name: str, wrong: list[str]) -> None:
        """The graph and its digest, in one question."""
        found = self.endpoint.construct(BOTH.format(name, DIGEST, PUBLISHED))
        told = {q.object.value for q in found if q.predicate.value == DIGEST}
        triples = [q.triple for q in found if q.predicate.value != DIGEST]
        held = {told_graph(name, triples).digest} if triples else set()
        right = [{state[name]} if name in state else set() for state in self._states]
        if held not in right or told != held:
            wrong.append(f"{name} has {len(triples)} triples, digest {told}, in truth {held}")

    def repaired(self) -> None:
        """The next run ends as an unbroken one would."""
        if not self.process.runs():
            self.process.start()
        with self.watched():
            list(sync(self.second, self.endpoint.store))
        if self.endpoint.names() != {*self.second.graph_names(), "urn:theirs"}:
            raise Wrong(f"graphs after the next run: {sorted(self.endpoint.names())}")
        for name in self.second.graph_names():
            if not self.endpoint.graph(name).isomorphic(_alone(self.second.graph(name))):
                raise Wrong(f"{name} is not right after the next run")
        if list(sync(self.second, self.endpoint.store)):
            raise Wrong("the run after the next has something to do")


def _alone(data: Dataset) -> Dataset:
    return Dataset.parse(data.serialise("ntriples"), "ntriples")


def _broken(scene: Scene, port: int) -> str:
    """A watched run at `port`, in which something happens."""
    with scene.watched():
        try:
            list(sync(scene.second, scene.at(port), limit=LIMIT))
        except EndpointError as error:
            return f"failed ({error.what[:60]})"
    return "finished"


def killed(scene: Scene, dice: random.Random) -> str:
    """The server is ended by kill -9 after some byte."""
    with Proxy(scene.process.port) as wire:
        wire.at(int(scene.traffic() * dice.random()), scene.process.kill)
        return _broken(scene, wire.port)


def cut(scene: Scene, dice: random.Random) -> str:
    """A connection breaks after some byte, be it of a request or of its reply."""
    with Proxy(scene.process.port) as wire:
        wire.at(int(scene.traffic() * dice.random()), wire.cut)
        return _broken(scene, wire.port)


def gone(scene: Scene, dice: random.Random) -> str:
    """From some byte on nobody listens: the run ends with an error."""
    with Proxy(scene.process.port) as wire:
        wire.at(int(scene.traffic() * dice.random()), wire.close)
        return _broken(scene, wire.port)


def slow(scene: Scene, dice: random.Random) -> str:
    """Nothing goes through for a while."""
    with Proxy(scene.process.port) as wire:

        def hold() -> None:
            wire.hold()
            threading.Timer(SLOW, wire.flow).start()

        wire.at(int(scene.traffic() * dice.random()), hold)
        return _broken(scene, wire.port)


def _answering(scene: Scene, dice: random.Random, answer: Callable[[], Answer | None]) -> str:
    """Some request, and half of those that follow, are answered by `answer`."""
    first, seed = dice.randrange(8), dice.random()
    count, luck = [0], random.Random(seed)

    def act(_: Request) -> Answer | None:
        count[0] += 1
        return answer() if count[0] > first and luck.random() < 0.5 else None

    with Gate(scene.endpoint.store, act) as gate:
        return _broken(scene, int(gate.address.split(":")[2].partition("/")[0]))


def busy(scene: Scene, dice: random.Random) -> str:
    """The server is too busy, now and then."""
    return _answering(scene, dice, lambda: Answer(503, {"Retry-After": "0"}))


def redirected(scene: Scene, dice: random.Random) -> str:
    """The server points elsewhere: the run ends with an error."""
    elsewhere = {"Location": "http://127.0.0.1:9/"}
    return _answering(scene, dice, lambda: Answer(307, elsewhere))


def stopped(scene: Scene, dice: random.Random) -> str:
    """The run is given up after some changes."""
    with scene.watched():
        for _ in zip(
            range(dice.randrange(1, 12)),
            sync(scene.second, scene.endpoint.store, limit=LIMIT),
            strict=False,
        ):
            pass
    return "given up"


KINDS: dict[str, Callable[[Scene, random.Random], str]] = {
    "killed": killed, "cut": cut, "gone": gone, "slow": slow, "busy": busy,
    "redirected": redirected, "stopped": stopped,
}  # fmt: skip


def once(kind: str, scene: Scene, seed: int) -> str:
    """What came of one fault; Wrong for half a graph, or an end that the next run does not mend."""
    dice = random.Random(f"{kind} {seed}")
    filled = dice.random() < 0.7
    scene.set(filled=filled)
    told = KINDS[kind](scene, dice)
    scene.repaired()
    return f"{kind} {seed}, {'filled' if filled else 'empty'}: {told}"
