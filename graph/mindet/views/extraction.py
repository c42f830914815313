"""What a node of a store says, as records of the page model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mindet.terms import ID, MN, local
from mindet.views import style
from mindet.views.model import Claim, Inference, Span, Thing


def thing(node: Mapping[str, Any]) -> Thing:
    """An actor, a post, an undertaking or a task."""
    labels, properties = node["labels"], node["properties"]
    role, family = style.role_and_family(labels) or ("actor", "other")
    aliases = {
        name
        for key in ("altLabel", "printedName", "label")
        for names in _texts(properties, key).values()
        for name in names
    }
    label = text(properties, "label")
    kind = (properties.get("types") or ["Actor"])[0]
    also = tuple(sorted(aliases - set(label.values())))
    return Thing(node["iri"], role, family, kind, label or {"en": local(node["iri"], ID)}, also)


def claim(
    node: Mapping[str, Any], roles: Mapping[str, list[str]], spots: tuple[tuple[int, int], ...]
) -> Claim:
    """A claim with its ties by their roles and the stretches of text that it is taken from."""
    properties = node["properties"]
    return Claim(
        node["iri"],
        (roles.get("inDocument") or [""])[0],
        value(properties, "act"),
        value(properties, "voice"),
        next(iter(roles.get("speaker", ())), None),
        tuple(roles.get("speakerPost", ())),
        tuple(roles.get("relayedBy", ())),
        tuple(roles.get("addressee", ())),
        value(properties, "saidOn"),
        spots,
    )


def span(role: str, properties: Mapping[str, Any]) -> Span:
    """A stretch of time that a statement names in that role."""
    start, strict, lenient = (value(properties, k) for k in ("from", "strictEnd", "lenientEnd"))
    wording = value(properties, "wording") or value(properties, "urgency")
    return Span(role, start, strict, lenient, wording)


def inference(node: Mapping[str, Any], roles: Mapping[str, list[str]]) -> Inference:
    """A conclusion of ours with its ties by their roles."""
    properties = node["properties"]
    ends = [value(properties, key) for key in ("earliest", "latest")]
    return Inference(
        node["iri"],
        local((roles.get("property") or [""])[0], MN).rpartition("/")[2],
        text(properties, "reason"),
        tuple(roles.get("value", ())),
        value(properties, "literal") or " – ".join(end for end in ends if end),
    )


def value(properties: Mapping[str, Any], key: str) -> str:
    """One value as text: the first where there may be several, empty where there is none."""
    held = properties.get(key)
    if isinstance(held, list):
        held = held[0] if held else None
    return "" if held is None else str(held)


def _texts(properties: Mapping[str, Any], name: str) -> dict[str, list[str]]:
    """The texts of a property by language: `label_kk_latn` is the language kk-latn."""
    found = {}
    for key, held in sorted(properties.items()):
        if key.startswith(name + "_"):
            values = held if isinstance(held, list) else [held]
            found[key.removeprefix(name + "_").replace("_", "-")] = [str(v) for v in values]
    return found


def text(properties: Mapping[str, Any], name: str) -> dict[str, str]:
    """The first text of a property in each language."""
    return {lang: values[0] for lang, values in _texts(properties, name).items() if values}


def unstated(properties: Mapping[str, Any]) -> tuple[str, ...]:
    """The properties on which the text is silent, by their flags."""
    flags = [key for key, held in properties.items() if key.endswith("_unstated") and held]
    return tuple(sorted(flag.removesuffix("_unstated") for flag in flags))
