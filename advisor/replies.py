"""The kinds of reply, each built from what was gathered."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.offers import covered_facets, offer_next
from advisor.operations.words import join_words, stems
from advisor.requests import Person, Request
from advisor.silences import is_spoken_of, uncovered
from advisor.types import Abstention, Answer, Clarification, Draft, Evidence, Withheld
from advisor.unreadable import MAX_CHARACTERS, Problem
from advisor.writing.phrases import phrases
from advisor.writing.rendering import escape, render
from vectorstore.profiles import Career
from vectorstore.quantities import format_quantity
from vectorstore.types import Passage

# Facets an abstention names as covered before the list reads like a table of contents.
_COVERED = 4


def answer(
    request: Request, evidence: Evidence, draft: Draft, withheld: Sequence[Withheld], library: Library, *, writer: str
) -> Answer:
    """What the documents say, with what they do not say of the question in front."""
    text, citations = render(draft, library)
    limits = [word for word in evidence.missing if word in _limits(request) and is_spoken_of(word, request, library)]
    for phrase, words in (("restricted", limits), ("missing", uncovered(evidence.missing, request, library))):
        if words:
            text = f"{phrases().partly[phrase].format(missing=join_words([escape(word) for word in words]))} {text}"
    return Answer(
        text=text,
        citations=citations,
        request=request,
        passages=evidence.passages,
        withheld=tuple(withheld),
        offers=offer_next(request, library),
        written_by=writer,
    )


def _limits(request: Request) -> tuple[str, ...]:
    """What a question restricts itself to, or asks of besides: places, names, years."""
    return (*request.restricting, *request.beside, *(part.words for part in request.parts if part.words))


def abstain(request: Request, evidence: Evidence, library: Library, withheld: Sequence[Withheld] = ()) -> Abstention:
    """An honest silence: what is not covered, and what is."""
    said = phrases().abstention
    reason = "off_topic" if "off_topic" in request.facets else "not_covered"
    if not library.chunks:
        return Abstention(text=said["empty_corpus"], request=request, reason="empty_corpus")
    if request.unknown_career is not None:
        reason = "unknown_career"
        opening = said["unknown_career"].format(career=escape(request.unknown_career))
    elif reason == "off_topic":
        opening = said["off_topic"]
    elif missing := uncovered(evidence.missing, request, library):
        opening = said["not_covered"].format(missing=join_words([escape(words) for words in missing]))
    else:
        opening = said["nothing"]
    return Abstention(
        text=f"{opening} {_what_is_covered(request, library)}".strip(),
        request=request,
        passages=evidence.passages,
        withheld=tuple(withheld),
        offers=offer_next(request, library),
        reason=reason,  # type: ignore[arg-type]  # one of the literals above
    )


def _what_is_covered(request: Request, library: Library) -> str:
    careers = library.careers_or_all(request.careers)
    nouns = [facet_definitions()[facet].noun for facet in covered_facets(careers, library)[:_COVERED]]
    names = [escape(career.name) for career in careers[:_COVERED]]
    if not nouns:
        names = [escape(document.title) for document in library.documents.values()][:_COVERED]
    what = f"{join_words(nouns)} for {join_words(names)}" if nouns else join_words(names)
    return phrases().abstention["covered"].format(covered=what) if what else ""


def ask_which_career(request: Request, careers: Sequence[Career], passages: tuple[Passage, ...]) -> Clarification:
    """A question back, with the careers that could be meant."""
    question = phrases().clarification["career"]
    names = tuple(career.name for career in careers)
    choices = "\n".join(f"- {escape(name)}" for name in names)
    return Clarification(
        text=f"{question}\n\n{choices}",
        request=request,
        passages=passages,
        choices=names,
        choice_ids=tuple(career.id for career in careers),
        offers=names,
    )


def make_small_talk(request: Request, library: Library) -> Answer:
    """A friendly line without citations."""
    words = set(stems(request.question))
    entries = phrases().small_talk
    chosen = next((entry for entry in entries if words & set(stems(" ".join(entry.cues)))), entries[-1])
    return Answer(text=chosen.reply, request=request, offers=offer_next(request, library))


def tell_about_advisor(request: Request, library: Library) -> Answer | Abstention:
    """What the advisor has read and what it can be asked; what it is told to be or do instead is declined."""
    names = [escape(career.name) for career in library.catalogue.careers] or ["careers"]
    about = phrases().about
    if set(stems(request.question)) & set(stems(" ".join(about.cues))):
        return Abstention(text=about.refusal, request=request, offers=offer_next(request, library), reason="off_topic")
    text = about.reply.format(count=len(library.documents), careers=join_words(names))
    return Answer(text=text, request=request, offers=offer_next(request, library))


def note_person(request: Request, person: Person, library: Library) -> Answer:
    """What is remembered of what the user said of themselves, or that nothing is."""
    words = phrases().person
    hours = f"{person.hours_per_week:g}" if person.hours_per_week is not None else None
    months = f"{person.months:g}" if person.months is not None else None
    said = [
        *person.background,
        *person.skills,
        *(words["dislikes"].format(said=said) for said in person.dislikes),
        *([words["codes"] if person.codes else words["no_code"]] if person.codes is not None else []),
        *([words["hours"].format(said=hours)] if hours else []),
        *([words["months"].format(said=months)] if months else []),
        *([words["pay"].format(said=format_quantity(person.pay))] if person.pay is not None else []),
    ]
    text = words["noted"].format(said=join_words([escape(each) for each in said])) if said else words["nothing"]
    return Answer(text=text, request=request, offers=offer_next(request, library))


def refuse(request: Request, problem: Problem) -> Abstention:
    """One sentence about a message that cannot be read."""
    text = phrases().refusal[problem].format(seen=f"{len(request.question):,}", wanted=f"{MAX_CHARACTERS:,}")
    reason = "too_long" if problem == "too_long" else "unreadable"
    return Abstention(text=text, request=request, reason=reason)  # type: ignore[arg-type]  # one of the two literals
