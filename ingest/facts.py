"""Sections → the typed facts they state, each with the span of the line or phrase that states it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.answers import answer_facts
from ingest.labels import labelled_facts, states_label
from ingest.layout import layout
from ingest.lines import Line
from ingest.listed import LISTED_IN, labelled_points, listed_facts, question_facts
from ingest.name_shape import is_career_name
from ingest.notes import LONGEST_LABEL, noted_facts
from ingest.other_cards import without_cards_of_others
from ingest.part_facts import level_facts, phase_facts
from ingest.pay import prose_facts, region_behind, regional_facts, stated_currency
from ingest.place import Place
from ingest.roles import role_facts
from ingest.sentences import read_sentences
from ingest.statements import answered_facts, asked_and_answered, holds, stated_facts
from ingest.table_columns import read_tables
from ingest.tables import table_facts
from ingest.told_parts import told_parts
from vectorstore.quantities import find_quantities
from vectorstore.types import Attribute, Document, Fact, Part, PartKind, Quantity, Section, SectionKind

_SHORTEST_PARAGRAPH = 60
_LONGEST_SENTENCE = 300
_NAMED_WITHIN = 12_000  # characters of a document that say what its career is
# Labels in words ("Programming: Python") are items of a list in these kinds, not statements about the career.
_LISTING: frozenset[SectionKind] = frozenset(
    {"skills", "tools", "responsibilities", "education", "steps", "related_roles", "employers", "practice", "day"}
)
_ITEMISED: frozenset[SectionKind] = frozenset(
    {
        "responsibilities",
        "education",
        "employers",
        "outlook",
        "other",
        "summary",
        "pay",
        "requirements",
        "roadmap",
        "ladder",
        "metrics",
    }
)
# Kinds whose running text may tell of levels or phases one after the other.
_TELLING_PARTS: frozenset[SectionKind] = frozenset(
    {"pay", "ladder", "other", "roadmap", "steps", "summary", "education", "requirements"}
)


@dataclass(slots=True)
class FactReader:
    """Reads the sections of one career in order; keeps count so that parts of a kind are numbered through."""

    document: Document
    counts: Counter[str] = field(default_factory=Counter)
    titled: set[Part] = field(default_factory=set)  # levels whose title has been told

    def read(self, section: Section, lines: Sequence[Line]) -> list[Fact]:
        """The facts of a section, by where their spans begin; `lines` are those of its body, its heading left out."""
        if section.kind == "boilerplate":
            return []
        head = section.path[-1] if section.part is not None and section.path else section.title
        place = Place(self.document.id, head, section.part)
        facts: list[Fact] = []
        for fact in self._facts(section, lines, place):
            if fact.part is not None:
                self.counts[fact.part.kind] = max(self.counts[fact.part.kind], fact.part.number)
            if fact.part is None or fact.attribute != "level_title" or fact.part not in self.titled:
                facts.append(fact)
        self.titled |= {fact.part for fact in facts if fact.part is not None and fact.attribute == "level_title"}
        return sorted(_stated_once(facts), key=lambda fact: fact.span.start)

    def _facts(self, section: Section, lines: Sequence[Line], place: Place) -> Iterator[Fact]:
        kind = section.kind
        if section.part is not None and section.part.kind == "phase":
            yield from phase_facts(section, lines, place)
            return
        if section.part is not None and section.part.kind == "level":
            yield from level_facts(section, lines, place)
            return
        if section.part is not None and section.part.kind == "question":
            yield from answer_facts(self.document, section, lines, place, self.counts)
            return
        if kind == "related_roles":  # its figures are those of other careers
            for table in read_tables(lines):
                yield from table_facts(table, kind, place, self.counts)
            yield from role_facts(lines, place, self.counts)
            return
        for table in read_tables(lines):
            yield from table_facts(table, kind, place, self.counts, currency=stated_currency(self.document.text))
        if kind == "practice":
            yield from question_facts(lines, place)
            return
        if kind in _TELLING_PARTS:
            told, rest = told_parts(lines, place, self.counts)
            yield from told
            in_parts = (line for line in lines if line not in rest)
            stated = (fact for line in in_parts for fact in stated_facts(line.body, line.body_start, place))
            yield from (fact for fact in stated if fact.attribute == "coding")
            lines = rest
        lines = without_cards_of_others(lines, self.document.text)
        yield from labelled_facts(lines, place, texts=kind not in _LISTING)
        for line in lines:
            if line.shape in ("plain", "bullet", "bold") and not _is_bare_label(line):
                yield from stated_facts(line.body, line.body_start, place)
                yield from asked_and_answered(line.body, line.body_start, place)
        yield from _replies(lines, place)
        yield from self._titled_fact(section, lines, place)
        if kind not in _LISTING and kind not in ("fit", "non_fit"):
            yield from noted_facts(lines, place)
        yield from self._by_kind(kind, lines, place)

    def _titled_fact(self, section: Section, lines: Sequence[Line], place: Place) -> Iterator[Fact]:
        """The fact of a section whose title is a label ("Starting pay" over a sentence that states it) or an hour."""
        if section.kind == "day" and (hour := layout().expressions["hour"].fullmatch(section.title)):
            start = self.document.text.index(section.title, section.span.start)
            yield self._hour(hour, start, start + len(section.title), place)
        label = layout().label(section.title)
        first = next((line for line in lines if line.shape == "plain"), None)
        if first is None or first is not lines[0] or states_label(first):
            return
        if label is None and layout().expressions["begins_question"].match(section.title):
            yield from answered_facts(section.title, first.body, first.body_start, place)
        if label is None:
            return
        sentence, start = next(iter(read_sentences(first.body, first.body_start)), ("", 0))
        if not label.units and label.attribute in ("coding", "remote", "entry_barrier", "difficulty"):
            if not label.admits(sentence):
                return
            polarity = holds(label.attribute, sentence)
            yield place.fact(label.attribute, sentence, start, start + len(sentence), holds=polarity)
        elif label.attribute in ("entry_pay", "senior_pay", "months_to_ready"):
            for mention in [m for m in find_quantities(sentence) if m.quantity.unit in label.units][:1]:
                yield place.fact(label.attribute, mention.quantity, start, start + len(sentence))

    def _by_kind(self, kind: SectionKind, lines: Sequence[Line], place: Place) -> Iterator[Fact]:
        if attribute := next((each for each, own in LISTED_IN.items() if own == kind), None):
            yield from listed_facts(attribute, lines, place, self.counts)
        elif kind == "day":
            yield from self._schedule(lines, place)
        elif kind == "steps":
            yield from labelled_points(lines, place, "step", "step", self.counts)
        elif kind in _ITEMISED:
            yield from self._items(lines, place, in_pay=kind == "pay")
        if kind == "education" and all(line.shape == "plain" for line in lines):
            yield from self._told_in_prose(lines, place)
        if kind not in ("pay", "fit", "non_fit", *_ITEMISED):
            return
        if kind == "summary":
            yield from _paragraphs(lines, place)
        elif kind == "metrics" or (kind == "other" and is_career_name(place.section)):
            yield from _paragraphs([line for line in lines if not any(map(str.isdigit, line.body))], place)
        for line in lines:
            if line.shape == "plain":
                yield from prose_facts(line.body, line.body_start, place, in_pay=kind == "pay")

    def _told_in_prose(self, lines: Sequence[Line], place: Place) -> Iterator[Fact]:
        """The sentences of a section that lists nothing, each an item."""
        for line in lines:
            for sentence, start in read_sentences(line.body, line.body_start):
                if len(sentence) <= _LONGEST_SENTENCE and sentence[-1] == ".":
                    self.counts["item"] += 1
                    part = Part("item", self.counts["item"], "")
                    yield place.fact("item", sentence, start, start + len(sentence), part=part)

    def _schedule(self, lines: Sequence[Line], place: Place) -> Iterator[Fact]:
        for line in lines:
            if match := layout().expressions["hour"].fullmatch(line.body):
                yield self._hour(match, line.body_start, line.body_end, place)

    def _hour(self, match: re.Match[str], start: int, end: int, place: Place) -> Fact:
        """What is done at an hour of the day, numbered on."""
        self.counts["hour"] += 1
        part = Part("hour", self.counts["hour"], match["hour"])
        return place.fact("schedule", match["text"], start, end, part=part)

    def _items(self, lines: Sequence[Line], place: Place, *, in_pay: bool) -> Iterator[Fact]:
        known = layout().expressions
        for line in lines:
            if line.shape not in ("bullet", "plain"):
                continue
            match = known["bullet_label"].fullmatch(line.body[:4000])
            label = match["label"] if match else region_behind(line.body) if in_pay else ""
            region = known["pay_regions"].search(label)
            if region and (in_pay or known["pay_regions"].fullmatch(label)):
                found = list(
                    regional_facts(
                        line.body,
                        line.body_start,
                        label.strip("*_ "),
                        place,
                        self.counts["region"] + 1,
                        in_pay=in_pay,
                    )
                )
                if found:
                    yield from found
                    continue
            if line.shape == "bullet" and not _is_labelled_fact(line, place):
                point: tuple[Attribute, PartKind] = ("step", "step") if line.numbered else ("item", "item")
                yield from labelled_points([line], place, *point, self.counts)
                if in_pay or known["pay_words"].match(line.body):
                    yield from prose_facts(line.body, line.body_start, place, in_pay=True)


def _is_bare_label(line: Line) -> bool:
    """True for a few words in lower case that end no sentence: what a card says of the value above or below it."""
    brief = len(line.body.split()) <= LONGEST_LABEL and line.body[0].islower() and line.body[-1] not in ".!?"
    return line.shape == "plain" and brief and not any(map(str.isdigit, line.body))


def _replies(lines: Sequence[Line], place: Place) -> Iterator[Fact]:
    """What a line states in reply to the question on the line before it, as in an interview."""
    for question, answer in pairwise(lines):
        if question.shape == answer.shape == "plain" and question.body.endswith("?") and answer.body[-1] != "?":
            speaker = re.match(r"(?:[A-Z][\w.]*|[A-Z]+)(?: [A-Z][\w.]*)?:\s+", answer.body)
            at = speaker.end() if speaker else 0
            asked = list(read_sentences(question.body))[-1][0]
            yield from answered_facts(asked, answer.body[at:], answer.body_start + at, place)


def _stated_once(facts: Sequence[Fact]) -> list[Fact]:
    """The facts without those that a closer span of theirs states as well."""
    kept: list[Fact] = []
    told = [fact for fact in facts if fact.attribute in ("entry_pay", "senior_pay")]
    facts = [
        fact
        for fact in facts
        if fact.attribute != "salary_range"
        or not any(_overlap(fact, each) for each in told if each.value == fact.value)
    ]
    closest: dict[tuple[Attribute, Quantity | str, Part | None], list[Fact]] = {}
    for fact in sorted(dict.fromkeys(facts), key=lambda each: each.span.end - each.span.start):
        same = closest.setdefault((fact.attribute, fact.value, fact.part), [])
        if not any(fact.span.contains(each.span) for each in same):
            same.append(fact)
            kept.append(fact)
    return kept


def _overlap(one: Fact, other: Fact) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end


def _is_labelled_fact(line: Line, place: Place) -> bool:
    return next(labelled_facts([line], place, texts=True), None) is not None


def _paragraphs(lines: Sequence[Line], place: Place) -> Iterator[Fact]:
    """Paragraphs of running text up to the first list, each a fact."""
    for line in lines:
        if line.shape == "bullet":
            return
        label = layout().expressions["bullet_label"].fullmatch(line.body[:4000])
        if label is not None and len(label["label"].split()) <= LONGEST_LABEL:
            continue
        if line.shape == "plain" and len(line.body) >= _SHORTEST_PARAGRAPH and line.body[-1] in '.!?"”)':
            yield place.fact("summary", line.body, line.body_start, line.body_end)


def naming_sentence(text: str, name: str) -> tuple[str, int] | None:
    """The first sentence that says what the career is ("An X designs …"), with where it begins."""
    pattern = re.compile(rf"(?:The|An?)\s+{re.escape(name)}s?\s+[a-z]+s\b", re.IGNORECASE)
    for sentence, at in read_sentences(text[:_NAMED_WITHIN]):
        match = pattern.search(sentence)
        told = sentence[match.start() :].partition("\n\n")[0] if match else ""
        if match and (told[-1] in ".!?" or "\n" not in told):
            return told, at + match.start()
    return None
