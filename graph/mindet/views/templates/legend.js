// The legend: what there is of each kind, and what of it is shown.
"use strict";

(() => {
  const data = Mindet.data;
  const state = Mindet.state;
  const { el, word, term, capital } = Mindet;

  /** The lines that are off at first: who said it all would hide who must. */
  Mindet.defaults = () => {
    state.off.clear();
    state.off.add("link.speaker");
  };
  const changed = () => state.off.size !== 1 || !state.off.has("link.speaker");

  /** What is off as a part of the address: nothing where it is as at first. */
  Mindet.offKey = {
    get: () => (changed() ? [...state.off].sort().join(" ") || "-" : ""),
    set: (text) => {
      Mindet.defaults();
      if (!text) return;
      state.off.clear();
      text.split(" ").filter((one) => one && one !== "-").forEach((one) => state.off.add(one));
    },
  };

  const count = (list, key) => {
    const counts = new Map();
    for (const one of list) for (const each of [key(one)].flat()) counts.set(each, (counts.get(each) || 0) + 1);
    return counts;
  };

  /** The groups of the legend: title, and [key, name, sample, how many] for each line of it. */
  const groups = () => {
    const base = Mindet.base();
    const things = base.filter((node) => node.role !== "statement");
    const statements = base.filter((node) => node.role === "statement");
    const inside = new Set(base.map((node) => node.id));
    const lines = data.edges.filter((edge) => inside.has(edge.from) && inside.has(edge.to));
    const colours = Mindet.colours();
    const families = count(things, (node) => node.family);
    const kinds = count(statements, (node) => data.statements[node.id].kind);
    const claims = statements.flatMap((node) => data.statements[node.id].claims || []);
    const said = count(claims, (claim) => Mindet.lineOf(claim.act));
    const links = count(lines.filter((edge) => edge.group !== "speaker" || !edge.inferred || !state.off.has("link.speaker")), (edge) => (edge.inferred ? [edge.group, "inferred"] : edge.group));
    const sure = count(statements, (node) => (node.hollow ? "silent" : "named"));
    const changes = count(statements, (node) => node.change || "same");
    const papers = count(claims, (claim) => claim.document);
    const look = (family) => things.find((node) => node.family === family);
    const stroke = (line, colour, dashes) => Mindet.sample(30, 14, (ctx) => Mindet.drawLine(ctx, 30, 7, data.lines[line], colour, dashes));
    const thing = (family) => [`family.${family}`, word(`family.${family}`), Mindet.mark({ ...look(family), change: "" }), families.get(family)];
    const some = (list) => list.filter((name) => families.get(name)).map(thing);
    return {
      who: some(["state", "business", "group", "post", "person", "other"]),
      what: some(["undertaking", "task"]),
      kind: Object.keys(data.kinds).filter((kind) => kinds.get(kind)).map((kind) => [`kind.${kind}`, capital(term(kind)), Mindet.mark({ role: "statement", family: data.kinds[kind] }), kinds.get(kind)]),
      act: Object.keys(data.lines).filter((line) => said.get(line)).map((line) => [`line.${line}`, word(`line.${line}`), stroke(line, colours.ink), said.get(line)]),
      change: data.answer && data.answer.days.length ? ["new", "gone", "changed", "same"].filter((one) => changes.get(one)).map((one) => [`change.${one}`, word(`change.${one}`), Mindet.changeMark(one), changes.get(one)]) : [],
      sure: ["named", "silent"].filter((one) => sure.get(one)).map((one) => [`sure.${one}`, word(`sure.${one}`), Mindet.mark({ role: "statement", family: "duty", hollow: one === "silent" }), sure.get(one)]),
      link: ["inferred", "issuer", "speaker", "party", "structure"].filter((one) => links.get(one)).map((one) => [`link.${one}`, word(`link.${one}`), stroke("plain", colours.ink, one === "inferred" ? data.inferredDashes : null), links.get(one)]),
      document: data.documents.filter((paper) => papers.get(paper.id)).map((paper) => [`document.${paper.id}`, Mindet.plain(Mindet.pick(paper.label), 90), null, papers.get(paper.id), paper.issued]),
    };
  };

  const filterChanged = () => {
    Mindet.refresh();
    Mindet.say(word("rows", { n: Mindet.count(Mindet.seen.nodes.size) }));
  };

  const line = ([key, name, sample, number, extra]) => {
    const tick = el("input", { type: "checkbox", "data-key": key });
    tick.checked = !state.off.has(key);
    tick.addEventListener("change", () => {
      state.off[tick.checked ? "delete" : "add"](key);
      filterChanged();
    });
    const only = el("button", { type: "button", class: "only", "aria-label": word("onlyThis", { name }), onclick: () => Mindet.only(key.split(".")[0], key) }, word("only"));
    return el("li", {}, el("label", { title: name }, tick, sample, Mindet.name(name, "label"), extra ? el("span", { class: "muted" }, extra) : ""), only, el("span", { class: "number" }, Mindet.count(number)));
  };

  /** Write the legend anew, the keyboard where it was. */
  Mindet.legend = () => {
    const at = document.activeElement && document.activeElement.dataset.key;
    const all = groups();
    document.getElementById("filters").replaceChildren(...Object.entries(all).filter(([, lines]) => lines.length).map(([group, lines]) =>
      el("fieldset", { class: `of-${group}` }, el("legend", {}, word(`group.${group}`)), el("ul", {}, lines.map(line)))));
    document.getElementById("reset").hidden = !changed();
    if (at) focusOn(at);
  };

  const focusOn = (key) => {
    const tick = document.querySelector(`#filters input[data-key="${CSS.escape(key)}"]`);
    if (tick) tick.focus();
  };

  /** Leave one line of a group of the legend, or bring the group back if it is the only one. */
  Mindet.only = (prefix, key) => {
    const keys = [...document.querySelectorAll("#filters input")].map((tick) => tick.dataset.key).filter((one) => one.startsWith(`${prefix}.`));
    const alone = keys.every((one) => state.off.has(one) === (one !== key));
    for (const one of keys) state.off[alone || one === key ? "delete" : "add"](one);
    filterChanged();
    focusOn(key);
  };

  document.getElementById("reset").addEventListener("click", () => {
    Mindet.defaults();
    filterChanged();
    Mindet.fit();
    document.getElementById("graph").focus();
  });

  Mindet.defaults();
})();
