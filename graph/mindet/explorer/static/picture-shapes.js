"use strict";
// Shapes for what the pages of `mindet view` don't draw, and a pen that writes SVG.

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

  const number = (value) => String(Math.round(value * 100) / 100);
  const text = (value) => value.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

  /** What a canvas context is to our painters, writing SVG elements instead. */
  Mindet.Pen = class {
    constructor() {
      this.parts = [];
      this.held = [];
      Object.assign(this, { globalAlpha: 1, fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, font: "", dashes: [] });
      this.beginPath();
    }
    save() { this.held.push([this.globalAlpha, this.fillStyle, this.strokeStyle, this.lineWidth]); }
    restore() { [this.globalAlpha, this.fillStyle, this.strokeStyle, this.lineWidth] = this.held.pop(); }
    setLineDash(dashes) { this.dashes = dashes; }
    beginPath() { this.path = []; }
    put(letter, ...values) { this.path.push(letter + values.map(number).join(" ")); }
    moveTo(x, y) { this.put("M", x, y); }
    lineTo(x, y) { this.put("L", x, y); }
    quadraticCurveTo(cx, cy, x, y) { this.put("Q", cx, cy, x, y); }
    closePath() { this.path.push("Z"); }
    rect(x, y, w, h) { this.roundRect(x, y, w, h, 0); }
    roundRect(x, y, w, h, r) {
      this.put("M", x + r, y);
      this.put("H", x + w - r);
      this.put("A", r, r, 0, 0, 1, x + w, y + r);
      this.put("V", y + h - r);
      this.put("A", r, r, 0, 0, 1, x + w - r, y + h);
      this.put("H", x + r);
      this.put("A", r, r, 0, 0, 1, x, y + h - r);
      this.put("V", y + r);
      this.put("A", r, r, 0, 0, 1, x + r, y);
      this.closePath();
    }
    arc(x, y, r, from, to, back = false) {
      const half = back ? from - Math.PI : from + Math.PI;
      const at = (angle) => [x + r * Math.cos(angle), y + r * Math.sin(angle)];
      this.put("M", ...at(from));
      this.put("A", r, r, 0, 0, back ? 0 : 1, ...at(half));
      if (Math.abs(to - from) > 1.5 * Math.PI) this.put("A", r, r, 0, 0, back ? 0 : 1, ...at(to));
    }
    draw(fill, line) {
      const dash = this.dashes.length ? ` stroke-dasharray="${this.dashes.join(" ")}"` : "";
      const stroke = line ? ` stroke="${line}" stroke-width="${number(this.lineWidth)}"${dash}` : "";
      this.parts.push(`<path d="${this.path.join("")}" fill="${fill}"${stroke} opacity="${this.globalAlpha}"/>`);
    }
    fill() { this.draw(this.fillStyle, ""); }
    stroke() { this.draw("none", this.strokeStyle); }
    write(words, x, y, paint) {
      const font = text(this.font);
      this.parts.push(`<text x="${number(x)}" y="${number(y)}" text-anchor="middle" dominant-baseline="central" style="font:${font}" ${paint} opacity="${this.globalAlpha}">${text(words)}</text>`);
    }
    strokeText(words, x, y) { this.write(words, x, y, `fill="none" stroke="${this.strokeStyle}" stroke-width="${this.lineWidth}" stroke-linejoin="round"`); }
    fillText(words, x, y) { this.write(words, x, y, `fill="${this.fillStyle}"`); }
  };
})();
