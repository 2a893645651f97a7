"""Whether a turn goes on with the prose that was just shown: "when is it needed?", "from which fields?"."""

from __future__ import annotations

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.memory import Memory
from advisor.operations.places import speaks_of_pay
from advisor.operations.telling import REASON_WORDS, is_prose
from advisor.operations.words import may_name
from advisor.requests import OUTSIDE, PERSONAL, Facet, Following, Person, Request, Timing
from advisor.understanding.clause import Clause
from advisor.understanding.following import ask_words, turns_to_another
from advisor.understanding.other_kinds import asks_other_kind
from advisor.understanding.placing import names_one_of_two, places_alone
from advisor.understanding.utterance import Utterance

# A turn without careers or parts that reads as one facet with this probability asks for that, whatever was shown: "and
# the pay?", "is it remote?" and the like have .95 and more, turns about what was shown .83 and less.
SURE_BY_ITSELF = 0.9
# Words that such a turn has at most, and of these words of its own: more of them ask something new.
WORDS, OWN_WORDS = 9, 2
# … and one that documents do not answer, or that is talk, is that with this probability.
SURE_OF_ANOTHER = 0.4
_TALK: frozenset[Facet] = OUTSIDE | {"small_talk", "about_advisor"}


def goes_on(said: Utterance, library: Library) -> bool:
    """True when a question asks about the sentences just shown, and for nothing that it names itself."""
    clause, leaning, memory = said.clause, said.leaning, said.memory
    if memory.request is None or not _shows_prose(memory, library) or asks_other_kind(clause, memory.request):
        return False
    if leaning.whole is not None:
        return leaning.whole == "why" and not _tells_figure(memory.request, memory, library)
    best = clause.reading.facets[0]
    sure = best.score >= (SURE_OF_ANOTHER if best.label in _TALK else SURE_BY_ITSELF) and not _names_place_alone(clause)
    long = len(clause.text.split()) > WORDS or len(ask_words(clause.rest)) > OWN_WORDS
    if sure or long or asks_of_something_named(clause) or clause.reading.operation in PERSONAL:
        return False
    if names_unheard(clause, library):
        return False
    telling = library.telling(clause.specific)
    shown = {chunk.id for span in memory.shown if (chunk := library.chunk_at(span)) is not None}
    return not telling or any(places & shown for places in telling.values())


def _names_place_alone(clause: Clause) -> bool:
    """True when a turn reads as one of pay by region for its place, without a word of pay: "only the European ones"."""
    definition = facet_definitions().get(clause.reading.facet)
    of_places = definition is not None and definition.part == "region"
    return of_places and not speaks_of_pay(clause.text)


def _shows_prose(memory: Memory, library: Library) -> bool:
    """True when the last answer opened with a sentence quoted from prose, for no figure, grade or yes or no."""
    chunk = library.chunk_at(memory.shown[0]) if memory.shown else None
    asked = memory.request.facets[0] if memory.request is not None and memory.request.facets else None
    shape = facet_definitions()[asked].shape if asked in facet_definitions() else "prose"
    # A sentence that tells of what is hard is no grade of it.
    told = chunk is not None and len(library.text(memory.shown[0]).split()) >= REASON_WORDS
    stated = shape == "statement" or (shape in ("figure", "scale") and not told)
    return chunk is not None and is_prose(chunk) and not stated


def _tells_figure(before: Request, memory: Memory, library: Library) -> bool:
    """True when the last answer told a figure or grade of careers from the sentence shown: its reason stands there."""
    known = facet_definitions()
    measured = [facet for facet in before.facets if facet in known and known[facet].shape in ("figure", "scale")]
    careers = library.careers_or_all(before.careers)
    entries = (entry for career in careers for facet in measured for entry in library.entries(career, facet))
    return any(entry.fact.span.overlaps(memory.shown[0]) for entry in entries)


def names_unheard(clause: Clause, library: Library) -> bool:
    """True when a turn names something that no document speaks of: "what about my CPC?"."""
    return any((may_name(word) or word.isupper()) and not library.holds(word) for word in clause.specific)


def asks_of_something_named(clause: Clause) -> bool:
    """True when a turn names careers, parts, figures, a time or the user, so that it stands on these."""
    links, cues = clause.links, clause.cues
    named = links.careers or links.ambiguous or links.unknown or links.scope != "none" or clause.parts
    figures = cues.bounds or cues.premises or clause.uncountable or clause.asked_unit or cues.timing.timing != Timing()
    another = turns_to_another(clause.text)
    placed = places_alone(clause.text) or names_one_of_two(clause.text)
    return bool(named or another or figures or placed) or cues.person != Person()


def on_shown(said: Utterance, before: Request) -> Request:
    """The request of a question that goes on with what `before` was shown."""
    clause, about = said.clause, " ".join(before.subject)
    return Request(
        question=said.question,
        standalone=f"{said.question.rstrip('?. ')} ({about})?" if about else said.question,
        careers=before.careers,
        facets=before.facets,
        operation="why" if said.leaning.whole == "why" else "lookup",
        subject=before.subject if said.leaning.whole else clause.subject or before.subject,
        specific=() if said.leaning.whole else clause.specific,
        following=Following(shown=said.memory.shown, on_shown=True),
        person=said.memory.person,
        searched=clause.text,
    )
