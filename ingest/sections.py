"""Text → titled sections with exact spans."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.layout import layout
from ingest.lines import Line, read_lines
from ingest.names import is_career_name
from ingest.parts import (
    Lines,
    PartOpening,
    is_figures_line,
    length_line,
    level_opening,
    phase_opening,
    question_opening,
    split_label,
)
from ingest.statements import Place, labelled_facts
from vectorstore.types import Attribute, Document, Part, PartKind, Section, SectionKind, Span

_PLAIN, _COLON, _PART = 8, 9, 10  # levels of headings that carry no mark-up: deeper than Markdown's six
_LONGEST = 110
_SHORTEST_BODY = 60
_TRAILING_MARKS = re.compile(r"(?:\s+(?:[-*•–—]$)?)+\Z", re.MULTILINE)
_CARDS: frozenset[Attribute] = frozenset({"demand", "ai_risk", "salary_range"})
_KIND_OF: dict[PartKind, SectionKind] = {"phase": "phase", "level": "level", "question": "faq"}


@dataclass(frozen=True, slots=True)
class Opening:
    """A line at which a section begins; without a title of its own it goes on with the section before."""

    index: int
    title: str
    kind: SectionKind
    level: int
    lines: int = 1
    part: PartOpening | None = None
    path: tuple[str, ...] = ()


@dataclass(slots=True)
class _Scan:
    """Where the reading of a document stands."""

    lines: Lines
    phrases: str  # the words of the text, for headings broken over two lines
    openings: list[Opening] = field(default_factory=list)
    head: Opening | None = None  # the last section that is no part
    enclosing: list[Opening] = field(default_factory=list)
    part: PartKind | None = None
    in_milestone: bool = False
    lost_questions: bool = False
    asking_headings: int = 0

    @property
    def kind(self) -> SectionKind:
        return self.head.kind if self.head else "other"


def read_sections(document: Document) -> list[Section]:
    """The sections of a document, in order: they neither overlap nor leave out a character that is no white space.

    Text before the first heading is a section without title. Phases, levels and FAQ pairs are sections of their own
    that carry their `Part`; linear in the length of the text.
    """
    lines = Lines(document.text)
    scan = _Scan(lines, " ".join(document.text.casefold().split()))
    scan.asking_headings = sum(_asks_apart(lines, index) for index in range(len(lines)))
    index = 0
    while index < len(lines):
        if lines[index].shape == "blank":
            index += 1
            continue
        opening = _opening(scan, index)
        if opening is not None:
            _enter(scan, opening)
        index += opening.lines if opening else 1
    return _assemble(document, scan)


def _asks_apart(lines: Lines, index: int) -> bool:
    """True for a question that stands apart as a heading does."""
    line = lines[index]
    if line.shape == "blank" or line.body[-1:] != "?" or len(line.body) > _LONGEST:
        return False
    apart = index == 0 or lines[index - 1].shape == "blank"
    following = lines.after(index)
    answered = following is not None and following.body[-1:] != "?"
    return line.shape in ("heading", "bold") or (line.shape == "plain" and apart and answered)


def _opening(scan: _Scan, index: int) -> Opening | None:
    """The section that line `index` opens, or None when it belongs to the one before."""
    line = scan.lines[index]
    if line.shape not in ("table", "blank") and layout().boilerplate.fullmatch(line.body[:300]):
        return Opening(index, line.body, "boilerplate", _PART)
    if scan.openings and scan.openings[-1].kind == "boilerplate" and scan.openings[-1].level == _PART:
        resumed = _opening_of_content(scan, index)
        return resumed or _resume(scan, index)
    if scan.kind == "boilerplate":
        heading = _heading(scan, index)
        return heading if heading and (line.shape == "heading" or layout().known_kind(heading.title)) else None
    return _opening_of_content(scan, index)


def _opening_of_content(scan: _Scan, index: int) -> Opening | None:
    line = scan.lines[index]
    if line.shape == "mark":
        return None
    if part := _part(scan, index):
        return Opening(index, _part_title(scan, index, part), _KIND_OF[part.kind], _PART, part.lines, part)
    if heading := _heading(scan, index):
        return heading
    if _leaves_part(scan, line, index):
        return _resume(scan, index)
    if scan.part == "phase" and split_label(line)[0]:
        scan.in_milestone = split_label(line)[0] == "milestone" and bool(split_label(line)[1])
    elif scan.part == "phase" and scan.openings[-1].index != index:
        scan.in_milestone = _milestone_ends(scan, index)
    return None


def _milestone_ends(scan: _Scan, index: int) -> bool:
    """True when line `index` is the text under a milestone label of its own line: the phase ends behind it."""
    previous = scan.lines.before(index)
    if scan.lines[index].shape == "bullet":
        return scan.in_milestone
    return scan.in_milestone or (previous is not None and split_label(previous)[:2] == ("milestone", ""))


def _part_title(scan: _Scan, index: int, part: PartOpening) -> str:
    if part.kind == "question" and not part.title:
        return scan.head.title if scan.head else ""
    if part.kind == "question":
        return part.title
    return " ".join(scan.lines[at].body for at in range(index, index + part.lines) if scan.lines[at].shape != "blank")


def _part(scan: _Scan, index: int) -> PartOpening | None:
    line, kind = scan.lines[index], scan.kind
    if kind in ("practice", "fit", "non_fit", "day"):
        return question_opening(scan.lines, index, in_faq=False) if kind != "practice" else None
    if question := question_opening(scan.lines, index, in_faq=kind == "faq" and not _known_title(line)):
        return _span_lines(scan, index, question)
    if kind == "faq" and scan.lost_questions and line.shape == "plain" and not _known_title(line):
        return PartOpening("question", "")
    if kind not in ("ladder", "pay", "faq") and (
        phase := phase_opening(scan.lines, index, in_roadmap=kind == "roadmap")
    ):
        follows = scan.openings and scan.part == "phase" and scan.openings[-1].index == scan.lines.previous[index]
        return None if follows and length_line(line) else _span_lines(scan, index, phase)
    if kind == "faq":
        return None
    return level_opening(scan.lines, index, in_ladder=kind == "ladder", in_pay=kind in ("pay", "ladder"))


def _span_lines(scan: _Scan, index: int, part: PartOpening) -> PartOpening:
    """The opening with blank lines between its title lines counted in."""
    count, taken, at = part.lines, 0, index
    while taken < count and at < len(scan.lines):
        taken += scan.lines[at].shape != "blank"
        at += 1
    return replace(part, lines=at - index)


def _known_title(line: Line) -> bool:
    known = layout()
    if line.shape in ("bullet", "table", "rule", "mark") or len(line.body) > _LONGEST:
        return False
    kind = known.known_kind(line.body)
    asks = line.body.rstrip("*_ ").endswith("?")
    return kind is not None and (not asks or kind in ("practice", "faq") or known.is_title_case(line.body))


def _leaves_part(scan: _Scan, line: Line, index: int) -> bool:
    """True when line `index` no longer belongs to the phase or level that is open."""
    if line.shape in ("bullet", "table") or split_label(line)[0] or length_line(line):
        return False
    if scan.part == "phase":
        return scan.in_milestone and line.shape == "plain"
    if scan.part == "level":
        previous = scan.lines.before(index)
        labelled = layout().expressions["bullet_label"].fullmatch(line.body[:300])
        return (
            line.shape == "plain"
            and previous is not None
            and previous.shape == "bullet"
            and not line.start - previous.end == 1 + previous.level
            and not is_figures_line(line)
            and labelled is None
        ) or (
            line.shape == "plain" and previous is not None and previous.shape == "bullet" and not is_figures_line(line)
        )
    return False


def _heading(scan: _Scan, index: int) -> Opening | None:
    """The heading that stands at line `index`, by mark-up, by its wording or by its shape."""
    lines, line, known = scan.lines, scan.lines[index], layout()
    if line.shape in ("bullet", "table", "rule", "mark") and not _numbered_heading(lines, index):
        return None
    if scan.part == "phase" and (split_label(line)[0] or known.part_label(line.body)):
        return None
    title, count = _joined(scan, index)
    if line.shape == "bullet":
        return _titled(scan, index, line.text, _PLAIN, 1)
    if line.shape == "heading":
        return _titled(scan, index, title, line.level, count)
    under = lines[index + 1] if index + 1 < len(lines) else None
    if (
        line.shape == "plain"
        and under is not None
        and under.shape == "rule"
        and under.text[0] in "=-"
        and len(line.body) < _LONGEST
    ):
        return _titled(scan, index, title, 1 if under.text[0] == "=" else 2, 2)
    if len(line.body) > _LONGEST or (line.body[-1:] in ".,;" and not line.body.endswith("...")):
        return None
    if _is_card(lines, index):
        return None
    if _opens_document(scan, index):
        return replace(_titled(scan, index, title, _PLAIN, count), kind=_kind_of_title(title))
    if _known_title(line) or (count > 1 and known.known_kind(title)):
        return _titled(scan, index, title, _PLAIN, count)
    if line.shape == "bold" and (following := lines.after(index)) is not None and following.shape != "heading":
        return _titled(scan, index, title, _PLAIN, count)
    if _has_shape(scan, index, count):
        below = line.body.endswith(":") or re.match(r"\d{1,2}\.\d", line.body)
        return _titled(scan, index, title, _COLON if below else _PLAIN, count)
    return None


def _numbered_heading(lines: Lines, index: int) -> bool:
    """True for "1. Overview" before running text: a numbered line that is no item of a list."""
    line, following, previous = lines[index], lines.after(index), lines.before(index)
    if not line.numbered or following is None or (following.shape == "bullet" and following.numbered):
        return False
    apart = previous is None or not (previous.shape == "bullet" and previous.numbered)
    isolated = lines.spaced and index > 0 and lines[index - 1].shape != "blank"
    return (
        apart
        and not isolated
        and len(line.body) < 70
        and line.body[-1] not in ".;,:"
        and (layout().is_title_case(line.body) or (lines.spaced and lines[index + 1].shape == "blank"))
    )


def _joined(scan: _Scan, index: int) -> tuple[str, int]:
    """The title at line `index` with the line it runs on into, and how many lines that takes."""
    lines, line = scan.lines, scan.lines[index]
    following = lines.next[index]
    if following is None or line.shape != "plain" or following - index > 2 or len(line.body) > _LONGEST:
        return line.body, 1
    second = lines[following]
    if second.shape != "plain" or len(second.body) > 80 or second.body[-1] in ".;,":
        return line.body, 1
    if line.body[-1] in ".:;?!" or layout().known_kind(second.body) or not layout().is_title_case(line.body):
        return line.body, 1
    seam = " ".join([*line.body.casefold().split()[-2:], second.body.casefold().split()[0].strip(":,")])
    runs_on = layout().expressions["unfinished"].search(line.body) is not None
    if runs_on or (len(seam.split()) == 3 and scan.phrases.count(seam) > 1):
        return f"{line.body} {second.body}", following - index + 1
    return line.body, 1


def _is_card(lines: Lines, index: int) -> bool:
    """True for a label whose value stands on the line beside it: no heading, though it looks like one."""
    known, line = layout(), lines[index]
    label = known.label(line.body)
    if label is None:
        return False
    for near in (lines.after(index), lines.before(index)):
        if near is None or near.shape not in ("plain", "bullet", "bold") or len(near.body) > 60:
            continue
        if near.body[0].isdigit() or near.body[0] in "~$£€₹" or (not label.units and near is lines.after(index)):
            return True
    return False


def _has_shape(scan: _Scan, index: int, count: int) -> bool:
    """True for a line that looks like a heading: short, no sentence, apart from what precedes, a body behind."""
    lines, line, known = scan.lines, scan.lines[index], layout()
    body = line.body.rstrip("*_ ")
    words = body.split()
    last = lines.next[index + count - 1] if index + count - 1 < len(lines) else None
    if last is None or not 3 <= len(body) <= 90 or len(words) > 14 or not any(char.isalpha() for char in body):
        return False
    if (body[-1] in "!)" and body[-1] == "!") or (scan.kind in ("practice", "faq") and not known.is_title_case(body)):
        return False
    if scan.part == "question" and body.endswith("?") and scan.asking_headings < 3:
        return False
    following, previous = lines[last], lines.before(index)
    if known.expressions["roles_header"].fullmatch(body):
        return False
    if following.shape == "heading" or is_figures_line(line) or "|" in body or known.label(body.split(":")[0]):
        return False
    apart = index == 0 or lines[index - 1].shape == "blank" or previous is None
    if lines.spaced:
        if body[-1] == "?" and apart and following.shape == "plain" and scan.asking_headings >= 3:
            return True
        if not apart or (following.shape == "plain" and last == index + 1 and len(following.body) < _SHORTEST_BODY):
            return False
        brief = len(words) <= 6 and (following.shape == "bullet" or len(following.body) >= _SHORTEST_BODY)
        alone = len(words) <= 9 and lines[min(index + 1, len(lines) - 1)].shape == "blank"
        titled = known.is_title_case(body) or ((alone or brief) and body[-1] != ":")
        return titled and body[0].isalnum() and not body[0].islower() and (body[-1] != ":" or known.is_title_case(body))
    if not (len(words) > 1 and _closed(previous, scan) and body[0].isupper()) or body[-1] == ":":
        return False
    if len(words) <= 7 and known.likely_kind(body) != "other" and (scan.part != "phase" or scan.in_milestone):
        return True
    lists = following.shape == "bullet" and (scan.part != "phase" or scan.in_milestone) and len(words) <= 10
    return _is_body(following) and (known.is_title_case(body) or lists)


def _closed(previous: Line | None, scan: _Scan) -> bool:
    """True when nothing of the line before can run on: it ends a sentence, a list or a table."""
    if previous is None:
        return True
    if scan.head is not None and previous is scan.lines[scan.head.index]:
        return scan.kind not in ("skills", "tools", "practice", "metrics")
    kind, value, _ = split_label(previous)
    ended = previous.shape in ("bullet", "table") or previous.text[-1] in ".!?:)"
    labelled = layout().expressions["bullet_label"].fullmatch(previous.body[:300])
    stated = labelled is not None and layout().label(labelled["label"]) is not None
    return ended or stated or (kind == "milestone" and bool(value)) or is_figures_line(previous)


def _is_body(line: Line) -> bool:
    return line.shape in ("bullet", "table") or len(line.body) >= _SHORTEST_BODY or line.text[-1] in ".!?"


def _opens_document(scan: _Scan, index: int) -> bool:
    """True for a line that reads as the document's title: the first line of content, or the first to name a career."""
    line = scan.lines[index]
    if scan.head is not None or line.shape != "plain" or len(line.body) > _LONGEST:
        return False
    if is_career_name(line.body) or _names_and_more(line.body):
        return True
    boilerplate = {opening.index for opening in scan.openings if opening.kind == "boilerplate"}
    first = all(scan.lines[at].shape == "blank" or at in boilerplate for at in range(index)) if index < 40 else False
    title_case = layout().is_title_case(line.body) and not layout().label(line.body)
    return first and title_case and line.body[-1] not in ".!,;:" and "|" not in line.body and not is_figures_line(line)


def _names_and_more(title: str) -> bool:
    """True for "Career Name: what the page holds" and its reverse."""
    head, colon, tail = title.partition(": ")
    return bool(colon) and (is_career_name(head) or is_career_name(tail))


def _kind_of_title(title: str) -> SectionKind:
    """The kind of a document's title: words beside the career's name tell of the whole page, not this part."""
    if is_career_name(title.partition(":")[0]):
        return "other"
    return layout().likely_kind(title)


def _titled(scan: _Scan, index: int, title: str, level: int, count: int) -> Opening:
    known = layout()
    kind = known.likely_kind(title)
    parents = [parent for parent in scan.enclosing if parent.level < level]
    inherited = parents[-1].kind if parents and parents[-1].kind in known.inheriting else None
    if kind == "other" and inherited and (level <= 6 or level == _COLON):
        kind = inherited
    part = None
    if inherited == "faq" and level <= 6:
        part, kind = PartOpening("question", title), "faq"
    elif title.endswith("?") and scan.asking_headings >= 3 and known.known_kind(title) is None:
        part, kind = PartOpening("question", title), "faq"
    if part is not None:
        return Opening(index, title, kind, _PART, count, part)
    return Opening(index, title, kind, level, count)


def _resume(scan: _Scan, index: int) -> Opening:
    """The section around the parts goes on at line `index`."""
    head = scan.head
    return Opening(index, head.title if head else "", scan.kind, _PART)


def _enter(scan: _Scan, opening: Opening) -> None:
    is_part = opening.part is not None
    if opening.level < _PART:
        scan.enclosing = [parent for parent in scan.enclosing if parent.level < opening.level]
        opening = replace(opening, path=tuple(parent.title for parent in scan.enclosing))
        scan.enclosing.append(opening)
        scan.head = opening
        scan.lost_questions = opening.kind == "faq" and _questions_lost(scan, opening)
    elif is_part:
        opening = replace(opening, path=tuple(parent.title for parent in scan.enclosing))
    else:
        opening = replace(opening, path=tuple(parent.title for parent in scan.enclosing[:-1]))
    scan.part = opening.part.kind if opening.part else None
    scan.in_milestone = False
    scan.openings.append(opening)


def _questions_lost(scan: _Scan, opening: Opening) -> bool:
    """True when an FAQ holds paragraphs only: their questions were lost on the way, each is an answer."""
    paragraphs = 0
    for line in scan.lines.ahead(opening.index + opening.lines - 1, 60):
        if line.shape == "heading" or _known_title(line):
            break
        if line.body.rstrip("*_\"'”’)").endswith("?") or line.shape in ("bullet", "bold", "table"):
            return False
        paragraphs += line.shape == "plain" and len(line.body) >= 25
    return paragraphs > 1


def _assemble(document: Document, scan: _Scan) -> list[Section]:
    """Sections from openings; each reaches to where the next begins."""
    text, lines = document.text, scan.lines
    openings = scan.openings
    first = next((i for i in range(len(lines)) if lines[i].shape != "blank"), None)
    if first is None:
        return []
    if not openings or openings[0].index > first:
        openings = [Opening(first, "", "other", _PLAIN), *openings]
    numbers = _numbers(openings)
    sections: list[Section] = []
    for place, opening in enumerate(openings):
        start = _start(lines, opening.index)
        stop = openings[place + 1].index if place + 1 < len(openings) else None
        limit = _start(lines, stop) if stop is not None else len(text)
        end = start + len(_TRAILING_MARKS.sub("", text[start:limit]))
        part = Part(opening.part.kind, numbers[place], opening.part.title) if opening.part else None
        sections.append(
            Section(opening.kind, opening.title.strip("*_ "), Span(document.id, start, end), opening.path, part)
        )
    filled = [section for section in sections if section.span.start < section.span.end]
    return [_by_content(document, section) for section in filled]


def _by_content(document: Document, section: Section) -> Section:
    """The section with the kind that its text shows where its title (a career's name, "Summary") cannot."""
    if section.part is not None or section.kind not in ("other", "requirements", "summary"):
        return section
    text = document.text[section.span.start : section.span.end]
    lines = read_lines(text[:4000])
    place = Place(document.id, section.title)
    cards = {fact.attribute for fact in labelled_facts(lines, place, texts=False)}
    if len(cards & _CARDS) > 1:
        return replace(section, kind="metrics")
    prose = any(line.shape == "plain" and len(line.body) >= _SHORTEST_BODY and line.body[-1] == "." for line in lines)
    if section.kind == "other" and prose and is_career_name(section.title):
        return replace(section, kind="summary")
    return section


def _start(lines: Lines, index: int) -> int:
    return lines[index].start


def _numbers(openings: list[Opening]) -> list[int]:
    """The number of each opening's part: as stated where all of a kind state rising ones, else by order."""
    numbers = [0] * len(openings)
    for kind in ("phase", "level", "question"):
        places = [place for place, opening in enumerate(openings) if opening.part and opening.part.kind == kind]
        stated = [opening.number for place in places if (opening := openings[place].part) is not None]
        rising = all(a is not None and b is not None and a < b for a, b in pairwise(stated))
        use_stated = bool(stated) and stated[0] is not None and rising
        for order, place in enumerate(places, start=1):
            number = stated[order - 1]
            numbers[place] = number if use_stated and number is not None else order
    return numbers
