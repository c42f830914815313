"use strict";
// The picture by keyboard: to the nearest thing, into its ties, in and out.

(() => {
  const box = document.getElementById("graph");
  const AHEAD = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  /** The nearest thing in a direction; sideways counts double. */
  const nearest = ([dx, dy]) => {
    const { network, picked } = Mindet;
    const here = picked === null ? network.getViewPosition() : network.getPosition(picked);
    let best = null;
    for (const id of Mindet.nodes.keys()) {
      if (id === picked) continue;
      const { x, y } = network.getPosition(id);
      const ahead = (x - here.x) * dx + (y - here.y) * dy;
      const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx);
      const cost = ahead + 2 * aside;
      if (ahead > 0 && aside <= ahead * 2 && (!best || cost < best.cost)) best = { id, cost };
    }
    return best && best.id;
  };

  const first = () => Mindet.nodes.keys().next().value;

  const KEYS = {
    Enter: () => Mindet.focusMenu(),
    " ": () => Mindet.focusMenu(),
    Escape: () => Mindet.pick(null),
    Delete: () => Mindet.picked !== null && Mindet.hide(Mindet.picked),
    "+": () => Mindet.zoom(1.3),
    "=": () => Mindet.zoom(1.3),
    "-": () => Mindet.zoom(1 / 1.3),
    0: () => Mindet.fit(),
  };

  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !Mindet.nodes.size) return;
    if (event.key in AHEAD) {
      const found = Mindet.picked === null ? first() : nearest(AHEAD[event.key]);
      if (found) Mindet.pick(found, { move: true });
    } else if (event.key in KEYS) KEYS[event.key]();
    else return;
    event.preventDefault();
  });
})();
