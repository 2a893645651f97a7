"""Which careers of the catalogue a question names, however it shortens or misspells them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from advisor.requests import PartReference
from advisor.understanding.cue_tables import cue_tables
from advisor.understanding.links import Ambiguity, Links, Mention, Scope
from advisor.understanding.occupations import unlisted_occupation
from advisor.understanding.own_nouns import OwnNouns
from advisor.understanding.parts import PartFinder, PartMention
from advisor.understanding.vocabulary import NameIndex, linking_words, plain
from advisor.understanding.words import Word, ends_with, has_phrase, words_of
from vectorstore.profiles import Career, Catalogue


@dataclass(frozen=True, slots=True)
class _Run:
    """Words `first` to `stop` (exclusive) that may name the careers at `careers`; `bare` when nothing says so."""

    first: int
    stop: int
    careers: tuple[int, ...]
    score: float
    bare: bool = False


class Linker:
    """Links questions to the careers of one catalogue; built from their names, aliases and level titles alone."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._names = NameIndex(catalogue)
        self._parts = {career.id: PartFinder(career) for career in catalogue.careers}
        self._no_career = PartFinder(None)
        self._titles = _level_titles(catalogue)
        self._known_roles = _role_titles(catalogue)
        self._nouns = OwnNouns(catalogue)

    def link(self, text: str, *, bare: bool = False) -> Links:
        """The careers, ambiguities and unlisted occupation that `text` names.

        With `bare`, a name counts even where nothing around it tells the career from its subject ("documentation").
        """
        words = self._written_out([replace(word, lower=self._names.correct(word.lower)) for word in words_of(text)])
        titled, taken = self._by_level_title(words)
        runs = [run for run in self._runs(words, taken)]
        kept = [run for run in runs if bare or not run.bare or self._is_asked_about(words, run, runs)]
        mentions, own, ambiguous = list(titled), list[Mention](), list[Ambiguity]()
        for run in kept:
            start, end = words[run.first].start, words[run.stop - 1].end
            ids = tuple(self._names.careers[index].id for index in run.careers)
            if len(ids) > 1:
                ambiguous.append(Ambiguity(ids, start, end))
            elif ends_with(words[: run.first], linking_words().background) and not _asks_of_levels(
                text, words[: run.first]
            ):
                own.append(Mention(ids[0], start, end, run.score))
            else:
                mentions.append(Mention(ids[0], start, end, run.score))
        named = {index for run in kept for index in range(run.first, run.stop)} | taken
        mentions += self._nouns.find(words, named, beside=bool(mentions))
        mentions.sort(key=lambda mention: mention.start)
        named |= {i for i, word in enumerate(words) if any(m.start <= word.start < m.end for m in mentions)}
        unknown = unlisted_occupation(text, words, named, self._known_roles)
        related = unlisted_occupation(text, words, named, ()) if unknown is None else None
        if unknown is not None and not mentions and (sharing := self._sharing(unknown)):
            start = text.find(unknown)
            ambiguous.append(Ambiguity(sharing, start, start + len(unknown)))
            unknown = None
        return Links(tuple(mentions), tuple(ambiguous), unknown, _scope(words), tuple(own), related)

    def _sharing(self, occupation: str) -> tuple[str, ...]:
        """The careers, by id, that all bear an occupation's one noun: "the coordinator"; empty for fewer than two."""
        found = self._names.containing(frozenset(plain(words_of(occupation))))
        single = len(words_of(occupation)) == 1 and len(found) > 1
        return tuple(self._names.careers[index].id for index in found) if single else ()

    def parts(self, text: str, career: Career | None = None) -> tuple[PartMention, ...]:
        """The phases, levels, steps and regions that `text` names, those of `career` by number where they are told."""
        finder = self._parts.get(career.id, self._no_career) if career else self._no_career
        named = [(mention.start, mention.end) for mention in self.link(text).mentions if mention.part is None]
        return finder.find(text, named)

    def masked(self, text: str, links: Links) -> str:
        """`text` with every mention and its article, and the role word after it, written as "it"."""
        pieces: list[str] = []
        position = 0
        spans = [(mention.start, mention.end, mention.part) for mention in links.mentions]
        if links.unknown and not links.mentions and (at := text.find(links.unknown)) >= 0:
            spans.append((at, at + len(links.unknown), None))
        spans.sort(key=lambda span: span[0])
        for start, end, part in spans:
            before = text[position:start]
            lowered = before.lower()
            article = next((word for word in ("a ", "an ", "the ") if f" {lowered}".endswith(f" {word}")), "")
            pieces.append(before[: len(before) - len(article)])
            pieces.append("it" if part is None else "the level")
            position = end
            following = words_of(text[end : end + 12])
            if following and following[0].lower in linking_words().naming:
                position = end + following[0].end
        return "".join([*pieces, text[position:]])

    def remainder(self, text: str, links: Links, levels: Sequence[PartMention] = ()) -> str:
        """`text` without the careers, these levels and other parts that it names, and the role words around them."""
        careers = [(mention.start, mention.end) for mention in links.mentions]
        careers += [(ambiguity.start, ambiguity.end) for ambiguity in links.ambiguous]
        parts = [(mention.start, mention.end) for mention in (*levels, *self._no_career.mentions(text))]
        nouns = linking_words().naming.union(*linking_words().parts.values())
        kept = list(text)
        for spans, naming in ((careers, linking_words().naming), (parts, nouns)):
            for start, end in spans:
                following = words_of(text[end : end + 12])
                if following and following[0].lower in naming:
                    end += following[0].end
                kept[start:end] = " " * (end - start)
        return " ".join("".join(kept).split())

    def _written_out(self, words: list[Word]) -> list[Word]:
        """The words with the beginning of a career's word written out before a word for a career: "the docu role"."""
        table = linking_words()
        telling = table.role_words - table.facet_words
        for index, word in enumerate(words):
            after = words[index + 1].lower if index + 1 < len(words) else ""
            before = words[index - 1].lower if index else ""
            if after in telling or {before, after} & table.weighing or self._beside_a_name(words, index):
                words[index] = replace(word, lower=self._names.begun_by(word.lower) or word.lower)
        return words

    def _beside_a_name(self, words: Sequence[Word], index: int) -> bool:
        """True where a word stands beside a short form of a career that it may be chosen instead of: "docs or CDS"."""
        joints = ((index + 1, index + 2), (index - 1, index - 2))
        named = (
            other
            for joint, other in joints
            if min(joint, other) >= 0
            and max(joint, other) < len(words)
            and words[joint].raw in linking_words().choosing
            and words[other].lower in self._names
        )
        return any(self._names.informative(frozenset({words[other].lower})) for other in named)

    def _runs(self, words: Sequence[Word], taken: set[int]) -> list[_Run]:
        runs: list[_Run] = []
        index = 0
        while index < len(words):
            run = None if index in taken else self._longest_run(words, index, taken)
            if run is not None:
                runs.append(run)
            index = run.stop if run else index + 1
        return runs

    def _longest_run(self, words: Sequence[Word], first: int, taken: set[int]) -> _Run | None:
        if words[first].lower not in self._names:
            return None
        joiners = linking_words().joiners
        best: _Run | None = None
        stop = first
        while (
            stop < len(words)
            and stop not in taken
            and (words[stop].lower in self._names or words[stop].lower in joiners)
        ):
            stop += 1
            if words[stop - 1].lower in joiners:
                continue
            candidates = self._names.containing(frozenset(plain(list(words[first:stop]))))
            if not candidates and not self._names.named(plain(list(words[first:stop]))):
                break
            best = self._judged(words, first, stop, candidates) or best
        return best

    def _judged(self, words: Sequence[Word], first: int, stop: int, candidates: Sequence[int]) -> _Run | None:
        """The run with what its words and neighbours say for it, or None when they hold nothing but filler."""
        form = plain(list(words[first:stop]))
        informative = self._names.informative(frozenset(form))
        after = words[stop].lower if stop < len(words) else ""
        named = self._names.named(form) or self._names.named_without_ai(form)
        if named and (informative or len(form) > 1):
            topical = len(form) == 1 and after in linking_words().topic_after - set(linking_words().parts["phase"])
            whole = None if topical else _Run(first, stop, tuple(named), 1.0)
            return whole or self._course_of(words, first, stop, named)
        if not informative or not candidates:
            return None
        # "documentation phases" are a career's, "the documentation phase" is one of them.
        if stop < len(words) and words[stop].raw in linking_words().plural_parts:
            return _Run(first, stop, tuple(candidates), 0.7)
        # "documentation phase 3", "the third documentation phase" and "the documentation phase on RAG" are of a career,
        # "the documentation phase" one about it.
        placed = first > 0 and words[first - 1].raw in _singling_out() and stop < len(words)
        behind = words[stop + 1].raw if stop + 1 < len(words) else ""
        told = behind.isdigit() or behind in linking_words().concerning - linking_words().belonging_to
        if (placed or told) and any(words[stop].raw in nouns for nouns in linking_words().parts.values()):
            return _Run(first, stop, tuple(candidates), 0.7)
        exact = [index for index in candidates if self._names.covers(frozenset(form), index)] or list(candidates)
        if informative - linking_words().facet_words and (course := self._course_of(words, first, stop, exact)):
            return course
        if after in linking_words().topic_after:
            return None
        nouns = linking_words().occupations
        if form[-1] in nouns:
            noun = frozenset(form[-1:]) - linking_words().filler
            alone = tuple(self._names.containing(noun))
            # "Allocation modeler" names the one career of that noun by less than its whole name.
            heads = tuple(index for index in exact if self._names.head(index) in form or alone == (index,))
            return _Run(first, stop, heads, 0.9) if heads else None
        if after in nouns:
            full = after in linking_words().interchangeable and self._names.covers(frozenset(form), exact[0])
            return _Run(first, stop, tuple(exact), 0.7) if full else None
        if after in linking_words().role_words and not informative <= linking_words().facet_words:
            return _Run(first, stop, tuple(exact), 0.8)
        # "remote" and "coding" ask something of any career, whoever has them in its name.
        return _Run(first, stop, tuple(exact), 0.5, bare=True) if informative - linking_words().facet_words else None

    def _course_of(self, words: Sequence[Word], first: int, stop: int, careers: Sequence[int]) -> _Run | None:
        """The run with what leads to its career behind it: "the documentation course", not "a documentation course"."""
        definite = first > 0 and words[first - 1].raw in linking_words().definite
        leads = definite and stop < len(words) and words[stop].lower in linking_words().studies
        return _Run(first, stop + 1, tuple(careers), 0.7) if leads else None

    def _is_asked_about(self, words: Sequence[Word], run: _Run, runs: Sequence[_Run]) -> bool:
        """Whether words that may be a mere topic name the career: prefer silence where the sentence does not say."""
        table = linking_words()
        outside = [*words[: run.first], *words[run.stop :]]
        before = [word.raw for word in words[: run.first] if word.raw not in {"the", "a", "an"}]
        if before[-1:] and before[-1] in table.belonging:
            with_ai = "ai" in {word.lower for word in words[run.first : run.stop]}
            if with_ai or not table.owned.isdisjoint({word.lower for word in words[: run.first][-8:]}):
                return True
        neighbours = {words[index].lower for index in (run.first - 1, run.stop) if 0 <= index < len(words)}
        # "Documentation harder than decision support": both sides of a comparison name careers, however far apart.
        weighed = {word.lower for word in outside} & table.weighing
        compared = bool(neighbours & table.comparators or weighed) and any(
            other is not run and other.careers != run.careers for other in runs
        )
        if compared:
            return True
        if ends_with(words[: run.first], ("what about", "how about")):
            return True
        if has_phrase(words, table.topic_words) or ends_with(words[: run.first], table.subject_before):
            return False
        return len(outside) <= 1 or any(word.raw in table.career_words for word in outside)

    def _by_level_title(self, words: Sequence[Word]) -> tuple[list[Mention], set[int]]:
        mentions: list[Mention] = []
        taken: set[int] = set()
        for title, (career, part) in self._titles.items():
            for first in range(len(words) - len(title) + 1):
                span = range(first, first + len(title))
                if taken.isdisjoint(span) and all(words[i].lower == title[k] for k, i in enumerate(span)):
                    taken.update(span)
                    mentions.append(Mention(career, words[first].start, words[span[-1]].end, 1.0, part))
        return mentions, taken


def _asks_of_levels(text: str, before: Sequence[Word]) -> bool:
    """True for "which levels need two years' experience in …", which asks what a career wants and tells of nobody."""
    nouns = linking_words().parts["level"]
    named = not set(nouns).isdisjoint(word.raw for word in before)
    return named and cue_tables().person.first_person.search(text.lower()) is None


@cache
def _singling_out() -> frozenset[str]:
    """What stands before a career's short form and one of its parts: "the third", "each", "the longest"."""
    table, directions = linking_words(), cue_tables().direction
    superlatives = (word for word in directions.words if word.endswith("st"))
    return frozenset((*table.ordinals, *table.each, *superlatives))


def _level_titles(catalogue: Catalogue) -> dict[tuple[str, ...], tuple[str, PartReference]]:
    """Titles of levels that belong to one career and are not a career's name, longest first."""
    owners: dict[tuple[str, ...], list[tuple[str, PartReference]]] = {}
    names = {plain(words_of(name)) for career in catalogue.careers for name in career.names}
    for career in catalogue.careers:
        for part in career.parts("level"):
            for title in dict.fromkeys((part.title, *part.title.split(" / "))):
                key = tuple(word.lower for word in words_of(title))
                if len(key) >= 3 and plain(words_of(title)) not in names:
                    owners.setdefault(key, []).append((career.id, PartReference("level", part.number, title)))
    unique = {key: found[0] for key, found in owners.items() if len({career for career, _ in found}) == 1}
    return dict(sorted(unique.items(), key=lambda item: -len(item[0])))


def _role_titles(catalogue: Catalogue) -> frozenset[tuple[str, ...]]:
    """The other occupations that documents describe beside their career."""
    return frozenset(plain(words_of(part.title)) for career in catalogue.careers for part in career.parts("role"))


def _scope(words: Sequence[Word]) -> Scope:
    if has_phrase(words, linking_words().both):
        return "both"
    return "all" if has_phrase(words, linking_words().all) else "none"
