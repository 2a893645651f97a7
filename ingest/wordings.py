"""The entries of the layout's tables, and how each is read from its table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from vectorstore.types import Attribute, Unit


@dataclass(frozen=True, slots=True)
class Label:
    """A label that stands before its value; no `units` means that the value is text."""

    attribute: Attribute
    units: tuple[Unit, ...]
    bare: bool
    phrases: tuple[str, ...]
    values: re.Pattern[str] | None = None  # what the value has to be

    def admits(self, value: str) -> bool:
        """True when `value` can be what the label stands before."""
        return self.values is None or self.values.fullmatch(value) is not None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a figure can be: its upper end from `least` to `most` and at most `widest` times the lower."""

    least: float
    most: float
    widest: float


@dataclass(frozen=True, slots=True)
class Hint:
    """A word in a label that tells, with the unit of its figure or the way its value is put, what it states."""

    attribute: Attribute
    units: tuple[Unit, ...]
    words: re.Pattern[str]
    unless: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Statement:
    """Sentences that state an attribute; `whole` means that the value is the sentence as written.

    `reads` is how the value of a pattern is read where it lacks its unit ("{} hours a week").
    """

    attribute: Attribute
    patterns: tuple[re.Pattern[str], ...]
    units: tuple[Unit, ...]
    whole: bool
    words: re.Pattern[str] | None  # of which every sentence that a pattern fits holds one
    reads: str
    per: str | None  # the period that the figure has to be of

    def may_be_in(self, sentence: str, units: AbstractSet[Unit]) -> bool:
        """False for a sentence, with figures of `units`, that lacks a figure or a word of every such statement."""
        figure = not self.units or self.reads != "{}" or not units.isdisjoint(self.units)
        return figure and (self.words is None or self.words.search(sentence) is not None)


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A title that names a career in its group `name`."""

    pattern: re.Pattern[str]
    occupation: bool  # the wording itself says that what it names is an occupation


def label_of(entry: Mapping[str, Any]) -> Label:
    """The label that an entry of `label` or `worded` describes."""
    values = re.compile(entry["values"]) if "values" in entry else None
    units, phrases = tuple(entry.get("units", ())), tuple(entry.get("phrases", ()))
    return Label(entry["attribute"], units, entry.get("bare", False), phrases, values)


def labelled(entry: Mapping[str, Any]) -> list[tuple[str, Label]]:
    """Each phrase of an entry of `label` with the label it is."""
    label = label_of(entry)
    return [(phrase, label) for phrase in label.phrases]


def hint_of(entry: Mapping[str, Any]) -> Hint:
    """The hint that an entry of `hinted` describes."""
    return Hint(
        entry["attribute"], tuple(entry.get("units", ())), re.compile(entry["words"]), re.compile(entry["unless"])
    )


def bounded(entry: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Bounds]]:
    """The bounds of an entry of `bounds`, by attribute and unit."""
    for attribute in entry["attributes"]:
        for unit, (least, most) in entry["units"].items():
            yield (attribute, unit), Bounds(least, most, entry["widest"])


def statement_of(entry: Mapping[str, Any], pieces: Mapping[str, str]) -> Statement:
    """The statement that an entry of `statement` describes, `pieces` put in where its patterns name them."""
    patterns = tuple(re.compile(_with_pieces(pattern, pieces)) for pattern in entry["patterns"])
    words = re.compile(entry["words"]) if "words" in entry else None
    units, reads = tuple(entry.get("units", ())), entry.get("reads", "{}")
    return Statement(entry["attribute"], patterns, units, entry.get("whole", False), words, reads, entry.get("per"))


def _with_pieces(pattern: str, pieces: Mapping[str, str]) -> str:
    return re.sub(r"<<([^<>]+)>>", lambda match: pieces[match[1]], pattern)
