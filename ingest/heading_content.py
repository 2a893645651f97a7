"""Which lines are headings by what stands below: hours, questions, labels with values, phases, a ladder."""

from __future__ import annotations

from ingest.content import begins_box, is_box, kind_shown, widget_kind
from ingest.figures import is_figures_line
from ingest.labels import states_label
from ingest.layout import layout
from ingest.look import SHORTEST_QUESTION, Look, heads_ladder, is_closed, phase_below
from ingest.name_shape import is_career_name
from ingest.part_labels import split_label
from vectorstore.types import SectionKind

_MOST_WORDS = 8  # of a title that only its content tells
_PARAGRAPH = 60  # characters of a sentence that leads from the title of a roadmap to its first phase
_LEVEL = 4  # lines within which the figures of the level above stand
# Kinds among whose lines the name of an occupation is an entry, not a title.
NAMING = frozenset({"ladder", "pay", "related_roles", "employers"})


def told_by_content(look: Look) -> bool:
    """True for a title above hours, questions, labels with values or the first phase, wherever it stands."""
    lines, previous = look.scan.lines, look.previous
    if look.capital and _heads_phases(look):
        return True
    if not look.capital or look.words > _MOST_WORDS:
        return False
    if widget_kind(look.following) is not None and look.body[-1] not in ".?!":
        return True
    shown = kind_shown("other", lines, look.last - 1)
    timed = layout().expressions["hour"].fullmatch(look.following.body[:300])
    if timed and look.following.shape in ("plain", "bullet") and "day" in (look.kind, shown):
        return True
    if look.kind in ("ladder", "pay") and look.scan.part != "level" and heads_ladder(lines, look.last):
        return not is_figures_line(look.line)
    led_in = previous is not None and split_label(previous)[0] != "" and not split_label(previous)[1]
    if led_in or look.body[-1] in ":?":
        return False
    if look.kind in ("metrics", "requirements") and states_label(look.following):
        return True
    named = (
        (look.scan.kind in NAMING and not is_box(lines, look.last - 1))
        or is_career_name(look.body)
        or _below_title(look, shown)
    )
    if shown in ("metrics", "requirements") and ": " not in look.body and not named:
        return begins_box(lines, look.last - 1)
    if look.kind == "other" and look.scan.part != "level" and heads_ladder(lines, look.last):
        amid = any(is_figures_line(each) and not states_label(each) for each in lines.behind(look.index, _LEVEL))
        if not (named or amid or is_figures_line(look.line)):
            return True
    asking = look.scan.kind == "faq" or (look.scan.kind == "practice" and shown != "faq")
    return shown in ("practice", "faq", "day") and (look.scan.part in ("phase", "level") or not asking)


def _below_title(look: Look, shown: SectionKind) -> bool:
    """True for a line right below the name of the career that adds to it: a phrase, or the field above the cards."""
    head = look.scan.head
    phrase = look.words >= SHORTEST_QUESTION and not layout().is_title_case(look.body)
    return (
        (phrase or shown == "metrics")
        and head is not None
        and head.index + head.lines == look.index
        and is_career_name(head.title)
    )


def _heads_phases(look: Look) -> bool:
    """True for a line above the first phase: whatever its words and what stands before, the roadmap begins there."""
    lines, scan = look.scan.lines, look.scan
    if look.body[-1] in ".!,;" or scan.part == "phase":
        return False
    told, first = look.kind == "roadmap", look.last
    if look.body[-1] == "?" and not told and scan.kind in ("practice", "faq"):
        return False
    opening, first = phase_below(lines, first, told=told)
    begun = opening is not None and (opening.number == 1 or states_label(look.line))
    led = is_closed(look.previous, scan) or len(look.following.body) >= _PARAGRAPH
    if first != look.last and not (begun and led):
        return False
    return opening is not None and (
        opening.number == 1 or (opening.number is None and (not told or lines.timed_titles > 1))
    )
