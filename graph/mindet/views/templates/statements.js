// A statement with a claim of it, told in full: what a side panel shows.
"use strict";

(() => {
  const data = Mindet.data;
  const { el, word, term, pick, capital, row, joined } = Mindet;

  /** Each claim by its id: {statement, claim}. */
  Mindet.claims = new Map();
  for (const statement of data.statements) {
    for (const claim of statement.claims || []) Mindet.claims.set(claim.id, { statement, claim });
  }

  const colourOf = (kind) => `var(--${data.families[kind] || "other"})`;

  /** The kind of a statement beside its colour. */
  Mindet.kindOf = (statement) => {
    const dot = el("span", { class: "dot", "aria-hidden": "true" });
    dot.style.setProperty("--colour", colourOf(statement.kind));
    return el("span", { class: "chip" }, dot, capital(term(statement.kind)), statement.stage ? el("span", { class: "muted" }, ` · ${term(statement.stage)}`) : "");
  };

  const grouped = (pairs) => {
    const byRole = new Map();
    for (const [role, ...rest] of pairs) byRole.set(role, [...(byRole.get(role) || []), rest]);
    return [...byRole];
  };

  const end = ([id, inferred]) => (inferred ? el("span", { class: "ours" }, Mindet.named(id), ` (${word("inferred")})`) : Mindet.named(id));

  /** The roles of a statement, its days, numbers, silences. */
  Mindet.parts = (statement) =>
    el("dl", {},
      grouped(statement.ends || []).map(([role, ends]) => row(capital(term(role)), joined(ends.map(end)))),
      (statement.spans || []).map((span) => row(capital(term(span.property)), Mindet.span(span))),
      statement.amounts ? row(word("quantity"), joined(statement.amounts.map((amount) => Mindet.name(pick(amount))))) : [],
      grouped(statement.context || []).map(([role, ids]) => row(capital(term(role)), joined(ids.map(([id]) => Mindet.named(id))))),
      statement.unstated ? row(word("silentOn"), el("i", {}, statement.unstated.map(term).join(", "))) : []);

  Mindet.conclusions = (statement) =>
    statement.inferences ? el("ul", { class: "plain" }, statement.inferences.map(Mindet.inference)) : "";

  /** All of it: kind, gist, parts, conclusions, and who said it, and where if `placed`. */
  Mindet.card = ({ statement, claim }, { placed = true } = {}) =>
    el("article", { class: "card" },
      el("p", { class: "kind" }, Mindet.kindOf(statement)),
      el("h3", {}, Mindet.name(pick(statement.gist) || Mindet.short(statement.id))),
      Mindet.parts(statement), Mindet.conclusions(statement), Mindet.claim(claim, { placed }));
})();
