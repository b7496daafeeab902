// Niceties only: every page works without this file.
// Copy buttons stand hidden in the page, since without a script they would do nothing.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy).textContent.trim();
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Select and copy by hand";
    }
    setTimeout(() => {
      button.textContent = before;
    }, 2000);
  });
}

// A problem's line number selects that line in the editor.
for (const link of document.querySelectorAll("[data-line]")) {
  link.addEventListener("click", () => {
    const area = document.querySelector(".code textarea");
    if (!area) return;
    const lines = area.value.split("\n");
    const index = Number(link.dataset.line) - 1;
    const start = lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0);
    area.focus({ preventScroll: true });
    area.setSelectionRange(start, start + (lines[index] ?? "").length);
  });
}

// Leaving a page with unsaved words asks first.
for (const form of document.querySelectorAll("form[data-keep]")) {
  let changed = false;
  form.addEventListener("input", () => {
    changed = true;
  });
  form.addEventListener("submit", () => {
    changed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}
