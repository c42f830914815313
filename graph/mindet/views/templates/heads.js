// The headings of columns, where nodes stand in such: on the canvas, and in an SVG.
"use strict";

(() => {
  const HIGH = 22;
  const ruler = document.createElement("canvas").getContext("2d");

  Mindet.headTop = 44; // below the buttons that lie over the map
  /** The columns that are drawn: [heading, x] of each. */
  Mindet.columns = () => [];
  const band = () => ({ left: 0, top: Mindet.headTop, bottom: Mindet.headTop + HIGH });

  /** How much of the picture's height the headings take. */
  Mindet.headRoom = () => (Mindet.columns().length ? band().bottom : 0);
  /** Where no name may stand. */
  Mindet.headBoxes = (width) => (Mindet.columns().length ? [{ ...band(), right: width }] : []);

  Mindet.paintHeads = (ctx, width) => {
    const columns = Mindet.columns();
    if (!columns.length) return;
    const { top } = band();
    const { paper, ink } = Mindet.colours();
    ruler.font = ctx.font = `600 13px ${getComputedStyle(document.body).fontFamily}`;
    Object.assign(ctx, { textAlign: "center", textBaseline: "middle", fillStyle: paper });
    ctx.beginPath();
    ctx.rect(0, top, width, HIGH);
    ctx.fill();
    ctx.fillStyle = ink;
    let last = -Infinity;
    for (const [text, place] of columns) {
      const { x } = Mindet.network.canvasToDOM({ x: place, y: 0 });
      const half = ruler.measureText(text).width / 2;
      if (x - half < last) continue; // no heading over another
      ctx.fillText(text, x, top + HIGH / 2);
      last = x + half + 8;
    }
  };
})();
