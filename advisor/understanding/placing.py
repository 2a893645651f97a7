"""Places in a series that a turn names without its noun: "the last one", "the two before it", "what comes first"."""

from __future__ import annotations

import re
from functools import cache

from advisor.patterns import any_of
from advisor.understanding.following import comparatives, holds, openings, plain_words
from advisor.understanding.vocabulary import linking_words, part_nouns
from vectorstore.numbers import lexicon
from vectorstore.tables import Table, read_table


class _Words(Table):
    """The lists of `placing.toml`."""

    numbering: tuple[str, ...]
    nouns: tuple[str, ...]
    listed: tuple[str, ...]
    behind: tuple[str, ...]
    behind_last: tuple[str, ...]
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    throughout: tuple[str, ...]
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
    asking: frozenset[str]


@cache
def _words() -> _Words:
    return read_table(_Words, "advisor.understanding", "placing.toml")


def place_nouns() -> tuple[str, ...]:
    """The nouns that an ordinal may stand before and still mean a place in what was listed: "one", "item"."""
    return _words().nouns


def numbering() -> tuple[str, ...]:
    """The words that lead a number which replaces the one in the last question: "make that", "at"."""
    return _words().numbering


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
    if found := find_place(lowered):
        named = re.findall(rf"\b(?:{any_of(words.ordinals)})\b", found["places"]) if found["places"] else ()
        return tuple(words.ordinals[place] for place in named) or (_number(found["number"]),)
    if found := _numbered_pattern().fullmatch(lowered.strip()):
        return (words.ordinals.get(found["place"]) or _number(found["place"]),)
    return ()


def of_list_told(text: str) -> bool:
    """True when a turn speaks of the points of a list that it was just told: "the last one there", "the third item"."""
    return holds(plain_words(text), _words().listed)


def names_one_of_two(text: str) -> bool:
    """True when a turn names one of two things by its place: "the latter please"."""
    return holds(plain_words(text), [f"the {place}" for place in linking_words().pair])


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


def without_ends(text: str) -> str:
    """The text without the words that place something at an end of a series: "at the outset"."""
    phrases = any_of(phrase for phrase in (*_words().begins, *_words().ends) if phrase.count(" ") > 1)
    return re.sub(rf"\b(?:{phrases})\b", " ", text, flags=re.IGNORECASE)


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


def says_beside(text: str) -> bool:
    """True when any word of a turn may lead to what lies before or after something."""
    words = _words()
    return holds(plain_words(text), (*words.after, *words.before, *words.following, *words.preceding))


def without_neighbours(text: str) -> str:
    """A turn in plain words without those that name a neighbour of the part spoken of."""
    bare = plain_words(_beside_pattern().sub(" ", text.casefold()))
    return _neighbour_pattern().sub(" ", _stepping_pattern().sub(" ", bare))


def _number(word: str) -> int:
    """The number that a word or digits stand for."""
    return int(word) if word.isdigit() else linking_words().cardinals[word]


@cache
def _behind_place() -> str:
    """A pattern of what stands behind a place that has no noun: an end, a verb, a word of comparison."""
    behind = rf"(?:{any_of(_words().behind)})\b|(?:any |much )?(?:{any_of(comparatives())})\b"
    behind += rf"|(?:{any_of(_words().behind_last)})\s*(?:[?.!]|$)"
    noun = rf"\s+(?:{any_of(_words().nouns)})"
    return rf"(?:(?:{noun})+(?=\s+of\b)|(?:{noun})*(?=\s*(?:[?.,!;:–-]|$|{behind})|['’]s\b))"


@cache
def _ordinal_pattern() -> re.Pattern[str]:
    """Ordinals or one number without a noun: "the third", "the first and the last", "number four"."""
    opening = rf"^(?=(?:{any_of(linking_words().ordinals)})\s+(?:{any_of(_words().nouns)})\b)"
    several, number = _spoken_places()
    return re.compile(
        rf"(?:(?:\b(?:the|and|its|that)\s+(?:very\s+)?|{opening}){several}|(?<!the )(?<!\w){number}){_behind_place()}"
    )


@cache
def _subject_pattern() -> re.Pattern[str]:
    """Places without a noun that a verb at the end of a question has for its subject: "what does the fourth own?"."""
    several, number = _spoken_places()
    units = (unit for unit in lexicon().units if len(unit) > 1)
    nouns = any_of((*part_nouns(), *_words().neighbours, *linking_words().holders, *units))
    asked = "|".join(rf"(?<=\b{word} )" for word in sorted(_words().asking))
    return re.compile(rf"(?:{asked})(?:the {several}|{number})(?=\s+(?!(?:{nouns})\b)\w+[\s?.!]*$)")


def _spoken_places() -> tuple[str, str]:
    """Patterns of several ordinals, and of one number behind a word for it."""
    ordinals = any_of(linking_words().ordinals)
    several = rf"(?P<places>(?:{ordinals})(?:(?:,| and| or|, and)(?: the)? (?:{ordinals}))*)"
    return several, rf"(?:number|no\.|nr\.?|#)\s*(?P<number>\d|{any_of(linking_words().cardinals)})\b"


def find_place(lowered: str) -> re.Match[str] | None:
    """Where a text in lower case names places without their noun."""
    return _ordinal_pattern().search(lowered) or _subject_pattern().search(lowered)


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
