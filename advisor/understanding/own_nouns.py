"""Careers called by the noun in their name that no other one has: "longer for the modeller than for the fitter"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from advisor.understanding.links import Mention
from advisor.understanding.rungs import head_noun
from advisor.understanding.vocabulary import linking_words
from advisor.understanding.words import Word, words_of
from vectorstore.profiles import Catalogue

# As sure as a short form with a word for a career behind it.
_SCORE = 0.8
# Words of a turn that asks of nothing but whom it names: "what about the nurse?".
_FRAGMENT = 4


class OwnNouns:
    """Finds the careers of one catalogue by what only one of them is."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._owners: dict[str, str] = {}
        for career in catalogue.careers if len(catalogue.careers) > 1 else ():
            noun = head_noun(career.name)
            others = [other for other in catalogue.careers if other is not career]
            names = {word.lower for other in others for name in other.names for word in words_of(name)}
            rungs = {head_noun(part.title) for other in others for part in other.parts("level")}
            if noun and noun not in names | rungs:
                self._owners[noun] = career.id

    def find(self, words: Sequence[Word], taken: Collection[int], *, beside: bool) -> list[Mention]:
        """The careers called so outside of the words `taken`: "the fitter", "fitters"; each once.

        Who may merely appear ("the nurse") is one only where another career is named `beside` it, or little else is
        said: "and the nurse?".
        """
        table = linking_words()
        found: dict[str, tuple[int, Mention]] = {}
        for index, word in enumerate(words):
            career = self._owners.get(word.lower) if index not in taken else None
            definite = index > 0 and words[index - 1].raw == "the"
            several = word.raw == f"{word.lower}s" and word.lower not in table.bystanders
            if career is not None and (definite or several):
                found.setdefault(career, (index, Mention(career, word.start, word.end, _SCORE)))
        sure = beside or len(found) > 1 or len(words) <= _FRAGMENT
        return [mention for at, mention in found.values() if sure or words[at].lower not in table.bystanders]
