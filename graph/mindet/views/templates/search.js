// Search while typing, in all three languages at once; a list to walk with the arrow keys.
"use strict";

(() => {
  const data = Mindet.data;
  const { el, word } = Mindet;
  const input = document.getElementById("search");
  const list = document.getElementById("found");
  const SHOWN = 12;
  let hits = [];
  let current = -1;
  let index = null;

  const build = () =>
    data.nodes.map((node) => {
      const thing = data.things[node.id];
      const texts = thing ? [...Object.values(thing.label), ...thing.also] : Object.values(data.statements[node.id].gist);
      return { node: node.id, thing: Boolean(thing), score: node.score, texts: texts.map((text) => ({ text, folded: ` ${Mindet.fold(text)}` })) };
    });

  /** How well `words` fit: the whole name is best, then one that begins so; null is no fit. */
  const rank = (folded, words) => {
    if (folded === ` ${words.join(" ")}`) return -2;
    let sum = folded.startsWith(` ${words[0]}`) ? 0 : 1;
    for (const one of words) {
      const place = folded.indexOf(one);
      if (place < 0) return null;
      if (!folded.includes(` ${one}`)) sum += 4;
    }
    return sum;
  };

  /** What a query finds, best first: [{node, text}]. */
  Mindet.find = (query) => {
    const words = Mindet.fold(query).split(" ").filter(Boolean);
    if (!words.length) return [];
    index = index || build();
    const found = [];
    for (const entry of index) {
      let best = null;
      for (const { text, folded } of entry.texts) {
        const value = rank(folded, words);
        if (value !== null && (best === null || value < best.value)) best = { value, text };
      }
      if (best) found.push({ node: entry.node, text: best.text, order: best.value + (entry.thing ? 0 : 2) - entry.score });
    }
    return found.sort((a, b) => a.order - b.order || a.node - b.node);
  };

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    current = -1;
  };

  const choose = (hit) => {
    close();
    input.value = "";
    Mindet.select(hit.node, { move: true, focus: true });
  };

  const mark = () => {
    [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === current)));
    const item = list.children[current];
    if (!item) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", item.id);
    return item.scrollIntoView({ block: "nearest" });
  };

  const option = (hit, number) => {
    const label = Mindet.label(hit.node);
    const item = el("li", { role: "option", id: `hit-${number}`, "aria-selected": "false" },
      Mindet.mark(data.nodes[hit.node], 5), Mindet.name(label, "first"), hit.text === label ? "" : Mindet.name(hit.text, "muted"));
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      choose(hit);
    });
    return item;
  };

  const update = () => {
    const all = Mindet.find(input.value);
    hits = all.slice(0, SHOWN);
    list.replaceChildren(...hits.map(option));
    current = hits.length ? 0 : -1;
    const open = Boolean(Mindet.fold(input.value));
    list.hidden = !hits.length;
    input.setAttribute("aria-expanded", String(Boolean(hits.length)));
    if (open) Mindet.say(word("found", { n: Mindet.count(all.length) }));
    mark();
  };

  input.addEventListener("input", update);
  input.addEventListener("focus", () => input.value && update());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length) current = (current + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length;
      mark();
    } else if (event.key === "Enter" && hits[current] && !list.hidden) {
      event.preventDefault();
      choose(hits[current]);
    } else if (event.key === "Escape") {
      input.value = "";
      hits = [];
      close();
    }
  });
})();
