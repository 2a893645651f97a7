"""Where the points of a chunk stand in its text, and which of its lines answer nothing."""

from __future__ import annotations

from advisor.operations.fragments import indent, is_fragment, is_heading
from advisor.operations.sentences import bare_text, is_question, split_points, split_sentences
from vectorstore.quantities import find_quantities
from vectorstore.types import Chunk

# From this share of its characters on, a figure is all that a line states.
FIGURE_SHARE = 0.6
# A paragraph of more words is read sentence by sentence: the longer a text, the more words it resembles.
WHOLE = 65


def points_of(chunk: Chunk) -> list[tuple[int, int]]:
    """Where the points of a chunk stand in its text; a question is one with its answer, a long paragraph several."""
    if chunk.kind == "faq":
        return [(0, len(chunk.text))]
    spans: list[tuple[int, int]] = []
    for start, end in split_points(chunk.text):
        line = chunk.text[start:end]
        long = len(line.split()) > WHOLE
        if spans and is_question(chunk.text[slice(*spans[-1])]) and not is_question(line) and not long:
            spans[-1] = (spans[-1][0], end)
            continue
        spans += [(start + a, start + b) for a, b in split_sentences(line)] if long else [(start, end)]
    return spans


def may_answer(chunk: Chunk, start: int, end: int) -> bool:
    """False for what answers nothing by itself: a title, a bare figure, a mark, where to look instead, an exercise."""
    if chunk.kind == "practice":
        return False
    text = chunk.text[start:end]
    titles = {chunk.title, chunk.part.title if chunk.part else ""}
    line, below, *_ = (*chunk.text[chunk.text.rfind("\n", 0, start) + 1 :].split("\n", 2), "")
    leads = indent(below) > indent(line) and line.rstrip()[-1:].isalpha()
    heads = line.startswith("#") or leads or (chunk.kind != "faq" and is_heading(line))
    return not (text.strip("# ") in titles or _is_figure(text) or is_fragment(text) or heads)


def _is_figure(text: str) -> bool:
    """True for a line that is hardly more than a figure: "5-8 years exp."."""
    start, end = bare_text(text)
    text = text[start:end]
    stated = sum(mention.end - mention.start for mention in find_quantities(text))
    return stated > FIGURE_SHARE * len(text)
