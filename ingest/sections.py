"""Text → titled sections with exact spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.asking import read_asking
from ingest.assembling import assemble
from ingest.content import block_begun
from ingest.figures import is_figures_line
from ingest.heading_shape import SHORTEST_BODY
from ingest.headings import find_heading, is_known_title
from ingest.layout import layout
from ingest.lines import Line
from ingest.look import stands_out
from ingest.page import Lines
from ingest.part_labels import length_line, split_label
from ingest.part_titles import rung_title
from ingest.parts import (
    PartOpening,
    holds_ladder,
    level_opening,
    phase_opening,
    question_opening,
)
from ingest.scan import PART, PLAIN, Opening, Scan
from vectorstore.types import Document, PartKind, Section, SectionKind

# Kinds of lists into which a block without title may have run.
_LISTS: frozenset[SectionKind] = frozenset({"fit", "non_fit", "skills", "tools", "practice", "day"})
# Kinds that end a stretch of boilerplate whatever their title: what stands below shows them, or hardly another word.
_SURE: frozenset[SectionKind] = frozenset({"roadmap", "ladder", "fit", "non_fit", "day", "practice", "requirements"})
_WITH_PARTS: frozenset[SectionKind] = frozenset({"ladder", "roadmap", "faq", "pay", "steps", "practice", "education"})
_KIND_OF: dict[PartKind, SectionKind] = {"phase": "phase", "level": "level", "question": "faq"}


def read_sections(document: Document) -> list[Section]:
    """The sections of a document, in order: they neither overlap nor leave out a character that is no white space.

    Text before the first heading is a section without title. Phases, levels and FAQ pairs are sections of their own
    that carry their `Part`; linear in the length of the text.
    """
    lines = Lines(document.text)
    words = document.text.casefold().split()
    scan = Scan(lines, " ".join(words), _said_again(words), asking=read_asking(lines))
    index = 0
    while index < len(lines):
        if lines[index].shape == "blank":
            index += 1
            continue
        opening = _opening(scan, index)
        if opening is not None:
            _enter(scan, opening)
        index += opening.lines if opening else 1
    return assemble(document, scan)


def _said_again(words: Sequence[str]) -> frozenset[str]:
    """Three words in a row that come more than once, without the marks behind the last."""
    triples = Counter((*pair, last.rstrip(":,.;?!)")) for *pair, last in zip(words, words[1:], words[2:], strict=False))
    return frozenset(" ".join(triple) for triple, count in triples.items() if count > 1)


def _opening(scan: Scan, index: int) -> Opening | None:
    """The section that line `index` opens, or None when it belongs to the one before."""
    line = scan.lines[index]
    if index in scan.lines.menu:
        first = index == scan.lines.menu.start
        return Opening(index, line.body, "boilerplate", PART) if first else None
    told = layout().boilerplate.fullmatch(line.body[:300]) is not None or index in scan.lines.trails
    if line.shape not in ("table", "blank") and told:
        return Opening(index, line.body, "boilerplate", PART)
    if scan.openings and scan.openings[-1].kind == "boilerplate" and scan.openings[-1].level == PART:
        resumed = _opening_of_content(scan, index)
        return resumed or (None if scan.advertises(index) else _resume(scan, index))
    if scan.kind == "boilerplate":
        heading = find_heading(scan, index)
        if heading is None:
            return None
        known = layout().known_kind(heading.title) is not None
        return heading if line.shape == "heading" or known or heading.kind in _SURE else None
    return _opening_of_content(scan, index)


def _opening_of_content(scan: Scan, index: int) -> Opening | None:
    line = scan.lines[index]
    if line.shape == "mark":
        return None
    if part := _part(scan, index):
        return Opening(index, _part_title(scan, index, part), _KIND_OF[part.kind], PART, part.lines, part)
    if heading := find_heading(scan, index):
        return heading
    lists = scan.part in ("phase", "level") or scan.kind in _LISTS
    behind_title = scan.openings and scan.openings[-1].index + scan.openings[-1].lines - 1 == scan.lines.previous[index]
    kind = block_begun(scan.lines, index) if lists and not behind_title else None
    if line.shape == "rule" and scan.kind in _LISTS and scan.part is None and not behind_title:
        return Opening(index, "", "other", PLAIN)
    if kind is not None and kind != scan.kind:
        return Opening(index, "", kind, PLAIN)
    if _leaves_part(scan, line, index):
        return _resume(scan, index)
    if scan.part == "phase" and (length := length_line(line)) and (rest := length.groupdict().get("rest")):
        scan.announced.add(layout().part_label(rest.strip(" :.,;()|•·–-")) or "goal")
    elif scan.part == "phase" and split_label(line)[0]:
        scan.announced.add(split_label(line)[0])
        scan.in_milestone = split_label(line)[0] == "milestone" and bool(split_label(line)[1])
    elif scan.part == "phase" and scan.openings[-1].index != index:
        scan.in_milestone = _milestone_ends(scan, index)
    return None


def _milestone_ends(scan: Scan, index: int) -> bool:
    """True when line `index` is the text under a milestone label of its own line: the phase ends behind it."""
    previous = scan.lines.before(index)
    if scan.lines[index].shape == "bullet":
        return scan.in_milestone
    return scan.in_milestone or (previous is not None and split_label(previous)[:2] == ("milestone", ""))


def _part_title(scan: Scan, index: int, part: PartOpening) -> str:
    if part.kind == "question" and not part.title:
        return scan.head.title if scan.head else ""
    if part.kind == "question":
        return part.title
    bodies = [scan.lines[at].body for at in range(index, index + part.lines) if scan.lines[at].shape != "blank"]
    return " ".join(bodies).replace("**", "")


def _part(scan: Scan, index: int) -> PartOpening | None:
    line, kind = scan.lines[index], scan.kind
    if title := scan.lines.rungs.get(index):
        return PartOpening("level", rung_title(title))
    if kind in ("practice", "fit", "non_fit", "day"):
        if kind != "practice" and (question := question_opening(scan.lines, index, in_faq=False)) is not None:
            return question
        phase = phase_opening(scan.lines, index, in_roadmap=False)
        timed = layout().expressions["span"].match(line.body) or scan.lines.timed_titles > 1
        timed = timed or index in scan.lines.blocks
        if phase is not None and (phase.number is not None or timed):
            return _span_lines(scan, index, phase)
        return level_opening(scan.lines, index, in_ladder=False, in_pay=False)
    above = min(scan.head.level, PLAIN) if scan.head else 0
    in_faq = kind == "faq" and not is_known_title(line)
    if question := question_opening(scan.lines, index, in_faq=in_faq, above=above):
        return _span_lines(scan, index, question)
    if kind == "faq" and (phase := phase_opening(scan.lines, index, in_roadmap=False)) and phase.number is not None:
        return _span_lines(scan, index, phase)
    if kind == "faq" and scan.lost_questions and line.shape == "plain" and _reads_as_answer(line):
        return PartOpening("question", "")
    if (kind not in ("ladder", "pay", "faq") or index in scan.lines.blocks) and (
        phase := phase_opening(scan.lines, index, in_roadmap=kind == "roadmap")
    ):
        follows = scan.openings and scan.part == "phase" and scan.openings[-1].index == scan.lines.previous[index]
        return None if follows and length_line(line) else _span_lines(scan, index, phase)
    if kind == "faq":
        return None
    return level_opening(scan.lines, index, in_ladder=kind == "ladder" or scan.climbs, in_pay=kind in ("pay", "ladder"))


def _reads_as_answer(line: Line) -> bool:
    return not is_known_title(line) and (len(line.body) >= SHORTEST_BODY or line.body[-1] in ".!")


def _span_lines(scan: Scan, index: int, part: PartOpening) -> PartOpening:
    """The opening with blank lines between its title lines counted in."""
    count, taken, at = part.lines, 0, index
    while taken < count and at < len(scan.lines):
        taken += scan.lines[at].shape != "blank"
        at += 1
    return replace(part, lines=at - index)


def _leaves_part(scan: Scan, line: Line, index: int) -> bool:
    """True when line `index` no longer belongs to the phase or level that is open."""
    labelled = scan.part == "phase" and (split_label(line)[0] or length_line(line))
    if line.shape in ("bullet", "table") or labelled:
        return False
    if scan.part == "phase":
        return line.shape == "plain" and (scan.in_milestone or _is_behind_phase(scan, index))
    if scan.part == "level":
        previous = scan.lines.before(index)
        if previous is not None and _is_paragraph_behind_list(line, previous):
            return True
        if previous is not None and stands_out(line, previous):
            return not is_figures_line(line)
        behind = previous is not None and previous.shape == "bullet"
        return line.shape == "plain" and behind and not is_figures_line(line)
    return False


def _is_behind_phase(scan: Scan, index: int) -> bool:
    """True for a line behind the points of a phase that announces nothing: the foot of a page that was cut there."""
    line, above, below = scan.lines[index], scan.lines.before(index), scan.lines.after(index)
    listed = above is not None and above.shape == "bullet" and not line.body[0].islower()
    return listed and line.body[-1] != ":" and not (below is not None and below.shape == "bullet")


def _is_paragraph_behind_list(line: Line, previous: Line) -> bool:
    """True for a sentence below points that are none: a paragraph follows a list without bullets."""
    if line.shape != "plain" or line.body[-1] not in ".!?" or is_figures_line(previous):
        return False
    return len(line.body) >= SHORTEST_BODY and previous.shape == "plain" and previous.body[-1] not in ".!:"


def _resume(scan: Scan, index: int) -> Opening:
    """The section around the parts goes on at line `index`."""
    head = scan.head
    return Opening(index, head.title if head else "", scan.kind, PART)


def _enter(scan: Scan, opening: Opening) -> None:
    is_part = opening.part is not None
    if opening.level < PART:
        scan.enclosing = [parent for parent in scan.enclosing if parent.level < opening.level]
        opening = replace(opening, path=tuple(parent.title for parent in scan.enclosing))
        scan.enclosing.append(opening)
        scan.head = opening
        last = opening.index + opening.lines - 1
        scan.climbs = opening.kind in ("pay", "other", "ladder") and holds_ladder(scan.lines, last)
        scan.lost_questions = opening.kind == "faq" and _questions_lost(scan, opening)
    elif is_part:
        opening = replace(opening, path=tuple(parent.title for parent in _above_part(scan, opening)))
    else:
        opening = replace(opening, path=tuple(parent.title for parent in scan.enclosing[:-1]))
    scan.part = opening.part.kind if opening.part else None
    scan.in_milestone = False
    scan.announced = set()
    scan.openings.append(opening)


def _above_part(scan: Scan, opening: Opening) -> list[Opening]:
    """The sections that a part stands below: not one of its own level that holds no parts, which it follows."""
    line, head = scan.lines[opening.index], scan.head
    beside = (
        head is not None
        and line.shape == "heading"
        and line.level <= head.level < PLAIN
        and head.kind not in _WITH_PARTS
    )
    return [parent for parent in scan.enclosing if not (beside and parent is head)]


def _questions_lost(scan: Scan, opening: Opening) -> bool:
    """True when an FAQ holds paragraphs only: their questions were lost on the way, each is an answer."""
    paragraphs = 0
    for line in scan.lines.ahead(opening.index + opening.lines - 1, 60):
        if line.shape == "heading" or is_known_title(line):
            break
        if line.body.rstrip("*_\"'”’)").endswith("?") or line.shape in ("bullet", "bold", "table"):
            return False
        paragraphs += line.shape == "plain" and len(line.body) >= 25
    return paragraphs > 1
