// Small conveniences on pages that work without them: copying an identifier, «/» to search, Ctrl+Enter to run a query.

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

function keys() {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !inField(event.target)) {
      const box = document.querySelector("main input[type=search]") ?? document.querySelector("input[type=search]");
      if (box) {
        event.preventDefault();
        box.focus();
      }
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
