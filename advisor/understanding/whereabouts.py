"""Whether a question asks where something stands, and what it is that is looked for."""

from __future__ import annotations

from dataclasses import replace

from advisor.facets import asks_for_values, cued_facets, facet_definitions
from advisor.grounding.thesaurus import is_verb
from advisor.library import Library
from advisor.operations.entries import careers_of, find_parts, years_named
from advisor.operations.sequence import told_parts
from advisor.operations.words import content_words, may_name, mentions, stems
from advisor.requests import TELLING, Facet, Operation, Person, Request
from advisor.understanding.clause import Clause
from advisor.understanding.clauses import introduction
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.elsewhere import looks_elsewhere, names_told
from advisor.understanding.following import asking_stems
from advisor.understanding.restrictions import asking_sentences
from advisor.understanding.sorts import WHOLE_PART, of_figures
from advisor.understanding.utterance import Utterance
from advisor.understanding.vocabulary import linking_words, part_nouns
from advisor.understanding.which_part import asks_whether, asks_which_part

# Who suits a career, or hires for it, is nobody of its ladder.
_OF_DUTIES: frozenset[Facet] = frozenset({"ladder", "duties", "responsibilities"})
_OF_PEOPLE: frozenset[Facet] = frozenset({"fit", "non_fit", "employers", "related_roles", "provenance"})


class Whereabouts:
    """Tells questions for the part that holds something from those for what a part states, by one library's pages."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, request: Request, clause: Clause) -> Request:
        """The request, looking for where something stands, or up what is stated there, as its words ask."""
        return self._anywhere(self._looking_up(self._looking_where(request, clause), clause), clause)

    def _anywhere(self, request: Request, clause: Clause) -> Request:
        """The request, of all pages where the one left in focus has no phases to look in: "in which phase?"."""
        careers = self._library.careers(request.careers)
        looks = request.operation == "locate" and asks_which_part(clause.text) and bool(request.topics)
        phases = any(word.casefold() in linking_words().parts["phase"] for word in clause.subject)
        bare = looks and phases and not clause.links.careers and not any(each.parts("phase") for each in careers)
        return replace(request, careers=()) if bare else request

    def _looking_where(self, request: Request, clause: Clause) -> Request:
        """The request, asking where something stands when it asks for a roadmap or ladder by words of its parts.

        "Which phase covers de-identification?" does, however it reads, and so does what reads as a part to be skipped
        where nobody is spoken of who could: "what F1 do I have to reach in the Python phase?".
        """
        whole = request.operation in TELLING and request.facets[0] in WHOLE_PART.values() and not request.parts
        whole = whole or (request.operation == "skip" and bool(request.parts) and request.person == Person())
        if (level := self._doing(request, clause)) is not None:
            return level
        if spoken := _asked_of_mentions(request, clause):
            asked = replace(request, facets=("topic",), topics=spoken, specific=spoken, runner_up=None)
            return replace(asked, operation="locate", unknown_career=None)
        where = replace(request, operation="locate", topics=clause.sought)
        if clause.sought and _asks_whether_held(request, clause):
            plain = tuple(word for word in clause.subject if not set(stems(word)) <= asking_stems())
            return replace(where, topics=plain) if all(map(self._library.holds, plain)) else where
        return where if whole and self._library.telling(clause.sought) and told_parts(where, self._library) else request

    def _doing(self, request: Request, clause: Clause) -> Request | None:
        """The request for the level that does what the question asks who does; None where it asks so of no ladder.

        A level named in it is then what something is done to: "who mentors the juniors?".
        """
        figures = bool(cued_facets(clause.text)) or request.wanted is not None or set(request.facets) & _OF_PEOPLE
        at_years = any(years_named(part) is not None for part in request.parts)
        of_level = request.which == "level" and not (of_figures(request.facets) or clause.cues.bounds or at_years)
        asks = of_level or search_any(cue_tables().duties.who, clause.text.lower())
        if request.operation not in TELLING | {"locate"} or figures or not asks:
            return None
        idle = {*part_nouns(), *_asking_words(clause.text.lower())}
        sought = tuple(word for word in clause.sought if word.casefold() not in idle)
        asked = replace(request, operation="locate", facets=("ladder",), parts=(), topics=sought, runner_up=None)
        tells = self._library.telling(sought) or sum(map(self._library.holds, sought)) > 1
        found = [part.kind for part in told_parts(asked, self._library)] if tells else []
        called = [word for part in request.parts if part.kind == "level" for word in content_words(part.words)]
        levels = [word for word in called if mentions(clause.text, word)]
        if not found and request.facets[0] in _OF_DUTIES:
            # "Who talks to the board?": one duty alone speaks of it.
            only = [part.kind for part in told_parts(asked, self._library)]
            found = only if len(only) == 1 else []
        stands = set(found) == {"level"} or (of_level and bool(sought))
        return replace(asked, topics=(*sought, *levels)) if stands else None

    def _looking_up(self, request: Request, clause: Clause) -> Request:
        """The request, looking up what a part that is named states where no other word tells what is sought in it."""
        stated = facet_definitions().get(request.facets[0])
        of_part = stated is not None and stated.part in {part.kind for part in request.parts}
        if request.operation != "locate" or not of_part or asks_which_part(clause.text):
            return request
        careers = careers_of(request, self._library)
        titles = [part.title for each in careers for named in request.parts for part in find_parts(each, named)]
        held = [word for word in clause.sought if self._library.holds(word)]
        sought = [word for word in held if not any(mentions(title, word) for title in titles)]
        return request if sought or not titles else replace(request, operation="lookup", topics=clause.topics)

    def topics(self, said: Utterance, operation: Operation) -> tuple[str, ...]:
        """What is looked for; "and in the other one?" looks for the same, "in which phase is it?" for what "it" is."""
        clause, before = said.clause, said.before
        if operation == "locate" and before is not None and said.follows:
            if looks_elsewhere(said) and (told := names_told(said.memory.shown, self._library)):
                return told
            spoken_of = before.topics if before.operation == "locate" else self._spoken_of(before)
            if said.leaning.elliptical:
                return before.topics or spoken_of
            # "Which phase covers that?" leaves it to what was spoken of, "which has the Epic things in it?" names it.
            points = (said.leaning.says_it and not set(clause.sought) & set(spoken_of)) or not clause.sought
            if points and spoken_of and not self._library.telling(clause.sought):
                return spoken_of
        if operation == "locate" and not clause.sought:
            # "I code with ICD-10. In which phase is that covered?"
            return tuple(self._library.telling(content_words(introduction(clause.text)[0])))
        return clause.sought if operation in ("locate", "plan", "compare") else clause.topics

    def _spoken_of(self, before: Request) -> tuple[str, ...]:
        """What a question was about: by the words that tell where it stands, else by its names, else by its nouns."""
        held = [
            word for word in before.specific if self._library.holds(word) and not set(stems(word)) <= asking_stems()
        ]
        nouns = tuple(word for word in held if not is_verb(word.casefold()))
        names = tuple(word for word in held if may_name(word) or (word.isupper() and len(word) > 1))
        return tuple(self._library.telling(before.specific)) or names or nouns


def _asks_whether_held(request: Request, clause: Clause) -> bool:
    """True for a yes-or-no question about what a roadmap holds, or its phases do: "does any phase cover SQL?"."""
    definition = facet_definitions().get(request.facets[0])
    of_phases = definition is not None and definition.part == "phase" and definition.shape == "items"
    asks = request.operation in (*TELLING, "verify") and asks_whether(clause.text) and not request.asserted.premises
    return asks and of_phases and not request.parts


def _asking_words(text: str) -> list[str]:
    """The words of lower-case text that only ask who does something: "who is responsible for"."""
    return [word for pattern in cue_tables().duties.who for found in pattern.findall(text) for word in found.split()]


def _asked_of_mentions(request: Request, clause: Clause) -> tuple[str, ...]:
    """What a question asks whether pages speak of: "does any page mention nurses?"; empty where it asks no such."""
    text, table = asking_sentences(clause.text), cue_tables().mentions
    comes = search_any(table.coming, text.lower()) and not asks_for_values(request.facets)
    if request.operation not in (*TELLING, "plan") or not (comes or search_any(table.asking, text.lower())):
        return ()
    asking = asking_stems() | set(stems(" ".join(cue_tables().mentions.verbs)))
    return tuple(word for word in clause.subject if not set(stems(word)) <= asking and word in text)
