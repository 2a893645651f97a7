"""Which lines are headings, by mark-up, by wording, or by shape; and what kind of section they title."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from ingest.asking import LONGEST, is_numbered_heading
from ingest.content import kind_shown
from ingest.figures import is_figures_line
from ingest.heading_shape import has_shape
from ingest.labels import card_figure, states_label
from ingest.layout import layout, normalise
from ingest.lines import Line
from ingest.name_shape import is_career_name
from ingest.page import Lines
from ingest.part_labels import length_line, split_label
from ingest.parts import PartOpening, holds_ladder
from ingest.scan import COLON, PART, PLAIN, Opening, Scan
from vectorstore.types import SectionKind

_TITLE_WORDS = range(3, 16)
_FARTHEST_TITLE = 10  # lines of a site above the title of its page
# Kinds that the lines right under a document's title may give it.
_OWN = frozenset({"metrics", "requirements"})
# Kinds that a word of a title tells too weakly to stand against the kind of the section around it.
_WEAK = frozenset({"metrics", "summary", "requirements"})


def is_known_title(line: Line) -> bool:
    """True for a line whose whole wording is that of a known title."""
    known = layout()
    if line.shape in ("bullet", "table", "rule", "mark") or len(line.body) > LONGEST:
        return False
    kind = known.known_kind(line.body)
    asks = line.body.rstrip("*_ ").endswith("?")
    return kind is not None and (not asks or kind in ("practice", "faq") or known.is_title_case(line.body))


def first_title(line: Line) -> str:
    """The first line of a document where it may be its title though its shape tells none; else the empty string."""
    brief = line.shape in ("plain", "bold") and len(line.body.split()) in _TITLE_WORDS and line.body[-1] not in ".,;:"
    return line.body if brief and not states_label(line) and "|" not in line.body else ""


def find_heading(scan: Scan, index: int) -> Opening | None:
    """The heading that stands at line `index`, by mark-up, by its wording or by its shape."""
    lines, line, known = scan.lines, scan.lines[index], layout()
    if line.shape in ("bullet", "table", "rule", "mark") and not is_numbered_heading(lines, index):
        return None
    if scan.part == "phase" and (split_label(line)[0] or known.part_label(line.body)):
        if not (scan.in_milestone and known.known_kind(line.body)):
            return None
    if scan.part == "phase" and line.shape != "heading" and length_line(line):
        return None
    if (led := lines.leads.get(index)) is not None:
        return Opening(index, line.body.rstrip(" :.…"), led, PLAIN)
    title, count = _joined(scan, index)
    if line.shape == "bullet":
        asks = line.body.endswith("?") and scan.asking.often
        return _titled(scan, index, line.body if asks else line.text, PLAIN, 1)
    if line.shape == "heading":
        return _titled(scan, index, title, line.level, count)
    under = lines[index + 1] if index + 1 < len(lines) else None
    if (
        line.shape == "plain"
        and under is not None
        and under.shape == "rule"
        and under.text[0] in "=-"
        and len(line.body) < LONGEST
    ):
        return _titled(scan, index, title, 1 if under.text[0] == "=" else 2, 2)
    if line.shape == "plain" and _leads_to_tools(scan, index):
        return _titled(scan, index, title, COLON, 1)
    if lines.marked and line.shape == "plain" and scan.head is not None and normalise(line.body) not in known.phrases:
        return None
    if len(line.body) > LONGEST or (line.body[-1:] in ".,;" and not line.body.endswith("...")):
        return None
    asks = scan.asking.throughout and line.body.endswith("?")
    if (_is_card(lines, index) and not asks) or _holds_its_text(line):
        return None
    if _opens_document(scan, index) and not asks:
        return replace(_titled(scan, index, title, PLAIN, count), kind=_kind_of_title(title))
    below = re.match(r"\d{1,2}\.\d", line.body) is not None
    if is_known_title(line) or (count > 1 and known.known_kind(title)):
        return _titled(scan, index, title, COLON if below else PLAIN, count)
    if line.shape == "bold" and (following := lines.after(index)) is not None and following.shape != "heading":
        return _titled(scan, index, title, PLAIN, count)
    if has_shape(scan, index, count):
        below = below or (line.body.endswith(":") and not lines.colons)
        return _titled(scan, index, title, COLON if below else PLAIN, count)
    return None


def _leads_to_tools(scan: Scan, index: int) -> bool:
    """True for what leads to a list of tools right behind another list, whatever marks the titles of the text."""
    line, above, below = scan.lines[index], scan.lines.before(index), scan.lines.after(index)
    between = above is not None and below is not None and above.shape == below.shape == "bullet"
    return between and line.body[-1] == ":" and layout().likely_kind(line.body) == "tools"


def _joined(scan: Scan, index: int) -> tuple[str, int]:
    """The title at line `index` with the line it runs on into, and how many lines that takes."""
    lines, line = scan.lines, scan.lines[index]
    following = lines.next[index]
    if following is None or line.shape != "plain" or following - index > 2 or len(line.body) > LONGEST:
        return line.body, 1
    second = lines[following]
    if second.shape != "plain" or len(second.body) > 80 or second.body[-1] in ".;," or following in lines.rungs:
        return line.body, 1
    if line.body[-1] in ".:;?!" or layout().known_kind(second.body) or not layout().is_title_case(line.body):
        return line.body, 1
    seam = " ".join([*line.body.casefold().split()[-2:], second.body.casefold().split()[0].strip(":,")])
    runs_on = layout().expressions["unfinished"].search(line.body) is not None
    if runs_on or (len(seam.split()) == 3 and seam in scan.again):
        return f"{line.body} {second.body}", following - index + 1
    return line.body, 1


def _is_card(lines: Lines, index: int) -> bool:
    """True for a label whose value stands on the line beside it: no heading, though it looks like one."""
    known, line = layout(), lines[index]
    label = known.label(line.body)
    if label is None:
        return any(near is not None and card_figure(None, line.body, near.body) for near in _beside(lines, index))
    for near in _beside(lines, index):
        if near is None or near.shape not in ("plain", "bullet", "bold") or len(near.body) > 60:
            continue
        if near.shape == "bullet" and states_label(near):
            continue  # the first of several below a title
        if near.body[0].isdigit() or near.body[0] in "~$£€₹" or (not label.units and near is lines.after(index)):
            return True
    return False


def _beside(lines: Lines, index: int) -> tuple[Line | None, Line | None]:
    return lines.after(index), lines.before(index)


def _holds_its_text(line: Line) -> bool:
    """True for a label with its text behind a colon ("Good match for: planners"): no heading, though it starts so."""
    label, colon, text = line.body.strip("*_ ").partition(": ")
    known = layout()
    if not (colon and text) or known.known_kind(line.body):
        return False
    kind = known.likely_kind(label)
    return kind in ("fit", "non_fit") or (kind in ("skills", "tools") and "," in text and len(label.split()) <= 4)


def _opens_document(scan: Scan, index: int) -> bool:
    """True for a line that reads as the document's title: the first line of content, or the first to name a career."""
    line = scan.lines[index]
    if line.shape != "plain" or len(line.body) > LONGEST:
        return False
    boilerplate = {opening.index for opening in scan.openings if opening.kind == "boilerplate"}
    if scan.head is not None and not _is_site(scan, index, boilerplate):
        return False
    if is_career_name(line.body) or _names_and_more(line.body):
        return True
    if scan.head is not None:
        return False
    first = all(scan.lines[at].shape == "blank" or at in boilerplate for at in range(index)) if index < 40 else False
    title_case = layout().is_title_case(line.body) and not layout().label(line.body)
    return first and title_case and line.body[-1] not in ".!,;:" and "|" not in line.body and not is_figures_line(line)


def _is_site(scan: Scan, index: int, boilerplate: Collection[int]) -> bool:
    """True when the only line of content above is a title that names no career: that of the site."""
    if index > _FARTHEST_TITLE or scan.head is None or is_career_name(scan.head.title):
        return False
    above = [at for at in range(index) if scan.lines[at].shape != "blank" and at not in boilerplate]
    return above == [scan.head.index]


def _names_and_more(title: str) -> bool:
    """True for "Career Name: what the page holds" and its reverse."""
    head, colon, tail = title.partition(": ")
    return bool(colon) and (is_career_name(head) or is_career_name(tail))


def _heads_list(lines: Lines, last: int) -> bool:
    """True when a list or a ladder follows line `last`: no answer to what it may ask."""
    following = lines.after(last)
    return (following is not None and following.shape in ("bullet", "table")) or holds_ladder(lines, last)


def _is_question(scan: Scan, last: int, title: str, level: int) -> bool:
    """True for a title among questions that its text answers: not one over titles of its own."""
    following = scan.lines.after(last)
    if following is not None and (
        (following.shape == "heading" and following.level > level)
        or (following.shape == "bold" and scan.lines[last].shape == "heading")
        or (level == 1 and scan.head is None and scan.lines[last].shape == "heading")
    ):
        return False
    if scan.asking.throughout:
        return True
    if scan.part == "question" and scan.lines[scan.openings[-1].index].shape == scan.lines[last].shape == "bold":
        named = False  # one more of those above
    elif scan.lines[last].shape == "heading" and level not in scan.asking.levels:
        named = layout().likely_kind(title) not in ("faq", "practice", "other")
    else:
        named = layout().known_kind(title) is not None
    return scan.asking.often and not named


def _kind_of_title(title: str) -> SectionKind:
    """The kind of a document's title: words beside the career's name tell of the whole page, not this part."""
    if is_career_name(title.partition(":")[0]):
        return "other"
    kind = layout().likely_kind(title)
    return "other" if kind == "boilerplate" else kind


def _names_in_bold(scan: Scan, index: int) -> bool:
    """True for an occupation in bold below a title that bears another mark: what is told there of it in particular."""
    marked = bool(scan.enclosing) and scan.enclosing[0].level < PLAIN
    title = scan.lines[index].body
    named = is_career_name(title) or any(opening.title == title for opening in scan.openings)
    return marked and named and scan.lines[index].shape == "bold"


def _titled(scan: Scan, index: int, title: str, level: int, count: int) -> Opening:
    known = layout()
    if index in scan.lines.hours:
        return Opening(index, title, "day", level, count)
    # What an occupation works with says nothing of its section ("Bedside Technology Trainer"): what it is "of" does.
    named, aside, rest = title.partition(", ")
    worded = known.likely_kind(title.partition(" of ")[0] if is_career_name(title) and " of " in title else title)
    worded = "other" if is_career_name(title) and " of " not in title else worded
    worded = known.likely_kind(rest) if aside and is_career_name(named) else worded
    kind = known.known_kind(title) or kind_shown(worded, scan.lines, index + count - 1)
    first = next((each for each in scan.openings if each.level == 1), None)
    if level == 1 and first is None and scan.lines[index].shape == "heading":
        shown = kind_shown("other", scan.lines, index + count - 1)
        kind = shown if shown in _OWN else "other"  # the document's own title tells of all of it
    if kind == "boilerplate" and kind_shown("other", scan.lines, index + count - 1) == "related_roles":
        kind = "related_roles"
    if kind == "boilerplate" and scan.head is None:
        kind = "other"  # nothing that a page says of itself in its first line makes all of it boilerplate
    parents = [parent for parent in scan.enclosing if parent.level < level]
    whole = bool(parents) and parents[-1].index == (first.index if first else -1)  # the document's own title
    inherited = parents[-1].kind if parents and not whole and parents[-1].kind in known.inheriting else None
    open_to_it = kind == "other" or (kind in _WEAK and known.known_kind(title) is None)
    if open_to_it and inherited and (level <= 6 or level == COLON or _names_in_bold(scan, index)):
        kind = inherited
    part = None
    if inherited == "faq" and level <= 6:
        part, kind = PartOpening("question", title), "faq"
    elif scan.lines.next[index + count - 1] in scan.lines.leads:
        return Opening(index, title, kind, level, count)
    elif known.likely_kind(title) != "other" and _heads_list(scan.lines, index + count - 1):
        return Opening(index, title, kind, level, count)
    elif title.endswith("?") and _is_question(scan, index + count - 1, title, level):
        part, kind = PartOpening("question", title), "faq"
    if part is not None:
        return Opening(index, title, kind, PART, count, part)
    return Opening(index, title, kind, level, count)
