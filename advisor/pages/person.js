element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-forget]");
  if (button) trigger("delete", { remark: button.dataset.forget });
});
