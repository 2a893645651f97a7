"""Replies, sources and what is remembered of a person, as HTML. Pure: everything that is not a tag is escaped here.

Buttons and links carry `data-` attributes; `chat.js` turns clicks on them into events of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import assert_never

from advisor.pages.markdown import place_of, render_citation, render_markdown
from advisor.pages.people import Remark
from advisor.types import Abstention, Answer, Citation, Clarification, Reply
from vectorstore.types import Document

SHOWN_QUESTION = 1_500  # characters of a question repeated in the transcript
BUILT_IN = "built-in writer"
_QUOTED = 160  # characters of a cited passage in the list of sources
CONTEXT = 20_000  # characters of a document shown on either side of a cited passage


@dataclass(frozen=True, slots=True)
class Entry:
    """One turn as the page shows it: the question, and the reply, what is written of it so far, or what went wrong."""

    question: str
    reply: Reply | None = None
    partial: str = ""
    failure: str | None = None


def render_transcript(entries: Sequence[Entry], *, welcome: str = "") -> str:
    """The conversation as HTML, oldest turn first; `welcome` (HTML) stands in for an empty one."""
    if not entries:
        return f'<div class="log">{welcome}</div>'
    last = len(entries)
    turns = "".join(
        _render_entry(number, entry, latest=number == last) for number, entry in enumerate(entries, start=1)
    )
    return f'<div class="log" role="log" aria-label="Conversation" aria-live="polite">{turns}</div>'


def render_welcome(greeting: str, examples: Sequence[str]) -> str:
    """What an empty conversation shows: a sentence and example questions to click."""
    offered = (
        f'<p class="label" id="examples">Try one of these</p>{_questions(examples, "examples")}' if examples else ""
    )
    return f'<div class="welcome"><p>{escape(greeting)}</p>{offered}</div>'


def render_source(document: Document, citation: Citation, *, turn: int, citations: Sequence[Citation]) -> str:
    """The source panel: the document around a cited span, the span highlighted, the turn's other citations marked.

    The text shown reaches `CONTEXT` characters to either side, cut at line ends, and says where it was cut.
    """
    page = f"page {citation.page}" if citation.page else ""
    place = " · ".join(part for part in (citation.section, page) if part)
    return (
        f'<section class="source" aria-label="Source" tabindex="-1" data-shows="{turn}-{citation.n}">'
        f'<header><div><h2>{escape(citation.document_title)}</h2><p class="place">{escape(place)}</p></div>'
        '<button type="button" class="close" data-close aria-label="Close the source panel">✕</button></header>'
        f"{_citation_tabs(citation, turn=turn, citations=citations)}"
        '<div class="document" role="region" aria-label="Text of the document" tabindex="0">'
        f"{_render_document(document, citation, citations)}</div></section>"
    )


def render_missing_source(citation: Citation, *, turn: int) -> str:
    """The source panel for a document that changed or left the store since it was cited: the words as cited."""
    return (
        f'<section class="source" aria-label="Source" tabindex="-1" data-shows="{turn}-{citation.n}">'
        f"<header><div><h2>{escape(citation.document_title)}</h2>"
        '<p class="place">This document has changed or left the store since. The words cited were:</p></div>'
        '<button type="button" class="close" data-close aria-label="Close the source panel">✕</button></header>'
        f'<div class="document"><mark class="active">{escape(citation.text)}</mark></div></section>'
    )


def render_person(remarks: Sequence[Remark]) -> str:
    """What the advisor remembers of the user, each remark with a button that forgets it; empty when there is none."""
    if not remarks:
        return ""
    chips = "".join(
        f'<li>{escape(remark.text)}<button type="button" data-forget="{number}" '
        f'aria-label="Forget: {escape(remark.text)}">✕</button></li>'
        for number, remark in enumerate(remarks)
    )
    return (
        '<div class="person"><span id="remembered">What I remember about you:</span>'
        f'<ul aria-labelledby="remembered">{chips}</ul>'
        '<button type="button" class="quiet" data-forget="all">Forget all</button></div>'
    )


def _render_entry(number: int, entry: Entry, *, latest: bool) -> str:
    shown = entry.question.strip()
    if len(shown) > SHOWN_QUESTION:
        shown = shown[:SHOWN_QUESTION].rstrip() + " …"
    question = f'<div class="question"><span class="hidden">You: </span>{escape(shown)}</div>'
    return (
        f'<article class="turn" data-turn="{number}">{question}{_render_answer(number, entry, latest=latest)}</article>'
    )


def _render_answer(number: int, entry: Entry, *, latest: bool) -> str:
    if entry.failure is not None:
        return f'<div class="answer failure" role="alert"><p>{escape(entry.failure)}</p></div>'
    if entry.reply is None:
        body = render_markdown(entry.partial, {}, turn=number) if entry.partial else ""
        dots = '<p class="pending"><span class="hidden">The advisor is answering</span><i></i><i></i><i></i></p>'
        return f'<div class="answer" aria-busy="true"><div class="body">{body}</div>{dots}</div>'
    reply = entry.reply
    citations = {citation.n: citation for citation in reply.citations}
    return (
        f'<div class="answer {_kind(reply)}"><span class="hidden">Advisor: </span>{_searched(reply)}'
        f'<div class="body">{render_markdown(reply.text, citations, turn=number)}</div>'
        f"{_choices(reply, latest=latest)}{_sources(reply, turn=number)}{_withheld(reply)}"
        '<div class="tools"><button type="button" class="quiet" data-copy>Copy</button>'
        f'<span class="writer">{escape(_byline(reply))}</span></div>{_offers(reply, latest=latest)}</div>'
    )


def _kind(reply: Reply) -> str:
    match reply:
        case Answer():
            return "given"
        case Clarification():
            return "clarification"
        case Abstention():
            return "abstention"
    assert_never(reply)


def _byline(reply: Reply) -> str:
    return (
        f"Written by the {reply.written_by}"
        if reply.written_by == "built-in writer"
        else f"Written by {reply.written_by}"
    )


def _searched(reply: Reply) -> str:
    standalone = reply.request.standalone.strip()
    if not standalone or standalone.casefold() == reply.request.question.strip().casefold():
        return ""
    return f'<p class="searched">Searched for: {escape(standalone)}</p>'


def _choices(reply: Reply, *, latest: bool) -> str:
    if not latest or not isinstance(reply, Clarification):
        return ""
    return _questions(reply.choices, "choices")


def _offers(reply: Reply, *, latest: bool) -> str:
    if not latest or not reply.offers:
        return ""
    return f'<div class="follow"><p class="label">You could ask next</p>{_questions(reply.offers, "offers")}</div>'


def _questions(questions: Sequence[str], name: str) -> str:
    items = "".join(
        f'<li><button type="button" data-ask="{escape(question)}">{escape(question)}</button></li>'
        for question in questions
    )
    return f'<ul class="asks {name}">{items}</ul>' if items else ""


def _sources(reply: Reply, *, turn: int) -> str:
    if not reply.citations:
        return ""
    count = len(reply.citations)
    items = "".join(
        f"<li>{render_citation(citation, turn=turn)} {escape(place_of(citation))}"
        f"<q>{escape(_shortened(citation.text))}</q></li>"
        for citation in reply.citations
    )
    label = "1 source" if count == 1 else f"{count} sources"
    return f'<details class="sources"><summary>{label}</summary><ul>{items}</ul></details>'


def _withheld(reply: Reply) -> str:
    if not reply.withheld:
        return ""
    count = len(reply.withheld)
    label = "1 statement was held back" if count == 1 else f"{count} statements were held back"
    items = "".join(
        f"<li><q>{escape(withheld.claim.text)}</q>"
        + "".join(f"<span>{escape(check.detail or check.name)}</span>" for check in withheld.checks if not check.passed)
        + "</li>"
        for withheld in reply.withheld
    )
    return (
        f'<details class="withheld"><summary>{label}: why?</summary>'
        f"<p>The documents did not bear these out, so they are not part of the answer.</p><ul>{items}</ul></details>"
    )


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[:_QUOTED].rsplit(" ", 1)[0] + " …"


def _citation_tabs(citation: Citation, *, turn: int, citations: Sequence[Citation]) -> str:
    if len(citations) < 2:
        return ""
    current = ' aria-current="true"'
    items = "".join(
        f'<li><button type="button" data-cite="{turn}-{other.n}" title="{escape(place_of(other))}" '
        f'aria-label="Source {other.n}: {escape(place_of(other))}"{current if other is citation else ""}>'
        f"{other.n}</button></li>"
        for other in citations
    )
    return f'<nav aria-label="Sources of this answer"><ul class="tabs">{items}</ul></nav>'


def _render_document(document: Document, citation: Citation, citations: Sequence[Citation]) -> str:
    start, end = _window(document.text, citation.span.start, citation.span.end)
    before = '<p class="cut">The document begins earlier.</p>' if start else ""
    after = '<p class="cut">The document goes on.</p>' if end < len(document.text) else ""
    others = [other.span for other in citations if other.span.document == document.id]
    cuts = {start, end, citation.span.start, citation.span.end}
    cuts.update(edge for span in others for edge in (span.start, span.end) if start < edge < end)
    pieces = []
    edges = sorted(cuts)
    for left, right in pairwise(edges):
        text = escape(document.text[left:right])
        if citation.span.start <= left and right <= citation.span.end:
            text = f'<mark class="active">{text}</mark>'
        elif any(span.start <= left and right <= span.end for span in others):
            text = f"<mark>{text}</mark>"
        pieces.append(text)
    return before + "".join(pieces) + after


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """Where to cut a document so that `CONTEXT` characters, to the end of a line, stay on either side."""
    left = start - CONTEXT
    left = 0 if left <= 0 else max(text.rfind("\n", 0, left) + 1, left - CONTEXT)
    right = end + CONTEXT
    if right >= len(text):
        return left, len(text)
    line_end = text.find("\n", right)
    return left, min(line_end if line_end >= 0 else len(text), right + CONTEXT)
