"use strict";
// All parts together: draw, tell, and add what is searched for.

(() => {
  const OURS = "https://w3id.org/mindet/id/";

  Mindet.show = () => {
    Mindet.board();
    Mindet.menu();
    Mindet.table();
    Mindet.legend();
  };

  const on = (id, act) => document.getElementById(id).addEventListener("click", act);
  on("zoom-in", () => Mindet.zoom(1.3));
  on("zoom-out", () => Mindet.zoom(1 / 1.3));
  on("fit", () => Mindet.fit());
  on("again", () => Mindet.again());

  const input = document.getElementById("add");
  input.addEventListener("chosen", (event) => {
    event.preventDefault();
    const { iri } = event.detail;
    input.value = "";
    Mindet.add([iri.startsWith(OURS) ? iri.slice(OURS.length) : `<${iri}>`]);
  });

  Mindet.begin().then(() => {
    document.getElementById("picture").dataset.ready = "";
  });
})();
