// Gradio confines the style sheet to its own container, so the class cannot sit on the body.
const desk = document.getElementById("desk");
let opener = null;
let wanted = false;

function show() {
  const panel = element.querySelector(".source");
  if (!wanted || !panel) return;
  wanted = false;
  desk.classList.add("source-open");
  const passage = panel.querySelector("mark.active");
  const frame = panel.querySelector(".document");
  const offset = passage.getBoundingClientRect().top - frame.getBoundingClientRect().top;
  frame.scrollTop += offset - frame.clientHeight / 3;
  panel.focus({ preventScroll: true });
}

function close() {
  if (!desk.classList.contains("source-open")) return;
  desk.classList.remove("source-open");
  if (opener && opener.isConnected) opener.focus({ preventScroll: true });
}

watch("value", show);

// The same citation clicked twice changes no value, so the panel that is there already is shown again.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-cite]");
  if (!link) return;
  wanted = true;
  if (!element.contains(link)) opener = link;
  const current = element.querySelector(".source");
  if (current && current.dataset.shows === link.dataset.cite) show();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});

element.addEventListener("click", (event) => {
  const target = event.target.closest("[data-close], [data-cite]");
  if (!target) return;
  if (target.dataset.cite) trigger("click", { cite: target.dataset.cite });
  else close();
});
