// The same edges as a table: a row a statement, and a row for how things hang together.
"use strict";

(() => {
  const data = Mindet.data;
  const { el, word, term, capital } = Mindet;
  const COLUMNS = [["who"], ["what"], ["forWhat"], ["due", "source"]];
  const table = document.getElementById("rows");
  const sorted = { column: "who", down: false };

  const names = (list) => list.map((node) => Mindet.label(node)).join(", ");

  const statementRow = (node) => {
    const one = data.statements[node];
    const seen = Mindet.seen.edges;
    const ends = (group) => Mindet.ends(node, group).filter(({ edge }) => seen.has(edge.id));
    const who = ends("who");
    const what = [...new Set(ends("what").map((end) => end.node))];
    const claim = (one.claims || [])[0];
    return {
      node, who, what,
      near: [node, ...Mindet.edgesAt(node).filter((edge) => seen.has(edge.id)).map((edge) => Mindet.other(edge, node))],
      keys: {
        who: names(who.map((end) => end.node)), what: `${term(one.kind)} ${Mindet.label(node)}`, forWhat: names(what),
        due: Mindet.lastDay(node), source: claim ? claim.id : "",
      },
    };
  };

  const structureRow = (edge) => ({
    edge, near: [edge.from, edge.to],
    keys: { who: Mindet.label(edge.from), what: term(edge.role), forWhat: Mindet.label(edge.to), due: "", source: "" },
  });

  const compare = (a, b) => {
    const [first, second] = [a.keys[sorted.column], b.keys[sorted.column]];
    if (!first || !second) return (first ? 0 : 1) - (second ? 0 : 1);
    return (sorted.down ? -1 : 1) * Mindet.collator.compare(first, second);
  };

  const people = (row) =>
    row.who.length
      ? row.who.map(({ node, edge }) => el("span", { class: edge.inferred ? "end inferred" : "end" }, Mindet.mark(data.nodes[node], 5), Mindet.link(node)))
      : el("i", { class: "muted" }, data.nodes[row.node].hollow ? word("unstated") : "");

  const cells = (row) => {
    if (row.edge) {
      const end = (node) => el("td", {}, el("span", { class: "end" }, Mindet.mark(data.nodes[node], 5), Mindet.link(node)));
      const open = el("button", { type: "button", class: "link", onclick: () => Mindet.selectEdge(row.edge.id) }, capital(term(row.edge.role)));
      return [end(row.edge.from), el("td", {}, open), end(row.edge.to), el("td")];
    }
    const one = data.statements[row.node];
    const claim = (one.claims || [])[0];
    const said = claim ? `${capital(term(claim.act))} · ` : "";
    const nodue = (one.unstated || []).includes("due");
    return [
      el("td", {}, people(row)),
      el("td", {}, el("span", { class: "said" }, Mindet.mark(data.nodes[row.node], 5), `${said}${term(one.kind)}`), Mindet.link(row.node)),
      el("td", {}, row.what.map((node) => el("span", { class: "end" }, Mindet.mark(data.nodes[node], 5), Mindet.link(node)))),
      el("td", { class: "date" }, el("div", {}, row.keys.due || (nodue ? el("i", {}, word("unstated")) : Mindet.wording(row.node))), claim ? Mindet.name(claim.id.replace(/^claim\//, ""), "source") : ""),
    ];
  };

  /** The button that sorts by a column; the date and the source share one. */
  const sorter = (column) => {
    const active = sorted.column === column;
    const press = () => {
      sorted.down = active && !sorted.down;
      sorted.column = column;
      list.fill();
      table.querySelector(`[data-column="${column}"]`).focus();
    };
    return el("button", { type: "button", "data-column": column, title: word("sortBy", { name: word(column) }), onclick: press },
      word(column), el("span", { "aria-hidden": "true" }, active ? (sorted.down ? " ↓" : " ↑") : ""));
  };

  const head = () =>
    COLUMNS.map((columns) => {
      const order = columns.includes(sorted.column) ? (sorted.down ? "descending" : "ascending") : "none";
      return el("th", { scope: "col", class: columns[0], "aria-sort": order }, columns.map(sorter));
    });

  const put = (rows, shown) => {
    rows.sort((a, b) => Boolean(a.edge) - Boolean(b.edge) || compare(a, b));
    table.tHead.rows[0].replaceChildren(...head());
    table.tBodies[0].replaceChildren(...rows.slice(0, shown).map((row) => {
      const current = row.node !== undefined ? row.node === Mindet.state.selected : row.edge.id === Mindet.state.edge;
      return el("tr", { class: current ? "current" : null, "aria-current": current ? "true" : null }, cells(row));
    }));
  };
  const list = Mindet.listing(250, put);

  /** The rows of what can be seen; of a picked node, those it has a part in. */
  Mindet.showTable = () => {
    const { selected } = Mindet.state;
    const seen = Mindet.seen;
    const statements = data.nodes.filter((node) => node.role === "statement" && seen.nodes.has(node.id)).map((node) => statementRow(node.id));
    const structure = data.edges.filter((edge) => edge.group === "structure" && seen.edges.has(edge.id)).map(structureRow);
    const rows = [...statements, ...structure];
    list.show(selected === null ? rows : rows.filter((row) => row.near.includes(selected)));
  };

  /** The table as texts, for a file. */
  Mindet.records = () => [COLUMNS.flat().map((column) => word(column)), ...list.all().map((row) => COLUMNS.flat().map((column) => row.keys[column]))];
})();
