"""What "how many" and "how much" ask a question to count: a unit, a price, or what documents do not count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from advisor.operations.words import stems, stop_words
from advisor.types import Wanted
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.following import countable_stems
from advisor.understanding.links import Links
from vectorstore.types import Unit

# Words between "how many" and what is counted that change nothing of it.
_QUALIFIED = r"(?:(?:more|other|extra|additional|total|study|learning|separate|different|calendar|full|whole)\s+)?"
_COUNTING = re.compile(
    rf"\b(?:how many|numbers? of|(?P<share>share|percentage|proportion|fraction|per ?cent) of)\s+"
    rf"(?:(?:of\s+)?(?:the|these|those|its|their|all|such)\s+)?{_QUALIFIED}",
    re.IGNORECASE,
)
_ADJECTIVES = re.compile(r"(?:[^\W\d_]+(?:,\s+(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+))+(?=[^\W\d_]+\s)", re.IGNORECASE)
_PEOPLE = frozenset({"people", "person", "women", "men", "children", "staff"})
_NOUN_WORDS = 4


def people_counted(text: str, links: Links) -> Wanted | None:
    """The people in a career, when "how many" asks for their number: documents do not count them."""
    for mention in links.mentions:
        if re.search(r"\bhow many\s+(?:\w+\s+)?$", text[: mention.start], re.IGNORECASE) and mention.part is None:
            following, mentioned = text[mention.end :].split(), text[mention.start : mention.end]
            plural = mentioned.endswith("s") or following[:1] == ["people"]
            if plural and not set(stems(" ".join(following[:1]))) & countable_stems():
                return Wanted(f"the number of {mentioned}", "count", mentioned)
    return None


def uncountable(rest: str) -> Wanted | None:
    """The number or share that "how many" or "what share of" asks for, of a thing that documents do not count."""
    for match in _COUNTING.finditer(rest):
        words = re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", re.split(r"[.?!,;:]", _unlisted(rest[match.end() :]))[0])
        shared = match["share"] is not None
        if (counted := _counted(words)) and not set(stems(counted[-1])) <= countable_stems(shared=shared):
            noun = f"the {match['share'] or 'number'} of {' '.join(counted)}"
            return Wanted(noun, "share" if shared else "count", counted[-1])
    return None


def _unlisted(text: str) -> str:
    """The text from the last of several adjectives before one noun on: "legal and ethical challenges"."""
    listed = _ADJECTIVES.match(text)
    return text if listed is None or any(map(is_plural, re.findall(r"[^\W\d_]+", listed[0]))) else text[listed.end() :]


def _counted(words: Sequence[str]) -> list[str]:
    """The noun that a number is asked of with the words before it; empty where another word follows.

    It is the first plural of a few words ("practice questions", "job ads"), else the first word.
    """
    named = list(takewhile(_names_something, words[:_NOUN_WORDS]))
    plural = next((n for n, word in enumerate(named) if is_plural(word)), 0)
    return named[: plural + 1]


def _names_something(word: str) -> bool:
    return word.casefold() not in stop_words() - _PEOPLE or set(stems(word)) <= countable_stems()


def is_plural(word: str) -> bool:
    """True for a word that ends as plurals do, and for those that need no ending."""
    return word.casefold() in _PEOPLE or bool(re.search(r"[^su'’]s$", word))


def asked_unit(text: str) -> Unit | None:
    """The unit after "how many", or money where a price is asked for: hours are not answered by months."""
    match = re.search(
        rf"\b(?:how many|number of) {_QUALIFIED}(minute|hour|day|week|month|year)s?\b", text, re.IGNORECASE
    )
    if match is not None:
        return match.group(1).lower()  # type: ignore[return-value]  # one of the units listed
    return "USD" if search_any(cue_tables().measuring.price, text.lower()) else None
