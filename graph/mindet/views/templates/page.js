// The map itself (vis-network, physics off), what is picked on it, and the keyboard.
"use strict";

(() => {
  const data = Mindet.data;
  const state = Mindet.state;
  const { word, term } = Mindet;
  const box = document.getElementById("graph");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const byScore = [...data.nodes].sort((a, b) => b.score - a.score || a.id - b.id);
  const rankOf = new Map(byScore.filter((node) => node.role !== "statement").map((node, rank) => [node.id, rank]));
  const MUST = 40;
  const GISTS = 1.15;
  let near = null;

  Mindet.seen = Mindet.visible();

  // --- the map

  Mindet.nodeOf = (id) => data.nodes[id];
  Mindet.paintNode = Mindet.drawNode;
  Mindet.stateOf = (id) => ({ selected: state.selected === id, hover: state.hover === id, dim: Boolean(near && !near.has(id)) });

  /** Where a node stands: in its column, at first sight, or among all. */
  const place = (node) => {
    const [x, y] = node[state.arrange] || (!state.all && Mindet.more && node.first) || [node.x, node.y];
    return { x, y };
  };

  const visNode = (node) => ({
    id: node.id, ...place(node), size: node.size, hidden: !Mindet.seen.nodes.has(node.id), shape: "custom",
    ctxRenderer: ({ ctx, x, y }) => ({
      drawNode: () => Mindet.drawNode(ctx, x, y, node, Mindet.stateOf(node.id)),
      nodeDimensions: { width: node.size * 2, height: node.size * 2 },
    }),
  });

  const colourOf = (edge) => {
    const colours = Mindet.colours();
    const statement = [edge.from, edge.to].find(Mindet.isStatement);
    return edge.group === "who" ? colours[data.nodes[statement].family] : colours.line;
  };

  /** Colour, width, dashes and end of a line. */
  Mindet.lineLook = (edge) => {
    const line = data.lines[edge.line];
    const away = Boolean(near && !(near.has(edge.from) && near.has(edge.to)));
    return {
      colour: colourOf(edge), width: line.width, arrow: line.arrow, bend: edge.smooth ? edge.smooth.roundness : 0,
      dashes: edge.inferred ? data.inferredDashes : line.dashes || [], opacity: away ? 0.08 : edge.group === "who" ? 0.85 : 0.6,
    };
  };

  const visEdge = (edge) => {
    const look = Mindet.lineLook(edge);
    return {
      id: edge.id, from: edge.from, to: edge.to, hidden: !Mindet.seen.edges.has(edge.id), width: look.width,
      dashes: look.dashes.length ? look.dashes : false, ...(edge.smooth ? { smooth: edge.smooth } : {}),
      color: { color: look.colour, highlight: look.colour, hover: look.colour, opacity: look.opacity },
      arrows: { to: { enabled: true, type: look.arrow, scaleFactor: edge.group === "who" ? 0.5 : 0.35 } },
    };
  };

  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(box, { nodes, edges }, data.options);
  Mindet.network = network;
  box.querySelectorAll("[tabindex]").forEach((inner) => inner.removeAttribute("tabindex"));
  box.querySelectorAll("canvas").forEach((inner) => inner.setAttribute("aria-hidden", "true"));

  const labelled = (scale) => {
    const wanted = byScore.filter((node) => Mindet.seen.nodes.has(node.id) && (node.role !== "statement" || scale >= GISTS || (near && near.has(node.id)) || node.id === state.hover));
    const urgent = (node) => (node.id === state.selected || node.id === state.hover ? 3 : 0) + (near && near.has(node.id) ? 2 : 0) + (node.role === "statement" ? 0 : 1);
    return near || state.hover !== null ? wanted.map((node, order) => [node, order]).sort((a, b) => urgent(b[0]) - urgent(a[0]) || a[1] - b[1]).map(([node]) => node)
      : wanted.sort((a, b) => (a.role === "statement") - (b.role === "statement") || b.score - a.score || a.id - b.id);
  };

  /** The nodes in sight with their places in pixels, those that matter first. */
  Mindet.inSight = (width, height) => {
    const scale = network.getScale();
    const items = [];
    for (const node of labelled(scale)) {
      const spot = network.canvasToDOM(network.getPosition(node.id));
      const r = node.size * scale;
      if (spot.x < -r || spot.y < -r || spot.x > width + r || spot.y > height + r) continue;
      const rank = rankOf.has(node.id) ? rankOf.get(node.id) : Infinity;
      const picked = node.id === state.selected || node.id === state.hover;
      const dim = Boolean(near && !near.has(node.id));
      const near1 = Boolean(near && near.has(node.id) && node.role !== "statement");
      items.push({ ...spot, r, node, role: node.role, rank, id: node.id, dim, text: Mindet.plain(Mindet.label(node.id)), must: picked || near1 || (!near && rank < MUST), urgent: picked || near1 || (!near && rank < 8) });
    }
    return items;
  };
  Mindet.drawn = () => Mindet.seen.nodes;
  Mindet.heads = () => data.arrangements[state.arrange] || [];
  Mindet.linesInSight = () => data.edges.filter((edge) => edges.get(edge.id) && Mindet.seen.edges.has(edge.id));

  const buttons = (width, height) => [{ left: width - 50, right: width, top: height - 126, bottom: height }];
  let drawn = false;
  network.on("afterDrawing", (ctx) => {
    Mindet.paintOver(ctx, buttons);
    if (drawn) return;
    drawn = true;
    performance.mark("mindet-drawn");
    // The table takes longer than the map: it comes when the map can be seen.
    setTimeout(() => {
      Mindet.showTable();
      performance.mark("mindet-ready");
    });
  });

  /** All that can be seen, inside the box, with room for names at the rim. */
  const fit = Mindet.fit = (smooth = true) => {
    const seen = [...Mindet.seen.nodes].filter((id) => nodes.get(id)).map((id) => ({ ...network.getPosition(id), r: data.nodes[id].size }));
    if (!seen.length || !box.clientWidth) return;
    const left = Math.min(...seen.map((one) => one.x - one.r));
    const right = Math.max(...seen.map((one) => one.x + one.r));
    const top = Math.min(...seen.map((one) => one.y - one.r));
    const bottom = Math.max(...seen.map((one) => one.y + one.r));
    const head = Mindet.headRoom();
    const [wide, high] = [Math.max(box.clientWidth - 90, 80), Math.max(box.clientHeight - 70 - head, 80)];
    const scale = Math.min(wide / (right - left || 1), high / (bottom - top || 1), 1.3);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 - head / 2 / scale }, scale, animation: moving(smooth) });
  };
  const moving = (smooth) => (smooth && !calm.matches ? { duration: 280, easingFunction: "easeInOutQuad" } : false);

  // --- what is picked

  const spread = () => {
    near = state.selected !== null && Mindet.seen.nodes.has(state.selected) ? Mindet.neighbourhood(state.selected, Mindet.seen) : null;
    if (state.edge !== null) near = new Set([data.edges[state.edge].from, data.edges[state.edge].to]);
  };

  /** Look again at everything: after a filter, a pick, another language or theme. */
  const render = () => {
    Mindet.seen = Mindet.visible();
    if (state.selected !== null && !Mindet.seen.nodes.has(state.selected)) state.selected = null;
    if (state.edge !== null && !Mindet.seen.edges.has(state.edge)) state.edge = null;
    spread();
    const kept = Mindet.base();
    const stay = new Set(kept.map((node) => node.id));
    nodes.remove(nodes.getIds().filter((id) => !stay.has(id)));
    nodes.update(kept.map(visNode));
    edges.update(data.edges.filter((edge) => nodes.get(edge.from) && nodes.get(edge.to)).map(visEdge));
    Mindet.legend();
    showing();
    tell();
  };

  const tell = () => {
    Mindet.showDetails();
    if (drawn) Mindet.showTable();
    network.redraw();
  };

  const restyle = () => {
    spread();
    edges.update(edges.getIds().map((id) => visEdge(data.edges[id])));
    tell();
    Mindet.keep();
  };

  /** Pick a node (null: let go). `move` brings it into view, `focus` puts the keyboard on its details. */
  Mindet.select = (node, { move = false, focus = false } = {}) => {
    state.selected = node;
    state.edge = null;
    if (node !== null && !Mindet.seen.nodes.has(node)) {
      Mindet.defaults();
      if (data.nodes[node].role === "person" || data.nodes[node].role === "post") state.off.delete("link.speaker");
      if (!Mindet.base().includes(data.nodes[node])) { // it has no place in the columns, or not at first sight
        state.arrange = "";
        state.all = true;
      }
      Mindet.refresh();
    } else restyle();
    network.unselectAll();
    if (node !== null) {
      Mindet.say(`${Mindet.plain(Mindet.label(node))}: ${term((data.things[node] || data.statements[node]).kind)}`);
      if (move) network.moveTo({ position: network.getPosition(node), scale: Math.max(network.getScale(), 0.9), animation: moving(true) });
    }
    if (focus) (node === null ? box : document.getElementById("details")).focus({ preventScroll: true });
  };

  Mindet.selectEdge = (id) => {
    const edge = data.edges[id];
    state.selected = null;
    state.edge = id;
    restyle();
    Mindet.say(`${Mindet.plain(Mindet.label(edge.from), 60)} — ${term(edge.role)} → ${Mindet.plain(Mindet.label(edge.to), 60)}`);
  };

  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    box.focus({ preventScroll: true });
    if (node !== undefined) Mindet.select(node);
    else if (edge !== undefined) Mindet.selectEdge(edge);
    else if (state.selected !== null || state.edge !== null) Mindet.select(null);
    network.unselectAll();
  });
  network.on("hoverNode", ({ node }) => { state.hover = node; box.style.cursor = "pointer"; network.redraw(); });
  network.on("blurNode", () => { state.hover = null; box.style.cursor = ""; network.redraw(); });

  // --- the keyboard

  const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  /** The nearest node in a direction; sideways distance counts double. */
  const nearest = ([dx, dy]) => {
    const here = state.selected === null ? network.getViewPosition() : network.getPosition(state.selected);
    let best = null;
    for (const id of Mindet.seen.nodes) {
      if (id === state.selected) continue;
      const { x, y } = network.getPosition(id);
      const ahead = (x - here.x) * dx + (y - here.y) * dy;
      const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx);
      if (ahead <= 0 || aside > ahead * 2) continue;
      const cost = ahead + 2 * aside;
      if (!best || cost < best.cost) best = { id, cost };
    }
    return best ? best.id : null;
  };

  const zoom = (factor) => network.moveTo({ scale: Math.min(6, Math.max(0.05, network.getScale() * factor)), animation: moving(true) });

  const KEYS = {
    Enter: () => state.selected !== null && document.getElementById("details").focus(),
    Escape: () => Mindet.select(null),
    "+": () => zoom(1.3),
    "=": () => zoom(1.3),
    "-": () => zoom(1 / 1.3),
    0: () => fit(),
    Home: () => fit(),
  };

  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in DIRECTIONS) {
      const node = state.selected === null ? [...Mindet.seen.nodes].sort((a, b) => data.nodes[b].score - data.nodes[a].score)[0] : nearest(DIRECTIONS[event.key]);
      if (node !== null && node !== undefined) Mindet.select(node, { move: true });
    } else if (event.key in KEYS) KEYS[event.key]();
    else return;
    event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      document.getElementById("search").focus();
    } else if (event.key === "Escape" && !typing && event.target !== box) Mindet.select(null, { focus: true });
  });

  // --- how much is shown

  const showing = () => {
    document.getElementById("empty").hidden = Mindet.seen.nodes.size > 0;
    document.getElementById("showing").textContent = word("showing", { n: Mindet.count(Mindet.seen.nodes.size), total: Mindet.count(data.total) });
    const more = document.getElementById("more");
    more.hidden = !Mindet.more || state.arrange !== "";
    for (const button of document.querySelectorAll("[data-arrange]")) button.setAttribute("aria-pressed", String(button.dataset.arrange === state.arrange));
    more.textContent = word(state.all ? "showMain" : "showAll", { n: Mindet.count(state.all ? data.first : data.nodes.length) });
    const notice = document.getElementById("notice");
    notice.hidden = data.nodes.length >= data.total || !state.all;
    notice.textContent = word("notCarried", { n: Mindet.count(data.nodes.length), total: Mindet.count(data.total) });
  };

  document.getElementById("more").addEventListener("click", () => {
    state.all = !state.all;
    if (!state.all) state.selected = null;
    Mindet.refresh();
    fit(false);
  });

  const arrange = (name) => {
    state.arrange = name;
    Mindet.refresh();
    fit(false);
    Mindet.say(word(`arrange.${name || "network"}`));
  };
  for (const button of document.querySelectorAll("[data-arrange]")) {
    const name = button.dataset.arrange;
    button.hidden = !Object.keys(data.arrangements).length;
    button.addEventListener("click", () => arrange(name));
  }

  // --- size

  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  document.getElementById("fit").addEventListener("click", () => fit());

  const divider = document.getElementById("divider");
  const split = (percent) => {
    const value = Math.round(Math.min(70, Math.max(25, percent)));
    document.documentElement.style.setProperty("--side", `${value}%`);
    divider.setAttribute("aria-valuenow", String(value));
  };
  divider.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: 4, ArrowRight: -4 }[event.key];
    if (!step) return;
    split(Number(divider.getAttribute("aria-valuenow")) + step);
    event.preventDefault();
  });
  divider.addEventListener("pointerdown", (event) => {
    divider.setPointerCapture(event.pointerId);
    divider.onpointermove = (move) => split(100 - (100 * move.clientX) / window.innerWidth);
  });
  divider.addEventListener("pointerup", () => { divider.onpointermove = null; });

  let size = [box.clientWidth, box.clientHeight];
  new ResizeObserver(() => {
    const now = [box.clientWidth, box.clientHeight];
    if (now[0] === size[0] && now[1] === size[1]) return;
    size = now;
    if (state.selected === null) fit(false);
  }).observe(box);

  // --- the state of the page, also as its address

  const number = (text, most) => (/^\d{1,6}$/.test(text) && Number(text) < most ? Number(text) : null);
  const keys = {
    off: Mindet.offKey,
    arrange: { get: () => state.arrange, set: (text) => { state.arrange = text in data.arrangements ? text : ""; } },
    all: { get: () => (state.all ? "yes" : ""), set: (text) => { state.all = text === "yes"; } },
    at: { get: () => (state.selected === null ? "" : Mindet.idOf(state.selected)), set: (text) => { state.selected = Mindet.numbered(text); } },
    line: { get: () => (state.edge === null ? "" : String(state.edge)), set: (text) => { state.edge = number(text, data.edges.length); } },
  };

  if (window.matchMedia("(max-width: 1100px)").matches) document.getElementById("legend").open = false;
  Mindet.begin(keys, render, () => fit(false));
})();
