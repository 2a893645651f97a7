"""How a turn leans on the conversation before it."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.operations.words import stems
from advisor.requests import Operation
from advisor.understanding.following import (
    ask_words,
    asking_stems,
    following_cues,
    holds,
    plain_words,
    turns_to_another,
    without_opening,
    without_trailing,
)
from advisor.understanding.replying import corrects
from advisor.understanding.sorts import STEPPING


@dataclass(frozen=True, slots=True)
class Leaning:
    """How a turn leans on the conversation."""

    continues: bool  # it opens as a continuation or holds a pronoun
    elliptical: bool  # once careers and parts are taken out, nothing is left that asks for something
    points_at_part: bool  # it points at the phase or level just spoken of
    corrects: bool  # "no, I meant …"
    compares: bool = False  # it sets one career against the one just spoken of
    measures: bool = False  # it sets what was just said against something: "is that more than …"
    disputes: bool = False  # it asks whether another source agrees with what was just said
    adds: bool = False  # it joins what it names to what was just spoken of
    follows_on: bool = False  # it asks for what lies after or before something
    same: bool = False  # it asks the same of another career or part
    points_at_one: bool = False  # it points at one career of those spoken of: "that one"
    points_at_listed: bool = False  # it picks of several things just listed: "which of those"
    says_it: bool = False  # it speaks of one thing without pointing at it
    whole: Operation | None = None  # all it asks is this, of what was just answered


# What a whole turn may ask that tells of what was said without computing.
_TELLING: frozenset[Operation] = frozenset({"why", "more"})


def lean(text: str, rest: str, *, asks: bool, operation: Operation, figuring: frozenset[str] = frozenset()) -> Leaning:
    """How `text` leans on what was said; `rest` is the text without its careers and parts.

    `asks` tells that a bound, a figure or the like was read from the text, so that it asks for something;
    `operation` is what it reads as, and `figuring` are words of it that only say what is done with figures.
    """
    cues = following_cues()
    bare = plain_words(text)
    unopened = without_opening(bare)
    written_out = (each.replace("'s", " is") for each in (bare, unopened))
    said = {form for each in (bare, unopened, *written_out) for form in (each, without_trailing(each))}
    whole = next((name for name, phrases in cues.whole.items() if said & phrases), None)
    idle = set(figuring)
    if operation in (*cues.whole.keys() - STEPPING, "compare"):
        idle |= cues.words.operating
    if operation in ("why", "difference"):
        idle |= cues.words.degrees
    same = holds(bare, cues.same)
    left = [word for word in ask_words(rest) if word.casefold() not in idle]
    if same:
        left = [word for word in left if not set(stems(word)) <= asking_stems()]
    elliptical = whole is not None or (not left and not asks)
    if whole is None and elliptical and operation in _TELLING and not turns_to_another(text):
        whole = operation
    return Leaning(
        continues=unopened != bare or holds(bare, cues.pronouns),
        elliptical=elliptical,
        points_at_part=holds(bare, cues.part_pronouns) or not said.isdisjoint(cues.part_alone),
        corrects=corrects(text),
        compares=holds(bare, cues.words.comparatives) and not holds(bare, cues.words.against),
        measures=holds(bare, cues.words.against) and holds(bare, cues.part_pronouns),
        disputes=holds(bare, cues.words.disputing),
        adds=holds(bare, cues.words.adding),
        follows_on=holds(bare, cues.sequence),
        same=same,
        points_at_one=holds(bare, cues.singular),
        points_at_listed=holds(bare, cues.listed),
        says_it=holds(bare, cues.it),
        whole=whole,
    )
