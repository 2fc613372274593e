// The SPARQL page beyond a plain text area: names of our terms while typing, the place of an error, a stop button.
// Everything here is an addition; without it the form, its answers and its errors are the same.

const ENGLISH = document.documentElement.lang === "en";

function told(count) {
  return ENGLISH ? `${count} suggestions, choose with the arrow keys` : `${count} gợi ý, phím mũi tên để chọn`;
}

const box = document.querySelector("textarea#query");

function wordBefore(at) {
  const found = /[?$]?[\p{L}\p{N}_:-]*$/u.exec(box.value.slice(0, at));
  return found ? found[0] : "";
}

// Names that begin like the word, then those that contain it, and those whose Vietnamese label does.
function matching(terms, word) {
  const typed = word.toLowerCase();
  const rank = (term) => {
    const name = term.name.toLowerCase();
    if (name.startsWith(typed)) return 0;
    const local = name.slice(name.indexOf(":") + 1);
    if (local.startsWith(typed)) return 1;
    if (typed.length > 2 && name.includes(typed)) return 2;
    return typed.length > 2 && term.label.toLowerCase().includes(typed) ? 3 : 9;
  };
  return terms.map((term) => [rank(term), term]).filter(([at]) => at < 9)
    .sort(([a, x], [b, y]) => a - b || x.name.length - y.name.length || x.name.localeCompare(y.name)).slice(0, 8).map(([, term]) => term);
}

class Completion {
  constructor(terms) {
    this.terms = terms;
    this.shown = [];
    this.at = -1;
    this.list = document.createElement("ul");
    this.list.id = "terms";
    this.list.className = "terms";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", ENGLISH ? "Terms that fit" : "Từ vựng có thể dùng");
    this.told = document.createElement("p");
    this.told.className = "visually-hidden";
    this.told.setAttribute("role", "status");
    box.after(this.list, this.told);
    box.setAttribute("aria-controls", "terms");
    box.setAttribute("aria-autocomplete", "list");
    box.addEventListener("input", (event) => { if (!event.isComposing) this.look(); });
    box.addEventListener("compositionend", () => this.look());
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("blur", () => this.close());
  }

  look() {
    const word = wordBefore(box.selectionStart);
    const asked = box.selectionStart === box.selectionEnd && word.length > 1 && !/^[?$]/.test(word);
    this.shown = asked ? matching(this.terms, word).filter((term) => term.name !== word) : [];
    this.at = -1;
    this.draw();
    this.told.textContent = this.shown.length ? told(this.shown.length) : "";
  }

  draw() {
    this.list.replaceChildren(...this.shown.map((term, at) => {
      const item = document.createElement("li");
      item.id = `term-${at}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(at === this.at));
      const name = document.createElement("code");
      name.textContent = term.name;
      const label = document.createElement("span");
      label.textContent = term.label;
      item.append(name, label);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); this.take(at); });
      return item;
    }));
    this.list.hidden = !this.shown.length;
    if (this.at >= 0) {
      box.setAttribute("aria-activedescendant", `term-${this.at}`);
      this.list.children[this.at].scrollIntoView({ block: "nearest" });
    } else {
      box.removeAttribute("aria-activedescendant");
    }
  }

  key(event) {
    if (event.isComposing || this.list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.at = (this.at + step + this.shown.length + (this.at < 0 && step < 0 ? 1 : 0)) % this.shown.length;
      this.draw();
    } else if (event.key === "Enter" && this.at >= 0 && !event.ctrlKey && !event.metaKey) {
      this.take(this.at);
    } else if (event.key === "Escape") {
      this.close();
    } else {
      return;
    }
    event.preventDefault();
  }

  // The term in place of the word, and its prefix among the declarations where it is not there yet.
  take(at) {
    const term = this.shown[at];
    const end = box.selectionStart;
    box.setRangeText(term.name + " ", end - wordBefore(end).length, end, "end");
    const prefix = term.name.slice(0, term.name.indexOf(":"));
    if (!new RegExp(`PREFIX\\s+${prefix}:`, "i").test(box.value)) {
      box.setRangeText(`PREFIX ${prefix}: <${term.base}>\n`, 0, 0, "preserve");
    }
    this.close();
  }

  close() {
    this.shown = [];
    this.at = -1;
    this.draw();
  }
}

function toPlace(line, column) {
  const lines = box.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  const word = /^[^\s{}()[\];,.]+/.exec(box.value.slice(start));
  box.focus();
  box.setSelectionRange(start, start + (word ? word[0].length : 1));
  box.scrollTop = (line - 3) * parseFloat(getComputedStyle(box).lineHeight);
}

function stopButton() {
  const stop = document.createElement("button");
  stop.type = "button";
  stop.className = "quiet";
  stop.textContent = ENGLISH ? "Stop" : "Dừng";
  stop.hidden = true;
  stop.addEventListener("click", () => {
    window.stop();
    stop.hidden = true;
  });
  box.form.querySelector(".actions").append(stop);
  box.form.addEventListener("submit", () => { stop.hidden = false; });
  window.addEventListener("pageshow", () => { stop.hidden = true; });
}

// A new address for each new list, so that the browser may keep it.
async function complete() {
  const answer = await fetch(box.dataset.terms);
  if (answer.ok) new Completion(await answer.json());
}

for (const link of document.querySelectorAll("a[data-line]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    toPlace(Number(link.dataset.line), Number(link.dataset.column));
  });
}
stopButton();
box.addEventListener("focus", complete, { once: true });
