// One document: its text with the passages marked, and the reading of each beside it.
"use strict";

(() => {
  const data = Mindet.data;
  const { el, word, term, pick, capital } = Mindet;
  const at = (id) => document.getElementById(id);
  const [source, cards] = [at("source"), at("cards")];
  const state = { off: new Set(), text: "", open: "" };
  Mindet.state = state;

  const stretches = data.stretches.map(([start, end, kind, about, why]) => ({ start, end, kind, about, why }));
  const segments = data.segments.map(([text, held, says]) => ({ text, held: held.map((number) => stretches[number]), says }));
  const places = new Map(); // the first place of each claim
  for (const one of stretches) if (one.kind === "claim" && !places.has(one.about)) places.set(one.about, one.start);
  const ids = [...Mindet.claims.keys()].filter((id) => places.has(id)).sort((a, b) => places.get(a) - places.get(b) || Mindet.claims.get(a).claim.passages[0][1] - Mindet.claims.get(b).claim.passages[0][1] || (a < b ? -1 : 1));
  const unplaced = [...Mindet.claims.keys()].filter((id) => !places.has(id)).sort();
  const every = [...ids, ...unplaced];

  const kindOf = (id) => Mindet.claims.get(id).statement.kind;
  const gistOf = (id) => pick(Mindet.claims.get(id).statement.gist);
  const hay = new Map(every.map((id) => [id, Mindet.fold(`${Object.values(Mindet.claims.get(id).statement.gist || {}).join(" ")} ${id}`)]));

  const left = () => {
    const words = Mindet.fold(state.text).split(" ").filter(Boolean);
    return every.filter((id) => !state.off.has(kindOf(id)) && words.every((one) => hay.get(id).includes(one)));
  };

  const claimsOf = (segment, seen) => [...new Set(segment.held.filter((one) => one.kind === "claim" && seen.has(one.about)).map((one) => one.about))];

  // --- the text

  const asideOf = (segment) => {
    const aside = segment.held.find((one) => one.kind !== "claim");
    if (!aside) return "";
    if (aside.kind === "unclaimed") return `${word("document.aside")}${aside.why ? `: ${term(aside.why)}` : ""}`;
    return `${word("document.named")}: ${Mindet.nameOf(aside.about)}${aside.why ? ` (${term(aside.why)})` : ""}`;
  };

  const marked = (segment, number, claims) => {
    const label = `${Mindet.plain(segment.text, 80)} — ${word("claimsOf", { n: claims.length })}: ${claims.map(gistOf).join("; ")}`;
    const one = el("mark", { tabindex: "-1", role: "button", "data-segment": number, "data-many": claims.length > 1 ? claims.length : null, title: claims.map(gistOf).join("\n"), "aria-label": label }, segment.text);
    one.style.setProperty("--colour", `var(--${data.families[kindOf(claims[0])] || "other"})`);
    return one;
  };

  const piece = (segment, number, seen) => {
    const claims = claimsOf(segment, seen);
    if (claims.length) return marked(segment, number, claims);
    if (segment.held.some((one) => one.kind !== "claim")) return el("span", { class: "aside", title: asideOf(segment) }, segment.text);
    if (!segment.held.length && segment.says) return el("span", { class: "bare", title: word("document.bare") }, segment.text);
    return document.createTextNode(segment.text);
  };

  const drawText = (seen) => {
    source.lang = data.document.language || "";
    source.replaceChildren(...segments.map((segment, number) => piece(segment, number, seen)));
    const first = source.querySelector("mark");
    if (first) first.tabIndex = 0;
  };

  // --- the reading

  const passagesOf = (claim) => (claim.passages || []).map(([start, end]) => `${start}–${end}`).join(", ");

  const card = (id) => {
    const one = Mindet.card(Mindet.claims.get(id), { placed: false });
    one.dataset.claim = id;
    const heading = el("button", { type: "button", class: "place", "data-place": id, "aria-pressed": "false", onclick: () => pickClaim(id) },
      el("code", {}, passagesOf(Mindet.claims.get(id).claim) || "–"), el("span", { class: "muted" }, ` ${id}`));
    one.prepend(heading);
    return one;
  };

  const asides = () => stretches.filter((one) => one.kind !== "claim").map((one) =>
    el("li", {}, el("code", {}, `${one.start}–${one.end} `), Mindet.name(asideOf({ held: [one] }))));

  const drawCards = (shown, total) => {
    cards.replaceChildren(...shown.map(card), asides().length && !segmentOpen() ? el("ul", { class: "plain asides" }, asides()) : "");
    at("count").textContent = segmentOpen() ? `${word("document.here")}: ${Mindet.count(shown.length)}` : word("document.claims", { n: Mindet.count(shown.length), total: Mindet.count(total) });
    at("empty").hidden = shown.length > 0;
    at("all").hidden = !state.open;
  };

  // --- what is picked: a claim by its id, or a segment of the text by its number

  const segmentOpen = () => {
    const segment = /^@\d+$/.test(state.open) ? segments[Number(state.open.slice(1))] : null;
    return segment && segment.held.some((one) => one.kind === "claim") ? segment : null;
  };

  const light = (claims, className) => {
    const lit = new Set(claims);
    source.querySelectorAll("mark").forEach((mark) => mark.classList.toggle(className, segments[mark.dataset.segment].held.some((one) => lit.has(one.about))));
    cards.querySelectorAll(".card").forEach((one) => one.classList.toggle(className, lit.has(one.dataset.claim)));
  };

  const markOf = (id) => [...source.querySelectorAll("mark")].find((mark) => segments[mark.dataset.segment].held.some((one) => one.about === id));

  const pickClaim = (id) => {
    const again = state.open === id;
    state.open = again ? "" : id;
    Mindet.refresh();
    const button = cards.querySelector(`[data-place="${CSS.escape(id)}"]`);
    if (button) button.focus({ preventScroll: true });
    if (!again && button) button.scrollIntoView({ block: "nearest" });
  };

  const pickSegment = (number) => {
    state.open = `@${number}`;
    Mindet.refresh();
    Mindet.say(at("count").textContent);
    const first = cards.querySelector(".place");
    if (first) first.focus();
  };

  const all = () => {
    const segment = segmentOpen() ? Number(state.open.slice(1)) : null;
    const claim = segment === null ? state.open : "";
    state.open = "";
    Mindet.refresh();
    const back = segment === null ? cards.querySelector(`[data-place="${CSS.escape(claim)}"]`) : source.querySelector(`mark[data-segment="${segment}"]`);
    if (back) back.focus();
  };

  const hovered = (event) => {
    const [mark, one] = [event.target.closest("mark"), event.target.closest(".card")];
    if (mark) light(claimsOf(segments[mark.dataset.segment], new Set(every)), "lit");
    else light(one ? [one.dataset.claim] : [], "lit");
  };
  for (const box of [source, cards]) {
    box.addEventListener("mouseover", hovered);
    box.addEventListener("focusin", hovered);
    box.addEventListener("mouseleave", () => light([], "lit"));
  }

  source.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark && !String(window.getSelection())) pickSegment(Number(mark.dataset.segment));
  });
  source.addEventListener("keydown", (event) => {
    const mark = event.target.closest("mark");
    if (!mark || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") pickSegment(Number(mark.dataset.segment));
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      const marks = [...source.querySelectorAll("mark")];
      const next = marks[marks.indexOf(mark) + (event.key === "ArrowRight" ? 1 : -1)];
      if (next) {
        marks.forEach((other) => { other.tabIndex = -1; });
        next.tabIndex = 0;
        next.focus();
      }
    } else return;
    event.preventDefault();
  });

  // --- the controls

  const kinds = () => {
    at("kinds").replaceChildren(at("kinds").querySelector("legend"), ...Object.keys(data.families).filter((kind) => every.some((id) => kindOf(id) === kind)).map((kind) => {
      const tick = el("input", { type: "checkbox", "data-key": kind });
      tick.checked = !state.off.has(kind);
      tick.addEventListener("change", () => {
        state.off[tick.checked ? "delete" : "add"](kind);
        Mindet.refresh();
        Mindet.say(at("count").textContent);
        at("kinds").querySelector(`[data-key="${kind}"]`).focus();
      });
      return el("label", {}, tick, Mindet.kindOf({ kind }), el("span", { class: "number" }, Mindet.count(every.filter((id) => kindOf(id) === kind).length)));
    }));
  };

  const share = (number) => new Intl.NumberFormat(Mindet.language, { style: "percent", maximumFractionDigits: 1 }).format(data.covered.all ? number / data.covered.all : 0);

  const head = () => {
    at("label").replaceChildren(Mindet.name(pick(data.document.label)));
    at("showing").textContent = data.document.file;
    const { claims, aside, all: whole } = data.covered;
    at("covered").textContent = word(segments.length ? "document.covered" : "document.coveredRoughly", { claims: share(claims), aside: share(aside), bare: share(whole - claims - aside) });
    at("key").hidden = !segments.length;
    at("reset").hidden = !state.off.size && !state.text;
    if (at("text").value !== state.text) at("text").value = state.text;
    document.body.classList.toggle("without", !segments.length);
  };

  const render = () => {
    const seen = left();
    const set = new Set(seen);
    const segment = segmentOpen();
    if (!segment && !set.has(state.open)) state.open = "";
    const shown = segment ? seen.filter((id) => segment.held.some((one) => one.about === id)) : seen;
    kinds();
    head();
    drawText(set);
    drawCards(shown, every.length);
    light(segment ? shown : [state.open].filter(Boolean), "open");
    cards.querySelectorAll(".place").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.place === state.open)));
    const mark = segment ? source.querySelector(`mark[data-segment="${state.open.slice(1)}"]`) : markOf(state.open);
    if (mark && state.open) {
      source.querySelectorAll("mark").forEach((other) => { other.tabIndex = -1; });
      mark.tabIndex = 0;
      mark.scrollIntoView({ block: "nearest" });
    }
  };

  at("all").addEventListener("click", all);
  Mindet.seek(state, "count", all);

  Mindet.begin({
    off: Mindet.listKey(state.off),
    text: { get: () => state.text, set: (text) => { state.text = text; } },
    open: { get: () => state.open, set: (text) => { state.open = text; } },
  }, render);
  const opened = cards.querySelector(".card.open");
  if (opened) opened.scrollIntoView({ block: "nearest" });
})();
