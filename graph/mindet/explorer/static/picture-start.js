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
