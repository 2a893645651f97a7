"""The lines of a document beside each other, and what of a page only all of them show."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from ingest.ladder import find_rungs, named_rungs
from ingest.layout import layout
from ingest.leads import find_leads
from ingest.lines import Line, read_lines
from ingest.name_shape import is_career_name
from ingest.part_labels import LONGEST_TITLE, announce, length_line, split_label
from ingest.part_titles import heads_length, is_title
from ingest.points import marks_titles, with_points
from vectorstore.types import Span

_FEWEST_POINTS, _NEARLY_ALL = 4, 0.8
_PAIR = re.compile(r"(?P<head>[A-Z][^:?.!]{1,60})[:?]\s+\S")
_LONGEST_HEAD = 6  # words
_TRAIL = re.compile(r"\s+(?:[/›»>]|>>)\s+")
_FARTHEST_TRAIL, _TRAIL_WORDS = 6, 7  # lines that hold text; words between two signs
_FEWEST_NUMBERED = 4
_FEWEST_BLOCKS = 3
_FEWEST_COLONS, _COLON_WORDS = 3, 9
_FEWEST_HOURS, _DAWN, _A_DAY = 3, 4 * 60, 24 * 60  # titles that make a day; minutes
_CLOCK = re.compile(r"(?i)(?P<hours>\d{1,2})(?:[:.](?P<minutes>\d\d))?\s*(?:(?P<half>[ap])\.?m\.?)?")
_FARTHEST_MENU, _SHORTEST_MENU, _MENU_WORDS = 40, 4, 2  # lines from the top, lines, words of a line


class Lines:
    """The lines of a document with the nearest lines that hold text on either side of each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = with_points(announce(_single_spaced(read_lines(text))))
        count = len(self.lines)
        self.next: list[int | None] = [None] * count
        self.previous: list[int | None] = [None] * count
        near: int | None = None
        for index in range(count):
            self.previous[index] = near
            near = index if self.lines[index].shape != "blank" else near
        near = None
        for index in reversed(range(count)):
            self.next[index] = near
            near = index if self.lines[index].shape != "blank" else near
        filled = sum(line.shape != "blank" for line in self.lines)
        self.series = _series(self.lines)
        self.rungs = find_rungs(self.lines) | named_rungs(self.lines)  # titles of levels that shape alone tells
        self.blocks = _timed_blocks(self.lines)
        self.numbered_below = _numbered_below(self.lines)
        self.leads = find_leads(self.lines)  # to those whom the job suits or not
        self.menu = _menu(self.lines)
        self.colons = _end_in_colons(self.lines)
        self.numbered_titles = _numbered_titles(self.lines)
        self.trails = _trails(self.lines)
        self.pairs = _pairs(self.lines)
        self.timed_titles = sum(is_timed_title(line) for line in self.lines if not line.numbered)
        self.timed_points = sum(is_timed_title(line) for line in self.lines if line.numbered)
        self.marked = marks_titles(self.lines)
        self.hours = _hour_titles(self.lines)
        self.spaced = count - filled >= 0.2 * max(filled, 1)  # paragraphs stand apart by blank lines

    def __getitem__(self, index: int) -> Line:
        return self.lines[index]

    def __len__(self) -> int:
        return len(self.lines)

    def after(self, index: int) -> Line | None:
        """The next line that holds text."""
        following = self.next[index]
        return None if following is None else self.lines[following]

    def before(self, index: int) -> Line | None:
        """The previous line that holds text."""
        preceding = self.previous[index]
        return None if preceding is None else self.lines[preceding]

    def within(self, span: Span) -> Iterator[Line]:
        """The lines of a span that hold text, its title among them."""
        first = bisect_left(self.lines, span.start, key=lambda line: line.start)
        for line in islice(self.lines, first, None):
            if line.start >= span.end:
                return
            if line.shape != "blank":
                yield line

    def ahead(self, index: int, count: int) -> Iterator[Line]:
        """Up to `count` of the next lines that hold text."""
        following = self.next[index]
        while following is not None and count > 0:
            yield self.lines[following]
            following, count = self.next[following], count - 1

    def behind(self, index: int, count: int) -> Iterator[Line]:
        """Up to `count` of the lines before that hold text, the nearest first."""
        preceding = self.previous[index]
        while preceding is not None and count > 0:
            yield self.lines[preceding]
            preceding, count = self.previous[preceding], count - 1


def _single_spaced(lines: Sequence[Line]) -> list[Line]:
    """The lines, without the blank ones where these stand between nearly all points of lists and so tell nothing."""
    pairs = [(one, other) for one, other in pairwise(line for line in lines if line.shape != "blank")]
    points = [(one, other) for one, other in pairs if one.shape == other.shape == "bullet"]
    apart = sum(other.number - one.number > 1 for one, other in points)
    doubled = len(points) >= _FEWEST_POINTS and apart >= _NEARLY_ALL * len(points)
    return [line for line in lines if not doubled or line.shape != "blank"]


def _series(lines: Sequence[Line]) -> frozenset[str]:
    """The words that number lines of the text from one on ("Stop 1", "Stop 2"), whatever they are."""
    known = layout()
    numbers: dict[str, list[int]] = {}
    for line in lines:
        match = known.expressions["series"].fullmatch(line.body[:LONGEST_TITLE]) if line.shape != "table" else None
        if match and match["word"].casefold() not in known.counted_otherwise:
            numbers.setdefault(match["word"], []).append(int(match["number"]))
    return frozenset(word for word, found in numbers.items() if len(found) > 1 and found == [*range(1, len(found) + 1)])


def _timed_blocks(lines: Sequence[Line]) -> frozenset[int]:
    """The titles of blocks that say again and again on their next line how long they take, and then list something."""
    filled = [index for index, line in enumerate(lines) if line.shape != "blank"]
    found = [
        filled[place]
        for place in range(len(filled) - 2)
        if (length := length_line(lines[filled[place + 1]]))
        and (is_title(lines[filled[place]]) or (_is_glued(length) and heads_length(lines[filled[place]], None)))
        and (length.groupdict().get("rest") or _lists(lines[filled[place + 2]]))
    ]
    return frozenset(found if len(found) >= _FEWEST_BLOCKS else ())


def _is_glued(length: re.Match[str]) -> bool:
    """True for a length with a label glued behind it ("4 weeksGoals")."""
    return layout().part_label((length.groupdict().get("rest") or "").strip(" :.,;()|•·–-")) is not None


def _numbered_below(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that say number and length of a phase below its title, what it holds standing right behind."""
    filled = [index for index, line in enumerate(lines) if line.shape != "blank"]
    found = [
        filled[place]
        for place in range(1, len(filled) - 1)
        if (length := length_line(lines[filled[place]]))
        and length.groupdict().get("series")
        and is_title(lines[filled[place - 1]])
        and _lists(lines[filled[place + 1]])
    ]
    return frozenset(found if len(found) >= _FEWEST_BLOCKS else ())


def _lists(line: Line) -> bool:
    return line.shape == "bullet" or bool(split_label(line)[0])


def _menu(lines: Sequence[Line]) -> range:
    """The lines of a site's menu above the text: a run of one or two words each, boilerplate among them."""
    begin = stop = None
    for index, line in enumerate(lines[:_FARTHEST_MENU]):
        if not line.body:
            continue
        brief = len(line.body.split()) <= _MENU_WORDS and line.body[-1] not in ".:?!" and not _holds_digit(line.body)
        brief = brief or layout().boilerplate.fullmatch(line.body[:300]) is not None
        if not brief or line.shape not in ("plain", "bullet") or is_career_name(line.body):
            break
        begin, stop = (index if begin is None else begin), index + 1
    run = range(begin or 0, stop or 0)
    filled = [lines[index].body for index in run if lines[index].shape != "blank"]
    told = any(layout().boilerplate.fullmatch(body) for body in filled)
    return run if told and len(filled) >= _SHORTEST_MENU else range(0)


def _trails(lines: Sequence[Line]) -> frozenset[int]:
    """The lines at the top that say where on a site the page stands ("You are here: Careers > Surgery > X")."""
    first = [index for index, line in enumerate(lines) if line.shape == "plain"][:_FARTHEST_TRAIL]
    return frozenset(index for index in first if _is_trail(lines[index].body))


def _is_trail(body: str) -> bool:
    pieces = _TRAIL.split(body)
    brief = all(piece.strip() and len(piece.split()) <= _TRAIL_WORDS for piece in pieces)
    return len(pieces) > 1 and brief and body[-1] not in ".!?" and not _holds_digit(body)


def _end_in_colons(lines: Sequence[Line]) -> bool:
    """True when the titles of the page end in colons: most of those that are told by their words do."""
    known = layout()
    colons = bare = 0
    for line in lines:
        if line.shape != "plain" or not line.body or len(line.body.split()) > _COLON_WORDS or split_label(line)[0]:
            continue
        if line.body[-1] == ":":
            colons += known.likely_kind(line.body) != "other"
        else:
            bare += known.known_kind(line.body) is not None
    return colons >= _FEWEST_COLONS and colons > bare


def _numbered_titles(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that number the sections of a page from one on, each apart from the others."""
    filled = [index for index, line in enumerate(lines) if line.shape != "blank"]
    chain: list[int] = []
    for place, index in enumerate(filled):
        line, near = lines[index], [lines[each] for each in filled[max(place - 1, 0) : place + 2]]
        ended = line.body[-1:] in (".", ";", ",") and not line.body.endswith("...")
        titled = line.numbered and len(line.body) <= LONGEST_TITLE and not ended
        if titled and sum(each.numbered for each in near) == 1 and re.match(rf"\(?{len(chain) + 1}[.)]", line.text):
            chain.append(index)
    asked = sum(lines[index].body[-1] == "?" for index in chain)
    return frozenset(chain if len(chain) >= _FEWEST_NUMBERED and 2 * asked <= len(chain) else ())


def _hour_titles(lines: Sequence[Line]) -> frozenset[int]:
    """The headings that go round the clock, each with its hour ("08:40 Sorting"); none of a recording, from nought."""
    hour = layout().expressions["hour"]
    timed = [
        (index, _CLOCK.fullmatch(match["hour"]))
        for index, line in enumerate(lines)
        if line.shape == "heading" and (match := hour.fullmatch(line.body))
    ]
    minutes = [_minutes(clock) for _, clock in timed if clock]
    since = [(each - minutes[0]) % _A_DAY for each in minutes]
    goes_on = len(minutes) == len(timed) >= _FEWEST_HOURS and all(one < other for one, other in pairwise(since))
    return frozenset(index for index, _ in timed if goes_on and _DAWN <= minutes[0] and max(minutes) < _A_DAY)


def _minutes(clock: re.Match[str]) -> int:
    """The minutes from midnight to what a clock shows."""
    hours, half = int(clock["hours"]), clock["half"]
    hours = hours % 12 + (12 if half.casefold() == "p" else 0) if half else hours
    return 60 * hours + int(clock["minutes"] or 0)


def _pairs(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that stand among others of a few words with what is said of them ("Also called: …", "Remote? Yes")."""
    filled = [index for index, line in enumerate(lines) if line.shape != "blank"]
    told = [_is_pair(lines[index]) for index in filled]
    found: set[int] = set()
    for place in range(1, len(filled) - 1):
        if all(told[place - 1 : place + 2]):
            found.update(filled[place : place + 2])
            if place > 1 and _is_bare_title(lines[filled[place - 2]]):
                found.add(filled[place - 1])
    return frozenset(found)


def _is_bare_title(line: Line) -> bool:
    return line.shape in ("plain", "bold", "heading") and layout().known_kind(line.body) is not None


def _is_pair(line: Line) -> bool:
    match = _PAIR.match(line.body) if line.shape == "plain" else None
    if match is None or len(match["head"].split()) > _LONGEST_HEAD:
        return False
    return not is_career_name(match["head"]) and not is_career_name(line.body)


def _holds_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def is_timed_title(line: Line) -> bool:
    """True for a line of a title and how long it takes ("Reading a Case Sheet [4 wks]")."""
    titled = line.numbered or line.shape in ("plain", "bold", "heading")
    match = layout().expressions["titled_length"].fullmatch(line.body) if titled else None
    cased = match is not None and (line.numbered or layout().is_title_case(match["title"]))
    return match is not None and cased and layout().label(match["title"]) is None
