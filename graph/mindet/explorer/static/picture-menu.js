"use strict";
// The picked thing: its relations with counts, each a button; what can be done with it.

(() => {
  const { data, el, word, capital } = Mindet;
  const menu = document.getElementById("menu");
  const graph = document.getElementById("graph");
  const known = new Map(); // id → its relations
  let from = null; // the beginning of a path that is asked for

  const button = (key, text, press, more = {}) => el("button", { type: "button", "data-key": key, onclick: press, ...more }, ...text);

  const name = (one) => capital(one.direction === "in" ? word("as", { role: one.label }) : one.label);

  const relation = (id, one) => {
    const asked = Mindet.asked(id, one);
    const key = `${one.relation} ${one.direction}`;
    const toggle = button(
      key, [el("span", { dir: "auto" }, name(one)), el("span", { class: "count" }, String(one.count))],
      () => Mindet.spread(id, one, asked ? 0 : data.atOnce), { "aria-expanded": String(asked > 0), class: "tie" },
    );
    const left = Math.min(one.count, data.atMost) - asked;
    if (!asked || left <= 0) return el("li", {}, toggle);
    const text = word("more", { n: Math.min(left, data.atOnce), name: name(one) });
    const shown = el("span", { class: "hint" }, word("left", { n: asked, all: one.count }));
    return el("li", {}, toggle, button(`more ${key}`, [text], () => Mindet.spread(id, one, asked + data.atOnce), { class: "next" }), shown);
  };

  const search = () => (data.language === "en" ? "" : `lang=${data.language}`);
  const page = (path) => (search() ? `${path}${path.includes("?") ? "&" : "?"}${search()}` : path);

  const actions = (node) => {
    const ways = [button("hide", [word("hide")], () => Mindet.hide(node.id).then(() => graph.focus()))];
    if (from && from !== node.id && Mindet.nodes.has(from)) {
      const text = word("pathTo", { name: Mindet.plain(Mindet.nodes.get(from).label, 40) });
      ways.unshift(button("path", [text], () => way(node.id)));
    } else ways.unshift(button("path", [word("pathFrom")], () => begin(node)));
    return el("div", { class: "actions" }, el("a", { href: page(node.page) }, word("page")), ...ways);
  };

  const begin = (node) => {
    from = node.id;
    Mindet.say(word("pathAsked", { name: Mindet.plain(node.label, 60) }));
    Mindet.menu();
  };

  const way = async (end) => {
    const start = from;
    from = null;
    await Mindet.findPath(start, end);
  };

  const fill = (node, relations) => {
    const held = menu.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const asking = from && !(node && node.id === from) ? null : from;
    menu.replaceChildren(
      ...(node ? [el("p", { class: "name", dir: "auto" }, node.label, " ", el("span", { class: "tag" }, node.kind))] : [el("p", { class: "muted" }, word("pick"))]),
      ...(asking ? [el("p", { class: "asked" }, word("pathAsked", { name: Mindet.plain(node.label, 60) }))] : []),
      ...(node ? [actions(node), el("p", { class: "hint" }, word("ties")), el("ul", { class: "relations" }, ...relations.map((one) => relation(node.id, one)))] : []),
    );
    if (held) focus(held);
  };

  const focus = (key) => {
    const same = [...menu.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key) || menu.querySelector(`[data-key="${CSS.escape(key.replace("more ", ""))}"]`);
    (same || menu).focus({ preventScroll: true });
  };

  /** The menu of what is picked; its relations are asked for once. */
  Mindet.menu = async () => {
    const id = Mindet.picked;
    const node = id === null ? null : Mindet.nodes.get(id);
    if (node && !known.has(id)) {
      fill(node, []);
      const answer = await Mindet.ask("/api/links", [["thing", id]]);
      if (!answer) return;
      known.set(id, answer.relations);
      if (Mindet.picked !== id) return;
    }
    fill(node, node ? known.get(id) : []);
    if (wanted) Mindet.focusMenu();
  };

  let wanted = false;
  Mindet.focusMenu = () => {
    const first = menu.querySelector(".relations button");
    wanted = !first && Mindet.picked !== null;
    if (first) first.focus();
  };

  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") graph.focus();
  });
})();
