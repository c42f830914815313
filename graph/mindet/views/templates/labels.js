// Names on the map: the same size at every zoom, the important first, none over another.
"use strict";

(() => {
  const FACE = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
  const FONTS = {
    undertaking: `600 12.5px ${FACE}`,
    task: `italic 12.5px ${FACE}`,
    statement: `12px ${FACE}`,
    main: `600 14px ${FACE}`,
    rest: `12.5px ${FACE}`,
  };
  const HEIGHT = 15;
  const WIDE = 148;
  const LINES = 3;
  const MAIN = 10;
  const wrapped = new Map();

  /** A text in lines of at most WIDE pixels, the last with an ellipsis where more follows. */
  const wrap = (ctx, text, font, wide) => {
    const key = `${font}|${wide}|${text}`;
    if (wrapped.has(key)) return wrapped.get(key);
    ctx.font = font;
    const lines = [];
    let line = "";
    let broken = false;
    const words = text.split(" ");
    while (words.length && lines.length < LINES) {
      const next = line ? `${line} ${words[0]}` : words[0];
      if (ctx.measureText(next).width <= wide) {
        line = next;
        words.shift();
      } else if (line) {
        lines.push(line);
        line = "";
      } else {
        broken = true;
        let fits = next.length;
        while (fits > 1 && ctx.measureText(next.slice(0, fits)).width > wide) fits -= 1;
        lines.push(next.slice(0, fits));
        words[0] = next.slice(fits);
      }
    }
    if (line && lines.length < LINES) lines.push(line);
    else if (line || words.length) lines[lines.length - 1] = `${lines[lines.length - 1].replace(/[\s,.;:–—-]+$/u, "")}…`;
    const result = { lines, broken, width: Math.max(...lines.map((one) => ctx.measureText(one).width)) };
    wrapped.set(key, result);
    return result;
  };

  const touches = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  /** The places for a label around its node: below, above, right, left, then the corners. */
  const places = (x, y, r, w, h) => {
    const gap = r + 4;
    return [
      [x - w / 2, y + gap], [x - w / 2, y - gap - h], [x + gap, y - h / 2], [x - gap - w, y - h / 2],
      [x + gap * 0.7, y + gap * 0.7], [x - gap * 0.7 - w, y + gap * 0.7],
      [x + gap * 0.7, y - gap * 0.7 - h], [x - gap * 0.7 - w, y - gap * 0.7 - h],
    ];
  };

  /**
   * Place the names of `nodes`, the first first: [{x, y, r, text, role, rank, must}] in pixels
   * of the canvas, clear of the boxes `taken`. Returns what was placed. A name that `must` be there may
   * cover one other node, an `urgent` one more.
   */
  Mindet.placeLabels = (ctx, nodes, width, height, taken = []) => {
    const marks = nodes.map(({ x, y, r }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r }));
    const placed = [];
    const free = (box, own, strict) =>
      box.left >= 2 && box.right <= width - 2 && box.top >= 2 && box.bottom <= height - 2 &&
      !taken.some((other) => touches(box, other)) && placed.every((other) => !touches(box, other.box)) &&
      (!strict || marks.every((mark, index) => index === own || !touches(box, mark)));
    const over = (box, own) => marks.filter((mark, index) => index !== own && touches(box, mark)).length;
    const leastOver = (options, own) => options.map((option) => ({ over: over(option.box, own), option })).sort((a, b) => a.over - b.over)[0];
    nodes.forEach((node, index) => {
      const font = node.rank < MAIN ? FONTS.main : FONTS[node.role] || FONTS.rest;
      const options = (node.must ? [WIDE * 1.3, WIDE * 0.75] : [WIDE, WIDE * 0.7]).flatMap((limit) => {
        const { lines, width: wide, broken } = wrap(ctx, node.text, font, limit);
        if (broken && limit < WIDE) return [];
        return places(node.x, node.y, node.r, wide, lines.length * HEIGHT).map(([left, top]) => ({
          lines, font, node,
          box: { left: left - 2, top: top - 1, right: left + wide + 2, bottom: top + lines.length * HEIGHT + 1 },
        }));
      });
      const clear = options.find(({ box }) => free(box, index, true));
      if (clear) placed.push(clear);
      else if (node.must) {
        const least = leastOver(options.filter(({ box }) => free(box, index, false)), index);
        if (least && (least.over <= 1 || node.urgent)) placed.push(least.option);
      }
    });
    return placed;
  };

  Mindet.paintLabels = (ctx, placed) => {
    const colours = Mindet.colours();
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = 4;
    for (const { node, box, lines, font } of placed) {
      ctx.font = font;
      ctx.globalAlpha = node.dim ? 0.25 : 1;
      ctx.strokeStyle = colours.paper;
      ctx.fillStyle = node.role === "statement" || node.role === "task" ? colours.muted : colours.ink;
      lines.forEach((line, index) => {
        const x = (box.left + box.right) / 2;
        const y = box.top + 1 + HEIGHT * (index + 0.5);
        ctx.strokeText(line, x, y);
        ctx.fillText(line, x, y);
      });
    }
    ctx.globalAlpha = 1;
  };
})();
