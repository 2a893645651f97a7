"""The word lists of `words.toml`, which says what each of them is for, in the form the checks look things up in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator

from advisor.grounding.stems import bare_stem
from vectorstore.tables import read_table


def _split(words: str) -> list[str]:
    return words.split()


def _split_all(phrases: list[str]) -> list[list[str]]:
    return [phrase.split() for phrase in phrases]


def _turns(words: Mapping[str, list[str]]) -> dict[str, list[tuple[list[str], str]]]:
    """Turns of phrase by the stem of their first word, the longest first: their other words, the word that says it."""
    found: dict[str, list[tuple[list[str], str]]] = {}
    for word, phrases in words.items():
        for first, *rest in map(str.split, phrases):
            found.setdefault(bare_stem(first), []).append((rest, word))
    return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in found.items()}


def _by_first(phrases: list[str]) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for phrase in map(str.split, phrases):
        found.setdefault(phrase[0], []).append(phrase)
    return found


def _first_of_group(groups: list[str]) -> dict[str, str]:
    return {word: group.split()[0] for group in groups for word in group.split()}


def _number_of_group(groups: list[str]) -> dict[str, int]:
    return {word: number for number, group in enumerate(groups) for word in group.split()}


def _synonyms(groups: list[str]) -> dict[str, str]:
    """Words and stems with the first word of their group; the first group that has a word keeps it."""
    found: dict[str, str] = {}
    for group in groups:
        members = group.split()
        for member in members:
            found.setdefault(member, members[0])
            found.setdefault(bare_stem(member), members[0])
    return found


def _antonyms(pairs: list[list[str]]) -> dict[str, set[str]]:
    opposites: dict[str, set[str]] = {}
    for first, second in pairs:
        for one, other in ((first, second), (second, first)):
            for word in one.split():
                opposites.setdefault(bare_stem(word), set()).update(bare_stem(opposite) for opposite in other.split())
    return opposites


def _comparisons(rows: list[Mapping[str, str | int]]) -> dict[str, dict[str, str | int]]:
    return {
        word: {"direction": row["direction"], "of": row["of"]} for row in rows for word in str(row["words"]).split()
    }


def _stems(words: str) -> list[str]:
    return [bare_stem(word) for word in words.split()]


Words = Annotated[frozenset[str], BeforeValidator(_split)]
Stems = Annotated[frozenset[str], BeforeValidator(_stems)]
WordLists = Annotated[tuple[Words, ...], BeforeValidator(tuple)]
WordsByName = Mapping[str, Words]
Phrases = Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_split_all)]
Turns = Annotated[Mapping[str, tuple[tuple[tuple[str, ...], str], ...]], BeforeValidator(_turns)]
Groups = Annotated[Mapping[str, str], BeforeValidator(_first_of_group)]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a comparing word says: `direction` 1 for larger, -1 for smaller, 0 for neither; `of` a kind of quantity."""

    direction: int
    of: str


Comparisons = Annotated[Mapping[str, Comparison], BeforeValidator(_comparisons)]


@dataclass(frozen=True, slots=True)
class PolarityWords:
    """What denies, how far, and what is the opposite of what (by stems)."""

    negators: Words
    neutral_after: Words
    neutral_with: Words
    needs_after: Mapping[str, str]
    unlike_after: WordsByName
    unlike_before: WordsByName
    subjects: Words
    closing: Words
    trailing: Words
    lifting: Words
    stressing: Words
    duties: Stems
    auxiliaries: Words
    asserting_phrases: Phrases
    short_reach: Words
    one_word: Words
    soft: Words
    conditional: Words
    keeping: Words
    denying_phrases: Annotated[Mapping[str, tuple[tuple[str, ...], ...]], BeforeValidator(_by_first)]
    denies_before: Words
    denying_answers: Words
    granting_answers: Words
    scope_ends: Words
    scope_pronouns: Words
    undone: Words
    unfavourable: Words
    antonyms: Annotated[Mapping[str, frozenset[str]], BeforeValidator(_antonyms)]


@dataclass(frozen=True, slots=True)
class OrderWords:
    """Verbs and prepositions whose two sides cannot change places."""

    relations: Stems
    directions: Mapping[str, str]
    complements: Words
    rates: Words
    passive: Words
    before_nouns: Words
    either_way: Stems


@dataclass(frozen=True, slots=True)
class ModalityWords:
    """What obliges, promises, generalises and hedges."""

    absolutes: WordLists
    absolute_after_be: Words
    exempt: Words
    exempt_before_number: Words
    exempt_after: Words
    exempt_phrases: Phrases
    obliged_by: Words
    obligation: Words
    conditions: Words
    lowered: Words
    leaving_open: Words
    optional: Words
    demanding: Words
    approximating: Words
    hedges: Words
    kept_hedges: Words
    certain: Words


@dataclass(frozen=True, slots=True)
class ComparisonWords:
    """Words that compare, and what bears them out."""

    comparative: Comparisons
    superlative: Comparisons
    becoming: Words
    best: Words
    borne_out: WordsByName
    majority: Words
    measured: Mapping[str, str]
    exceeding: Words
    than: Words
    contrasts: Words


@dataclass(frozen=True, slots=True)
class AttachmentWords:
    """Parts, ranks and roles."""

    ordinals: Mapping[str, int]
    last: Words
    part_nouns: Mapping[str, str]
    ranks: Groups
    roles: Words
    middle: Words
    verb_before: Words
    subject_nouns: Words
    bearers: Words
    role_fields: WordsByName
    keep_possessive: Words


@dataclass(frozen=True, slots=True)
class FigureWords:
    """What stands beside figures: which end of a range they are, and whether they were added up."""

    totals: Words
    differences: Words
    low_end: Words
    high_end: Words
    open_end: Words
    above: tuple[str, ...]
    below: tuple[str, ...]
    spreading: Words
    lasting: Words
    question_context: Words
    fractions: Mapping[str, float]
    measures: Words
    repeating: Words


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words of times of day: `offsets` in minutes, `named` as minutes after twelve and half of the day."""

    halves: WordsByName
    offsets: Mapping[str, int]
    of_day: Mapping[str, str]
    named: Mapping[str, tuple[int, str]]
    sharp: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScaleWords:
    """What may be rated, and the words of a scale with their place on it."""

    nouns: Words
    groups: Annotated[Mapping[str, int], BeforeValidator(_number_of_group)]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists, lower case; `synonyms` maps words and stems to the first word of their group."""

    glue: Words
    shading: Words
    synonyms: Annotated[Mapping[str, str], BeforeValidator(_synonyms)]
    names: tuple[tuple[str, ...], ...]
    not_names: Words
    places: Words
    implied: WordsByName
    sections: WordsByName
    turns: Turns
    polarity: PolarityWords
    order: OrderWords
    modality: ModalityWords
    comparison: ComparisonWords
    attachment: AttachmentWords
    figures: FigureWords
    times: TimeWords
    scale: ScaleWords


@cache
def lexicon() -> Lexicon:
    """The word lists of `words.toml`."""
    return read_table(Lexicon, "advisor.grounding", "words.toml")
