"""A turn that leans on the conversation: which careers, facet and parts it takes over from what was said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from advisor.operations.words import content_words, stems
from advisor.patterns import any_of
from advisor.requests import Operation
from advisor.understanding.vocabulary import linking_words
from vectorstore.tables import Table, read_table


class Words(Table):
    """Words that ask for nothing by themselves, by what they do."""

    persons: tuple[str, ...]
    heights: frozenset[str]
    addressing: tuple[str, ...]
    articles: frozenset[str]
    by_degree: tuple[str, ...]
    fillers: frozenset[str]
    operating: frozenset[str]
    degrees: frozenset[str]
    comparatives: tuple[str, ...]
    against: tuple[str, ...]
    adding: tuple[str, ...]
    pairwise: tuple[str, ...]
    disputing: tuple[str, ...]
    trailing: tuple[str, ...]


class Nouns(Table):
    """Nouns of questions that name no topic."""

    asking: tuple[str, ...]
    countable: tuple[str, ...]
    divisible: tuple[str, ...]


class Makers(Table):
    """Words that ask who is behind a course or a book."""

    asking: tuple[str, ...]
    words: frozenset[str]


class Cues(Table):
    """Words that lean on the conversation; each list is explained in `following.toml`."""

    accept: tuple[str, ...]
    accept_further: tuple[str, ...]
    opening: tuple[str, ...]
    pronouns: tuple[str, ...]
    pointing: frozenset[str]
    for_career: tuple[str, ...]
    part_pronouns: tuple[str, ...]
    part_alone: frozenset[str]
    it: tuple[str, ...]
    listed: tuple[str, ...]
    singular: tuple[str, ...]
    sequence: tuple[str, ...]
    all_choices: tuple[str, ...]
    same: tuple[str, ...]
    other: tuple[str, ...]
    not_other: tuple[str, ...]
    of_other: tuple[str, ...]
    parts_again: tuple[str, ...]
    both: tuple[str, ...]
    correct: tuple[str, ...]
    going_back: tuple[str, ...]
    turning: tuple[str, ...]
    denying: tuple[str, ...]
    offering: tuple[str, ...]
    whole: dict[Operation, frozenset[str]]
    words: Words
    nouns: Nouns
    makers: Makers


@cache
def following_cues() -> Cues:
    """The words of `following.toml`."""
    return read_table(Cues, "advisor.understanding", "following.toml")


def openings() -> tuple[str, ...]:
    """The words that open a turn as one that goes on with the last question."""
    return following_cues().opening


def comparatives() -> tuple[str, ...]:
    """The words that set one thing against another: "longer", "as hard"."""
    return following_cues().words.comparatives


def without_opening(bare: str) -> str:
    """A turn in plain words without what opens it as a continuation."""
    opened = next((cue for cue in sorted(following_cues().opening, key=len, reverse=True) if opens(bare, cue)), None)
    if opened is not None:
        return bare[len(plain_words(opened)) :].strip()
    words = bare.split()
    while words and words[0] in following_cues().words.fillers | {"ok", "okay"}:
        words = words[1:]
    return bare if len(words) == len(bare.split()) or not words else " ".join(words)


def without_trailing(bare: str) -> str:
    """A turn in plain words without what it adds in passing: "what's next for me then" asks what is next."""
    trailing = next((cue for cue in following_cues().words.trailing if bare.endswith(f" {cue}")), None)
    return bare if trailing is None else without_trailing(bare.removesuffix(f" {trailing}"))


def by_degree() -> tuple[str, ...]:
    """The words that ask of what degree something is: "how much"."""
    return following_cues().words.by_degree


@cache
def asking_stems() -> frozenset[str]:
    """The stems of the words that ask where something stands and name no topic."""
    return frozenset(stem for word in following_cues().nouns.asking for stem in stems(word))


@cache
def countable_stems(*, shared: bool = False) -> frozenset[str]:
    """The stems of what documents about careers count or state a number of; `shared`, also of what has shares."""
    nouns = following_cues().nouns
    return frozenset(stem for word in (*nouns.countable, *(nouns.divisible if shared else ())) for stem in stems(word))


def ask_words(text: str) -> list[str]:
    """The content words of a text that do more than point back or name a place."""
    pointing = _function_words(following_cues()) | linking_words().ordinals.keys()
    return [word for word in content_words(text) if plain_words(word) not in pointing]


def names_only(rest: str) -> bool:
    """True when a text has nothing beside its careers and parts, `rest`, but what opens a turn."""
    bare = " ".join(word for word in plain_words(rest).split() if word not in following_cues().words.articles)
    return not bare or bare in following_cues().opening


def asks_heights_alone(words: Sequence[str]) -> bool:
    """True when all words that ask for something are of what lies higher: "which of the two is higher?"."""
    return bool(words) and all(word.casefold() in following_cues().words.heights for word in words)


def points_at_person(text: str) -> bool:
    """True when the turn points back at somebody: "would it suit him?"."""
    return holds(plain_words(text), following_cues().words.persons)


def addresses(text: str) -> bool:
    """True when a turn speaks to the advisor or of it: "and who made you?"."""
    return holds(plain_words(text), following_cues().words.addressing)


def asks_how_far(text: str) -> bool:
    """True when the turn asks how far two things lie apart, by words of degree: "how much longer is it?"."""
    return holds(plain_words(text), following_cues().words.by_degree)


def goes_back(text: str) -> bool:
    """True when the turn returns to something spoken of earlier."""
    return holds(plain_words(text), following_cues().going_back)


def returns_to_part(text: str) -> bool:
    """True when the turn speaks again of a phase or level: "that phase"."""
    return holds(plain_words(text), following_cues().parts_again)


def turns_to_another(text: str) -> bool:
    """True when the turn asks about "the other one"."""
    bare = plain_words(text)
    for phrase in following_cues().not_other:
        bare = bare.replace(phrase, " ")
    parts = "|".join(sorted({noun for nouns in linking_words().parts.values() for noun in nouns}))
    return any(
        re.search(rf"(?<!\w){re.escape(cue)}(?!\w)(?! (?:{parts})\b)", bare) is not None
        for cue in following_cues().other
    )


def asks_of_other(text: str) -> bool:
    """True when the turn ends in what it asks about "the other one": "and the pay of the other one?"."""
    cues = following_cues()
    behind = rf"\b(?:{any_of(cues.of_other)}) (?:{any_of(cues.other)})(?: \w+)?\W*$"
    return re.search(behind, plain_words(text)) is not None


def asks_for_makers(text: str) -> bool:
    """True when a turn asks for nothing but who is behind something: "who teaches it?", "which university is that?"."""
    makers = following_cues().makers
    bare = plain_words(text)
    asks = any(f" {cue} " in f" {without_opening(bare)} " for cue in makers.asking)
    return asks and {word.casefold() for word in ask_words(text)} <= makers.words


def points_at_all(text: str) -> bool:
    """True when the turn leaves a choice open: "both", "either", "I don't know"."""
    return holds(plain_words(text), (*following_cues().both, *following_cues().all_choices))


def points_at_part(text: str) -> bool:
    """True when the text points back at a phase or level: "that", "this stage"."""
    return holds(plain_words(text), following_cues().part_pronouns)


def points_at_both(text: str) -> bool:
    """True when the turn speaks of two careers together: "both", "the two"."""
    return holds(plain_words(text), following_cues().both)


def sums_pair(text: str) -> bool:
    """True when a turn adds up what was told one after the other: "together?"."""
    return holds(plain_words(text), following_cues().words.pairwise)


def points_back(text: str) -> bool:
    """True when a text points with one word at what was spoken of: "those conferences", "get ready for that one"."""
    return not following_cues().pointing.isdisjoint(plain_words(text).split())


def points_at_one(text: str) -> bool:
    """True when the turn points at a single career: "that one", "this job"."""
    return holds(plain_words(text), following_cues().singular)


def replace_pronoun(text: str, name: str) -> str | None:
    """The text with its first pronoun replaced by a name, or None when it holds none that stands for one career.

    "That", "there" and "them" stand for what was said of it as often, and "doesn't it?" for nothing.
    """
    pronouns = any_of(following_cues().for_career)
    found = re.search(rf"(?<!\bon )(?<!n't )(?<!n’t )\b(?:{pronouns})\b", text, re.IGNORECASE)
    if found is None:
        return None
    said = found.group().casefold()
    named = f"the {name}'s" if said == "its" else f"the {name} is" if said == "it's" else f"the {name}"
    return f"{text[: found.start()]}{named}{text[found.end() :]}"


def _function_words(cues: Cues) -> frozenset[str]:
    """Single words of the cues: they point, and ask for nothing."""
    lists = (cues.opening, cues.pronouns, cues.other, cues.both, cues.correct, cues.going_back, cues.same)
    words = frozenset(word for cue_list in lists for cue in cue_list for word in cue.replace(",", "").split())
    return words | cues.words.fillers


def plain_words(text: str) -> str:
    """The words of a text in lower case, with single blanks between them."""
    return " ".join(re.findall(r"[\w']+", text.casefold()))


def opens(text: str, cue: str) -> bool:
    """True when the text begins with the cue as whole words."""
    return f"{text} ".startswith(f"{plain_words(cue)} ")


def holds(text: str, cues: Sequence[str]) -> bool:
    """True when any of the phrases stands, in whole words, in a text of plain words."""
    return any(f" {plain_words(cue)} " in f" {text} " for cue in cues)
