// A pen that is to our painters what a canvas context is, and writes SVG.
"use strict";

(() => {
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
