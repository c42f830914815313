// Around every page: language, theme, and the state in the URL's hash.
"use strict";

(() => {
  const data = Mindet.data;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const page = { keys: {}, render: () => {} };
  let chosen = "";
  Mindet.printing = false;
  Mindet.theme = "light";

  const paint = () => {
    Mindet.theme = Mindet.printing ? "light" : chosen || (dark.matches ? "dark" : "light");
    const root = document.documentElement;
    root.dataset.theme = Mindet.theme;
    for (const [name, colour] of Object.entries(data.palettes[Mindet.theme])) root.style.setProperty(`--${name}`, colour);
    document.getElementById("theme").setAttribute("aria-pressed", String(Mindet.theme === "dark"));
  };

  const translate = () => {
    Mindet.collator = new Intl.Collator(Mindet.language, { numeric: true });
    Mindet.translate();
    for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === Mindet.language));
  };

  /** The state as the hash of a link that opens the same view. */
  const hash = () => {
    const parts = new URLSearchParams();
    if (Mindet.language !== data.language) parts.set("lang", Mindet.language);
    if (chosen) parts.set("theme", chosen);
    for (const [name, { get }] of Object.entries(page.keys)) if (get()) parts.set(name, get());
    return parts.size ? `#${parts}` : "";
  };

  const keep = () => {
    if (hash() !== window.location.hash) window.history.replaceState(null, "", window.location.href.split("#")[0] + hash());
  };

  const restore = () => {
    const parts = new URLSearchParams(window.location.hash.slice(1));
    Mindet.language = data.languages.includes(parts.get("lang")) ? parts.get("lang") : data.language;
    chosen = ["light", "dark"].includes(parts.get("theme")) ? parts.get("theme") : "";
    for (const [name, { set }] of Object.entries(page.keys)) set(parts.get(name) || "");
  };

  Mindet.keep = keep;

  /** Draw again what hangs on the state, and keep the state in the hash. */
  Mindet.refresh = () => {
    page.render();
    keep();
  };

  const all = () => {
    paint();
    translate();
    Mindet.refresh();
  };

  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => {
      Mindet.language = button.dataset.language;
      translate();
      Mindet.refresh();
      Mindet.say(Mindet.word("title"));
    });
  }
  document.getElementById("theme").addEventListener("click", () => {
    chosen = Mindet.theme === "dark" ? "light" : "dark";
    all();
  });
  dark.addEventListener("change", all);
  for (const [event, printing] of [["beforeprint", true], ["afterprint", false]]) {
    window.addEventListener(event, () => {
      Mindet.printing = printing;
      all();
    });
  }
  window.addEventListener("hashchange", () => {
    if (window.location.hash.length > 1 && !window.location.hash.includes("=")) keep(); // a jump within the page
    else {
      restore();
      all();
    }
  });

  /** Begin: `keys` read and write each part of the state as text, `render` draws; then it is `ready`. */
  Mindet.begin = (keys, render, ready = () => performance.mark("mindet-ready")) => {
    Object.assign(page, { keys, render });
    restore();
    all();
    ready();
  };

  /** The field and the keys of a search: `said` counts what is left, `close` lets go of what is open. */
  Mindet.seek = (state, said, close) => {
    const field = document.getElementById("text");
    document.getElementById("reset").addEventListener("click", () => {
      state.off.clear();
      state.text = "";
      Mindet.refresh();
      field.focus();
    });
    field.addEventListener("input", () => {
      state.text = field.value;
      Mindet.refresh();
      Mindet.say(document.getElementById(said).textContent);
    });
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input[type=search], select")) return;
      if (event.key === "/") {
        event.preventDefault();
        field.focus();
      } else if (event.key === "Escape" && state.open) close();
    });
  };

  /** A set of words as one part of the state. */
  Mindet.listKey = (set) => ({
    get: () => [...set].sort().join(" "),
    set: (text) => {
      set.clear();
      text.split(" ").filter(Boolean).forEach((one) => set.add(one));
    },
  });
})();
