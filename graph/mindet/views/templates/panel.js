// The panel beside a table or a picture: what is open in it, and where the keyboard goes.
"use strict";

(() => {
  const { el, word } = Mindet;
  const panel = document.getElementById("details");

  /** Opens what a key names, kept as `state.open`; closed, the keyboard is on what `back(key)` finds. */
  Mindet.panel = (state, back) => {
    const open = (key) => {
      state.open = key;
      Mindet.refresh();
      if (!panel.hidden) panel.focus();
    };

    const close = () => {
      const key = state.open;
      state.open = "";
      Mindet.refresh();
      const one = back(key);
      if (one) one.focus();
    };

    /** Show these parts; without any it is hidden and nothing is open. */
    const show = (parts) => {
      if (!parts.length) state.open = "";
      panel.hidden = !parts.length;
      panel.replaceChildren(...(parts.length ? [
        el("button", { type: "button", class: "icon close", "aria-label": word("close"), title: word("close"), onclick: close }, "×"),
        ...parts.flat(Infinity).filter(Boolean)] : []));
      panel.scrollTop = 0;
    };
    return { open, close, show };
  };
})();
