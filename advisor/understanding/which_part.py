"""What a turn says of the parts of a series without numbering them: which one it asks for, all, all but some."""

from __future__ import annotations

import re
from functools import cache

from advisor.facets import facet_definitions
from advisor.patterns import any_of
from advisor.understanding.following import holds, plain_words, without_opening
from advisor.understanding.vocabulary import linking_words, part_nouns
from vectorstore.tables import Table, read_table
from vectorstore.types import PartKind


class _Words(Table):
    """The lists of `which_part.toml`."""

    whole: tuple[str, ...]
    others: tuple[str, ...]
    leaving_out: tuple[str, ...]
    apart: frozenset[str]
    saved: tuple[str, ...]
    hence: tuple[str, ...]
    ends_apart: tuple[str, ...]
    which: tuple[str, ...]
    titles: tuple[str, ...]
    stretches: tuple[str, ...]
    where: tuple[str, ...]
    whereabouts: tuple[str, ...]
    whether: frozenset[str]


@cache
def _words() -> _Words:
    return read_table(_Words, "advisor.understanding", "which_part.toml")


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


def asks_in_which_part(text: str) -> bool:
    """True when a turn asks in which one part something stands, and so for none of all: "which phase is that in?"."""
    plain = plain_words(text)
    found = _which_part_pattern().search(plain)
    return found is not None and (found[0].startswith("in ") or plain.endswith(" in"))


def kind_asked(text: str) -> PartKind | None:
    """The kind of which a turn asks for one part: level for "at which rung do I manage people?"; None for no such.

    A "difficulty level" is none.
    """
    found = _kind_pattern().search(plain_words(text))
    graded = {word for each in facet_definitions().values() if each.shape == "scale" for word in each.noun.split()}
    if found is not None and graded & set(found[0].split()):
        return None
    kinds: tuple[PartKind, ...] = ("phase", "step", "level")
    return next((kind for kind in kinds if found is not None and found[kind]), None)


def leaves_out(text: str) -> bool:
    """True when the parts that a turn names are not to be counted: "without the first phase", "leave that one out"."""
    bare = plain_words(text)
    apart = holds(bare, (*_words().ends_apart, *_words().saved))
    return _leaving_pattern().search(bare) is not None and not apart


def asks_what_remains(text: str) -> bool:
    """True when a turn asks of a whole what comes of the last answer: "how long would it take then?"."""
    return holds(plain_words(text), _words().hence)


def saves_by_leaving_out(text: str) -> bool:
    """True when a turn asks what is won without the parts that it names: "how many weeks do I save if I skip it?"."""
    bare = plain_words(text)
    return _leaving_pattern().search(bare) is not None and holds(bare, _words().saved)


def asks_whether(text: str) -> bool:
    """True for a turn that asks for yes or no: "can I skip phase 1?", "so is FHIR in there?"."""
    return without_opening(plain_words(text)).split(" ")[0] in _words().whether


def means_all(text: str) -> bool:
    """True when a turn speaks of all of a series: "the whole programme"."""
    return holds(plain_words(text), _words().whole)


def names_several(kind: PartKind, text: str) -> bool:
    """True when a turn speaks of parts of a kind in the plural: "the levels"."""
    return holds(plain_words(text), [noun for noun in linking_words().parts[kind] if noun.endswith("s")])


@cache
def _leaving_pattern() -> re.Pattern[str]:
    """What leaves parts out, also with these between its two words: "take phase 2 away"."""
    words = _words().leaving_out
    apart = (re.escape(word).replace("\\ ", r" (?:\w+ ){0,4}?") for word in words if word.split()[-1] in _words().apart)
    return re.compile(rf"\b(?:{any_of(words)}|{'|'.join(apart)})\b")


@cache
def _which_part_pattern() -> re.Pattern[str]:
    nouns = {*linking_words().parts["phase"], *linking_words().parts["step"], *_words().stretches}
    return re.compile(
        rf"\b(?:(?:{any_of(_words().which)}) (?:\w+ )?(?:{any_of(nouns)})|{any_of(_words().whereabouts)})\b"
    )


@cache
def _kind_pattern() -> re.Pattern[str]:
    words = linking_words()
    kinds = {
        "phase": words.parts["phase"],
        "step": words.parts["step"],
        "level": (*words.parts["level"], *_words().titles),
    }
    named = "|".join(
        rf"(?P<{kind}>{any_of(n for n in nouns if n not in words.plural_parts)})" for kind, nouns in kinds.items()
    )
    return re.compile(rf"\b(?:{any_of(_words().which)}) (?:\w+ ){{0,2}}?(?:{named})\b(?! of (?!the\b))")


@cache
def _others_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(_words().others)})(?: (?:{any_of(part_nouns())}|ones)\b|$)")
