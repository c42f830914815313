// Lanes along the years: what was said, is due, was reported, changed; who held which post.
"use strict";

(() => {
  const data = Mindet.data;
  const { el, svg, word, pick, capital } = Mindet;
  const at = (id) => document.getElementById(id);
  const picture = at("picture");
  const TALL = { drift: 36 };
  const SHEET = 1000; // pixels of a sheet of paper laid across
  const APART = new Set(["due", "tenures", "bodies"]);

  const marks = data.marks.map(([lane, row, start, end, lenient, inferred, claims, thing], index) => ({ index, lane, row, start, end, lenient, inferred, claims: claims.filter((id) => Mindet.claims.has(id)), thing }));
  const years = marks.filter((mark) => mark.start).flatMap((mark) => [mark.start, mark.end, mark.lenient || mark.end]).map(Mindet.yearOf);
  const ALL = { from: Math.min(...years, 9999), to: Math.max(...years, 0) };
  if (!years.length) Object.assign(ALL, { from: 2000, to: 2000 });
  const state = { off: new Set(), fold: new Set(), text: "", sort: "", from: ALL.from, to: ALL.to, open: "" };
  Mindet.state = state;

  // --- names and what the filters leave

  const gist = (id) => pick(Mindet.claims.get(id).statement.gist);
  const rowName = (lane, row) => (lane === "drift" ? (Mindet.claims.has(row) ? gist(row) : row) : row ? Mindet.nameOf(row) : capital(word("timeline.nothing")));
  const names = (id) => Object.values(data.names[id] || {}).join(" ");
  for (const mark of marks) {
    const said = mark.claims.map((id) => Object.values(Mindet.claims.get(id).statement.gist || {}).join(" ")).join(" ");
    mark.hay = Mindet.fold(`${names(mark.row)} ${names(mark.thing)} ${said}`);
  }

  const left = () => {
    const words = Mindet.fold(state.text).split(" ").filter(Boolean);
    return marks.filter((mark) => !state.off.has(mark.lane) && words.every((one) => mark.hay.includes(one)));
  };

  const within = (mark) => mark.start && Mindet.yearOf(mark.start) <= state.to && Mindet.yearOf(mark.lenient || mark.end) >= state.from;

  // --- marks of a row: those that would lie on one another stand as one

  const clusters = (some, scale) => {
    const made = [];
    for (const mark of [...some].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.index - b.index))) {
      const last = made[made.length - 1];
      if (last && mark.inferred === last[0].inferred && scale.at(mark.start) - scale.at(last[0].start) < 16 && Math.abs(scale.at(mark.end) - scale.at(last[0].end)) < 16) last.push(mark);
      else made.push([mark]);
    }
    return made;
  };

  const days = (mark) => {
    if (!mark.start) return word("unstated");
    const from = mark.start === mark.end ? mark.start : `${mark.start} – ${mark.end}`;
    const late = mark.lenient && mark.lenient !== mark.end ? ` · ${word(mark.lane === "drift" ? "due" : "lenient")} ${mark.lenient}` : "";
    return `${from}${late}${mark.inferred ? ` (${word("inferred")})` : ""}`;
  };

  const told = (mark) => (mark.thing ? Mindet.nameOf(mark.thing) : mark.claims.length === 1 ? gist(mark.claims[0]) : word("claimsOf", { n: Mindet.count(mark.claims.length) }));

  const keyOf = (some) => some.map((mark) => mark.index).join("-");

  const colourOf = (mark) => {
    if (mark.thing) return "var(--state)";
    if (mark.lane === "results") return "var(--result)";
    const kinds = new Set(mark.claims.map((id) => Mindet.claims.get(id).statement.kind));
    return kinds.size === 1 ? `var(--${data.families[[...kinds][0]] || "other"})` : "var(--muted)";
  };

  const group = (some, shapes, row) => {
    const key = keyOf(some);
    const label = some.map((mark) => `${rowName(mark.lane, mark.row)}, ${days(mark)}: ${told(mark)}`).join("; ");
    const one = svg("g", { tabindex: "-1", role: "button", class: "mark", "data-key": key, "data-row": row, "data-column": Math.round(Mindet.here.at(some[0].start)), "aria-label": label, "aria-pressed": String(state.open === key) },
      svg("title", {}, label), shapes);
    one.style.setProperty("--colour", colourOf(some[0]));
    return one;
  };

  const shapes = {
    said: (scale, some, y) => Mindet.dot(scale, some[0], y, new Set(some.flatMap((mark) => mark.claims)).size),
    results: (scale, some, y) => Mindet.dot(scale, some[0], y, new Set(some.flatMap((mark) => mark.claims)).size),
    due: (scale, some, y) => Mindet.deadline(scale, some[0], y),
    drift: (scale, some, y) => Mindet.telling(scale, some[0], y),
    tenures: (scale, some, y) => Mindet.band(scale, some[0], y, Mindet.nameOf(some[0].thing)),
    bodies: (scale, some, y) => Mindet.band(scale, some[0], y, Mindet.nameOf(some[0].thing)),
  };

  /** The lines from telling to telling of a drift. */
  const joins = (row, some, scale) => {
    const byClaim = new Map(some.map((mark) => [mark.claims[0], mark]));
    const middle = (mark) => (scale.held(mark.start) + scale.held(mark.end)) / 2;
    return data.links.filter(([chain, source, target]) => chain === row && byClaim.has(source) && byClaim.has(target)).map(([, source, target, , , inferred]) =>
      svg("line", { x1: middle(byClaim.get(source)), x2: middle(byClaim.get(target)), y1: 11, y2: 11, class: `join${inferred ? " ours" : ""}` }));
  };

  // --- the picture

  const grid = (scale, height) => Mindet.ticks(scale).map((tick) => svg("line", { x1: scale.at(tick.iso), x2: scale.at(tick.iso), y1: 0, y2: height, class: tick.major ? "tick major" : "tick" }));

  const drawRow = (lane, { row, name, some }, scale, count) => {
    const seen = some.filter(within);
    const apart = APART.has(lane);
    const parts = apart || lane === "drift" ? seen.map((mark) => [mark]) : clusters(seen, scale);
    const height = apart ? Math.max(1, parts.length) * 20 + 4 : TALL[lane] || 24;
    const drawn = parts.map((part, index) => group(part, shapes[lane](scale, part, apart ? index * 20 + 12 : lane === "drift" ? 11 : 12), count.row + (apart ? index : 0)));
    count.row += apart ? Math.max(1, parts.length) : 1;
    return el("div", { class: "row", role: "listitem" },
      el("div", { class: "label", title: name }, Mindet.name(name)),
      svg("svg", { width: scale.width, height, class: "years", role: "group", "aria-label": Mindet.plain(name, 80) }, grid(scale, height), lane === "drift" ? joins(row, seen, scale) : "", drawn));
  };

  const rowsOf = (lane, some) => {
    const byRow = new Map();
    for (const mark of some) byRow.set(mark.row, [...(byRow.get(mark.row) || []), mark]);
    const rows = [...byRow].map(([row, part]) => ({ row, some: part, name: rowName(lane, row), first: part.map((mark) => mark.start).filter(Boolean).sort()[0] || "9999" }));
    const byName = (a, b) => Number(!a.row) - Number(!b.row) || Mindet.collator.compare(a.name, b.name);
    return rows.sort((a, b) => (state.sort === "day" ? (a.first < b.first ? -1 : a.first > b.first ? 1 : byName(a, b)) : byName(a, b)));
  };

  const axis = (scale) => svg("svg", { width: scale.width, height: 24 }, Mindet.ticks(scale).map((tick) => svg("text", { x: scale.at(tick.iso) + 3, y: 16, class: tick.major ? "year" : "month" }, tick.label)));

  const drawLane = (lane, some, scale, count) => {
    const rows = rowsOf(lane, some);
    const folded = state.fold.has(lane);
    const press = () => {
      state.fold[folded ? "delete" : "add"](lane);
      Mindet.refresh();
      picture.querySelector(`[data-fold="${lane}"]`).focus();
    };
    const heading = el("h2", {}, el("button", { type: "button", class: "fold", "data-fold": lane, "aria-expanded": String(!folded), onclick: press },
      el("span", { class: "arrow", "aria-hidden": "true" }, folded ? "▸" : "▾"), word(`lane.${lane}`), el("span", { class: "number" }, Mindet.count(rows.length))),
      lane === "tenures" || lane === "bodies" ? el("span", { class: "muted note" }, word("timeline.seen")) : "");
    // On paper the years stand over each sheet of a lane.
    const over = Mindet.printing ? el("header", {}, heading, el("div", { class: "axis" }, axis(scale))) : heading;
    return el("section", { class: "lane", "data-lane": lane }, over, folded ? "" : el("div", { role: "list" }, rows.filter((row) => row.some.some(within)).map((row) => drawRow(lane, row, scale, count))));
  };

  const draw = (seen) => {
    const side = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--label"));
    const room = Mindet.printing ? SHEET : at("sheet").clientWidth;
    const scale = Mindet.scale(state.from, state.to, Math.max(160, room - side - 24));
    Mindet.here = scale;
    at("axis").replaceChildren(axis(scale));
    const count = { row: 0 };
    picture.replaceChildren(...data.lanes.map((lane) => [lane, seen.filter((mark) => mark.lane === lane && mark.start)]).filter(([, some]) => some.length).map(([lane, some]) => drawLane(lane, some, scale, count)));
    const first = picture.querySelector("[data-row]");
    if (first) first.setAttribute("tabindex", "0");
    const shown = seen.filter(within).length;
    at("empty").hidden = shown > 0;
    at("showing").textContent = word("timeline.count", { n: Mindet.count(shown), total: Mindet.count(data.total), from: state.from, to: state.to });
  };

  /** The mark that stands for what a key names, whatever it stands with at this scale. */
  const markOf = (key) => {
    const exact = picture.querySelector(`[data-key="${CSS.escape(key)}"]`);
    const [first] = key.split("-");
    return exact || [...picture.querySelectorAll(".mark")].find((mark) => mark.dataset.key.split("-").includes(first)) || null;
  };

  /** Draw again and leave the keyboard on the mark that it was on. */
  const redraw = (seen) => {
    const focused = document.activeElement.closest(".mark");
    const key = focused ? focused.dataset.key : null;
    draw(seen);
    const back = key === null ? null : markOf(key);
    if (back) back.focus({ preventScroll: true });
  };

  // --- the table

  const changesOf = (mark) => data.links.filter(([chain, , target]) => mark.lane === "drift" && chain === mark.row && mark.claims.includes(target)).map(([, source, , value, due, inferred]) =>
    el("div", {}, `${word("after")} ${source}: ${word("valueChange")} — ${pick(data.changes[value]) || "–"}; ${word("dueChange")} — ${pick(data.changes[due]) || "–"}${inferred ? ` (${word("inferred")})` : ""}`));

  const drawTable = (seen) => {
    const heads = ["lane", "forWhom", "what", "first", "last", "lastLenient", "inferred", "claim"];
    at("rows").tHead.replaceChildren(el("tr", {}, heads.map((key) => el("th", { scope: "col" }, capital(word(key))))));
    at("rows").tBodies[0].replaceChildren(...seen.map((mark) => el("tr", {},
      el("td", {}, word(`lane.${mark.lane}`)), el("td", {}, Mindet.name(rowName(mark.lane, mark.row))),
      el("td", {}, mark.thing ? Mindet.name(Mindet.nameOf(mark.thing)) : mark.claims.map((id) => el("div", {}, Mindet.name(gist(id)))), changesOf(mark)),
      el("td", {}, Mindet.day(mark.start) || el("i", {}, word("unstated"))), el("td", {}, Mindet.day(mark.end)), el("td", {}, Mindet.day(mark.lenient)),
      el("td", {}, mark.inferred ? word("inferred") : ""), el("td", {}, mark.claims.join(", ")))));
    at("undated").textContent = word("timeline.undated", { n: Mindet.count(seen.filter((mark) => !mark.start).length) });
  };

  // --- the panel

  const openMarks = () => state.open.split("-").map((index) => marks[Number(index)]).filter((mark, place, all) => mark && all.indexOf(mark) === place);

  const panel = Mindet.panel(state, markOf);

  const part = (mark) => [
    el("p", { class: "part" }, `${word(`lane.${mark.lane}`)} · ${days(mark)}`), changesOf(mark),
    mark.thing ? el("p", {}, Mindet.name(Mindet.nameOf(mark.thing)), el("span", { class: "muted" }, ` · ${word("timeline.seen")}`)) : "",
    mark.claims.map((id) => Mindet.card(Mindet.claims.get(id))),
  ];

  const show = () => {
    const some = /^\d+(-\d+)*$/.test(state.open) ? openMarks() : [];
    panel.show(some.length ? [el("h2", {}, Mindet.name(rowName(some[0].lane, some[0].row))), some.map(part)] : []);
  };

  // --- the controls

  const lanes = () => {
    at("lanes").replaceChildren(at("lanes").querySelector("legend"), ...data.lanes.filter((lane) => marks.some((mark) => mark.lane === lane)).map((lane) => {
      const tick = el("input", { type: "checkbox", "data-key": lane });
      tick.checked = !state.off.has(lane);
      tick.addEventListener("change", () => {
        state.off[tick.checked ? "delete" : "add"](lane);
        Mindet.refresh();
        Mindet.say(at("showing").textContent);
        at("lanes").querySelector(`[data-key="${lane}"]`).focus();
      });
      return el("label", {}, tick, word(`lane.${lane}`), el("span", { class: "number" }, Mindet.count(marks.filter((mark) => mark.lane === lane).length)));
    }));
  };

  const span = (from, to) => {
    const length = Math.min(to - from, ALL.to - ALL.from);
    state.from = Math.max(ALL.from, Math.min(from, ALL.to - length));
    state.to = state.from + Math.max(0, length);
  };
  const look = (from, to) => {
    span(from, to);
    Mindet.refresh();
    Mindet.say(at("showing").textContent);
  };

  /** Half as many years, around the open mark or else the middle. */
  const zoomIn = () => {
    const some = openMarks();
    const middle = some.length && some[0].start ? Mindet.yearOf(some[0].start) : Math.floor((state.from + state.to) / 2);
    const length = Math.max(1, Math.floor((state.to - state.from + 1) / 2));
    const from = Math.min(Math.max(middle - Math.floor((length - 1) / 2), state.from), state.to - length + 1);
    look(from, from + length - 1);
  };
  const zoomOut = () => {
    const more = Math.ceil((state.to - state.from + 1) / 2);
    look(state.from - more, state.to + more);
  };
  const KEYS = {
    "+": zoomIn, "=": zoomIn, "-": zoomOut, 0: () => look(ALL.from, ALL.to),
    ",": () => look(state.from - 1, state.to - 1), ".": () => look(state.from + 1, state.to + 1),
  };
  for (const [id, key] of Object.entries({ "zoom-in": "+", "zoom-out": "-", fit: "0", earlier: ",", later: "." })) at(id).addEventListener("click", KEYS[key]);

  const options = (select, value) => {
    const list = [];
    for (let year = ALL.from; year <= ALL.to; year += 1) list.push(el("option", { value: year }, String(year)));
    if (select.options.length !== list.length) select.replaceChildren(...list);
    select.value = String(value);
  };
  at("from").addEventListener("change", () => look(Number(at("from").value), Math.max(state.to, Number(at("from").value))));
  at("to").addEventListener("change", () => look(Math.min(state.from, Number(at("to").value)), Number(at("to").value)));

  const controls = () => {
    lanes();
    options(at("from"), state.from);
    options(at("to"), state.to);
    at("sort").value = state.sort;
    at("notice").hidden = data.marks.length >= data.total;
    at("reset").hidden = !state.off.size && !state.text;
    if (at("text").value !== state.text) at("text").value = state.text;
  };

  at("sort").addEventListener("change", () => {
    state.sort = at("sort").value;
    Mindet.refresh();
  });
  Mindet.seek(state, "showing", panel.close);
  picture.addEventListener("click", (event) => {
    const mark = event.target.closest(".mark");
    if (mark) panel.open(mark.dataset.key);
  });
  picture.addEventListener("keydown", (event) => {
    const mark = event.target.closest(".mark");
    if (!mark || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    panel.open(mark.dataset.key);
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input[type=search], select");
    if (event.ctrlKey || event.metaKey || event.altKey || typing) return;
    if (event.key in KEYS) {
      const key = event.target.dataset ? event.target.dataset.key : null;
      KEYS[event.key]();
      const back = key && markOf(key);
      if (back) back.focus();
      else if (key) at("sheet").focus();
    }
  });
  Mindet.walk(picture, (mark) => mark.scrollIntoView({ block: "nearest" }));

  const year = (name) => ({
    get: () => (state[name] === ALL[name] ? "" : String(state[name])),
    set: (text) => { state[name] = /^\d{1,4}$/.test(text) && Number(text) >= ALL.from && Number(text) <= ALL.to ? Number(text) : ALL[name]; },
  });
  Mindet.begin({
    off: Mindet.listKey(state.off),
    fold: Mindet.listKey(state.fold),
    text: { get: () => state.text, set: (text) => { state.text = text; } },
    sort: { get: () => state.sort, set: (text) => { state.sort = text === "day" ? text : ""; } },
    from: year("from"),
    to: year("to"),
    open: { get: () => state.open, set: (text) => { state.open = text; } },
  }, () => {
    if (state.from > state.to) state.to = state.from;
    controls();
    show();
    const seen = left();
    redraw(seen);
    drawTable(seen);
  });

  let width = at("sheet").clientWidth;
  new ResizeObserver(() => {
    if (at("sheet").clientWidth === width) return;
    width = at("sheet").clientWidth;
    redraw(left());
  }).observe(at("sheet"));
})();
