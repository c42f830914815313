// What is told of a claim or a statement, in words: parts that every page shows alike.
"use strict";

(() => {
  const data = Mindet.data;
  const { el, word, term, pick, capital } = Mindet;

  Mindet.short = (id) => id.replace(/^https:\/\/w3id\.org\/mindet\/id\//, "");
  Mindet.nameOf = (id) => pick(data.names[id]) || id.replace(/^.*\/id\//, "");
  Mindet.documentOf = Object.fromEntries(data.documents.map((document) => [document.id, document]));

  /** A thing by its id; a page that has a place for it makes a link of this. */
  Mindet.named = (id) => Mindet.name(Mindet.nameOf(id));

  Mindet.joined = (items) => items.flatMap((item, index) => (index ? [", ", item] : [item]));

  Mindet.row = (label, ...value) => (value.flat(Infinity).length ? [el("dt", {}, label), el("dd", {}, ...value)] : []);

  Mindet.day = (iso) => (iso ? el("time", { datetime: iso }, iso) : "");

  const { joined, row, day } = Mindet;
  const all = (ids) => joined(ids.map((id) => Mindet.named(id)));

  /** A span in words: from, strict and lenient end, wording. */
  Mindet.span = (one) => {
    const parts = [];
    if (one.start) parts.push(...(one.strict || one.lenient ? [day(one.start), " – "] : [word("since"), " ", day(one.start), " "]));
    if (one.strict && one.strict === one.lenient) parts.push(day(one.strict));
    else {
      if (one.strict) parts.push(day(one.strict), ` (${word("strict")}) `);
      if (one.lenient) parts.push(day(one.lenient), ` (${word("lenient")})`);
    }
    if (one.wording) parts.push(el("span", { class: "muted" }, `${parts.length ? " · " : ""}${term(one.wording)}`));
    return parts;
  };

  /** What we conclude, and why. */
  Mindet.inference = (one) =>
    el("li", { class: "inference" },
      el("b", {}, `${capital(term(one.property))}: `), all(one.things || []), one.text ? Mindet.name(one.text) : "",
      el("div", { class: "muted" }, `${word("because")}: `, Mindet.name(pick(one.reason))));

  const place = (one, paper) => [
    row(word("document"), Mindet.name(paper ? pick(paper.label) : one.document), paper && paper.file ? el("div", { class: "muted" }, paper.file) : ""),
    paper ? row(word("issued"), paper.issued ? day(paper.issued) : [el("i", {}, word("unstated")), paper.concluded ? ` (${word("inferred")}: ${paper.concluded})` : ""]) : [],
    one.passages ? row(word("passages"), el("code", {}, one.passages.map(([start, end]) => `${start}–${end}`).join(", "))) : [],
    row(word("claim"), el("code", {}, Mindet.short(one.id))),
  ];

  /** Who said it, as what, and where and when unless that is plain to see. */
  Mindet.claim = (one, { placed = true } = {}) => {
    const speaker = one.speaker ? [Mindet.named(one.speaker)] : [el("i", {}, word("unstated"))];
    if (one.posts) speaker.push(" (", ...all(one.posts), ")");
    return el("dl", { class: "claim" },
      row(word("act"), capital(term(one.act)), one.voice ? el("span", { class: "muted" }, ` · ${term(one.voice)}`) : ""),
      row(word("speaker"), speaker),
      one.relays ? row(word("relay"), all(one.relays)) : [],
      one.addressees ? row(word("addressee"), all(one.addressees)) : [],
      one.saidOn ? row(word("saidOn"), day(one.saidOn)) : [],
      placed ? place(one, Mindet.documentOf[one.document]) : []);
  };
})();
