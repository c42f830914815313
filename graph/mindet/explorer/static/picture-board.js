"use strict";
// The drawing: vis-network without physics; places come from the server, names from labels.js.

(() => {
  const { data } = Mindet;
  const box = document.getElementById("graph");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  let hover = null;
  let near = null;
  Mindet.path = new Set();
  Mindet.headTop = 4;
  Mindet.nodeOf = (id) => Mindet.nodes.get(id);
  Mindet.drawn = () => Mindet.nodes.keys();
  Mindet.linesInSight = () => Mindet.edges;

  Mindet.stateOf = (id) => ({ selected: id === Mindet.picked, hover: id === hover, dim: Boolean(near && !near.has(id)) });

  const visNode = (node) => ({
    id: node.id, x: node.x, y: node.y, shape: "custom", size: node.size,
    ctxRenderer: ({ ctx, x, y }) => ({
      drawNode: () => Mindet.paintNode(ctx, x, y, Mindet.nodes.get(node.id) || node, Mindet.stateOf(node.id)),
      nodeDimensions: { width: node.size * 2, height: node.size * 2 },
    }),
  });

  /** Colour, width and dashes of a line. */
  Mindet.lineLook = (edge) => {
    const colours = Mindet.colours();
    const said = Mindet.nodes.get(edge.said);
    const line = data.lines[edge.line];
    const way = Mindet.path.has(edge.from) && Mindet.path.has(edge.to);
    const away = Boolean(near && !way && !(near.has(edge.from) && near.has(edge.to) && (edge.from === Mindet.picked || edge.to === Mindet.picked)));
    const colour = way ? colours.accent : edge.group === "who" && said ? colours[said.family] || colours.line : colours.line;
    return {
      colour, width: way ? Math.max(line.width, 2.6) : line.width, arrow: line.arrow, bend: edge.bend,
      dashes: edge.inferred ? data.inferredDashes : line.dashes || [], opacity: away ? 0.12 : edge.group === "who" ? 0.85 : 0.7,
    };
  };

  const visEdge = (edge) => {
    const look = Mindet.lineLook(edge);
    return {
      id: edge.id, from: edge.from, to: edge.to, width: look.width, dashes: look.dashes.length ? look.dashes : false,
      smooth: look.bend ? { enabled: true, type: "curvedCW", roundness: look.bend } : false,
      color: { color: look.colour, highlight: look.colour, hover: look.colour, opacity: look.opacity },
      arrows: { to: { enabled: true, type: look.arrow, scaleFactor: 0.45 } },
    };
  };

  const network = new vis.Network(box, { nodes, edges }, data.options);
  Mindet.network = network;
  box.querySelectorAll("[tabindex]").forEach((inner) => inner.removeAttribute("tabindex"));
  box.querySelectorAll("canvas").forEach((inner) => inner.setAttribute("aria-hidden", "true"));

  // --- names

  const degree = () => {
    const count = new Map();
    for (const edge of Mindet.edges) for (const end of [edge.from, edge.to]) count.set(end, (count.get(end) || 0) + 1);
    return count;
  };

  /** The nodes in sight with their places in pixels, those that matter first. */
  Mindet.inSight = (width, height) => {
    const ties = degree();
    const scale = network.getScale();
    const items = [...Mindet.nodes.values()].map((node) => {
      const state = Mindet.stateOf(node.id);
      const must = state.selected || state.hover || Mindet.path.has(node.id);
      const weight = (must ? 1000 : 0) + (node.role === "statement" || node.role === "claim" ? 0 : 20) + node.size + (ties.get(node.id) || 0);
      const spot = network.canvasToDOM(network.getPosition(node.id));
      return { ...spot, r: node.size * scale, node, role: node.role, id: node.id, dim: state.dim, must, urgent: must, weight, text: Mindet.plain(node.label) };
    });
    const seen = items.filter(({ x, y, r }) => x > -r && y > -r && x < width + r && y < height + r);
    seen.sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
    return seen.map((item, place) => ({ ...item, rank: item.node.size > 12 ? 0 : place + 10 }));
  };

  network.on("afterDrawing", (ctx) => Mindet.paintOver(ctx));

  // --- what is seen

  const bent = () => {
    const pairs = new Map();
    for (const edge of Mindet.edges) {
      const key = [edge.from, edge.to].sort().join(" ");
      const nth = pairs.get(key) || 0;
      pairs.set(key, nth + 1);
      edge.bend = nth ? 0.05 + 0.12 * nth : 0;
    }
  };

  const around = () => {
    if (Mindet.picked === null) return null;
    const found = new Set([Mindet.picked, ...Mindet.path]);
    for (const edge of Mindet.edges) {
      if (edge.from === Mindet.picked) found.add(edge.to);
      if (edge.to === Mindet.picked) found.add(edge.from);
    }
    return found;
  };

  const put = (set, items) => {
    const kept = new Set(items.map((item) => item.id));
    set.remove(set.getIds().filter((id) => !kept.has(id)));
    set.update(items);
  };

  /** Draw what is there now; what is new and out of sight moves the view. */
  Mindet.board = () => {
    const before = new Set(nodes.getIds());
    near = around();
    bent();
    put(nodes, [...Mindet.nodes.values()].map(visNode));
    edges.clear();
    edges.add(Mindet.edges.map(visEdge));
    if ([...Mindet.nodes.keys()].some((id) => !before.has(id) && away(id))) Mindet.fit(before.size > 0);
    network.redraw();
  };

  const away = (id) => {
    const { x, y } = network.canvasToDOM(network.getPosition(id));
    return x < 20 || y < 20 || x > box.clientWidth - 20 || y > box.clientHeight - 30;
  };

  const motion = (smooth) => (smooth && !calm.matches ? { duration: 280, easingFunction: "easeInOutQuad" } : false);

  Mindet.fit = (smooth = true) => {
    const all = [...Mindet.nodes.keys()].map((id) => network.getPosition(id));
    if (!all.length) return;
    const [xs, ys] = [all.map(({ x }) => x), all.map(({ y }) => y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const room = Math.min(110, box.clientWidth / 4);
    const head = Mindet.headRoom();
    const scale = Math.min((box.clientWidth - room) / (right - left || 1), (box.clientHeight - 90 - head) / (bottom - top || 1), 1.4);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + 12 - head / 2 / scale }, scale: Math.max(scale, 0.15), animation: motion(smooth) });
  };

  Mindet.zoom = (by) => network.moveTo({ scale: Math.min(Math.max(network.getScale() * by, 0.1), 4), animation: motion(true) });

  /** Pick a thing (null: let go) and look at its ties; `move` brings it into view. */
  Mindet.pick = (id, { move = false } = {}) => {
    Mindet.picked = id;
    Mindet.keep();
    Mindet.show();
    if (id !== null && move && away(id)) network.moveTo({ position: network.getPosition(id), animation: motion(true) });
    if (id !== null) Mindet.say(`${Mindet.plain(Mindet.nodes.get(id).label)}: ${Mindet.nodes.get(id).kind}`);
  };

  network.on("click", ({ nodes: [id] }) => {
    box.focus({ preventScroll: true });
    network.unselectAll();
    if (id !== undefined || Mindet.picked !== null) Mindet.pick(id === undefined ? null : id);
  });
  network.on("hoverNode", ({ node }) => { hover = node; box.classList.add("over"); network.redraw(); });
  network.on("blurNode", () => { hover = null; box.classList.remove("over"); network.redraw(); });
  /** Light or dark as the reader has it; light on paper. */
  const themed = (theme) => {
    Mindet.theme = theme;
    Mindet.show();
  };
  const usual = () => themed(dark.matches ? "dark" : "light");
  dark.addEventListener("change", usual);
  window.addEventListener("beforeprint", () => themed("light"));
  window.addEventListener("afterprint", usual);
})();
