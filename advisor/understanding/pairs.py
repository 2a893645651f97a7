"""What a turn makes of the last two answers together: "so which is higher?", "by how much?", "no difference then?"."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.facets import defined, facet_definitions
from advisor.operations.series import measured
from advisor.requests import Facet, Request
from advisor.understanding.clause import Clause
from advisor.understanding.cue_tables import cue_tables
from advisor.understanding.focus import asks_which_is_ahead, pair_of_parts, sets_against_unnamed
from advisor.understanding.following import ask_words, asks_heights_alone, asks_how_far, following_cues
from advisor.understanding.sorts import is_measured
from advisor.understanding.utterance import Meaning, Utterance

# A turn surely asks for another figure than the one told when it reads as one for it with this probability.
SURE_OF_MEASURE = 0.6


def of_the_pair(said: Utterance) -> Meaning | None:
    """The meaning of a turn that sets the two figures told last against each other: "so which has it higher?".

    They are those of two careers or of two parts: "how much longer is it?".
    """
    before, earlier, clause = said.before, said.memory.earlier, said.clause
    if before is None or earlier is None or before.facets != earlier.facets or not is_measured(before.facets):
        return None
    careers = len(before.careers) == len(earlier.careers) == 1 and before.careers != earlier.careers
    words = ask_words(clause.rest)
    if clause.links.careers or clause.parts or not words:
        return None
    far = asks_how_far(clause.text)
    pair = careers or bool(pair_of_parts(said.memory))
    if pair and asks_heights_alone(words):
        # "Which one wins?" names no measure, whatever it reads as by itself.
        return Meaning(before.facets, "difference" if far else "compare")
    # "Which pays better, and by how much" names the measure it has been told of.
    named = clause.specific or (() if pair and sets_against_unnamed(clause) else words)
    directed = all(word.casefold() in cue_tables().direction.words for word in named)
    if not directed or (asks_another_measure(clause, before.facets) and not _measured_alike(clause, before)):
        return None
    if far and pair:
        return Meaning(before.facets, "difference")
    return Meaning(before.facets, "compare") if pair and asks_which_is_ahead(clause) else None


def _measured_alike(clause: Clause, before: Request) -> bool:
    """True when what a turn reads as is measured in the units of what was told: "which is shorter?" after two times."""
    read, told = (facet_definitions().get(facet) for facet in (clause.reading.facet, before.facets[0]))
    return read is not None and told is not None and len(read.units & told.units) > 1


def same_of_both(said: Utterance) -> Meaning | None:
    """The meaning of a turn that asks whether two careers have the same of what was told: "same for both then?".

    So does one that says that what was told of them one after the other does not differ: "so no difference there?".
    """
    before, earlier = said.before, said.memory.earlier
    if before is None:
        return None
    alike = said.leaning.same and said.clause.links.scope == "both" and said.leaning.elliptical
    told = earlier is not None and len(earlier.careers) == len(before.careers) == 1 and earlier.facets == before.facets
    apart = told and earlier is not None and earlier.careers != before.careers and _only_compares(said.clause)
    stated = any(definition.shape in ("statement", "scale") for definition in defined(before.facets))
    comparable = is_measured(before.facets) or (apart and stated)
    return Meaning(before.facets, "compare") if (alike or apart) and comparable else None


def _only_compares(clause: Clause) -> bool:
    """True for a turn whose only words are of comparing: "no difference then?"."""
    words = [word.casefold() for word in ask_words(clause.rest)]
    named = clause.links.careers or clause.parts
    return bool(words) and not named and following_cues().words.operating.issuperset(words)


def asks_another_measure(clause: Clause, facets: Sequence[Facet]) -> bool:
    """True when a turn surely asks for something else than what was told: "how much sooner …" after the difficulty."""
    best = clause.reading.facets[0]
    return best.score >= SURE_OF_MEASURE and measured(best.label) not in {measured(facet) for facet in facets}
