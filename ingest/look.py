"""A line that may be a heading, with the lines around it, and what about them shows that it is none."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.content import kind_shown
from ingest.figures import is_bare_figure, is_figures_line
from ingest.labels import states_label
from ingest.layout import layout
from ingest.lines import Line
from ingest.page import Lines
from ingest.part_labels import split_label
from ingest.part_titles import unnumbered
from ingest.parts import PartOpening, holds_ladder, level_opening, phase_opening
from ingest.scan import Scan
from vectorstore.types import SectionKind

SHORTEST_QUESTION = 5  # words up to which "Is it a match?" is a title, not a question to prepare for
MOST_WORDS = 14
_ENDS = '?.!"”’»'  # of what is asked
_LONGEST = 90  # characters
_INTRODUCTION = 2  # sentences on lines of their own between the title of a roadmap and its first phase
_FEWEST_WORDS = 4  # of a title that holds the length of its roadmap
# What the labels of a phase announce when nothing is left out.
_WHOLE = frozenset({"goal", "resource", "milestone"})


@dataclass(frozen=True, slots=True)
class Look:
    """A line that may be a heading, with the lines that hold text around it."""

    scan: Scan
    index: int
    line: Line
    body: str  # without emphasis, for plain lines without number
    previous: Line | None
    following: Line
    last: int  # of the following line

    @property
    def words(self) -> int:
        """How many words the line has."""
        return len(self.body.split())

    @property
    def kind(self) -> SectionKind:
        """The kind that its words tell."""
        return layout().likely_kind(self.body)

    @property
    def apart(self) -> bool:
        """True when a blank line precedes it, or nothing."""
        return self.index == 0 or self.previous is None or self.scan.lines[self.index - 1].shape == "blank"

    @property
    def ended(self) -> bool:
        """True when no phase is open, or one that its milestone has closed or that holds all that phases hold."""
        return self.scan.part != "phase" or self.scan.in_milestone or self.scan.announced >= _WHOLE

    @property
    def outdented(self) -> bool:
        """True at the margin behind what is set in below a level."""
        previous = self.previous
        return self.scan.part == "level" and previous is not None and stands_out(self.line, previous)

    @property
    def below_head(self) -> bool:
        """True right below the title of a section that holds nothing yet."""
        head = self.scan.head
        return head is not None and self.previous is self.scan.lines[head.index]

    @property
    def capital(self) -> bool:
        """True for a plain line that begins with a capital letter."""
        return self.line.shape == "plain" and self.body[0].isupper()


def stands_out(line: Line, previous: Line) -> bool:
    """True for a line at the margin behind one that is set in."""
    return line.shape == previous.shape == "plain" and line.level == 0 < previous.level


def look_at(scan: Scan, index: int, count: int) -> Look | None:
    """The line with its surroundings, or None when something about it shows that it is no heading."""
    lines, line, known = scan.lines, scan.lines[index], layout()
    body = line.body.rstrip("*_ ")
    if lines.colons:
        body = body.removesuffix(":")
    last = lines.next[index + count - 1] if index + count - 1 < len(lines) else None
    fits = 3 <= len(body) <= _LONGEST and len(body.split()) <= MOST_WORDS and any(char.isalpha() for char in body)
    timed = scan.kind == "day" and known.expressions["hour"].fullmatch(line.body[:300])
    below_head = scan.head is not None and lines.previous[index] == scan.head.index
    titled = last is not None and not below_head and _tells_of_phases(lines, body, last)
    states = states_label(line) and not titled
    if timed or states or _is_value(line, lines.before(index)):
        return None
    if last is None or not fits or index in lines.pairs or body[-1] == "!" or "|" in body or is_figures_line(line):
        return None
    asking = scan.kind in ("practice", "faq")
    if asking and not (_ends_questions(body) or _among_answers(scan, last, body) or heads_ladder(lines, last)):
        return None
    if scan.part == "question" and body.endswith("?") and not scan.asking.often:
        return None
    while lines[last].shape == "mark" and (behind := lines.next[last]) is not None:
        last = behind
    following = lines[last]
    if known.expressions["roles_header"].fullmatch(body) or following.shape == "heading":
        return None
    label = known.label(body.split(":")[0])
    valued = label and not (label.units and following.body[:1].isalpha()) and following.shape != "bullet"
    if label and (":" in body or valued) and not (scan.asking.throughout and body[-1] == "?"):
        return None
    bare = unnumbered(body) if line.shape == "plain" else body
    return Look(scan, index, line, bare, lines.before(index), following, last)


def phase_below(lines: Lines, first: int, *, told: bool) -> tuple[PartOpening | None, int]:
    """The phase that begins at line `first` or behind a few sentences that lead to it, and the line it begins at."""
    for _ in range(_INTRODUCTION):
        following = lines.next[first]
        if following is None or lines[first].shape != "plain" or lines[first].body[-1] != ".":
            break
        first = following
    return phase_opening(lines, first, in_roadmap=told), first


def _tells_of_phases(lines: Lines, body: str, last: int) -> bool:
    """True for words with a length above the first phase ("Your runway of 8 months"), which are no card."""
    if ":" in body or len(body.split()) < _FEWEST_WORDS:
        return False
    opening, _ = phase_below(lines, last, told=True)
    return opening is not None


def _is_value(line: Line, above: Line | None) -> bool:
    """True for a line that says in words what the label alone on the line above asks for."""
    label = layout().label(above.body) if above is not None else None
    return label is not None and not label.units and layout().looks_like_value(label.attribute, line.body)


def _ends_questions(body: str) -> bool:
    """True for a line among questions that reads as the title of what comes next rather than as one more of them."""
    known = layout()
    if known.is_title_case(body):
        return True
    kind = known.likely_kind(body)
    if kind in ("fit", "non_fit") and len(body.split()) <= SHORTEST_QUESTION:
        return True
    return kind != "other" and known.expressions["asks"].fullmatch(body) is None


def _among_answers(scan: Scan, last: int, body: str) -> bool:
    """True for a line that asks nothing where questions are asked, above a list or naming a kind of section."""
    if body[-1] in "?.!:":
        return False
    following = scan.lines[last]
    shown = kind_shown("other", scan.lines, last - 1)
    if shown == "related_roles" or (shown == "faq" and scan.kind == "practice"):
        return True
    lists = following.shape == "bullet" and following.body[-1] != "?"
    above = scan.lines.before(scan.lines.previous[last] or 0)
    apart = scan.lines[(scan.lines.previous[last] or 1) - 1].shape == "blank" and scan.kind == "practice"
    lists = lists or (apart and above is not None and above.body[-1] in _ENDS and following.body[-1] not in _ENDS)
    return lists or (scan.part == "question" and layout().likely_kind(body) != "other")


def heads_ladder(lines: Lines, first: int) -> bool:
    """True when a ladder begins at line `first`."""
    return level_opening(lines, first, in_ladder=True, in_pay=True) is not None and holds_ladder(lines, first - 1)


def is_closed(previous: Line | None, scan: Scan) -> bool:
    """True when nothing of the line before can run on: it ends a sentence, a list or a table."""
    if previous is None:
        return True
    if scan.head is not None and previous is scan.lines[scan.head.index]:
        return scan.kind not in ("skills", "tools", "practice", "metrics")
    kind, value, _ = split_label(previous)
    ended = previous.shape in ("bullet", "table") or previous.text[-1] in ".!?:)"
    stated = states_label(previous) or layout().expressions["hour"].fullmatch(previous.body[:300]) is not None
    return (
        ended
        or stated
        or is_bare_figure(previous)
        or (kind == "milestone" and bool(value))
        or is_figures_line(previous)
    )
