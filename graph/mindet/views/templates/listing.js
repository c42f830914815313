// What the two tables beside a picture share: how many rows are shown, and of which node.
"use strict";

(() => {
  const { word } = Mindet;
  const table = document.getElementById("rows");
  const more = document.getElementById("more-rows");

  /** The rows in steps of so many: `put` writes the first `shown` of them. */
  Mindet.listing = (step, put) => {
    let rows = [];
    let shown = step;
    const fill = () => {
      put(rows, Mindet.printing ? rows.length : shown);
      const rest = Math.min(step, rows.length - shown);
      more.hidden = rest <= 0;
      more.textContent = rest > 0 ? word("moreRows", { n: Mindet.count(rest) }) : "";
    };
    more.addEventListener("click", () => {
      shown += step;
      fill();
    });
    document.getElementById("all-rows").addEventListener("click", () => Mindet.select(null, { focus: true }));

    /** Show these rows, of the picked node if there is one; `note` follows their number. */
    const show = (found, note = "") => {
      const { selected } = Mindet.state;
      rows = found;
      shown = step;
      const holes = { n: Mindet.count(rows.length), name: selected === null ? "" : Mindet.plain(Mindet.label(selected), 40) };
      document.getElementById("row-count").textContent = word(selected === null ? "rows" : "rowsOf", holes) + note;
      document.getElementById("all-rows").hidden = selected === null;
      fill();
      table.parentElement.scrollTop = 0;
    };
    return { fill, show, all: () => rows };
  };
})();
