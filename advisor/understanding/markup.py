"""What a message says that holds mark-up."""

from __future__ import annotations

import re

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def without_markup(text: str) -> str:
    """The words of a message as a browser would show them: no tags, no scripts; other messages as they are."""
    if not _TAG.search(text):
        return text
    from bs4 import BeautifulSoup

    page = BeautifulSoup(text, "html.parser")
    for hidden in page(["script", "style"]):
        hidden.decompose()
    return page.get_text(" ")
