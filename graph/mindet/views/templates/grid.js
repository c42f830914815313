// Cells that the arrow keys walk through: one of them is a stop of the Tab key.
"use strict";

(() => {
  const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

  /** The nearest cell that way: along the line if there is one, else the least aside. */
  const next = (cells, from, [down, right]) => {
    let best = null;
    for (const cell of cells) {
      const ahead = (cell.row - from.row) * down + (cell.column - from.column) * right;
      const aside = Math.abs((cell.row - from.row) * right) + Math.abs((cell.column - from.column) * down);
      if (ahead <= 0 || (best && (best.aside < aside || (best.aside === aside && best.ahead <= ahead)))) continue;
      best = { cell, ahead, aside };
    }
    return best ? best.cell : null;
  };

  /** Let the arrow keys walk what carries data-row and data-column in `table`. */
  Mindet.walk = (table, reveal) => {
    const cells = () => [...table.querySelectorAll("[data-row]")].map((button) => ({ button, row: Number(button.dataset.row), column: Number(button.dataset.column) }));
    const stop = (button) => {
      for (const other of table.querySelectorAll("[data-row][tabindex='0']")) other.tabIndex = -1;
      button.tabIndex = 0;
    };
    table.addEventListener("focusin", (event) => {
      const button = event.target.closest("[data-row]");
      if (button) stop(button);
    });
    table.addEventListener("keydown", (event) => {
      const button = event.target.closest("[data-row]");
      if (!button || !(event.key in STEPS) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const every = cells();
      const to = next(every, every.find((cell) => cell.button === button), STEPS[event.key]);
      if (!to) return;
      to.button.focus({ preventScroll: true });
      reveal(to.button);
    });
  };

  /** Scroll a cell out from under the heads that stay in view. */
  Mindet.reveal = (button, box) => {
    const head = box.querySelector("thead").getBoundingClientRect().height;
    const side = box.querySelector("tbody th").getBoundingClientRect().width;
    const [at, frame] = [button.getBoundingClientRect(), box.getBoundingClientRect()];
    const [left, top] = [at.left - frame.left - side - 6, at.top - frame.top - head - 6];
    const [right, bottom] = [at.right - frame.left - box.clientWidth + 6, at.bottom - frame.top - box.clientHeight + 6];
    box.scrollBy(left < 0 ? left : Math.max(0, Math.min(right, left)), top < 0 ? top : Math.max(0, Math.min(bottom, top)));
  };
})();
