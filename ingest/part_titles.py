"""What may be the title of a part: a phase or a level."""

from __future__ import annotations

import re

from ingest.layout import layout
from ingest.lines import Line
from ingest.part_labels import LONGEST_TITLE, length_line, split_label


def is_title(line: Line | None, *, bullets: bool = False) -> bool:
    """True for a line that may be the title of a part: short, no sentence, no label and no figures alone."""
    if line is None or line.shape not in ("heading", "bold", "plain", *(("bullet",) if bullets else ())):
        return False
    known = layout()
    body = line.body
    return (
        2 < len(body) <= LONGEST_TITLE
        and body[-1] not in ".;:,!?"
        and any(char.isalpha() for char in body)
        and not known.label(body.split(":")[0])
        and not known.part_label(body)
        and not (line.shape != "heading" and split_label(line)[0])
        and known.known_kind(body) is None
        and length_line(line) is None
    )


def heads_length(line: Line, above: Line | None) -> bool:
    """True for a line that can only be the title of a phase where a length and a label follow ("4 weeksGoals").

    Whatever its words ("Tools of the Trade", "Is It Safe?"), it is none only where it is the text or the label with its
    value that ends what stands before.
    """
    body, shaped = line.body, line.shape in ("heading", "bold", "plain") or line.numbered
    if not (shaped and 2 < len(body) <= LONGEST_TITLE and any(map(str.isalpha, body))) or length_line(line) is not None:
        return False
    head, _, value = body.partition(":")
    if all(split_label(line)[:2]) or (layout().label(head) is not None and any(map(str.isdigit, value))):
        return False
    return (above is not None and above.shape == "mark") or body[-1] not in ".:;,"


def unnumbered(title: str) -> str:
    """A title without the number of its section ("4.1 Unit One")."""
    return re.sub(r"^\d{1,2}(?:\.\d{1,2}){1,3}[.)]?\s+", "", title)


def rung_title(title: str) -> str:
    """The title of a level without the number of its rung ("Post 1: Clerk", "Step A | Caller")."""
    return layout().expressions["rung_number"].sub("", unnumbered(title), count=1)
