"""The word lists of `words.toml` in the form the checks look things up in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a comparing word says: `direction` 1 for larger, -1 for smaller, 0 for neither; `of` a kind of quantity."""

    direction: int
    of: str


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words of times of day: `offsets` in minutes, `named` as minutes after twelve and half of the day."""

    halves: Mapping[str, frozenset[str]]
    offsets: Mapping[str, int]
    named: Mapping[str, tuple[int, str]]
    sharp: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists, lower case; `synonyms` maps words and stems to the first word of their group."""

    glue: frozenset[str]
    shading: frozenset[str]
    synonyms: Mapping[str, str]
    names: tuple[tuple[str, ...], ...]
    not_names: frozenset[str]
    places: frozenset[str]
    implied: Mapping[str, frozenset[str]]
    negators: frozenset[str]
    neutral_after: frozenset[str]
    neutral_with: frozenset[str]
    needs_after: Mapping[str, str]
    asserting_phrases: tuple[tuple[str, ...], ...]
    short_reach: frozenset[str]
    one_word: frozenset[str]
    soft: frozenset[str]
    conditional: frozenset[str]
    keeping: frozenset[str]
    denying_phrases: tuple[tuple[str, ...], ...]
    absolute_phrases: Mapping[tuple[str, ...], str]
    denies_before: frozenset[str]
    denying_answers: frozenset[str]
    granting_answers: frozenset[str]
    scope_ends: frozenset[str]
    scope_pronouns: frozenset[str]
    unfavourable: frozenset[str]
    relations: frozenset[str]
    directions: frozenset[str]
    rates: frozenset[str]
    passive: frozenset[str]
    antonyms: Mapping[str, frozenset[str]]
    absolutes: tuple[frozenset[str], ...]
    exempt: frozenset[str]
    exempt_before_number: frozenset[str]
    exempt_after: frozenset[str]
    exempt_phrases: tuple[tuple[str, ...], ...]
    absolute_after_be: frozenset[str]
    lowered: frozenset[str]
    obliged_by: frozenset[str]
    obligation: frozenset[str]
    hedges: frozenset[str]
    kept_hedges: frozenset[str]
    certain: frozenset[str]
    comparatives: Mapping[str, Comparison]
    superlatives: Mapping[str, Comparison]
    followed_by_quantity: frozenset[str]
    best: frozenset[str]
    borne_out: Mapping[str, frozenset[str]]
    majority: frozenset[str]
    than: frozenset[str]
    contrasts: frozenset[str]
    ordinals: Mapping[str, int]
    last: frozenset[str]
    part_nouns: Mapping[str, str]
    ranks: Mapping[str, str]
    roles: frozenset[str]
    middle: frozenset[str]
    verb_before: frozenset[str]
    subject_nouns: frozenset[str]
    bearers: frozenset[str]
    role_fields: Mapping[str, frozenset[str]]
    keep_possessive: frozenset[str]
    totals: frozenset[str]
    differences: frozenset[str]
    low_end: frozenset[str]
    high_end: frozenset[str]
    open_end: frozenset[str]
    above: tuple[str, ...]
    below: tuple[str, ...]
    lasting: frozenset[str]
    question_context: frozenset[str]
    times: TimeWords
    scale_nouns: frozenset[str]
    scales: Mapping[str, int]


def read_lexicon(table: Mapping[str, Any], *, stem_of: Callable[[str], str]) -> Lexicon:
    """The lexicon of a parsed `words.toml`; `stem_of` gives a word's stem."""
    synonyms: dict[str, str] = {}
    for group in table["synonyms"]:
        members = group.split()
        for member in members:
            synonyms.setdefault(member, members[0])
            synonyms.setdefault(stem_of(member), members[0])
    polarity, modality = table["polarity"], table["modality"]
    comparison, attachment, figures = table["comparison"], table["attachment"], table["figures"]
    return Lexicon(
        glue=_set(table["glue"]),
        shading=_set(table["shading"]),
        synonyms=synonyms,
        names=tuple(tuple(group) for group in table["names"]),
        not_names=_set(table["not_names"]),
        places=_set(table["places"]),
        implied={kind: _set(words) for kind, words in table["implied"].items()},
        negators=_set(polarity["negators"]),
        neutral_after=_set(polarity["neutral_after"]),
        neutral_with=_set(polarity["neutral_with"]),
        needs_after=polarity["needs_after"],
        asserting_phrases=_phrases(polarity["asserting_phrases"]),
        short_reach=_set(polarity["short_reach"]),
        one_word=_set(polarity["one_word"]),
        soft=_set(polarity["soft"]),
        conditional=_set(polarity["conditional"]),
        keeping=_set(polarity["keeping"]),
        denying_phrases=_phrases(polarity["denying_phrases"]),
        absolute_phrases={tuple(phrase.split()): word for phrase, word in modality["absolute_phrases"].items()},
        denies_before=_set(polarity["denies_before"]),
        denying_answers=_set(polarity["denying_answers"]),
        granting_answers=_set(polarity["granting_answers"]),
        scope_ends=_set(polarity["scope_ends"]),
        scope_pronouns=_set(polarity["scope_pronouns"]),
        unfavourable=_set(polarity["unfavourable"]),
        relations=frozenset(stem_of(word) for word in polarity["relations"].split()),
        directions=_set(polarity["directions"]),
        rates=_set(polarity["rates"]),
        passive=_set(polarity["passive"]),
        antonyms=_antonyms(polarity["antonyms"], stem_of),
        absolutes=tuple(_set(words) for words in modality["absolutes"]),
        exempt=_set(modality["exempt"]),
        exempt_before_number=_set(modality["exempt_before_number"]),
        exempt_after=_set(modality["exempt_after"]),
        exempt_phrases=_phrases(modality["exempt_phrases"]),
        absolute_after_be=_set(modality["absolute_after_be"]),
        obliged_by=_set(modality["obliged_by"]),
        lowered=_set(modality["lowered"]),
        obligation=_set(modality["obligation"]),
        hedges=_set(modality["hedges"]),
        kept_hedges=_set(modality["kept_hedges"]),
        certain=_set(modality["certain"]),
        comparatives=_comparisons(comparison["comparative"]),
        superlatives=_comparisons(comparison["superlative"]),
        followed_by_quantity=_set(comparison["followed_by_quantity"]),
        best=_set(comparison["best"]),
        borne_out={word: _set(others) for word, others in comparison["borne_out"].items()},
        majority=_set(comparison["majority"]),
        than=_set(comparison["than"]),
        contrasts=_set(comparison["contrasts"]),
        ordinals=attachment["ordinals"],
        last=_set(attachment["last"]),
        part_nouns=attachment["part_nouns"],
        ranks={word: group.split()[0] for group in attachment["ranks"] for word in group.split()},
        roles=_set(attachment["roles"]),
        subject_nouns=_set(attachment["subject_nouns"]),
        middle=_set(attachment["middle"]),
        verb_before=_set(attachment["verb_before"]),
        bearers=_set(attachment["bearers"]),
        role_fields={role: _set(fields) for role, fields in attachment["role_fields"].items()},
        keep_possessive=_set(attachment["keep_possessive"]),
        totals=_set(figures["totals"]),
        differences=_set(figures["differences"]),
        low_end=_set(figures["low_end"]),
        high_end=_set(figures["high_end"]),
        open_end=_set(figures["open_end"]),
        above=tuple(figures["above"]),
        below=tuple(figures["below"]),
        lasting=_set(figures["lasting"]),
        question_context=_set(figures["question_context"]),
        times=_times(table["times"]),
        scale_nouns=_set(table["scale"]["nouns"]),
        scales={word: number for number, group in enumerate(table["scale"]["groups"]) for word in group.split()},
    )


def _phrases(phrases: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _times(table: Mapping[str, Any]) -> TimeWords:
    return TimeWords(
        halves={name: _set(forms) for name, forms in table["halves"].items()},
        offsets=table["offsets"],
        named={word: (int(minutes), str(half)) for word, (minutes, half) in table["named"].items()},
        sharp=tuple(table["sharp"]),
    )


def _antonyms(pairs: list[list[str]], stem_of: Callable[[str], str]) -> dict[str, frozenset[str]]:
    opposites: dict[str, set[str]] = {}
    for first, second in pairs:
        for one, other in ((first, second), (second, first)):
            for word in one.split():
                opposites.setdefault(stem_of(word), set()).update(stem_of(opposite) for opposite in other.split())
    return {word: frozenset(others) for word, others in opposites.items()}


def _comparisons(rows: list[Mapping[str, Any]]) -> dict[str, Comparison]:
    return {
        word: Comparison(int(row["direction"]), str(row["of"])) for row in rows for word in str(row["words"]).split()
    }
