// What lies over the nodes: names, and headings where nodes stand in columns; on canvas and in SVG.
"use strict";

(() => {
  const HIGH = 22;
  const ruler = document.createElement("canvas").getContext("2d");

  Mindet.headTop = 44; // below the buttons that lie over the map
  /** Where the columns stand that are drawn: [a word's key or a year, x] of each; the page says. */
  Mindet.heads = () => [];
  /** The same in words. */
  Mindet.columns = () => Mindet.heads().map(([head, x]) => [`column.${head}` in Mindet.data.words ? Mindet.word(`column.${head}`) : head, x]);
  const band = () => ({ left: 0, top: Mindet.headTop, bottom: Mindet.headTop + HIGH });

  /** How much of the picture's height the headings take. */
  Mindet.headRoom = () => (Mindet.columns().length ? band().bottom : 0);
  /** Where no name may stand. */
  const boxes = (width) => (Mindet.columns().length ? [{ ...band(), right: width }] : []);

  /** Names and headings over what is drawn; `taken` says where else no name may stand. */
  Mindet.paintOver = (ctx, taken = () => []) => {
    const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
    const [width, height] = [ctx.canvas.clientWidth, ctx.canvas.clientHeight];
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const bright = Mindet.inSight(width, height).filter((item) => !item.dim);
    Mindet.labels = Mindet.placeLabels(ctx, bright, width, height, [...taken(width, height), ...boxes(width)]);
    Mindet.paintLabels(ctx, Mindet.labels);
    Mindet.paintHeads(ctx, width);
    ctx.restore();
  };

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
