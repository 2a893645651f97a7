"""One question read on its own, before the conversation around it is taken into account."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from advisor.facets import facet_definitions
from advisor.grounding.words import blanked
from advisor.library import Library
from advisor.operations.daytimes import without_told_around
from advisor.operations.entries import find_parts
from advisor.operations.places import in_countries
from advisor.operations.words import content_words, is_everyday, stems
from advisor.types import OUTSIDE, Facet, PartReference, RangeEnd, Wanted
from advisor.understanding.classifying import Classifier, Reading, blend
from advisor.understanding.clauses import introduction
from advisor.understanding.counting import asked_unit, people_counted, uncountable
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.cues import Cues, read_cues, tells_of_oneself
from advisor.understanding.following import ask_words, asking_stems, following_cues
from advisor.understanding.introductions import STRANGE, said_aside, with_background
from advisor.understanding.linking import Linker, Links, Mention
from advisor.understanding.measuring import ends_in_order, names_end
from advisor.understanding.page_words import PageWords
from advisor.understanding.parts import PartMention
from advisor.understanding.phrasings import Phrasings
from advisor.understanding.placing import without_ends
from advisor.understanding.rungs import Ladders
from advisor.understanding.spelling import Speller
from advisor.understanding.titles import TitleIndex, bare_words, joined_in_titles
from advisor.understanding.vocabulary import linking_words
from vectorstore.numbers import find_numbers
from vectorstore.profiles import Career
from vectorstore.types import PartKind, Unit

# A name that could also be a topic ("decision support") is taken for the career when the question then reads as one
# about a career with at least this probability; chosen on the tuning questions.
SURE_OF_CAREER = 0.4
# Facets that career pages answer; guides answer the others of a whole field.
_OF_CAREERS = frozenset(
    f for f in facet_definitions() if f not in ("education", "employers", "related_roles", "outlook")
)
# A word is one of asking when it stands in at least so many example phrasings, and explains a facet when in so many of
# its own; in fewer, it is what one of them happens to ask about.
_KNOWN, _TYPICAL = 4, 10
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


# The kinds of parts in the order in which they are named.
_ORDER: tuple[PartKind, ...] = ("phase", "step", "level", "region")

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
        self._known = _frequent_stems((e.text for e in phrasings.examples if e.facet not in OUTSIDE), _KNOWN)
        self._typical = _typical_stems(phrasings)
        self._titles = TitleIndex(library.catalogue)
        self._page = PageWords(library)
        names = (name for career in library.catalogue.careers for name in (career.name, *career.aliases))
        self._names = frozenset(stem for name in names for stem in stems(name))
        self._ladders = Ladders(library.catalogue)
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
        levels, _ = self._part_mentions(text, links)
        rest = self._linker.remainder(text, links, levels)
        aside = said_aside(text, reading)
        told = [word for word in content_words(without_ends(without_told_around(rest))) if word not in aside]
        # "How large is the allowance" names the allowance alone; "how long is it" has no other word.
        subject = tuple(word for word in told if word not in _degrees_asked(rest)) or tuple(told)
        numbers = {word for number in find_numbers(rest) for word in rest[number.start : number.end].split()}
        named = [text[mention.start : mention.end] for mention in links.mentions] + [part.words for part in parts]
        cues = read_cues(text)
        measuring = (*cues.measuring.said, *cue_tables().direction.words)
        explained = self._known | {stem for words in (*named, *measuring) for stem in stems(words)}
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
                    if not (w in numbers or w.casefold() in linking_words().ordinals or set(stems(w)) <= explained)
                )
            ),
            sought=tuple(w for w in subject if not set(stems(w)) <= asking_stems() and not is_everyday(w)),
            asked_unit=asked_unit(text),
            uncountable=uncountable(self._without_careers(text, links)) or people_counted(text, links),
        )

    def mend(self, text: str) -> str:
        """The text with short forms written out, slips mended, and a page's own noun for a phase written so."""
        mended = self._speller.correct(text)
        return self._page.commonly(mended, self._titles.places(mended))

    def beside_titles(self, clause: Clause) -> str:
        """What a clause says beside the careers, parts and whole titles that it names."""
        levels, _ = self._part_mentions(clause.text, clause.links)
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

    def parts(self, text: str, links: Links, career: str | None = None) -> tuple[PartReference, ...]:
        """The phases, levels, steps and regions named, numbered as on the page of the one career that is meant."""
        levels, others = self._part_mentions(text, links, career)
        joined = sorted((*others, *levels), key=lambda mention: _ORDER.index(mention.reference.kind))
        named = tuple(mention.reference for mention in joined)
        titled = tuple(mention.part for mention in links.mentions if mention.part is not None)
        names = [(mention.start, mention.end) for mention in links.mentions]
        titled = titled or self._titles.find(text, links.careers, names=names)
        if "level" not in {part.kind for part in titled}:
            return titled or named
        # "A lead and the Director of Imaging": one by a word, one by its title.
        return _each_once((*(level.reference for level in levels), *titled), self._career_meant(links, career))

    def _career_meant(self, links: Links, career: str | None) -> Career | None:
        """The one career that a question is about, by its own words or by what is known of it."""
        ids = (career,) if career else links.careers
        return self._library.catalogue[ids[0]] if len(ids) == 1 else None

    def _part_mentions(
        self, text: str, links: Links, career: str | None = None
    ) -> tuple[tuple[PartMention, ...], tuple[PartMention, ...]]:
        """The levels named, in the order of the text, and the other parts."""
        page = self._career_meant(links, career)
        called = self._ladders.called(text, (page.id,) if page is not None else links.careers)
        # Words of a career's name call no level of it, unless they are all that one is called.
        names = [(m.start, m.end) for m in links.mentions if m.part is None]
        whole = {level for level in called if text[level.start : level.end].casefold() == level.part.title.casefold()}
        inside = {level for level in called for start, end in names if start <= level.start and level.end <= end}
        others = [level for level in called if level.marked or not (level.own or level in inside - whole)]
        without = blanked(self._without_careers(text, links), [(level.start, level.end) for level in others])
        found = self._linker.parts(without, page)
        ranked = [each for each in found if each.reference.kind == "level"]
        # "The analyst" is a level of a ladder where another of its levels is set against it.
        beside = len(others) + sum(not names_end(each.reference.words) for each in ranked)
        if beside == 1 and search_any(cue_tables().measuring.against, text.lower()):
            others += [own for own in called if own.own and not any(own.start <= r.start < own.end for r in ranked)]
        titled = (
            PartMention(
                PartReference("level", level.part.number if page is not None else None, level.part.title),
                level.start,
                level.end,
            )
            for level in others
        )
        mentions = {mention.reference: mention for mention in (*titled, *ranked)}
        levels = [mentions[part] for part in _each_once(tuple(mentions), page)]
        others_found = tuple(each for each in found if each.reference.kind != "level")
        return tuple(sorted(levels, key=lambda mention: mention.start)), others_found

    def with_spoken_parts(self, clause: Clause) -> Clause:
        """The clause with the phases that words of their titles tell, where it names none: "how much of it is ethics".

        It then names their career, too.
        """
        links = clause.links
        told = self._titles.spoken(self._without_careers(clause.text, links), links.careers)
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

    def _without_careers(self, text: str, links: Links) -> str:
        """The text with every career mention blanked, so that no word of a name is taken for a phase's."""
        return blanked(
            text, [*((m.start, m.end) for m in links.mentions), *((a.start, a.end) for a in links.ambiguous)]
        )

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


def _typical_stems(phrasings: Phrasings) -> dict[Facet, frozenset[str]]:
    """The words that stand in several example phrasings of each facet, as stems."""
    texts: dict[Facet, list[str]] = {}
    for example in phrasings.examples:
        texts.setdefault(example.facet, []).append(example.text)
    return {facet: _frequent_stems(of_facet, _TYPICAL) for facet, of_facet in texts.items()}


def _frequent_stems(texts: Iterable[str], least: int) -> frozenset[str]:
    """The stems that stand in at least `least` of the texts."""
    counts = Counter(stem for text in texts for stem in set(stems(text)))
    return frozenset(stem for stem, count in counts.items() if count >= least)


def _degrees_asked(text: str) -> frozenset[str]:
    """The words that ask of which degree something is, and name nothing: "how large", "how long"."""
    return frozenset(
        word
        for word in re.findall(r"\bhow (\w+)", text, re.IGNORECASE)
        if word.casefold() in following_cues().words.degrees
    )


def _each_once(parts: Sequence[PartReference], page: Career | None) -> tuple[PartReference, ...]:
    """The references without others to the same part: of "the bottom" and "the assistant" the one that names it."""
    first: dict[object, PartReference] = {}
    for part in sorted(parts, key=lambda each: names_end(each.words)):
        known = find_parts(page, part) if page is not None else ()
        first.setdefault(known or part.words or part, part)
    return tuple(part for part in dict.fromkeys(parts) if part in first.values())


def _clock_times(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\b\d{1,2}:\d{2}\b", text))
