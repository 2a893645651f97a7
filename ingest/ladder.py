"""Where a page goes up a ladder, told by its shape: title, years and pay again and again, each better paid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ingest.figures import LEAST_YEARLY, MONEY, is_figures_line, is_filler, read_figures
from ingest.layout import layout
from ingest.lines import Line, cells
from ingest.part_labels import LONGEST_TITLE
from ingest.part_titles import is_title
from vectorstore.quantities import QuantityMention, find_quantities
from vectorstore.types import Quantity

_FARTHEST = 14  # lines that hold text from one rung to the next
_MOST_FIGURES = 3  # lines of figures under a title
_TITLE_WORDS = 9
_FEWEST = 2
_OF_CARDS = frozenset({"score", "percent"})
_FEWEST_UNAIDED = 3  # rungs without years of experience, of which one title tells its seniority


@dataclass(frozen=True, slots=True)
class Rung:
    """A title with the pay and the years that stand under it, beside it or before it, by its place among the lines."""

    place: int
    title: str
    pay: Quantity
    years: Quantity | None


def find_rungs(lines: Sequence[Line]) -> dict[int, str]:
    """The titles of the levels of all ladders of a text, by the index of their line; linear in the lines.

    A ladder is a run of rungs, each near the one before, whose pay rises in one currency and whose years do where they
    are stated; two with years, or three of which one title tells its seniority. What stands above them does not count.
    """
    filled = [index for index, line in enumerate(lines) if line.shape != "blank"]
    near = [lines[index] for index in filled]
    found = [rung for place in range(len(near)) if (rung := _rung_at(near, place))]
    listed = sum(near[rung.place].shape == "bullet" for rung in found)
    if 2 * listed < len(found):  # the last duty of a level whose title was lost
        found = [rung for rung in found if near[rung.place].shape != "bullet"]
    return {filled[rung.place]: rung.title for ladder in _ladders(found) for rung in ladder}


def named_rungs(lines: Sequence[Line]) -> dict[int, str]:
    """The headings that number the levels of a ladder ("Band 5: Link Nurse"), with the titles behind the numbers.

    They name the levels of a table above again, all of them in their order, or have pay or years of their own below.
    """
    known = layout().expressions["numbered_rung"]
    headed = [(index, line) for index, line in enumerate(lines) if line.shape == "heading"]
    numbered = [(index, match) for index, line in headed if (match := known.fullmatch(line.body))]
    named = {index: match["title"].strip() for index, match in numbered}
    above = [cells(line) for line in lines[: min(named, default=0)] if line.shape == "table"]
    rows = [[text.strip("*_ ") for text, _ in row] for row in above if row]
    titles, count = tuple(named.values()), len(named)
    columns = zip_longest(*rows, fillvalue="") if count >= _FEWEST else ()
    told = any(column[at : at + count] == titles for column in columns for at in range(1, len(column)))
    paid = [any(read_figures(line) for line in lines[index + 1 : index + 1 + _MOST_FIGURES]) for index in named]
    counted = [match["number"] or match["code"] for _, match in numbered] == [
        str(number) for number in range(1, count + 1)
    ]
    return named if told or (counted and count >= _FEWEST and all(paid)) else {}


def _rung_at(lines: Sequence[Line], place: int) -> Rung | None:
    line = lines[place]
    if line.shape not in ("plain", "bold", "heading", "bullet") or len(line.body) > 2 * LONGEST_TITLE:
        return None
    if title := _title_beside(line):
        figures = read_figures(line)
        return _rung(place, title, figures.mentions if figures else ())
    if len(line.body.split()) > _TITLE_WORDS or not is_title(line, bullets=True) or read_figures(line) is not None:
        return None
    mentions: list[QuantityMention] = []
    for below in lines[place + 1 : place + 1 + _MOST_FIGURES]:
        figures = read_figures(below) if is_figures_line(below) else None
        if figures is None:
            break
        mentions += figures.mentions
    return _rung(place, line.body, mentions)


def _title_beside(line: Line) -> str:
    """The title in front of or behind the figures of a line ("$72K–$93K: Technician, up to 2 years")."""
    if title := level_line_title(line, in_ladder=True, in_pay=True):
        return title
    figures = read_figures(line)
    if figures is None or is_figures_line(line) or line.shape == "bullet" or not is_filler(figures.before):
        return ""
    worded = [words for words in (figures.between, figures.after) if not is_filler(words)]
    pieces = [piece for piece in re.split(r"\s*[,(–—:|·•]\s*", worded[0]) if not is_filler(piece)] if worded else []
    title = pieces[0].strip(" *_)") if len(worded) == len(pieces) == 1 else ""
    titled = 0 < len(title.split()) <= _TITLE_WORDS and title[0].isupper() and layout().is_title_case(title)
    return title if titled and not re.search(r"[.!?;]", title) else ""


def _means_other(title: str) -> bool:
    known = layout()
    told = known.label(title) or known.part_label(title) or title.casefold().strip(" :") in known.level_labels
    told = told or (known.likely_kind(title) == "ladder" and not known.expressions["noun"].fullmatch(title.split()[-1]))
    return bool(told or known.expressions["pay_regions"].search(title))


def _rung(place: int, title: str, mentions: Sequence[QuantityMention]) -> Rung | None:
    pay = next((m.quantity for m in mentions if m.quantity.unit in MONEY and m.quantity.high >= LEAST_YEARLY), None)
    years = next((m.quantity for m in mentions if m.quantity.unit == "year"), None)
    return Rung(place, title, pay, years) if pay is not None and not _means_other(title) else None


def _ladders(rungs: Sequence[Rung]) -> Iterator[list[Rung]]:
    ladder: list[Rung] = []
    for rung in rungs:
        if ladder and not _goes_up(ladder[-1], rung):
            yield from _whole(ladder)
            ladder = []
        ladder.append(rung)
    yield from _whole(ladder)


def _goes_up(lower: Rung, upper: Rung) -> bool:
    if upper.place - lower.place > _FARTHEST or lower.pay.unit != upper.pay.unit or lower.pay.per != upper.pay.per:
        return False
    experienced = lower.years is None or upper.years is None or lower.years.low <= upper.years.low
    rises = lower.pay.low < upper.pay.low and lower.pay.high <= upper.pay.high
    return experienced and rises and lower.title != upper.title


def _whole(ladder: list[Rung]) -> Iterator[list[Rung]]:
    timed = sum(rung.years is not None for rung in ladder)
    senior = any(layout().expressions["seniority"].search(rung.title) for rung in ladder)
    if (timed >= _FEWEST and timed >= len(ladder) - 1) or (len(ladder) >= _FEWEST_UNAIDED and senior):
        yield ladder


def level_line_title(line: Line, *, in_ladder: bool, in_pay: bool) -> str | None:
    """The title of a level that stands on one line with its figures: "Junior X (0–2 years): $70k–$95k"."""
    figures = read_figures(line)
    if figures is None or is_filler(figures.before) or not is_filler(figures.between):
        return None
    if any(mention.quantity.unit in _OF_CARDS for mention in find_quantities(line.body)):
        return None  # the card of another career
    known = layout()
    match = re.fullmatch(
        r"(?s)(?P<title>.*?[\w)\]])\s*[*_]*[\s(\[:,–—|•·*>→-]+(?P<tail>[^:–—|•·(,>→]*)", figures.before
    )
    if match is None or not is_filler(match["tail"]):
        return None
    title = re.sub(r"\s*\($", "", match["title"]).strip(" *_:–—-")
    rung = figures.has_pay and figures.has_years and known.expressions["seniority"].fullmatch(title)
    if len(title) > 80 or len(title.split()) > 12 or (known.label(title) and not rung) or known.part_label(title):
        return None
    if normalised_label(title) or known.expressions["pay_regions"].fullmatch(title):
        return None
    senior = known.expressions["seniority"].search(title) is not None
    noun = known.expressions["noun"].fullmatch(title.split()[-1]) is not None if title.split() else False
    both = figures.has_pay and figures.has_years
    plainly = in_ladder and both and title[:1].isupper() and len(title.split()) <= 4
    if not (known.is_title_case(title) or senior or plainly) or title[-1:] in ".;,":
        return None
    if len(figures.after.split()) > 25 and not in_ladder:
        return None
    if in_ladder and (both or senior or noun or line.shape in ("heading", "bold")):
        return title
    if figures.has_pay and ((in_pay and senior) or (both and (senior or noun))):
        return title
    return None


def normalised_label(text: str) -> bool:
    """True when `text` is a label of a level ("Salary", "Typical experience")."""
    plain = text.casefold().strip(" *_:")
    return plain in layout().level_labels
