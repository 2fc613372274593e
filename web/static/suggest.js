// Suggestions under a box while somebody types. Without this script the box is a plain form. A search box leads to what
// is chosen; a box of another form (`data-suggest="agency"`) is filled with it.
//
// The text typed is never rewritten but by a choice, and nothing happens while an input method composes a letter: Telex and VNI
// keyboards break otherwise. An answer that comes after a later one was asked for is dropped.

const WAIT = 120;
const ENGLISH = document.documentElement.lang === "en";
let boxes = 0;

function told(count) {
  if (ENGLISH) return count ? `${count} suggestions. Choose with the arrow keys.` : "No suggestions.";
  return count ? `${count} gợi ý. Dùng phím mũi tên để chọn.` : "Không có gợi ý.";
}

function attach(place, input) {
  const wanted = input.dataset.suggest;
  const id = `suggestions-${++boxes}`;
  const list = document.createElement("div");
  list.id = id;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", ENGLISH ? "Suggestions" : "Gợi ý");
  list.hidden = true;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  if (wanted) input.after(list); else place.append(list);
  place.append(status);
  place.classList.add("suggesting");
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", id]]) {
    input.setAttribute(name, value);
  }

  let asking, timer, chosen = -1, shown = "";
  const options = () => [...list.querySelectorAll("[role=option]")];

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(at) {
    const all = options();
    if (!all.length) return;
    all[chosen]?.setAttribute("aria-selected", "false");
    chosen = (at + all.length) % all.length;
    all[chosen].setAttribute("aria-selected", "true");
    all[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", all[chosen].id);
  }

  async function ask() {
    const typed = input.value.trim();
    asking?.abort();
    if (typed.length < 2) { close(); return; }
    const mine = asking = new AbortController();
    try {
      const asked = { q: typed, ...(wanted ? { for: wanted } : {}), ...(ENGLISH ? { lang: "en" } : {}) };
      const answer = await fetch(`/suggest?${new URLSearchParams(asked)}`, { signal: mine.signal });
      if (!answer.ok) { close(); return; }
      const html = await answer.text();
      if (mine !== asking || mine.signal.aborted) return;
      list.innerHTML = html;
    } catch {
      return;
    }
    options().forEach((option, at) => { option.id = `${id}-${at}`; });
    chosen = -1;
    shown = typed;
    input.removeAttribute("aria-activedescendant");
    const count = options().filter((option) => !option.classList.contains("all")).length;
    list.hidden = !count;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = told(count);
  }

  function take(option) {
    if (option.dataset.href) {
      location.assign(option.dataset.href);
    } else {
      input.value = option.dataset.value;
      close();
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  }

  input.addEventListener("input", (event) => { if (!event.isComposing) later(); });
  input.addEventListener("compositionend", later);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (list.hidden && shown && shown === input.value.trim()) {
        list.hidden = false;
        input.setAttribute("aria-expanded", "true");
      }
      choose(chosen < 0 && step < 0 ? -1 : chosen + step);
    } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
      event.preventDefault();
      take(options()[chosen]);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    if (option.dataset.href && (event.ctrlKey || event.metaKey)) window.open(option.dataset.href, "_blank", "noopener");
    else take(option);
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
}

for (const form of document.querySelectorAll("form[data-suggest]")) attach(form, form.querySelector("input[type=search]"));
for (const input of document.querySelectorAll("input[data-suggest]")) attach(input.parentElement, input);
