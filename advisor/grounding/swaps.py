"""Swaps: what a cited sentence says of one of its roles, ranks, names or places, a claim may not say of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from advisor.grounding.coverage import missing_words
from advisor.grounding.evidence import Evidence, quantity_kind
from advisor.grounding.lexicon import lexicon
from advisor.grounding.thesaurus import distance, is_particular
from advisor.grounding.words import Word, read_sentence, segments
from advisor.types import Check, Claim
from vectorstore.quantities import find_quantities
from vectorstore.types import Quantity

_KIN = 2  # steps in the thesaurus between two kinds of the same thing
_LEAST = 2  # words that two clauses share, for one to be about what the other is about
_SHARED = 4  # letters with which the names of a place and of its people begin
_OPENING = 5  # words of a clause among which stands whom it is about; a name that is not the first of them is an object


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause: `bearers` are whom or what it may be about, by their class; `said` its other words and figures."""

    bearers: Mapping[str, frozenset[str]]
    said: frozenset[str]


def check_swaps(claim: Claim, evidence: Evidence) -> Check:
    """Fails when a clause of the claim says of one role, rank or name what the cited clause says of another."""
    stated = [clause for sentence in evidence.sentences for clause in _clauses(sentence.text)]
    for clause in _clauses(claim.text):
        for kind, own in clause.bearers.items():
            rivals = [(len(clause.said & other.said), other.bearers.get(kind, frozenset())) for other in stated]
            best = max((shared for shared, _ in rivals), default=0)
            if best < _LEAST or any(shared >= best and (not bearers or bearers & own) for shared, bearers in rivals):
                continue
            # One that the evidence says nothing of is the matter of the checks of roles and names.
            if not any(len(other.said) >= _LEAST and other.bearers.get(kind, frozenset()) & own for other in stated):
                continue
            other = next(bearers for shared, bearers in rivals if shared == best)
            return Check("attachment", False, f"says of {min(own)!r} what is said of {min(other)!r}")
    return Check("attachment", True)


def check_kin(claim: Claim, evidence: Evidence) -> Check:
    """Fails on a person, body part, group, place or possession not named, where a cited span names another of its kind.

    "Surgeons" for "radiologists", "lung" for "breast": two words for the same would be synonyms.
    """
    said = read_sentence(claim.text)
    _, missing = missing_words(claim.text, evidence)
    others = {
        word.lower
        for sentence in evidence.sentences
        for word in sentence.words
        if word.content and word.stem not in said.stems and is_particular(word.lower)
    }
    for word in missing:
        if is_particular(word.lower) and (
            kin := [other for other in others if 0 < distance(word.lower, other) <= _KIN]
        ):
            return Check("attachment", False, f"says of {word.lower!r} what is said of {min(kin)!r}")
    return Check("attachment", True)


def check_places(claim: Claim, evidence: Evidence) -> Check:
    """Fails when an amount that a cited sentence states of one place ("€70,000 (EU)") is stated of another."""
    stated = [pair for sentence in evidence.sentences for pair in _amounts_by_place(sentence.text)]
    for text in segments(claim.text):
        named = set(_places(text))
        for mention in find_quantities(text) if len(named) == 1 else ():
            own = mention.quantity
            holders = {
                place for value, place in stated if value.unit == own.unit and own.low in {value.low, value.high}
            }
            if holders and not named & holders and named <= {place for _, place in stated}:
                return Check("attachment", False, f"says of {min(named)!r} what is said of {min(holders)!r}")
    return Check("attachment", True)


@lru_cache(maxsize=8192)
def _amounts_by_place(text: str) -> tuple[tuple[Quantity, str], ...]:
    """The amounts of a sentence with the place in brackets behind each, or else the last one named before it."""
    mentions = [each for each in find_quantities(text) if quantity_kind(each.quantity.unit) == "money"]
    found = []
    for index, mention in enumerate(mentions):
        end = mentions[index + 1].start if index + 1 < len(mentions) else len(text)
        behind = text[mention.end : end].lstrip(" +")
        places = _places(behind.partition(")")[0]) if behind.startswith("(") else _places(text[: mention.start])[-1:]
        found += [(mention.quantity, place) for place in places]
    return tuple(found)


def _places(text: str) -> list[str]:
    """The places that a text names, in order, each by one of its names: "uk" for "British"."""
    return [place for word in read_sentence(text).words if (place := _place(word))]


def _place(word: Word) -> str:
    words = lexicon()
    group = next((group for group in words.names if word.lower in group), ())
    if word.text[0].isupper() and any(part in words.places for name in group for part in name.split()):
        return group[0]
    return word.lower[:_SHARED] if word.lower in words.places else ""  # "Swedish", "Sweden"


@lru_cache(maxsize=8192)
def _clauses(sentence: str) -> tuple[_Clause, ...]:
    """The clauses of a sentence; one that opens with no bearer is about none that can be told from its words.

    What is said after a list ("seniors, leads and directors earn …") is said of each of it.
    """
    found = []
    listed: dict[str, frozenset[str]] = {}
    for text in segments(sentence):
        words = read_sentence(text).words
        kinds = [_kind(word) for word in words]
        named = dict(listed)
        for place, (word, kind) in enumerate(zip(words, kinds, strict=True)):
            if kind and place < (1 if kind == "name" else _OPENING):
                named[kind] = named.get(kind, frozenset()) | {_bearer(word)}
        said = _said(text, [word for word, kind in zip(words, kinds, strict=True) if not kind])
        listed = {} if said else named
        if said:
            found.append(_Clause(named, said))
    return tuple(found)


def _said(text: str, words: Iterable[Word]) -> frozenset[str]:
    """The stems of those of a clause's words that say something, and both ends of its figures."""
    mentions = find_quantities(text)
    figured = {word.start for word in words for each in mentions if each.start <= word.start < each.end}
    telling = {word.stem for word in words if word.content and word.start not in figured}
    ends = {
        f"{end} {value:g} {mention.quantity.unit}"
        for mention in mentions
        for end, value in (("from", mention.quantity.low), ("to", mention.quantity.high))
    }
    return frozenset(telling | ends)


def _kind(word: Word) -> str:
    """The class of a word that may bear what a clause says, empty for any other word."""
    words = lexicon()
    singular = word.lower.removesuffix("s")
    if word.lower in words.attachment.ranks or singular in words.attachment.ranks:
        return "rank"
    if singular in words.attachment.roles or singular in words.attachment.bearers:
        return "role"
    if word.text.removesuffix("s").isupper() and not word.text.isdecimal() and word.lower not in words.not_names:
        return "name"
    return ""


def _bearer(word: Word) -> str:
    singular = word.lower.removesuffix("s")
    return lexicon().attachment.ranks.get(word.lower) or lexicon().attachment.ranks.get(singular) or singular
