// What is on screen as PNG, as SVG and on paper, CSV of the table: made here, nothing is sent anywhere.
"use strict";

(() => {
  const box = document.getElementById("graph");
  const FINE = 3; // dots on paper for one on the screen

  const save = (blob, ending) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `mindet.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  const png = () => {
    const seen = box.querySelector("canvas");
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [seen.width, seen.height];
    const ctx = copy.getContext("2d");
    ctx.fillStyle = Mindet.colours().paper;
    ctx.fillRect(0, 0, copy.width, copy.height);
    ctx.drawImage(seen, 0, 0);
    copy.toBlob((blob) => save(blob, "png"), "image/png");
  };

  // --- SVG and paper

  /** A line from the rim of one node to that of the other, with its end. */
  const line = (pen, a, b, look) => {
    const far = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const [ux, uy] = [(b.x - a.x) / far, (b.y - a.y) / far];
    const bend = (look.bend || 0) * far;
    const middle = [(a.x + b.x) / 2 + uy * bend, (a.y + b.y) / 2 - ux * bend];
    const tip = [b.x - ux * (b.r + 2), b.y - uy * (b.r + 2)];
    Object.assign(pen, { globalAlpha: look.opacity, strokeStyle: look.colour, fillStyle: look.colour, lineWidth: look.width });
    pen.setLineDash(look.dashes);
    pen.beginPath();
    pen.moveTo(a.x + ux * a.r, a.y + uy * a.r);
    pen.quadraticCurveTo(...middle, ...tip);
    pen.stroke();
    pen.setLineDash([]);
    head(pen, tip, ux, uy, look.arrow);
    pen.globalAlpha = 1;
  };

  const head = (pen, [x, y], ux, uy, kind) => {
    const at = (back, aside) => [x - ux * back - uy * aside, y - uy * back + ux * aside];
    pen.beginPath();
    if (kind === "circle") pen.arc(...at(3, 0), 3.2, 0, 2 * Math.PI);
    else {
      const corners = kind === "bar" ? [at(0, 5), at(0, -5), at(2.5, -5), at(2.5, 5)] : [at(0, 0), at(8, 4), ...(kind === "vee" ? [at(5, 0)] : []), at(8, -4)];
      corners.forEach((corner, place) => pen[place ? "lineTo" : "moveTo"](...corner));
      pen.closePath();
    }
    pen.fill();
  };

  /** The same nodes, lines, places and names as on screen, by a pen or on another canvas. */
  const paint = (pen, width, height) => {
    const scale = Mindet.network.getScale();
    const spot = (id) => ({ ...Mindet.network.canvasToDOM(Mindet.network.getPosition(id)), r: Mindet.nodeOf(id).size * scale });
    for (const edge of Mindet.linesInSight()) line(pen, spot(edge.from), spot(edge.to), Mindet.lineLook(edge));
    for (const id of Mindet.drawn()) {
      const { x, y, r } = spot(id);
      if (x > -r && y > -r && x < width + r && y < height + r) Mindet.paintNode(pen, x, y, { ...Mindet.nodeOf(id), size: r }, Mindet.stateOf(id));
    }
    Mindet.paintLabels(pen, Mindet.labels);
    Mindet.paintHeads(pen, width);
  };

  Mindet.svg = () => {
    const [width, height] = [box.clientWidth, box.clientHeight];
    const pen = new Mindet.Pen();
    paint(pen, width, height);
    const paper = Mindet.colours().paper;
    return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="${paper}"/>${pen.parts.join("")}</svg>\n`;
  };

  window.addEventListener("beforeprint", () => {
    const [width, height] = [box.clientWidth, box.clientHeight];
    const canvas = Object.assign(document.createElement("canvas"), { id: "printed", width: width * FINE, height: height * FINE });
    const ctx = canvas.getContext("2d");
    ctx.scale(FINE, FINE);
    paint(ctx, width, height);
    box.after(canvas);
  });
  window.addEventListener("afterprint", () => document.getElementById("printed").remove());

  // --- CSV

  const quoted = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

  /** The rows of the table as a spreadsheet reads them; nothing in them is a formula. */
  Mindet.csv = () => `\ufeff${Mindet.records().map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;

  const on = (id, act) => document.getElementById(id).addEventListener("click", act);
  on("png", png);
  on("svg", () => save(new Blob([Mindet.svg()], { type: "image/svg+xml" }), "svg"));
  on("csv", () => save(new Blob([Mindet.csv()], { type: "text/csv" }), "csv"));
})();
