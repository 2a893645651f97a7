"""What a question asks of a person: whether a career suits them, what they may skip, what stands in their way."""

from __future__ import annotations

from dataclasses import replace

from advisor.facets import facet_definitions
from advisor.operations.people import kinds_of, shuns_coding
from advisor.requests import PERSONAL, TELLING, Facet, Operation, Person
from advisor.understanding.clause import Clause
from advisor.understanding.clauses import introduction
from advisor.understanding.cues import speaks_of_oneself, tells_of_oneself
from advisor.understanding.following import (
    ask_words,
    points_at_person,
    replace_pronoun,
)
from advisor.understanding.introductions import asks_of_prospects, points_at_own_work
from advisor.understanding.utterance import Meaning, Utterance
from advisor.understanding.which_part import asks_whether, asks_which_part

# Of a question of fit, the share of its readings from which on it asks what may be skipped or is lacking.
OF_LEARNING = 0.03
# With so many words besides "that" a question is still about what it points at: "would AI touch that".
_POINTED = 2
# A question about phases is one of what may be skipped when it is read so with this probability, if skills are known.
OF_SKIPPING = 0.2
# Facets of which those who have learned something may leave out a part; of others they ask whether it must be.
_KNOWN_ALREADY: frozenset[Facet] = frozenset(
    {"fit", "non_fit", "roadmap", "goals", "phase_length", "duration", "skills", "steps", "topic", "coding"}
)
# Facets that tell what the work is like, so that a dislike stated beside one is weighed against it.
_OF_WORK: frozenset[Facet] = frozenset(
    {
        "overview",
        "topic",
        "non_fit",
        "day",
        "ladder",
        "skills",
        "responsibilities",
        "duties",
        "goals",
        "difficulty",
        "tools",
    }
)


def asking_whom_it_suits(said: Utterance, meaning: Meaning) -> Meaning:
    """Whom careers suit is matched against the person who asks, or people of some kind.

    "Who should stay away from it?" asks of one career, whichever it is.
    """
    of_fit = meaning.operation in TELLING and meaning.facet in ("fit", "non_fit")
    of_all = not meaning.careers and replace_pronoun(said.clause.text, "") is None
    whom = of_all or _personal(said.clause, meaning) or _of_beginners(meaning)
    return meaning.asking("fit") if of_fit and whom else meaning


def weighing_up(said: Utterance, meaning: Meaning) -> Meaning:
    """What speaks for and against one career is told, of several set side by side; of who asks for themselves, fit.

    "Is it worth it for me?" asks whether it suits, from whoever has said what they are.
    """
    definition = facet_definitions().get(meaning.facet)
    if definition is None or not definition.weighs:
        return meaning
    if meaning.person != Person() and _personal(said.clause, meaning):
        return meaning.asking("fit", "fit")
    return meaning.asking("lookup" if len(meaning.careers) == 1 else "compare")


def asking_of_own_work(said: Utterance, meaning: Meaning) -> Meaning:
    """What is asked of "that" which the user does is asked of no career: "I run a ward. Will AI change that?"."""
    clause, (told, asked) = said.clause, introduction(said.clause.text)
    definition = facet_definitions().get(meaning.facet)
    figure = definition is not None and definition.shape == "figure" and meaning.operation in TELLING
    own = figure and not (meaning.careers or clause.links.scope != "none") and tells_of_oneself(told)
    points = points_at_own_work(asked) and not ask_words(asked)[_POINTED:]
    return meaning.asking("lookup", "topic") if own and points else meaning


def introducing_oneself(said: Utterance, meaning: Meaning) -> Meaning:
    """Who says what they are and nothing else asks whether it suits them: "I'm an ICU nurse"."""
    clause, told = said.clause, said.clause.cues.person
    rest = clause.text
    for what in told.background:
        rest = rest.replace(what, " ")
    alone = bool(told.background) and not told.skills and "?" not in rest and not ask_words(rest)
    return meaning.asking("fit", "fit") if alone and not said.follows else meaning


def asking_of_prospects(said: Utterance, meaning: Meaning) -> Meaning:
    """Who tells of themselves and asks whether there is a point to it asks whether it suits: "dentist. feasible?"."""
    return meaning.asking("fit", "fit") if asks_of_prospects(said.clause.text, said.clause.links) else meaning


def asking_for_entry(said: Utterance, meaning: Meaning) -> Meaning:
    """Who asks whether the way in is open to them asks whether it suits: "only physics. is the door closed?"."""
    clause = said.clause
    if meaning.operation not in TELLING or meaning.facet not in ("education", "difficulty", "entry_barrier", "steps"):
        return meaning
    if meaning.careers and asks_whether(introduction(clause.text)[1]) and _of_beginners(meaning):
        return meaning.asking("fit", "fit")
    if meaning.facet == "steps":
        return meaning
    told = clause.cues.person.background or tells_of_oneself(introduction(clause.text)[0])
    # "The entry barrier for a machine learning engineer" is that of another occupation.
    of_kind = bool(kinds_of(clause.rest)) and not (clause.links.unknown or clause.links.related)
    asks = (told and meaning.facet != "education") or (
        of_kind and (meaning.operation == "verify" or meaning.facet == "entry_barrier")
    )
    return meaning.asking("fit", "fit") if asks else meaning


def weighing_dislikes(said: Utterance, meaning: Meaning) -> Meaning:
    """A dislike told beside a question about the work, or about careers without what is shunned, is weighed."""
    if meaning.operation not in (*TELLING, "filter", "extreme"):
        return meaning
    told = said.clause.cues.person
    shuns = meaning.facet == "coding" and not meaning.careers
    weighs = shuns_coding(told) if shuns else bool(told.dislikes) and meaning.facet in _OF_WORK
    return meaning.asking("fit") if weighs else meaning


def asking_of_oneself(said: Utterance, meaning: Meaning) -> Meaning:
    """Of whom something suits there is no next: "which one then?" asks again, and "why not?" for and against.

    Fit may mean what is lacking.
    """
    clause = said.clause
    further = meaning.operation == "more" and bool(ask_words(clause.rest))
    weighed = meaning.operation in ("compare", "reconcile") and _personal(clause, meaning)
    alone = meaning.operation == "compare" and len(meaning.careers) < 2
    bare = said.leaning.whole == "why" or meaning.operation in ("next", "previous")
    if meaning.facet == "fit" and (weighed or further or alone or bare):
        return meaning.asking("fit")
    if meaning.operation == "fit" and meaning.facet in ("fit", "non_fit"):
        return meaning.asking(_learning(clause))
    return meaning


def _of_beginners(meaning: Meaning) -> bool:
    """True where the first level is named: whether a job suits those who start, pages say when they warn them off."""
    return any(part.kind == "level" and part.number == 1 for part in meaning.parts)


def _personal(clause: Clause, meaning: Meaning) -> bool:
    """True when the question is about the user or people of some kind: whom it suits is whether it suits them.

    "When is it not right for me?" asks whom it does not suit; only who says what they are is matched against it.
    """
    told = clause.cues.person != Person() or (meaning.person != Person() and points_at_person(clause.text))
    return told or (meaning.facet != "non_fit" and (speaks_of_oneself(clause.text) or bool(kinds_of(clause.rest))))


def _learning(clause: Clause) -> Operation:
    """What is asked of a person: whether it suits them, unless it reads as what they may skip or lack."""
    best = next(scored for scored in clause.reading.operations if scored.label in PERSONAL)
    return best.label if best.score >= OF_LEARNING else "fit"


def asking_to_skip(said: Utterance, meaning: Meaning) -> Meaning:
    """Who tells what they know and asks which part that changes may skip it: "I'm fluent in SQL. What can I skim?"."""
    if _may_skip(said.clause, meaning):
        meaning = meaning.asking("skip", "fit")
    if meaning.operation == "skip" and asks_which_part(said.clause.text):
        # In "which nursing phase can I skip" the word before the noun names no phase: that is asked for.
        meaning = replace(meaning, parts=tuple(part for part in meaning.parts if part.number is not None))
    return meaning.asking("verify") if meaning.operation == "skip" and meaning.facet not in _KNOWN_ALREADY else meaning


def _may_skip(clause: Clause, meaning: Meaning) -> bool:
    of_roadmap = meaning.facet in ("roadmap", "goals") or (meaning.facet == "topic" and asks_which_part(clause.text))
    if not of_roadmap or meaning.operation not in (*TELLING, "compare", "locate"):
        return False
    if any(part.number for part in clause.parts) or not meaning.person.skills:
        return False
    skipping = next(scored.score for scored in clause.reading.operations if scored.label == "skip")
    told = bool(clause.cues.person.skills) and speaks_of_oneself(introduction(clause.text)[1])
    return told or skipping >= OF_SKIPPING


def weighing_what_is_disliked(said: Utterance, meaning: Meaning) -> Meaning:
    """Nothing is saved by what one would rather not do: it is weighed; nor where nobody is spoken of."""
    if meaning.operation != "skip":
        return meaning
    told, text = said.clause.cues.person, said.clause.text
    if meaning.person == Person() and meaning.facet != "fit" and not (speaks_of_oneself(text) or kinds_of(text)):
        return meaning.asking("lookup")
    return meaning.asking("fit") if told.dislikes and not (told.skills or told.background) else meaning
