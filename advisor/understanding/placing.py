"""Places in a series that a turn names without its noun: "the last one", "the two before it", "what comes first"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pydantic import BaseModel, ConfigDict

from advisor.operations.words import any_of
from advisor.understanding.following import comparatives, holds, openings, plain_words
from advisor.understanding.vocabulary import linking_words
from advisor.understanding.words import words_of
from vectorstore.numbers import find_numbers, lexicon
from vectorstore.tables import read_table


class _Words(BaseModel):
    """The lists of `placing.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    numbering: tuple[str, ...]
    nouns: tuple[str, ...]
    behind: tuple[str, ...]
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    throughout: tuple[str, ...]
    whole: tuple[str, ...]
    verbs: tuple[str, ...]
    after: tuple[str, ...]
    before: tuple[str, ...]
    following: tuple[str, ...]
    preceding: tuple[str, ...]
    spoken_of: tuple[str, ...]
    neighbours: tuple[str, ...]
    upwards: tuple[str, ...]
    downwards: tuple[str, ...]
    stepping: tuple[str, ...]
    articles: tuple[str, ...]
    promotions: tuple[str, ...]
    others: tuple[str, ...]
    leaving_out: tuple[str, ...]
    ends_apart: tuple[str, ...]
    whether: frozenset[str]
    which: tuple[str, ...]
    stretches: tuple[str, ...]
    where: tuple[str, ...]
    whereabouts: tuple[str, ...]


@cache
def _words() -> _Words:
    return read_table(_Words, "advisor.understanding", "placing.toml")


def ordinal_alone(text: str) -> int | None:
    """The one place that a turn names without its noun: "the last one" is -1, "number four" 4; None for several."""
    places = places_alone(text)
    return places[0] if len(places) == 1 else None


def places_alone(text: str) -> tuple[int, ...]:
    """The places that a turn names without their noun: (1, 2) for "the first two", (2, 4) for "the 2nd and fourth".

    Empty for all of a series: "from the first to the last".
    """
    lowered, words = text.casefold(), linking_words()
    if spans_series(text):
        return ()
    if found := _counted_pattern().search(lowered):
        count = _number(found["count"])
        return tuple(range(1, count + 1) if words.ordinals[found["end"]] == 1 else range(-count, 0))
    if found := _ordinal_pattern().search(lowered):
        named = re.findall(rf"\b(?:{any_of(words.ordinals)})\b", found["places"]) if found["places"] else ()
        return tuple(words.ordinals[place] for place in named) or (_number(found["number"]),)
    if found := _numbered_pattern().fullmatch(lowered.strip()):
        return (words.ordinals.get(found["place"]) or _number(found["place"]),)
    return ()


def spans_series(text: str) -> bool:
    """True when a turn speaks of all of a series by its two ends: "from bottom to top"."""
    return holds(plain_words(text), _words().throughout)


def place_in_series(text: str) -> int | None:
    """The place of a series that a turn speaks of: 1 for "how does it begin?", 3 for "which comes third?", -1 for last.

    None when of none, or of several.
    """
    bare = plain_words(text)
    said = _adverb_pattern().search(bare)
    places = {linking_words().ordinals[said["place"]]} if said else set()
    places |= {place for place, cues in ((1, _words().begins), (-1, _words().ends)) if holds(bare, cues)}
    return places.pop() if len(places) == 1 else None


def neighbours(text: str) -> tuple[int, ...]:
    """How far the parts a turn names lie from the one spoken of: (-2, -1) for "the two before it"; else empty."""
    bare = plain_words(text)
    if stepped := _stepping_pattern().search(bare):
        steps = _number(stepped["steps"]) if stepped["steps"] else 1
        return (-steps,) if stepped["way"] in _words().downwards else (steps,)
    if beside := _beside_pattern().search(text.casefold()):
        return (1,) if (beside["way"] or beside["lead"]) in {*_words().after, *_words().following} else (-1,)
    found = _neighbour_pattern().search(bare)
    if found is None:
        return ()
    spoken = found["count"] or found["number"] or "1"
    count = int(spoken) if spoken.isdigit() else linking_words().cardinals[spoken]
    words = _words()
    forward = (found["way"] or found["lead"]) in {*words.after, *words.following}
    return tuple(range(1, count + 1)) if forward else tuple(range(-count, 0))


def without_neighbours(text: str) -> str:
    """A turn in plain words without those that name a neighbour of the part spoken of."""
    bare = plain_words(_beside_pattern().sub(" ", text.casefold()))
    return _neighbour_pattern().sub(" ", _stepping_pattern().sub(" ", bare))


def means_the_others(text: str) -> bool:
    """True when a turn speaks of all parts but the one just spoken of: "the other levels", "the rest of them"."""
    return _others_pattern().search(plain_words(text)) is not None


def asks_which_part(text: str, *, of_roadmap: bool = False) -> bool:
    """True when a turn asks in which phase or step something stands: "which stage covers Docker?".

    Of what a roadmap holds, "where is Docker taught?" asks so too.
    """
    plain = plain_words(text)
    leads = of_roadmap and plain.lstrip().startswith(_words().where)
    return leads or _which_part_pattern().search(plain) is not None


def leaves_out(text: str) -> bool:
    """True when the parts that a turn names are not to be counted: "without the first phase"."""
    bare = plain_words(text)
    return holds(bare, _words().leaving_out) and not holds(bare, _words().ends_apart)


def asks_whether(text: str) -> bool:
    """True for a turn that asks for yes or no: "can I skip phase 1?"."""
    return plain_words(text).split(" ")[0] in _words().whether


def with_item(text: str, items: Sequence[str]) -> str:
    """A turn with the label of the listed item that its ordinal names: "go deeper on the second" of three."""
    place = ordinal_alone(text)
    if place is None or abs(place) > len(items) or any(word.raw in part_nouns() for word in words_of(text)):
        return text
    label = items[place - 1 if place > 0 else place]
    found = _ordinal_pattern().search(text.casefold())
    return f"{text[: found.start()]}{label}{text[found.end() :]}" if found else label


def with_number(text: str, before: str) -> str:
    """The question before with another number in it, for a turn that is nothing but one: "and at 15?", "after nine?".

    The number of a phase or level is none that another takes the place of.
    """
    if ordinal_alone(text) is not None:
        return text
    said = _sized(text)
    sizes = [size for size in _sized(before) if not _numbers_a_part(before, size)]
    if len(said) != 1 or not _number_alone_pattern().fullmatch(f"{text[: said[0][0]]}0{text[said[0][1] :]}"):
        return text
    if len(sizes) != 1:
        return text
    (start, end), (begin, stop) = said[0], sizes[0]
    return f"{before[:begin]}{text[start:end]}{before[stop:]}"


def _sized(text: str) -> list[tuple[int, int]]:
    """Where the numbers of a text stand, with the currency before and the letter for thousands behind them."""
    signed = ((_SIGN.search(text, 0, mention.start), mention) for mention in find_numbers(text))
    return [(sign.start() if sign else mention.start, mention.end) for sign, mention in signed if mention.value != 1]


def _numbers_a_part(text: str, size: tuple[int, int]) -> bool:
    before = plain_words(text[: size[0]]).rpartition(" ")[2]
    return before in part_nouns()


_SIGN = re.compile(r"[$£€]$")


@cache
def _number_alone_pattern() -> re.Pattern[str]:
    """A turn that is nothing but a number, written 0: "and at 0?", "what about 0 years then?"."""
    led = rf"(?:(?:{any_of(openings())}),?\s+)*(?:(?:{any_of(_words().numbering)})\s+)*"
    units = any_of(unit for unit in lexicon().units if len(unit) > 1)
    return re.compile(rf"{led}0(?:\s*(?:{units}))?(?:\s+(?:instead|then))?[\s?.!]*", re.IGNORECASE)


def means_all(text: str) -> bool:
    """True when a turn speaks of all of a series: "the whole programme"."""
    return holds(plain_words(text), _words().whole)


@cache
def part_nouns() -> frozenset[str]:
    """The nouns that phases, levels and steps are called by, in singular and plural."""
    return frozenset(noun for nouns in linking_words().parts.values() for noun in nouns)


@cache
def _which_part_pattern() -> re.Pattern[str]:
    nouns = {*linking_words().parts["phase"], *linking_words().parts["step"], *_words().stretches}
    return re.compile(
        rf"\b(?:(?:{any_of(_words().which)}) (?:\w+ )?(?:{any_of(nouns)})|{any_of(_words().whereabouts)})\b"
    )


def _number(word: str) -> int:
    """The number that a word or digits stand for."""
    return int(word) if word.isdigit() else linking_words().cardinals[word]


@cache
def _behind_place() -> str:
    """A pattern of what stands behind a place that has no noun: an end, a verb, a word of comparison."""
    behind = rf"(?:{any_of(_words().behind)})\b|(?:any |much )?(?:{any_of(comparatives())})\b"
    noun = rf"\s+(?:{any_of(_words().nouns)})"
    return rf"(?:(?:{noun})+(?=\s+of\b)|(?:{noun})*(?=\s*(?:[?.,!;:–-]|$|{behind})|['’]s\b))"


@cache
def _ordinal_pattern() -> re.Pattern[str]:
    """Ordinals or one number without a noun: "the third", "the first and the last", "number four"."""
    ordinals = any_of(linking_words().ordinals)
    several = rf"(?P<places>(?:{ordinals})(?:(?:,| and| or|, and)(?: the)? (?:{ordinals}))*)"
    number = rf"(?:number|no\.|nr\.?|#)\s*(?P<number>\d|{any_of(linking_words().cardinals)})\b"
    opening = rf"^(?=(?:{ordinals})\s+(?:{any_of(_words().nouns)})\b)"
    return re.compile(
        rf"(?:(?:\b(?:the|and|its|that)\s+(?:very\s+)?|{opening}){several}|(?<!the )(?<!\w){number}){_behind_place()}"
    )


@cache
def _counted_pattern() -> re.Pattern[str]:
    """So many from one end of a series, without a noun: "the first two together", "and the last three?"."""
    words = linking_words()
    ends = any_of(word for word, place in words.ordinals.items() if place in (1, -1))
    counts = any_of(word for word, count in words.cardinals.items() if count > 1)
    return re.compile(rf"\b(?P<end>{ends})\s+(?P<count>[2-9]|{counts})\b{_behind_place()}")


@cache
def _numbered_pattern() -> re.Pattern[str]:
    """A turn that is nothing but a place: "2", "and 3?", "number four", "the 2nd", "no. 4"."""
    before = rf"(?:(?:{any_of(openings())}),?\s+)?(?:the\s+)?(?:number|no\.?|nr\.?|#)?\s*"
    return re.compile(rf"{before}(?P<place>\d|{any_of(linking_words().ordinals)})[\s?.!)]*(?:please)?[\s?.!]*")


@cache
def _adverb_pattern() -> re.Pattern[str]:
    """A place behind its verb, in plain words: "what do you learn first for radiology"."""
    ends = any_of(linking_words().ordinals)
    behind = r"(?=$| (?:in|on|for|of|at|with|to|when|if|as|then|there|please|before|after)\b)"
    return re.compile(rf"\b(?:{any_of(_words().verbs)}) (?:\w+ ){{0,2}}?(?P<place>{ends}){behind}")


@cache
def _others_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(_words().others)})(?: (?:{any_of(part_nouns())}|ones)\b|$)")


@cache
def _neighbour_pattern() -> re.Pattern[str]:
    """Places counted from what was spoken of, in plain words: "the two before it", "the next three"."""
    words, cardinals = _words(), linking_words().cardinals
    nouns = any_of((*part_nouns(), *words.neighbours))
    counted = rf"(?:(?P<count>\d|{any_of(cardinals)})(?: (?:{nouns}))?|ones?|{nouns})"
    way = rf"(?P<way>{any_of((*words.after, *words.before))})"
    led = rf"(?P<lead>{any_of((*words.following, *words.preceding))}) (?P<number>\d|{any_of(cardinals)})\b"
    return re.compile(rf"\b(?:{counted} {way} (?:{any_of(words.spoken_of)})\b|{led}(?! (?:week|month|year|hour|day)))")


@cache
def _beside_pattern() -> re.Pattern[str]:
    """The part beside the one spoken of, which itself is left unsaid: "the step beneath", "the next one"."""
    words = _words()
    nouns = any_of((*part_nouns(), *words.neighbours, "one"))
    way = rf"(?:{nouns}) (?:right |just |directly |immediately )?(?P<way>{any_of((*words.after, *words.before))})"
    led = rf"(?P<lead>{any_of((*words.following, *words.preceding))}) (?:{nouns})"
    return re.compile(rf"\b(?:the|that) (?:{way}|{led}){_behind_place()}")


@cache
def _stepping_pattern() -> re.Pattern[str]:
    """A step from what was spoken of, in plain words: "the next step up", "two rungs down", "the next promotion"."""
    words = _words()
    nouns = any_of((*part_nouns(), *words.neighbours, "one"))
    way = rf"(?P<way>{any_of((*words.upwards, *words.downwards))})(?: (?:the|that|this) ladder)?"
    counted = rf"(?P<steps>[2-9]|{any_of(linking_words().cardinals)}) (?:{nouns})"
    led = rf"(?:{counted}|(?:{any_of(words.stepping)})(?: (?:{nouns}))?|(?:{any_of(words.articles)}) (?:{nouns}))"
    stepped = rf"{led} {way}(?: from (?:there|{any_of(words.spoken_of)}))?"
    return re.compile(rf"\b(?:{stepped}|next (?:{any_of(words.promotions)}))\b(?! to\b)")
