"""Where the numbered parts of a document begin: phases of a roadmap, levels of a ladder, questions of an FAQ."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.figures import is_bare_figure, is_figures_line, read_figures
from ingest.labels import states_label
from ingest.ladder import level_line_title
from ingest.layout import layout
from ingest.lines import Line
from ingest.page import Lines, is_timed_title
from ingest.part_labels import LONGEST_TITLE, length_line, split_label
from ingest.part_titles import heads_length, is_title, rung_title, unnumbered
from vectorstore.types import PartKind

_FIGURES_LENGTH = 400
_FARTHEST_LABEL, _FARTHEST_FIGURES = 8, 10  # lines from the title of a phase or level to what it holds
_NUMBERED = 3  # digits that number no phase
_AROUND_QUESTION = '*_ "“”«»'
_NUMERALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_LETTERS = ("a", "b", "c", "d", "e", "f")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


@dataclass(frozen=True, slots=True)
class PartOpening:
    """A line that opens a part: its kind, its title as written and the number it states, when it states one."""

    kind: PartKind
    title: str
    number: int | None = None
    lines: int = 1  # that the title takes up


def phase_opening(lines: Lines, index: int, *, in_roadmap: bool) -> PartOpening | None:
    """The phase that line `index` opens, if it opens one."""
    line = lines[index]
    if line.shape in ("blank", "mark", "table", "rule") or len(line.body) > 2 * LONGEST_TITLE:
        return None
    if opening := _numbered_phase(lines, index, in_roadmap=in_roadmap):
        return opening
    following = _behind_first_label(lines, index)
    unlisted = line.shape != "bullet" or line.numbered
    timed = following is not None and length_line(following) is not None
    announced = timed and following is not None and _announces(following)
    if announced and unlisted and heads_length(line, lines.before(index)):
        return _titled_phase(lines, index)
    if timed and following is not None and unlisted and is_title(line, bullets=line.numbered):
        rest = list(lines.ahead(index, 4))
        glued = length_line(following)
        leads = bool(glued and glued.groupdict().get("rest")) and rest[1:2] != [] and rest[1].shape == "bullet"
        labelled = leads or any(split_label(near)[0] for near in rest[1:])
        if labelled or (in_roadmap and any(near.shape == "bullet" for near in rest[1:])):
            return _titled_phase(lines, index)
    lengths = lines.timed_points if line.numbered else lines.timed_titles
    if not (in_roadmap or (lengths > 1 and is_timed_title(line) and _holds_labels(lines, index))):
        return None
    if (match := layout().expressions["titled_length"].fullmatch(line.body)) and not _point_of_list(lines, index):
        if line.shape != "plain" or layout().is_title_case(match["title"]) or lines.timed_titles > 1:
            title = match["title"].strip(" :–—-*_")
            numbered = layout().expressions["numbered_title"].fullmatch(title)
            return PartOpening("phase", *(numbered["title"], _numeral(numbered["number"])) if numbered else (title,))
    if line.shape == "heading" and is_title(line) and _holds_labels(lines, index):
        return _titled_phase(lines, index)
    marked = (preceding := lines.before(index)) is not None and preceding.shape == "mark"
    if marked and is_title(line) and following is not None and split_label(following)[0]:
        return _titled_phase(lines, index)
    return None


def _point_of_list(lines: Lines, index: int) -> bool:
    """True for a bullet right under a label or a point without length: what it holds in brackets is an aside."""
    above = lines.before(index) if lines[index].shape == "bullet" else None
    if above is None:
        return False
    timed = layout().expressions["titled_length"].fullmatch(above.body) is not None
    kind, value, _ = split_label(above)
    return bool(kind and not value) or (above.shape == "bullet" and above.level == lines[index].level and not timed)


def _announces(line: Line) -> bool:
    """True for a length with a known label glued behind it ("8 weeksGoals")."""
    match = length_line(line)
    rest = (match.groupdict().get("rest") or "").strip(" :.,;()|•·–-") if match else ""
    return layout().part_label(rest) is not None


def _behind_first_label(lines: Lines, index: int) -> Line | None:
    """The line after `index`, or the one after that where a label with its value stands between title and length."""
    following = lines.after(index)
    if following is None or not (split_label(following)[0] and split_label(following)[1]) or length_line(following):
        return following
    return next(iter(list(lines.ahead(index, 2))[1:]), None)


def _titled_phase(lines: Lines, index: int) -> PartOpening:
    """A phase by its title alone, in front of which a number may stand ("1 · Foundations"), on the line above too."""
    line, above = lines[index], lines.before(index)
    if match := layout().expressions["numbered_title"].fullmatch(line.body):
        return PartOpening("phase", match["title"], _numeral(match["number"]))
    number = int(above.body) if above is not None and above.body.isdecimal() and len(above.body) < _NUMBERED else None
    return PartOpening("phase", line.body, number)


def _numbered_phase(lines: Lines, index: int, *, in_roadmap: bool) -> PartOpening | None:
    line = lines[index]
    body = unnumbered(line.body.replace("**", ""))
    match = next((found for pattern in layout().openings if (found := pattern.fullmatch(body))), None)
    if match is None:
        match = layout().expressions["series"].fullmatch(body) if lines.series else None
        if match is None or match["word"] not in lines.series:
            return None
    groups = match.groupdict()
    title = (groups.get("title") or "").strip(" :–—-")
    title = title.strip('«»“”"') if title[:1] in '«“"' and title[-1:] in '»”"' else title
    if line.shape == "bullet" and not (in_roadmap and title):
        return None
    told = split_label(line)[0] or len(title) > 60
    if title and line.shape == "plain" and title[-1] in ".!?" and told:
        return None
    number = _numeral(groups.get("number") or "")
    if _titled_above(lines, index):
        return None
    if not title:
        following = lines.after(index)
        if is_title(following) and following is not None and not split_label(following)[0]:
            return PartOpening("phase", following.body, number, 2)
        title = line.body
    if not in_roadmap:
        near = list(lines.ahead(index, 4))
        evidence = (
            groups.get("length")
            or (groups.get("early") or "")[:1] == ","
            or (groups.get("word") and groups.get("span"))
        )
        evidence = evidence or any(split_label(each)[0] or length_line(each) for each in near)
        listed = line.shape in ("heading", "bold") or (near and near[0].shape == "bullet")
        if not evidence and not (listed and layout().expressions["strict_phase"].match(line.body)):
            return None
    return PartOpening("phase", title, number)


def _titled_above(lines: Lines, index: int) -> bool:
    """True for a number and a length below the title of the phase ("Stop 2 · 8 weeksGoals"), again and again."""
    length = length_line(lines[index])
    if length is None or not length.groupdict().get("series") or not is_title(lines.before(index)):
        return False
    return bool(length["rest"]) or index in lines.numbered_below


def _numeral(text: str) -> int | None:
    word = text.casefold()
    if word.isdecimal():
        return int(word)
    for numerals in (_NUMERALS, _ROMAN, _ORDINALS, _LETTERS):
        if word in numerals:
            return numerals.index(word) + 1
    return None


def _holds_labels(lines: Lines, index: int) -> bool:
    following = lines.next[index]
    for _ in range(_FARTHEST_LABEL):
        if following is None or lines[following].shape == "heading":
            return False
        if split_label(lines[following])[0]:
            return True
        if _numbered_phase(lines, following, in_roadmap=True):
            return False
        following = lines.next[following]
    return False


def level_opening(lines: Lines, index: int, *, in_ladder: bool, in_pay: bool) -> PartOpening | None:
    """The level that line `index` opens, if it opens one."""
    line = lines[index]
    if line.shape not in ("plain", "bold", "heading", "bullet") or len(line.body) > _FIGURES_LENGTH:
        return None
    if title := level_line_title(line, in_ladder=in_ladder, in_pay=in_pay):
        return PartOpening("level", rung_title(title))
    if not is_title(line, bullets=in_ladder) or read_figures(line) is not None or _is_duty(lines, index):
        return None
    following, above = lines.after(index), lines.before(index)
    if above is not None and is_bare_figure(above) and not is_figures_line(above):
        return None  # what a card says of its figure
    if following is None or (
        line.shape == "bullet" and following.shape == "bullet" and not following.level > line.level
    ):
        return None
    near = read_figures(following) if is_figures_line(following) and not states_label(line) else None
    senior = layout().expressions["seniority"].search(line.body) is not None
    if near and near.has_pay and (in_ladder or near.has_years or (in_pay and senior)):
        return PartOpening("level", rung_title(line.body))
    if near and near.has_years and in_ladder:
        return PartOpening("level", rung_title(line.body))
    other = layout().likely_kind(line.body) == "metrics"
    if in_ladder and line.shape in ("heading", "bold") and not other and _figures_below(lines, index):
        return PartOpening("level", rung_title(line.body))
    return None


def _is_duty(lines: Lines, index: int) -> bool:
    """True for a point right below another that is no line of figures: one more duty, though figures follow."""
    line, above = lines[index], lines.before(index)
    listed = line.shape == "bullet" and above is not None and above.shape == "bullet" and above.level == line.level
    return listed and above is not None and not is_figures_line(above)


def holds_ladder(lines: Lines, index: int) -> bool:
    """True when the lines behind line `index` go up a ladder: two stretches of pay and as many of years, or titles."""
    pay = years = levels = 0
    for near in lines.ahead(index, 24):
        if near.shape in ("heading", "table") or layout().known_kind(near.body):
            break
        figures = read_figures(near) if near.shape != "rule" else None
        if figures is None:
            continue
        if is_figures_line(near) or level_line_title(near, in_ladder=True, in_pay=True):
            pay += figures.has_pay
            years += figures.has_years
            levels += not is_figures_line(near)
    return pay > 1 and (years > 1 or levels > 1)


def _figures_below(lines: Lines, index: int) -> bool:
    following = lines.next[index]
    for _ in range(_FARTHEST_FIGURES):
        if following is None or following in lines.rungs or lines[following].shape in ("heading", "bold"):
            return False
        if is_figures_line(lines[following]):
            return True
        following = lines.next[following]
    return False


def question_opening(lines: Lines, index: int, *, in_faq: bool, above: int = 0) -> PartOpening | None:
    """The question that line `index` asks, when an answer follows it; a heading asks below one of level `above`."""
    line = lines[index]
    if line.shape in ("blank", "mark", "table", "rule") or len(line.text) > _FIGURES_LENGTH:
        return None
    known = layout()
    if (match := known.expressions["question"].fullmatch(line.body)) and match["text"][:1].isupper():
        if inline := known.expressions["asked_inline"].match(match["text"]):
            return PartOpening("question", inline["question"])  # "Q: Is it remote?  A: No."
        title, used = match["text"].strip(_AROUND_QUESTION), 1
        while (
            not title.endswith("?") and index + used < len(lines) and lines[index + used].shape == "plain" and used < 3
        ):
            if known.expressions["answer"].fullmatch(lines[index + used].body):
                break
            title, used = f"{title} {lines[index + used].body}", used + 1
        return PartOpening("question", title, lines=used)
    if not in_faq:
        return None
    for asking in ("asked_inline", "asked_bold") if line.shape in ("plain", "bullet") else ():
        if asked := known.expressions[asking].match(line.body):
            return PartOpening("question", asked["question"])
    following = lines.after(index)
    if line.body.rstrip("*_\"'”’»)").endswith("?") and following is not None and not following.body.endswith("?"):
        return PartOpening("question", line.body.strip(_AROUND_QUESTION))
    return PartOpening("question", line.body) if line.shape == "heading" and line.level > above else None
