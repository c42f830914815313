// The panel that tells all about a node or a line: who said it, where, when; or an overview.
"use strict";

(() => {
  const data = Mindet.data;
  const { el, word, term, capital, joined, row, span, inference, claim } = Mindet;
  const panel = document.getElementById("details");

  /** A button that goes to a node of the map. */
  Mindet.link = (node, className = "") =>
    el("button", { type: "button", class: `link ${className}`, onclick: () => Mindet.select(node, { move: true, focus: true }) }, Mindet.name(Mindet.label(node)));

  const numberOf = new Map();
  for (const told of [data.things, data.statements]) for (const [node, one] of Object.entries(told)) numberOf.set(one.id, Number(node));
  Mindet.idOf = (node) => (data.things[node] || data.statements[node]).id;

  /** The node with that id; null where there is none. */
  Mindet.numbered = (id) => (numberOf.has(id) ? numberOf.get(id) : null);
  Mindet.named = (id) => (numberOf.has(Mindet.short(id)) ? Mindet.link(numberOf.get(Mindet.short(id))) : Mindet.name(Mindet.nameOf(id)));

  const chip = (node, text) => el("span", { class: "chip" }, Mindet.mark(data.nodes[node]), capital(text));

  const who = (edges) => joined(edges.map(({ node, edge }) => el("span", { class: edge.inferred ? "inferred" : null }, Mindet.link(node), edge.inferred ? ` (${word("inferred")})` : "")));

  /** The roles of a statement's ends, one row each. */
  const roles = (node) => {
    const byRole = new Map();
    for (const end of Mindet.ends(node, "who", "party", "issuer", "what")) {
      byRole.set(end.edge.role, [...(byRole.get(end.edge.role) || []), end]);
    }
    return [...byRole].map(([role, ends]) => row(capital(term(role)), who(ends)));
  };

  const context = (statement) => {
    const byRole = new Map();
    for (const [role, id] of statement.context || []) byRole.set(role, [...(byRole.get(role) || []), Mindet.named(id)]);
    return [...byRole].map(([role, names]) => row(capital(term(role)), joined(names)));
  };

  const statementDetails = (node) => {
    const one = data.statements[node];
    return [
      el("p", { class: "kind" }, chip(node, term(one.kind)), one.stage ? el("span", { class: "muted" }, ` · ${term(one.stage)}`) : ""),
      el("h2", {}, Mindet.name(Mindet.label(node))),
      el("dl", {}, roles(node),
        (one.spans || []).map((each) => row(capital(term(each.property)), span(each))),
        one.figures ? row(word("figure"), one.figures.map((figure) => Mindet.name(`«${figure}» `))) : [],
        context(one),
        one.unstated ? row(word("silentOn"), el("i", {}, one.unstated.map(term).join(", "))) : []),
      one.inferences ? [el("h3", {}, word("concluded")), el("ul", { class: "plain" }, one.inferences.map(inference))] : [],
      (one.claims || []).map((each) => claim(each)),
    ];
  };

  const statementItem = (node, edge) =>
    el("li", { class: edge.inferred ? "inferred" : null }, Mindet.mark(data.nodes[node], 5), Mindet.link(node), edge.inferred ? ` (${word("inferred")})` : "");

  /** A thing's statements by role, then how it hangs together. */
  const thingDetails = (node) => {
    const one = data.things[node];
    const byRole = new Map();
    const structure = [];
    for (const edge of Mindet.edgesAt(node)) {
      if (edge.group === "structure") structure.push(edge);
      else byRole.set(edge.role, [...(byRole.get(edge.role) || []), edge]);
    }
    const others = Object.entries(one.label).filter(([language]) => language !== Mindet.language);
    return [
      el("p", { class: "kind" }, chip(node, term(one.kind))),
      el("h2", {}, Mindet.name(Mindet.label(node))),
      el("p", { class: "muted" }, others.map(([language, name]) => el("span", { lang: language, class: "other" }, Mindet.name(name)))),
      [...byRole].map(([role, edges]) => [
        el("h3", {}, `${capital(term(role))} · ${Mindet.count(edges.length)}`),
        el("ul", { class: "plain" }, edges.map((edge) => statementItem(Mindet.other(edge, node), edge))),
      ]),
      structure.length
        ? [el("h3", {}, word("connections")), el("ul", { class: "plain" }, structure.map((edge) => el("li", {}, sentence(edge))))]
        : [],
    ];
  };

  const sentence = (edge) => [Mindet.link(edge.from), ` — ${term(edge.role)} → `, Mindet.link(edge.to)];

  const edgeDetails = (edge) => [
    el("p", { class: "kind" }, capital(term(edge.role)), edge.inferred ? ` (${word("inferred")})` : ""),
    el("p", {}, sentence(edge)),
    [edge.from, edge.to].filter(Mindet.isStatement).map((node) => statementDetails(node)),
  ];

  // What burdens its bearer, by the text's own word: a power or a result does not.
  const BURDENS = ["Duty", "Prohibition", "Liability", "Target"];

  /** At a glance: on whom most rests, and where the texts are silent. */
  const overview = () => {
    const seen = Mindet.visible();
    const statements = [...seen.nodes].filter(Mindet.isStatement);
    const silent = statements.filter((node) => data.nodes[node].hollow);
    const dated = statements.filter((node) => ["Duty", "Target"].includes(data.statements[node].kind));
    const undated = dated.filter((node) => (data.statements[node].unstated || []).includes("due"));
    const must = (edge) => edge.group === "who" && !edge.inferred && seen.edges.has(edge.id) && BURDENS.includes(data.statements[edge.to].kind);
    const load = [...seen.nodes]
      .filter((node) => !Mindet.isStatement(node))
      .map((node) => [node, new Set(Mindet.edgesAt(node).filter(must).map((edge) => edge.to)).size])
      .filter(([, count]) => count)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, 5);
    const holes = (list, of) => ({ n: Mindet.count(list.length), total: Mindet.count(of.length) });
    const most = load.length ? load[0][1] : 1;
    return [
      el("h2", {}, word("overview")),
      el("p", { class: "muted" }, word("pick")),
      load.length ? el("h3", {}, word("carriesMost")) : "",
      el("ol", { class: "load" }, load.map(([node, count]) => {
        const bar = el("span", { class: "meter", "aria-hidden": "true" });
        bar.style.width = `${(100 * count) / most}%`;
        return el("li", {}, Mindet.link(node), el("span", { class: "number" }, Mindet.count(count)), bar);
      })),
      silent.length ? el("p", {}, Mindet.mark({ role: "statement", family: "duty", hollow: true }, 5), " ",
        el("button", { type: "button", class: "link", onclick: () => Mindet.only("sure", "sure.silent") }, word("nobodyNamed", holes(silent, statements)))) : "",
      undated.length ? el("p", {}, word("noDeadline", holes(undated, dated))) : "",
    ];
  };

  Mindet.showDetails = () => {
    const { selected, edge } = Mindet.state;
    const some = selected !== null || edge !== null;
    const body = selected !== null ? (Mindet.isStatement(selected) ? statementDetails(selected) : thingDetails(selected))
      : edge !== null ? edgeDetails(data.edges[edge]) : (Mindet.overview || overview)();
    panel.replaceChildren(
      some ? el("button", { type: "button", class: "icon close", "aria-label": word("close"), title: word("close"), onclick: () => Mindet.select(null, { focus: true }) }, "×") : "",
      ...body.flat(Infinity).filter((child) => child !== "" && child !== null));
    panel.scrollTop = 0;
  };
})();
