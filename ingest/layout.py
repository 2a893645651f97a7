"""The wordings of career documents, read from data, and the few questions that are asked of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import getitem
from typing import Any, cast

from rapidfuzz import fuzz, process

from ingest.wordings import (
    Bounds,
    Hint,
    Label,
    NamePattern,
    Statement,
    bounded,
    hint_of,
    label_of,
    labelled,
    statement_of,
)
from vectorstore.tables import read_table
from vectorstore.types import Attribute, SectionKind, Unit

# Edits that still leave a phrase recognisable: one or two letters in twenty.
_CLOSE = 91.0
# Shorter phrases have neighbours that mean something else ("grades", "graders").
_FUZZY_FROM = 10
_LONGEST_LABEL = 60
_FIGURE_ASIDE = re.compile(r"\s*\([^()]*\d[^()]*\)$")  # behind a label: "Demand (out of 10)", "Experienced (5 years)"
_COUNT = re.compile(r"(?<=[a-z]{4}) \d{1,2}$")  # of a label that each phase numbers: "Checkpoint 2"


# Single expressions of the layout: their name here, and the file, table and key that hold them.
_EXPRESSIONS: Mapping[str, tuple[str, ...]] = {
    "unfinished": ("headings", "shape", "unfinished"),
    "asked_bold": ("headings", "shape", "asked_bold"),
    "asked_inline": ("headings", "shape", "asked_inline"),
    "shared": ("headings", "shape", "shared"),
    "addresses": ("headings", "shape", "addresses"),
    "negates": ("headings", "shape", "negates"),
    "needs": ("headings", "shape", "needs"),
    "lead_within": ("headings", "shape", "lead_within"),
    "leads_if": ("headings", "shape", "leads_if"),
    "leads_in": ("headings", "shape", "leads_in"),
    "advertisement": ("headings", "boilerplate", "advertisement"),
    "widget_skills": ("headings", "widget", "skills"),
    "widget_tools": ("headings", "widget", "tools"),
    "people": ("headings", "shape", "people"),
    "side_for": ("headings", "shape", "side_for"),
    "side_parts": ("headings", "shape", "side_parts"),
    "side_against": ("headings", "shape", "side_against"),
    "averse": ("headings", "shape", "averse"),
    "question": ("headings", "shape", "question"),
    "bare_answer": ("headings", "shape", "bare_answer"),
    "answer": ("headings", "shape", "answer"),
    "strict_phase": ("parts", "phase", "strict"),
    "closing": ("parts", "phase", "closing"),
    "series": ("parts", "phase", "series"),
    "titled_length": ("parts", "phase", "titled_length"),
    "hires": ("parts", "phase", "hires"),
    "length_line": ("parts", "phase", "length_line"),
    "span": ("parts", "phase", "span"),
    "numbered_title": ("parts", "phase", "numbered_title"),
    "filler": ("parts", "level", "filler"),
    "product": ("parts", "list", "product"),
    "years_first": ("parts", "level", "years_first"),
    "told_level": ("parts", "told", "level"),
    "told_years": ("parts", "told", "years"),
    "told_duty": ("parts", "told", "duty"),
    "told_phase": ("parts", "told", "phase"),
    "told_milestone": ("parts", "told", "milestone"),
    "told_past": ("parts", "told", "past"),
    "told_aside": ("parts", "told", "aside"),
    "told_goal": ("parts", "told", "goal"),
    "told_resource": ("parts", "told", "resource"),
    "rung_number": ("parts", "level", "rung_number"),
    "numbered_rung": ("parts", "level", "numbered_rung"),
    "glued_duty": ("parts", "level", "glued_duty"),
    "and_over": ("parts", "level", "and_over"),
    "title_end": ("parts", "level", "title_end"),
    "seniority": ("parts", "level", "seniority"),
    "clause": ("facts", "polarity", "clause"),
    "box_other": ("facts", "box", "other"),
    "denies": ("facts", "polarity", "denies"),
    "said": ("facts", "asked", "said"),
    "share_of": ("facts", "asked", "share_of"),
    "defers": ("facts", "polarity", "defers"),
    "affirms": ("facts", "polarity", "affirms"),
    "hour": ("facts", "schedule", "hour"),
    "asks": ("facts", "question", "asks"),
    "begins_question": ("facts", "question", "begins"),
    "readers_question": ("facts", "question", "readers"),
    "bullet_label": ("facts", "bullet", "label"),
    "label_value": ("facts", "bullet", "value"),
    "noun": ("facts", "name", "nouns", "pattern"),
    "never_name": ("facts", "name", "nouns", "never"),
    "name_numbering": ("facts", "name", "nouns", "numbering"),
    "name_prefix": ("facts", "name", "nouns", "prefix"),
    "name_sentence": ("facts", "name", "nouns", "sentence"),
    "name_addressed": ("facts", "name", "nouns", "addressed"),
    "name_lower": ("facts", "name", "nouns", "lower"),
    "name_given": ("facts", "name", "nouns", "given"),
    "name_mention": ("facts", "name", "nouns", "mention"),
    "name_capitals": ("facts", "name", "nouns", "capitals"),
    "roles_header": ("facts", "roles", "header"),
}


@dataclass(frozen=True)
class Layout:
    """Everything the reader knows of how career documents are worded; built once by `layout()`."""

    phrases: Mapping[str, SectionKind]
    patterns: Sequence[tuple[SectionKind, re.Pattern[str]]]
    words: Sequence[tuple[SectionKind, re.Pattern[str]]]
    inheriting: frozenset[SectionKind]
    boilerplate: re.Pattern[str]
    small_words: frozenset[str]
    labels: Mapping[str, Label]
    worded: Sequence[tuple[re.Pattern[str], Label]]
    hints: Sequence[Hint]
    bounds: Mapping[tuple[str, str], Bounds]  # by attribute and unit
    part_labels: Mapping[str, str]  # of a phase: phrase → "goal", "resource" or "milestone"
    part_label_words: Mapping[str, re.Pattern[str]]  # the same for wordings that are no fixed phrase
    glued: frozenset[str]  # labels of one word to which their value may be glued
    level_labels: Mapping[str, str]
    statements: Sequence[Statement]
    names: Sequence[NamePattern]
    columns: Mapping[str, re.Pattern[str]]
    expansions: Mapping[str, str]
    abbreviations: tuple[str, ...]
    expressions: Mapping[str, re.Pattern[str]]
    openings: Sequence[re.Pattern[str]]
    counted_otherwise: frozenset[str]  # words that number something else than phases

    def known_kind(self, title: str) -> SectionKind | None:
        """The kind of a title whose whole wording is known, misspelt by a letter or two at most."""
        return _known_kind(normalise(title))

    def likely_kind(self, title: str, *, besides: SectionKind | None = None) -> SectionKind:
        """The kind of a title that is certainly one: by its whole wording, else by words in it, else "other".

        `besides` is a kind that it is known not to be.
        """
        return _likely_kind(normalise(title), besides)

    def label(self, text: str) -> Label | None:
        """The label whose phrase `text` is, else the one that is worded like it."""
        return _label(normalise(text))

    def looks_like_value(self, attribute: Attribute, value: str) -> bool:
        """True when `value` is worded like one of `attribute`; asked where only its place makes it the value."""
        told = [label for _, label in self.worded if label.attribute == attribute and label.values is not None]
        return not told or any(label.admits(value) for label in told)

    def hinted_words(self, text: str, value: str) -> Attribute | None:
        """What the words `value` state behind the label `text`, told by a word of it and how they are put."""
        plain = normalise(text)
        for hint in self.hints:
            if not hint.units and hint.words.search(plain) and not hint.unless.search(plain):
                if self.looks_like_value(hint.attribute, value):
                    return hint.attribute
        return None

    def hinted(self, text: str, unit: Unit) -> Attribute | None:
        """What a figure of `unit` states that stands alone under the label `text`, told by a word of the label."""
        plain = normalise(text)
        for hint in self.hints:
            if unit in hint.units and hint.words.search(plain) and not hint.unless.search(plain):
                return hint.attribute
        return None

    def told_by_unit(self, text: str, unit: Unit) -> Attribute | None:
        """What a figure of `unit` states among the cards of a career, unless the words `text` beside it deny it."""
        plain = normalise(text)
        return next(
            (hint.attribute for hint in self.hints if unit in hint.units and not hint.unless.search(plain)), None
        )

    def part_label(self, text: str) -> str | None:
        """What a label inside a phase announces: "goal", "resource" or "milestone"."""
        return _part_label(normalise(text))

    def is_title_case(self, text: str) -> bool:
        """True when most words that a title capitalises begin with a capital or digit."""
        words = [word.lstrip("\"'“‘(*[").rstrip("?!.,:;") for word in text.split()]
        weighty = [word for word in words if word and word.lower() not in self.small_words]
        capital = sum(word[0].isupper() or word[0].isdigit() or not word[0].isalpha() for word in weighty)
        return bool(weighty) and capital >= 0.6 * len(weighty) and words[0][:1].isalnum() and not words[0][0].islower()


@lru_cache(maxsize=4096)  # the same words are looked up in many tables
def normalise(title: str) -> str:
    """A title as the data writes it: casefolded, "&" as "and", without numbering, emphasis and closing marks."""
    plain = title.casefold().replace("’", "'").replace("&", " and ").replace("–", "-").replace("—", "-")
    plain = layout().expressions["numbering"].sub("", plain.strip(" *_#\t"), count=1)
    return " ".join(plain.strip(" *_#:.…!?-|").split())


@lru_cache(maxsize=4096)
def _known_kind(plain: str) -> SectionKind | None:
    known = layout()
    if not plain or len(plain) > 120:
        return None
    if plain in known.phrases:
        return known.phrases[plain]
    for kind, pattern in known.patterns:
        if pattern.fullmatch(plain):
            return kind
    if len(plain) < _FUZZY_FROM:
        return None
    close = process.extractOne(plain, known.phrases.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE)
    return known.phrases[close[0]] if close else None


@lru_cache(maxsize=4096)
def _likely_kind(plain: str, besides: SectionKind | None) -> SectionKind:
    known = layout()
    if (kind := _known_kind(plain)) and kind != besides:
        return kind
    told = (kind for kind, pattern in known.words if kind != besides and pattern.search(plain))
    likely: SectionKind = next(told, "other")
    return "non_fit" if likely == "fit" and known.expressions["negates"].search(plain) else likely


@lru_cache(maxsize=4096)
def _label(plain: str) -> Label | None:
    known = layout()
    plain = _FIGURE_ASIDE.sub("", plain) if plain not in known.labels else plain
    if plain in known.labels or len(plain) > _LONGEST_LABEL:
        return known.labels.get(plain)
    return next((label for pattern, label in known.worded if pattern.fullmatch(plain)), None)


@lru_cache(maxsize=4096)
def _part_label(plain: str) -> str | None:
    known = layout()
    plain = _COUNT.sub("", plain)
    if plain in known.part_labels or len(plain) > _LONGEST_LABEL:
        return known.part_labels.get(plain)
    return next((kind for kind, pattern in known.part_label_words.items() if pattern.fullmatch(plain)), None)


def _read(name: str) -> dict[str, Any]:
    return read_table(dict[str, Any], "ingest", "layouts", f"{name}.toml")


def _inverted(phrases: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {phrase: kind for kind, wordings in phrases.items() for phrase in wordings}


@lru_cache(maxsize=1)
def layout() -> Layout:
    """The layout of career documents as `ingest/layouts/*.toml` describes it."""
    headings, parts, facts = _read("headings"), _read("parts"), _read("facts")
    entries, phase = headings["heading"], parts["phase"]
    return Layout(
        phrases={phrase: cast(SectionKind, entry["kind"]) for entry in entries for phrase in entry.get("phrases", ())},
        patterns=[(entry["kind"], re.compile(pattern)) for entry in entries for pattern in entry.get("patterns", ())],
        words=[(entry["kind"], re.compile(entry["words"])) for entry in entries if "words" in entry],
        inheriting=frozenset(headings["inherit"]["kinds"]),
        boilerplate=re.compile("(?i)(?:" + "|".join(headings["boilerplate"]["lines"]) + ")"),
        small_words=frozenset(headings["shape"]["small_words"]),
        labels={phrase.rstrip("?"): label for entry in facts["label"] for phrase, label in labelled(entry)},
        worded=[(re.compile(entry["words"]), label_of(entry)) for entry in facts["worded"]],
        hints=[hint_of(entry) for entry in facts["hinted"]],
        bounds={key: bounds for entry in facts["bounds"] for key, bounds in bounded(entry)},
        part_labels=_inverted(phase["labels"]),
        part_label_words={kind: re.compile(words) for kind, words in phase["label_words"].items()},
        glued=frozenset(phase["glued"]),
        level_labels=_inverted(parts["level"]["labels"]),
        statements=[statement_of(entry, facts["pieces"]) for entry in facts["statement"]],
        names=[
            NamePattern(re.compile(entry["pattern"]), entry.get("occupation", False))
            for entry in facts["name"]["pattern"]
        ],
        columns={key: re.compile(pattern) for key, pattern in parts["table"]["columns"].items()},
        expansions=facts["name"]["nouns"]["expansions"],
        abbreviations=tuple(facts["sentence"]["abbreviations"]),
        expressions=_expressions({"headings": headings, "parts": parts, "facts": facts}),
        openings=[re.compile(pattern) for pattern in phase["openings"]],
        counted_otherwise=frozenset(phase["counted_otherwise"]),
    )


def _expressions(files: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
    """The single expressions of the layout, and those of the tables on questions and pay, by name."""
    found = {name: reduce(getitem, path, files) for name, path in _EXPRESSIONS.items()}
    found |= {f"{table}_{key}": value for table in ("asked", "pay") for key, value in files["facts"][table].items()}
    # A number counts only before a title: "1. Overview", not "1.5 years".
    found["numbering"] = "(?i:" + files["headings"]["shape"]["numbering"] + ")(?=[^\\W\\d])"
    return {name: re.compile(cast(str, pattern)) for name, pattern in found.items()}
