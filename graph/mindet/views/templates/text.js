// Words, folding of names for search, and elements made without markup.
"use strict";
const Mindet = {};

(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  Mindet.data = data;
  Mindet.language = data.language;

  /** The text in the page's language, else in the first that there is. */
  Mindet.pick = (text) => (text && (text[Mindet.language] || Object.values(text)[0])) || "";

  /** A word of the page's controls, its {holes} filled. */
  Mindet.word = (key, holes = {}) =>
    Mindet.pick(data.words[key]).replace(/\{(\w+)\}/g, (hole, name) => (name in holes ? String(holes[name]) : hole));

  /** The word for a class, role, act …; its own name where the ontology has none. */
  Mindet.term = (name) => Mindet.pick(data.terms[name]) || name;

  Mindet.capital = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

  /** A number as the language writes it. */
  Mindet.count = (number) => new Intl.NumberFormat(Mindet.language).format(number);

  // Kazakh letters are found by those of a Russian keyboard, і and ы by one another,
  // й and и too: names are spelt both ways. ъ and ь are never what one searches for.
  const LIKE = {
    "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х",
    "і": "и", "ы": "и", "ъ": "", "ь": "", "э": "е", "ı": "i", "ə": "a", "ł": "l", "ß": "ss",
  };
  // Latin letters that look like Cyrillic ones, inside a Cyrillic word.
  const LOOK = { a: "а", e: "е", i: "и", o: "о", p: "р", c: "с", y: "у", x: "х", k: "к", m: "м", t: "т", h: "н", b: "в" };

  /** A name without case, accents, invisible marks and variants: what search compares. */
  Mindet.fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\p{M}\p{Cf}\p{Cc}]/gu, "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim()
      .split(" ")
      .map((word) => {
        const cyrillic = /\p{Script=Cyrillic}/u.test(word);
        return Array.from(word, (letter) => {
          const same = (cyrillic && LOOK[letter]) || letter;
          return same in LIKE ? LIKE[same] : same;
        }).join("");
      })
      .join(" ");

  /** A text for the canvas: one line, no controls that turn the text around, not endless. */
  Mindet.plain = (text, limit = 120) => {
    const clean = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, (found) => (/\s/u.test(found) ? " " : "")).trim();
    return clean.length > limit ? clean.slice(0, limit - 1) + "…" : clean;
  };

  /** An element: attributes (on… are listeners), then children; strings become text. */
  Mindet.el = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  };

  /** A name from the data: isolated, so that right-to-left marks stay inside it. */
  Mindet.name = (text, className = "") => Mindet.el("bdi", { dir: "auto", class: className || null }, text);

  Mindet.say = (text) => {
    document.getElementById("live").textContent = text;
  };

  /** Put the words of the page's language where the template asks for them. */
  Mindet.translate = () => {
    document.documentElement.lang = Mindet.language;
    document.title = `${Mindet.word("title")} · Mindet`;
    for (const element of document.querySelectorAll("[data-word]")) element.textContent = Mindet.word(element.dataset.word);
    for (const element of document.querySelectorAll("[data-word-label]")) {
      element.setAttribute("aria-label", Mindet.word(element.dataset.wordLabel));
      if (element.tagName === "BUTTON") element.title = Mindet.word(element.dataset.wordLabel);
    }
    for (const element of document.querySelectorAll("[data-word-placeholder]")) element.placeholder = Mindet.word(element.dataset.wordPlaceholder);
  };
})();
