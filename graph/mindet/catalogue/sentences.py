"""A row of a chain of claims as a sentence in the language of the question.

The words are those of the query's header: how each act is said with a speaker (`instructsBy`)
and without (`instructsSo`), and the frames that hold them (`sentence`, `atMeeting` …).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mindet import words
from mindet.catalogue.preparing import Records
from mindet.ontology import own
from mindet.terms import UNSTATED

if TYPE_CHECKING:
    from mindet.catalogue.engines import Engine
    from mindet.catalogue.query import StoredQuery

_SPEAKING = ("speaker", "speakerPost")
_THINGS = ("thing", "thing_2", "speaker")
_FRAMES = {"Meeting": "atMeeting", "Tenure": "heldPost"}  # what is no claim has a frame of its own


@dataclass
class Sentences:
    """Tells records of `query` in `language`, with names from `engine`."""

    engine: Engine
    query: StoredQuery
    language: str

    def told(self, records: Records) -> Records:
        """The records with their `sentence`."""
        named = {record[key] for record in records for key in _THINGS if record[key]}
        named |= {one for record in records for one in record["speaker_inferred"]}
        facts = self.engine.facts(named) if named else {}
        names = {
            iri: words.name(iri, facts.get(iri), self.language, own()) for iri in sorted(named)
        }
        return [record | {"sentence": self._sentence(record, names)} for record in records]

    def _sentence(self, record: Mapping[str, Any], names: Mapping[str, str]) -> str:
        cited = f"{words.short(record['claim']).rpartition('/')[2]}, {self._day(record)}"
        roles = "; ".join(self._roles(record, names))
        frame = _FRAMES.get("".join(record["kind"])) or ("sentence" if roles else "sentenceAlone")
        told = self._word(frame).format(
            said=self._said(record, names),
            what=record["what"] or self._word("noGist"),
            roles=roles,
            cited=cited,
        )
        return told[:1].upper() + told[1:]

    def _day(self, record: Mapping[str, Any]) -> str:
        """The document's day, or our span for it."""
        ours = words.span(record["issued_earliest"], record["issued_latest"])
        return str(record["issued"] or ours or self._word("noDay"))

    def _said(self, record: Mapping[str, Any], names: Mapping[str, str]) -> str:
        """Who did what by saying it; without a speaker, that it was done."""
        act, speaker = record["act"] or "told", record["speaker"]
        if speaker and speaker != UNSTATED:
            return f"{names[speaker]} {self._word(act + 'By')}"
        if record["speaker_inferred"]:
            who = ", ".join(names[one] for one in record["speaker_inferred"])
            return f"{who} ({self._word('inferred')}) {self._word(act + 'By')}"
        return self._word(act + "So")

    def _roles(self, record: Mapping[str, Any], names: Mapping[str, str]) -> Iterable[str]:
        """The two things with their roles, save who is named otherwise."""
        for end in ("", "_2"):
            thing, role = record[f"thing{end}"], record[f"role{end}"]
            speakers = (record["speaker"], *record["speaker_inferred"])
            if role == "meeting" or (role in _SPEAKING and thing in speakers):
                continue  # the frame names it
            label = own().label(role, self.language)
            if record[f"basis{end}"] == "inferred":
                label = f"{label}, {self._word('inferred')}"
            yield f"{label} — {names[thing]}"

    def _word(self, key: str) -> str:
        return self.query.words[key][self.language]
