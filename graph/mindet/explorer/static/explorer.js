"use strict";
// Completion while typing: a combobox after the ARIA pattern. Text goes in by textContent only.

const language = document.body.dataset.lang;
const live = document.getElementById("live");
const PAUSE = 120; // milliseconds of rest before the server is asked

function address(path, parameters) {
  const url = new URL(path, location.origin);
  for (const [key, value] of Object.entries(parameters)) url.searchParams.set(key, value);
  if (language !== "en") url.searchParams.set("lang", language);
  return url;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

class Combo {
  constructor(input) {
    this.input = input;
    this.list = document.getElementById(input.getAttribute("aria-controls"));
    this.options = [];
    this.current = -1;
    this.timer = 0;
    this.asking = null;
    input.addEventListener("input", () => this.soon());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  // Says what the id in a field is called.
  name(text) {
    const output = document.querySelector(`output[for="${this.input.id}"]`);
    if (output) output.textContent = text;
  }

  soon() {
    clearTimeout(this.timer);
    this.name("");
    if (!this.input.value.trim()) return this.close();
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    if (this.asking) this.asking.abort();
    this.asking = new AbortController();
    const typed = this.input.value;
    try {
      const answer = await fetch(this.url(typed), { signal: this.asking.signal });
      if (answer.ok && typed === this.input.value) this.show(this.read(await answer.json()));
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  url(typed) {
    const data = this.input.dataset;
    if (data.search) return address(data.search, { text: typed });
    return address(data.complete, { begun: typed });
  }

  read(answer) {
    if (!this.input.dataset.search) {
      return answer.values.map((one) => ({ head: one.label || one.value, note: one.value, value: one.value }));
    }
    return answer.found.map((one) => ({
      head: one.label,
      note: [one.kinds.join(", "), one.name === one.label ? "" : one.name].filter(Boolean).join(" · "),
      page: one.page,
      iri: one.iri,
    }));
  }

  show(options) {
    this.options = options;
    this.list.replaceChildren(...options.map((option, place) => this.row(option, place)));
    this.list.hidden = options.length === 0;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.mark(-1);
    const words = document.body.dataset;
    live.textContent = options.length ? words.found.replace("{n}", options.length) : words.none;
  }

  row(option, place) {
    const row = element("li", option.head);
    row.id = `${this.list.id}-${place}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    row.dir = "auto";
    row.append(element("small", option.note));
    row.addEventListener("mousedown", (event) => event.preventDefault());
    row.addEventListener("click", () => this.take(option));
    return row;
  }

  mark(place) {
    this.current = place;
    [...this.list.children].forEach((row, at) => {
      row.setAttribute("aria-selected", String(at === place));
      if (at === place) row.scrollIntoView({ block: "nearest" });
    });
    if (place < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${place}`);
  }

  key(event) {
    if (this.list.hidden) return;
    const count = this.options.length;
    if (event.key === "ArrowDown") this.mark((this.current + 1) % count);
    else if (event.key === "ArrowUp") this.mark((this.current + count) % count);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.current >= 0) this.take(this.options[this.current]);
    else return;
    event.preventDefault();
  }

  take(option) {
    this.close();
    const chosen = new CustomEvent("chosen", { detail: option, cancelable: true });
    if (!this.input.dispatchEvent(chosen)) return; // whoever listens has taken it
    if (option.page) {
      location.assign(address(option.page, {}));
      return;
    }
    this.input.value = option.value;
    this.name(option.head);
    live.textContent = option.head;
    this.input.focus();
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }
}

for (const input of document.querySelectorAll("[role=combobox]")) new Combo(input);

// An empty field says nothing: it stays out of the address.
for (const form of document.querySelectorAll("form.ask")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
  });
}
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form.ask :disabled")) field.disabled = false;
});

// A slash goes to the search, as on the pages of `mindet view`.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  const find = document.getElementById("find");
  if (event.key === "/" && !typing && find) {
    event.preventDefault();
    find.focus();
  }
});
