"""What lines inside a phase announce: goals, resources, the milestone, and how long the phase takes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from ingest.figures import LEAST_YEARLY, MONEY
from ingest.layout import layout, normalise
from ingest.lines import Line
from ingest.point_labels import point_labels
from vectorstore.quantities import find_quantities

LONGEST_TITLE = 120  # characters of the title of a part
_LONGEST_LABELLED = 400
_LONGEST_GLUED = 45
_LONGEST_LABEL = 8  # words
_FARTHEST = 30  # lines from one label of a phase to the next
_BOLD_LEAD = re.compile(r"\*\*(?P<label>[^*:]{2,40})\*\*[:.]?\s+(?=\S)")
_LED_IN = re.compile(
    r"(?:\*\*|__)?(?P<label>[A-Z][^:–—.,;!?→*]{2,60}?)(?:\s*(?::|[–—→]|\s-|\s=>)|:\*\*|:__|\*\*:|__:)\s+(?=\S)"
    r"|(?P<asked>[A-Z]\w+(?: \w+){0,3})\?\s+(?=[A-Z])"
    r"|(?P<glued>[A-Z][a-z’']+(?: [a-z’']+){0,5})(?=[A-Z\"“‘])"
)
# What the labels of a phase announce that are of no known wording, by which of them lead to lists.
_KINDS_BY_LISTS: Mapping[tuple[bool, ...], tuple[str, ...]] = {
    (False, True, True, False): ("reason", "goal", "resource", "milestone"),
    (True, True, False): ("goal", "resource", "milestone"),
    (True, False, False): ("goal", "resource", "milestone"),
    (False, True, True): ("milestone", "goal", "resource"),
}
_SHARED = 3  # words from which a beginning that several lines share is a label
_LISTED = re.compile(r"(?P<label>[A-Z][^•·|:]{2,40}?)\s+[•·|]\s+(?=\S)")
_NOTES = re.compile(r"\s+[·•|‖/]\s+")
_OF_CARDS = MONEY | {"score", "percent"}
_LENGTH_ASIDE = re.compile(r"\s+\((?P<length>[^()]+)$")  # "Weeks 1–6 (6 weeks", the closing mark put aside
_SEAM = re.compile(r"(?<=[a-z’'])(?=[A-Z\"“‘0-9])")


@dataclass(frozen=True, slots=True)
class _Label:
    """A label inside a phase: the line it stands on, its words, where its value begins, whether a list follows."""

    index: int
    words: str
    kind: str
    value_at: int
    lists: bool


@lru_cache(maxsize=512)  # a line is asked about by everything that may begin at it or near it
def split_label(line: Line) -> tuple[str, str, int]:
    """What a line inside a phase announces ("goal", "resource", "milestone" or ""), its value, and the value's offset.

    Reads "Goals", "Goals:", "**Milestone:** text" and the glued "MilestoneCan design".
    """
    known = layout()
    if line.announces:
        return line.announces, line.body[line.value_at :], line.body_start + line.value_at
    if line.shape == "plain" and (match := known.expressions["closing"].match(line.body)):
        return "milestone", line.body[match.end() :], line.body_start + match.end()
    # A bullet "Book of the ward" is an item: in a list only a whole known phrase announces, or what leads to more.
    listed = line.shape == "bullet" and line.body[-1] not in ":…"
    if kind := known.part_labels.get(normalise(line.body)) if listed else known.part_label(line.body):
        return kind, "", line.body_end
    if match := known.expressions["bullet_label"].fullmatch(line.body[:_LONGEST_LABELLED]):
        # A bullet "Book: …" stands in a list under another label: there only a whole known phrase announces.
        worded = known.part_labels.get(normalise(match["label"])) if line.shape == "bullet" else None
        if kind := worded if line.shape == "bullet" else known.part_label(match["label"]):
            start = match.start("text")
            return kind, line.body[start:], line.body_start + start
    if line.shape in ("plain", "bullet") and (seam := _glued(line.body)):
        return seam[0], line.body[seam[1] :], line.body_start + seam[1]
    if match := _LISTED.match(line.body):
        if kind := known.part_label(match["label"]):
            return kind, line.body[match.end() :], line.body_start + match.end()
    if line.shape == "plain" and (match := _BOLD_LEAD.match(line.body)) and (kind := known.part_label(match["label"])):
        return kind, line.body[match.end() :], line.body_start + match.end()
    return "", line.body, line.body_start


def _glued(body: str) -> tuple[str, int] | None:
    """What a label announces to which its value is glued ("MilestoneCan design"), and where the value begins."""
    known = layout()
    for seam in _SEAM.finditer(body[:_LONGEST_GLUED]):
        label = body[: seam.start()]
        if (" " in label or label in known.glued) and (kind := known.part_label(label)):
            return kind, seam.start()
    return None


@lru_cache(maxsize=512)
def length_line(line: Line) -> re.Match[str] | None:
    """The line as one that says how long a phase takes ("8 weeksGoals", "Duration: 8 weeks", "Weeks 1–6").

    The length may stand among other notes ("6 weeks · 4 units · a visit"), unless these are figures of a career's card.
    """
    if len(line.body) > LONGEST_TITLE:
        return None
    known = layout()
    if match := known.expressions["length_line"].fullmatch(line.body):
        rest = match["rest"].strip(" :.,;()|•·–-")
        glued = match["rest"][:1].isupper() and line.body[match.start("rest") - 1].isalpha() and len(rest.split()) <= 4
        glued = glued or (match["series"] is not None and line.body[match.start("rest") - 2] == ".")  # a sentence of it
        return match if not rest or glued or known.part_label(rest) else _length_among_notes(line.body)
    bare = line.body.strip(" ()[]")
    if (aside := _LENGTH_ASIDE.search(bare)) and known.expressions["length_line"].fullmatch(aside["length"]):
        bare = bare[: aside.start()]
    match = known.expressions["span"].fullmatch(bare) or (
        known.expressions["length_line"].fullmatch(bare) if bare != line.body and "(" not in bare else None
    )
    return match or _length_among_notes(line.body)


def _length_among_notes(body: str) -> re.Match[str] | None:
    pieces = [piece.strip() for piece in _NOTES.split(body)]
    known = layout().expressions
    if len(pieces) < 2 or any(piece[:1].isupper() and not known["span"].fullmatch(piece) for piece in pieces):
        return None
    if any(mention.quantity.unit in _OF_CARDS for mention in find_quantities(body)):
        return None
    for piece in pieces:
        match = known["length_line"].fullmatch(piece)
        if match and not match["rest"]:
            return match
    return next((match for piece in pieces if (match := known["span"].fullmatch(piece))), None)


def announce(lines: Sequence[Line]) -> list[Line]:
    """The lines, with what a label of unknown wording announces by the place it has in every phase.

    Phases repeat their labels in one order: what is to be learned, what to learn it from, what proves it. A label that
    comes back between two that are known, or behind one, is read by that order; so is one that is worded like the proof
    ("Outcomes") where another proof closes the phase.
    """
    shared = _shared_beginnings(lines)
    again = {body for body, count in Counter(line.body for line in lines if line.shape == "plain").items() if count > 1}
    found = [label for index, line in enumerate(lines) for label in _candidates(lines, index, line, shared, again)]
    points = point_labels(lines)
    found += [_Label(each.index, each.words, "", each.value_at, each.lists) for each in points if each.first]
    found.sort(key=lambda label: label.index)
    often = Counter(label.words for label in found)
    told: dict[str, Counter[str]] = {}
    for cycle in _cycles([label for label in found if often[label.words] > 1]):
        for label, kind in zip(cycle, _in_order(cycle), strict=True):
            told.setdefault(label.words, Counter())[kind] += 1
    announced = list(lines)
    for label in found:
        kind = told[label.words].most_common(1)[0][0] if label.words in told else label.kind
        if kind and kind != label.kind:
            announced[label.index] = replace(lines[label.index], announces=kind, value_at=label.value_at)
    for each in points:
        if each.words in told and (kind := told[each.words].most_common(1)[0][0]):
            announced[each.index] = replace(lines[each.index], announces=kind, value_at=each.value_at)
    return announced


def _shared_beginnings(lines: Sequence[Line]) -> dict[int, str]:
    """The words that lines behind lists have in common ("You've arrived when you can"), by the index of the line."""
    begun: dict[str, list[int]] = {}
    above: Line | None = None
    for index, line in enumerate(lines):
        words = line.body.split()
        if line.shape == "plain" and len(words) > _SHARED and above is not None and _ends_list(above, line):
            begun.setdefault(" ".join(words[:_SHARED]), []).append(index)
        above = above if line.shape == "blank" else line
    found: dict[int, str] = {}
    for places in begun.values():
        bodies = [lines[place].body for place in places]
        same = sum(1 for _ in takewhile(lambda words: len({*words}) == 1, zip(*map(str.split, bodies), strict=False)))
        common = " ".join(bodies[0].split()[:same]) + " "
        if len(places) > 1 and all(body.startswith(common) and len(body) > len(common) + 8 for body in bodies):
            found |= dict.fromkeys(places, common)
    return found


def _ends_list(above: Line, line: Line) -> bool:
    """True when `line` stands behind a list: behind a bullet or a label with its value, or behind points without."""
    return (
        all(split_label(above)[:2])
        or above.shape == "bullet"
        or (above.shape == "plain" and above.body[-1] not in ".!?:" and line.body[-1] == ".")
    )


def _candidates(
    lines: Sequence[Line], index: int, line: Line, shared: Mapping[int, str], again: Collection[str]
) -> Iterator[_Label]:
    """The line as a label, when it could be one; a line that comes `again` word for word leads to a list."""
    if line.shape not in ("plain", "bold", "heading", "bullet") or len(line.body) > _LONGEST_LABELLED:
        return
    following = next((each for each in lines[index + 1 : index + 3] if each.shape != "blank"), None)
    lists = following is not None and following.shape == "bullet"
    if line.shape == "bullet" and not (lists and following is not None and following.level > line.level):
        if not all(split_label(line)[:2]):
            return  # a point that neither leads to points of its own nor says something behind a label
    if following is not None and following.numbered and line.shape == "plain" and _LED_IN.match(line.body):
        lists = False  # the number is that of the next phase
    kind, value, start = split_label(line)
    if match := length_line(line):
        rest = (match.groupdict().get("rest") or "").strip(" :.,;()|•·–-")
        if rest:
            goal = "goal" if lists or not _goes_on_in_words(following) else layout().part_label(rest) or ""
            counted = (match.groupdict().get("series") or "").split()[:1]
            yield _Label(index, normalise(counted[0] if counted else rest), goal, len(line.body), lists)
        return
    if kind and not (value and lists and line.body in again):
        words = line.body[: start - line.body_start]
        yield _Label(index, normalise(words), kind, start - line.body_start, lists and not value)
    elif lists and _may_lead(line):
        yield _Label(index, normalise(line.body), "", len(line.body), True)
    elif line.shape == "plain" and (match := _LED_IN.match(line.body)) and not _states_pay(line):
        words = match["label"] or match["asked"] or match["glued"]
        if len(words.split()) <= _LONGEST_LABEL and layout().label(words) is None:
            yield _Label(index, normalise(words), "", match.end(), False)
    elif index in shared:
        yield _Label(index, normalise(shared[index]), "", len(shared[index]), False)
    elif line.body in again and _may_lead(line):
        told = following is not None and following.body.endswith((".", "!"))
        yield _Label(index, normalise(line.body), "", len(line.body), not told)


def _goes_on_in_words(line: Line | None) -> bool:
    """True for running text, which is no point of a list that has lost its bullets."""
    return line is not None and line.shape == "plain" and line.body[-1] in ".!"


def _may_lead(line: Line) -> bool:
    """True for a few words that may lead to a list: no sentence, though dots may say that it goes on below."""
    ended = line.body[-1] in ".!?" and not line.body.endswith(("...", "…"))
    return len(line.body.split()) <= _LONGEST_LABEL and not ended


def _states_pay(line: Line) -> bool:
    """True for an amount that is the pay of a year; what is less is a price."""
    figures = (mention.quantity for mention in find_quantities(line.body))
    return any(figure.unit in MONEY and figure.high >= LEAST_YEARLY for figure in figures)


def _cycles(labels: Sequence[_Label]) -> Iterator[list[_Label]]:
    """The labels of one phase after the other: a new one begins where a label comes back, or far from the last."""
    cycle: list[_Label] = []
    for label in labels:
        if cycle and (label.words in {each.words for each in cycle} or label.index - cycle[-1].index > _FARTHEST):
            yield cycle
            cycle = []
        cycle.append(label)
    if cycle:
        yield cycle


def ordered_kinds(labels: Sequence[tuple[str, bool]]) -> list[str]:
    """What the labels of one phase announce, in their order, each with whether it leads to several points."""
    return _in_order(
        [_Label(at, words, layout().part_label(words) or "", 0, lists) for at, (words, lists) in enumerate(labels)]
    )


def _in_order(cycle: Sequence[_Label]) -> list[str]:
    """What the labels of one phase announce, those of unknown wording by their place."""
    kinds = [label.kind for label in cycle]
    if (told := _KINDS_BY_LISTS.get(tuple(label.lists for label in cycle))) and not {*kinds} & {"goal", "resource"}:
        if all(kind in ("", expected) for kind, expected in zip(kinds, told, strict=True)):
            return list(told)
    proved_later = len(cycle) > 1 and (cycle[0].lists or "milestone" in kinds[1:])
    if proved_later and kinds[0] == "milestone" and "goal" not in kinds:
        kinds[0] = "goal"
    for place, label in enumerate(cycle):
        before = kinds[place - 1] if place else ""
        after = kinds[place + 1] if place + 1 < len(cycle) else ""
        if kinds[place]:
            continue
        if label.lists and before == "goal" and "resource" not in kinds:
            kinds[place] = "resource"
        elif (label.lists or not any(each.lists for each in cycle)) and not before and after == "resource":
            kinds[place] = "goal"
        elif before in ("resource", "goal") and "milestone" not in kinds and not label.lists:
            kinds[place] = "milestone"
        elif not place and after == "goal" and "milestone" not in kinds and not label.lists:
            kinds[place] = "milestone"
    return kinds
