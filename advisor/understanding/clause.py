"""One question read on its own, before the conversation around it is taken into account."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from advisor.facets import facet_definitions
from advisor.grounding.words import blanked
from advisor.library import Library
from advisor.operations.daytimes import without_told_around
from advisor.operations.places import in_countries
from advisor.operations.words import content_words, is_everyday, stems
from advisor.requests import OUTSIDE, Facet, PartReference, RangeEnd, Wanted
from advisor.understanding.classifying import Classifier, Reading, blend
from advisor.understanding.clauses import introduction
from advisor.understanding.compounds import Compounds
from advisor.understanding.counting import asked_unit, people_counted, uncountable
from advisor.understanding.cue_tables import cue_tables
from advisor.understanding.cues import Cues, read_cues, tells_of_oneself
from advisor.understanding.following import ask_words, asking_stems, following_cues
from advisor.understanding.introductions import STRANGE, said_aside, told_of_oneself, with_background
from advisor.understanding.linking import Linker
from advisor.understanding.links import Links, Mention
from advisor.understanding.measuring import ends_in_order, names_end
from advisor.understanding.named_parts import NamedParts, without_careers
from advisor.understanding.page_words import PageWords
from advisor.understanding.phrasings import Phrasings
from advisor.understanding.placing import without_ends
from advisor.understanding.spelling import Speller
from advisor.understanding.titles import TitleIndex, bare_words, joined_in_titles
from advisor.understanding.vocabulary import linking_words
from vectorstore.numbers import find_numbers
from vectorstore.types import Unit

# A name that could also be a topic ("decision support") is taken for the career when the question then reads as one
# about a career with at least this probability; chosen on the tuning questions.
SURE_OF_CAREER = 0.4
# Facets that career pages answer; guides answer the others of a whole field.
_OF_CAREERS = frozenset(f for f in facet_definitions() if f not in ("education", "related_roles", "outlook"))
# What is asked behind an introduction counts by itself when it is read as one facet with this probability; with strange
# words, and at most this probability of fit, it does not ask whether something suits the user.
SURE_ALONE, _NOT_OF_FIT = 0.6, 0.15


@dataclass(frozen=True, slots=True)
class Clause:
    """One question on its own: who and what it names, what it asks, under which conditions.

    `rest` is the text without careers and parts, `subject` its content words, `specific` those that the facet does
    not explain, `topics` those that no example phrasing explains, `sought` those that do not merely ask where.
    """

    text: str  # with slips mended
    links: Links
    reading: Reading
    cues: Cues
    parts: tuple[PartReference, ...]
    ends: tuple[RangeEnd, ...]  # of ranges, as named beside the levels, in order
    rest: str
    subject: tuple[str, ...]
    specific: tuple[str, ...]
    topics: tuple[str, ...]
    sought: tuple[str, ...]
    asked_unit: Unit | None
    uncountable: Wanted | None


@dataclass(frozen=True, slots=True)
class _Linked:
    """A text with part titles masked, the careers found in it, and it with these as "it" and towns as countries."""

    text: str
    links: Links
    masked: str


# Clauses kept: those of one turn are read when it is parted into questions and again when each is planned.
REMEMBERED = 256


class ClauseReader:
    """Reads single questions about one library."""

    def __init__(
        self, library: Library, *, linker: Linker, classifier: Classifier, speller: Speller, phrasings: Phrasings
    ) -> None:
        self._library = library
        self._linker = linker
        self._classifier = classifier
        self._speller = speller
        # What only questions speak of that no document answers ("visa", "in Boston") is no word of a career.
        self._known = phrasings.common_stems(but=OUTSIDE)
        self._typical = phrasings.typical_stems()
        self._titles = TitleIndex(library.catalogue)
        self._page = PageWords(library)
        self._compounds = Compounds(library)
        names = (name for career in library.catalogue.careers for name in career.names)
        self._names = frozenset(stem for name in names for stem in stems(name))
        self.parts = NamedParts(library.catalogue, linker, self._titles)
        self._joined = joined_in_titles(library)
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._read)
        self._linked = lru_cache(maxsize=REMEMBERED)(self._link_both_ways)

    def __call__(self, question: str, *, following: bool = False) -> Clause:
        """What the question says by itself; `following` tells that a conversation stands before it."""
        return self._remembered(question, following)

    def _read(self, question: str, following: bool) -> Clause:
        text = self.mend(question)
        links, reading = self._link(text, following=following)
        parts = self.parts(text, links)
        levels, others = self.parts.mentions(text, links)
        regions = [part for part in others if part.reference.kind == "region"]
        rest = self._linker.remainder(text, links, (*levels, *regions))
        aside = said_aside(text, reading)
        words = self._compounds(content_words(without_ends(without_told_around(rest))))
        told = [word for word in words if word not in aside]
        # "How large is the allowance" names the allowance alone; "how long is it" has no other word.
        subject = tuple(word for word in told if word not in _degrees_asked(rest)) or tuple(told)
        numbers = {word for number in find_numbers(rest) for word in rest[number.start : number.end].split()}
        named = [text[mention.start : mention.end] for mention in links.mentions] + [part.words for part in parts]
        cues = read_cues(text)
        measuring = (*cues.measuring.said, *cue_tables().direction.words)
        explained = self._known | {stem for words in (*named, *measuring) for stem in stems(words)}
        # What users tell of themselves is not missed where no document speaks of it: "my partner is at an agency".
        own = {word for word in told_of_oneself(text) if not self._library.holds(word)}
        typical = self._typical.get(reading.facet, frozenset())
        return Clause(
            text=text,
            links=links,
            reading=reading,
            cues=with_background(cues, text, links, reading),
            parts=parts,
            ends=ends_in_order(
                blanked(text, [(m.start, m.end) for m in levels if not names_end(m.reference.words)]).lower()
            ),
            rest=rest,
            subject=(*(w for w in subject if not set(stems(w)) <= self._names), *_clock_times(text)),
            specific=tuple(
                word for word in (*subject, *_clock_times(text)) if not set(stems(word)) <= typical | self._names
            ),
            topics=tuple(
                dict.fromkeys(
                    w
                    for w in subject
                    if w not in own
                    and not (w in numbers or w.casefold() in linking_words().ordinals or set(stems(w)) <= explained)
                )
            ),
            sought=tuple(w for w in subject if not set(stems(w)) <= asking_stems() and not is_everyday(w)),
            asked_unit=asked_unit(text),
            uncountable=uncountable(without_careers(text, links)) or people_counted(text, links),
        )

    def mend(self, text: str) -> str:
        """The text with short forms written out, slips mended, and a page's own noun for a phase written so."""
        mended = self._speller.correct(text)
        return self._page.commonly(mended, self._titles.places(mended))

    def beside_titles(self, clause: Clause) -> str:
        """What a clause says beside the careers, parts and whole titles that it names."""
        levels, _ = self.parts.mentions(clause.text, clause.links)
        return self._linker.remainder(self._titles.blanked(clause.text), clause.links, levels)

    def asked_of_part(self, clause: Clause, careers: Sequence[str]) -> Facet | None:
        """What a clause asks of a part by its page's label for it, or in other words; None where by neither."""
        return self._page.asked_of_part(self._titles.masked(clause.text), careers)

    def classify_together(self, before: str, text: str) -> Reading:
        """The reading of a follow-up with the question before it, without what users said of themselves there."""
        said, asked = introduction(before)
        return self._classifier.classify(f"{asked if tells_of_oneself(said) else before} {text}")

    def classify_fragment(self, fragment: str) -> Reading:
        """The reading of a part of a question: "pay", "how hard it is"."""
        return self._classifier.classify(fragment)

    def with_spoken_parts(self, clause: Clause) -> Clause:
        """The clause with the phases that words of their titles tell, where it names none: "how much of it is ethics".

        It then names their career, too.
        """
        links = clause.links
        told = self._titles.spoken(without_careers(clause.text, links), links.careers)
        if clause.parts or told is None:
            return clause
        career, parts = told
        return replace(
            clause, parts=parts, links=replace(links, mentions=(*links.mentions, Mention(career, 0, 0, 1.0)))
        )

    def named(self, text: str) -> tuple[tuple[str, ...], tuple[tuple[str, PartReference], ...]]:
        """The careers that a text names for certain, and the phases, levels and steps it calls by whole titles."""
        careers = self._linked(text)[0].links.careers
        return careers, self._titles.named(text, careers)

    def joins_a_title(self, text: str, joint: tuple[int, int]) -> bool:
        """True when the words around a joint stand so in the title of a resource or point: "Fairness and Machine …"."""
        before, after = text[: joint[0]].split()[-1:], text[joint[1] :].split()[:1]
        return bare_words((*before, *after)) in self._joined

    def foresee(self, texts: Sequence[str]) -> None:
        """Embed in one pass what reading these texts on their own needs; they read the same without."""
        seen = [each for text in texts for each in self._linked(self.mend(text)) if each is not None]
        self._classifier.foresee([each.masked for each in seen])

    def _link(self, text: str, *, following: bool) -> tuple[Links, Reading]:
        strict, lenient = self._linked(text)
        reading = self._classify(strict.masked)
        if lenient is not None:
            text = strict.text
            read_again = self._classify(lenient.masked)
            sure = read_again.facet in _OF_CAREERS and read_again.facets[0].score >= SURE_OF_CAREER
            # "Same for documentation?" asks nothing but of which career.
            bare = following and not ask_words(self._linker.remainder(text, lenient.links))
            # "Which documentation phase": the career's, not a phase of that name.
            named = {text[m.start : m.end].casefold() for m in lenient.links.mentions}
            part_words = {each.reference.words.casefold() for each in self._linker.parts(text)} - {""}
            if sure or bare or (part_words & named) or (following and read_again.operation == "compare"):
                return lenient.links, read_again
        return strict.links, reading

    def _classify(self, text: str) -> Reading:
        """The reading of a text; who first says who they are asks what the rest of it asks as well.

        "I'm a radiologist. Will we be replaced?" reads as a question of fit, "Will we be replaced?" as none.
        """
        whole = self._classifier.classify(text)
        said, asked = introduction(text)
        if not tells_of_oneself(said):
            return whole
        alone = self._classifier.classify(asked)
        if read_cues(said).person.pay is not None:
            return alone
        if cue_tables().person.ahead.search(said.lower().replace("’", "'")):
            return alone
        strange = [word for word in content_words(asked) if not set(stems(word)) <= self._known]
        of_fit = next(scored.score for scored in alone.facets if scored.label == "fit")
        if len(strange) >= STRANGE and of_fit < _NOT_OF_FIT:
            return alone
        return blend(whole, alone) if alone.facets[0].score >= SURE_ALONE else whole

    def _link_both_ways(self, text: str) -> tuple[_Linked, _Linked | None]:
        """The text with the careers it names for certain and, when it names none, with those it may name."""
        text = self._titles.masked(text)
        links = self._linker.link(text)
        strict = _Linked(text, links, in_countries(self._linker.masked(text, links)))
        if links.careers:
            return strict, None
        lenient = self._linker.link(text, bare=True)
        masked = in_countries(self._linker.masked(text, lenient))
        return strict, _Linked(text, lenient, masked) if lenient.careers else None


def _degrees_asked(text: str) -> frozenset[str]:
    """The words that ask of which degree something is, and name nothing: "how large", "how long"."""
    return frozenset(
        word
        for word in re.findall(r"\bhow (\w+)", text, re.IGNORECASE)
        if word.casefold() in following_cues().words.degrees
    )


def _clock_times(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\b\d{1,2}:\d{2}\b", text))
