// Small conveniences on pages that work without them: copying text, «/» to go somewhere, «?» for the keys, Ctrl+Enter to run a query.

function copyButtons() {
  if (!navigator.clipboard) return;
  for (const code of document.querySelectorAll(".iri code, [data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = "Sao chép";
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.dataset.copy ?? code.textContent);
      button.textContent = "Đã sao chép";
      setTimeout(() => { button.textContent = "Sao chép"; }, 2000);
    });
    code.after(button);
  }
}

function inField(target) {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
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
  const editor = document.querySelector("textarea[name=query]");
  editor?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      editor.form.requestSubmit();
    }
  });
}

copyButtons();
keys();
