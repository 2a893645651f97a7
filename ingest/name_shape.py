"""What the name of an occupation looks like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from ingest.layout import layout

LONGEST_NAME = 8  # words


@lru_cache(maxsize=512)  # a line is asked about from the lines around it as well
def is_career_name(title: str) -> bool:
    """True for a title that is the name of an occupation, but for a number in front, and nothing else."""
    return names_career(clean_name(bare_name(title)), occupation=False)


@lru_cache(maxsize=512)
def career_in_title(title: str) -> str:
    """The part of a title that is an occupation: all of it, or what stands behind a phrase and a colon; else ""."""
    if is_career_name(title):
        return title
    phrase, colon, name = title.rpartition(": ")
    return name if colon and is_career_name(name) and not is_career_name(phrase) else ""


def bare_name(title: str) -> str:
    """A title without what numbers it among several ("Table 3: X", "2. X")."""
    return layout().expressions["name_numbering"].sub("", title, count=1)


def clean_name(name: str) -> str:
    """A name without brackets, marks around it and its article."""
    bare = re.sub(r"\s*\([^()]*\)", "", name).strip(" *_#:?!.,;-–—|\"“”'’")
    bare = re.sub(r"^(?:an?|the)\s+", "", bare, flags=re.IGNORECASE)
    return " ".join(bare.split())


def names_career(name: str, *, occupation: bool) -> bool:
    """True for the name of a career; of any words where what stands around it marks it as an `occupation`."""
    known = layout()
    words = name.split()
    if (
        not 1 <= len(words) <= LONGEST_NAME
        or (known.expressions["never_name"].fullmatch(name) and not _ends_in_field(words))
        or re.search(r"[.,;:?!]", name)
    ):
        return False
    if not known.is_title_case(name) or _lists_several(words):
        return False
    if known.expressions["noun"].fullmatch(words[-1]):
        return len(words) > 1
    if _ends_in_field(words):
        return True
    return occupation and len(words) > 1


def is_defined(title: str, text: str) -> bool:
    """True for a title of several words of which a sentence of the text says what its bearer does."""
    name = clean_name(bare_name(title))
    several = 1 < len(name.split()) <= LONGEST_NAME and layout().is_title_case(name)
    return several and re.search(rf"\b(?:An?|The) {re.escape(name)} (?:[a-z]+ly )?[a-z]{{2,12}}s\b", text) is not None


def _lists_several(words: Sequence[str]) -> bool:
    """True for occupations that a text names together ("Clinicians and Coders")."""
    noun = layout().expressions["noun"]
    return any(second == "and" and noun.fullmatch(first) for first, second in pairwise(words))


def _ends_in_field(words: Sequence[str]) -> bool:
    """True for an occupation with its field behind it ("Discharge Planner for AI Wards")."""
    known = layout().expressions
    places = [place for place, word in enumerate(words) if word.casefold() == "for"]
    if len(places) != 1 or not 2 <= places[0] < len(words) - 1:
        return False
    occupation, field = words[: places[0]], words[places[0] + 1 :]
    named = known["noun"].fullmatch(occupation[-1]) and not known["never_name"].fullmatch(" ".join(occupation))
    return bool(named) and all(word[0].isupper() for word in field)
