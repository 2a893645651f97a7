"""What kind of section a whole section, or all of a document's together, show where the title cannot."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import islice

from ingest.heading_shape import SHORTEST_BODY
from ingest.labels import labelled_facts
from ingest.layout import layout, normalise
from ingest.lines import Line
from ingest.list_kinds import holds_list, lists_together
from ingest.name_shape import career_in_title, is_career_name, is_defined
from ingest.names import name_in_sentences
from ingest.page import Lines
from ingest.place import Place
from ingest.table_columns import read_tables
from vectorstore.types import Attribute, PartKind, Section, SectionKind

_SHORTEST_SUMMARY, _MOST_PARAGRAPHS = 200, 5  # characters; lines
_LOOKED_AT = 60  # lines of a section
_FEWEST_ROWS = 3  # labels with values that make a box
_ASKED: frozenset[Attribute] = frozenset({"difficulty", "entry_barrier", "coding", "remote", "experience"})
_CARDS: frozenset[Attribute] = frozenset({"demand", "ai_risk", "salary_range"})
# Kinds that the columns of a table may show to be others: a ladder, a roadmap.
_BY_TABLE: frozenset[SectionKind] = frozenset(
    {"other", "requirements", "summary", "pay", "employers", "education", "outlook", "steps"}
)

_OVER_LEVELS: frozenset[SectionKind] = frozenset({"pay", "other", "steps", "roadmap", "summary", "skills"})


def kinds_together(page: Lines, sections: Sequence[Section]) -> list[Section]:
    """The sections with the kinds that only all of them show.

    Careers described one after the other have sections that hold all there is, not their cards only; where no title
    tells of a summary, the first running text that says what the career does is it.
    """
    careers = {each.title for each in sections if each.kind == "metrics" and is_career_name(each.title)}
    found = [
        replace(each, kind="other") if len(careers) > 1 and each.title in careers and each.kind == "metrics" else each
        for each in sections
    ]
    if len(found) == 1:  # the document's own title, over all there is
        found = [replace(each, kind="other") if each.kind in ("metrics", "requirements") else each for each in found]
    found = lists_together(page, _without_empty_roadmaps(page, found))
    if not any(each.kind == "summary" and each.span.end - each.span.start > _SHORTEST_SUMMARY for each in found):
        for place, each in enumerate(found):
            told = each.kind == "other" or (each.kind == "responsibilities" and not holds_list(page, each))
            if told and each.part is None and len(each.path) < 2 and _says_what_it_is(page, each):
                found[place] = replace(each, kind="summary")
                break
    return found


def _without_empty_roadmaps(page: Lines, sections: Sequence[Section]) -> list[Section]:
    """The sections, those called a roadmap whose text holds neither phases nor a list being no such thing.

    The title of a whole document is one where phases stand anywhere below.
    """
    with_phases = {title for each in sections if each.part and each.part.kind == "phase" for title in each.path}
    titled = [each.title for each in sections if each.title and each.kind != "boilerplate"]
    with_phases |= {*titled[:1]} if with_phases else set()
    named = bool(titled) and layout().likely_kind(titled[0]) == "roadmap"  # what stands below speaks of something else
    kept: list[Section] = []
    for each in sections:
        told = each.kind != "roadmap" or each.part is not None or each.title in with_phases
        if named and each.kind == "roadmap" and each.title not in titled[:1] and _tells_only(page, each):
            kept.append(replace(each, kind="other"))
            continue
        told = told or normalise(each.title) in layout().phrases
        tables = [] if told else read_tables(list(page.within(each.span)))
        listed = told or (
            holds_list(page, each) if not tables else any(table.in_phases or table.phases_across for table in tables)
        )
        kept.append(each if listed else replace(each, kind=layout().likely_kind(each.title, besides="roadmap")))
    return kept


def _tells_only(page: Lines, section: Section) -> bool:
    """True for a paragraph under a title that speaks of no roadmap."""
    prose = all(line.shape == "plain" for line in list(page.within(section.span))[1:])
    long = len(_body(page, section)) > _SHORTEST_SUMMARY
    return section.part is None and prose and long and layout().likely_kind(section.title) != "roadmap"


def _body(page: Lines, section: Section) -> str:
    return page.text[section.span.start : section.span.end].lstrip("#* ").removeprefix(section.title).strip("* \n")


def _says_what_it_is(page: Lines, section: Section) -> bool:
    body = _body(page, section)
    paragraphs = sum(line.start >= section.span.end - len(body) for line in page.within(section.span))
    long = bool(section.title) and len(body) > _SHORTEST_SUMMARY and paragraphs <= _MOST_PARAGRAPHS
    addressed = layout().expressions["name_addressed"].search(body[:_SHORTEST_SUMMARY]) is not None
    return long and (addressed or name_in_sentences(body) is not None)


def _asks_nothing(lines: Sequence[Line], told: Collection[Attribute]) -> bool:
    """True for labels with values that ask nothing of the reader ("Fee", "Places"), or prose that speaks of no need."""
    if not lines or {*told} & _ASKED:
        return False
    rows = [line for line in lines if line.shape == "table" or layout().expressions["label_value"].fullmatch(line.body)]
    if 2 * len(rows) > len(lines):
        return len(rows) >= _FEWEST_ROWS
    return all(line.shape == "plain" and layout().expressions["needs"].search(line.body) is None for line in lines)


def kind_by_content(page: Lines, section: Section, below: PartKind | None) -> Section:
    """The section with the kind that its text and the part below show where its title ("Summary") cannot."""
    if section.part is None and below in ("phase", "level") and section.kind in ("fit", "non_fit", "day"):
        sure = layout().known_kind(section.title) is not None or holds_list(page, section)
        section = section if sure else replace(section, kind="other")
    if section.part is None and below == "level" and section.kind in _OVER_LEVELS and section.title:
        return section if is_career_name(section.title) else replace(section, kind="ladder")
    if section.part is None and below == "phase" and section.kind in ("other", "steps", "education") and section.title:
        return section if is_career_name(section.title) else replace(section, kind="roadmap")
    if section.part is None and below == "question" and section.kind == "practice":
        return replace(section, kind="faq")
    if section.part is not None or section.kind not in _BY_TABLE:
        return section
    text = page.text[section.span.start : section.span.end]
    lines = list(islice(page.within(section.span), _LOOKED_AT))
    for table in read_tables(lines) if section.title else ():
        if career_in_title(section.title):
            break  # all there is of the career, its table among it
        if table.hours:
            return replace(section, kind="day")
        if table.climbs and not table.by_region and not table.compares_careers:
            return replace(section, kind="ladder")
        if table.holds_phases and section.kind in ("other", "education"):
            return replace(section, kind="roadmap")
    if section.kind not in ("other", "requirements", "summary"):
        return section
    place = Place("", section.title)
    told = {fact.attribute for fact in labelled_facts(lines, place, texts=True)}
    told |= {attribute for table in read_tables(lines) for attribute in table.row_labels}
    if len(told & _CARDS) > 1:
        return replace(section, kind="metrics")
    prose = any(line.shape == "plain" and len(line.body) >= SHORTEST_BODY and line.body[-1] == "." for line in lines)
    if section.kind == "summary" and not prose and any(line.shape in ("bullet", "table") for line in lines[1:]):
        listed = layout().likely_kind(section.title, besides="summary")
        return replace(section, kind="requirements" if len(told) > 1 else listed)
    if section.kind == "requirements" and not told and prose and name_in_sentences(text) is not None:
        return replace(section, kind="summary")
    if section.kind == "requirements" and _asks_nothing(lines[1:], told):
        return replace(section, kind="other")
    named = career_in_title(section.title) if section.path else is_career_name(section.title)
    if section.kind == "other" and prose and (named or is_defined(section.title, text)):
        return replace(section, kind="summary")
    return section
