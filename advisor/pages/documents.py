"""The Documents page: what is stored, what was recognised in it, and adding and correcting when that is allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import gradio as gr
from pydantic import ValidationError

from advisor.pages.shelf import Added, CorrectionForm, Editing, Shelf, Working
from advisor.pages.shelf_rendering import (
    render_added,
    render_complaint,
    render_opened,
    render_shelf,
    render_working,
)

TITLE = (
    '<h1>Documents</h1><button type="button" id="to-talk">Back to the conversation</button>'
    "<p>Everything the advisor says comes from these.</p>"
)
TYPES = "Text, Markdown, HTML, PDF, Word, question lists as JSON or CSV, or a zip of these."
GONE = "This document is no longer stored."
SAVED = "Saved. Answers use the corrected names from now on."


def build_documents(shelf: Shelf, *, status: gr.HTML, render_status: Callable[[], str]) -> None:
    """Adds the Documents page to the Blocks being built; `status` is rendered anew when the documents change."""
    page = _Handlers(shelf)
    with gr.Column(elem_id="shelf", min_width=0):
        gr.HTML(TITLE, elem_id="shelf-title", apply_default_css=False)
        adding = _build_adding(shelf.editing) if shelf.editing else None
        script = (files("advisor.pages") / "documents.js").read_text(encoding="utf-8")
        library = gr.HTML(page.show_list, elem_id="library", js_on_load=script, apply_default_css=False)

    library.click(page.show_list, None, library, show_progress="hidden", api_visibility="private")
    library.select(page.open, None, library, show_progress="hidden", api_visibility="private")
    if adding is None:
        return
    changes = [
        library.submit(page.correct, None, library, show_progress="hidden", api_visibility="private"),
        library.delete(page.remove, None, [library, adding.report], show_progress="hidden", api_visibility="private"),
        *adding.connect(page, library),
    ]
    for change in changes:
        change.then(render_status, None, status, show_progress="hidden", api_visibility="private")


@dataclass(frozen=True, slots=True)
class _Adding:
    """The components that documents are added with."""

    files: gr.UploadButton
    address: gr.Textbox | None
    report: gr.HTML

    def connect(self, page: _Handlers, library: gr.HTML) -> Iterator[gr.events.Dependency]:
        """Says what happens when something is added, and when each has happened."""
        shown = [self.report, library]
        yield self.files.upload(
            page.upload, self.files, [self.files, *shown], show_progress="hidden", api_visibility="private"
        )
        if self.address is not None:
            yield self.address.submit(
                page.fetch, self.address, [self.address, *shown], show_progress="hidden", api_visibility="private"
            )


def _build_adding(editing: Editing) -> _Adding:
    address = None
    with gr.Column(elem_id="add", min_width=0):
        with gr.Row(elem_id="add-row"):
            sent = gr.UploadButton(
                "Add files", file_count="multiple", size="sm", scale=0, min_width=0, elem_id="add-files"
            )
            gr.HTML(TYPES, elem_id="add-hint", apply_default_css=False)
        if editing.fetch is not None:
            address = gr.Textbox(
                label="Address of a page or file",
                show_label=False,
                container=False,
                placeholder="https://…",
                max_lines=1,
                submit_btn="Fetch",
                elem_id="add-address",
                html_attributes=gr.InputHTMLAttributes(autocomplete="off"),
            )
        report = gr.HTML("", elem_id="adding", apply_default_css=False)
    return _Adding(sent, address, report)


@dataclass(frozen=True, slots=True)
class _Handlers:
    """What happens on each event of the page. Methods, because Gradio reads no type hints through a partial."""

    shelf: Shelf

    def show_list(self) -> str:
        return render_shelf(self.shelf.documents())

    def open(self, event: gr.EventData) -> str:
        return self._render(str(event._data["document"]))

    def correct(self, event: gr.EventData) -> str:
        if self.shelf.editing is None:
            return self.show_list()
        try:
            form = CorrectionForm.model_validate(event._data)
        except ValidationError:
            return render_complaint("The corrections could not be read: reload the page.") + self.show_list()
        complaint = self.shelf.editing.correct(form)
        return self._render(form.document, note=complaint or SAVED, failed=complaint is not None)

    def remove(self, event: gr.EventData) -> tuple[str, str]:
        if self.shelf.editing is None:
            return self.show_list(), ""
        complaint = self.shelf.editing.remove(str(event._data["document"]))
        # What was said when it was added holds no longer.
        return (render_complaint(complaint) if complaint else "") + self.show_list(), ""

    def upload(self, sent: list[str] | None) -> Iterator[tuple[None, str, str]]:
        if self.shelf.editing is not None and sent:
            for report, library in self._watched(self.shelf.editing.upload([Path(file) for file in sent])):
                yield None, report, library

    def fetch(self, address: str) -> Iterator[tuple[str, str, str]]:
        if self.shelf.editing is not None and self.shelf.editing.fetch is not None and address.strip():
            for report, library in self._watched(self.shelf.editing.fetch(address)):
                yield "", report, library

    def _watched(self, steps: Iterator[Working | Added]) -> Iterator[tuple[str, str]]:
        listed = self.show_list()
        for step in steps:
            if isinstance(step, Working):
                yield render_working(step), listed
            else:
                documents = self.shelf.documents()
                yield render_added(step, documents), render_shelf(documents)

    def _render(self, name: str, *, note: str = "", failed: bool = False) -> str:
        opened = self.shelf.open(name)
        if opened is None:
            return render_complaint(GONE) + self.show_list()
        return render_opened(opened, editable=self.shelf.editing is not None, note=note, failed=failed)
