// What is on the page: nodes, edges, the filters, and what they leave to see.
"use strict";

(() => {
  const data = Mindet.data;
  const nodes = data.nodes;
  const edges = data.edges;
  edges.forEach((edge, index) => { edge.id = index; });
  const state = { all: false, arrange: "", off: new Set(), selected: null, edge: null, hover: null };
  Mindet.state = state;
  Mindet.more = nodes.some((node) => !node.first) && nodes.some((node) => node.first);

  const at = nodes.map(() => []);
  for (const edge of edges) {
    at[edge.from].push(edge);
    at[edge.to].push(edge);
  }
  Mindet.edgesAt = (node) => at[node];
  Mindet.other = (edge, node) => (edge.from === node ? edge.to : edge.from);
  Mindet.isStatement = (node) => nodes[node].role === "statement";

  Mindet.label = (node) => {
    const thing = data.things[node];
    return Mindet.pick(thing ? thing.label : data.statements[node].gist) || (thing || data.statements[node]).id;
  };

  Mindet.lineOf = (act) => data.strengths[act] || "told";

  const on = (key) => !state.off.has(key);
  const base = (node) => state.arrange ? Boolean(node[state.arrange]) : state.all || !Mindet.more || Boolean(node.first);

  /** The nodes that can be seen, before filters. */
  Mindet.base = () => nodes.filter(base);

  const statementPasses = (node) => {
    const statement = data.statements[node.id];
    if (data.answer && data.answer.days.length && !on(`change.${node.change || "same"}`)) return false;
    if (!on(`kind.${statement.kind}`) || !on(node.hollow ? "sure.silent" : "sure.named")) return false;
    return !statement.claims || statement.claims.some((claim) => on(`line.${Mindet.lineOf(claim.act)}`) && on(`document.${claim.document}`));
  };

  const edgePasses = (edge) =>
    (edge.group === "who" || edge.group === "what" || on(`link.${edge.group}`)) && (!edge.inferred || on("link.inferred"));

  /** A statement whose bearers are all filtered away goes too: it would look as if it had none. */
  const keepsAnEnd = (node, shown, group) => {
    const ends = at[node.id].filter((edge) => edge.group === group && !edge.inferred).map((edge) => nodes[Mindet.other(edge, node.id)]).filter(base);
    return !ends.length || ends.some((end) => shown.has(end.id));
  };

  /** What the filters leave: {nodes: Set, edges: Set} of ids. */
  Mindet.visible = () => {
    const shown = new Set();
    for (const node of nodes) if (base(node) && node.role !== "statement" && on(`family.${node.family}`)) shown.add(node.id);
    for (const node of nodes) {
      if (node.role !== "statement" || !base(node) || !statementPasses(node)) continue;
      if (keepsAnEnd(node, shown, "who") && keepsAnEnd(node, shown, "what")) shown.add(node.id);
    }
    const lines = new Set(edges.filter((edge) => edgePasses(edge) && shown.has(edge.from) && shown.has(edge.to)).map((edge) => edge.id));
    for (const node of nodes) {
      if (node.role === "statement" || !shown.has(node.id)) continue;
      if (node.id !== state.selected && at[node.id].some((edge) => base(nodes[edge.from]) && base(nodes[edge.to])) && !at[node.id].some((edge) => lines.has(edge.id))) shown.delete(node.id);
    }
    return { nodes: shown, edges: lines };
  };

  /** A node, its neighbours, and through its statements who and what they tie together. */
  Mindet.neighbourhood = (start, seen) => {
    const near = new Set([start]);
    const step = (node) => at[node].filter((edge) => seen.edges.has(edge.id)).map((edge) => Mindet.other(edge, node));
    for (const first of step(start)) {
      near.add(first);
      if (Mindet.isStatement(first) && !Mindet.isStatement(start)) step(first).forEach((second) => near.add(second));
    }
    return near;
  };

  /** The things at the ends of a statement, by group of roles: [{node, edge}]. */
  Mindet.ends = (statement, ...groups) =>
    at[statement].filter((edge) => groups.includes(edge.group)).map((edge) => ({ node: Mindet.other(edge, statement), edge }));

  /** How the text words a time that has no last day: promptly, from this year … */
  Mindet.wording = (statement) => {
    const span = (data.statements[statement].spans || []).find((one) => one.wording);
    return span ? Mindet.term(span.wording) : "";
  };

  /** The last day of a statement: its deadline or the end of its period. */
  Mindet.lastDay = (statement) => {
    const spans = data.statements[statement].spans || [];
    const due = spans.find((span) => span.property === "due") || spans[0];
    return due ? due.strict || due.lenient || "" : "";
  };
})();
