"""The chat: a conversation with numbered citations beside the document they point into.

It renders replies and decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from importlib.resources import files

import gradio as gr

from advisor.pages.people import remarks
from advisor.pages.rendering import (
    render_missing_source,
    render_person,
    render_source,
    render_transcript,
    render_welcome,
)
from advisor.pages.talk import Conversation, Talk, advance
from advisor.requests import Person

GREETING = (
    "Ask about careers in healthcare AI: what they pay, how long they take to learn, what comes in which phase, "
    "whether one suits you. Every statement links to the passage it comes from."
)
BUILT_IN = (
    "No language model is connected: answers are composed from the facts and sentences of the documents themselves."
)


HINT = "Enter sends, Shift+Enter starts a new line."
Shown = tuple[str, Conversation, str]  # the transcript, the conversation, what is remembered of the person


def build_chat(talk: Talk, *, documents: bool = False) -> gr.HTML:
    """Adds the chat to the Blocks being built, with a button for the Documents page if there is one; its title."""
    page = _Handlers(talk)
    conversation = gr.State(Conversation())
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="talk", min_width=0):
            with gr.Row(elem_id="top"):
                title = gr.HTML(lambda: render_title(talk), elem_id="title", apply_default_css=False)
                with gr.Row(elem_id="top-buttons"):
                    if documents:
                        gr.Button("Documents", elem_id="to-documents", size="sm", scale=0, min_width=0)
                    new = gr.Button("New conversation", elem_id="new", size="sm", scale=0, min_width=0)
            transcript = _html(page.render_start, "transcript")
            with gr.Column(elem_id="composer", min_width=0):
                person = _html("", "person")
                question = _question_box()
                gr.HTML(HINT, elem_id="hint", apply_default_css=False)
        source = _html("", "source")

    shown = [transcript, conversation, person]
    question.submit(
        page.ask_typed, [question, conversation], [question, *shown], show_progress="hidden", api_visibility="private"
    )
    transcript.select(page.ask_clicked, conversation, shown, show_progress="hidden", api_visibility="private")
    gr.on(
        [transcript.click, source.click],
        page.show_source,
        conversation,
        source,
        show_progress="hidden",
        api_visibility="private",
    )
    person.delete(page.forget, conversation, [conversation, person], show_progress="hidden", api_visibility="private")
    new.click(page.start_over, None, [question, *shown, source], show_progress="hidden", api_visibility="private")
    return title


@dataclass(frozen=True, slots=True)
class _Handlers:
    """What happens on each event of the page. Methods, because Gradio reads no type hints through a partial."""

    talk: Talk

    def render_start(self) -> str:
        return self._render(Conversation())

    def ask_typed(self, question: str, conversation: Conversation) -> Iterator[tuple[str, str, Conversation, str]]:
        if not question.strip():
            yield "", *self._show(conversation)
        else:
            for now in advance(self.talk, question, conversation):
                yield "", *self._show(now)

    def ask_clicked(self, conversation: Conversation, event: gr.EventData) -> Iterator[Shown]:
        for now in advance(self.talk, str(event._data["question"]), conversation):
            yield self._show(now)

    def show_source(self, conversation: Conversation, event: gr.EventData) -> str:
        turn, _, n = str(event._data["cite"]).partition("-")
        if not (turn.isdecimal() and n.isdecimal() and 1 <= int(turn) <= len(conversation.entries)):
            return ""
        reply = conversation.entries[int(turn) - 1].reply
        citations = reply.citations if reply is not None else ()
        citation = next((citation for citation in citations if citation.n == int(n)), None)
        if citation is None:
            return ""
        document = self.talk.document(citation.span.document)
        if document is None or document.text[citation.span.start : citation.span.end] != citation.text:
            return render_missing_source(citation, turn=int(turn))
        return render_source(document, citation, turn=int(turn), citations=citations)

    def forget(self, conversation: Conversation, event: gr.EventData) -> tuple[Conversation, str]:
        which = str(event._data["remark"])
        known = remarks(conversation.person)
        if which == "all":
            conversation = conversation.remembering(Person())
        elif which.isdecimal() and int(which) < len(known):
            conversation = conversation.remembering(known[int(which)].without)
        return conversation, render_person(remarks(conversation.person))

    def start_over(self) -> tuple[str, str, Conversation, str, str]:
        return "", self.render_start(), Conversation(), "", ""

    def _show(self, conversation: Conversation) -> Shown:
        return self._render(conversation), conversation, render_person(remarks(conversation.person))

    def _render(self, conversation: Conversation) -> str:
        return render_transcript(conversation.entries, welcome=render_welcome(GREETING, self.talk.examples()))


def _html(value: str | Callable[[], str], name: str) -> gr.HTML:
    """HTML of ours alone: Gradio's own typography would fight the style sheet; the script is the one of that name."""
    script = (files("advisor.pages") / f"{name}.js").read_text(encoding="utf-8")
    return gr.HTML(value, elem_id=name, js_on_load=script, apply_default_css=False)


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        label="Your question",
        show_label=False,
        container=False,
        placeholder="Ask a question",
        lines=1,
        max_lines=8,
        autofocus=True,
        submit_btn="Ask",
        elem_id="question",
        html_attributes=gr.InputHTMLAttributes(autocomplete="off"),
    )


def render_title(talk: Talk) -> str:
    """What stands above the conversation: what the advisor has read, and who words its answers."""
    model = BUILT_IN if talk.model is None else f"Answers are worded by {talk.model} and checked against the documents."
    return f'<h1>Career advisor</h1><p>{escape(talk.status())} <span class="model">{escape(model)}</span></p>'
