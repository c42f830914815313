// The rows of an answer beside the picture of what they tell; of two answers, what changed.
"use strict";

(() => {
  const data = Mindet.data;
  const { el, word } = Mindet;
  const answer = data.answer;
  const compared = answer.days.length > 0;
  const KINDS = ["new", "gone", "changed", "same"];
  const table = document.getElementById("rows");
  const sorted = { column: null, down: false };

  answer.rows.forEach((row, place) => {
    row.place = place;
    row.nodes = (row.nodes || []).map(Mindet.numbered).filter((node) => node !== null);
  });

  const cell = (value) => (typeof value === "string" ? value : Mindet.pick(value));
  const passes = (row) =>
    (!compared || !Mindet.state.off.has(`change.${row.change}`)) && (!row.nodes.length || row.nodes.some((node) => Mindet.seen.nodes.has(node)));

  const compare = (a, b) => {
    if (sorted.column === null) return a.place - b.place;
    const [first, second] = [cell(a.cells[sorted.column]), cell(b.cells[sorted.column])];
    if (!first || !second) return (first ? 0 : 1) - (second ? 0 : 1) || a.place - b.place;
    return (sorted.down ? -1 : 1) * Mindet.collator.compare(first, second) || a.place - b.place;
  };

  const sorter = (head, column) => {
    const active = sorted.column === column;
    const press = () => {
      sorted.down = active && !sorted.down;
      sorted.column = column;
      list.fill();
      table.tHead.querySelector(`[data-column="${column}"]`).focus();
    };
    const name = cell(head);
    return el("th", { scope: "col", "aria-sort": active ? (sorted.down ? "descending" : "ascending") : "none" },
      el("button", { type: "button", "data-column": column, title: word("sortBy", { name }), onclick: press },
        name, el("span", { "aria-hidden": "true" }, active ? (sorted.down ? " ↓" : " ↑") : "")));
  };

  const value = (row, place) => {
    const old = row.was && row.was[place];
    const now = Mindet.name(cell(row.cells[place]));
    return old === undefined ? now : [el("ins", {}, now), el("del", {}, Mindet.name(cell(old)))];
  };

  /** The first cell takes the keyboard to the node that the row tells of. */
  const first = (row) => {
    const [node] = row.nodes;
    const text = cell(row.cells[0]) || "·";
    return node === undefined ? value(row, 0) : [el("button", { type: "button", class: "link", onclick: (event) => { event.stopPropagation(); Mindet.select(node, { move: true, focus: true }); } }, Mindet.name(text)),
      row.was && row.was[0] !== undefined ? el("del", {}, Mindet.name(cell(row.was[0]))) : ""];
  };

  const line = (row) => {
    const current = row.nodes.includes(Mindet.state.selected);
    const sign = compared ? el("td", { class: "sign" }, Mindet.changeMark(row.change), el("span", { class: "unseen" }, word(`change.${row.change}`))) : "";
    const press = () => row.nodes.length && Mindet.select(row.nodes[0], { move: true });
    return el("tr", { class: current ? "current" : null, "aria-current": current ? "true" : null, onclick: press },
      sign, row.cells.map((_, place) => el("td", {}, place ? value(row, place) : first(row))));
  };

  const put = (rows, shown) => {
    rows.sort(compare);
    const sign = compared ? el("th", { scope: "col" }, el("span", { class: "unseen" }, word("group.change"))) : "";
    table.tHead.rows[0].replaceChildren(...[sign, ...answer.heads.map(sorter)].filter(Boolean));
    table.tBodies[0].replaceChildren(...rows.slice(0, shown).map(line));
  };
  const list = Mindet.listing(200, put);

  /** The rows of what can be seen; of a picked node, those that tell of it. */
  Mindet.showTable = () => {
    const { selected } = Mindet.state;
    const rows = answer.rows.filter((row) => (selected === null ? passes(row) : row.nodes.includes(selected)));
    const cut = answer.total > answer.rows.length ? ` ${word("answer.cut", { n: Mindet.count(answer.rows.length), total: Mindet.count(answer.total) })}` : "";
    list.show(rows, cut);
  };

  /** The answer's rows as a table of texts, for a file. */
  Mindet.records = () => [
    [...(compared ? [word("group.change")] : []), ...answer.heads.map(cell)],
    ...list.all().map((row) => [...(compared ? [word(`change.${row.change}`)] : []), ...row.cells.map(cell)]),
  ];

  const counts = () => {
    const found = new Map(KINDS.map((kind) => [kind, answer.rows.filter((row) => row.change === kind).length]));
    return el("ul", { class: "plain" }, KINDS.map((kind) => el("li", {}, Mindet.changeMark(kind), ` ${word(`change.${kind}`)}: ${Mindet.count(found.get(kind))}`)));
  };

  /** What was asked, in place of the map's overview. */
  Mindet.overview = () => [
    el("h2", {}, word("title")),
    el("p", { class: "muted" }, Mindet.pick(answer.about)),
    compared ? el("p", {}, word("answer.between", { before: answer.days[0], after: answer.days[1] })) : "",
    answer.asked.length ? el("dl", { class: "asked" }, answer.asked.map(([name, told]) => [el("dt", {}, name), el("dd", {}, Mindet.name(Mindet.pick(told)))])) : "",
    compared ? counts() : "",
    answer.rows.length ? "" : el("p", {}, el("b", {}, word("answer.none"))),
  ];

  document.getElementById("cypher").textContent = answer.texts.cypher;
  document.getElementById("sparql").textContent = answer.texts.sparql;
})();
