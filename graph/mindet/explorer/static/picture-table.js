"use strict";
// The table that says everything that the picture says, and the legend of what is seen.

(() => {
  const { data, el, word, capital } = Mindet;
  const table = document.getElementById("ties");
  const legend = document.getElementById("legend");

  const told = (node) => [node.kind, node.hollow ? word("unstated") : ""].filter(Boolean).join(" · ");

  const thing = (id) => {
    const node = Mindet.nodes.get(id);
    const press = () => Mindet.pick(id, { move: true });
    return [
      el("button", { type: "button", class: "link", dir: "auto", "data-thing": id, "aria-pressed": String(id === Mindet.picked), onclick: press }, node.label),
      el("small", {}, told(node)),
    ];
  };

  const how = (edge) => [edge.how, edge.inferred ? word("inferred") : ""].filter(Boolean).join(" · ");
  const cell = (head, ...content) => el("td", { "data-head": word(head) }, ...content);

  const row = (edge) => {
    const mark = [edge.from, edge.to].includes(Mindet.picked) ? "picked-row" : "";
    return el(
      "tr", { class: `${mark}${edge.inferred ? " ours-row" : ""}`.trim() || null },
      cell("from", ...thing(edge.from)), cell("tie", edge.label), cell("how", how(edge)), cell("to", ...thing(edge.to)),
    );
  };

  const lonely = () => {
    const tied = new Set(Mindet.edges.flatMap((edge) => [edge.from, edge.to]));
    return [...Mindet.nodes.keys()].filter((id) => !tied.has(id));
  };

  const alone = (id) => el("tr", {}, cell("from", ...thing(id)), el("td", { colspan: "3", class: "muted" }, word("alone")));

  /** Rows about what is picked come first. */
  const sorted = () => {
    const own = (edge) => ([edge.from, edge.to].includes(Mindet.picked) ? 0 : 1);
    return [...Mindet.edges].sort((a, b) => own(a) - own(b) || a.id - b.id);
  };

  Mindet.table = () => {
    const held = table.contains(document.activeElement) ? document.activeElement.dataset.thing : null;
    const heads = ["from", "tie", "how", "to"].map((key) => el("th", { scope: "col" }, word(key)));
    table.replaceChildren(
      el("thead", {}, el("tr", {}, ...heads)),
      el("tbody", {}, ...sorted().map(row), ...lonely().map(alone)),
    );
    const same = held && [...table.querySelectorAll("[data-thing]")].find((one) => one.dataset.thing === held);
    if (same) same.focus({ preventScroll: true });
  };

  // --- legend

  const entry = (canvas, text) => el("li", {}, canvas, text);

  const kinds = () => {
    const found = new Map();
    for (const node of Mindet.nodes.values()) if (!found.has(node.kind)) found.set(node.kind, node);
    return [...found.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1)).map((node) => {
      const paint = (ctx) => Mindet.paintNode(ctx, 9, 9, { ...node, hollow: false, size: 6 });
      return entry(Mindet.sample(18, 18, paint), capital(node.kind) || "—");
    });
  };

  const line = (key, dashes) =>
    Mindet.sample(34, 14, (ctx) => Mindet.drawLine(ctx, 34, 7, data.lines[key], Mindet.colours().ink, dashes));

  const lines = () => {
    const used = Object.keys(data.lines).filter((key) => key !== "plain" && Mindet.edges.some((edge) => edge.line === key));
    const found = used.map((key) => entry(line(key), word(`line.${key}`)));
    if (Mindet.edges.some((edge) => edge.inferred)) found.push(entry(line("plain", data.inferredDashes), word("link.inferred")));
    return found;
  };

  const hollow = () => {
    const node = [...Mindet.nodes.values()].find((one) => one.hollow);
    if (!node) return [];
    return [entry(Mindet.sample(18, 18, (ctx) => Mindet.paintNode(ctx, 9, 9, { ...node, size: 6 })), word("sure.silent"))];
  };

  Mindet.legend = () => legend.replaceChildren(...kinds(), ...hollow(), ...lines());

  // --- as a file

  const HEADS = ["from_id", "from", "from_kind", "relation", "how", "inferred", "to_id", "to", "to_kind"];

  const record = (edge) => {
    const [a, b] = [Mindet.nodes.get(edge.from), Mindet.nodes.get(edge.to)];
    return [a.id, a.label, told(a), edge.label, edge.how, edge.inferred ? "true" : "false", b.id, b.label, told(b)];
  };

  /** All rows, the things that are tied to nothing too. */
  Mindet.records = () => {
    const rest = lonely().map((id) => [id, Mindet.nodes.get(id).label, told(Mindet.nodes.get(id)), "", "", "", "", "", ""]);
    return [HEADS, ...Mindet.edges.map(record), ...rest];
  };
})();
