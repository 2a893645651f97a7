"""What a reader sees of a line written in Markdown: its words, without the marks around them."""

from __future__ import annotations

import re

# Emphasis and code, a link with its address, and the bars between the cells of a row.
_EMPHASIS = re.compile(r"\*\*|__|`+|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")
_LINK = re.compile(r"!?\[(?P<text>[^\]\n]+)\]\((?:https?:|mailto:|#|/|\.)[^)\s]*\)")
_ROW = re.compile(r"\s*\|(?P<cells>.*)\|\s*")


def without_marks(text: str) -> str:
    """The words of a line as a page shows them: no emphasis, the text of links, the cells of a row in turn."""
    row = _ROW.fullmatch(text)
    if row is not None:
        text = "; ".join(cell.strip() for cell in row["cells"].split("|") if cell.strip())
    return _EMPHASIS.sub("", _LINK.sub(r"\g<text>", text))
