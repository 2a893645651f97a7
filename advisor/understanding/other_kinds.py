"""Turns that ask for others of what was just listed: "and the softer ones?", "and the privacy laws?"."""

from __future__ import annotations

import re
from functools import cache

from advisor.facets import facet_definitions
from advisor.patterns import any_of
from advisor.requests import OUTSIDE, TELLING, Request
from advisor.understanding.clause import Clause
from advisor.understanding.following import openings
from advisor.understanding.placing import places_alone
from advisor.understanding.vocabulary import linking_words
from advisor.understanding.which_part import means_the_others

# Words at most that name what else is asked for.
_WORDS = 3


def asks_other_kind(clause: Clause, before: Request | None) -> bool:
    """True for a turn that only names another kind of what was listed, or other points of what was picked of it.

    What reads as nothing that documents answer, and is known to them, is sought where the last answer stood.
    """
    definition = facet_definitions().get(before.facets[0]) if before is not None and before.facets else None
    listed = before is not None and definition is not None and definition.shape == "items"
    if before is None or not listed or before.operation not in TELLING or clause.links.careers or clause.parts:
        return False
    if places_alone(clause.text) or means_the_others(clause.text):
        return False
    if _ones_pattern().fullmatch(clause.text.casefold().strip()):
        return True
    picked = bool(before.specific and before.parts) and not clause.topics and clause.asked_unit is None
    return picked and clause.reading.facet in OUTSIDE and bool(_named_pattern().fullmatch(clause.text.casefold()))


@cache
def _ones_pattern() -> re.Pattern[str]:
    """A kind and "ones": "and the softer ones?", "what about any clinical ones"."""
    places = any_of((*linking_words().ordinals, *linking_words().cardinals, "other", "next", "same"))
    return re.compile(
        rf"(?:(?:{any_of(openings())}),?\s+)*(?:the|any|its|their)\s+(?!(?:{places})\b)[\w-]+ ones[\s?.!]*"
    )


@cache
def _named_pattern() -> re.Pattern[str]:
    """A few words behind what opens a turn: "and the privacy laws?"."""
    led = rf"(?:(?:{any_of(openings())}),?\s+)+"
    return re.compile(rf"{led}(?:the|its|their|any)\s+[\w-]+(?:\s+[\w-]+){{0,{_WORDS - 1}}}[\s?.!]*")
