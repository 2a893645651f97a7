"""What notes keep under a bullet, behind a label or between commas → facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ingest.figures import MONEY
from ingest.labels import labelled_facts, states_label
from ingest.layout import layout
from ingest.lines import Line
from ingest.pay import prose_facts
from ingest.place import Place
from ingest.sentences import read_sentences
from vectorstore.quantities import find_quantities
from vectorstore.types import Attribute, Fact, SectionKind

LONGEST_ITEM = 80  # characters of a point in a list
_LONGEST_NOTE = 300
LONGEST_LABEL = 6  # words
_STOP = re.compile(r"[?!]\s|[^\W\d]{3,}\.\s+[A-Z]")
_LISTED: Mapping[SectionKind, Attribute] = {"fit": "fit", "non_fit": "non_fit", "skills": "skill", "tools": "tool"}


def noted_facts(lines: Sequence[Line], place: Place) -> Iterator[Fact]:
    """What notes keep under a bullet or behind a label: whom the job suits, whom not, what it pays."""
    known = layout()
    for index, line in enumerate(lines):
        if line.shape not in ("bullet", "plain"):
            continue
        match = known.expressions["bullet_label"].fullmatch(line.body[:_LONGEST_NOTE])
        if match and len(match["label"].split()) <= LONGEST_LABEL and not _states_fact(line, place):
            attribute = _LISTED.get(known.likely_kind(match["label"]))
            if attribute in ("skill", "tool"):
                yield from separated_facts(
                    attribute, match["text"].rstrip("."), line.body_start + match.start("text"), place
                )
            elif attribute:
                yield from _sides(attribute, match["text"], line.body_start + match.start("text"), place)
        elif below := _nested(lines, index):
            attribute = _LISTED.get(known.likely_kind(line.body))
            label = known.label(line.body)
            for each in below:
                if attribute:
                    yield place.fact(attribute, each.body, each.body_start, each.body_end)
                elif label and label.attribute == "salary_range":
                    yield from prose_facts(each.body, each.body_start, place, in_pay=True)


def _states_fact(line: Line, place: Place) -> bool:
    return states_label(line) and next(labelled_facts([line], place, texts=True), None) is not None


def _sides(attribute: Attribute, text: str, begin: int, place: Place) -> Iterator[Fact]:
    """Whom the job suits or not; a sentence with a label of its own goes over to the other side."""
    side, start = attribute, begin
    for sentence, at in read_sentences(text, begin):
        match = layout().expressions["bullet_label"].fullmatch(sentence)
        told = _LISTED.get(layout().likely_kind(match["label"])) if match and at > begin else None
        if match and told in ("fit", "non_fit"):
            before = text[start - begin : at - begin].rstrip()
            yield place.fact(side, before, start, start + len(before))
            side, start = told, at + match.start("text")
    yield place.fact(side, text[start - begin :], start, begin + len(text))


def separated_facts(attribute: Attribute, text: str, begin: int, place: Place) -> Iterator[Fact]:
    """A list on one line: one item, or several between commas or bullets, no sentences; it stands at `begin`."""
    if _STOP.search(text):
        return  # sentences, not a list
    parts = re.split(r"\s*[,;]\s+(?![^(]*\))|\s+[•·|]\s+", text)
    offset = 0
    for part in parts if len(parts) > 2 else [text]:
        start = text.index(part, offset)
        offset = start + len(part)
        if part and len(part) <= LONGEST_ITEM and part[-1] != "…" and not states_money(part):
            yield place.fact(attribute, part, begin + start, begin + offset)


def states_money(text: str) -> bool:
    """True when an amount of money stands in `text`."""
    return any(mention.quantity.unit in MONEY for mention in find_quantities(text))


def _nested(lines: Sequence[Line], index: int) -> list[Line]:
    """The bullets that stand deeper below the bullet at `index`."""
    below: list[Line] = []
    for line in lines[index + 1 :] if lines[index].shape == "bullet" else ():
        if line.shape != "bullet" or line.level <= lines[index].level:
            break
        below.append(line)
    return below
