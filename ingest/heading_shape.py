"""Which lines are headings by their shape: short, no sentence, apart from what precedes, with a body behind."""

from __future__ import annotations

import re
from itertools import takewhile

from ingest.content import kind_shown, software_share
from ingest.figures import is_figures_line
from ingest.heading_content import NAMING, told_by_content
from ingest.layout import layout
from ingest.lines import Line
from ingest.look import SHORTEST_QUESTION, Look, is_closed, look_at
from ingest.name_shape import is_career_name
from ingest.other_cards import card_name
from ingest.part_labels import split_label
from ingest.scan import Scan

SHORTEST_BODY = 60  # characters from which a line is running text rather than an item
_OFTEN = 3  # times that a text names the career it is about
_LONG_BODY = 200  # characters from which a line can only be a paragraph under its title
_HARDLY_ANY, _MOST = 0.34, 0.6  # shares of a list that bear names of software
_FEWEST_ITEMS = 2  # of a list without bullets, on either side of the title of the second
# Kinds whose titles say so plainly enough to end a phase or level that no list or full stop has closed.
_TELLING = frozenset({"fit", "non_fit", "day", "practice", "faq", "ladder"})


def has_shape(scan: Scan, index: int, count: int) -> bool:
    """True when line `index`, a title of `count` lines, looks like a heading."""
    look = look_at(scan, index, count)
    if look is None or (scan.kind == "related_roles" and card_name(look.line)):
        return False
    if _told_by_words(look) or told_by_content(look):
        return True
    if look.outdented:
        return look.capital and look.body[-1] not in ".!,;:"
    if (closes := _ends_part(look)) is not None:
        return closes
    body = look.body
    if body.isupper() and look.apart and look.words <= 8 and body[-1] != ":" and scan.kind != "boilerplate":
        return True
    if is_career_name(body) and (look.apart if scan.kind not in NAMING else _names_the_page(look)):
        return True
    if scan.kind == "related_roles" and is_career_name(body):
        return False
    if kind_shown("other", scan.lines, look.last - 1) == "related_roles" and scan.kind not in NAMING:
        return look.body[-1] not in ".!,;"
    if look.apart and look.last == look.index + 1 and _heads_items(look):
        return True
    return _among_paragraphs(look) if scan.lines.spaced else _in_dense_text(look)


def _names_the_page(look: Look) -> bool:
    """True for an occupation among others that the text goes on to speak of: there its own page begins."""
    name = " ".join(look.body.casefold().split())
    if re.match(rf"(?:an?|the) {re.escape(name)}\b", look.following.body.casefold()):
        return True
    return look.scan.kind == "related_roles" and look.scan.phrases.count(name) >= _OFTEN


def _told_by_words(look: Look) -> bool:
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


def _ends_part(look: Look) -> bool | None:
    """Whether a telling title ends the phase or level that is open; None when it is none or none is open."""
    telling = look.kind in _TELLING and look.words <= 7 and layout().is_title_case(look.body)
    in_part = look.scan.part in ("phase", "level") and not look.scan.lines.spaced
    if not (telling and in_part) or look.line.shape != "plain" or look.body[-1] == ":":
        return None
    previous = look.previous
    return is_closed(previous, look.scan) or bool(previous and split_label(previous)[0] and split_label(previous)[1])


def _among_paragraphs(look: Look) -> bool:
    """True for a heading of a text whose paragraphs stand apart by blank lines."""
    lines, body, following, known = look.scan.lines, look.body, look.following, layout()
    if body[-1] == "?" and look.apart and following.shape == "plain" and look.scan.asking.often:
        return True
    touches = look.last == look.index + 1
    if not look.apart or (following.shape == "plain" and touches and len(following.body) < SHORTEST_BODY):
        return False
    brief = look.words <= 6 and (following.shape == "bullet" or len(following.body) >= SHORTEST_BODY)
    alone = look.words <= 9 and lines[min(look.index + 1, len(lines) - 1)].shape == "blank"
    cased = known.is_title_case(body)
    titled = cased or ((alone or brief) and body[-1] != ":")
    return titled and body[0].isalnum() and not body[0].islower() and (body[-1] != ":" or cased)


def _in_dense_text(look: Look) -> bool:
    """True for a heading of a text without blank lines: what precedes has ended, and a body follows."""
    body, following, cased = look.body, look.following, layout().is_title_case(look.body)
    if not body[0].isupper() or body[-1] == ":":
        return False
    if _heads_paragraph(look) or _parts_lists(look):
        return True
    listed = following.shape == "bullet" or _introduces_list(look)
    lone = look.words < 2 and (not look.ended or following.shape != "bullet")
    if lone or not (is_closed(look.previous, look.scan) or (look.below_head and following.shape == "bullet")):
        return False
    if look.ended and look.words <= 9 and look.kind != "other":
        return True
    lists = look.ended and look.words <= 10 and listed
    leads = look.ended and look.words <= 7 and following.shape == "plain" and len(following.body) >= SHORTEST_BODY
    leads = leads and following.body[-1] in ".?!" and body[-1] not in ".?!)"
    return _is_body(following) and (cased or lists or leads)


def _heads_paragraph(look: Look) -> bool:
    """True for a few words above a long paragraph: whatever stands before, they can only be its title."""
    free = look.scan.part is None and look.scan.kind not in ("practice", "faq")
    long = (
        look.following.shape == "plain" and len(look.following.body) >= _LONG_BODY and look.following.body[-1] in ".!?"
    )
    return free and long and 2 <= look.words <= SHORTEST_QUESTION + 2 and look.body[-1] not in ".!?,;)"


def _introduces_list(look: Look) -> bool:
    """True when a sentence follows that stands between the title and its list."""
    behind = look.scan.lines.after(look.last)
    introduced = look.following.shape == "plain" and look.following.body[-1] in ".:"
    return introduced and behind is not None and behind.shape == "bullet"


def _heads_items(look: Look) -> bool:
    """True for a title whose words tell its kind, right above points without bullets."""
    telling = look.kind not in ("other", look.scan.kind) and look.words <= SHORTEST_QUESTION + 2
    if not telling or look.body[-1] in ".?!," or look.scan.part is not None:
        return False
    below = list(takewhile(_is_item, look.scan.lines.ahead(look.last - 1, 12)))
    return len(below) >= _FEWEST_ITEMS and not any(map(is_figures_line, below))


def _parts_lists(look: Look) -> bool:
    """True for a title between two lists without bullets, one of software and one of something else."""
    opposite = {"skills": "tools", "tools": "skills"}.get(look.scan.kind)
    if opposite is None or look.kind not in (opposite, "other") or look.words > SHORTEST_QUESTION:
        return False
    lines, head = look.scan.lines, look.scan.head
    begun = lines[head.index].start if head is not None else -1
    above = list(takewhile(lambda line: _is_item(line) and line.start > begun, lines.behind(look.index, 12)))
    below = list(takewhile(_is_item, lines.ahead(look.last - 1, 12)))
    if min(len(above), len(below)) < _FEWEST_ITEMS:
        return False
    shares = software_share(above), software_share(below)
    if look.kind == "other":
        parted = (
            min(shares) <= _HARDLY_ANY and max(shares) >= _MOST and (shares[1] > shares[0]) is (opposite == "tools")
        )
        return parted and layout().is_title_case(look.body) and not software_share([look.line]) and look.words > 1
    return (2 * shares[0] >= 1) is not (2 * shares[1] >= 1)


def _is_item(line: Line) -> bool:
    return line.shape == "plain" and len(line.body.split()) <= SHORTEST_QUESTION and line.body[-1] not in ".!?:"


def _is_body(line: Line) -> bool:
    return line.shape in ("bullet", "table") or len(line.body) >= SHORTEST_BODY or line.text[-1] in ".!?"
