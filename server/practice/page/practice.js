// The practice page: mounts the composer when asked, as LinkedIn does, and moves what is posted
// into a list below. It opens no connection.
const place = document.getElementById("composer-place");
const launcher = document.getElementById("launcher");
const posts = document.getElementById("posts");
const said = document.getElementById("said");

// LinkedIn's own attributes of the editor, by which the extension finds it.
const EDITOR = {
  "aria-label": "Text editor for creating content",
  "aria-multiline": "true",
  "aria-placeholder": "What do you want to talk about?",
  "data-gramm": "false",
  "data-placeholder": "What do you want to talk about?",
  "data-test-ql-editor-contenteditable": "true",
  role: "textbox",
};

let open = null;

function start() {
  if (open) {
    open.quill.focus();
    return open;
  }
  const fragment = document.getElementById("composer").content.cloneNode(true);
  const modal = fragment.querySelector('[role="dialog"]');
  place.append(modal);
  const quill = new Quill(modal.querySelector(".editor"), { formats: ["link"] });
  for (const [name, value] of Object.entries(EDITOR)) quill.root.setAttribute(name, value);
  open = { modal, quill };
  modal.querySelector(".artdeco-modal__dismiss").addEventListener("click", close);
  modal.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  const button = modal.querySelector(".share-actions__primary-action");
  button.addEventListener("click", post);
  quill.on("text-change", () => follow(quill, button, modal.querySelector(".share-box_count")));
  quill.focus();
  return open;
}

function follow(quill, button, count) {
  const text = textOf(quill);
  button.disabled = text === "";
  count.textContent = text === "" ? "" : `${text.length} / 3000`;
}

function textOf(quill) {
  return quill.getText().trim();
}

function post() {
  if (!open) return;
  const text = textOf(open.quill);
  if (text === "") return;
  open.quill.setText("", "user");
  close();
  list(text);
  said.textContent = "Posted on this page only.";
}

function list(text) {
  const item = document.createElement("li");
  const head = document.createElement("p");
  const body = document.createElement("p");
  item.className = "post";
  head.className = "post-head";
  head.textContent = "You, just now";
  body.className = "post-text";
  body.textContent = text;
  item.append(head, body);
  posts.prepend(item);
  document.getElementById("posts-empty").hidden = true;
}

function close() {
  if (!open) return;
  open.modal.remove();
  open = null;
  launcher.focus();
}

function tryLesson(event) {
  const text = document.getElementById(event.currentTarget.dataset.lesson).textContent;
  const { quill } = start();
  quill.history.cutoff(); // Ctrl+Z brings back what stood there before
  quill.setText(text, "user");
  quill.setSelection(text.length, 0, "user");
  place.scrollIntoView({ block: "nearest" });
}

launcher.addEventListener("click", start);
for (const button of document.querySelectorAll("[data-lesson]")) {
  button.addEventListener("click", tryLesson);
}
