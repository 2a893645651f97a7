"""What "how many" and "how much" ask a question to count: a unit, a price, or what documents do not count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from advisor.operations.words import stems, stop_words
from advisor.requests import Wanted
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.following import countable_stems
from advisor.understanding.links import Links
from vectorstore.types import Unit

_NOUN_WORDS = 4


def people_counted(text: str, links: Links) -> Wanted | None:
    """The people in a career, when "how many" asks for their number: documents do not count them."""
    for mention in links.mentions:
        if mention.part is None and cue_tables().counting.of_people.search(text[: mention.start]):
            following, mentioned = text[mention.end :].split(), text[mention.start : mention.end]
            plural = mentioned.endswith("s") or following[:1] == ["people"]
            if plural and not set(stems(" ".join(following[:1]))) & countable_stems():
                return Wanted(f"the number of {mentioned} asked for", "count", mentioned)
    return None


def uncountable(rest: str) -> Wanted | None:
    """The number or share that "how many" or "what share of" asks for, of a thing that documents do not count."""
    for match in cue_tables().counting.asked.finditer(rest):
        words = re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", re.split(r"[.?!,;:]", _unlisted(rest[match.end() :]))[0])
        shared = match["share"] is not None
        if (counted := _counted(words)) and not set(stems(counted[-1])) <= countable_stems(shared=shared):
            noun = f"the {match['share'] or 'number'} of {' '.join(counted)} asked for"
            return Wanted(noun, "share" if shared else "count", counted[-1])
    return None


def _unlisted(text: str) -> str:
    """The text from the last of several adjectives before one noun on: "legal and ethical challenges"."""
    listed = cue_tables().counting.adjectives.match(text)
    return text if listed is None or any(map(is_plural, re.findall(r"[^\W\d_]+", listed[0]))) else text[listed.end() :]


def _counted(words: Sequence[str]) -> list[str]:
    """The noun that a number is asked of with the words before it; empty where another word follows.

    It is the first plural of a few words ("practice questions", "job ads"), else the first word.
    """
    named = list(takewhile(_names_something, words[:_NOUN_WORDS]))
    plural = next((n for n, word in enumerate(named) if is_plural(word)), 0)
    return named[: plural + 1]


def _names_something(word: str) -> bool:
    return word.casefold() not in stop_words() - cue_tables().counting.people or set(stems(word)) <= countable_stems()


def is_plural(word: str) -> bool:
    """True for a word that ends as plurals do, and for those that need no ending."""
    return word.casefold() in cue_tables().counting.people or bool(re.search(r"[^su'’]s$", word))


def asked_unit(text: str) -> Unit | None:
    """The unit after "how many", or money where a price is asked for: hours are not answered by months."""
    if cue_tables().counting.hours.search(text):
        return "hour"
    match = cue_tables().counting.unit.search(text)
    if match is not None:
        return match["unit"].lower()  # type: ignore[return-value]  # one of the units listed
    return "USD" if search_any(cue_tables().measuring.price, text.lower()) else None
