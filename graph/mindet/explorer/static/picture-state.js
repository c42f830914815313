"use strict";
// The steps by which the picture came to be, kept in the address's hash; the server draws them.

(() => {
  const { data, word } = Mindet;
  let steps = [];
  let layout = "";
  let heads = [];
  const asking = new Map(); // path → what ends its question

  const read = () => {
    const parts = new URLSearchParams(location.hash.slice(1));
    const asked = parts.get("layout");
    return { steps: parts.getAll("step"), pick: parts.get("pick"), as: data.layouts.includes(asked) ? asked : "" };
  };

  const hash = () => {
    const parts = new URLSearchParams();
    const same = steps.length === data.steps.length && steps.every((step, at) => step === data.steps[at]);
    if (!same) for (const step of steps) parts.append("step", step);
    if (layout) parts.set("layout", layout);
    if (Mindet.picked) parts.set("pick", Mindet.picked);
    return parts.size ? `#${parts}` : "";
  };

  /** Keep the view in the address; a new picture is a place to come back to. */
  const keep = (anew) => {
    const to = location.pathname + location.search + hash();
    if (to !== location.pathname + location.search + location.hash) history[anew ? "pushState" : "replaceState"](null, "", to);
    for (const link of document.querySelectorAll(".languages a")) link.href = link.href.split("#")[0] + hash();
  };
  Mindet.keep = () => keep(false);

  const arranging = document.querySelectorAll("[data-arrange]");
  for (const button of arranging) button.addEventListener("click", () => draw(steps, { as: button.dataset.arrange, anew: false, also: word(`arrange.${button.dataset.arrange || "network"}`) }));
  Mindet.heads = () => heads;

  const tell = (lines) => {
    const box = document.getElementById("told");
    box.textContent = lines.join(" ");
    box.hidden = !lines.length;
  };

  const problems = (answer) => [
    ...(answer.missing.length ? [word("missing", { name: answer.missing.join(", ") })] : []),
    ...(answer.cut ? [word("full", { n: answer.most })] : []),
    ...(answer.nodes.length ? [] : [word("empty")]),
  ];

  const busy = () => document.getElementById("graph").toggleAttribute("aria-busy", asking.size > 0);

  const ask = async (path, pairs) => {
    const url = new URL(path, location.origin);
    for (const [key, value] of pairs) url.searchParams.append(key, value);
    if (data.language !== "en") url.searchParams.set("lang", data.language);
    asking.get(path)?.abort();
    const ours = new AbortController();
    asking.set(path, ours);
    busy();
    try {
      const answer = await fetch(url, { signal: ours.signal });
      if (!answer.ok) throw new Error(`${answer.status}`);
      return await answer.json();
    } finally {
      if (asking.get(path) === ours) asking.delete(path);
      busy();
    }
  };

  /** What the server answers; null where another question came between, or it failed. */
  Mindet.ask = async (path, pairs) => {
    try {
      return await ask(path, pairs);
    } catch (error) {
      if (error.name === "AbortError") return null;
      tell([word("failed")]);
      Mindet.say(word("failed"));
      return null;
    }
  };

  const draw = async (wanted, { pick = Mindet.picked, anew = true, also = "", as = layout } = {}) => {
    const answer = await Mindet.ask("/api/picture", [...wanted.map((step) => ["step", step]), ...(as ? [["layout", as]] : [])]);
    if (!answer) return false;
    const turned = as !== layout;
    [steps, layout, heads] = [wanted, as, answer.heads];
    for (const button of arranging) button.setAttribute("aria-pressed", String(button.dataset.arrange === layout));
    Mindet.nodes = new Map(answer.nodes.map((node) => [node.id, node]));
    Mindet.edges = answer.edges.map((edge, at) => ({ ...edge, id: at }));
    Mindet.picked = Mindet.nodes.has(pick) ? pick : null;
    keep(anew);
    tell([...problems(answer), ...(also ? [also] : [])]);
    const counted = word("showing", { n: answer.nodes.length, m: answer.edges.length });
    document.getElementById("showing").textContent = counted;
    Mindet.say([also, counted, ...problems(answer)].filter(Boolean).join(" "));
    Mindet.show();
    if (turned || layout) Mindet.fit();
    return true;
  };

  // --- what can be done

  const spreads = (step, id, one) => {
    const [verb, relation, direction, , thing] = step.split(" ");
    return (verb === "x" || verb === "+") && relation === one.relation && direction === one.direction && thing === id;
  };

  /** How many of a relation were asked for; 0 where it is closed. */
  Mindet.asked = (id, one) =>
    Math.max(0, ...steps.filter((step) => spreads(step, id, one)).map((step) => Number(step.split(" ")[3])));

  /** Show what a thing is tied to by a relation: so many; none closes it. */
  Mindet.spread = (id, one, count) => {
    if (!count) return draw(steps.filter((step) => !spreads(step, id, one)));
    return draw([...steps, `x ${one.relation} ${one.direction} ${Math.min(count, data.atMost)} ${id}`]);
  };

  Mindet.add = (ids, also = "") => {
    const kept = steps.filter((step) => !(step.startsWith("- ") && ids.includes(step.slice(2))));
    const new_ = ids.filter((id) => !Mindet.nodes.has(id) && !kept.includes(`n ${id}`));
    return draw(new_.length ? [...kept, `n ${new_.join(" ")}`] : kept, { pick: ids[ids.length - 1], also });
  };

  Mindet.hide = (id) => draw([...steps, `- ${id}`], { pick: null });
  Mindet.again = () => draw(data.steps, { pick: null });

  /** The shortest way between two things, put into the picture. */
  Mindet.findPath = async (start, end) => {
    const answer = await Mindet.ask("/api/path", [["start", start], ["end", end]]);
    if (!answer) return;
    const found = answer.things.length ? word(`path.${answer.how}`, { n: answer.things.length }) : word("path.none");
    const also = answer.cut ? `${found} ${word("path.cut")}` : found;
    await Mindet.add(answer.things.length ? answer.things : [start, end], also);
    Mindet.path = new Set(answer.things);
    Mindet.show();
  };

  Mindet.begin = () => {
    const { steps: asked, pick, as } = read();
    return draw(asked.length ? asked : data.steps, { pick, anew: false, as });
  };
  addEventListener("popstate", () => {
    if (hash() !== location.hash) Mindet.begin();
  });
})();
