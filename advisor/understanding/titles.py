"""Phases and levels called by their titles: "How long is Models of Molecules?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from advisor.grounding.words import blanked
from advisor.library import Library
from advisor.operations.words import content_words, stems
from advisor.requests import PartReference
from advisor.understanding.vocabulary import linking_words, place_of
from vectorstore.profiles import Catalogue
from vectorstore.types import PartKind

_KINDS: tuple[PartKind, ...] = ("phase", "level", "step")


class TitleIndex:
    """The titles of every career's phases, levels and steps; a title shared by careers is found for each of them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._titles: list[tuple[tuple[str, ...], str, PartReference]] = []
        names = {_words(name) for career in catalogue.careers for name in career.names}
        self._names = {stem for name in names for word in name for stem in stems(word)}
        self._owners: dict[tuple[str, str], list[PartReference]] = {}
        for career in catalogue.careers:
            for part in career.parts("phase"):
                for stem in {stem for word in content_words(part.title) for stem in stems(word)}:
                    reference = PartReference("phase", part.number, part.title)
                    self._owners.setdefault((career.id, stem), []).append(reference)
            for kind in _KINDS:
                for part in career.parts(kind):
                    written = _words(part.title)
                    bare = _unnumbered(written, part.number) if kind == "phase" else written
                    for words in dict.fromkeys((written, bare)):
                        if words and words not in names:
                            self._titles.append((words, career.id, PartReference(kind, None, part.title)))

    def find(
        self, text: str, careers: Sequence[str] = (), *, names: Sequence[tuple[int, int]] = ()
    ) -> tuple[PartReference, ...]:
        """The parts (of the careers given, else of any) whose whole title stands in the text, in its order.

        None that stands within a longer title, or within one of the `names` of careers: the "Coding Clerk" of "Night
        Coding Clerk". A title of one word counts only when the text writes it as a name: "Eyes", not "eyes".
        """
        found = sorted(self._mentions(text, careers), key=lambda mention: mention[2])
        longer = [*names, *((begin, stop) for _, _, begin, stop in found)]
        whole = (
            reference
            for _, reference, start, end in found
            if not any(begin <= start and end <= stop and stop - begin > end - start for begin, stop in longer)
        )
        return tuple(dict.fromkeys(whole))

    def blanked(self, text: str) -> str:
        """The text with blanks for every whole title, so that no later word moves."""
        return blanked(text, self.places(text))

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where whole titles begin and end in the text."""
        return [(start, end) for _, _, start, end in self._mentions(text, ())]

    def named(self, text: str, careers: Sequence[str] = ()) -> tuple[tuple[str, PartReference], ...]:
        """Every part (of the careers given, else of any) whose whole title stands in the text, with its career."""
        return tuple(dict.fromkeys((career, reference) for career, reference, _, _ in self._mentions(text, careers)))

    def spoken(self, text: str, careers: Sequence[str] = ()) -> tuple[str, tuple[PartReference, ...]] | None:
        """The career (of those given, else of any) and its phases that words of their titles alone tell: "integration".

        Words that name careers tell none; None where the words tell phases of no career, or of several.
        """
        said = set(stems(text)) - self._names
        told: dict[str, list[PartReference]] = {}
        for (career, stem), owners in self._owners.items():
            if stem in said and len(owners) == 1 and (not careers or career in careers):
                told.setdefault(career, []).append(owners[0])
        [(career, phases)] = told.items() if len(told) == 1 else [("", [])]
        return (career, tuple(dict.fromkeys(phases))) if phases else None

    def masked(self, text: str) -> str:
        """The text with every title of a phase or step written as "the phase", padded so that no later word moves.

        What a title is about ("Integration and Deployment") is then no part of what is asked of it.
        """
        for _, reference, start, end in sorted(self._mentions(text, ()), key=lambda found: found[2] - found[3]):
            led, followed = text[:start].casefold().endswith("the "), _WORD.match(text[end:].lstrip())
            nouns = linking_words().parts[reference.kind] if reference.kind in linking_words().parts else ()
            named = followed is not None and followed.group().casefold() in nouns
            noun = " ".join((*(() if led else ("the",)), *(() if named else (reference.kind,))))
            if reference.kind != "level":
                short = noun if end - start >= len(noun) else "it"  # of a title like "Eyes"
                text = text[:start] + short.ljust(end - start) + text[end:]
        return text

    def _mentions(self, text: str, careers: Sequence[str]) -> Iterator[tuple[str, PartReference, int, int]]:
        """Every whole title in the text with its career and where it begins and ends."""
        matches = [match for match in _WORD.finditer(text) if match.group().casefold() != "and"]
        words = [match.group().casefold() for match in matches]
        for title, career, reference in self._titles:
            if (careers and career not in careers) or (len(title) == 1 and not _as_name(text, title[0])):
                continue
            for first in range(len(words) - len(title) + 1):
                if tuple(words[first : first + len(title)]) == title:
                    yield career, reference, matches[first].start(), matches[first + len(title) - 1].end()


_WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in _WORD.findall(text.casefold()) if word != "and")  # which "&" may stand for


def _unnumbered(title: tuple[str, ...], number: int) -> tuple[str, ...]:
    """A title without its own number and the noun before it: "2 Reading machines", "Lantern TWO: Write"."""
    at = next((at for at, word in enumerate(title[:2]) if place_of(word) == number), None)
    return title if at is None else title[at + 1 :]


def _as_name(text: str, word: str) -> bool:
    return re.search(rf"(?<=[^.?!] )\b{re.escape(word.capitalize())}\b", text) is not None


_JOINED = re.compile(r"([^\W_]+),? (?:and|&) ([^\W_]+)")


def joined_in_titles(library: Library) -> frozenset[tuple[str, ...]]:
    """The words around each "and" of the titles that documents give resources, sections and points."""
    careers = library.catalogue.careers
    named = [str(fact.value) for career in careers for fact in career.of("resource")]
    labelled = [fact.part.title for career in careers for fact in career.of("item", "skill", "step") if fact.part]
    titles = (*named, *labelled, *(chunk.title for chunk in library.chunks))
    return frozenset(bare_words(pair) for title in titles for pair in _JOINED.findall(title))


def bare_words(words: Sequence[str]) -> tuple[str, ...]:
    """The words in lower case without the marks around them."""
    return tuple(word.strip(".,:;!?()'\"‘’“”").casefold() for word in words)
