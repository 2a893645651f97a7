"""PDF to text with page starts: larger type becomes headings, wrapped lines paragraphs, tables Markdown."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ingest.formats.extracted import Extracted, UnreadableError

if TYPE_CHECKING:
    from pdfplumber.page import Page

_BULLET = re.compile(r"^(?:[•▪◦‣●○■□–·*-]|\d{1,2}[.)])\s+")
_GLYPH_BULLET = re.compile(r"^[•▪◦‣●○■□·]\s*")
_LONGEST_HEADING = 120
_DEEPEST_HEADING = 4
_FEWEST_LETTERS = 20  # a page: below it, pictures are all that is on it
_MARGIN = 0.09  # share of a page's height in which running heads and page numbers stand
_GUTTER = 1.5  # times the type size: a wider gap parts two cells rather than two words
_ALIGNED = 3.0  # points by which the left edges of a column's cells may differ
_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 2


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line: its type size, its left, right, top and bottom edge in points."""

    text: str
    size: float = 0.0
    bold: bool = False
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    table: bool = False
    cells: tuple[tuple[str, float], ...] = ()  # what wide gaps part, each with its left edge


def extract_pdf(content: bytes) -> Extracted:
    """The text of a PDF, with where each page begins in it.

    Raises:
        UnreadableError: it is damaged, protected by a password, or holds pictures of text only.
    """
    pages, title = _read(content)
    if not any(any(line.text for line in lines) for lines, _ in pages):
        raise UnreadableError("it holds no text, only pictures of it: run a text recognition over it first")
    printed = [_without_margins(lines, height, repeated) for repeated in [_repeated(pages)] for lines, height in pages]
    sizes = _heading_sizes([line for lines in printed for line in lines])
    margin = max((line.right for lines in printed for line in lines), default=0.0)
    starts, parts, length = [], [], 0
    for lines in printed:
        starts.append(length)
        text = "".join(f"{line}\n" for line in _paragraphs(_with_tables(lines), sizes, margin))
        parts.append(text)
        length += len(text)
    empty = [str(number) for number, lines in enumerate(printed, start=1) if _letters(lines) < _FEWEST_LETTERS]
    warnings = (f"little or no text on page {', '.join(empty)}: scanned pages are not read",) if empty else ()
    text = "".join(parts)
    # A page that would begin behind the last character holds nothing to point at.
    return Extracted(text, title or _largest(printed), tuple(min(start, len(text)) for start in starts), warnings)


def _read(content: bytes) -> tuple[list[tuple[list[_Line], float]], str | None]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(content)) as file:
            title = str(file.metadata.get("Title") or "").strip() or None
            pages = []
            for page in file.pages:
                pages.append((_lines(page), float(page.height)))
                page.close()
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise UnreadableError("it is protected by a password: save it without one") from error
        raise UnreadableError("it is damaged or no PDF") from error
    except (MalformedPDFException, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        # pdfminer lets whatever a broken object causes escape.
        raise UnreadableError(f"it is damaged ({type(error).__name__})") from error
    return pages, title


def _lines(page: Page) -> list[_Line]:
    """The lines of a page from top to bottom, each ruled table as one."""
    tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.columns) > 1]
    lines = [
        _Line(_pipe_table(rows), left=table.bbox[0], top=table.bbox[1], bottom=table.bbox[3], table=True)
        for table in tables
        if (rows := table.extract())
    ]
    for found in page.extract_text_lines(return_chars=True):
        middle = (found["top"] + found["bottom"]) / 2
        if any(table.bbox[1] <= middle <= table.bbox[3] for table in tables):
            continue
        characters = found["chars"]
        size = Counter(round(float(character["size"]), 1) for character in characters).most_common(1)[0][0]
        bold = all("bold" in character["fontname"].casefold() for character in characters)
        left, right, top, bottom = (float(found[edge]) for edge in ("x0", "x1", "top", "bottom"))
        cells = tuple(_cells(characters, size))
        lines.append(_Line(_clean(found["text"]), size, bold, left, right, top, bottom, cells=cells))
    return sorted(lines, key=lambda line: line.top)


def _cells(characters: Sequence[Mapping[str, Any]], size: float) -> Iterator[tuple[str, float]]:
    """What stands between wide gaps of a line, each with its left edge; one word after the other as printed."""
    first, text, right = 0.0, "", None
    for character in characters:
        if right is not None and character["x0"] - right > _GUTTER * size:
            yield _clean(text), first
            text, right = "", None
        if right is None:
            first = float(character["x0"])
        elif character["x0"] - right > size / 5 and not text.endswith(" "):
            text += " "
        text, right = text + str(character["text"]), float(character["x1"])
    if text.strip():
        yield _clean(text), first


def _with_tables(lines: Sequence[_Line]) -> list[_Line]:
    """The lines, with runs whose cells stand below each other, which no rules need to part, as tables."""
    found: list[_Line] = []
    run: list[_Line] = []
    for line in [*lines, _Line("")]:
        if run and not _aligned(run[-1], line):
            found += [_as_table(run)] if len(run) >= _FEWEST_ROWS else run
            run = []
        run.append(line)
    return found


def _aligned(one: _Line, other: _Line) -> bool:
    edges = [[left for _, left in line.cells] for line in (one, other)]
    if one.table or other.table or len(edges[0]) != len(edges[1]) or len(edges[0]) < _FEWEST_COLUMNS:
        return False
    return all(abs(first - second) <= _ALIGNED for first, second in zip(*edges, strict=True))


def _as_table(rows: Sequence[_Line]) -> _Line:
    text = _pipe_table([[cell for cell, _ in row.cells] for row in rows])
    return replace(rows[0], text=text, bottom=rows[-1].bottom, table=True)


def _pipe_table(rows: Sequence[Sequence[str | None]]) -> str:
    cells = [[" ".join((cell or "").replace("|", "/").split()) for cell in row] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join([lines[0], f"|{' --- |' * len(cells[0])}", *lines[1:]])


def _clean(text: str) -> str:
    return text.replace("\u00ad", "").replace("\xa0", " ").replace("\x00", "").strip()


def _repeated(pages: Sequence[tuple[Sequence[_Line], float]]) -> frozenset[str]:
    """Texts, digits aside, that stand in the margin of most pages."""
    if len(pages) < 3:
        return frozenset()
    counts = Counter(
        text for lines, height in pages for text in {_undated(line) for line in lines if _in_margin(line, height)}
    )
    return frozenset(text for text, count in counts.items() if count > len(pages) / 2)


def _without_margins(lines: Iterable[_Line], height: float, repeated: frozenset[str]) -> list[_Line]:
    return [
        line
        for line in lines
        if not (_in_margin(line, height) and (_undated(line) in repeated or re.fullmatch(r"\W*\d+\W*", line.text)))
    ]


def _in_margin(line: _Line, height: float) -> bool:
    return not line.table and (line.bottom < height * _MARGIN or line.top > height * (1 - _MARGIN))


def _undated(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _letters(lines: Iterable[_Line]) -> int:
    return sum(character.isalnum() for line in lines for character in line.text)


def _heading_sizes(lines: Sequence[_Line]) -> dict[float, int]:
    """Heading level by type size: the sizes larger than the body's, largest first."""
    letters: Counter[float] = Counter()
    for line in lines:
        if not line.table:
            letters[line.size] += len(line.text)
    if not letters:
        return {}
    body = letters.most_common(1)[0][0]
    larger = sorted({line.size for line in lines if _could_head(line) and line.size > body * 1.08}, reverse=True)
    levels = {size: min(level, _DEEPEST_HEADING) for level, size in enumerate(larger, start=1)}
    # Bold lines of body size head the lowest level; where all is bold, bold says nothing.
    bold = sum(len(line.text) for line in lines if line.bold and line.size == body)
    if bold < letters[body] / 3:
        levels[-body] = min(len(larger) + 1, _DEEPEST_HEADING)
    return levels


def _could_head(line: _Line) -> bool:
    return not line.table and len(line.text) <= _LONGEST_HEADING and not _BULLET.match(line.text)


def _level(line: _Line, sizes: dict[float, int]) -> int | None:
    if not _could_head(line):
        return None
    if line.size in sizes:
        return sizes[line.size]
    ends_like_text = line.text.endswith((".", ",", ";"))
    return sizes.get(-line.size) if line.bold and not ends_like_text else None


def _paragraphs(lines: Sequence[_Line], sizes: dict[float, int], margin: float) -> list[str]:
    """Markdown lines: wrapped ones, which reach to the right `margin`, joined; headings set off by blank lines."""
    joined: list[_Line] = []
    for line in lines:
        if joined and _continues(joined[-1], line, margin, sizes):
            joined[-1] = replace(line, text=_join(joined[-1].text, line.text), left=joined[-1].left)
        else:
            joined.append(line)
    found: list[str] = []
    for line in joined:
        level = _level(line, sizes)
        if level is not None or line.table:
            found += ["", f"{'#' * level} {line.text}" if level else line.text, ""]
        else:
            found.append(_GLYPH_BULLET.sub("- ", line.text))
    return found


def _continues(previous: _Line, line: _Line, margin: float, sizes: dict[float, int]) -> bool:
    """True when `line` only stands on a line of its own because its first word did not fit on the one before."""
    if previous.table or line.table or not line.text or not previous.text or _BULLET.match(line.text):
        return False
    heading = _level(previous, sizes)
    if heading != _level(line, sizes) or previous.size != line.size or line.top - previous.bottom > line.size:
        return False
    first_word = line.text.split()[0]
    width = (line.right - line.left) / max(len(line.text), 1) * (len(first_word) + 1)
    return previous.right + width > margin * 0.985


def _join(first: str, second: str) -> str:
    """Two printed lines as one; a hyphen goes when the word it parts is a word without it."""
    if not (first.endswith("-") and second[:1].islower()):
        return f"{first} {second}"
    from wordfreq import zipf_frequency

    word = first.split()[-1][:-1] + second.split()[0].rstrip(".,;:!?)")
    return first[:-1] + second if zipf_frequency(word, "en") > 0 else first + second


def _largest(pages: Iterable[Sequence[_Line]]) -> str | None:
    first = next((lines for lines in pages if lines), [])
    candidates = [line for line in first if _could_head(line) and line.text]
    return max(candidates, key=lambda line: line.size).text if candidates else None
