"""What "how many" and "how much" ask a question to count: a unit, a price, or what documents do not count."""

from __future__ import annotations

import re

from advisor.operations.words import stems, stop_words
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.following import countable_stems
from advisor.understanding.linking import Links
from vectorstore.types import Unit

# Words between "how many" and what is counted that change nothing of it.
_QUALIFIED = r"(?:(?:more|other|extra|additional|total|study|learning|separate|different|calendar|full|whole)\s+)?"


def people_counted(text: str, links: Links) -> str | None:
    """The people in a career, when "how many" asks for their number: documents do not count them."""
    for mention in links.mentions:
        if re.search(r"\bhow many\s+(?:\w+\s+)?$", text[: mention.start], re.IGNORECASE) and mention.part is None:
            following = text[mention.end :].split()
            plural = text[mention.start : mention.end].endswith("s") or following[:1] == ["people"]
            if plural and not set(stems(" ".join(following[:1]))) & countable_stems():
                return f"the number of {text[mention.start : mention.end]}"
    return None


def uncountable(rest: str) -> str | None:
    """What "how many" or "the number of" asks for, when it is a thing that career documents do not count."""
    match = re.search(rf"\b(?:how many|number of)\s+{_QUALIFIED}([a-z-]+)(?:\s+([a-z-]+s)\b)?", rest, re.IGNORECASE)
    noun = match.group(1) if match else None
    if match is None or noun is None or (noun.casefold() in stop_words() and noun.casefold() != "people"):
        return None
    if not set(stems(noun)) <= countable_stems():
        return noun
    # Of "job ads" the second is counted; "weeks" is no first noun of two.
    head = match.group(2)
    counts_head = head is not None and not noun.endswith("s") and head.casefold() not in stop_words()
    return f"{noun} {head}" if counts_head and not set(stems(head)) <= countable_stems() else None


def asked_unit(text: str) -> Unit | None:
    """The unit after "how many", or money where a price is asked for: hours are not answered by months."""
    match = re.search(rf"\bhow many {_QUALIFIED}(minute|hour|day|week|month|year)s?\b", text, re.IGNORECASE)
    if match is not None:
        return match.group(1).lower()  # type: ignore[return-value]  # one of the units listed
    return "USD" if search_any(cue_tables().measuring.price, text.lower()) else None
