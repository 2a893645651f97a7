"""What a question takes for granted besides figures: an order ("why is X harder than Y") and a number of parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Literal

from advisor.facets import facet_definitions
from advisor.operations.words import mentions
from advisor.requests import Direction, Facet, Operation, Order, PartCount, PartReference
from advisor.understanding.clause import Clause
from advisor.understanding.clauses import introduction, is_condition, joints_of, opens_ground, without_opening
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.cues import denies, direction_of, speaks_of_oneself, tells_of_oneself
from advisor.understanding.following import turns_to_another
from advisor.understanding.vocabulary import linking_words
from vectorstore.numbers import find_numbers
from vectorstore.quantities import find_quantities
from vectorstore.types import PartKind

# Operations that work out an order themselves, or speak of another thing than an order.
_OWN_ORDER: frozenset[Operation] = frozenset(
    {"rank", "filter", "plan", "fit", "count", "total", "average", "locate", "next", "previous"}
)
# Operations that ask about what is asserted, whatever the frame.
_ASKING_BACK: frozenset[Operation] = frozenset({"verify", "why"})


def asserted_order(
    clause: Clause,
    *,
    facet: Facet,
    operation: Operation,
    careers: Sequence[str],
    parts: Sequence[PartReference],
    facet_in: Callable[[str], Facet],
) -> Order | None:
    """The order that a question takes for granted, or None when it asserts none.

    `facet_in` reads the facet of a piece of the question: in "since X pays less, how long does it take" the order is
    one of pay.
    """
    piece, said = _ordering_piece(clause)
    if said is None or operation in _OWN_ORDER:
        return None
    of = facet if piece == clause.text else facet_in(piece)
    # "Better" is the end that a reader means by it on the facet.
    direction = said if said != "best" else facet_definitions()[of].better if of in facet_definitions() else None
    if of not in facet_definitions() or direction is None:
        return None
    table = cue_tables().order
    two = search_any(table.than, piece)
    alone = (clause.cues.asserted or operation in _ASKING_BACK) and table.verbs.search(piece) is not None
    measured = facet_definitions()[of].measure or of
    kind = facet_definitions()[measured].part
    compared = [part for part in parts if part.kind == kind]
    one = len(compared) == 1 and alone and _is_spoken_of_first(compared[0], piece)
    if compared and len(careers) < 2 and (len(compared) == 2 if two else one):
        return Order(measured, direction)
    if two and len(careers) == 2:
        subject, other = reversed(careers) if _later_is_subject(clause, careers[1]) else careers
        return Order(of, direction, subject, other)
    named = clause.links.careers
    if not two and alone and len(named) == 1 and kind is None:
        return Order(of, direction, named[0])
    return None


def _is_spoken_of_first(part: PartReference, piece: str) -> bool:
    """False where the superlative stands before the part: "the most a senior earns" says of no senior what is most."""
    lowered, directions = piece.lower(), cue_tables().direction
    at = lowered.find(part.words.lower()) if part.words else -1
    ends = directions.most | directions.least | directions.best
    return not any(word in ends for word in re.findall(r"[a-z]+", lowered[: max(at, 0)]))


def _later_is_subject(clause: Clause, later: str) -> bool:
    """True when the second career stands before "than" and the first is only pointed back to ("… than that?")."""
    named = clause.links.careers
    if len(named) > 1:
        return False
    before = min((m.start() for pattern in cue_tables().order.than if (m := pattern.search(clause.text))), default=0)
    mentioned = [mention.start < before for mention in clause.links.mentions if mention.career_id == later]
    return any(mentioned) or (not named and turns_to_another(clause.text[:before]))


def _ordering_piece(clause: Clause) -> tuple[str, Direction | Literal["best"] | None]:
    """The piece between commas that names an end of a scale, with that end; no end when the piece asks what is there.

    The end is read from what careers and parts leave over: "the top level" names a level, no end.
    """
    pieces, rests = re.split(r"[,;]\s+", clause.text), re.split(r"[,;]\s+", clause.rest)
    if len(pieces) != len(rests):
        pieces, rests = [clause.text], [clause.rest]
    for piece, rest in zip(pieces, rests, strict=True):
        if (direction := direction_of(rest.lower())) is not None:
            return piece, None if search_any(cue_tables().order.asking, piece.lower()) else direction
    return clause.text, None


def denies_facet(text: str, facet: Facet) -> bool:
    """True when a question asserts or asks for the absence of what a facet tells.

    Of what pages state in words of their own only the pieces with such a word count: "from home and nothing technical"
    denies no remote work. What speaks "against" a career denies nothing.
    """
    text = text.lower().replace("’", "'")
    definition = facet_definitions().get(facet)
    if definition is not None and definition.weighs:
        return False
    if definition is None or definition.shape != "statement" or not definition.said_with:
        return denies(text)
    edges = [0, *(place for joint in joints_of(text) for place in joint), len(text)]
    spans = zip(edges[::2], edges[1::2], strict=True)
    pieces = [piece for start, end in spans for piece in re.split(r"[.;!?]\s+", text[start:end])]
    about = [piece for piece in pieces if any(mentions(piece, word) for word in definition.said_with)]
    return denies(" ".join(about) or text)


def taken_for_granted(text: str) -> str:
    """What a text says before it asks and takes for so, without what leads to it; empty where it is of its writer."""
    said = introduction(text)[0]
    stated, ground = without_opening(said), opens_ground(said)
    # "Since one must be a nurse" says of nobody that they are one.
    own = speaks_of_oneself(stated) if ground else tells_of_oneself(stated)
    return "" if own or (is_condition(said) and not ground) else stated


def asserted_counts(text: str) -> Iterator[PartCount]:
    """The numbers of parts that a question takes for granted, in order: "has five phases", "a four-phase roadmap"."""
    table = cue_tables().counts
    measured = find_quantities(text.lower())
    for number in find_numbers(text):
        noun = _part_noun().match(text, number.end)
        if noun is None or any(m.start <= number.start < m.end for m in measured) or number.value % 1:
            continue
        before = text[: number.start].lower()
        kind = _kind_of(noun.group("noun").lower())
        if noun.group("joint") == "-" or search_any(table.having, before):
            yield PartCount(kind, int(number.value))
        elif search_any(table.definite, before):
            yield PartCount(kind, int(number.value), at_least=True)


@cache
def _part_noun() -> re.Pattern[str]:
    """What may stand between a number and the noun of the parts it counts, and the noun."""
    nouns = "|".join(
        sorted((noun for nouns in linking_words().parts.values() for noun in nouns), key=len, reverse=True)
    )
    return re.compile(rf"(?P<joint>-|\s+)(?:[a-z]+\s+){{0,2}}?(?P<noun>{nouns})\b", re.IGNORECASE)


def _kind_of(noun: str) -> PartKind:
    return next(kind for kind, nouns in linking_words().parts.items() if noun in nouns)
