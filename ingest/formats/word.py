"""DOCX to Markdown: styles become headings, lists and tables."""

from __future__ import annotations

import io
import zipfile

from ingest.formats.extracted import Extracted, UnreadableError
from ingest.formats.web import markdown

# Word's title is not one of its headings; mammoth maps only those.
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"


def extract_docx(content: bytes) -> Extracted:
    """The text of a Word document as Markdown.

    Raises:
        UnreadableError: it is no Word document, or holds no text.
    """
    import mammoth
    from bs4 import BeautifulSoup

    try:
        html: str = mammoth.convert_to_html(
            io.BytesIO(content), style_map=_STYLES, convert_image=mammoth.images.img_element(lambda _: {})
        ).value
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise UnreadableError(f"it is not a readable Word document ({error})") from error
    body = BeautifulSoup(html, "html.parser")
    heading = body.find("h1")
    text = markdown(body)
    if not text.strip():
        raise UnreadableError("the document holds no text")
    return Extracted(text, heading.get_text(" ", strip=True) if heading else None)
