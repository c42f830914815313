// Shapes and lines on a canvas: the same on the map and in the legend.
"use strict";

(() => {
  const data = Mindet.data;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  Mindet.theme = dark.matches ? "dark" : "light";
  Mindet.colours = () => data.palettes[Mindet.theme];

  const polygon = (ctx, x, y, r, corners, turn) => {
    for (let i = 0; i < corners; i += 1) {
      const angle = turn + (i * 2 * Math.PI) / corners;
      ctx[i ? "lineTo" : "moveTo"](x + r * Math.cos(angle), y + r * Math.sin(angle));
    }
    ctx.closePath();
  };

  const OUTLINES = {
    actor: (ctx, x, y, r) => ctx.arc(x, y, r, 0, 2 * Math.PI),
    person: (ctx, x, y, r) => {
      ctx.arc(x, y - r * 0.42, r * 0.52, 0, 2 * Math.PI);
      ctx.moveTo(x + r * 0.95, y + r);
      ctx.arc(x, y + r, r * 0.95, 0, Math.PI, true);
      ctx.closePath();
    },
    group: (ctx, x, y, r) => polygon(ctx, x, y, r * 1.1, 6, 0),
    post: (ctx, x, y, r) => polygon(ctx, x, y, r * 1.1, 5, -Math.PI / 2),
    undertaking: (ctx, x, y, r) => ctx.roundRect(x - r, y - r * 0.85, 2 * r, r * 1.7, r * 0.3),
    task: (ctx, x, y, r) => polygon(ctx, x, y + r * 0.15, r * 1.2, 3, -Math.PI / 2),
    statement: (ctx, x, y, r) => polygon(ctx, x, y, r * 1.15, 4, 0),
  };

  /** One node. `look`: role, family, hollow, size; `state`: selected, near, hover, dim. */
  Mindet.drawNode = (ctx, x, y, look, state = {}) => {
    const colours = Mindet.colours();
    const r = look.size;
    const paper = look.family === "undertaking" || look.family === "task";
    ctx.save();
    ctx.globalAlpha = state.dim ? 0.22 : 1;
    if (state.selected || state.hover) {
      ctx.beginPath();
      ctx.arc(x, y, r * 1.25 + 4, 0, 2 * Math.PI);
      ctx.strokeStyle = colours.accent;
      ctx.lineWidth = state.selected ? 3 : 1.5;
      ctx.stroke();
    }
    ctx.beginPath();
    OUTLINES[look.role](ctx, x, y, r);
    ctx.fillStyle = look.hollow ? colours.paper : colours[look.family];
    ctx.strokeStyle = paper ? colours.outline : look.hollow ? colours[look.family] : colours.paper;
    ctx.lineWidth = look.hollow ? 2.2 : paper ? 1.6 : 1;
    ctx.fill();
    ctx.stroke();
    if (look.change) sign(ctx, x + r * 0.9, y - r * 0.9, Math.max(4.5, r * 0.45), look.change);
    ctx.restore();
  };

  const CHANGES = { new: "accent", gone: "ban", changed: "ink" };

  /** What became of a thing between two days: plus, minus or not-equal on a disc. */
  const sign = (ctx, x, y, r, change) => {
    const colours = Mindet.colours();
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fillStyle = colours[CHANGES[change]];
    ctx.strokeStyle = colours.paper;
    ctx.lineWidth = 1.2;
    ctx.fill();
    ctx.stroke();
    ctx.beginPath();
    const arm = r * 0.6;
    for (const down of change === "changed" ? [-r * 0.25, r * 0.25] : [0]) {
      ctx.moveTo(x - arm, y + down);
      ctx.lineTo(x + arm, y + down);
    }
    if (change === "new") {
      ctx.moveTo(x, y - arm);
      ctx.lineTo(x, y + arm);
    } else if (change === "changed") {
      ctx.moveTo(x - arm * 0.6, y + arm);
      ctx.lineTo(x + arm * 0.6, y - arm);
    }
    ctx.lineWidth = Math.max(1.2, r * 0.28);
    ctx.stroke();
  };

  /** The sign of a change, for a row or the legend; what stayed as it was has none. */
  Mindet.changeMark = (change) =>
    Mindet.sample(18, 18, (ctx) => { if (change in CHANGES) sign(ctx, 9, 9, 7, change); });

  /** A sample line with its end, for the legend. */
  Mindet.drawLine = (ctx, width, y, line, colour, dashes) => {
    ctx.strokeStyle = colour;
    ctx.fillStyle = colour;
    ctx.lineWidth = line.width;
    ctx.setLineDash(dashes || line.dashes || []);
    ctx.beginPath();
    ctx.moveTo(2, y);
    ctx.lineTo(width - 9, y);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.lineWidth = 1.6;
    ctx.beginPath();
    const tip = width - 2;
    if (line.arrow === "bar") ctx.rect(tip - 6, y - 5, 2.5, 10);
    else if (line.arrow === "circle") ctx.arc(tip - 5, y, 3.6, 0, 2 * Math.PI);
    else {
      ctx.moveTo(tip, y);
      ctx.lineTo(tip - 9, y - 4.5);
      if (line.arrow === "vee") ctx.lineTo(tip - 6, y);
      ctx.lineTo(tip - 9, y + 4.5);
      ctx.closePath();
    }
    ctx.fill();
  };

  /** A small canvas that `paint(ctx)` fills, sharp on any screen; hidden from readers. */
  Mindet.sample = (width, height, paint) => {
    const canvas = Mindet.el("canvas", { "aria-hidden": "true" });
    const ratio = Math.max(2, window.devicePixelRatio || 1);
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    paint(ctx);
    return canvas;
  };

  Mindet.mark = (look, size = 6) =>
    Mindet.sample(18, 18, (ctx) => Mindet.drawNode(ctx, 9, 9, { ...look, size }));
})();
