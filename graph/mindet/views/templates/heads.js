// What lies over the nodes: names, and headings where nodes stand in columns; on canvas and in SVG.
"use strict";

(() => {
  const [HIGH, GAP] = [22, 8];
  const ruler = document.createElement("canvas").getContext("2d");

  Mindet.headTop = 44; // below the buttons that lie over the map
  /** Where the columns stand that are drawn: [a word's key or a year, x] of each; the page says. */
  Mindet.heads = () => [];
  /** The same in words. */
  Mindet.columns = () => Mindet.heads().map(([head, x]) => [`column.${head}` in Mindet.data.words ? Mindet.word(`column.${head}`) : head, x]);
  const font = () => `600 13px ${getComputedStyle(document.body).fontFamily}`;

  const measured = () => {
    ruler.font = font();
    return Mindet.columns().map(([text, place]) => ({ text, place, wide: ruler.measureText(text).width }));
  };
  /** One row of headings, or two where they have no room side by side. */
  const rowsOf = (heads, width) => (heads.reduce((sum, { wide }) => sum + wide + GAP, GAP) > width ? 2 : 1);
  const boxWidth = () => document.getElementById("graph").clientWidth;
  const band = () => ({ left: 0, top: Mindet.headTop, bottom: Mindet.headTop + HIGH * rowsOf(measured(), boxWidth()) });

  /** Give each its left edge, as near over its column as the others leave room. */
  const pack = (heads, width) => {
    let edge = GAP / 2;
    for (const head of heads) {
      head.left = Math.max(head.x - head.wide / 2, edge);
      edge = head.left + head.wide + GAP;
    }
    edge = width - GAP / 2;
    for (const head of [...heads].reverse()) {
      head.left = Math.min(head.left, edge - head.wide);
      edge = head.left - GAP;
    }
  };

  /** The headings of columns in sight: [{text, left, wide, row}]; none lies over another. */
  Mindet.headsInSight = (width) => {
    const all = measured();
    const rows = rowsOf(all, width);
    const heads = all.map((head) => ({ ...head, ...Mindet.network.canvasToDOM({ x: head.place, y: 0 }) }))
      .filter(({ x, wide }) => x + wide / 2 > 0 && x - wide / 2 < width).map((head, place) => ({ ...head, row: place % rows }));
    for (let row = 0; row < rows; row += 1) pack(heads.filter((head) => head.row === row), width);
    return heads.filter(({ left }) => left >= 0);
  };

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
    if (!Mindet.columns().length) return;
    const { top, bottom } = band();
    const { paper, ink } = Mindet.colours();
    ctx.font = font();
    Object.assign(ctx, { textAlign: "center", textBaseline: "middle", fillStyle: paper });
    ctx.beginPath();
    ctx.rect(0, top, width, bottom - top);
    ctx.fill();
    ctx.fillStyle = ink;
    for (const { text, left, wide, row } of Mindet.headsInSight(width)) ctx.fillText(text, left + wide / 2, top + HIGH * (row + 0.5));
  };
})();
