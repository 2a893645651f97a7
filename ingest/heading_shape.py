"""Which lines are headings by their shape: short, no sentence, apart from what precedes, with a body behind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from ingest.content import begins_box, is_box, kind_shown, names_software
from ingest.figures import is_figures_line
from ingest.labels import states_label
from ingest.layout import layout
from ingest.lines import Line
from ingest.names import is_career_name
from ingest.page import Lines
from ingest.part_labels import split_label
from ingest.parts import holds_ladder, level_opening, phase_opening, unnumbered
from ingest.scan import Scan
from vectorstore.types import SectionKind

SHORTEST_BODY = 60  # characters from which a line is running text rather than an item
_LONGEST, _MOST_WORDS = 90, 14
_SHORTEST_QUESTION = 5  # words up to which "Is it a match?" is a title, not a question to prepare for
_OFTEN = 3  # times that a text names the career it is about
_LONG_BODY = 200  # characters from which a line can only be a paragraph under its title
_INTRODUCTION = 2  # sentences on lines of their own between the title of a roadmap and its first phase
_LEVEL = 4  # lines within which the figures of the level above stand
_FEWEST_ITEMS = 2  # of a list without bullets, on either side of the title of the second
# What the labels of a phase announce when nothing is left out.
_WHOLE = frozenset({"goal", "resource", "milestone"})
# Kinds whose titles say so plainly enough to end a phase or level that no list or full stop has closed.
_TELLING = frozenset({"fit", "non_fit", "day", "practice", "faq", "ladder"})
# Kinds among whose lines the name of an occupation is an entry, not a title.
_NAMING = frozenset({"ladder", "pay", "related_roles", "employers"})


@dataclass(frozen=True, slots=True)
class _Look:
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
    def capital(self) -> bool:
        """True for a plain line that begins with a capital letter."""
        return self.line.shape == "plain" and self.body[0].isupper()


def has_shape(scan: Scan, index: int, count: int) -> bool:
    """True when line `index`, a title of `count` lines, looks like a heading."""
    look = _look(scan, index, count)
    if look is None:
        return False
    if _told_by_words(look) or _told_by_content(look):
        return True
    if (closes := _ends_part(look)) is not None:
        return closes
    body = look.body
    if body.isupper() and look.apart and look.words <= 8 and body[-1] != ":" and scan.kind != "boilerplate":
        return True
    if is_career_name(body) and (look.apart if scan.kind not in _NAMING else _names_the_page(look)):
        return True
    if scan.kind == "related_roles" and is_career_name(body):
        return False
    if kind_shown("other", scan.lines, look.last - 1) == "related_roles" and scan.kind not in _NAMING:
        return look.body[-1] not in ".!,;"
    return _among_paragraphs(look) if scan.lines.spaced else _in_dense_text(look)


def _heads_ladder(lines: Lines, first: int) -> bool:
    """True when a ladder begins at line `first`."""
    return level_opening(lines, first, in_ladder=True, in_pay=True) is not None and holds_ladder(lines, first - 1)


def _names_the_page(look: _Look) -> bool:
    """True for an occupation among others that the text goes on to speak of: there its own page begins."""
    name = " ".join(look.body.casefold().split())
    if re.match(rf"(?:an?|the) {re.escape(name)}\b", look.following.body.casefold()):
        return True
    return look.scan.kind == "related_roles" and look.scan.phrases.count(name) >= _OFTEN


def _look(scan: Scan, index: int, count: int) -> _Look | None:
    """The line with its surroundings, or None when something about it shows that it is no heading."""
    lines, line, known = scan.lines, scan.lines[index], layout()
    body = line.body.rstrip("*_ ")
    if lines.colons:
        body = body.removesuffix(":")
    last = lines.next[index + count - 1] if index + count - 1 < len(lines) else None
    fits = 3 <= len(body) <= _LONGEST and len(body.split()) <= _MOST_WORDS and any(char.isalpha() for char in body)
    if states_label(line) or _is_value(line, lines.before(index)):
        return None
    if last is None or not fits or index in lines.pairs or body[-1] == "!" or "|" in body or is_figures_line(line):
        return None
    asking = scan.kind in ("practice", "faq")
    if asking and not (_ends_questions(body) or _among_answers(scan, last, body) or _heads_ladder(lines, last)):
        return None
    if scan.part == "question" and body.endswith("?") and scan.asking_headings < 3:
        return None
    while lines[last].shape == "mark" and (behind := lines.next[last]) is not None:
        last = behind
    following = lines[last]
    if known.expressions["roles_header"].fullmatch(body) or following.shape == "heading":
        return None
    label = known.label(body.split(":")[0])
    valued = label and not (label.units and following.body[:1].isalpha()) and following.shape != "bullet"
    if label and (":" in body or valued) and not (scan.asks_throughout and body[-1] == "?"):
        return None
    bare = unnumbered(body) if line.shape == "plain" else body
    return _Look(scan, index, line, bare, lines.before(index), following, last)


def _is_value(line: Line, above: Line | None) -> bool:
    """True for a line that says in words what the label alone on the line above asks for."""
    label = layout().label(above.body) if above is not None else None
    return label is not None and not label.units and layout().looks_like_value(label.attribute, line.body)


def _told_by_words(look: _Look) -> bool:
    """True for a title whose words name a kind, above the list or the lines that belong to it."""
    if not look.capital:
        return False
    named = look.ended and 0 < look.words <= 7 and look.kind != "other"
    if named and look.following.shape == "bullet" and look.body[-1] != ":":
        return True
    if look.scan.kind in ("skills", "tools") and look.kind not in ("other", look.scan.kind):
        return layout().expressions["addresses"].search(look.body) is not None
    opposite = {"fit": "non_fit", "non_fit": "fit"}.get(look.scan.kind)
    led_in = layout().expressions["leads_in"].search(look.body) is not None
    return look.kind == opposite and (look.words <= 5 or (led_in and look.words <= 8))


def _told_by_content(look: _Look) -> bool:
    """True for a title above hours, questions, labels with values or the first phase, wherever it stands."""
    lines, previous = look.scan.lines, look.previous
    if look.capital and _heads_phases(look):
        return True
    if not look.capital or look.words > 8:
        return False
    shown = kind_shown("other", lines, look.last - 1)
    timed = layout().expressions["hour"].fullmatch(look.following.body[:300])
    if timed and look.following.shape in ("plain", "bullet") and "day" in (look.kind, shown):
        return True
    if look.kind in ("ladder", "pay") and look.scan.part != "level" and _heads_ladder(lines, look.last):
        return not is_figures_line(look.line)
    led_in = previous is not None and split_label(previous)[0] != "" and not split_label(previous)[1]
    if led_in or look.body[-1] in ":?":
        return False
    if look.kind in ("metrics", "requirements") and states_label(look.following):
        return True
    named = (
        (look.scan.kind in _NAMING and not is_box(lines, look.last - 1))
        or is_career_name(look.body)
        or _below_title(look, shown)
    )
    if shown in ("metrics", "requirements") and ": " not in look.body and not named:
        return begins_box(lines, look.last - 1)
    if look.kind == "other" and look.scan.part != "level" and _heads_ladder(lines, look.last):
        amid = any(is_figures_line(each) and not states_label(each) for each in lines.behind(look.index, _LEVEL))
        if not (named or amid or is_figures_line(look.line)):
            return True
    asking = look.scan.kind in ("practice", "faq")
    return shown in ("practice", "faq", "day") and (look.scan.part in ("phase", "level") or not asking)


def _below_title(look: _Look, shown: SectionKind) -> bool:
    """True for a line right below the name of the career that adds to it: a phrase, or the field above the cards."""
    head = look.scan.head
    phrase = look.words >= _SHORTEST_QUESTION and not layout().is_title_case(look.body)
    return (
        (phrase or shown == "metrics")
        and head is not None
        and head.index + head.lines == look.index
        and is_career_name(head.title)
    )


def _heads_phases(look: _Look) -> bool:
    """True for a line above the first phase: whatever its words and what stands before, the roadmap begins there."""
    lines, scan = look.scan.lines, look.scan
    if look.body[-1] in ".!,;" or scan.part == "phase":
        return False
    told, first = look.kind == "roadmap", look.last
    for _ in range(_INTRODUCTION):
        following = lines.next[first]
        if following is None or lines[first].shape != "plain" or lines[first].body[-1] != ".":
            break
        first = following
    opening = phase_opening(lines, first, in_roadmap=told)
    if first != look.last and (opening is None or opening.number != 1 or not _closed(look.previous, scan)):
        return False
    return opening is not None and (
        opening.number == 1 or (opening.number is None and (not told or lines.timed_titles > 1))
    )


def _ends_part(look: _Look) -> bool | None:
    """Whether a telling title ends the phase or level that is open; None when it is none or none is open."""
    telling = look.kind in _TELLING and look.words <= 7 and layout().is_title_case(look.body)
    in_part = look.scan.part in ("phase", "level") and not look.scan.lines.spaced
    if not (telling and in_part) or look.line.shape != "plain" or look.body[-1] == ":":
        return None
    previous = look.previous
    return _closed(previous, look.scan) or bool(previous and split_label(previous)[0] and split_label(previous)[1])


def _among_paragraphs(look: _Look) -> bool:
    """True for a heading of a text whose paragraphs stand apart by blank lines."""
    lines, body, following, known = look.scan.lines, look.body, look.following, layout()
    if body[-1] == "?" and look.apart and following.shape == "plain" and look.scan.asking_headings >= 3:
        return True
    touches = look.last == look.index + 1
    if look.apart and touches and _heads_items(look):
        return True
    if not look.apart or (following.shape == "plain" and touches and len(following.body) < SHORTEST_BODY):
        return False
    brief = look.words <= 6 and (following.shape == "bullet" or len(following.body) >= SHORTEST_BODY)
    alone = look.words <= 9 and lines[min(look.index + 1, len(lines) - 1)].shape == "blank"
    cased = known.is_title_case(body)
    titled = cased or ((alone or brief) and body[-1] != ":")
    return titled and body[0].isalnum() and not body[0].islower() and (body[-1] != ":" or cased)


def _in_dense_text(look: _Look) -> bool:
    """True for a heading of a text without blank lines: what precedes has ended, and a body follows."""
    body, following, cased = look.body, look.following, layout().is_title_case(look.body)
    if not body[0].isupper() or body[-1] == ":":
        return False
    if _heads_paragraph(look) or _parts_lists(look):
        return True
    lone = look.words < 2 and (not look.ended or following.shape != "bullet")
    if lone or not _closed(look.previous, look.scan):
        return False
    if look.ended and look.words <= 9 and look.kind != "other":
        return True
    lists = look.ended and look.words <= 10 and following.shape == "bullet"
    leads = look.ended and look.words <= 7 and following.shape == "plain" and len(following.body) >= SHORTEST_BODY
    leads = leads and following.body[-1] in ".?!" and body[-1] not in ".?!)"
    return _is_body(following) and (cased or lists or leads)


def _heads_paragraph(look: _Look) -> bool:
    """True for a few words above a long paragraph: whatever stands before, they can only be its title."""
    free = look.scan.part is None and look.scan.kind not in ("practice", "faq")
    long = (
        look.following.shape == "plain" and len(look.following.body) >= _LONG_BODY and look.following.body[-1] in ".!?"
    )
    return free and long and 2 <= look.words <= _SHORTEST_QUESTION + 2 and look.body[-1] not in ".!?,;)"


def _heads_items(look: _Look) -> bool:
    """True for a title whose words tell its kind, right above points without bullets."""
    telling = look.kind not in ("other", look.scan.kind) and look.words <= _SHORTEST_QUESTION + 1
    if not telling or look.body[-1] in ".?!," or look.scan.part is not None:
        return False
    below = list(takewhile(_is_item, look.scan.lines.ahead(look.last - 1, 12)))
    return len(below) >= _FEWEST_ITEMS and not any(map(is_figures_line, below))


def _parts_lists(look: _Look) -> bool:
    """True for a title between two lists without bullets, one of software and one of something else."""
    opposite = {"skills": "tools", "tools": "skills"}.get(look.scan.kind)
    if look.kind != opposite or look.words > _SHORTEST_QUESTION:
        return False
    lines = look.scan.lines
    above = list(takewhile(_is_item, lines.behind(look.index, 12)))
    below = list(takewhile(_is_item, lines.ahead(look.last - 1, 12)))
    if min(len(above), len(below)) < _FEWEST_ITEMS:
        return False
    return names_software(above) is not names_software(below)


def _is_item(line: Line) -> bool:
    return line.shape == "plain" and len(line.body.split()) <= _SHORTEST_QUESTION and line.body[-1] not in ".!?:"


def _ends_questions(body: str) -> bool:
    """True for a line among questions that reads as the title of what comes next rather than as one more of them."""
    known = layout()
    if known.is_title_case(body):
        return True
    kind = known.likely_kind(body)
    if kind in ("fit", "non_fit") and len(body.split()) <= _SHORTEST_QUESTION:
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
    return lists or (scan.part == "question" and layout().likely_kind(body) != "other")


def _closed(previous: Line | None, scan: Scan) -> bool:
    """True when nothing of the line before can run on: it ends a sentence, a list or a table."""
    if previous is None:
        return True
    if scan.head is not None and previous is scan.lines[scan.head.index]:
        return scan.kind not in ("skills", "tools", "practice", "metrics")
    kind, value, _ = split_label(previous)
    ended = previous.shape in ("bullet", "table") or previous.text[-1] in ".!?:)"
    stated = states_label(previous) or layout().expressions["hour"].fullmatch(previous.body[:300]) is not None
    return ended or stated or (kind == "milestone" and bool(value)) or is_figures_line(previous)


def _is_body(line: Line) -> bool:
    return line.shape in ("bullet", "table") or len(line.body) >= SHORTEST_BODY or line.text[-1] in ".!?"
