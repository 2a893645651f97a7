"""What lists are whose titles leave it open: told by their points and by the lists beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.content import software_share
from ingest.layout import layout
from ingest.lines import Line
from ingest.page import Lines
from vectorstore.types import Section, SectionKind

_OPPOSITES: Mapping[SectionKind, SectionKind] = {"skills": "tools", "tools": "skills"}
_LONGEST_NAME, _NAME_WORDS = 80, 6  # characters of a skill or tool, words on average
_SHORTEST_PERSON = 3.5  # words that points have on average which say whom a job suits
_NEAR = 2  # sections that may stand between whom a job suits and whom not
_FEWEST = 2  # points of a list
_IN_TITLES: frozenset[SectionKind] = frozenset({"pay", "employers", "summary", "ladder"})
_CROSSES = "✗✘❌×xX–−-"
_UNTOLD: frozenset[SectionKind] = frozenset({"other", "requirements"})


def lists_together(page: Lines, sections: Sequence[Section]) -> list[Section]:
    """The sections, lists of unknown kind told by those near them: fit by non-fit, skills by tools and reverse."""
    return _beside_its_like(page, _turned(page, _whom_it_suits(page, _of_people(page, sections))))


def holds_list(page: Lines, section: Section) -> bool:
    """True for a section with a list or a table below its title."""
    return any(line.shape in ("bullet", "table") for line in _below(page, section))


def _of_people(page: Lines, sections: Sequence[Section]) -> list[Section]:
    """The sections, of no kind those lists that a mere word of their title gives one which their points deny.

    Where it says whom the job suits no point is of people; where it says pay or employers all are.
    """
    return [
        replace(each, kind="other") if _is_of_none(page, each) or _is_of_all(page, each) else each for each in sections
    ]


def _is_of_all(page: Lines, section: Section) -> bool:
    if section.kind not in _IN_TITLES or layout().known_kind(section.title) is not None:
        return False
    points = _points(page, section)
    return len(points) >= _FEWEST and 3 * _share("people", points) >= 2 and _words(points) >= _NAME_WORDS


def _is_of_none(page: Lines, section: Section) -> bool:
    if section.kind not in ("fit", "non_fit") or layout().known_kind(section.title) is not None:
        return False
    points = _points(page, section)
    told = _share("people", points) + _share("averse", points)
    return len(points) > _FEWEST and 4 * told < 1 and _words(points) <= _NAME_WORDS


def _whom_it_suits(page: Lines, sections: Sequence[Section]) -> list[Section]:
    """The sections, lists that say whom the job suits told by the list near them that says whom not, and the reverse.

    A page that says whom the job does not suit says first whom it suits, and what it asks for may stand between. Two
    lists of people beside each other are both where the second speaks of dislikes and the first does not.
    """
    found = list(sections)
    lists = {place: points for place, each in enumerate(sections) if (points := _points(page, each))}
    told = {found[at].kind for at in lists}
    for place, points in lists.items():
        if found[place].kind != "other" or _labelled(points) or any(point.numbered for point in points):
            continue
        behind = {found[at].kind for at in range(place + 1, place + _NEAR + 1) if at in lists}
        near = behind | {found[at].kind for at in range(place - _NEAR, place) if at in lists}
        averse = 2 * _share("averse", points) >= 1
        people = len(points) >= _FEWEST and _share("people", points) == 1
        if "fit" in near and "non_fit" not in told and (averse or (people and "fit" not in behind)):
            found[place] = replace(found[place], kind="non_fit")
        elif "non_fit" in told and "fit" not in told:
            if (people and not averse) or ("non_fit" in behind and _speaks_of_people(points)):
                found[place] = replace(found[place], kind="fit")
        elif not {"fit", "non_fit"} & told:
            above = _list_above(found, lists, place)
            if above is not None and _against(points, lists[above]):
                found[above] = replace(found[above], kind="fit")
                found[place] = replace(found[place], kind="non_fit")
                told.add("fit")
        told.add(found[place].kind)
    return found


def _labelled(points: Sequence[Line]) -> bool:
    return any(": " in point.body for point in points)


def _list_above(sections: Sequence[Section], lists: Mapping[int, Sequence[Line]], place: int) -> int | None:
    """The place of the next list above that may say whom the job suits; what the job asks for may stand between."""
    near = (at for at in range(place - 1, place - _NEAR - 1, -1) if at in lists and not _labelled(lists[at]))
    return next((at for at in near if sections[at].kind in ("fit", "other")), None)


def _against(points: Sequence[Line], above: Sequence[Line]) -> bool:
    """True for points that say whom the job does not suit below those that say whom: more of them speak of dislikes."""
    of_people = [2 * _share("people", each) >= 1 for each in (points, above)]
    averse, before = _share("averse", points), _share("averse", above)
    if not (above and of_people[0] and min(_words(points), _words(above)) >= _SHORTEST_PERSON):
        return False
    if 2 * averse >= 1:
        return of_people[1] and _share("people", above) > before
    return of_people[1] and averse > before


def _turned(page: Lines, sections: Sequence[Section]) -> list[Section]:
    """The sections, the second of two lists of whom the job suits being of whom not, where no other is.

    Its title turns the other's ("You'll light up if", "You'll burn out if"), its bullets are crosses where those were
    none, or its points speak of dislikes.
    """
    found = list(sections)
    if any(each.kind == "non_fit" for each in sections):
        return found
    lists = {place: points for place, each in enumerate(sections) if (points := _points(page, each))}
    for place, points in lists.items():
        above = _list_above(sections, lists, place)
        if above is None or sections[place].kind != "fit":
            continue
        one, other = sections[above], sections[place]
        against = _against(points, lists[above]) and layout().known_kind(other.title) is None
        crossed = _crossed(page, other) and not _crossed(page, one)
        if against or (one.kind == "fit" and (crossed or _turns(one.title, other.title))):
            found[above], found[place] = replace(one, kind="fit"), replace(other, kind="non_fit")
        elif one.kind == "fit" and place - above == 1 and layout().known_kind(other.title) is None:
            found[place] = replace(other, kind="other")  # whom it suits or not, nothing tells
    return found


def _turns(one: str, other: str) -> bool:
    """True for titles that begin or end alike and differ between."""
    first, second = one.casefold().split(), other.casefold().split()
    alike = sum(a == b for a, b in zip(first, second, strict=False))
    alike += sum(a == b for a, b in zip(reversed(first), reversed(second), strict=False))
    return first != second and alike >= max(len(first), len(second)) / 2


def _crossed(page: Lines, section: Section) -> bool:
    return all(page.text[point.start] in _CROSSES for point in _points(page, section))


def _speaks_of_people(points: Sequence[Line]) -> bool:
    return len(points) >= _FEWEST and _words(points) >= _SHORTEST_PERSON


def _words(points: Sequence[Line]) -> float:
    """How many words the points have on average."""
    return sum(len(point.body.split()) for point in points) / max(len(points), 1)


def _share(words: str, points: Sequence[Line]) -> float:
    """The share, in [0, 1], of the points in which an expression of the layout is found."""
    return sum(layout().expressions[words].search(point.body) is not None for point in points) / max(len(points), 1)


def _beside_its_like(page: Lines, sections: Sequence[Section]) -> list[Section]:
    """The sections, a list of few words each beside one of skills told as tools and the reverse, where none else is."""
    found = list(sections)
    kinds = {each.kind for each in sections}
    for (place, one), other in zip(enumerate(sections), sections[1:], strict=False):
        if not (_lists_names(page, one) and _lists_names(page, other)):
            continue
        for at, told, beside in ((place + 1, one, other), (place, other, one)):
            opposite = _OPPOSITES.get(told.kind)
            if opposite is None or opposite in kinds or beside.kind not in _UNTOLD:
                continue
            mine, theirs = software_share(_points(page, beside)), software_share(_points(page, told))
            if mine > theirs if opposite == "tools" else mine <= theirs:
                found[at] = replace(beside, kind=opposite)
    return found


def _lists_names(page: Lines, section: Section) -> bool:
    """True for a section that is a list of a few words each."""
    points = _points(page, section)
    bare = all(len(point.body) <= _LONGEST_NAME and ": " not in point.body and not point.numbered for point in points)
    return len(points) >= _FEWEST and bare and _words(points) <= _NAME_WORDS


def _points(page: Lines, section: Section) -> list[Line]:
    """The points of a section that is a list, with or without bullets, sentences left out; empty for any other."""
    below = _below(page, section) if section.part is None else []
    points = [line for line in below if line.shape != "plain" or line.body[-1] not in ".:"]
    shapes = {point.shape for point in points}
    bare = shapes == {"plain"} and len(points) > _FEWEST and _words(points) <= _NAME_WORDS
    return points if bare or shapes == {"bullet"} else []


def _below(page: Lines, section: Section) -> list[Line]:
    """The lines of a section below its title that hold text."""
    return list(page.within(section.span))[1:]
