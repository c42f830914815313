// Days on a scale, and the shapes that stand for them: SVG made element by element.
"use strict";

(() => {
  const DAY = 86400000;
  const RIM = 8; // room for a shape on the first and the last day

  Mindet.svg = (tag, attributes = {}, ...children) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(name, value);
    element.append(...children.flat().filter((child) => child !== null && child !== ""));
    return element;
  };
  const svg = Mindet.svg;

  const number = (iso) => Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10))) / DAY;

  Mindet.yearOf = (iso) => Number(iso.slice(0, 4));

  /** From a day to its place, when the years `from` to `to` are `width` wide. */
  Mindet.scale = (from, to, width) => {
    const [start, end] = [Date.UTC(from, 0, 1) / DAY, Date.UTC(to + 1, 0, 1) / DAY];
    const at = (iso) => RIM + Math.round(((number(iso) - start) / (end - start)) * (width - 2 * RIM) * 10) / 10;
    const inside = (iso) => Mindet.yearOf(iso) >= from && Mindet.yearOf(iso) <= to;
    return { from, to, width, at, inside, held: (iso) => Math.min(width, Math.max(0, at(iso))) };
  };

  /** The days at which a line is drawn: years, and months where there is room. */
  Mindet.ticks = ({ from, to, width }) => {
    const years = to - from + 1;
    const step = Math.max(1, Math.ceil((years * 52) / width));
    const ticks = [];
    for (let year = from; year <= to; year += 1) {
      if ((year - from) % step === 0) ticks.push({ iso: `${year}-01-01`, label: String(year), major: true });
      const months = width / years / 12;
      for (let month = 2; months >= 34 && month <= 12; month += 1) ticks.push({ iso: `${year}-${String(month).padStart(2, "0")}-01`, label: new Intl.DateTimeFormat(Mindet.language, { month: "short", timeZone: "UTC" }).format(new Date(Date.UTC(year, month - 1, 1))), major: false });
    }
    return ticks;
  };

  const diamond = (x, y, r, hollow) => svg("path", { d: `M${x - r},${y}L${x},${y - r}L${x + r},${y}L${x},${y + r}Z`, class: hollow ? "shape hollow" : "shape" });

  /** A point, or a band where it is not known which day: with how many it stands for. */
  Mindet.dot = (scale, mark, y, count) => {
    const [a, b] = [scale.held(mark.start), scale.held(mark.end)];
    const parts = [];
    if (b - a > 14) parts.push(svg("rect", { x: a, y: y - 7, width: b - a, height: 14, rx: 4, class: `band${mark.inferred ? " ours" : ""}` }));
    else parts.push(svg("circle", { cx: (a + b) / 2, cy: y, r: count > 1 ? 9 : 6.5, class: `shape${mark.inferred ? " ours" : count > 1 ? " many" : ""}` }));
    if (count > 1) parts.push(svg("text", { x: (a + b) / 2, y: y + 4, "text-anchor": "middle", class: "figure" }, String(count)));
    return parts;
  };

  /** A deadline: a thin line from its start, the strict day, and a span up to the lenient one. */
  Mindet.deadline = (scale, mark, y) => {
    const [a, b, c] = [mark.start, mark.end, mark.lenient].map((day) => scale.held(day || mark.end));
    const ours = mark.inferred ? " ours" : "";
    return [
      b > a ? svg("line", { x1: a, x2: b, y1: y, y2: y, class: `thin${ours}` }) : "",
      c > b ? svg("rect", { x: b, y: y - 4, width: c - b, height: 8, class: `band${ours}` }) : "",
      mark.lenient && mark.lenient !== mark.end && scale.inside(mark.lenient) ? diamond(c, y, 6, true) : "",
      scale.inside(mark.end) ? diamond(b, y, 6, false) : "",
    ];
  };

  /** A band with a name beside it. */
  Mindet.band = (scale, mark, y, name) => {
    const [a, b] = [scale.held(mark.start), scale.held(mark.end)];
    const width = Math.max(8, b - a);
    const left = a + width + 6 + 190 > scale.width && a > 200;
    return [
      svg("rect", { x: a, y: y - 6, width, height: 12, rx: 3, class: `band${mark.inferred ? " ours" : ""}` }),
      svg("text", { x: left ? a - 6 : a + width + 6, y: y + 4, "text-anchor": left ? "end" : "start", class: "name", direction: "ltr" }, Mindet.plain(name, 40)),
    ];
  };

  /** A telling of a target, and down to the deadline that it sets. */
  Mindet.telling = (scale, mark, y) => {
    const [a, b] = [scale.held(mark.start), scale.held(mark.end)];
    const due = mark.lenient ? scale.held(mark.lenient) : null;
    return [
      due === null ? "" : svg("line", { x1: (a + b) / 2, y1: y, x2: due, y2: y + 16, class: "thin" }),
      due === null || !scale.inside(mark.lenient) ? "" : diamond(due, y + 16, 5, false),
      ...Mindet.dot(scale, mark, y, 1),
    ];
  };
})();
