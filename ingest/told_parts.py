"""Levels and phases that running text tells one after the other, a paragraph or a sentence each → their facts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.figures import LEAST_YEARLY, MONEY
from ingest.layout import layout
from ingest.lines import Line
from ingest.place import Place
from ingest.sentences import read_sentences
from ingest.statements import stated_quantity
from vectorstore.quantities import QuantityMention, find_quantities
from vectorstore.types import Fact, Part, Quantity, Unit

_FEWEST, _FARTHEST = 3, 2  # rungs or phases that make a run, and lines from one rung to the next
_FEWEST_TIMED = 2  # points of a numbered list that tells phases by how long each takes
_LONGEST = 900  # characters of a paragraph
_SHORTEST_WORD = 3  # letters that a word of a title has more of
_SHORTEST_DUTY = 3  # words
_LEADING = range(3, 7)  # words that lead to a milestone


@dataclass(frozen=True, slots=True)
class _Rung:
    """A paragraph that tells of one level: its line, title, pay, years and where the last of the two ends."""

    line: Line
    title: re.Match[str]
    pay: QuantityMention
    years: QuantityMention | None
    open_ended: bool


def told_parts(lines: Sequence[Line], place: Place, counts: Counter[str]) -> tuple[list[Fact], list[Line]]:
    """The facts of levels and phases that `lines` tell in prose, and the lines that tell of neither."""
    facts: list[Fact] = []
    used: set[int] = set()
    for rungs in _ladders(lines):
        for number, rung in enumerate(map(_bounded, rungs), start=counts["level"] + 1):
            facts += _level(rung, replace(place, part=Part("level", number, rung.title["name"])))
            used.add(rung.line.start)
    timed = [] if counts["phase"] or place.part is not None else _timed(lines, place.section)
    for number, (line, title) in enumerate(timed, start=1):
        facts += _timed_phase(line, title, replace(place, part=Part("phase", number, title["title"])))
        used.add(line.start)
    phases = [] if timed else _phases(lines)
    closing = _closing([line for line, _ in phases])
    for number, (line, title) in enumerate(phases, start=counts["phase"] + 1):
        facts += _phase(line, title, closing, replace(place, part=Part("phase", number, title["title"])))
        used.add(line.start)
    return facts, [line for line in lines if line.start not in used]


def _ladders(lines: Sequence[Line]) -> Iterator[list[_Rung]]:
    """Runs of paragraphs with a title and a range of pay each, better paid from one to the next, most with years."""
    run: list[tuple[int, _Rung]] = []
    for place, line in enumerate([*lines, None]):
        rung = _rung(line) if line is not None else None
        if line is not None and rung is None:
            continue
        if rung is not None and run and place - run[-1][0] <= _FARTHEST and _rises(run[-1][1], rung):
            run.append((place, rung))
            continue
        rungs = [each for _, each in run]
        timed = sum(each.years is not None for each in rungs)
        if len(rungs) >= _FEWEST and 2 * timed > len(rungs) and _of_one_field(rungs):
            yield rungs
        run = [(place, rung)] if rung is not None else []


def _of_one_field(rungs: Sequence[_Rung]) -> bool:
    """True when half of the titles share a word with another: those of a career do, several jobs do not."""
    words = [{word for word in rung.title["name"].casefold().split() if len(word) > _SHORTEST_WORD} for rung in rungs]
    seniority = layout().expressions["seniority"]
    again = {word for word, count in Counter(w for each in words for w in each).items() if count > 1}
    again = {word for word in again if not seniority.fullmatch(word)}
    return 2 * sum(bool(each & again) for each in words) >= len(rungs)


def _bounded(rung: _Rung) -> _Rung:
    """The rung without years of which no end is told: two years on a rung may be any two."""
    single = rung.years is not None and rung.years.quantity.low == rung.years.quantity.high > 0
    return replace(rung, years=None) if single and not rung.open_ended else rung


def _rises(lower: _Rung, upper: _Rung) -> bool:
    one, other = lower.pay.quantity, upper.pay.quantity
    return one.unit == other.unit and one.low < other.low and one.high < other.high


def _rung(line: Line) -> _Rung | None:
    if line.shape != "plain" or len(line.body) > _LONGEST or line.body[-1] != ".":
        return None
    mentions = find_quantities(line.body)
    pays = [m for m in mentions if m.quantity.unit in MONEY and m.quantity.high >= LEAST_YEARLY]
    if len(pays) != 1 or pays[0].quantity.low == pays[0].quantity.high:
        return None
    title = next((m for m in layout().expressions["told_level"].finditer(line.body) if _is_post(m["name"])), None)
    if title is None:
        return None
    years, open_ended = _years(line.body, mentions)
    return _Rung(line, title, pays[0], years, open_ended)


def _is_post(name: str) -> bool:
    known = layout().expressions
    words = name.replace(",", "").split()
    return len(words) > 1 and (any(map(known["noun"].fullmatch, words)) or known["seniority"].search(name) is not None)


def _years(text: str, mentions: Sequence[QuantityMention]) -> tuple[QuantityMention | None, bool]:
    """The years of a level as its sentence tells them, and whether they have no upper end."""
    if match := layout().expressions["told_years"].search(text):
        low, high = (_ORDINALS.index(match[end].casefold()) for end in ("low", "high"))
        return QuantityMention(Quantity(low, high, "year"), match.start(), match.end()), False
    mention = next((m for m in mentions if m.quantity.unit == "year" and m.quantity.per is None), None)
    if mention is None:
        return None, False
    figure = stated_quantity(mention, text)
    return replace(mention, quantity=figure), figure.open_ended


_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def _level(rung: _Rung, place: Place) -> Iterator[Fact]:
    line, start = rung.line, rung.line.body_start
    yield place.fact(
        "level_title", rung.title["name"], start + rung.title.start("name"), start + rung.title.end("name")
    )
    told = [rung.pay] if rung.years is None else [rung.pay, rung.years]
    for attribute, mention in zip(("pay", "experience"), told, strict=False):
        yield place.fact(attribute, mention.quantity, start + mention.start, start + mention.end)  # type: ignore[arg-type]  # the two are attributes
    last = max(mention.end for mention in told)
    for sentence, at in read_sentences(line.body):
        if at >= last and not find_quantities(sentence):
            yield place.fact("duty", sentence, start + at, start + at + len(sentence))
        elif at < last < at + len(sentence):
            match = layout().expressions["told_duty"].search(sentence, last - at)
            if match and len(match["duty"].split()) >= _SHORTEST_DUTY:
                begin = start + at + match.start("duty")
                yield place.fact("duty", match["duty"], begin, begin + len(match["duty"]))


def _timed(lines: Sequence[Line], section: str) -> list[tuple[Line, re.Match[str]]]:
    """The points of a numbered list each of which ends with how long it takes: "2. Routing (4 weeks)"; else none."""
    known = layout().expressions
    points = [line for line in lines if line.shape == "bullet"]
    titles = [known["titled_length"].fullmatch(line.body) for line in points if line.numbered]
    found = [(line, title) for line, title in zip(points, titles, strict=False) if title is not None]
    hires = known["hires"].search(section) or any(known["hires"].search(title["title"]) for _, title in found)
    return found if _FEWEST_TIMED <= len(found) == len(points) and not hires else []


def _timed_phase(line: Line, title: re.Match[str], place: Place) -> Iterator[Fact]:
    start = line.body_start
    yield place.fact("phase_title", title["title"], start + title.start("title"), start + title.end("title"))
    if length := _length(title["length"]):
        at = start + title.start("length")
        yield place.fact("phase_weeks", length.quantity, at + length.start, at + length.end)


def _phases(lines: Sequence[Line]) -> list[tuple[Line, re.Match[str]]]:
    """The paragraphs that count phases from the first on ("The second stretch, Groups, takes …"), with their titles."""
    found: list[tuple[Line, re.Match[str]]] = []
    for line in lines:
        at = len(line.body) - len(line.body.lstrip("*_"))
        match = layout().expressions["told_phase"].match(line.body[:_LONGEST], at) if line.shape == "plain" else None
        if match is None or _length(line.body) is None or layout().expressions["told_past"].search(line.body):
            continue
        if match["number"].casefold() == _ORDINALS[1]:
            found = []
        if match["number"].casefold() in ("last", _ORDINALS[min(len(found) + 1, len(_ORDINALS) - 1)]):
            if not found or found[0][1]["word"] == match["word"]:
                found.append((line, match))
    return found if len(found) >= _FEWEST else []


def _length(text: str) -> QuantityMention | None:
    units: tuple[Unit, ...] = ("week", "month")
    return next((m for m in find_quantities(text[:_LONGEST]) if m.quantity.unit in units), None)


def _closing(lines: Sequence[Line]) -> str:
    """The words up to "when" or "if" that begin a sentence of nearly every paragraph: they lead to the milestone."""
    leads = layout().expressions["leads_if"]
    begun: Counter[str] = Counter()
    for line in lines:
        for sentence, _ in list(read_sentences(line.body))[1:]:
            beginnings = (" ".join(sentence.split()[:count]) for count in _LEADING)
            begun[next(filter(leads.search, beginnings), "")] += 1
    begun.pop("", None)
    words, count = max(begun.items(), key=lambda each: each[1], default=("", 0))
    return words if count >= _FEWEST and count + 1 >= len(lines) else ""


def _phase(line: Line, title: re.Match[str], closing: str, place: Place) -> Iterator[Fact]:
    known, start = layout().expressions, line.body_start
    yield place.fact("phase_title", title["title"], start + title.start("title"), start + title.end("title"))
    if length := _length(line.body):
        yield place.fact("phase_weeks", length.quantity, start + length.start, start + length.end)
    for sentence, at in list(read_sentences(line.body, start))[1:]:
        end = at + len(sentence)
        if closing and sentence.startswith(closing):
            yield place.fact("milestone", sentence[len(closing) :].strip(), at, end)
        elif known["told_milestone"].search(sentence):
            yield place.fact("milestone", sentence, at, end)
        elif known["told_goal"].search(sentence):
            yield place.fact("goal", sentence, at, end)
        elif known["told_resource"].search(sentence) and not known["denies"].search(sentence):
            yield place.fact("resource", sentence, at, end)
