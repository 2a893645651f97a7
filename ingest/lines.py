"""The lines of a text with their offsets and typographic shape; what the words mean is decided elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from vectorstore.types import Section

Shape = Literal["blank", "heading", "bold", "bullet", "mark", "table", "rule", "plain"]

_HASHES = re.compile(r"(#{1,6})[ \t]+(?P<body>\S.*?)[ \t]*#*$")
# Mark-up of web pages between lines of text: what a fold-out shows of itself, and tags alone on their line.
_SUMMARY = re.compile(r"(?i)(?:<details[^>]*>\s*)?<summary[^>]*>\s*(?P<body>\S.*?)\s*</summary>$")
_TAGS = re.compile(r"(?:</?[a-zA-Z][^<>]*>\s*)+$")
_BOLD = re.compile(r"(\*\*|__)(?P<body>[^*_\n][^*\n]{0,200}?)\1\s*:?$")
_POINT = (
    r"[-*+•–▪◦‣·●○■✓✔✗✘❌✅➤►▸▶❯➜→⇒»›∙⁃⋅>]|\(?\d{1,3}[.)]|\[(?:\d{1,2}|[^\w\[\]]|[xX])\]|[a-z]\)"
    r"|o(?=[ \t])|~(?=[ \t]+[A-Za-z])"
)
# Signs that are nothing but bullets need no space behind them; any other sign is one where lines repeat it.
_BULLET = re.compile(
    rf"(?:(?:{_POINT})[ \t]+|[•▪◦‣●○■□☐☑✓✔✗✘❌✅➤►▸▶❯➜⁃∙⋅](?=[^\W_]))(?:\[[ xX]\][ \t]+)?(?P<body>\S.*)$"
)
_SIGN = re.compile(r"(?P<sign>[^\w\s#|=_\"'“”‘’(\[{$£€₹&.,;:?!<%@]|[xX])[ \t]+(?P<body>[^\W_].*)$")
# Signs in front of titles (">>> Steps and wages"), of which no two stand on lines that follow one another.
_TITLE_SIGNS = re.compile(
    r"(?P<signs>(?P<sign>[^\w\s#|*_.\-'\"`$£€₹])(?P=sign){1,4})[ \t]+(?P<body>[^\W_].{2,88}?)[ \t]*(?P=sign)*$"
)
_GAP = re.compile(r"\s{3,}")  # between two columns
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 3
_MARKED_LEVEL = 2  # of a title that bears other signs than hashes
_FEWEST_SIGNS, _SIGN_PAIRS = 3, 2  # lines that begin with a sign, and those of them that follow one another
_NUMBER = re.compile(r"[(\[]?\d{1,3}[.)\]]\s")
# A bullet, or a number, that stands alone on its line above what it marks.
MARK = r"(?:[-*+•–—▪◦‣·●○■]|\(?(?:\d{1,2}|[ivx]{1,4}|[IVX]{1,4})[.)])$"
_MARK = re.compile(MARK)
_NARROWEST, _WIDEST, _RAGGED = 50, 110, 14  # characters: margins of wrapped texts, by how much lines fall short
_FEWEST_FULL, _GOING_ON = 5, 0.4  # full lines, and the share of them whose sentence goes on in lower case
_UNFINISHED = re.compile(r"(?:,|\b(?:an?|the|of|for|and|or|in|to|with|as|on|from|by|at|your|their|its|is|are))$")
_CAPITALISED = 0.6  # share of the words from which a line reads as a title
_WRAPPED = 50  # characters from which a line without an end may be a wrapped one
_DEEPEST = 8  # columns by which its continuation may be indented
_PARAGRAPH, _FEWEST_TITLES = 100, 3  # characters of a numbered paragraph; titles between those of one text
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d|\s?[aApP]\.?[mM])\b")  # begins a line of a schedule
_RULE = re.compile(r"(?:[-=_*]\s?){3,}$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, outer white space left out: `text == document[start:end]`, `body == document[body_start:body_end]`.

    Where a line was wrapped, both hold a space for each character of the break.

    `body` is the text without hashes, bullet, or the emphasis around the whole line; `level` counts hashes, and for
    bullets and plain lines the characters from the margin of the text; `number` counts lines from 1. `announces` is
    what a label inside a phase leads to ("goal", "resource", "milestone") when its place tells, with its value at
    `value_at` of the body.
    """

    number: int
    start: int
    end: int
    text: str
    shape: Shape
    body: str
    body_start: int
    level: int = 0
    numbered: bool = False
    announces: str = ""
    value_at: int = 0

    @property
    def body_end(self) -> int:
        """Where the body ends."""
        return self.body_start + len(self.body)


def read_lines(text: str) -> list[Line]:
    """The lines of `text` in order, blank ones included; those of a text that was wrapped at a margin whole again."""
    return list(_lines_of(text))


@lru_cache(maxsize=2)  # every reader of a document begins with its lines
def _lines_of(text: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    widths: list[int] = []
    offset = 0
    rows = text.splitlines(keepends=True)
    signs, marked = _repeated_signs(rows), _title_signs(rows)
    margin = min((len(row) - len(row.lstrip()) for row in rows if row.strip()), default=0)
    for number, raw in enumerate(rows, start=1):
        stripped = raw.strip()
        start = offset + len(raw) - len(raw.lstrip()) if stripped else offset
        lines.append(_shape(number, start, stripped, indent=start - offset - margin, signs=signs, marked=marked))
        widths.append(len(raw.rstrip()))
        offset += len(raw)
    return tuple(_without_paragraph_numbers(_unwrapped(_with_columns(lines), widths)))


def _repeated_signs(rows: Sequence[str]) -> frozenset[str]:
    """The signs, of no meaning of their own, with which line after line begins: the bullets of this text."""
    begun = [match["sign"] if (match := _SIGN.match(row.strip())) else "" for row in rows if row.strip()]
    pairs = Counter(one for one, other in pairwise(begun) if one == other)
    return frozenset(
        sign for sign, count in Counter(begun).items() if sign and count >= _FEWEST_SIGNS and pairs[sign] >= _SIGN_PAIRS
    )


def _title_signs(rows: Sequence[str]) -> frozenset[str]:
    """The signs that stand again and again in front of a line apart: they mark the titles of this text."""
    found = [match["signs"] if (match := _TITLE_SIGNS.match(row.strip())) else "" for row in rows if row.strip()]
    followed = {one for one, other in pairwise(found) if one == other}
    counts = Counter(found)
    return frozenset(signs for signs in counts if signs and counts[signs] >= _FEWEST_SIGNS and signs not in followed)


def _without_paragraph_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of a text whose paragraphs are numbered through from title to title being no points of lists."""
    chain: list[int] = []
    titles = 0
    above: Line | None = None
    for index, line in enumerate(lines):
        if line.numbered and line.text.startswith(f"{len(chain) + 1}."):
            titles += (
                above is not None and not above.numbered and above.shape != "bullet" and above.text[-1] not in ".:"
            )
            chain.append(index)
        above = above if line.shape == "blank" else line
    long = sum(len(lines[index].body) >= _PARAGRAPH for index in chain)
    if titles < _FEWEST_TITLES or 2 * long < len(chain):
        return list(lines)
    numbered = frozenset(chain)
    return [
        replace(line, shape="plain", numbered=False, level=0) if index in numbered else line
        for index, line in enumerate(lines)
    ]


def _with_columns(lines: Sequence[Line]) -> list[Line]:
    """The lines, the rows of tables in columns that wide gaps part and nothing else being those of tables."""
    found = list(lines)
    run: list[int] = []
    for index, line in enumerate([*lines, None]):
        if line is not None and line.shape == "rule" and run:
            continue
        gaps = line is not None and line.shape in ("plain", "bullet") and "   " in line.text
        columns = len(_GAP.split(line.text)) if line is not None and gaps else 0
        if (
            line is not None
            and columns >= _FEWEST_COLUMNS
            and (not run or columns == len(_GAP.split(lines[run[0]].text)))
        ):
            run.append(index)
            continue
        for at in run if len(run) >= _FEWEST_ROWS else ():
            found[at] = replace(lines[at], shape="table", body=lines[at].text, body_start=lines[at].start, level=0)
        run = [index] if columns >= _FEWEST_COLUMNS else []
    return found


def _unwrapped(lines: Sequence[Line], widths: Sequence[int]) -> list[Line]:
    margin = _margin(lines, widths)
    if margin is None:
        return list(lines)
    whole: list[Line] = []
    for index, line in enumerate(lines):
        above = whole[-1] if whole else None
        if above is not None and _ran_over(above, widths[index - 1], line, margin):
            whole[-1] = _appended(above, line)
        else:
            whole.append(line)
    return whole


def _margin(lines: Sequence[Line], widths: Sequence[int]) -> int | None:
    """The width at which a text was wrapped; None when its lines are as long as their paragraphs."""
    prose = [index for index, line in enumerate(lines) if line.shape in ("plain", "bullet")]
    widest = max((widths[index] for index in prose), default=0)
    if not _NARROWEST <= widest <= _WIDEST:
        return None
    full = [index for index in prose if widths[index] >= widest - _RAGGED and index + 1 < len(lines)]
    lower = sum(lines[index + 1].shape == "plain" and lines[index + 1].body[0].islower() for index in full)
    return widest if len(full) >= _FEWEST_FULL and lower >= _GOING_ON * len(full) else None


def _ran_over(above: Line, width: int, line: Line, margin: int) -> bool:
    """True when `line` goes on from the one above, `width` wide: its first word did not fit there."""
    if above.shape not in ("bullet", "plain") or line.shape != "plain":
        return False
    words = line.body.split()
    if width + 1 + len(words[0]) <= margin or _CLOCK.match(line.body):
        return False
    if not line.body[0].isupper() or _UNFINISHED.search(above.text):
        return True
    if above.shape == "bullet" or line.body[-1] == ":":
        return False
    words = [word for word in words if word[0].isalpha()]
    titled = sum(word[0].isupper() for word in words) >= _CAPITALISED * len(words)
    return not titled and (above.text[-1] not in ".!?:" or len(line.body) >= margin // 2)


def _appended(above: Line, line: Line) -> Line:
    gap = " " * (line.start - above.end)
    return replace(above, end=line.end, text=above.text + gap + line.text, body=above.body + gap + line.text)


def _shape(number: int, start: int, text: str, *, indent: int, signs: Collection[str], marked: Collection[str]) -> Line:
    def line(shape: Shape, body: str, at: int = 0, *, level: int = 0, numbered: bool = False) -> Line:
        return Line(number, start, start + len(text), text, shape, body, start + at, level, numbered)

    if not text or _TAGS.match(text):
        return line("blank", "")
    if match := _SUMMARY.match(text):
        return line("bold", match["body"], match.start("body"))
    listed = _BULLET.match(text) if "#" in text else None  # a heading may be the first of what a point holds
    if match := _HASHES.match(text, listed.start("body") if listed else 0):
        body, at = match["body"], match.start("body")
        if bold := _BOLD.match(body):
            body, at = bold["body"], at + bold.start("body")
        return line("heading", body, at, level=len(match[1]))
    if marked and (match := _TITLE_SIGNS.match(text)) and match["signs"] in marked:
        return line("heading", match["body"], match.start("body"), level=_MARKED_LEVEL)
    if _MARK.match(text):
        return line("mark", "")
    if (text.startswith("|") and text.count("|") > 1) or text.count("\t") > 1:
        return line("table", text)
    if _RULE.match(text):
        return line("rule", text)
    if match := _BOLD.match(text):
        return line("bold", match["body"], match.start("body"))
    if match := _BULLET.match(text):
        numbered = _NUMBER.match(text) is not None
        return line("bullet", match["body"], match.start("body"), level=indent, numbered=numbered)
    if signs and text[0] in signs and (match := _SIGN.match(text)):
        return line("bullet", match["body"], match.start("body"), level=indent)
    return line("plain", text, level=indent)


def lines_of_sections(lines: Sequence[Line], sections: Iterable[Section]) -> Iterator[Sequence[Line]]:
    """The lines that begin within each of the sections, which follow one another."""
    starts = [line.start for line in lines]
    for section in sections:
        yield lines[bisect_left(starts, section.span.start) : bisect_left(starts, section.span.end)]


def join_wrapped(lines: Sequence[Line]) -> list[Line]:
    """The lines with those that were wrapped joined to the one they go on from, line breaks turned into spaces.

    A plain line goes on from a bullet right above it when it begins in lower case, and from a long plain line when it
    begins in lower case or with a currency sign, or a comma stands before it.
    """
    joined: list[Line] = []
    last = 0  # length of the last physical line
    for line in lines:
        above = joined[-1] if joined else None
        if above is not None and line.shape == "plain" and _goes_on(above, last, line):
            joined[-1] = _appended(above, line)
        else:
            joined.append(line)
        last = len(line.text)
    return joined


def _goes_on(above: Line, length: int, line: Line) -> bool:
    if above.shape not in ("bullet", "plain") or line.start - above.end > 1 + _DEEPEST:
        return False
    if above.shape == "bullet":
        return line.body[0].islower()
    if line.level > above.level:
        return False  # what is set in below a title
    if line.body.split()[0] == above.body.split()[0] or above.body[0].islower():
        return False  # points of one list begin alike, and no paragraph begins in lower case
    return length >= _WRAPPED and (line.body[0].islower() or line.body[0] in "$£€₹" or above.text[-1] == ",")


def cells(line: Line) -> list[tuple[str, int]]:
    """The cells of a table row with the offset at which each begins in the document; empty for a ruled row."""
    if line.shape != "table" or ("-" in line.text and not re.search(r"[^|\s:-]", line.text)):
        return []
    found: list[tuple[str, int]] = []
    piped = line.text.startswith("|")
    offset = line.start + piped
    inner = line.text[piped : -1 if piped and line.text.endswith("|") else None]
    parted = re.compile(r"\|" if piped else r"\t" if "\t" in inner else _GAP)
    start = 0
    for match in [*parted.finditer(inner), None]:
        cell = inner[start : match.start() if match else None]
        stripped = cell.strip()
        found.append((stripped, offset + start + (len(cell) - len(cell.lstrip()) if stripped else 0)))
        start = match.end() if match else start
    return found
