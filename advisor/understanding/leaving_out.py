"""Parts that a question leaves out of a whole: what is left without them, and what that saves."""

from __future__ import annotations

from advisor.facets import cued_facets
from advisor.operations.series import summed
from advisor.requests import TELLING
from advisor.understanding.following import returns_to_part
from advisor.understanding.placing import places_alone
from advisor.understanding.sorts import of_figures
from advisor.understanding.utterance import Meaning, Utterance
from advisor.understanding.which_part import asks_what_remains, leaves_out, saves_by_leaving_out


def leaving_out_parts(said: Utterance, meaning: Meaning) -> Meaning:
    """What is left of a whole without some of its parts is added up: "how long is it without phase 2?"."""
    clause = said.clause
    if _asks_length_without_skipped(said) and (whole := summed(meaning.facet)):
        return meaning.asking("total", whole)
    named = clause.parts or places_alone(clause.text) or leaving_out_spoken_of(said)
    if saves_by_leaving_out(clause.text) and (clause.parts or said.leaning.points_at_part):
        # "How many weeks would I save if I skip it?": as many as it has.
        return meaning.asking("total" if len(clause.parts) > 1 else "lookup", summed(meaning.facet) or meaning.facet)
    if not leaves_out(clause.text) or not named:
        return meaning
    of_length = clause.asked_unit in ("day", "week", "month") or "duration" in cued_facets(clause.text)
    going_on = said.before is not None and (said.before.operation == "total" or of_figures(said.before.facets))
    whole = summed(meaning.facet)
    remains = (meaning.operation == "lookup" and of_figures(meaning.facets)) or (
        whole is not None and meaning.operation in (*TELLING, "skip", "lack", "total") and (of_length or going_on)
    )
    # "The average? – And without the director?" is averaged again.
    averaged = said.leaning.elliptical and said.before is not None and said.before.operation == "average"
    return meaning.asking("average" if averaged else "total", whole or meaning.facet) if remains else meaning


def leaving_out_spoken_of(said: Utterance) -> bool:
    """True when a turn leaves out the part just spoken of: "and without it?"."""
    if _asks_length_without_skipped(said):
        return True
    spoken = said.memory.parts or (said.memory.placed is not None and returns_to_part(said.clause.text))
    return bool(spoken) and said.leaning.points_at_part and said.follows and leaves_out(said.clause.text)


def _asks_length_without_skipped(said: Utterance) -> bool:
    """True when a turn asks how long it takes without what was just said to be known: "and how long is it then?"."""
    skipped = said.before is not None and said.before.operation == "skip" and bool(said.memory.parts)
    asks = "duration" in cued_facets(said.clause.text) or said.clause.asked_unit in ("week", "month")
    return skipped and said.follows and asks and not said.clause.parts and asks_what_remains(said.clause.text)
