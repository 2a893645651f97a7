"""The Markdown of replies as HTML, with their markers as links to the sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from advisor.types import Citation

MARKER = re.compile(r"\[(\d{1,3})\]")


def render_markdown(text: str, citations: Mapping[int, Citation], *, turn: int) -> str:
    """Markdown as HTML: no raw HTML, links or images; "[n]" becomes a link when citation `n` is among `citations`."""
    return str(_renderer().render(text, {"citations": citations, "turn": turn}))


def _linked(text: str, citations: Mapping[int, Citation], *, turn: int) -> Iterator[str]:
    """`text` escaped piece by piece, its markers as links; a marker that names no citation stays as it is."""
    done = 0
    for marker in MARKER.finditer(text):
        citation = citations.get(int(marker[1]))
        if citation is None:
            continue
        yield escape(text[done : marker.start()])
        yield render_citation(citation, turn=turn)
        done = marker.end()
    yield escape(text[done:])


def _render_text(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType
) -> str:
    return "".join(_linked(tokens[index].content, env["citations"], turn=env["turn"]))


def _renderer() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.disable(["html_block", "html_inline", "link", "image", "autolink", "reference", "code"])
    markdown.add_render_rule("text", _render_text)
    markdown.add_render_rule("table_open", _open_table)
    markdown.add_render_rule("table_close", _close_table)
    return markdown


def _open_table(
    _renderer: RendererHTML, _tokens: Sequence[Token], _index: int, _options: OptionsDict, _env: EnvType
) -> str:
    return '<div class="table" role="region" aria-label="Table" tabindex="0"><table>'


def _close_table(
    _renderer: RendererHTML, _tokens: Sequence[Token], _index: int, _options: OptionsDict, _env: EnvType
) -> str:
    return "</table></div>"


def render_citation(citation: Citation, *, turn: int) -> str:
    """The marker of a citation as a link that opens its source."""
    place = escape(place_of(citation))
    return (
        f'<a class="cite" href="#source" data-cite="{turn}-{citation.n}" title="{place}" '
        f'aria-label="Source {citation.n}: {place}">{citation.n}</a>'
    )


def place_of(citation: Citation) -> str:
    """Where a citation stands, as a reader calls it: document, section and page."""
    page = f"page {citation.page}" if citation.page else ""
    return " – ".join(part for part in (citation.document_title, citation.section, page) if part)
