"""Words of levels in what users say they are: "I'm a senior nurse" names an occupation of theirs, no level."""

from __future__ import annotations

import re

from advisor.operations.words import stop_words
from advisor.understanding.cue_tables import cue_tables
from advisor.understanding.links import Links
from advisor.understanding.parts import PartMention
from advisor.understanding.vocabulary import linking_words
from advisor.understanding.words import words_of
from vectorstore.profiles import Catalogue

# So many words of a level's title are its name, fewer are what many occupations are called by.
_NAME = 3
# Where the career of a level stands behind it, if it does: "a junior in decision support".
_OF_CAREER = re.compile(r"(?:\s+[\w-]+){0,2}\s+$")


class OwnOccupation:
    """Tells levels from occupations by the words of the titles that the ladders of a catalogue have."""

    def __init__(self, catalogue: Catalogue) -> None:
        titles = (part.title for career in catalogue.careers for part in career.parts("level"))
        self._words = frozenset(word.lower for title in titles for word in words_of(title))

    def is_named(self, text: str, links: Links, level: PartMention) -> bool:
        """True when a mention of a level stands in an occupation that the user has: "I'm a senior nurse".

        "I'm a junior" and "I'm a junior analyst in decision support" are of a level, and so is a whole title.
        """
        if cue_tables().person.being.search(text[: level.start].lower().replace("’", "'")) is None:
            return False
        careers = [mention for mention in links.mentions if mention.part is None]
        if any(_OF_CAREER.fullmatch(text[level.end : mention.start]) for mention in careers):
            return False
        before, behind = words_of(text[: level.start])[-1:], words_of(text[level.end :])[:1]
        idle = stop_words() | linking_words().joiners | linking_words().filler | linking_words().naming
        another = any(word.lower not in self._words | idle and word.raw.isalpha() for word in (*before, *behind))
        ranked = level.reference.words.casefold() == text[level.start : level.end].casefold()
        return another or not (ranked or len(words_of(text[level.start : level.end])) >= _NAME)
