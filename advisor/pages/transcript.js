const turns = () => element.querySelectorAll(".turn").length;
let shown = turns();

// An answer is read from its question down, so a new turn is brought to the top and then left alone while it is written.
watch("value", () => {
  const count = turns();
  if (count > shown) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.querySelector(".turn:last-child").scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  }
  shown = count;
});

function plainText(answer) {
  const body = answer.querySelector(".body").cloneNode(true);
  body.querySelectorAll(".cite").forEach((link) => link.replaceWith(`[${link.textContent}]`));
  body.querySelectorAll("td, th").forEach((cell) => cell.append("\t"));
  body.querySelectorAll("li").forEach((item) => item.prepend("- "));
  body.querySelectorAll("p, li, tr").forEach((block) => block.append("\n"));
  const lines = body.textContent.split("\n").map((line) => line.trim());
  const sources = [...answer.querySelectorAll(".sources li .cite")].map(
    (link) => `[${link.textContent}] ${link.title}`,
  );
  return [lines.filter(Boolean).join("\n"), sources.join("\n")].filter(Boolean).join("\n\n");
}

async function copy(button) {
  const text = plainText(button.closest(".answer"));
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // The clipboard needs a secure address; a page served to other machines over plain http has the older way only.
    const area = document.body.appendChild(Object.assign(document.createElement("textarea"), { value: text }));
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = "Copy"), 1500);
}

element.addEventListener("click", (event) => {
  const target = event.target.closest("[data-ask], [data-cite], [data-copy]");
  if (!target) return;
  event.preventDefault();
  if (target.dataset.ask) trigger("select", { question: target.dataset.ask });
  if (target.dataset.cite) trigger("click", { cite: target.dataset.cite });
  if ("copy" in target.dataset) copy(target);
});
