// The address says which view is shown, so that the browser's own back button leads to the conversation.
const VIEW = "#documents";
let talkScroll = 0;

function showView() {
  const desk = document.getElementById("desk");
  const shelf = document.getElementById("shelf");
  // Gradio may run this before what it built is on the page.
  if (!desk || !shelf) return requestAnimationFrame(showView);
  const open = location.hash === VIEW;
  if (open === shelf.classList.contains("open")) return;
  if (open) talkScroll = scrollY;
  shelf.classList.toggle("open", open);
  desk.classList.toggle("away", open);
  // Another tab, or a run of ingest, may have changed what is listed.
  if (open && !element.querySelector(".opened")) trigger("click", {});
  scrollTo({ top: open ? 0 : talkScroll });
}

addEventListener("hashchange", showView);
document.addEventListener("click", (event) => {
  if (event.target.closest("#to-documents")) location.hash = VIEW;
  if (event.target.closest("#to-talk")) location.hash = "";
});

let shown = null;
watch("value", () => {
  const opened = element.querySelector(".opened");
  const now = opened ? opened.dataset.document : null;
  if (now !== shown && now !== null) {
    scrollTo({ top: 0 });
    opened.querySelector("h2").focus({ preventScroll: true });
  }
  if (now === null && shown !== null) {
    element.querySelector(`[data-open="${CSS.escape(shown)}"]`)?.focus();
  }
  shown = now;
});

element.addEventListener("click", (event) => {
  const target = event.target.closest("[data-open], [data-list], [data-remove], [data-jump]");
  if (!target) return;
  if (target.dataset.open) trigger("select", { document: target.dataset.open });
  if ("list" in target.dataset) trigger("click", {});
  if (target.dataset.remove) trigger("delete", { document: target.dataset.remove });
  if (target.dataset.jump) element.querySelector(`[data-start="${target.dataset.jump}"]`)?.scrollIntoView();
});

element.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target.closest("[data-correct]");
  const field = (place, name) => place.querySelector(`[name="${name}"]`).value;
  const careers = [...form.querySelectorAll("fieldset")].map((place) => ({
    current: place.dataset.current,
    name: field(place, "name"),
    aliases: field(place, "aliases").split(",").map((alias) => alias.trim()).filter(Boolean),
  }));
  form.querySelector("[type=submit]").disabled = true;
  trigger("submit", {
    document: element.querySelector(".opened").dataset.document,
    title: field(form, "title"),
    careers,
  });
});

showView();
