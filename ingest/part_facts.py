"""Phases of a roadmap and levels of a ladder → their typed facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.figures import MONEY, glued_duty, is_figures_line, read_figures
from ingest.layout import layout
from ingest.lines import Line
from ingest.part_labels import length_line, split_label
from ingest.part_tables import without_tables
from ingest.place import Place
from ingest.sentences import read_sentences
from vectorstore.quantities import find_quantities
from vectorstore.types import Attribute, Fact, Quantity, Section


def phase_facts(section: Section, lines: Sequence[Line], place: Place) -> Iterator[Fact]:
    """Title, length, goals, resources and milestone of a phase."""
    if section.part is None or not lines:
        return
    lines = without_tables(lines)
    yield from _phase_title(section, lines, place)
    yield from _phase_length(lines, place)
    lines = [lines[0], *(part for line in lines[1:] for part in _parted_at_labels(line))]
    labelled = any(_announces_goals(line) for line in lines)
    current = "" if labelled else "goal"
    glued = ""
    for index, line in enumerate(lines):
        if line.shape in ("blank", "mark", "rule", "table") or line is lines[0]:
            continue
        if match := length_line(line):
            rest = match.groupdict().get("rest") or ""
            rest = rest.strip(_AROUND)
            announced = line.announces or ("resource" if layout().part_label(rest) == "resource" else "goal")
            glued = announced if rest else ""
            unlisted = not labelled and all(near.shape != "bullet" for near in lines[:index])
            current = glued or ("goal" if unlisted else current)  # the milestone may stand above the length
            continue
        kind, value, start = split_label(line)
        value = value.strip("*_ ") if kind else value
        current = kind or current
        attribute = _PHASE_ATTRIBUTES.get(current)
        if attribute and value and (kind or line.shape == "bullet" or current == "milestone" or labelled):
            if line.body != section.part.title and (line.shape != "heading" or kind):
                for piece, at in _pieces(value, several=attribute != "milestone") if kind else [(value, 0)]:
                    yield place.fact(attribute, piece, start + at, start + at + len(piece))
        if kind == "milestone" and value:
            current = "closed"  # a list behind it is of something else
    if not labelled and not any(line.shape == "bullet" or split_label(line)[0] == "resource" for line in lines):
        yield from _told_goals(lines[1:], place)


def _told_goals(lines: Sequence[Line], place: Place) -> Iterator[Fact]:
    """What running text between the title of a phase and its milestone says: it is what the phase is about."""
    before = list(takewhile(lambda line: split_label(line)[0] != "milestone", lines))
    for line in before if len(before) < len(lines) else ():
        aside = layout().expressions["told_aside"].match(line.body) is not None
        if line.shape == "plain" and line.body[-1] == "." and length_line(line) is None and not aside:
            yield place.fact("goal", line.body, line.body_start, line.body_end)


def _parted_at_labels(line: Line) -> list[Line]:
    """The line, parted before each sentence that a label of its own begins ("Learn: … Resources: … Done when …")."""
    if line.shape != "plain" or not all(split_label(line)[:2]):
        return [line]
    parts: list[Line] = []
    for sentence, start in read_sentences(line.body, line.body_start):
        end = start + len(sentence)
        part = replace(line, text=sentence, body=sentence, start=start, end=end, body_start=start, announces="")
        if parts and not all(split_label(part)[:2]):
            whole = line.body[parts[-1].start - line.body_start : end - line.body_start]
            parts[-1] = replace(parts[-1], text=whole, body=whole, end=end)
        else:
            parts.append(part)
    return parts if len(parts) > 1 else [line]


def _announces_goals(line: Line) -> bool:
    """True for a line that announces goals, on its own or glued to the length of the phase."""
    if match := length_line(line):
        return layout().part_label((match.groupdict().get("rest") or "").strip(_AROUND)) == "goal"
    return split_label(line)[0] == "goal"


def _pieces(value: str, *, several: bool) -> Iterator[tuple[str, int]]:
    """What stands between bullets behind a label on one line ("Learn • filtering • sampling"), with its offset.

    Where `several` things may be told, semicolons part them as well.
    """
    at = 0
    for piece in re.split(r"\s[•·|]\s|;\s" if several else r"\s[•·|]\s", value):
        at = value.index(piece, at)
        if piece.strip():
            yield piece, at


# What stands behind the figures of a level on the same line: a sentence, or a few words behind a sign.
_DUTY_BEHIND = re.compile(
    r"(?:\s*[–—|·•;~-]\s+(?=[a-z][^\d]*$)|\s*\)?:\s+(?=[a-z])|[\s)\].,;:|•·–—/a-z]*?(?=[A-Z]))(?P<duty>[A-Za-z].*)",
    re.DOTALL,
)
_AROUND = " :.,;()|•·–-"
_PHASE_ATTRIBUTES: dict[str, Attribute] = {"goal": "goal", "resource": "resource", "milestone": "milestone"}


def _phase_title(section: Section, lines: Sequence[Line], place: Place) -> Iterator[Fact]:
    assert section.part is not None
    for line in lines[:4]:
        at = line.text.find(section.part.title)
        if at >= 0:
            start = line.start + at
            yield place.fact("phase_title", section.part.title, start, start + len(section.part.title))
            return


def _phase_length(lines: Sequence[Line], place: Place) -> Iterator[Fact]:
    """The length of a phase: stated on a line of its own, else in its title, else counted from "Weeks 1–6"."""
    for line in lines[1:]:
        if match := length_line(line):
            if mention := _first_length(line.body):
                yield place.fact("phase_weeks", mention[0], line.body_start + mention[1], line.body_start + mention[2])
                return
            if counted := _counted(match):
                yield place.fact("phase_weeks", counted, line.body_start, line.body_end)
                return
    title = lines[0]
    if mention := _first_length(title.body):
        yield place.fact("phase_weeks", mention[0], title.body_start, title.body_end)
        return
    match = layout().expressions["span"].search(title.body)
    if match and (counted := _counted(match)):
        yield place.fact("phase_weeks", counted, title.body_start + match.start(), title.body_start + match.end())


def _first_length(text: str) -> tuple[Quantity, int, int] | None:
    for mention in find_quantities(text[:200]):
        if mention.quantity.unit in ("week", "month"):
            return mention.quantity, mention.start, mention.end
    return None


def _counted(match: re.Match[str]) -> Quantity | None:
    """The weeks or months from … to, both ends counted: "Weeks 7–16" are ten."""
    groups = match.groupdict()
    if not groups.get("from"):
        return None
    first, last = int(groups["from"]), int(groups["to"] or groups["from"])
    if last < first:
        return None
    unit = "month" if groups["unit"].casefold().startswith("month") else "week"
    return Quantity(last - first + 1, last - first + 1, "month" if unit == "month" else "week")


def level_facts(section: Section, lines: Sequence[Line], place: Place) -> Iterator[Fact]:
    """Title, experience, pay and duties of a level."""
    assert section.part is not None
    title = section.part.title
    stated: set[str] = set()
    titled = False
    for line in lines:
        if line.shape in ("blank", "mark", "rule", "table"):
            continue
        at = line.text.find(title) if not titled else -1
        if at >= 0:
            titled = True
            yield place.fact("level_title", title, line.start + at, line.start + at + len(title))
        figures = read_figures(line)
        if figures is not None and (at >= 0 or is_figures_line(line)):
            yield from _level_figures(line, at >= 0, stated, place)
            continue
        paid = figures is not None and figures.has_pay  # what somebody else gets is no duty
        if at < 0 and not (paid and line.shape == "plain" and line.body[-1] == "."):
            yield from _duty(line, place)


def _level_figures(line: Line, titled: bool, stated: set[str], place: Place) -> Iterator[Fact]:
    figures = read_figures(line)
    assert figures is not None
    start = 0 if titled else figures.mentions[0].start
    end = figures.mentions[-1].end
    for mention in figures.mentions:
        attribute: Attribute = "pay" if mention.quantity.unit in MONEY else "experience"
        if attribute not in stated:
            stated.add(attribute)
            quantity, before = mention.quantity, line.body[: mention.start]
            if quantity.low == quantity.high and layout().expressions["pay_open_ended"].search(before):
                quantity = replace(quantity, open_ended=True)
            elif attribute == "experience" and layout().expressions["pay_under"].search(before):
                quantity = replace(quantity, low=0)
            yield place.fact(attribute, quantity, line.body_start + start, line.body_start + end)
    if duty := glued_duty(figures):
        yield place.fact("duty", duty[0], line.body_start + duty[1], line.body_start + duty[1] + len(duty[0]))
    elif titled and place.part is not None and place.part.title in figures.before:
        rest = _DUTY_BEHIND.match(figures.after)
        if rest and len(rest["duty"].split()) > 1:
            at = line.body_start + figures.after_start + rest.start("duty")
            yield place.fact("duty", rest["duty"], at, at + len(rest["duty"]))


def _duty(line: Line, place: Place) -> Iterator[Fact]:
    match = layout().expressions["bullet_label"].fullmatch(line.body[:2000])
    labelled = layout().level_labels.get(match["label"].casefold().strip("*_ ")) if match else None
    if match and labelled == "duty":
        start = line.body_start + match.start("text")
        yield place.fact("duty", match["text"].rstrip("*_ "), start, start + len(match["text"].rstrip("*_ ")))
    elif (
        labelled is None
        and line.shape in ("bullet", "plain")
        and line.body.casefold().strip(" :") not in layout().level_labels
    ):
        titled = layout().is_title_case(line.body) and line.body[-1] not in ".:"
        titled = titled or (line.body[0] == "(" and line.body[-1] == ")")  # an aside
        if line.shape == "bullet" or (len(line.body.split()) > 1 and not titled):
            yield place.fact("duty", line.body, line.body_start, line.body_end)
