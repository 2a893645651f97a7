"""Which of the points just listed a turn asks for by what holds of it: "which of those is less stable?"."""

from __future__ import annotations

import re
from dataclasses import replace

from advisor.facets import facet_definitions
from advisor.grounding.thesaurus import implied_by
from advisor.library import Library
from advisor.operations.words import stems
from advisor.requests import PERSONAL, Direction, Request
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.following import asking_stems, plain_words
from advisor.understanding.shown import on_shown
from advisor.understanding.told_lines import line_around
from advisor.understanding.utterance import Utterance

# A turn that picks of a list by words of its own reads as no facet with this probability.
SURE_OF_FACET = 0.6
# Letters that a word shares with those derived from it: "stable" and "stability".
_ROOT = 4


def pick(said: Utterance, before: Request, library: Library) -> Request | None:
    """The request for those of the points just listed that the words of a turn hold of; None for any other turn.

    With nothing in `shown` they hold of none.
    """
    clause, memory = said.clause, said.memory
    best = clause.reading.facets[0]
    sure = (best.label in facet_definitions() and best.score >= SURE_OF_FACET) or clause.uncountable
    named = clause.links.careers or clause.links.unknown or clause.parts or clause.cues.bounds or clause.cues.premises
    told = [word for word in clause.subject if not set(stems(word)) <= asking_stems()]
    picks = said.leaning.points_at_listed and search_any(cue_tables().order.choosing, clause.text)
    if sure or named or not (memory.items and picks and told) or clause.reading.operation in PERSONAL:
        return None
    ranked = clause.cues.direction
    direction: Direction | None = None if ranked is None else "least" if ranked == "least" else "most"
    asked = [word for word in told if word.casefold() not in _degrees()]
    lines = dict.fromkeys(line for span in memory.shown if (line := line_around(span, library)) is not None)
    held = [line for line in lines if all(_says(library.text(line), word, direction) for word in asked)]
    # What holds of every point picks none.
    shown = tuple(held) if asked and len(held) < max(len(lines), 2) else ()
    request = on_shown(said, before)
    return replace(request, specific=tuple(told), following=replace(request.following, shown=shown, picks=True))


def _says(text: str, word: str, direction: Direction | None) -> bool:
    """True when a text says of itself what a word or one derived from it does, and to the degree asked for.

    Without a degree what is "less" so is not so; with one, only what the text itself says to be more or less so is.
    """
    derived = (form for form in implied_by(word.casefold()) if form[:_ROOT] == word[:_ROOT].casefold())
    meant = {stem for form in (word, *derived) for stem in stems(form)}
    before = ""
    for each in plain_words(re.sub(r"[-–—]", " ", text)).split():
        degree = next((name for name, words in _directions().items() if before in words), None)
        own = each in _degrees() and set(stems(each)) == set(stems(word))
        if own or (meant & set(stems(each)) and (degree == direction if direction else degree != "least")):
            return True
        before = each
    return False


def _directions() -> dict[Direction, frozenset[str]]:
    table = cue_tables().direction
    return {"least": table.least, "most": table.most | table.best}


def _degrees() -> frozenset[str]:
    return frozenset(word for words in _directions().values() for word in words)
