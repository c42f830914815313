"use strict";
// What all scripts of the picture share, under the name that the pages' own scripts know.

const Mindet = {};

(() => {
  Mindet.data = JSON.parse(document.getElementById("picture").dataset.settings);
  Mindet.nodes = new Map(); // id → node, as the server told it
  Mindet.edges = [];
  Mindet.picked = null;

  /** A word, its {holes} filled. */
  Mindet.word = (key, holes = {}) =>
    Mindet.data.words[key].replace(/\{(\w+)\}/g, (hole, name) => (name in holes ? String(holes[name]) : hole));

  Mindet.capital = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

  /** A text for the canvas: one line, no controls that turn it around, not endless. */
  Mindet.plain = (text, limit = 120) => {
    const clean = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, (found) => (/\s/u.test(found) ? " " : "")).trim();
    return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean;
  };

  /** An element: attributes (on… are listeners), then children; strings become text. */
  Mindet.el = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (value !== null && value !== false) made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  };

  Mindet.say = (text) => {
    live.textContent = text;
  };
})();
