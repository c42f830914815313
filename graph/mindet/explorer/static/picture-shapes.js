"use strict";
// Shapes for what the pages of `mindet view` don't draw.

(() => {
  const own = {
    document: (ctx, x, y, r) => {
      ctx.moveTo(x - r * 0.75, y - r);
      ctx.lineTo(x + r * 0.3, y - r);
      ctx.lineTo(x + r * 0.75, y - r * 0.5);
      ctx.lineTo(x + r * 0.75, y + r);
      ctx.lineTo(x - r * 0.75, y + r);
      ctx.closePath();
    },
    claim: (ctx, x, y, r) => {
      ctx.moveTo(x - r, y - r * 0.8);
      ctx.lineTo(x + r, y - r * 0.8);
      ctx.lineTo(x + r, y + r * 0.5);
      ctx.lineTo(x, y + r * 0.5);
      ctx.lineTo(x - r * 0.5, y + r * 1.1);
      ctx.lineTo(x - r * 0.5, y + r * 0.5);
      ctx.lineTo(x - r, y + r * 0.5);
      ctx.closePath();
    },
    inference: (ctx, x, y, r) => ctx.rect(x - r, y - r, 2 * r, 2 * r),
    thing: (ctx, x, y, r) => ctx.rect(x - r, y - r, 2 * r, 2 * r),
  };

  const paints = (look) => {
    const colours = Mindet.colours();
    if (look.role === "document") return [colours.paper, colours.outline];
    if (look.role === "inference") return [colours.paper, colours.proposal];
    if (look.role === "claim" && look.hollow) return [colours.paper, colours.muted];
    return [look.role === "claim" ? colours.muted : colours.other, colours.paper];
  };

  /** One node, of our shapes or the pages'. */
  Mindet.paintNode = (ctx, x, y, look, state = {}) => {
    if (!(look.role in own)) return Mindet.drawNode(ctx, x, y, look, state);
    const [fill, line] = paints(look);
    ctx.save();
    ctx.globalAlpha = state.dim ? 0.22 : 1;
    if (state.selected || state.hover) {
      ctx.beginPath();
      ctx.arc(x, y, look.size * 1.25 + 4, 0, 2 * Math.PI);
      ctx.strokeStyle = Mindet.colours().accent;
      ctx.lineWidth = state.selected ? 3 : 1.5;
      ctx.stroke();
    }
    ctx.beginPath();
    own[look.role](ctx, x, y, look.size);
    ctx.fillStyle = fill;
    ctx.strokeStyle = line;
    ctx.lineWidth = 1.8;
    if (look.role === "inference") ctx.setLineDash([4, 3]);
    ctx.fill();
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.restore();
  };
})();
