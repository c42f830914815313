// The matrix: actors by undertakings, the roles in the cells, foldable, sortable, filtered.
"use strict";

(() => {
  const data = Mindet.data;
  const { el, word, term, pick, capital } = Mindet;
  const at = (id) => document.getElementById(id);
  const table = at("matrix");
  const SHEET = 24; // columns side by side on paper
  const SIDES = { actors: data.actors, undertakings: data.undertakings };
  const state = { off: new Set(), fold: new Set(), text: "", sort: { actors: "", undertakings: "" }, turned: false, open: "" };
  Mindet.state = state;

  const cells = data.cells.map(([actors, undertakings, role, inferred, claims]) => ({ actors, undertakings, role, inferred, claims }));
  const silent = data.actors.findIndex((actor) => !actor.kind);

  const nameOf = (side, index) => (side === "actors" && index === silent ? capital(word("nobody")) : Mindet.nameOf(SIDES[side][index].id));
  const kindName = (kind) => (kind === "Thing" ? word("thing") : capital(term(kind)));
  const short = (id) => Mindet.short(id).replace(/^.*#/, "");

  // --- what the filters leave

  const everyName = (thing) => Object.values(data.names[thing.id] || {}).join(" ") || thing.id;
  const gists = (claims) => claims.map((id) => Object.values(Mindet.claims.get(id).statement.gist || {}).join(" ")).join(" ");
  for (const cell of cells) {
    cell.key = cell.actors === silent ? "silent" : cell.role;
    cell.claims = cell.claims.filter((id) => Mindet.claims.has(id));
    cell.hay = Mindet.fold(`${everyName(data.actors[cell.actors])} ${everyName(data.undertakings[cell.undertakings])} ${gists(cell.claims)}`);
  }

  const passes = (words) => (cell) => !state.off.has(cell.key) && words.every((one) => cell.hay.includes(one));

  const left = () => cells.filter(passes(Mindet.fold(state.text).split(" ").filter(Boolean)));

  // --- rows and columns, by kind

  const claimsIn = (some) => new Set(some.flatMap((cell) => cell.claims)).size;

  const byCount = (a, b) => b.count - a.count || Mindet.collator.compare(a.name, b.name);
  const byName = (a, b) => Mindet.collator.compare(a.name, b.name);

  /** The kinds of a side with their members, in order: [{side, kind, name, folded, members, count}]. */
  const groups = (side, seen) => {
    const order = state.sort[side] === "count" ? byCount : byName;
    const kinds = new Map();
    const byMember = new Map();
    for (const cell of seen) byMember.set(cell[side], [...(byMember.get(cell[side]) || []), cell]);
    for (const [index, some] of byMember) {
      const { kind } = SIDES[side][index];
      kinds.set(kind, [...(kinds.get(kind) || []), { index, name: nameOf(side, index), count: claimsIn(some), some }]);
    }
    return [...kinds].map(([kind, members]) => ({
      side, kind, name: kind ? kindName(kind) : "", members: members.sort(order), folded: Boolean(kind) && state.fold.has(`${side[0]}.${kind}`),
      count: claimsIn(members.flatMap((member) => member.some)),
    })).sort((a, b) => Boolean(a.kind) - Boolean(b.kind) || order(a, b));
  };

  /** The lines of a side: a member each, or a folded kind as one. */
  const lines = (groups) => groups.flatMap((group) => (group.folded ? [{ group, members: group.members, key: `*${group.kind}` }]
    : group.members.map((member) => ({ group, members: [member], member, key: short(SIDES[group.side][member.index].id) }))));

  // --- the cells

  const SILENT = ["○", "muted"];
  const sign = (role) => {
    const [mark, family] = role === "silent" ? SILENT : data.roles[role];
    const one = el("span", { class: "sign", "aria-hidden": "true" }, mark);
    one.style.setProperty("--colour", `var(--${family})`);
    return one;
  };
  const fullRole = (role) => (role === "silent" ? word("nobody") : pick(data.roles[role][2]));
  const shortRole = (role) => (role === "silent" ? word("silent") : data.words[`role.${role}`] ? word(`role.${role}`) : fullRole(role));

  const chip = (cell) => {
    const look = `role${cell.inferred ? " ours" : ""}${cell.key === "silent" ? " hollow" : ""}`;
    const many = cell.claims.length > 1 ? el("span", { class: "many" }, Mindet.count(cell.claims.length)) : "";
    const one = el("span", { class: look, "data-role": cell.key }, sign(cell.key), el("span", { class: "word" }, shortRole(cell.key)), many);
    one.style.setProperty("--colour", `var(--${cell.key === "silent" ? "muted" : data.roles[cell.role][1]})`);
    return one;
  };

  const told = (cell) => `${fullRole(cell.key)}${cell.inferred ? ` (${word("inferred")})` : ""}, ${word("claimsOf", { n: Mindet.count(cell.claims.length) })}`;

  const between = (row, column) => {
    const [here, there] = [new Set(row.members.map((one) => one.index)), column.group.side];
    return column.members.flatMap((member) => member.some.filter((cell) => here.has(cell[row.group.side]) && cell[there] === member.index));
  };

  const order = Object.keys(data.roles).sort((a, b) => Object.keys(data.words).indexOf(`role.${a}`) - Object.keys(data.words).indexOf(`role.${b}`));

  const nameOfLine = (line) => (line.member ? line.member.name : `${line.group.name} (${line.members.length})`);

  const body = (row, column, i, j) => {
    const some = between(row, column).sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role) || a.inferred - b.inferred);
    if (!some.length) return el("td");
    const key = `${state.turned ? column.key : row.key}|${state.turned ? row.key : column.key}`;
    const one = row.member && column.member;
    const label = `${nameOfLine(row)} × ${nameOfLine(column)}: ${one ? some.map(told).join("; ") : word("claimsOf", { n: Mindet.count(claimsIn(some)) })}`;
    const button = el("button", { type: "button", class: one ? "cell" : "cell sum", tabindex: "-1", "data-row": i, "data-column": j, "data-cell": key, "aria-label": label, "aria-pressed": String(state.open === key), onclick: () => panel.open(key) },
      one ? some.map(chip) : Mindet.count(claimsIn(some)));
    shown.set(key, { row, column, some });
    return el("td", { class: state.open === key ? "current" : null }, button);
  };

  let shown = new Map();

  // --- the table

  const toggle = (group) => {
    const key = `${group.side[0]}.${group.kind}`;
    const count = Mindet.count(group.members.length);
    const press = () => {
      state.fold[state.fold.has(key) ? "delete" : "add"](key);
      Mindet.refresh();
      table.querySelector(`button[data-fold="${CSS.escape(key)}"]`).focus();
    };
    return el("button", { type: "button", class: "fold", "data-fold": key, "aria-expanded": String(!group.folded), onclick: press, title: group.name },
      el("span", { class: "arrow", "aria-hidden": "true" }, group.folded ? "▸" : "▾"), el("span", { class: "label" }, group.name), el("span", { class: "number" }, count));
  };

  const heading = (line) => [Mindet.name(line.member.name, "label"), el("span", { class: "number", title: word("claimsOf", { n: line.member.count }) }, Mindet.count(line.member.count))];
  const hollow = (line) => (line.member && line.group.side === "actors" && line.member.index === silent ? "silent" : "");

  /** Columns of one kind that stand together. */
  const runs = (across) => across.reduce((found, line) => {
    if (found.length && found.at(-1).group === line.group) found.at(-1).length += 1;
    else found.push({ group: line.group, length: 1 });
    return found;
  }, []);

  const head = (across, sides) => {
    const corner = el("th", { class: "corner", rowspan: "2", scope: "col" }, el("span", {}, capital(word(sides[0])), " ↓"), el("span", {}, capital(word(sides[1])), " →"));
    const kinds = runs(across).map(({ group, length }) => el("th", { scope: "colgroup", colspan: length, class: "kinds" }, group.kind ? el("div", {}, toggle(group)) : ""));
    const names = across.map((line) => el("th", { scope: "col", class: `column ${hollow(line)}`, title: nameOfLine(line) },
      el("div", {}, line.member ? heading(line) : el("span", { class: "number" }, Mindet.count(line.group.count)))));
    return [el("tr", {}, corner, kinds), el("tr", {}, names)];
  };

  const section = (group, columns, from) => {
    const rows = lines([group]);
    const open = rows.filter((row) => row.member).map((row, i) =>
      el("tr", {}, el("th", { scope: "row", class: `line ${hollow(row)}`, title: row.member.name }, el("div", {}, heading(row))), columns.map((column, j) => body(row, column, from + i, j))));
    if (!group.kind) return el("tbody", { class: "nobody" }, open);
    const first = el("tr", { class: "group" }, el("th", { scope: "rowgroup", class: "line" }, toggle(group)),
      group.folded ? columns.map((column, j) => body(rows[0], column, from, j)) : el("td", { colspan: columns.length }));
    return el("tbody", {}, first, open);
  };

  /** The head and the rows of a table; the caption is the table's own. */
  const fill = (into, rows, across, sides) => {
    let from = 0;
    const bodies = rows.map((group) => {
      const made = section(group, across, from);
      from += lines([group]).length;
      return made;
    });
    into.tHead.replaceChildren(...(across.length ? head(across, sides) : []));
    [...into.tBodies].forEach((one) => one.remove());
    into.append(...bodies);
    return into;
  };

  /** On paper: as many columns at a time as a sheet is wide, each time with the rows' names. */
  const blocks = (rows, across, sides) => {
    const made = [];
    for (let from = 0; Mindet.printing && from < across.length; from += SHEET) {
      made.push(fill(el("table", { class: "block" }, el("thead")), rows, across.slice(from, from + SHEET), sides));
    }
    return made;
  };

  const draw = () => {
    const sides = state.turned ? ["undertakings", "actors"] : ["actors", "undertakings"];
    const seen = left();
    const [rows, columns] = sides.map((side) => groups(side, seen));
    const across = lines(columns);
    shown = new Map();
    fill(table, rows, across, sides);
    at("printed").replaceChildren(...blocks(rows, across, sides));
    const first = table.querySelector("button[data-row]");
    if (first) first.tabIndex = 0;
    at("empty").hidden = seen.length > 0;
    const count = (side) => Mindet.count(new Set(seen.map((cell) => cell[side])).size - (side === "actors" && seen.some((cell) => cell.actors === silent) ? 1 : 0));
    at("showing").textContent = word("matrix.count", { rows: count("actors"), actors: Mindet.count(data.whole[0]), columns: count("undertakings"), undertakings: Mindet.count(data.whole[1]), n: Mindet.count(seen.length), total: Mindet.count(data.total) });
  };

  // --- the panel

  const panel = Mindet.panel(state, (key) => table.querySelector(`[data-cell="${CSS.escape(key)}"]`));

  const ordered = (claims) => [...new Set(claims)].map((id) => Mindet.claims.get(id));

  const show = () => {
    const cell = shown.get(state.open);
    if (!cell) return panel.show([]);
    const [who, what] = state.turned ? [cell.column, cell.row] : [cell.row, cell.column];
    const sections = cell.row.member && cell.column.member ? cell.some.map((one) => [el("p", { class: "part" }, chip(one), el("span", {}, told(one))), ordered(one.claims).map((each) => Mindet.card(each))])
      : ordered(cell.some.flatMap((one) => one.claims)).map((each) => Mindet.card(each));
    return panel.show([el("h2", {}, Mindet.name(nameOfLine(who))), el("p", { class: "muted" }, Mindet.name(nameOfLine(what))), sections]);
  };

  // --- the controls

  const roles = () => {
    at("roles").replaceChildren(at("roles").querySelector("legend"), ...["silent", ...order].filter((role) => cells.some((cell) => cell.key === role)).map((role) => {
      const tick = el("input", { type: "checkbox", "data-key": role });
      tick.checked = !state.off.has(role);
      tick.addEventListener("change", () => {
        state.off[tick.checked ? "delete" : "add"](role);
        Mindet.refresh();
        Mindet.say(at("showing").textContent);
        at("roles").querySelector(`[data-key="${role}"]`).focus();
      });
      const number = Mindet.count(cells.filter((cell) => cell.key === role).length);
      return el("label", { title: fullRole(role) }, tick, sign(role), shortRole(role), el("span", { class: "number" }, number));
    }));
  };

  const foldable = () => Object.entries(SIDES).flatMap(([side, things]) => things.filter((thing) => thing.kind).map((thing) => `${side[0]}.${thing.kind}`));

  const controls = () => {
    roles();
    for (const side of Object.keys(SIDES)) at(`sort-${side}`).value = state.sort[side];
    at("fold").textContent = word(state.fold.size ? "unfoldAll" : "foldAll");
    at("turn").setAttribute("aria-pressed", String(state.turned));
    at("notice").hidden = data.cells.length >= data.total;
    at("reset").hidden = !state.off.size && !state.text;
    if (at("text").value !== state.text) at("text").value = state.text;
  };

  for (const side of Object.keys(SIDES)) {
    at(`sort-${side}`).addEventListener("change", (event) => {
      state.sort[side] = event.target.value;
      Mindet.refresh();
    });
  }
  at("fold").addEventListener("click", () => {
    const every = state.fold.size ? [] : foldable();
    state.fold.clear();
    every.forEach((key) => state.fold.add(key));
    Mindet.refresh();
  });
  at("turn").addEventListener("click", () => {
    state.turned = !state.turned;
    Mindet.refresh();
  });
  Mindet.seek(state, "showing", panel.close);
  Mindet.walk(table, (button) => Mindet.reveal(button, table.parentElement));

  const simple = (read, write) => ({ get: read, set: write });
  const fold = Mindet.listKey(state.fold);
  // A large matrix begins folded; '-' in the hash says that the reader has unfolded all.
  const foldKey = {
    get: () => (data.folded && fold.get() === [...new Set(foldable())].sort().join(" ") ? "" : fold.get() || (data.folded ? "-" : "")),
    set: (text) => fold.set(text === "-" ? "" : text || (data.folded ? foldable().join(" ") : "")),
  };
  Mindet.begin({
    off: Mindet.listKey(state.off),
    fold: foldKey,
    text: simple(() => state.text, (text) => { state.text = text; }),
    actors: simple(() => state.sort.actors, (text) => { state.sort.actors = text === "count" ? text : ""; }),
    undertakings: simple(() => state.sort.undertakings, (text) => { state.sort.undertakings = text === "count" ? text : ""; }),
    turned: simple(() => (state.turned ? "yes" : ""), (text) => { state.turned = text === "yes"; }),
    open: simple(() => state.open, (text) => { state.open = text; }),
  }, () => {
    controls();
    draw();
    show();
  });
})();
