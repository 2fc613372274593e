// Small conveniences on pages that work without them: copying text, words of ours on a box for a file, «/» to go somewhere, «?» for the keys, Ctrl+Enter to run a query.

const ENGLISH = document.documentElement.lang === "en";
const [COPY, COPIED] = ENGLISH ? ["Copy", "Copied"] : ["Sao chép", "Đã sao chép"];

function copyButtons() {
  if (!navigator.clipboard) return;
  for (const code of document.querySelectorAll(".iri code, [data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = COPY;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.dataset.copy || code.textContent);
      button.textContent = COPIED;
      setTimeout(() => { button.textContent = COPY; }, 2000);
    });
    code.after(button);
  }
}

// A field of a dialog that has just been closed may keep the focus until the next frame is drawn; nobody is writing there.
function inField(target) {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]") && !target.closest("dialog:not([open])");
}

function open(id) {
  const dialog = document.getElementById(id);
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("input")?.select();
}

function keys() {
  const dialogs = { "/": "go-to", "?": "shortcuts" };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
    if (event.key in dialogs && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      open(dialogs[event.key]);
    }
  });
  // A search field takes Escape for emptying itself; in a dialog it means leaving, once the suggestions are put away.
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      dialog.close();
    });
  }
  const editor = document.querySelector("textarea[name=query]");
  editor?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      editor.form.requestSubmit();
    }
  });
}

function printing() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}

// Word takes over borders that stand in the markup, not those of a style sheet: give them to what is copied of a table.
function bordersForWord() {
  document.addEventListener("copy", (event) => {
    const selection = document.getSelection();
    if (inField(event.target) || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const copied = range.cloneContents();
    if (!copied.querySelector("tr")) return;
    for (const hidden of copied.querySelectorAll("button, .visually-hidden, .no-print")) hidden.remove();
    for (const link of copied.querySelectorAll("a[href]")) link.setAttribute("href", link.href);
    const holder = document.createElement("div");
    holder.append(copied);
    const rows = holder.querySelector("table") ? holder.innerHTML : `<table>${holder.innerHTML}</table>`;
    const html = rows
      .replace(/<table\b/g, '<table border="1" cellspacing="0" cellpadding="4" style="border-collapse:collapse"')
      .replace(/<(td|th)\b/g, '<$1 style="border:1px solid #000;vertical-align:top"');
    event.clipboardData.setData("text/html", html);
    event.clipboardData.setData("text/plain", selection.toString());
    event.preventDefault();
  });
}

// The browser's own box for a file speaks the browser's language: it stays for the keyboard, and words of ours are seen.
function fileBoxes() {
  const [CHOOSE, NONE] = ENGLISH ? ["Choose a file", "No file chosen"] : ["Chọn tệp", "Chưa chọn tệp"];
  for (const input of document.querySelectorAll("input[type=file]")) {
    const box = document.createElement("span");
    const [button, name] = [document.createElement("span"), document.createElement("span")];
    box.className = "file-box";
    box.setAttribute("aria-hidden", "true");
    button.textContent = CHOOSE;
    box.append(button, name);
    const tell = () => { name.textContent = input.files[0]?.name ?? NONE; };
    input.classList.add("visually-hidden");
    input.after(box);
    input.addEventListener("change", tell);
    box.addEventListener("click", () => input.click());
    box.addEventListener("dragover", (event) => event.preventDefault());
    box.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
      tell();
    });
    tell();
  }
}

bordersForWord();
fileBoxes();
copyButtons();
keys();
printing();
